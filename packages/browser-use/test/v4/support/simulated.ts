/** The provider over the simulator. */
import { BrowserUse } from "@errand/browser-use/v4"
import * as Cadence from "@errand/core/Cadence"
import { Simulator } from "@errand/simulator"
import { Effect, Layer } from "effect"

/** The provider of a simulator. */
export const providerOf = (simulator: Simulator.Simulator["Service"], options: Partial<BrowserUse.Options> = {}) =>
  BrowserUse.make({
    apiKey: simulator.apiKey,
    baseUrl: simulator.services["browser-use/v4"].baseUrl,
    fetch: simulator.fetch,
    ...options
  })

const live = Layer.effect(
  BrowserUse.BrowserUse,
  Effect.map(Simulator.Simulator, (simulator) => providerOf(simulator))
)

/** Runs a program over a simulator of its own, in virtual time, with the pace that is learned. */
export const unpaced = (
  scenario: Simulator.Options,
  program: Effect.Effect<void, unknown, BrowserUse.BrowserUse | Simulator.Simulator>
) =>
  Effect.gen(function* () {
    const simulator = yield* Simulator.Simulator
    yield* simulator.drive(program)
  }).pipe(Effect.provide(live.pipe(Layer.provideMerge(Simulator.layer(scenario)))))

/** The same, with a look each second. */
export const simulated = (...args: Parameters<typeof unpaced>) =>
  Effect.provideService(unpaced(...args), Cadence.Cadence, Cadence.every("1 second"))

/** Requests that reached the service. */
export const counts = Effect.gen(function* () {
  const { count } = yield* Simulator.Simulator
  const of = (operation: string) => count({ provider: "browser-use/v4", operation })
  return {
    workspace: yield* of("createWorkspace"),
    create: yield* of("createRun"),
    status: yield* of("getRunStatus"),
    get: yield* of("getRun"),
    list: yield* of("listRuns"),
    files: yield* of("listWorkspaceFiles"),
    events: yield* of("listRunEvents"),
    cancel: yield* of("cancelRun"),
    discard: yield* of("deleteWorkspace")
  }
})
