import { BrowserUse } from "@errand/browser-use"
import { Task } from "@errand/core"
import * as Cadence from "@errand/core/Cadence"
import type { TaskError } from "@errand/core"
import { Simulator } from "@errand/simulator"
import { assert, describe, expect, expectTypeOf, it } from "@effect/vitest"
import type * as Api from "@errand/browser-use-types/v2"
import { BigDecimal, Effect, Fiber, Layer, Schema, Stream } from "effect"
import { z } from "zod"
import { vi } from "vitest"

// Real sockets and many runs, on machines that are busy.
vi.setConfig({ testTimeout: 60_000 })

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

  it.effect("tells its steps once each, as they come, the last ones included", () => simulated(
    { tasks: [{ steps: [{ goal: "Open the shop", url: "https://shop.test" }, { goal: "Search" }, { goal: "Read the price" }], output: "42" }] },
    Effect.gen(function*() {
      const task = yield* Task.start(yield* BrowserUse.BrowserUse, { task: "Find the price" })
      const steps = yield* Stream.runCollect(Task.steps(task))
      const firsts = steps.filter(({ revision }) => revision === 1)
      assert.deepStrictEqual(firsts.map(({ goal, key, number }) => [key, number, goal]), [["1", 1, "Open the shop"], ["2", 2, "Search"], ["3", 3, "Read the price"]])
      assert.strictEqual(firsts[0]?.url, "https://shop.test")
      assert.strictEqual(new Set(steps.map(({ key, revision }) => `${key}.${revision}`)).size, steps.length)
      assert.strictEqual(yield* Task.join(task), "42")
    })
  ))

  it.effect("gives typed output, and tells the agent what is wanted", () => simulated(
    { tasks: [{ output: { amount: 42.5, currency: "EUR" }, times: 2 }] },
    Effect.gen(function*() {
      const browserUse = yield* BrowserUse.BrowserUse
      const Price = Schema.Struct({ amount: Schema.Finite, currency: Schema.String })
      const price = yield* Task.run(browserUse, { task: "Find the price" }, { output: Price })
      expectTypeOf(price).toEqualTypeOf<{ readonly amount: number; readonly currency: string }>()
      assert.deepStrictEqual(price, { amount: 42.5, currency: "EUR" })
      assert.strictEqual((yield* Task.run(browserUse, { task: "again" }, { output: z.object({ amount: z.number() }) })).amount, 42.5)
      const { requests } = yield* Simulator.Simulator
      assert.lengthOf((yield* requests).filter(({ operation, status }) => operation === "createTask" && status === 202), 2)
    })
  ))

  it.effect("is made up to fit the schema by a service that reads it", () => simulated({}, Effect.gen(function*() {
    const Answer = Schema.Struct({ title: Schema.String, pages: Schema.Array(Schema.Int) })
    const answer = yield* Task.run(yield* BrowserUse.BrowserUse, { task: "x" }, { output: Answer })
    assert.isString(answer.title)
  })))

  it.effect("reports cost, verdict and files with its outcome, and gives the files' content", () => simulated(
    { tasks: [{ steps: 5, output: "done", cost: { start: 0.01, step: 0.006 }, files: [{ name: "../report.txt", content: "hello" }] }] },
    Effect.gen(function*() {
      const task = yield* Task.start(yield* BrowserUse.BrowserUse, { task: "x", judge: true })
      const outcome = yield* Task.await(task)
      assert(outcome._tag === "Succeeded")
      assert.strictEqual(BigDecimal.format(outcome.cost.usd ?? BigDecimal.fromBigInt(0n)), "0.04")
      assert.isTrue(outcome.cost.final)
      assert.deepStrictEqual(outcome.verdict, { claimed: true, judged: true })
      assert.strictEqual(outcome.raw.status, "finished")
      const [file] = outcome.files
      assert(file !== undefined && file.name === "../report.txt" && file.state === "ready")
      const content = yield* Stream.mkUint8Array(Task.file(task, file))
      assert.strictEqual(new TextDecoder().decode(content), "hello")
    })
  ))

  it.effect("is no success when the agent says that it failed", () => simulated(
    { tasks: [{ success: false, output: "I could not find it" }] },
    Effect.gen(function*() {
      const error = yield* Effect.flip(Task.run(yield* BrowserUse.BrowserUse, { task: "x" }))
      assert(error._tag === "TaskFailed")
      assert.deepStrictEqual([error.outcome.reason, error.outcome.partial], ["goal_not_met", "I could not find it"])
    })
  ))

  it.effect("ends as failed when the service says so", () => simulated({ tasks: [{ end: "failed" }] }, Effect.gen(function*() {
    const task = yield* Task.start(yield* BrowserUse.BrowserUse, { task: "x" })
    const outcome = yield* Task.await(task)
    assert(outcome._tag === "Failed")
    assert.strictEqual(outcome.reason, "error")
  })))

  it.effect("is cancelled on the server when its owner is interrupted", () => simulated({ tasks: [{ end: "never" }] }, Effect.gen(function*() {
    const { tasks } = yield* Simulator.Simulator
    const result = yield* Task.run(yield* BrowserUse.BrowserUse, { task: "x" }).pipe(Effect.timeoutOption("10 seconds"))
    assert.strictEqual(result._tag, "None")
    assert.deepStrictEqual((yield* tasks).map(({ status }) => status), ["stopped"])
    assert.strictEqual((yield* counts).update, 1)
  })))

  it.effect("is cancelled once; after that nothing is left to cancel", () => simulated({ tasks: [{ end: "never" }] }, Effect.gen(function*() {
    const task = yield* Task.start(yield* BrowserUse.BrowserUse, { task: "x" })
    assert.strictEqual(yield* Task.cancel(task), "requested")
    const outcome = yield* Task.await(task)
    assert(outcome._tag === "Cancelled")
    assert.strictEqual(outcome.by, "caller")
    assert.strictEqual(yield* Task.cancel(task), "already-over")
    assert.strictEqual((yield* counts).update, 1)
  })))

  it.effect("cannot be cancelled when it is over", () => simulated({ tasks: [{ output: "done", running: "1 second" }] }, Effect.gen(function*() {
    const task = yield* Task.start(yield* BrowserUse.BrowserUse, { task: "x" })
    yield* Task.join(task)
    assert.strictEqual(yield* Task.cancel(task), "already-over")
    assert.strictEqual((yield* counts).update, 0)
  })))

  it.effect("is cancelled although the look before it hangs", () => simulated(
    { tasks: [{ end: "never" }], faults: [{ kind: "hang", match: { operation: "getTaskStatus" }, times: "always" }] },
    Effect.gen(function*() {
      const task = yield* Task.start(yield* BrowserUse.BrowserUse, { task: "x" })
      assert.strictEqual(yield* Task.cancel(task), "requested")
      const { tasks } = yield* Simulator.Simulator
      assert.deepStrictEqual((yield* tasks).map(({ status }) => status), ["stopped"])
    })
  ))

  it.effect("may be started, for all anyone knows, when the answer to the start is lost", () => simulated(
    { tasks: [{ end: "never" }], faults: [{ kind: "reset", executed: true, match: { operation: "createTask" } }] },
    Effect.gen(function*() {
      const error = yield* Effect.flip(Task.start(yield* BrowserUse.BrowserUse, { task: "x", secrets: { login: "hunter2" } }, { key: "order-7" }))
      assert(error._tag === "StartUnknown")
      assert.deepStrictEqual([error.provider, error.request, error.key], ["browser-use/v2", { task: "x" }, "order-7"])
      const { requests, tasks } = yield* Simulator.Simulator
      assert.lengthOf(yield* requests, 1)
      assert.lengthOf(yield* tasks, 1)
    })
  ))

  it.effect("is started once when the service is merely full, and says so", () => simulated(
    { tasks: [{ end: "never", times: 2 }], browserUse: { concurrency: 1 } },
    Effect.gen(function*() {
      const browserUse = yield* BrowserUse.BrowserUse
      yield* Task.start(browserUse, { task: "x" })
      const error = yield* Effect.flip(Task.start(browserUse, { task: "y" }))
      assert(error._tag === "ProviderError")
      assert.strictEqual(error.reason._tag, "ConcurrencyLimited")
      const { tasks } = yield* Simulator.Simulator
      assert.lengthOf(yield* tasks, 1)
    })
  ))

  it.effect("survives lag, refusals, resets and strange words", () => simulated(
    {
      tasks: [{ queued: "2 seconds", running: "20 seconds", hidden: "3 seconds", output: "done", words: [{ word: "thinking", from: "6 seconds", until: "9 seconds" }] }],
      faults: [
        { kind: "status", status: 503, match: { operation: "getTaskStatus" }, nth: 3 },
        { kind: "status", status: 429, retryAfter: 2, match: { operation: "getTaskStatus" }, nth: 5 },
        { kind: "reset", match: { operation: "getTaskStatus" }, nth: 7 },
        { kind: "truncated", match: { operation: "getTask" } },
        { kind: "html", match: { operation: "getTaskStatus" }, nth: 9 }
      ]
    },
    Effect.gen(function*() {
      assert.strictEqual(yield* Task.run(yield* BrowserUse.BrowserUse, { task: "x" }), "done")
      assert.strictEqual((yield* counts).create, 1)
    })
  ))

  it.effect("is not found when it was never there", () => simulated({}, Effect.gen(function*() {
    const browserUse = yield* BrowserUse.BrowserUse
    const error = yield* Effect.flip(browserUse.status("00000000-0000-4000-8000-000000000000"))
    assert.strictEqual(error.reason._tag, "NotFound")
    assert.strictEqual(error.operation, "status")
  })))

  it.effect("goes on when its waiter is interrupted", () => simulated({ tasks: [{ running: "20 seconds", output: "done" }] }, Effect.gen(function*() {
    const task = yield* Task.start(yield* BrowserUse.BrowserUse, { task: "x" })
    const fiber = yield* Effect.forkChild(Task.join(task))
    yield* Effect.sleep("5 seconds")
    yield* Fiber.interrupt(fiber)
    const again = Task.attach(yield* BrowserUse.BrowserUse, task.ref)
    assert.strictEqual(yield* Task.join(again), "done")
  })))

  it.effect("is seen in the list while others run", () => simulated({ tasks: [{ end: "never", times: 3 }] }, Effect.gen(function*() {
    const browserUse = yield* BrowserUse.BrowserUse
    const tasks = yield* Effect.forEach(["a", "b", "c"], (task) => Task.start(browserUse, { task }))
    const listed = yield* browserUse.list({ page: 1, limit: browserUse.pageMax })
    assert.deepStrictEqual(listed.map(({ id }) => id).toSorted(), tasks.map(({ ref }) => ref.id).toSorted())
    assert.deepStrictEqual(listed.map(({ status }) => status.state), ["working", "working", "working"])
  })))

  it.effect("takes files into its session", () => simulated({}, Effect.gen(function*() {
    const { client } = yield* BrowserUse.BrowserUse
    const session = yield* client.sessions.create()
    yield* client.files.upload({ sessionId: session.id, name: "a.csv", contentType: "text/csv", data: new TextEncoder().encode("1,2") })
    const { uploads } = yield* Simulator.Simulator
    assert.deepStrictEqual((yield* uploads).map(({ content, contentType, name }) => [name, contentType, content.length]), [["a.csv", "text/csv", 3]])
  })))

  it("has no pause and no resume, and its raw result is Browser Use's own", () => {
    const provider = BrowserUse.make({ apiKey: "x" })
    const task = Task.attach(provider, { v: 1, provider: provider.name, kind: "task", id: "t" })
    // @ts-expect-error Browser Use v2 cannot resume a task
    void Task.resume(task)
    const ended = Task.await(task)
    expectTypeOf<Effect.Success<typeof ended>["raw"]>().toEqualTypeOf<Api.TaskView | undefined>()
    expectTypeOf<Effect.Error<typeof ended>>().toEqualTypeOf<TaskError.WaitError>()
    // @ts-expect-error a task needs words
    void Task.run(provider, {})
    // @ts-expect-error not an input of Browser Use
    void Task.run(provider, { task: "x", workflow_id: "w" })
  })
})
