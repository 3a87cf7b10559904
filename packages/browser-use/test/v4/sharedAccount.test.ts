import { BrowserUse as V2 } from "@errand/browser-use"
import { BrowserUse as V4 } from "@errand/browser-use/v4"
import * as Cadence from "@errand/core/Cadence"
import { Lookout, Task } from "@errand/core"
import { Simulator } from "@errand/simulator"
import { assert, describe, it } from "@effect/vitest"
import { ConfigProvider, Effect, Layer } from "effect"

/** Both versions over one simulator, as a program gets them from its layers. */
const both = (isShared: boolean) =>
  Layer.unwrap(
    Effect.map(Simulator.Simulator, (simulator) => {
      const env = {
        BROWSER_USE_API_KEY: simulator.apiKey,
        BROWSER_USE_BASE_URL: simulator.browserUse.baseUrl,
        BROWSER_USE_V4_BASE_URL: simulator.services["browser-use/v4"].baseUrl
      }
      const { fetch } = simulator
      const v2 = V2.layerConfig({ fetch })
      const shared = Layer.unwrap(
        Effect.map(V2.BrowserUse, (shareWith) => V4.layerConfig({ fetch, ...(isShared ? { shareWith } : {}) }))
      )
      return Layer.provideMerge(shared, v2).pipe(Layer.provide(ConfigProvider.layer(ConfigProvider.fromEnv({ env }))))
    })
  )

const program = <A>(
  isShared: boolean,
  scenario: Simulator.Options,
  use: (providers: {
    readonly v2: V2.BrowserUseProvider
    readonly v4: V4.BrowserUseProvider
    readonly simulator: Simulator.Simulator["Service"]
  }) => Effect.Effect<A, unknown>
) =>
  Effect.gen(function* () {
    const simulator = yield* Simulator.Simulator
    const v2 = yield* V2.BrowserUse
    const v4 = yield* V4.BrowserUse
    return yield* simulator.drive(use({ v2, v4, simulator }))
  }).pipe(
    Effect.provideService(Cadence.Cadence, Cadence.every("1 second")),
    Effect.provide(both(isShared).pipe(Layer.provideMerge(Simulator.layer(scenario))))
  )

describe("two versions of one service in one program", () => {
  /** Runs twenty tasks by each version, and tells how many requests to start them there were. */
  const running = (isShared: boolean) =>
    program(
      isShared,
      { browserUse: { concurrency: 8 }, tasks: [{ running: "20 seconds", output: "done", times: "always" }] },
      ({ simulator, v2, v4 }) =>
        Effect.gen(function* () {
          const texts = Array.from({ length: 20 }, (_, i) => `task ${i}`)
          const all = texts.flatMap((task) => [
            Task.run(v2, { task }, { queueWithin: "1 hour" }),
            Task.run(v4, { task }, { queueWithin: "1 hour" })
          ])
          const outputs = yield* Effect.all(all, { concurrency: "unbounded" })
          assert.deepStrictEqual(new Set(outputs), new Set(["done"]))
          const { count } = simulator
          return {
            limit: yield* count({ operation: "getAccountBilling" }),
            starts: (yield* count({ operation: "createTask" })) + (yield* count({ operation: "createRun" }))
          }
        })
    )

  it.effect("that share an account wait in one queue, and ask once how many tasks there may be", () =>
    Effect.gen(function* () {
      const shared = yield* running(true)
      const apart = yield* running(false)
      assert.deepStrictEqual([shared.limit, apart.limit], [1, 2])
      assert.isBelow(shared.starts, apart.starts)
      // Each start once, and about one refusal for every two of them.
      assert.isAtMost(shared.starts, 40 + 20)
    })
  )

  it.effect("that share an account are silent together when one of them has asked too much", () =>
    program(true, { tasks: [{ end: "never", times: "always" }] }, ({ simulator, v2, v4 }) =>
      Effect.gen(function* () {
        const one = yield* Task.start(v2, { task: "x" })
        const other = yield* Task.start(v4, { task: "x" })
        yield* Effect.all([Task.poll(one), Task.poll(other)])
        yield* simulator.fault({
          match: { provider: "browser-use", operation: "getTaskStatus" },
          kind: "status",
          status: 429,
          retryAfter: 120
        })
        const waits = Effect.all(
          [Task.await(one, { within: "90 seconds" }), Task.await(other, { within: "90 seconds" })],
          {
            concurrency: 2,
            mode: "result"
          }
        )
        const before = yield* simulator.count({ operation: "getRunStatus" })
        yield* waits
        assert.isAtMost((yield* simulator.count({ operation: "getRunStatus" })) - before, 4)
        const [v2Stats, v4Stats] = yield* Effect.all([Lookout.stats(v2), Lookout.stats(v4)])
        assert.strictEqual(v2Stats?.perSecond, v4Stats?.perSecond)
      })
    )
  )

  it.effect("are known apart by their refs, and each has an address of its own", () =>
    program(true, {}, ({ v2, v4 }) =>
      Effect.sync(() => {
        assert.deepStrictEqual([v2.name, v4.name], ["browser-use/v2", "browser-use/v4"])
        assert.notStrictEqual(v2.endpoint, v4.endpoint)
        assert.strictEqual(v2.slots, v4.slots)
        assert.notStrictEqual(v2.lookout, v4.lookout)
      })
    )
  )
})
