import { BrowserUse } from "@errand/browser-use/v4"
import { Task } from "@errand/core"
import { Simulator } from "@errand/simulator"
import { assert, describe, it } from "@effect/vitest"
import { BigDecimal, Effect, Schema, Stream } from "effect"
import { counts, simulated, unpaced } from "./support/simulated.ts"

describe("a run of Browser Use v4, over the wire", () => {
  it.effect("is started, awaited, and told with output, cost and files", () =>
    simulated(
      { tasks: [{ running: "10 seconds", steps: 2, output: "42 EUR", files: [{ name: "a.txt", content: "hello" }] }] },
      Effect.gen(function* () {
        const browserUse = yield* BrowserUse.BrowserUse
        const task = yield* Task.start(browserUse, { task: "Find the price" })
        assert.strictEqual(task.ref.provider, "browser-use/v4")
        assert.isDefined(task.ref.scope?.sessionId)
        const outcome = yield* Task.await(task)
        assert(outcome._tag === "Succeeded")
        assert.strictEqual(outcome.output, "42 EUR")
        assert.isTrue(BigDecimal.equals(outcome.cost.usd!, BigDecimal.fromStringUnsafe("0.022")))
        assert.deepStrictEqual(
          outcome.files.map(({ name, size, state }) => [name, size, state]),
          [["a.txt", 5, "ready"]]
        )
        const [file] = outcome.files
        const bytes = yield* Stream.runCollect(Task.file(task, file!))
        assert.strictEqual(new TextDecoder().decode(bytes[0]), "hello")
        // A workspace, the start, the looks, the run with its result, its files, and the link.
        const { status, ...rest } = yield* counts
        assert.isAtMost(status, 12)
        assert.deepStrictEqual(rest, {
          workspace: 1,
          create: 1,
          get: 1,
          list: 0,
          files: 2,
          events: 0,
          cancel: 0,
          discard: 0
        })
      })
    )
  )

  it.effect("is asked for JSON in words, and its answer is checked here", () =>
    simulated(
      { tasks: [{ output: 'Here it is: {"price": 42}' }, { output: '{"price": "much"}' }] },
      Effect.gen(function* () {
        const browserUse = yield* BrowserUse.BrowserUse
        const output = Schema.Struct({ price: Schema.Finite })
        assert.deepStrictEqual(yield* Task.run(browserUse, { task: "Find the price" }, { output }), { price: 42 })
        const [first] = yield* Effect.flatMap(Simulator.Simulator, ({ tasks }) => tasks)
        assert.include(first?.start.prompt, "Find the price\n\nAnswer with nothing but JSON")
        assert.include(first?.start.prompt, '"price"')
        const error = yield* Effect.flip(Task.run(browserUse, { task: "Find the price" }, { output }))
        assert.strictEqual(error._tag, "OutputMismatch")
      })
    )
  )

  it.effect("that fails says why, also where no browser could be made ready for it", () =>
    simulated(
      {
        tasks: [
          { end: "failed", failure: { message: "the page is gone" } },
          { dispatchFails: true, failure: { message: "no browser" } }
        ]
      },
      Effect.gen(function* () {
        const browserUse = yield* BrowserUse.BrowserUse
        for (const message of ["the page is gone", "no browser"]) {
          const task = yield* Task.start(browserUse, { task: "x" })
          const outcome = yield* Task.await(task)
          assert(outcome._tag === "Failed")
          assert.deepInclude(outcome, { reason: "error", message })
          const page = yield* browserUse.events(task.ref.id, undefined)
          assert.strictEqual(page.liveUrl === undefined, message === "no browser")
        }
      })
    )
  )

  it.effect("is cancelled, once however often that is asked, and one that is over stays as it is", () =>
    simulated(
      { tasks: [{ end: "never" }, { output: "done" }] },
      Effect.gen(function* () {
        const browserUse = yield* BrowserUse.BrowserUse
        const task = yield* Task.start(browserUse, { task: "x" })
        assert.strictEqual(yield* Task.cancel(task), "requested")
        assert.strictEqual(yield* browserUse.cancel(task.ref.id), "requested")
        const outcome = yield* Task.await(task)
        assert.deepInclude(outcome, { _tag: "Cancelled", by: "caller" })
        const other = yield* Task.start(browserUse, { task: "x" })
        yield* Task.await(other)
        assert.strictEqual(yield* browserUse.cancel(other.ref.id), "already-over")
      })
    )
  )

  it.effect("whose cancel could not be passed on to the agent is cancelled again", () =>
    simulated(
      {
        tasks: [{ end: "never" }],
        faults: [{ match: { operation: "cancelRun" }, kind: "status", status: 502, times: 2 }]
      },
      Effect.gen(function* () {
        const browserUse = yield* BrowserUse.BrowserUse
        const task = yield* Task.start(browserUse, { task: "x" })
        assert.strictEqual(yield* Task.cancel(task), "requested")
        assert.deepInclude(yield* counts, { cancel: 3 })
      })
    )
  )

  it.effect("that a judge was asked for is told with his judgement, which lands after the end", () =>
    simulated(
      {
        tasks: [
          { output: "one", judge: { verdict: false, takes: "10 seconds" } },
          { output: "two", judge: { verdict: false, takes: "10 minutes" } },
          { output: "three", judge: { verdict: false } }
        ]
      },
      Effect.gen(function* () {
        const browserUse = yield* BrowserUse.BrowserUse
        const judged = yield* Effect.flatMap(Task.start(browserUse, { task: "x", judge: {} }), (task) =>
          Task.await(task)
        )
        assert.deepInclude(judged, { _tag: "Failed", reason: "goal_not_met", partial: "one", isSettled: true })
        // A judge who takes too long is not waited for.
        const early = yield* Effect.flatMap(Task.start(browserUse, { task: "x", judge: {} }), (task) =>
          Task.await(task)
        )
        assert.deepInclude(early, { _tag: "Succeeded", output: "two", isSettled: false })
        const before = yield* counts
        const unjudged = yield* Effect.flatMap(Task.start(browserUse, { task: "x" }), (task) => Task.await(task))
        assert.deepInclude(unjudged, { _tag: "Succeeded", output: "three", isSettled: true })
        assert.strictEqual((yield* counts).get, before.get + 1)
      })
    )
  )

  it.effect("that a judge was asked for is not told from the list before he has spoken", () =>
    unpaced(
      {
        tasks: [
          { running: "2 minutes", judge: { verdict: true, takes: "10 seconds" }, output: "done", times: "always" }
        ]
      },
      Effect.gen(function* () {
        const browserUse = yield* BrowserUse.BrowserUse
        const runs = Array.from({ length: 30 }, () =>
          Task.run(browserUse, { task: "x", judge: {} }, { success: "judged" })
        )
        assert.lengthOf(yield* Effect.all(runs, { concurrency: "unbounded" }), 30)
        assert.isAbove((yield* counts).list, 0)
      })
    )
  )

  it.effect("goes on in its session, which is busy meanwhile", () =>
    simulated(
      { tasks: [{ output: "one" }, { end: "never" }] },
      Effect.gen(function* () {
        const browserUse = yield* BrowserUse.BrowserUse
        const first = yield* Task.start(browserUse, { task: "x" })
        yield* Task.await(first)
        const sessionId = first.ref.scope!.sessionId!
        const second = yield* Task.continue(first, { task: "and then?" })
        assert.strictEqual(second.ref.scope?.sessionId, sessionId)
        const error = yield* Effect.flip(Task.start(browserUse, { task: "now?", sessionId }))
        assert(error._tag === "ProviderError")
        assert.strictEqual(error.reason._tag, "Conflict")
      })
    )
  )

  it.effect("is awaited with many others by the list, which goes by cursor", () =>
    unpaced(
      { tasks: [{ running: "3 minutes", output: "done", times: "always" }] },
      Effect.gen(function* () {
        const browserUse = yield* BrowserUse.BrowserUse
        const texts = Array.from({ length: 120 }, (_, i) => `task ${i}`)
        const outputs = yield* Effect.forEach(texts, (task) => Task.run(browserUse, { task }), {
          concurrency: "unbounded"
        })
        assert.deepStrictEqual(new Set(outputs), new Set(["done"]))
        const { create, get, list, status } = yield* counts
        assert.strictEqual(create, 120)
        assert.isAbove(list, 0)
        // Without a list each run would be looked at by itself, again and again.
        assert.isBelow(list + status + get, 3 * 120)
      })
    )
  )
})
