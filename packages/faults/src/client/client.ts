/** A client that plays the scenarios, and its report in terms that all clients share. */
import type { Provider } from "@errand/simulator"
import type * as Effect from "effect/Effect"
import type { Hook } from "./hook.ts"
import type { End, Scenario, Seconds } from "../faultScenario.ts"

/** What the caller of a client learned, in terms that all clients share. */
export interface ClientReport {
  readonly end: End
  /** The output, where it was given as one. */
  readonly output?: unknown
  /** All that the caller could read: the result, or the error with all its properties. */
  readonly text: string
  /** Steps in the order of their arrival: `number.revision`. */
  readonly steps?: ReadonlyArray<string>
  /** Numbers of steps that came with a screenshot. */
  readonly screenshots?: ReadonlyArray<number>
  readonly content?: string
  /** Whether the client reported a task that it could not stop. */
  readonly reported?: boolean
}

/** The service and the scenario for one run of a client. */
export interface ClientSetup {
  readonly provider: Provider
  readonly baseUrl: string
  readonly apiKey: string
  readonly fetch: typeof globalThis.fetch
  readonly scenario: Scenario
  /** Where webhooks arrive, in a scenario that has them. */
  readonly hook?: Hook | undefined
  /** Seconds of a scenario in milliseconds of the clock. */
  readonly millis: (seconds: Seconds) => number
}

export interface Client {
  readonly name: string
  readonly providers: ReadonlyArray<Provider>
  readonly play: (setup: ClientSetup) => Effect.Effect<ClientReport>
}
