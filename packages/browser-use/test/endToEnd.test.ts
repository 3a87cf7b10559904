import { BrowserUse } from "@errand/browser-use"
import type * as Api from "@errand/browser-use-types/v2"
import { Task } from "@errand/core"
import type { TaskError } from "@errand/core"
import { Simulator } from "@errand/simulator"
import { assert, describe, expect, expectTypeOf, it } from "@effect/vitest"
import { BigDecimal, Effect, Schema, Stream } from "effect"
import { z } from "zod"
import { counts, simulated } from "./support/simulated.ts"

describe("a task of Browser Use", () => {
  it.effect("runs to its output, looked at by the light call and read once", () =>
    simulated(
      { tasks: [{ queued: "1 second", running: "3 seconds", steps: 3, output: "42 EUR" }] },
      Effect.gen(function* () {
        const browserUse = yield* BrowserUse.BrowserUse
        assert.strictEqual(yield* Task.run(browserUse, { task: "Find the price" }), "42 EUR")
        const { create, get, status, update } = yield* counts
        assert.deepStrictEqual([create, get, update], [1, 1, 0])
        expect(status).toBeGreaterThanOrEqual(4)
        expect(status).toBeLessThanOrEqual(6)
      })
    )
  )

  it.effect("tells its steps once each, as they come, the last ones included", () =>
    simulated(
      {
        tasks: [
          {
            steps: [
              { goal: "Open the shop", url: "https://shop.test" },
              { goal: "Search" },
              { goal: "Read the price" }
            ],
            output: "42"
          }
        ]
      },
      Effect.gen(function* () {
        const task = yield* Task.start(yield* BrowserUse.BrowserUse, { task: "Find the price" })
        const steps = yield* Stream.runCollect(Task.steps(task))
        const firsts = steps.filter(({ revision }) => revision === 1)
        assert.deepStrictEqual(
          firsts.map(({ goal, key, number }) => [key, number, goal]),
          [
            ["1", 1, "Open the shop"],
            ["2", 2, "Search"],
            ["3", 3, "Read the price"]
          ]
        )
        assert.strictEqual(firsts[0]?.url, "https://shop.test")
        assert.strictEqual(new Set(steps.map(({ key, revision }) => `${key}.${revision}`)).size, steps.length)
        assert.strictEqual(yield* Task.join(task), "42")
      })
    )
  )

  it.effect("gives typed output, and tells the agent what is wanted", () =>
    simulated(
      { tasks: [{ output: { amount: 42.5, currency: "EUR" }, times: 2 }] },
      Effect.gen(function* () {
        const browserUse = yield* BrowserUse.BrowserUse
        const Price = Schema.Struct({ amount: Schema.Finite, currency: Schema.String })
        const price = yield* Task.run(browserUse, { task: "Find the price" }, { output: Price })
        expectTypeOf(price).toEqualTypeOf<{ readonly amount: number; readonly currency: string }>()
        assert.deepStrictEqual(price, { amount: 42.5, currency: "EUR" })
        assert.strictEqual(
          (yield* Task.run(browserUse, { task: "again" }, { output: z.object({ amount: z.number() }) })).amount,
          42.5
        )
        const { requests } = yield* Simulator.Simulator
        assert.lengthOf(
          (yield* requests).filter(({ operation, status }) => operation === "createTask" && status === 202),
          2
        )
      })
    )
  )

  it.effect("is made up to fit the schema by a service that reads it", () =>
    simulated(
      {},
      Effect.gen(function* () {
        const Answer = Schema.Struct({ title: Schema.String, pages: Schema.Array(Schema.Int) })
        const answer = yield* Task.run(yield* BrowserUse.BrowserUse, { task: "x" }, { output: Answer })
        assert.isString(answer.title)
      })
    )
  )

  it.effect("reports cost, verdict and files with its outcome, and gives the files' content", () =>
    simulated(
      {
        tasks: [
          {
            steps: 5,
            output: "done",
            cost: { start: 0.01, step: 0.006 },
            files: [{ name: "../report.txt", content: "hello" }]
          }
        ]
      },
      Effect.gen(function* () {
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
    )
  )

  it.effect("is seen in the list while others run", () =>
    simulated(
      { tasks: [{ end: "never", times: 3 }] },
      Effect.gen(function* () {
        const browserUse = yield* BrowserUse.BrowserUse
        const tasks = yield* Effect.forEach(["a", "b", "c"], (task) => Task.start(browserUse, { task }))
        const listed = yield* browserUse.list({ page: 1, limit: browserUse.pageMax })
        assert.deepStrictEqual(listed.map(({ id }) => id).toSorted(), tasks.map(({ ref }) => ref.id).toSorted())
        assert.deepStrictEqual(
          listed.map(({ status }) => status.state),
          ["working", "working", "working"]
        )
      })
    )
  )

  it.effect("takes files into its session", () =>
    simulated(
      {},
      Effect.gen(function* () {
        const { client } = yield* BrowserUse.BrowserUse
        const session = yield* client.sessions.create()
        yield* client.files.upload({
          sessionId: session.id,
          name: "a.csv",
          contentType: "text/csv",
          data: new TextEncoder().encode("1,2")
        })
        const { uploads } = yield* Simulator.Simulator
        assert.deepStrictEqual(
          (yield* uploads).map(({ content, contentType, name }) => [name, contentType, content.length]),
          [["a.csv", "text/csv", 3]]
        )
      })
    )
  )

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
