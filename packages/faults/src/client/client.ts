/** A way to run tasks, and what it tells its caller. */
import type { Provider } from "@errand/simulator"
import type * as Effect from "effect/Effect"
import type { End, Scenario, Seconds } from "./Scenario.ts"

/** What the caller of a client was told, in terms that all clients share. */
export interface Told {
  readonly end: End
  /** The output, where it was given as one. */
  readonly output?: unknown
  /** All that the caller could read: the result, or the error with all its properties. */
  readonly text: string
  /** Steps as they were told: `number.revision`. */
  readonly steps?: ReadonlyArray<string>
  /** Numbers of steps that were told with a screenshot. */
  readonly screenshots?: ReadonlyArray<number>
  readonly content?: string
  /** Whether anybody was told of a task that could not be stopped. */
  readonly reported?: boolean
}

/** Where and what a client plays. */
export interface Stage {
  readonly provider: Provider
  readonly baseUrl: string
  readonly apiKey: string
  readonly fetch: typeof globalThis.fetch
  readonly scenario: Scenario
  /** Seconds of a scenario in milliseconds of the clock. */
  readonly millis: (seconds: Seconds) => number
}

export interface Client {
  readonly name: string
  readonly providers: ReadonlyArray<Provider>
  readonly play: (stage: Stage) => Effect.Effect<Told>
}
