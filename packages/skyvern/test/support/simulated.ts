import { Cadence } from "@errand/core"
import { type Scenario, Simulator } from "@errand/simulator"
import { Skyvern, TaskV2 } from "@errand/skyvern"
import { Effect } from "effect"

export const input = { prompt: "Find the price of a Pixel 9", url: "https://shop.example" } satisfies Skyvern.Input

/** Client options that lead to a simulator. */
export const options = ({ apiKey, fetch, skyvern }: Simulator.Simulator["Service"]) =>
  ({ apiKey, baseUrl: skyvern.baseUrl, fetch, timeout: "10 seconds" }) as const

/** A test against a service of its own, in virtual time. */
export const on = <A, E>(
  scenario: Scenario,
  test: (skyvern: Skyvern.SkyvernProvider, simulator: Simulator.Simulator["Service"]) => Effect.Effect<A, E>
) =>
  Effect.gen(function* () {
    const simulator = yield* Simulator.Simulator
    return yield* simulator.drive(test(Skyvern.make(options(simulator)), simulator))
  }).pipe(Effect.provide(Simulator.layer(scenario)))

/** The same for the engine 2.0. */
export const onV2 = <A, E>(
  scenario: Scenario,
  test: (tasks: TaskV2.TaskV2Provider, simulator: Simulator.Simulator["Service"]) => Effect.Effect<A, E>
) => on(scenario, (_, simulator) => test(TaskV2.make(options(simulator)), simulator))

/** Looks are a second apart. */
export const everySecond = Effect.provideService(Cadence.Cadence, Cadence.every("1 second"))

/** Requests by operation. */
export const counts = (simulator: Simulator.Simulator["Service"]) =>
  Effect.map(simulator.requests, (requests) => {
    const seen: Record<string, number> = {}
    for (const { operation } of requests) seen[operation ?? "?"] = (seen[operation ?? "?"] ?? 0) + 1
    return seen
  })
