import { assert, describe, it } from "@effect/vitest"
import { Clock, Deferred, Duration, Effect, Fiber, Stream } from "effect"
import { TestClock } from "effect/testing"
import * as fc from "fast-check"
import { Cadence, Inbox, ProviderError, Task } from "@errand/core"
import { TestProvider } from "@errand/core/testing"
import { timed } from "./support/timed.ts"

const rarely = Effect.provideService(Cadence.Cadence, Cadence.every("10 minutes"))
const minute = Duration.minutes(1)

describe("a wait with an inbox", () => {
  const inSession = (task: Task.Task<string | null, TestProvider.TestProvider>, sessionId: string) =>
    Task.attach(task.provider, { ...task.ref, scope: { sessionId } })

  const own = Effect.map(Inbox.make, ({ listen, notify }) => Inbox.Inbox.of({ listen, notify }))

  it.effect.each([
    ["an inbox", Inbox.make],
    ["an inbox of one's own that only listens", own]
  ] as const)("is woken by news of its session, as is each other wait of that session, by %s", ([, make]) =>
    Effect.gen(function* () {
      const inbox = yield* make
      const [a, at] = yield* timed(yield* TestProvider.make("a"))
      const script = { takes: "1 minute" } as const
      const tasks = yield* Effect.forEach(["s", "s", "t"], (sessionId) =>
        Effect.map(Task.start(a, script), (task) => inSession(task, sessionId))
      )
      const waits = yield* Effect.forEach(tasks, (task) =>
        Effect.forkChild(Effect.provideService(Task.join(task), Inbox.Inbox, inbox))
      )
      yield* TestClock.adjust(minute)
      at.length = 0
      assert.isTrue(yield* inbox.notify({ provider: "a", sessionId: "s" }))
      yield* TestClock.adjust(1)
      assert.deepStrictEqual(
        waits.map((wait) => wait.pollUnsafe() !== undefined),
        [true, true, false]
      )
      assert.lengthOf(at, 4)
      assert.isFalse(yield* inbox.notify({ provider: "a", sessionId: "s" }))
      yield* inbox.notify({ provider: "a", id: "a-3" })
      yield* TestClock.adjust(1)
      assert.isDefined(waits[2]?.pollUnsafe())
      assert.isFalse(yield* inbox.notify({ provider: "a", sessionId: "t" }))
    }).pipe(rarely)
  )

  it.effect("ends right after the notification, with one more look than it had made", () =>
    Effect.gen(function* () {
      const [a, at] = yield* timed(yield* TestProvider.make("a"))
      const task = yield* Task.start(a, { takes: "1 minute", output: "ok" })
      const fiber = yield* Effect.forkChild(Task.join(task))
      yield* TestClock.adjust(minute)
      assert.deepStrictEqual(at, [0])
      assert.isTrue(yield* Inbox.notify(task.ref))
      assert.strictEqual(yield* Fiber.join(fiber), "ok")
      // The look that the notification asked for, and the reading of the result.
      assert.deepStrictEqual(at, [0, 60_000, 60_000])
      assert.isFalse(yield* Inbox.notify(task.ref))
    }).pipe(rarely, Effect.provide(Inbox.layer))
  )

  it.effect("looks again after a notification that comes while a look is under way", () =>
    Effect.gen(function* () {
      // The request is executed half-way: what it saw is older than the notification.
      const [a, at] = yield* timed(yield* TestProvider.make("a", { latency: "4 seconds" }))
      const started = yield* Effect.forkChild(Task.start(a, { takes: "5 seconds" }))
      yield* TestClock.adjust("4 seconds")
      const task = yield* Fiber.join(started)
      const fiber = yield* Effect.forkChild(Task.join(task))
      yield* TestClock.adjust("3 seconds")
      yield* Inbox.notify(task.ref)
      yield* TestClock.adjust("9 seconds")
      assert.strictEqual(yield* Fiber.join(fiber), "done")
      assert.deepStrictEqual(at, [4000, 8000, 12_000])
    }).pipe(rarely, Effect.provide(Inbox.layer))
  )

  it.effect("goes by the look and not by the notification: a forged one changes nothing but the time of a look", () =>
    Effect.gen(function* () {
      const [a, at] = yield* timed(yield* TestProvider.make("a"))
      const task = yield* Task.start(a, { takes: "15 minutes", output: "ok" })
      const fiber = yield* Effect.forkChild(Task.join(task))
      yield* TestClock.adjust(minute)
      yield* Inbox.notify(task.ref)
      yield* TestClock.adjust("20 minutes")
      assert.strictEqual(yield* Fiber.join(fiber), "ok")
      assert.deepStrictEqual(at, [0, 60_000, 660_000, 1_260_000, 1_260_000])
    }).pipe(rarely, Effect.provide(Inbox.layer))
  )

  it.effect("goes on polling: without a single notification nothing is lost", () =>
    Effect.gen(function* () {
      const [a, at] = yield* timed(yield* TestProvider.make("a"))
      const fiber = yield* Effect.forkChild(Effect.flatMap(Task.start(a, { takes: "15 minutes" }), Task.join))
      yield* TestClock.adjust("20 minutes")
      assert.strictEqual(yield* Fiber.join(fiber), "done")
      assert.deepStrictEqual(at, [0, 600_000, 1_200_000, 1_200_000])
    }).pipe(rarely, Effect.provide(Inbox.layer))
  )

  it.effect("looks at once after the first notification, and once a second in a storm of them", () =>
    Effect.gen(function* () {
      const [a, at] = yield* timed(yield* TestProvider.make("a"))
      const task = yield* Task.start(a, { takes: "1 hour" })
      const fiber = yield* Effect.forkChild(Task.join(task))
      yield* TestClock.adjust("10 seconds")
      for (let notifications = 0; notifications < 5; notifications++) {
        yield* Inbox.notify(task.ref)
        yield* TestClock.adjust("200 millis")
      }
      yield* TestClock.adjust("9 seconds")
      assert.deepStrictEqual(at, [0, 10_000, 11_000])
      for (let notifications = 0; notifications < 1000; notifications++) {
        yield* Inbox.notify(task.ref)
        yield* TestClock.adjust("10 millis")
      }
      assert.deepStrictEqual(
        at.slice(3),
        Array.from({ length: 11 }, (_, second) => 20_000 + 1000 * second)
      )
      yield* Fiber.interrupt(fiber)
    }).pipe(rarely, Effect.provide(Inbox.layer))
  )

  it.effect("leaves a service alone for its Retry-After, and then looks at once", () =>
    Effect.gen(function* () {
      const limited = new ProviderError.RateLimited({ message: "429", retryAfter: Duration.seconds(40) })
      const [a, at] = yield* timed(
        yield* TestProvider.make("a", {
          fault: ({ nth, operation }) => (operation === "status" && nth === 1 ? { reason: limited } : undefined)
        })
      )
      const task = yield* Task.start(a, { takes: "5 seconds" })
      const fiber = yield* Effect.forkChild(Task.join(task))
      yield* TestClock.adjust("5 seconds")
      yield* Inbox.notify(task.ref)
      yield* TestClock.adjust(minute)
      assert.strictEqual(yield* Fiber.join(fiber), "done")
      assert.deepStrictEqual(at, [0, 40_000, 40_000])
    }).pipe(rarely, Effect.provide(Inbox.layer))
  )

  it.effect("answers at once, though the clock was set back by an hour since the last notification", () =>
    Effect.gen(function* () {
      yield* TestClock.adjust("2 hours")
      const a = yield* TestProvider.make("a")
      const answer = yield* Deferred.make<void>()
      let looks = 0
      const status = (id: string) => Effect.andThen(++looks === 2 ? Deferred.await(answer) : Effect.void, a.status(id))
      const task = yield* Task.start({ ...a, status }, { takes: "5 hours" })
      const fiber = yield* Effect.forkChild(Task.join(task))
      yield* TestClock.adjust("10 seconds")
      yield* Inbox.notify(task.ref)
      yield* TestClock.adjust("5 seconds")
      yield* TestClock.setTime(3_600_000)
      yield* Deferred.succeed(answer, undefined)
      yield* TestClock.adjust("1 second")
      assert.strictEqual(looks, 2)
      yield* Inbox.notify(task.ref)
      yield* TestClock.adjust("1 millis")
      assert.strictEqual(looks, 3)
      yield* Fiber.interrupt(fiber)
    }).pipe(rarely, Effect.provide(Inbox.layer))
  )

  it.effect("keeps its deadline, however often it is notified", () =>
    Effect.gen(function* () {
      const [a, at] = yield* timed(yield* TestProvider.make("a"))
      const task = yield* Task.start(a, { takes: "1 hour" })
      const fiber = yield* Effect.forkChild(Effect.flip(Task.join(task, { within: minute })))
      yield* TestClock.adjust("30 seconds")
      yield* Inbox.notify(task.ref)
      yield* TestClock.adjust("30 seconds")
      assert.deepInclude(yield* Fiber.join(fiber), { _tag: "WaitTimeout", looks: 3 })
      assert.deepStrictEqual(at, [0, 30_000, 60_000])
    }).pipe(rarely, Effect.provide(Inbox.layer))
  )

  it.effect("watches and tells steps as notifications come", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const task = yield* Task.start(a, {
        takes: "90 seconds",
        steps: [
          { goal: "one", at: "30 seconds" },
          { goal: "two", at: "60 seconds" }
        ]
      })
      const seen: Array<readonly [string, number]> = []
      const fiber = yield* Effect.forkChild(
        Stream.runForEach(Task.steps(task), ({ goal }) =>
          Effect.map(Clock.currentTimeMillis, (now) => seen.push([goal, now]))
        )
      )
      for (let notifications = 0; notifications < 3; notifications++) {
        yield* TestClock.adjust("30 seconds")
        yield* Inbox.notify(task.ref)
      }
      yield* Fiber.join(fiber)
      assert.deepStrictEqual(seen, [
        ["one", 30_000],
        ["two", 60_000]
      ])
      assert.strictEqual((yield* a.calls).snapshot, 4)
      assert.isFalse(yield* Inbox.notify(task.ref))
    }).pipe(rarely, Effect.provide(Inbox.layer))
  )

  it.effect("wakes every waiter of the task, and no other; nothing is left of a thousand that were interrupted", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const one = yield* Task.start(a, { takes: "1 minute" })
      const other = yield* Task.start(a, { takes: "1 minute" })
      const waits = yield* Effect.forEach(Array.from({ length: 1000 }), () => Effect.forkChild(Task.join(one)))
      const bystander = yield* Effect.forkChild(Task.join(other))
      yield* TestClock.adjust(minute)
      yield* Fiber.interruptAll(waits.slice(500))
      yield* Inbox.notify(one.ref)
      yield* Fiber.joinAll(waits.slice(0, 500))
      assert.isUndefined(bystander.pollUnsafe())
      yield* Fiber.interrupt(bystander)
      assert.isFalse(yield* Inbox.notify(one.ref))
      assert.isFalse(yield* Inbox.notify(other.ref))
    }).pipe(rarely, Effect.provide(Inbox.layer))
  )

  it.effect("listens before its first look, so that no notification falls between", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const task = yield* Task.start(a, { takes: "1 minute" })
      const looked = yield* Deferred.make<boolean>()
      const inbox = yield* Inbox.Inbox
      const notification = Effect.flatMap(inbox.notify(task.ref), (heard) => Deferred.succeed(looked, heard))
      const notifying = { ...a, status: (id: string) => Effect.andThen(notification, a.status(id)) }
      const fiber = yield* Effect.forkChild(Task.await(Task.attach(notifying, task.ref)))
      assert.isTrue(yield* Deferred.await(looked))
      yield* Fiber.interrupt(fiber)
    }).pipe(rarely, Effect.provide(Inbox.layer))
  )

  it("no notification is ever lost: after each, a look begins within the look under way and a second", () =>
    fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 3000 }),
        fc.array(fc.tuple(fc.integer({ min: 0, max: 2500 }), fc.boolean()), { maxLength: 40 }),
        (latency, moves) =>
          Effect.gen(function* () {
            const [a, at] = yield* timed(yield* TestProvider.make("a", { latency }))
            const zero = yield* Clock.currentTimeMillis
            const started = yield* Effect.forkChild(Task.start(a, { takes: "1 hour" }))
            yield* TestClock.adjust(latency)
            const task = yield* Fiber.join(started)
            const fiber = yield* Effect.forkChild(Task.join(task))
            const notifications: Array<number> = []
            for (const [wait, notification] of moves) {
              yield* TestClock.adjust(wait)
              if (!notification) continue
              notifications.push((yield* Clock.currentTimeMillis) - zero)
              assert.isTrue(yield* Inbox.notify(task.ref))
            }
            yield* TestClock.adjust("1 minute")
            for (const notification of notifications) {
              assert.isTrue(
                at.some((look) => look >= notification && look <= notification + latency + 1000),
                `notification at ${notification}, looks at ${at.join()}`
              )
            }
            assert.isTrue(
              at.length <= 1 + notifications.length,
              `${at.length} looks for ${notifications.length} notifications`
            )
            yield* Fiber.interrupt(fiber)
          }).pipe(rarely, Effect.provide([Inbox.layer, TestClock.layer()]), Effect.scoped, Effect.runPromise)
      ),
      { numRuns: 300 }
    ))
})
