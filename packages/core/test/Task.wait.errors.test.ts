/** Which errors a wait rides out, and which end it. */
import { assert, describe, it } from "@effect/vitest"
import { Duration, Effect, Fiber, Stream } from "effect"
import { TestClock } from "effect/testing"
import { Cadence, Lookout, ProviderError, Task } from "@errand/core"
import { TestProvider } from "@errand/core/testing"
import { timed } from "./support/timed.ts"

const everySecond = Effect.provideService(Cadence.Cadence, Cadence.every("1 second"))
const down = new ProviderError.Unavailable({ message: "503", status: 503 })

describe("waiting: errors", () => {
  it.effect("a service that is gone for an hour is waited out, with ever longer pauses", () =>
    Effect.gen(function* () {
      let gone = false
      const [a, at] = yield* timed(
        yield* TestProvider.make("a", {
          fault: ({ operation }) => (gone && operation === "status" ? { reason: down } : undefined)
        })
      )
      const fiber = yield* Effect.forkChild(
        Effect.flatMap(Task.start(a, { takes: "10 minutes", output: "ok" }), Task.join)
      )
      yield* TestClock.adjust("1 minute")
      gone = true
      const before = at.length
      yield* TestClock.adjust("1 hour")
      assert.isTrue(at.length - before <= 140, `${at.length - before} looks in an hour of outage`)
      gone = false
      yield* TestClock.adjust("1 minute")
      assert.strictEqual(yield* Fiber.join(fiber), "ok")
    })
  )

  it.effect("every reason is waited out, or final at once or when a second look confirms it", () =>
    Effect.gen(function* () {
      const message = "x"
      const reasons: Record<
        ProviderError.ProviderReason["_tag"],
        readonly [ProviderError.ProviderReason, "waited" | "confirmed" | "final"]
      > = {
        Unauthorized: [new ProviderError.Unauthorized({ message }), "confirmed"],
        Forbidden: [new ProviderError.Forbidden({ message }), "confirmed"],
        OutOfCredit: [new ProviderError.OutOfCredit({ message }), "final"],
        NotFound: [new ProviderError.NotFound({ message }), "waited"],
        BadRequest: [new ProviderError.BadRequest({ message }), "final"],
        Conflict: [new ProviderError.Conflict({ message }), "final"],
        RateLimited: [new ProviderError.RateLimited({ message }), "waited"],
        ConcurrencyLimited: [new ProviderError.ConcurrencyLimited({ message }), "waited"],
        Unavailable: [new ProviderError.Unavailable({ message }), "waited"],
        BadResponse: [new ProviderError.BadResponse({ message }), "waited"],
        TooLarge: [new ProviderError.TooLarge({ message }), "final"],
        ForeignRef: [new ProviderError.ForeignRef({ message, field: "kind" }), "final"],
        NotRecorded: [new ProviderError.NotRecorded({ message }), "final"],
        AllowanceUsedUp: [new ProviderError.AllowanceUsedUp({ message, allowance: "a", unknown: 0 }), "final"]
      }
      for (const [reason, expected] of Object.values(reasons)) {
        const a = yield* TestProvider.make("a", {
          fault: ({ nth, operation }) =>
            operation === "status" && (nth === 2 || (nth === 3 && expected === "confirmed")) ? { reason } : undefined
        })
        const task = yield* Task.start(a, { takes: "10 seconds" })
        const fiber = yield* Effect.forkChild(Effect.result(Task.join(task)))
        yield* TestClock.adjust("1 minute")
        const result = yield* Fiber.join(fiber)
        assert.strictEqual(result._tag === "Success", expected === "waited", reason._tag)
        if (result._tag === "Failure") {
          assert.deepInclude(result.failure, { _tag: "ProviderError", reason, ref: task.ref })
          assert.strictEqual((yield* a.calls).status, expected === "final" ? 2 : 3)
        }
      }
    })
  )

  it.effect("a refusal in the middle of a good wait ends it only when a second look is refused as well", () =>
    Effect.gen(function* () {
      const message = "x"
      const reasons = [
        new ProviderError.Unauthorized({ message }),
        new ProviderError.Forbidden({ message }),
        new ProviderError.NotFound({ message })
      ]
      for (const reason of reasons) {
        // A new task may be unknown for a while.
        const first = reason._tag === "NotFound" ? 25 : 4
        const wait = (last: number) =>
          Effect.gen(function* () {
            const a = yield* TestProvider.make("a", {
              fault: ({ nth, operation }) =>
                operation === "status" && nth >= first && nth <= last ? { reason } : undefined
            })
            const task = yield* Task.start(a, { takes: "2 minutes" })
            const fiber = yield* Effect.forkChild(Effect.result(Task.await(task)))
            yield* TestClock.adjust("5 minutes")
            return [yield* Fiber.join(fiber), yield* a.calls] as const
          })
        const [survived] = yield* wait(first)
        assert(survived._tag === "Success" && survived.success._tag === "Succeeded", reason._tag)
        assert.lengthOf(survived.success.wait?.errors ?? [], 1)
        const [ended, calls] = yield* wait(Infinity)
        if (reason._tag === "NotFound") assert(ended._tag === "Success" && ended.success._tag === "Failed")
        else assert(ended._tag === "Failure" && ended.failure._tag === "ProviderError")
        assert.strictEqual(calls.status, first + 1)
        assert.strictEqual(calls.cancel, 0)
      }
    })
  )

  it.effect(
    "401 in words that are not the service's own ends at once every wait of a process that was never let in",
    () =>
      Effect.gen(function* () {
        const reason = new ProviderError.BadResponse({ message: "invalid key", status: 401 })
        const a = yield* TestProvider.make("a", {
          fault: ({ operation }) => (operation === "status" ? { reason } : undefined)
        })
        const refs = yield* Effect.forEach([1, 2, 3], () => Task.start(a, { takes: "1 hour" }))
        const restarted = { ...a, lookout: Lookout.make() }
        const waits = refs.map(({ ref }) => Effect.flip(Task.await(Task.attach(restarted, ref))))
        const fiber = yield* Effect.forkChild(Effect.all(waits, { concurrency: "unbounded" }))
        yield* TestClock.adjust("1 second")
        for (const error of yield* Fiber.join(fiber)) assert.deepInclude(error, { _tag: "ProviderError", reason })
        assert.isAtMost((yield* a.calls).status, 3)
      })
  )

  it.effect("the same after a start, or after a look, is a gateway's bad moment, and is waited out", () =>
    Effect.gen(function* () {
      const reason = new ProviderError.BadResponse({ message: "log in", status: 401 })
      for (const first of [1, 2]) {
        const a = yield* TestProvider.make("a", {
          fault: ({ nth, operation }) =>
            operation === "status" && nth >= first && nth < first + 5 ? { reason } : undefined
        })
        const task = yield* Task.start(a, { takes: "10 seconds" })
        const restarted = first === 1 ? a : { ...a, lookout: Lookout.make() }
        const fiber = yield* Effect.forkChild(Task.await(Task.attach(restarted, task.ref)))
        yield* TestClock.adjust("5 minutes")
        assert.strictEqual((yield* Fiber.join(fiber))._tag, "Succeeded")
      }
    })
  )

  it.effect("404 right after the start is lag, and slows nothing down", () =>
    Effect.gen(function* () {
      const [a, at] = yield* timed(yield* TestProvider.make("a"))
      const fiber = yield* Effect.forkChild(Task.run(a, { takes: "40 seconds", hiddenFor: "29 seconds" }))
      yield* TestClock.adjust("1 minute")
      assert.strictEqual(yield* Fiber.join(fiber), "done")
      assert.isTrue(at.length >= 16, `${at.length} looks`)
    })
  )

  it.effect("404 for longer than lag can explain is an error, not an end", () =>
    Effect.gen(function* () {
      const [a, at] = yield* timed(yield* TestProvider.make("a"))
      const task = yield* Task.start(a, { hiddenFor: "1 hour" })
      const fiber = yield* Effect.forkChild(Effect.flip(Task.join(task)))
      yield* TestClock.adjust("2 minutes")
      const error = yield* Fiber.join(fiber)
      assert.deepInclude(error, { _tag: "ProviderError", ref: task.ref })
      assert.strictEqual((error as ProviderError.ProviderError).reason._tag, "NotFound")
      assert.isTrue(at.at(-1)! >= 30_000 && at.at(-1)! < 36_000, String(at))
    })
  )

  it.effect("404 after a good look is a task that has expired", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const task = yield* Task.start(a, { takes: "1 hour", forgottenAt: "2 minutes" })
      const last = yield* Effect.forkChild(Stream.runCollect(Task.watch(task)))
      const fiber = yield* Effect.forkChild(Task.await(task))
      yield* TestClock.adjust("5 minutes")
      assert.deepInclude(yield* Fiber.join(fiber), { _tag: "Failed", reason: "expired" })
      const snapshot = (yield* Fiber.join(last)).at(-1)
      assert.deepInclude(snapshot?.status, { state: "failed", reason: "expired" })
      assert.deepStrictEqual(snapshot?.raw, { takes: "1 hour", forgottenAt: "2 minutes" })
    })
  )

  it.effect("404 of a task that was started longer ago than results are kept has expired, though nobody saw it", () =>
    Effect.gen(function* () {
      const a = { ...(yield* TestProvider.make("a")), keepsFor: Duration.days(1) }
      const { ref } = yield* Task.start(a, { takes: "1 hour", forgottenAt: "2 hours" })
      const { endpoint: _, ...homeless } = ref
      const wait = Effect.fnUntraced(function* (which: typeof ref) {
        const fiber = yield* Effect.forkChild(Effect.result(Task.await(Task.attach(a, which))))
        yield* TestClock.adjust("2 minutes")
        const result = yield* Fiber.join(fiber)
        return result._tag === "Success" ? result.success : result.failure
      })
      yield* TestClock.adjust("23 hours")
      assert.deepInclude(yield* wait(ref), { _tag: "ProviderError" })
      yield* TestClock.adjust("1 hour")
      assert.deepInclude(yield* wait(ref), { _tag: "Failed", reason: "expired", raw: undefined })
      // It may be a task of another account.
      assert.deepInclude(yield* wait(homeless), { _tag: "ProviderError" })
    })
  )

  it.effect("a result that is gone between the status and the snapshot is expired, too", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const task = yield* Task.start(
        { ...a, snapshot: (id) => Effect.andThen(a.snapshot("never"), a.snapshot(id)) },
        { takes: "1 minute" }
      )
      const fiber = yield* Effect.forkChild(Task.await(task))
      yield* TestClock.adjust("5 minutes")
      assert.deepInclude(yield* Fiber.join(fiber), { _tag: "Failed", reason: "expired" })
    })
  )

  it.effect("a service that does not come back for a day ends a wait without a deadline, too", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a", {
        fault: ({ nth, operation }) => (operation === "status" && nth > 1 ? { reason: down } : undefined)
      })
      const task = yield* Task.start(a, { takes: "Infinity" })
      const fiber = yield* Effect.forkChild(Effect.flip(Task.join(task)))
      yield* TestClock.adjust("23 hours")
      assert.isUndefined(fiber.pollUnsafe())
      yield* TestClock.adjust("2 hours")
      assert.deepInclude(yield* Fiber.join(fiber), { _tag: "ProviderError", reason: down, ref: task.ref })
    }).pipe(Effect.provideService(Cadence.Cadence, Cadence.every("1 minute")))
  )

  it.effect("a first failure after a long pause between looks is no outage", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a", {
        fault: ({ nth, operation }) => (operation === "status" && nth === 2 ? { reason: down } : undefined)
      })
      const fiber = yield* Effect.forkChild(Task.run(a, { takes: "90 minutes" }, { outageFor: "5 minutes" }))
      yield* TestClock.adjust("3 hours")
      assert.strictEqual(yield* Fiber.join(fiber), "done")
    }).pipe(Effect.provideService(Cadence.Cadence, Cadence.every("1 hour")))
  )

  it.effect("outage: without one good answer for so long, the last error ends the wait", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a", {
        fault: ({ nth, operation }) => (operation === "status" && nth > 10 ? { reason: down } : undefined)
      })
      const task = yield* Task.start(a, { takes: "1 hour" })
      const fiber = yield* Effect.forkChild(Effect.flip(Task.join(task, { outageFor: "3 minutes" })))
      yield* TestClock.adjust("3 minutes")
      assert.isUndefined(fiber.pollUnsafe())
      yield* TestClock.adjust("1 minute")
      assert.deepInclude(yield* Fiber.join(fiber), { _tag: "ProviderError", reason: down, ref: task.ref })
    }).pipe(everySecond)
  )
})
