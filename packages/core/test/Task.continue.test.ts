import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import { ProviderError, Task, TaskRef, TaskStore } from "@errand/core"
import { TestProvider } from "@errand/core/testing"

const brief = { takes: "10 seconds" } as const

const joined = <A, E, P extends Task.Task<unknown>["provider"]>(task: Task.Task<A, P>, join: Effect.Effect<A, E>) =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(join)
    yield* TestClock.adjust("15 seconds")
    yield* Fiber.join(fiber)
    return task
  })

describe("Task.continue", () => {
  it.effect("starts a task in the session of another, and its ref says so, as does that of the next", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.makeWithSessions("a")
      const first = yield* Task.start(a, brief)
      yield* joined(first, Task.join(first))
      const second = yield* Task.continue(first, { ...brief, output: "second" })
      yield* joined(second, Task.join(second))
      // From its ref alone, in any process.
      const again = Task.attach(a, yield* TaskRef.decode(TaskRef.encode(second.ref)))
      const third = yield* Task.continue(again, brief, { key: "third", success: "judged" })
      assert.deepStrictEqual(
        [first, second, third].map(({ ref }) => [ref.id, ref.scope?.sessionId]),
        [
          ["a-1", "session-of-a-1"],
          ["a-2", "session-of-a-1"],
          ["a-3", "session-of-a-1"]
        ]
      )
      assert.strictEqual(third.ref.key, "third")
      assert.deepStrictEqual(
        (yield* a.started).map(({ input }) => (input as TestProvider.SessionScript).session),
        [undefined, "session-of-a-1", "session-of-a-1"]
      )
    })
  )

  it.effect("is refused by the service while a task runs in the session", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.makeWithSessions("a")
      const first = yield* Task.start(a, brief)
      const error = yield* Effect.flip(Task.continue(first, brief))
      assert.deepInclude(error, { _tag: "ProviderError", operation: "start" })
      assert(error._tag === "ProviderError")
      assert.strictEqual(error.reason._tag, "Conflict")
      assert.lengthOf(yield* a.tasks, 1)
    })
  )

  it.effect("sends nothing for a ref without a session, or of another provider", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.makeWithSessions("a")
      const first = yield* Task.start(a, brief)
      const { scope: _, ...bare } = first.ref
      const refs: ReadonlyArray<TaskRef.TaskRef> = [bare, { ...bare, scope: {} }, { ...first.ref, provider: "b" }]
      const reasons = yield* Effect.forEach(refs, (ref) =>
        Effect.map(Effect.flip(Task.continue(Task.attach(a, ref), brief)), (error) =>
          error._tag === "ProviderError" ? error.reason._tag : error._tag
        )
      )
      assert.deepStrictEqual(reasons, ["BadRequest", "BadRequest", "ForeignRef"])
      assert.deepInclude(yield* a.calls, { start: 1 })
    })
  )

  it.effect("is checked like a start", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.makeWithSessions("a")
      const first = yield* Task.start(a, brief)
      const error = yield* Effect.flip(Task.continue(first, brief, { key: "" }))
      assert(error._tag === "ProviderError")
      assert.include(error.message, "the option key")
    })
  )

  it.effect("finds a start whose answer was lost, with its session, and starts once", () =>
    Effect.gen(function* () {
      const down = new ProviderError.Unavailable({ message: "503" })
      const a = yield* TestProvider.makeWithSessions("a", {
        fault: ({ nth, operation }) =>
          operation === "start" && nth === 2 ? { reason: down, executed: true } : undefined
      })
      const first = yield* Task.start(a, brief)
      yield* joined(first, Task.join(first))
      const fiber = yield* Effect.forkChild(Task.continue(first, brief))
      yield* TestClock.adjust("1 minute")
      const second = yield* Fiber.join(fiber)
      assert.deepStrictEqual(second.ref.scope, { sessionId: "session-of-a-1" })
      assert.lengthOf(yield* a.tasks, 2)
    })
  )

  it.effect("notes the session where the service's answer does not, also in the store", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.makeWithSessions("a")
      const silent = {
        ...a,
        start: (...args: Parameters<typeof a.start>) => Effect.map(a.start(...args), ({ id }) => ({ id }))
      }
      const task = Task.attach(silent, { v: 1, provider: "a", kind: a.kind, id: "a-0", scope: { sessionId: "s" } })
      const next = yield* Task.continue(task, brief)
      assert.deepStrictEqual(next.ref.scope, { sessionId: "s" })
      const store = yield* TaskStore.TaskStore
      const kept = (yield* store.entries).flatMap((entry) => (entry._tag === "Started" ? [entry.ref.scope] : []))
      assert.deepStrictEqual(kept, [{ sessionId: "s" }])
    }).pipe(Effect.provide(TaskStore.layerMemory))
  )
})
