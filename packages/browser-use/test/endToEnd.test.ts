import { BrowserUse } from "@errand/browser-use"
import { Task } from "@errand/core"
import * as Cadence from "@errand/core/Cadence"
import type { TaskError } from "@errand/core"
import { Simulator } from "@errand/simulator"
import { assert, describe, expect, expectTypeOf, it } from "@effect/vitest"
import type * as Api from "@errand/browser-use-types/v2"
import { BigDecimal, Effect, Fiber, Layer, Schema, Stream } from "effect"
import { z } from "zod"

const live = Layer.effect(BrowserUse.BrowserUse, Effect.gen(function*() {
  const simulator = yield* Simulator.Simulator
  return BrowserUse.make({ apiKey: simulator.apiKey, baseUrl: simulator.browserUse.baseUrl, fetch: simulator.fetch })
}))

/** Runs a program over a simulator of its own, in virtual time. */
const simulated = (scenario: Simulator.Options, program: Effect.Effect<void, unknown, BrowserUse.BrowserUse | Simulator.Simulator>) =>
  Effect.gen(function*() {
    const simulator = yield* Simulator.Simulator
    yield* simulator.drive(program)
  }).pipe(
    Effect.provideService(Cadence.Cadence, Cadence.every("1 second")),
    Effect.provide(live.pipe(Layer.provideMerge(Simulator.layer(scenario))))
  )

const counts = Effect.gen(function*() {
  const { count } = yield* Simulator.Simulator
  const of = (operation: string) => count({ provider: "browser-use", operation })
  return { create: yield* of("createTask"), status: yield* of("getTaskStatus"), get: yield* of("getTask"), update: yield* of("updateTask") }
})

describe("a task of Browser Use", () => {
  it.effect("runs to its output, looked at by the light call and read once", () => simulated(
    { tasks: [{ queued: "1 second", running: "3 seconds", steps: 3, output: "42 EUR" }] },
    Effect.gen(function*() {
      const browserUse = yield* BrowserUse.BrowserUse
      assert.strictEqual(yield* Task.run(browserUse, { task: "Find the price" }), "42 EUR")
      const { create, get, status, update } = yield* counts
      assert.deepStrictEqual([create, get, update], [1, 1, 0])
      expect(status).toBeGreaterThanOrEqual(4)
      expect(status).toBeLessThanOrEqual(6)
    })
  ))
})
