/** Both providers on a simulator of their own, in virtual time. */
import type { BrowserUseClient } from "@errand/browser-use"
import { BrowserUse, Client } from "@errand/browser-use"
import { BrowserAct } from "@errand/browseract"
import { Simulator } from "@errand/simulator"
import { Effect, Layer } from "effect"

export type Services = Simulator.Simulator | BrowserUse.BrowserUse | BrowserAct.BrowserAct | BrowserUseClient

const providers = Layer.unwrap(
  Effect.gen(function* () {
    const { apiKey, browserAct, browserUse, fetch } = yield* Simulator.Simulator
    const use = { apiKey, baseUrl: browserUse.baseUrl, fetch }
    return Layer.mergeAll(
      BrowserUse.layer(use),
      Client.layer(use),
      BrowserAct.layer({ apiKey, baseUrl: browserAct.baseUrl, fetch })
    )
  })
)

const layer = providers.pipe(Layer.provideMerge(Simulator.layer({ seed: 7 })))

/** Runs a test body with the services; time passes only where `drive` turns it. */
export const onSimulator =
  <A, E>(body: (simulator: Simulator.Simulator["Service"]) => Effect.Effect<A, E, Services>) =>
  () =>
    Effect.provide(Effect.flatMap(Simulator.Simulator, body), layer)
