/** For authors of providers: what all providers of one account have in common. */
import type * as Effect from "effect/Effect"
import * as Lookout from "./Lookout.ts"
import type { SharedAccount } from "./Provider.ts"
import * as Slots from "./Slots.ts"

/** Options of {@link make}. */
export interface Options {
  /** The name of the provider. */
  readonly provider: string
  /** Another provider of the same account. */
  readonly shareWith?: SharedAccount | undefined
  /** See `Slots.Options`. Not asked for where the queue is that of another provider. */
  readonly limit?: Effect.Effect<number | undefined, unknown> | undefined
}

/**
 * A queue of starts and a look-out, each of which hears of the refusals that the other gets. With
 * `shareWith` the queue is that of the other provider, and the look-outs spend one budget of
 * requests.
 */
export const make = ({ limit, provider, shareWith }: Options): SharedAccount => {
  const lookout = Lookout.make({ shareWith: shareWith?.lookout })
  const onLimited = (retryAfter: number) => Lookout.rateLimited(lookout, retryAfter)
  return { lookout, slots: shareWith?.slots ?? Slots.make({ provider, limit, onLimited }) }
}
