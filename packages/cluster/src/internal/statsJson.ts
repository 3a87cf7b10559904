/** What an account does, as JSON. */
import type { Stats as LookoutStats } from "@errand/core/Lookout"
import * as Schema from "effect/Schema"

const Lookout: Schema.Codec<LookoutStats, Schema.Json> = Schema.Struct({
  tasks: Schema.Finite,
  waits: Schema.Finite,
  requests: Schema.Struct({
    status: Schema.Finite,
    snapshot: Schema.Finite,
    events: Schema.Finite,
    list: Schema.Finite
  }),
  inFlight: Schema.Finite,
  errors: Schema.Finite,
  limited: Schema.Finite,
  perSecond: Schema.Finite,
  ends: Schema.Finite,
  notified: Schema.Finite,
  delay: Schema.Struct({ known: Schema.Finite, mean: Schema.Finite, most: Schema.Finite })
})

/** What an account does. */
export interface Stats {
  /** The address of the machine that has the account now. */
  readonly machine: string
  /** Errands of all names that are under way there: waiting for their turn, or for their task. */
  readonly underway: number
  /** Starts that wait because the service has no room, or are being tried. */
  readonly waiting: number
  /** What the look-out of this machine has done since it was started. */
  readonly lookout?: LookoutStats
}

/** The schema of {@link Stats}. */
export const StatsJson: Schema.Codec<Stats, Schema.Json> = Schema.Struct({
  machine: Schema.String,
  underway: Schema.Finite,
  waiting: Schema.Finite,
  lookout: Schema.optionalKey(Lookout)
})
