import { assert, describe, it } from "@effect/vitest"
import { Duration, Effect, Fiber, Schema, Stream } from "effect"
import { TestClock } from "effect/testing"
import { Cadence, Inbox, ProviderError, Task } from "@errand/core"
import type { Provider } from "@errand/core"
import { TestProvider } from "@errand/core/testing"
import type { Script } from "@errand/core/testing"
import { timed } from "./support/timed.ts"

const judging = (after: "3 seconds" | "2 minutes") =>
  ({ takes: "10 seconds", output: "done", settles: { after, verdict: { judged: true } } }) as const

/** Looks each second until the end, so that the tests can tell when an end was first seen. */
const eachSecond = Effect.provideService(Cadence.Cadence, Cadence.every("1 second"))

const exited = <A, E>(effect: Effect.Effect<A, E>, time: "1 minute" | "5 minutes" = "1 minute") =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(Effect.result(effect))
    yield* TestClock.adjust(time)
    return yield* Fiber.join(fiber)
  })

const valueOf = <A, E>(effect: Effect.Effect<A, E>, time?: "1 minute" | "5 minutes") =>
  Effect.flatMap(exited(effect, time), Effect.fromResult)

/** A provider that gives other answers to snapshots. */
const answering = (
  a: TestProvider.TestProvider,
  snapshot: (real: ReturnType<typeof a.snapshot>, nth: number) => ReturnType<typeof a.snapshot>
): Provider.Provider<Script.Script, Script.Script> => {
  let nth = 0
  return { ...a, snapshot: (id) => snapshot(a.snapshot(id), ++nth) }
}

describe("a task that is over while the service may still add to it", () => {
  it.effect("is looked at again until it has settled, and its outcome has what was added", () =>
    Effect.gen(function* () {
      const [a, looks] = yield* timed(yield* TestProvider.make("a"))
      const task = yield* Task.start(a, judging("3 seconds"), { success: "judged" })
      const outcome = yield* valueOf(Task.await(task))
      assert.deepInclude(outcome, { _tag: "Succeeded", isSettled: true, verdict: { claimed: null, judged: true } })
      // Over after ten seconds: the status says so, a snapshot each after 0, 1, 2 and 4 seconds.
      assert.deepStrictEqual(looks.slice(-5), [10_000, 10_000, 11_000, 12_000, 14_000])
    }).pipe(eachSecond)
  )

  it.effect("is told as it is after thirty seconds and six more looks", () =>
    Effect.gen(function* () {
      const [a, looks] = yield* timed(yield* TestProvider.make("a"))
      const task = yield* Task.start(a, judging("2 minutes"))
      const outcome = yield* valueOf(Task.await(task))
      assert.deepInclude(outcome, { _tag: "Succeeded", isSettled: false, verdict: { claimed: null, judged: null } })
      assert.deepStrictEqual(
        looks.slice(-7).map((at) => at - 10_000),
        [0, 1000, 2000, 4000, 8000, 16_000, 30_000]
      )
    }).pipe(eachSecond)
  )

  it.effect("is looked at again by a later wait, which may see what was added", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const task = yield* Task.start(a, judging("2 minutes"))
      assert.isFalse((yield* valueOf(Task.await(task))).isSettled)
      yield* TestClock.adjust("2 minutes")
      const outcome = yield* valueOf(Task.await(task))
      assert.deepInclude(outcome, { isSettled: true, verdict: { claimed: null, judged: true } })
      const { snapshot } = yield* a.calls
      yield* valueOf(Task.await(task))
      assert.strictEqual((yield* a.calls).snapshot, snapshot)
    }).pipe(eachSecond)
  )

  it.effect("is told at once where no time is given for it", () =>
    Effect.gen(function* () {
      const [a, looks] = yield* timed(yield* TestProvider.make("a"))
      const task = yield* Task.start(a, judging("3 seconds"), { settleWithin: 0 })
      assert.isFalse((yield* valueOf(Task.await(task))).isSettled)
      assert.deepStrictEqual(looks.slice(-2), [10_000, 10_000])
    }).pipe(eachSecond)
  )

  it.effect("is an outcome at the deadline of the wait, and no timeout", () =>
    Effect.gen(function* () {
      const [a, looks] = yield* timed(yield* TestProvider.make("a"))
      const task = yield* Task.start(a, judging("2 minutes"))
      const outcome = yield* valueOf(Task.await(task, { within: "15 seconds" }))
      assert.deepInclude(outcome, { _tag: "Succeeded", isSettled: false })
      assert.strictEqual(looks.at(-1), 15_000)
    }).pipe(eachSecond)
  )

  it.effect("shows its end as it was, and as it has become, to who watches it", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const task = yield* Task.start(a, judging("3 seconds"))
      const seen = yield* valueOf(Stream.runCollect(Task.watch(task)))
      assert.deepStrictEqual(
        seen.map(({ isSettling, status, verdict }) => [status.state, isSettling, verdict.judged]),
        [
          ["working", undefined, null],
          ["completed", true, null],
          ["completed", undefined, true]
        ]
      )
    }).pipe(eachSecond)
  )

  it.effect("ends a watch that does not see it settle", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const task = yield* Task.start(a, judging("2 minutes"))
      const seen = yield* valueOf(Stream.runCollect(Task.watch(task)))
      assert.deepStrictEqual(
        seen.map(({ isSettling, status }) => [status.state, isSettling]),
        [
          ["working", undefined],
          ["completed", true]
        ]
      )
    }).pipe(eachSecond)
  )

  it.effect("is looked at again where it tells its steps as events, each of which is told once", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.makeWithEvents("a")
      const steps = [{ goal: "open" }, { goal: "read" }]
      const task = yield* Task.start(a, { ...judging("3 seconds"), steps })
      const seen = yield* valueOf(Stream.runCollect(Task.watch(task)))
      assert.deepStrictEqual(
        seen.slice(-2).map(({ isSettling, steps, verdict }) => [isSettling, steps.length, verdict.judged]),
        [
          [true, 2, null],
          [undefined, 2, true]
        ]
      )
      const late = yield* Task.start(a, { ...judging("2 minutes"), steps })
      const told = yield* valueOf(Stream.runCollect(Task.steps(late)))
      assert.deepStrictEqual(
        told.map(({ goal }) => goal),
        ["open", "read"]
      )
      const owned = yield* valueOf(Stream.runCollect(Task.stream(a, { ...judging("2 minutes"), steps })))
      const last = owned.at(-1)
      assert(last?._tag === "Outcome")
      assert.isFalse(last.outcome.isSettled)
      assert.lengthOf(
        owned.filter(({ _tag }) => _tag === "Step"),
        2
      )
    }).pipe(eachSecond)
  )

  it.effect("may turn out to have ended otherwise", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const settles = { after: "5 seconds", ends: "completed", output: "late" } as const
      const task = yield* Task.start(a, { ends: "error", output: null, settles })
      assert.strictEqual(yield* valueOf(Task.join(task)), "late")
    }).pipe(eachSecond)
  )

  it.effect.each([
    ["refuses the key", new ProviderError.Unauthorized({ message: "no" })],
    ["has forgotten the task", new ProviderError.NotFound({ message: "no" })],
    ["does not answer", new ProviderError.Unavailable({ message: "no" })]
  ] as const)("keeps its outcome where the service %s afterwards", ([, reason]) =>
    Effect.gen(function* () {
      const error = new ProviderError.ProviderError({ provider: "a", operation: "snapshot", reason })
      const a = answering(yield* TestProvider.make("a"), (real, nth) => (nth === 1 ? real : Effect.fail(error)))
      const task = yield* Task.start(a, judging("3 seconds"))
      const outcome = yield* valueOf(Task.await(task))
      assert.deepInclude(outcome, { _tag: "Succeeded", output: "done", isSettled: false })
      assert.isAbove(outcome.wait?.errors.length ?? 0, 0)
    }).pipe(eachSecond)
  )

  it.effect.each([
    [12, [10_000, 11_000, 23_000], true],
    [40, [10_000, 11_000], false]
  ] as const)(
    "is left alone for the %d seconds that the service asks for, or told as it is",
    ([seconds, times, isSettled]) =>
      Effect.gen(function* () {
        const reason = new ProviderError.RateLimited({ message: "no", retryAfter: Duration.seconds(seconds) })
        const error = new ProviderError.ProviderError({ provider: "a", operation: "snapshot", reason })
        const [a, looks] = yield* timed(yield* TestProvider.make("a"))
        const refusing = answering(a, (real, nth) => (nth === 2 ? Effect.andThen(real, Effect.fail(error)) : real))
        const task = yield* Task.start(refusing, judging("3 seconds"))
        assert.strictEqual((yield* valueOf(Task.await(task))).isSettled, isSettled)
        assert.deepStrictEqual(looks.slice(-times.length), [...times])
      }).pipe(eachSecond)
  )

  it.effect("tells in each error about its end that more may come", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const settles = { after: "2 minutes" } as const
      const failed = yield* Task.start(a, { ends: "error", settles })
      const mismatched = yield* Task.start(
        a,
        { output: "{}", settles },
        { output: Schema.Struct({ n: Schema.Finite }) }
      )
      const [one, other] = [
        yield* valueOf(Effect.flip(Task.join(failed))),
        yield* valueOf(Effect.flip(Task.join(mismatched)))
      ]
      assert(one._tag === "TaskFailed" && other._tag === "OutputMismatch")
      assert.deepStrictEqual([one.outcome.isSettled, other.isSettled], [false, false])
    }).pipe(eachSecond)
  )

  it.effect("is looked at when a notification comes", () =>
    Effect.gen(function* () {
      const [a, looks] = yield* timed(yield* TestProvider.make("a"))
      const task = yield* Task.start(a, { takes: "10 seconds", settles: { after: "18 seconds" } })
      const fiber = yield* Effect.forkChild(Task.await(task))
      yield* TestClock.adjust("28 seconds")
      assert.isTrue(yield* Inbox.notify({ provider: "a", id: task.ref.id }))
      yield* TestClock.adjust(1)
      assert.isTrue((yield* Fiber.join(fiber)).isSettled)
      assert.deepStrictEqual(looks.slice(-2), [26_000, 28_000])
    }).pipe(eachSecond, Effect.provide(Inbox.layer))
  )
})
