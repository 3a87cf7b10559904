import { Effect, Layer } from "effect"
import { Firecrawl } from "@errand/firecrawl"
import { Cadence } from "@errand/core"
import { type Scenario, Simulator } from "@errand/simulator"

export const input = { prompt: "Find the price of a Pixel 9" }

const live = Layer.effect(
  Firecrawl.Firecrawl,
  Effect.map(Simulator.Simulator, ({ apiKey, fetch, firecrawl }) =>
    Firecrawl.make({ apiKey, baseUrl: firecrawl.baseUrl, fetch, timeout: "10 seconds" })
  )
)

/** A test against a service of its own, in virtual time. */
export const on = <A, E>(
  scenario: Scenario,
  test: (firecrawl: Firecrawl.FirecrawlProvider, simulator: Simulator.Simulator["Service"]) => Effect.Effect<A, E>
) =>
  Effect.gen(function* () {
    const simulator = yield* Simulator.Simulator
    return yield* simulator.drive(test(yield* Firecrawl.Firecrawl, simulator))
  }).pipe(Effect.provide(live.pipe(Layer.provideMerge(Simulator.layer(scenario)))))

/** Looks are a second apart. */
export const everySecond = Effect.provideService(Cadence.Cadence, Cadence.every("1 second"))
