import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Schema } from "effect"
import { TestClock } from "effect/testing"
import { ProviderError, Task } from "@errand/core"
import type { TaskError } from "@errand/core"
import { TestProvider } from "@errand/core/testing"

describe("Task.start, attach, resume, file", () => {
  it.effect("start tells the provider the key and the schema, and the ref says everything needed to come back", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(Date.UTC(2026, 0, 2, 3, 4, 5))
      const a = yield* TestProvider.make("a", { kind: "workflow", endpoint: "e1" })
      const task = yield* Task.start(a, { takes: 0 }, { key: "order-7", output: Schema.Struct({ n: Schema.Finite }) })
      assert.deepStrictEqual(task.ref, {
        v: 1,
        provider: "a",
        kind: "workflow",
        id: "a-1",
        endpoint: "e1",
        key: "order-7",
        startedAt: "2026-01-02T03:04:05.000Z"
      })
      const [asked] = yield* a.started
      assert.strictEqual(asked?.key, "order-7")
      assert.deepInclude(asked?.outputSchema, { type: "object", required: ["n"] })
    })
  )

  it.effect("a start that is under way is not cut off: interruption waits until the provider has answered", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a", { latency: "10 seconds" })
      const saved: Array<string> = []
      const save = (task: Task.Task<unknown>) => Effect.sync(() => saved.push(task.ref.id))
      const fiber = yield* Effect.forkChild(
        Effect.acquireRelease(Task.start(a, { takes: "1 hour" }), save).pipe(Effect.scoped)
      )
      const bare = yield* Effect.forkChild(Task.start(a, { takes: "1 hour" }))
      yield* TestClock.adjust("1 second")
      const stop = yield* Effect.forkChild(Fiber.interruptAll([fiber, bare]))
      yield* TestClock.adjust("8999 millis")
      assert.isUndefined(stop.pollUnsafe())
      yield* TestClock.adjust("1 millis")
      assert.isDefined(stop.pollUnsafe())
      assert.deepStrictEqual(saved, ["a-1"])
      assert.deepStrictEqual(yield* a.running, ["a-1", "a-2"])
      assert.strictEqual((yield* a.calls).cancel, 0)
    })
  )

  it.effect("attach makes no request, and join works in another process by the ref alone", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const { ref } = yield* Task.start(a, { takes: "10 seconds", output: { n: 7 } })
      const again = Task.attach(a, JSON.parse(JSON.stringify(ref)), { output: Schema.Struct({ n: Schema.Finite }) })
      assert.strictEqual((yield* a.calls).status, 0)
      yield* TestClock.adjust("1 minute")
      assert.deepStrictEqual(yield* Task.join(again), { n: 7 })
      assert.deepInclude(yield* a.calls, { status: 1, snapshot: 1 })
    })
  )

  it.effect("a ref of another provider, kind or account is refused without a request, whatever is asked", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const { ref } = yield* Task.start(a, {})
      const before = yield* a.calls
      for (const field of ["provider", "kind", "endpoint"] as const) {
        const task = Task.attach(a, { ...ref, [field]: "another" })
        const given = [Task.join(task), Task.await(task), Task.poll(task), Task.cancel(task), Task.resume(task)]
        for (const effect of given) {
          const error = yield* Effect.flip<unknown, TaskError.WaitError | TaskError.Ended, never>(effect)
          assert.instanceOf(error, ProviderError.ProviderError)
          assert.deepInclude((error as ProviderError.ProviderError).reason, { _tag: "ForeignRef", field })
        }
      }
      assert.deepStrictEqual(yield* a.calls, before)
      const untold = { ...ref }
      delete (untold as { endpoint?: string }).endpoint
      assert.strictEqual((yield* Task.poll(Task.attach(a, untold))).status.state, "working")
    })
  )

  it.effect("a paused task keeps its waiters waiting, and goes on after resume", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const task = yield* Task.start(a, { takes: "20 seconds", pausesAt: "5 seconds", output: "went on" })
      const fiber = yield* Effect.forkChild(Task.join(task))
      yield* TestClock.adjust("1 hour")
      assert.isUndefined(fiber.pollUnsafe())
      assert.deepInclude((yield* Task.poll(task)).status, { state: "input_required" })
      yield* Task.resume(task)
      const twice = yield* Effect.flip(Task.resume(task))
      assert.strictEqual(twice.reason._tag, "Conflict")
      assert.deepStrictEqual(twice.ref, task.ref)
      yield* TestClock.adjust("1 minute")
      assert.strictEqual(yield* Fiber.join(fiber), "went on")
    })
  )
})
