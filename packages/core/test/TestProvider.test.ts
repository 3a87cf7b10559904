import { assert, describe, it } from "@effect/vitest"
import { Context, Effect, Fiber, Layer, Redacted, Stream } from "effect"
import { TestClock } from "effect/testing"
import { ProviderError, Task } from "@errand/core"
import type { Provider } from "@errand/core"
import { TestProvider } from "@errand/core/testing"

describe("TestProvider", () => {
  it.effect("a task moves with the clock: steps, cost, live view, then output, files and verdict", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const task = yield* Task.start(a, {
        takes: "10 seconds",
        steps: [{ goal: "open" }, { goal: "read", url: "https://a.test" }, { goal: "close", at: "9 seconds" }],
        cost: { credits: 100 },
        verdict: { claimed: true },
        files: [{ name: "a.txt", bytes: new Uint8Array([1, 2, 3]) }]
      })
      yield* TestClock.adjust("5 seconds")
      const midway = yield* Task.poll(task)
      assert.deepInclude(midway, {
        status: { state: "working", phase: "running", native: "running" },
        cost: { credits: 50, final: false },
        output: null,
        files: [],
        verdict: { claimed: null, judged: null }
      })
      assert.strictEqual(midway.liveUrl && Redacted.value(midway.liveUrl), "https://live.test/a-1?key=live-view-key")
      assert.deepStrictEqual(
        midway.steps.map(({ goal, key, number }) => [key, number, goal]),
        [
          ["1", 1, "open"],
          ["2", 2, "read"]
        ]
      )
      assert.isUndefined(midway.finishedAt)
      yield* TestClock.adjust("5 seconds")
      const end = yield* Task.poll(task)
      assert.deepInclude(end, {
        status: { state: "completed", native: "completed" },
        cost: { credits: 100, final: true },
        output: "done"
      })
      assert.deepInclude(end.verdict, { claimed: true })
      assert.isDefined(end.finishedAt)
      const [file] = end.files
      const bytes = yield* Stream.runCollect(Task.file(task, file!))
      assert.deepStrictEqual(bytes, [new Uint8Array([1, 2, 3])])
      const missing = yield* Effect.flip(Stream.runCollect(Task.file(task, { ...file!, id: "nope" })))
      assert.deepInclude(missing, { _tag: "ProviderError", operation: "file", ref: task.ref })
      assert.deepStrictEqual(yield* a.calls, {
        prepare: 0,
        discard: 0,
        start: 1,
        find: 0,
        list: 0,
        status: 0,
        snapshot: 2,
        events: 0,
        cancel: 0,
        resume: 0,
        answer: 0,
        file: 2
      })
    })
  )

  it.effect("time spent paused does not count, and a paused task can be cancelled", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const script = { takes: "10 seconds", pausesAt: "4 seconds" } as const
      const goesOn = yield* Task.start(a, script)
      const stops = yield* Task.start(a, script)
      yield* TestClock.adjust("1 hour")
      assert.strictEqual((yield* Task.poll(goesOn)).status.state, "input_required")
      yield* Task.resume(goesOn)
      assert.strictEqual(yield* Task.cancel(stops), "requested")
      yield* TestClock.adjust("5900 millis")
      assert.deepStrictEqual(yield* a.running, ["a-1"])
      yield* TestClock.adjust("100 millis")
      assert.deepStrictEqual(yield* a.running, [])
      assert.deepStrictEqual([yield* a.tasks, yield* a.cancelled], [["a-1", "a-2"], ["a-2"]])
    })
  )

  it.effect("a request is executed half-way through its latency", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a", { latency: "2 seconds" })
      const fiber = yield* Effect.forkChild(Task.start(a, { takes: "1 hour" }))
      yield* TestClock.adjust("999 millis")
      assert.deepStrictEqual(yield* a.tasks, [])
      yield* TestClock.adjust("1 millis")
      assert.deepStrictEqual(yield* a.tasks, ["a-1"])
      assert.isUndefined(fiber.pollUnsafe())
      yield* TestClock.adjust("1 second")
      assert.strictEqual((yield* Fiber.join(fiber)).ref.id, "a-1")
    })
  )

  it.effect("faults: refused, lost after it was executed, unanswered", () =>
    Effect.gen(function* () {
      const reason = new ProviderError.Unavailable({ message: "503" })
      const faults = [{ reason }, { reason, executed: true }, {}]
      const a = yield* TestProvider.make("a", {
        fault: ({ nth, operation }) => (operation === "start" ? faults[nth - 1] : undefined)
      })
      assert.deepInclude(yield* Effect.flip(a.start({}, {})), { _tag: "ProviderError", operation: "start", reason })
      assert.deepStrictEqual(yield* a.tasks, [])
      assert.deepInclude(yield* Effect.flip(a.start({}, { key: "k" })), {
        _tag: "StartUnknown",
        provider: "a",
        key: "k"
      })
      assert.deepStrictEqual(yield* a.tasks, ["a-1"])
      const unanswered = yield* Effect.forkChild(a.start({}, {}))
      yield* TestClock.adjust("1 hour")
      assert.isUndefined(unanswered.pollUnsafe())
      yield* Fiber.interrupt(unanswered)
      assert.deepStrictEqual(yield* a.tasks, ["a-1"])
      assert.deepStrictEqual((yield* Effect.flip(a.status("a-9"))).reason._tag, "NotFound")
    })
  )

  it.effect("stands in for a real provider: its input, its raw objects, its service", () =>
    Effect.gen(function* () {
      interface View {
        readonly id: string
        readonly isSuccess: boolean | null
      }
      class Agent extends Context.Service<Agent, Provider.Provider<{ readonly prompt: string }, View>>()(
        "test/Agent"
      ) {}
      const program = Effect.gen(function* () {
        const agent = yield* Agent
        return yield* Effect.flatMap(Task.start(agent, { prompt: "price of a Pixel 9" }), Task.await)
      })
      const fake = TestProvider.makeWith("agent/v1", {
        script: ({ prompt }: { readonly prompt: string }, nth) => ({
          takes: "3 seconds",
          output: `${nth}: ${prompt}`,
          verdict: { claimed: true }
        }),
        raw: (snapshot, id): View => ({ id, isSuccess: snapshot.verdict.claimed })
      })
      const fiber = yield* Effect.forkChild(Effect.provide(program, Layer.effect(Agent, fake)))
      yield* TestClock.adjust("1 minute")
      const outcome = yield* Fiber.join(fiber)
      assert.deepInclude(outcome, {
        _tag: "Succeeded",
        output: "1: price of a Pixel 9",
        raw: { id: "agent/v1-1", isSuccess: true }
      })
    })
  )
})
