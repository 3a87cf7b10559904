import { Effect, Layer } from "effect"
import { AgentBot, BrowserAct } from "@errand/browseract/v3"
import { Cadence } from "@errand/core"
import { type Scenario, Simulator } from "@errand/simulator"

/** A start of a bot, and one of a template. */
export const input = { bot_id: "17", input: { product: "Pixel 9" } }
export const template = { template_id: "21", proxy_region: "DE", input: { product: "Pixel 9" } }

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

/** The account's provider of agents. */
export const agentsOf = (
  shareWith: BrowserAct.BrowserActProvider,
  { apiKey, browserAct, fetch }: Simulator.Simulator["Service"]
) => AgentBot.make({ apiKey, baseUrl: browserAct.baseUrl, fetch, shareWith })

/** Looks are a second apart. */
export const everySecond = Effect.provideService(Cadence.Cadence, Cadence.every("1 second"))
