import { assert, describe, it } from "@effect/vitest"
import { BigDecimal, Effect, Fiber, Schema } from "effect"
import { TestClock } from "effect/testing"
import { Cadence, Task, TaskError } from "@errand/core"
import type { Outcome } from "@errand/core"
import { TestProvider } from "@errand/core/testing"
import type { Script } from "@errand/core/testing"

/** Starts, waits on the test clock, and gives the outcome, the exit of join and the provider. */
const ended = <A = string | null>(script: Script.Script, options?: Task.StartOptions<A>) =>
  Effect.gen(function* () {
    const a = yield* TestProvider.make("a")
    const task = yield* Task.start(a, script, options)
    const both = yield* Effect.forkChild(
      Effect.all([Task.await(task), Effect.result(Task.join(task))], { concurrency: 2 })
    )
    yield* TestClock.adjust("5 minutes")
    const [outcome, joined] = yield* Fiber.join(both)
    return { outcome, joined: joined._tag === "Success" ? joined.success : joined.failure, task, a }
  })

const failed = <A, Raw>(outcome: Outcome.Outcome<A, Raw>) => {
  assert.strictEqual(outcome._tag, "Failed")
  return outcome as Outcome.Failed<Raw>
}

describe("Task.await and Task.join", () => {
  it.effect("a completed task is a success with output, cost, files and the raw object", () =>
    Effect.gen(function* () {
      const script = {
        output: "hello",
        cost: { credits: 12, usd: BigDecimal.fromStringUnsafe("0.05") },
        files: [{ name: "a.txt", bytes: new Uint8Array(3) }]
      }
      const { joined, outcome, task } = yield* ended(script)
      assert.strictEqual(joined, "hello")
      assert.deepStrictEqual(outcome, {
        _tag: "Succeeded",
        ref: task.ref,
        output: "hello",
        verdict: { claimed: null, judged: null },
        cost: {
          credits: 12,
          usd: BigDecimal.multiply(BigDecimal.fromStringUnsafe("0.05"), BigDecimal.fromNumberUnsafe(1)),
          final: true
        },
        files: [{ id: "a-1/0", name: "a.txt", size: 3, state: "ready" }],
        isSettled: true,
        wait: { looks: 12, errors: [] },
        raw: script
      })
    }).pipe(Effect.provideService(Cadence.Cadence, Cadence.every("1 second")))
  )

  it.effect("a failed task is an outcome for await and a TaskFailed for join, with its partial output and cost", () =>
    Effect.gen(function* () {
      const { joined, outcome } = yield* ended({
        ends: "timed_out",
        message: "7 hours",
        output: "half",
        cost: { credits: 9 }
      })
      assert.deepInclude(failed(outcome), {
        reason: "timed_out",
        message: "7 hours",
        partial: "half",
        cost: { credits: 9, final: true }
      })
      assert.instanceOf(joined, TaskError.TaskFailed)
      assert.include(String(joined), "task a-1 of a failed (timed_out): 7 hours")
    })
  )

  it.effect("cancelled by this handle is by the caller; by anybody else, unknown", () =>
    Effect.gen(function* () {
      const { joined, outcome } = yield* ended({ ends: "cancelled" })
      assert.deepInclude(outcome, { _tag: "Cancelled", by: "unknown" })
      assert.instanceOf(joined, TaskError.TaskCancelled)

      const a = yield* TestProvider.make("a")
      const task = yield* Task.start(a, { takes: "1 hour", cancelTakes: "3 seconds" })
      const other = Task.attach(a, task.ref)
      assert.strictEqual(yield* Task.cancel(task), "requested")
      const both = yield* Effect.forkChild(Effect.all([Task.await(task), Task.await(other)], { concurrency: 2 }))
      yield* TestClock.adjust("10 seconds")
      const [mine, theirs] = yield* Fiber.join(both)
      assert.deepInclude(mine, { _tag: "Cancelled", by: "caller" })
      assert.deepInclude(theirs, { _tag: "Cancelled", by: "unknown" })
    })
  )

  it.effect("who cancelled is the provider's to say, except that it was the caller: only the handle knows that", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      for (const [by, expected] of [
        ["provider", "provider"],
        ["caller", "unknown"],
        ["unknown", "unknown"]
      ] as const) {
        const status = { state: "cancelled", by, native: "stopped" } as const
        const said: typeof a = {
          ...a,
          status: () => Effect.succeed({ status }),
          snapshot: (id) => Effect.map(a.snapshot(id), (snapshot) => ({ ...snapshot, status }))
        }
        const task = yield* Task.start(said, {})
        assert.deepInclude(yield* Task.await(task), { _tag: "Cancelled", by: expected })
      }
    })
  )

  it.effect("a cancel that loses to the end changes nothing: the outcome is the real one", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const task = yield* Task.start(a, { takes: "5 seconds", cancelTakes: "1 minute", output: "made it" })
      assert.strictEqual(yield* Task.cancel(task), "requested")
      assert.strictEqual((yield* Task.poll(task)).status.native, "cancelling")
      const fiber = yield* Effect.forkChild(Task.join(task))
      yield* TestClock.adjust("10 seconds")
      assert.strictEqual(yield* Fiber.join(fiber), "made it")
      assert.strictEqual(yield* Task.cancel(task), "already-over")
    })
  )

  it.effect("a cancel that came too late does not make the caller the one who ended it", () =>
    Effect.gen(function* () {
      const { a, task } = yield* ended({ ends: "cancelled", takes: "1 second" })
      assert.strictEqual(yield* Task.cancel(task), "already-over")
      assert.deepInclude(yield* Task.await(task), { _tag: "Cancelled", by: "unknown" })
      assert.deepStrictEqual(yield* a.cancelled, [])
    })
  )

  it.effect("verdict and policy: the judge outranks the claim, null counts unless a judge is asked for", () =>
    Effect.gen(function* () {
      // claimed, judged -> success under: execution, claimed, judged
      const table: ReadonlyArray<readonly [boolean | null, boolean | null, string]> = [
        [null, null, "yes yes no"],
        [true, null, "yes yes no"],
        [false, null, "yes no no"],
        [null, true, "yes yes yes"],
        [true, true, "yes yes yes"],
        [false, true, "yes yes yes"],
        [null, false, "yes no no"],
        [true, false, "yes no no"],
        [false, false, "yes no no"]
      ]
      for (const [claimed, judged, expected] of table) {
        const got: Array<string> = []
        for (const success of ["execution", "claimed", "judged"] as const) {
          const { outcome } = yield* ended({ verdict: { claimed, judged }, output: "paid" }, { success })
          if (outcome._tag === "Succeeded") got.push("yes")
          else {
            assert.deepInclude(failed(outcome), {
              reason: "goal_not_met",
              partial: "paid",
              verdict: { claimed, judged }
            })
            got.push("no")
          }
        }
        assert.strictEqual(got.join(" "), expected, `claimed ${claimed}, judged ${judged}`)
      }
      assert.strictEqual(
        (yield* ended({ verdict: { claimed: false } })).outcome._tag,
        "Failed",
        "claimed is the default"
      )
    })
  )

  it.effect("a failed or cancelled task does not become a success by its verdict", () =>
    Effect.gen(function* () {
      const verdict = { claimed: true, judged: true }
      assert.strictEqual((yield* ended({ verdict, ends: "error" }, { success: "execution" })).outcome._tag, "Failed")
      assert.strictEqual(
        (yield* ended({ verdict, ends: "cancelled" }, { success: "judged" })).outcome._tag,
        "Cancelled"
      )
    })
  )

  it.effect("an output that does not fit keeps the text, the issues, the cost and the raw object", () =>
    Effect.gen(function* () {
      const Price = Schema.Struct({ amount: Schema.Finite })
      const { joined, outcome } = yield* ended({ output: { amount: "a lot" }, cost: { credits: 5 } }, { output: Price })
      assert.deepInclude(failed(outcome), {
        reason: "output_invalid",
        partial: `{"amount":"a lot"}`,
        cost: { credits: 5, final: true }
      })
      assert.strictEqual(failed(outcome).issues?.[0]?.path, "amount")
      assert.instanceOf(joined, TaskError.OutputMismatch)
      const mismatch = joined as TaskError.OutputMismatch
      assert.deepInclude(mismatch, { output: `{"amount":"a lot"}`, cost: { credits: 5, final: true } })
      assert.deepStrictEqual(mismatch.raw, { output: { amount: "a lot" }, cost: { credits: 5 } })
      assert.include(mismatch.message, "does not fit the schema: amount: ")
    })
  )

  it.effect("await, join, steps and watch never cancel, however they are left", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const task = yield* Task.start(a, { takes: "1 hour" })
      for (const wait of [Task.await(task), Task.join(task)]) {
        const fiber = yield* Effect.forkChild(wait)
        yield* TestClock.adjust("1 minute")
        yield* Fiber.interrupt(fiber)
      }
      const given = yield* Effect.forkChild(Effect.flip(Task.join(task, { within: "1 minute" })))
      yield* TestClock.adjust("1 minute")
      assert.strictEqual((yield* Fiber.join(given))._tag, "WaitTimeout")
      assert.strictEqual((yield* a.calls).cancel, 0)
      assert.deepStrictEqual(yield* a.running, ["a-1"])
    })
  )

  it.effect("after the last waiter is gone, not one more request is made", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const task = yield* Task.start(a, { takes: "1 hour" })
      const fiber = yield* Effect.forkChild(Task.join(task))
      yield* TestClock.adjust("1 minute")
      yield* Fiber.interrupt(fiber)
      const before = yield* a.calls
      yield* TestClock.adjust("2 hours")
      assert.deepStrictEqual(yield* a.calls, before)
    })
  )
})
