import { assert, describe, expect, it } from "@effect/vitest"
import { Effect, Exit, Option, Schema, Stream } from "effect"
import { z } from "zod"
import { BrowserAct } from "@errand/browseract"
import { Task, TaskRef } from "@errand/core"
import { assertTag } from "./support/service.ts"
import { counts, everySecond, input, on, template } from "./support/simulated.ts"

const Price = Schema.Struct({ amount: Schema.Finite, currency: Schema.String })

describe("a workflow as a task", () => {
  it.effect("runs to its typed output: one start, light looks, and one full look at the end", () =>
    on(
      { tasks: [{ queued: "1 second", running: "4 seconds", output: { amount: 799, currency: "EUR" } }] },
      (browserAct, simulator) =>
        Effect.gen(function* () {
          const price = yield* Task.run(browserAct, input, { output: Price }).pipe(everySecond)
          expect(price).toEqual({ amount: 799, currency: "EUR" })
          const { getTaskStatus = 0, ...rest } = yield* counts(simulator)
          expect(rest).toEqual({ runTask: 1, getTask: 1 })
          expect(getTaskStatus).toBeLessThanOrEqual(7)
          expect(yield* simulator.tasks).toMatchObject([{ provider: "browseract" }])
        })
    )
  )

  it.effect("runs an official template, and reads its output with Zod", () =>
    on({ tasks: [{ match: { workflow: "21" }, output: { amount: 5, currency: "USD" } }] }, (browserAct, simulator) =>
      Effect.gen(function* () {
        const price = yield* Task.run(browserAct, template, { output: z.object({ amount: z.number() }) })
        expect(price).toEqual({ amount: 5 })
        expect(yield* simulator.count({ operation: "runTemplateTask" })).toBe(1)
      })
    )
  )

  it.effect("tells each step as it runs and again as it ends, in order and once", () =>
    on(
      {
        tasks: [
          {
            steps: [
              { goal: "Open", duration: "2 seconds" },
              { goal: "Search", duration: "2 seconds", fails: true },
              { goal: "Read", duration: "2 seconds" }
            ]
          }
        ]
      },
      (browserAct) =>
        Effect.gen(function* () {
          const steps = yield* Stream.runCollect(Task.steps(yield* Task.start(browserAct, input))).pipe(everySecond)
          expect(steps.map(({ goal, number, status }) => `${number} ${goal} ${status}`)).toEqual([
            "1 Open running",
            "1 Open succeeded",
            "2 Search running",
            "2 Search failed",
            "3 Read running",
            "3 Read succeeded"
          ])
          expect(new Set(steps.map(({ key }) => key)).size).toBe(3)
          expect(new Set(steps.map(({ key, revision }) => `${key} ${revision}`)).size).toBe(6)
        })
    )
  )

  it.effect("pauses for a person, and goes on after a resume; a second resume is a conflict", () =>
    on({ tasks: [{ steps: 3, pauses: [{ after: 1 }], output: "done" }] }, (browserAct, simulator) =>
      Effect.gen(function* () {
        const task = yield* Task.start(browserAct, input)
        const paused = yield* Task.watch(task).pipe(
          Stream.filter(({ status }) => status.state === "input_required"),
          Stream.runHead,
          Effect.map(Option.getOrThrow)
        )
        expect(paused.status).toMatchObject({ state: "input_required", native: "paused" })
        yield* Task.resume(task)
        const again = yield* Effect.flip(Task.resume(task))
        expect(again).toMatchObject({ operation: "resume", reason: { _tag: "Conflict" } })
        expect(yield* Task.join(task)).toBe("done")
        expect(yield* simulator.count({ operation: "resumeTask" })).toBe(2)
      })
    )
  )

  it.effect("loses a race and is canceled there, too", () =>
    on(
      {
        tasks: [
          { match: { workflow: "slow" }, end: "never" },
          { match: { workflow: "fast" }, running: "3 seconds", output: "first" }
        ]
      },
      (browserAct, simulator) =>
        Effect.gen(function* () {
          const winner = yield* Effect.race(
            Task.run(browserAct, { workflow_id: "slow" }),
            Task.run(browserAct, { workflow_id: "fast" })
          )
          expect(winner).toBe("first")
          expect((yield* simulator.tasks).map(({ status }) => status).sort()).toEqual(["canceled", "finished"])
          expect(yield* simulator.count({ operation: "stopTask" })).toBe(1)
        })
    )
  )

  it.effect("takes too long and is canceled there", () =>
    on({ tasks: [{ end: "never" }] }, (browserAct, simulator) =>
      Effect.gen(function* () {
        const exit = yield* Effect.exit(Task.run(browserAct, input).pipe(Effect.timeout("1 minute")))
        assert.isTrue(Exit.isFailure(exit))
        expect((yield* simulator.tasks).map(({ status }) => status)).toEqual(["canceled"])
      })
    )
  )

  it.effect("is found again from its stored ref, by another provider of the same account only", () =>
    on({ tasks: [{ running: "20 seconds", output: "later" }] }, (browserAct, simulator) =>
      Effect.gen(function* () {
        const { ref } = yield* Task.start(browserAct, input, { key: "order-7" })
        const stored = JSON.stringify(ref)
        expect(stored).not.toContain(simulator.apiKey)
        const read = yield* Schema.decodeUnknownEffect(TaskRef.TaskRef)(JSON.parse(stored))
        expect(yield* Task.join(Task.attach(browserAct, read))).toBe("later")
        const stranger = BrowserAct.make({
          apiKey: "another",
          baseUrl: simulator.browserAct.baseUrl,
          fetch: simulator.fetch
        })
        const before = yield* simulator.count()
        const error = yield* Effect.flip(Task.poll(Task.attach(stranger, read)))
        expect(error._tag).toBe("ProviderError")
        expect(yield* simulator.count()).toBe(before)
      })
    )
  )
})

describe("how it ends", () => {
  it.effect("a failed task keeps its message, its cost and what there was", () =>
    on(
      { tasks: [{ end: "failed", steps: 2, credits: 5, failure: { code: 7, message: "captcha was not solved" } }] },
      (browserAct) =>
        Effect.gen(function* () {
          const error = yield* Effect.flip(Task.run(browserAct, input))
          assertTag(error, "TaskFailed")
          expect(error.outcome).toMatchObject({
            reason: "error",
            message: "captcha was not solved",
            cost: { credits: 10, final: true }
          })
          expect(error.outcome.raw).toMatchObject({ status: "failed", workflow_id: "17" })
        })
    )
  )

  it.effect("a task canceled from elsewhere is cancelled by nobody knows whom; by this handle, by the caller", () =>
    on({ tasks: [{ end: "stopped" }, { end: "never" }] }, (browserAct) =>
      Effect.gen(function* () {
        const elsewhere = yield* Task.await(yield* Task.start(browserAct, input))
        expect(elsewhere).toMatchObject({ _tag: "Cancelled", by: "unknown" })
        const task = yield* Task.start(browserAct, input)
        expect(yield* Task.cancel(task)).toBe("requested")
        expect(yield* Task.await(task)).toMatchObject({ _tag: "Cancelled", by: "caller" })
      })
    )
  )

  for (const forgiving of [true, false]) {
    it.effect(`cancelling what is over is already-over, where the service answers ${forgiving ? "200" : "10121"}`, () =>
      on({ browserAct: { forgiving } }, (browserAct) =>
        Effect.gen(function* () {
          const finished = yield* Task.start(browserAct, input)
          yield* Task.await(finished)
          expect(yield* Task.cancel(finished)).toBe("already-over")
          const stopped = yield* Task.start(browserAct, input)
          expect(yield* Task.cancel(stopped)).toBe("requested")
          expect(yield* Task.cancel(stopped)).toBe("already-over")
        })
      )
    )
  }

  it.effect("a word that nobody knows is waited out", () =>
    on(
      {
        tasks: [
          {
            running: "30 seconds",
            words: [{ word: "hibernating", from: "5 seconds", until: "25 seconds" }],
            output: "woke"
          }
        ]
      },
      (browserAct) =>
        Effect.gen(function* () {
          expect(yield* Task.run(browserAct, input)).toBe("woke")
        })
    )
  )
})

describe("files", () => {
  it.effect("are pending while they are transferred after the end, then come as bytes", () =>
    on({ tasks: [{ files: [{ name: "../../rows.csv", content: "a,b\n1,2", transfer: "2 minutes" }] }] }, (browserAct) =>
      Effect.gen(function* () {
        const task = yield* Task.start(browserAct, input)
        const {
          files: [pending]
        } = yield* Task.await(task)
        assert.isDefined(pending)
        expect(pending.state).toBe("pending")
        const tooEarly = yield* Effect.flip(Stream.runDrain(Task.file(task, pending)))
        expect(tooEarly.reason._tag).toBe("Conflict")
        yield* Effect.sleep("2 minutes")
        const [file] = (yield* Task.poll(task)).files
        assert.isDefined(file)
        expect(file).toMatchObject({ name: "../../rows.csv", size: 7, state: "ready" })
        expect(yield* Task.file(task, file).pipe(Stream.decodeText(), Stream.mkString)).toBe("a,b\n1,2")
      })
    )
  )

  it.effect("are fetched by a fresh link when the first is refused", () =>
    on({ tasks: [{ files: [{ name: "rows.csv", content: "a,b" }] }] }, (browserAct, simulator) =>
      Effect.gen(function* () {
        const task = yield* Task.start(browserAct, input)
        const {
          files: [file]
        } = yield* Task.await(task)
        assert.isDefined(file)
        yield* simulator.fault({ kind: "status", status: 403, match: { operation: "download" } })
        expect(yield* Task.file(task, file).pipe(Stream.decodeText(), Stream.mkString)).toBe("a,b")
        expect(yield* simulator.count({ operation: "download" })).toBe(2)
      })
    )
  )
})
