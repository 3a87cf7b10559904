import { assert, describe, it } from "@effect/vitest"
import { Simulator } from "@errand/simulator"
import { Effect, Fiber, Schedule } from "effect"
import { balance, startRestate, startWorker } from "../../src/engines/restateFleet.ts"

const total = 20
const keys = Array.from({ length: total }, (_, n) => `order ${n}`)

/**
 * The program of Restate's server. It has 216 MB, so that no install brings it: CI does, and
 * without it this is counted as skipped.
 */
const binary = process.env["ERRAND_TEST_RESTATE"] ?? ""

describe.skipIf(binary === "")("tasks in Restate, with its server of ERRAND_TEST_RESTATE", () => {
  it.live("are neither lost nor started twice when a worker is killed", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.make({
        speed: 10,
        browserUse: { concurrency: 10 },
        tasks: [{ times: "always", running: "10 seconds", output: "done" }]
      })
      const orders = { baseUrl: simulator.browserUse.baseUrl, apiKey: simulator.apiKey }
      const workers = yield* Effect.all([startWorker(orders), startWorker(orders)], { concurrency: "unbounded" })
      const server = yield* startRestate(binary, yield* balance(workers.map(({ port }) => port)))
      const handled = Effect.sync(() => workers.flatMap((worker) => worker.handled))

      const asked = yield* Effect.forkChild(Effect.forEach(keys, server.run, { concurrency: "unbounded" }))
      yield* Effect.repeat(handled, {
        until: (now) => now.length >= total * 0.3,
        schedule: Schedule.spaced("20 millis")
      })
      const victim = workers.find((worker) => worker.handled.length > 0)
      assert.isDefined(victim)
      yield* victim.kill
      const outcomes = yield* Fiber.join(asked)

      assert.deepStrictEqual(
        outcomes.map((outcome) => (outcome as { readonly _tag: string })._tag),
        keys.map(() => "Succeeded")
      )
      const started = (yield* simulator.tasks).map(({ start }) => start.prompt)
      assert.deepStrictEqual(started.sort(), keys.toSorted())
      // At least once: what was handled right before the kill may be handled again.
      assert.deepStrictEqual([...new Set(yield* handled)].sort(), keys.toSorted())
    }).pipe(Effect.scoped)
  )
})
