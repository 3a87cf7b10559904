/** The provider over the simulator. */
import { BrowserUse } from "@errand/browser-use"
import * as Cadence from "@errand/core/Cadence"
import { Simulator } from "@errand/simulator"
import { Effect, Layer } from "effect"

const live = Layer.effect(
  BrowserUse.BrowserUse,
  Effect.gen(function* () {
    const simulator = yield* Simulator.Simulator
    return BrowserUse.make({ apiKey: simulator.apiKey, baseUrl: simulator.browserUse.baseUrl, fetch: simulator.fetch })
  })
)

/** Runs a program over a simulator of its own, in virtual time. */
export const simulated = (
  scenario: Simulator.Options,
  program: Effect.Effect<void, unknown, BrowserUse.BrowserUse | Simulator.Simulator>
) =>
  Effect.gen(function* () {
    const simulator = yield* Simulator.Simulator
    yield* simulator.drive(program)
  }).pipe(
    Effect.provideService(Cadence.Cadence, Cadence.every("1 second")),
    Effect.provide(live.pipe(Layer.provideMerge(Simulator.layer(scenario))))
  )

/** Requests that reached the service. */
export const counts = Effect.gen(function* () {
  const { count } = yield* Simulator.Simulator
  const of = (operation: string) => count({ provider: "browser-use", operation })
  return {
    create: yield* of("createTask"),
    status: yield* of("getTaskStatus"),
    get: yield* of("getTask"),
    update: yield* of("updateTask")
  }
})
