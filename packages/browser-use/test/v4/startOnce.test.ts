import { BrowserUse } from "@errand/browser-use/v4"
import { Task, TaskStore } from "@errand/core"
import { Simulator } from "@errand/simulator"
import { rounds } from "@errand/testkit/rounds"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Exit } from "effect"
import { counts, providerOf, simulated } from "./support/simulated.ts"

const match = { provider: "browser-use/v4", operation: "createRun" } as const
const created = Effect.flatMap(Simulator.Simulator, ({ tasks }) => tasks)

const count = rounds({ few: 200, many: 1000 })

describe("starting once, over the wire", () => {
  it.effect(`${count} starts whose every answer is lost: as many runs, each adopted by its own start`, () =>
    simulated(
      {
        tasks: [{ end: "never", times: count }],
        faults: [
          { match, kind: "reset", executed: true, probability: 0.4 },
          { match, kind: "status", status: 503, executed: true, probability: 0.5 },
          { match, kind: "truncated", times: "always" }
        ]
      },
      Effect.gen(function* () {
        const browserUse = yield* BrowserUse.BrowserUse
        const texts = Array.from({ length: count }, (_, i) => `task ${i}`)
        const adopted = yield* Effect.forEach(texts, (task) => Task.start(browserUse, { task }), { concurrency: 50 })
        const truth = new Map((yield* created).map(({ id, sessionId, start }) => [id, { sessionId, start }]))
        assert.strictEqual(truth.size, count)
        // Its own, and not just any.
        assert.deepStrictEqual(
          adopted.map(({ ref }) => truth.get(ref.id)?.start.prompt),
          texts
        )
        assert.deepStrictEqual(
          adopted.map(({ ref }) => ref.scope?.sessionId),
          adopted.map(({ ref }) => truth.get(ref.id)?.sessionId)
        )
        assert.deepInclude(yield* counts, { create: count, workspace: count, discard: 0 })
      })
    )
  )

  it.effect("finds a run that other requests do not know of yet", () =>
    simulated(
      {
        faults: [{ match, kind: "status", status: 502, executed: true }],
        tasks: [{ hidden: "20 seconds", end: "never" }]
      },
      Effect.gen(function* () {
        const task = yield* Task.start(yield* BrowserUse.BrowserUse, { task: "x" })
        assert.deepStrictEqual(
          (yield* created).map(({ id }) => id),
          [task.ref.id]
        )
      })
    )
  )

  it.effect("sends a start once more, in the same workspace, where the list certainly holds no run of it", () =>
    simulated(
      { faults: [{ match, kind: "reset" }], tasks: [{ end: "never" }] },
      Effect.gen(function* () {
        yield* Task.start(yield* BrowserUse.BrowserUse, { task: "x" })
        assert.lengthOf(yield* created, 1)
        assert.deepInclude(yield* counts, { create: 2, workspace: 1, discard: 0 })
      })
    )
  )

  it.effect("removes the workspace of a start that was refused", () =>
    simulated(
      { faults: [{ match, kind: "status", status: 403 }] },
      Effect.gen(function* () {
        const error = yield* Effect.flip(Task.start(yield* BrowserUse.BrowserUse, { task: "x" }))
        assert(error._tag === "ProviderError")
        assert.deepStrictEqual([error.reason._tag, error.operation], ["Forbidden", "start"])
        assert.deepInclude(yield* counts, { create: 1, workspace: 1, discard: 1 })
      })
    )
  )

  it.effect("one key starts one run, in whichever process, where they share a store", () =>
    Effect.gen(function* () {
      const journal = yield* TaskStore.memory()
      const stored = Effect.provide(TaskStore.layer(Effect.succeed(journal)))
      yield* simulated(
        { tasks: [{ end: "never", times: 2 }], faults: [{ match, kind: "reset", executed: true }] },
        Effect.gen(function* () {
          const simulator = yield* Simulator.Simulator
          const start = (key: string) => stored(Task.start(providerOf(simulator), { task: "x" }, { key }))
          const first = yield* start("order-7")
          const again = yield* start("order-7")
          const other = yield* start("order-8")
          assert.strictEqual(again.ref.id, first.ref.id)
          assert.notStrictEqual(other.ref.id, first.ref.id)
          assert.lengthOf(yield* created, 2)
        })
      )
    })
  )

  it.effect("a process that died before it heard the answer: the next one finds the run and delivers it", () =>
    Effect.gen(function* () {
      const journal = yield* TaskStore.memory()
      const stored = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
        Effect.provide(effect, TaskStore.layer(Effect.succeed(journal)))
      yield* simulated(
        { tasks: [{ output: "42", times: "always" }] },
        Effect.gen(function* () {
          const simulator = yield* Simulator.Simulator
          const before = providerOf(simulator)
          const dying = {
            ...before,
            start: (...args: Parameters<typeof before.start>) =>
              Effect.andThen(Effect.exit(before.start(...args)), Effect.die("killed"))
          }
          const exit = yield* Effect.exit(stored(Task.start(dying, { task: "x" }, { key: "k" })))
          assert.isTrue(Exit.isFailure(exit))
          const outputs: Array<unknown> = []
          const recovered = yield* stored(
            Task.recover(providerOf(simulator), (outcome) =>
              Effect.sync(() => outputs.push(outcome._tag === "Succeeded" ? outcome.output : outcome._tag))
            )
          )
          assert.deepStrictEqual([recovered.unknown, outputs], [[], ["42"]])
          assert.lengthOf(yield* created, 1)
        })
      )
    })
  )

  it.effect(
    "a run in a session, or in a workspace of the caller's, cannot be told from others: a lost start is unknown",
    () =>
      simulated(
        { tasks: [{ times: "always" }], faults: [{ match, kind: "reset", executed: true, nth: 2, times: "always" }] },
        Effect.gen(function* () {
          const browserUse = yield* BrowserUse.BrowserUse
          const first = yield* Task.start(browserUse, { task: "x" })
          yield* Task.await(first)
          const sessionId = first.ref.scope!.sessionId!
          const workspace = yield* browserUse.client.workspaces.create({ body: {} })
          for (const input of [{ sessionId }, { workspaceId: workspace.id }]) {
            const error = yield* Effect.flip(Task.start(browserUse, { task: "x", ...input }))
            assert(error._tag === "StartUnknown")
            assert.isFalse(error.findable)
          }
        })
      )
  )
})
