import { Effect, Layer } from "effect"
import { BrowserAct } from "@errand/browseract"
import { Cadence } from "@errand/core"
import { type Scenario, Simulator } from "@errand/simulator"

/** A start of a workflow, and one of an official template. */
export const input = { workflow_id: "17", input_parameters: [{ name: "product", value: "Pixel 9" }] }
export const template = { workflow_template_id: "21", proxyRegion: "DE" }

const live = Layer.effect(
  BrowserAct.BrowserAct,
  Effect.map(Simulator.Simulator, ({ apiKey, browserAct, fetch }) =>
    BrowserAct.make({ apiKey, baseUrl: browserAct.baseUrl, fetch, timeout: "10 seconds" })
  )
)

/** A test against a service of its own, in virtual time. */
export const on = <A, E>(
  scenario: Scenario,
  test: (browserAct: BrowserAct.BrowserActProvider, simulator: Simulator.Simulator["Service"]) => Effect.Effect<A, E>
) =>
  Effect.gen(function* () {
    const simulator = yield* Simulator.Simulator
    return yield* simulator.drive(test(yield* BrowserAct.BrowserAct, simulator))
  }).pipe(Effect.provide(live.pipe(Layer.provideMerge(Simulator.layer(scenario)))))

/** Looks are a second apart. */
export const everySecond = Effect.provideService(Cadence.Cadence, Cadence.every("1 second"))
/** Requests by operation. */
export const counts = (simulator: Simulator.Simulator["Service"]) =>
  Effect.map(simulator.requests, (requests) => {
    const seen: Record<string, number> = {}
    for (const { operation } of requests) seen[operation ?? "?"] = (seen[operation ?? "?"] ?? 0) + 1
    return seen
  })
