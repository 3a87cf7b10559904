/** Rules that every wait on a shared look-out may count on, whatever the others do and whatever the service says. */
import { assert, describe, it } from "@effect/vitest"
import { Cause, Clock, Context, Duration, Effect, Exit, Fiber, Layer, Random, Scope } from "effect"
import { TestClock } from "effect/testing"
import { Cadence, Inbox, Lookout, ProviderError, Task } from "@errand/core"
import { Fleet } from "@errand/core/testing"

type Handle = Task.Task<string | null, Fleet.Fleet>

const down = new ProviderError.Unavailable({ message: "503", status: 503 })

/** Tasks that take so long, all started at once. */
const started = (fleet: Fleet.Fleet, takes: ReadonlyArray<Duration.Input>, label = "") =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(
      Effect.forEach(takes, (takes) => Task.start(fleet, { takes }, { label }), { concurrency: "unbounded" })
    )
    while (fiber.pollUnsafe() === undefined) yield* TestClock.adjust("200 millis")
    return yield* Fiber.join(fiber)
  })

const times = (count: number, takes: Duration.Input) => Array.from({ length: count }, () => takes)
const joins = (tasks: ReadonlyArray<Handle>) =>
  Effect.forkChild(Effect.forEach(tasks, (task) => Task.join(task), { concurrency: "unbounded" }))

const looksOf = (fleet: Fleet.Fleet) =>
  Effect.map(fleet.counts, ({ list, snapshot, status }) => list + snapshot + status)

describe("what a list is believed", () => {
  it.effect("a list that is late never makes a task unfinished that was seen to be over", () =>
    Effect.gen(function* () {
      const fleet = yield* Fleet.make("fleet", {
        list: { lag: "1 minute" },
        fault: ({ operation }) => (operation === "snapshot" ? down : undefined)
      })
      const tasks = yield* started(fleet, times(20, "15 minutes"))
      const others = yield* joins(tasks.slice(1))
      // The lists know all tasks now, and for a minute tell nothing of the one that is stopped.
      yield* TestClock.adjust("3 minutes")
      const cancel = yield* Effect.forkChild(fleet.cancel(tasks[0]!.ref.id))
      yield* TestClock.adjust("1 second")
      yield* Fiber.join(cancel)
      const first = yield* Effect.forkChild(
        Effect.provideService(Task.await(tasks[0]!), Cadence.Cadence, Cadence.every("2 seconds"))
      )
      yield* TestClock.adjust("10 seconds")
      const second = yield* Effect.forkChild(Effect.flip(Task.await(tasks[0]!, { within: "20 seconds" })))
      const before = yield* fleet.counts
      yield* TestClock.adjust("30 seconds")
      assert.isAbove((yield* fleet.counts).list, before.list)
      const error = yield* Fiber.join(second)
      assert(error._tag === "WaitTimeout")
      assert.strictEqual(error.look?.status.state, "cancelled")
      yield* Fiber.interruptAll([first, others])
    }).pipe(Effect.provideService(Lookout.Options, { maxDetectionDelay: "5 seconds" }), Random.withSeed("late"))
  )

  it.effect("a list that is late at first is relied upon as soon as it shows the tasks", () =>
    Effect.gen(function* () {
      const fleet = yield* Fleet.make("fleet", { list: { lag: "8 seconds" } })
      const fiber = yield* joins(yield* started(fleet, times(50, "5 minutes")))
      yield* TestClock.adjust("1 minute")
      const before = yield* fleet.counts
      yield* TestClock.adjust("3 minutes")
      const after = yield* fleet.counts
      assert.isAbove(after.list, before.list)
      assert.strictEqual(after.status + after.snapshot, before.status + before.snapshot)
      yield* Fiber.interrupt(fiber)
    }).pipe(Random.withSeed("late at first"))
  )

  it.effect("pages that are shorter than asked for end no pass: every task is found", () =>
    Effect.gen(function* () {
      for (const count of [45, 80]) {
        const fleet = yield* Fleet.make("fleet", { list: { pageMax: 20 } })
        const capped = { ...fleet, pageMax: 100 }
        const tasks = yield* started(capped, times(count, "5 minutes"))
        const fiber = yield* joins(tasks)
        yield* TestClock.adjust("1 minute")
        const before = yield* fleet.counts
        yield* TestClock.adjust("3 minutes")
        const after = yield* fleet.counts
        // One pass takes a page for each twenty, and no task is asked for by itself.
        assert.strictEqual(after.status + after.snapshot, before.status + before.snapshot)
        assert.isAtLeast(after.list - before.list, (Math.ceil(count / 20) * 180) / 5)
        yield* TestClock.adjust("90 seconds")
        assert.lengthOf(yield* Fiber.join(fiber), count)
      }
    }).pipe(Random.withSeed("short pages"))
  )
})

describe("notifications that tell of every end", () => {
  it.effect(
    "leave a watchdog behind, which finds what no notification told of, and then looks as often as before",
    () =>
      Effect.gen(function* () {
        const fleet = yield* Fleet.make("fleet", { list: false })
        const knockedFor = (count: number) =>
          Effect.gen(function* () {
            for (let nth = 0; nth < count; nth++) {
              const [task] = yield* started(fleet, ["10 seconds"])
              const fiber = yield* Effect.forkChild(Task.join(task!))
              yield* TestClock.adjust((yield* fleet.endOf(task!.ref.id)) - (yield* Clock.currentTimeMillis))
              yield* Inbox.notify(task!.ref)
              yield* TestClock.adjust("1 second")
              yield* Fiber.join(fiber)
            }
          })
        /** Looks in five minutes at a task that is ten minutes old. */
        let paces = 0
        const pace = Effect.gen(function* () {
          const [task] = yield* started(fleet, ["1 hour"], `kind ${++paces}`)
          const fiber = yield* Effect.forkChild(Task.join(task!))
          yield* TestClock.adjust("10 minutes")
          const before = yield* looksOf(fleet)
          yield* TestClock.adjust("5 minutes")
          const looks = (yield* looksOf(fleet)) - before
          yield* Fiber.interrupt(fiber)
          return looks
        })
        const polled = yield* pace
        yield* knockedFor(40)
        const watched = yield* pace
        const [silent] = yield* started(fleet, ["10 minutes"])
        const fiber = yield* Effect.forkChild(Task.join(silent!))
        yield* TestClock.adjust("661 seconds")
        assert.strictEqual(yield* Fiber.join(fiber), silent!.ref.id)
        const again = yield* pace
        assert.isAtLeast(watched, 5)
        assert.isAtMost(watched, 25)
        assert.isAtLeast(polled, 60)
        assert.isAtLeast(again, 60)
      }).pipe(
        Effect.provide(Inbox.layer),
        Effect.provideService(Lookout.Options, { maxDetectionDelay: "5 seconds" }),
        Random.withSeed("knocks")
      )
  )
})

describe("what is kept of durations", () => {
  const learn = (durations: Lookout.Durations["Service"]) =>
    Effect.gen(function* () {
      const fleet = yield* Fleet.make("fleet", { list: false })
      const tasks = yield* started(fleet, times(20, "30 seconds"))
      const fiber = yield* joins(tasks)
      yield* TestClock.adjust("1 minute")
      assert.lengthOf(yield* Fiber.join(fiber), 20)
      return yield* looksOf(fleet)
    }).pipe(Effect.provideService(Lookout.Durations, durations))

  it.effect("what cannot be fetched, read or kept costs no wait anything", () =>
    Effect.gen(function* () {
      const bad: ReadonlyArray<Effect.Effect<string | undefined, unknown>> = [
        Effect.fail("no such file"),
        Effect.die(new Error("bug")),
        Effect.never,
        Effect.succeed(""),
        Effect.succeed("{"),
        Effect.succeed("null"),
        Effect.succeed('{"version":1}'),
        Effect.succeed('{"version":1,"ends":[1],"time":["x"]}'),
        Effect.succeed(JSON.stringify({ version: 2, ends: Array(72).fill(1), time: Array(72).fill(1) }))
      ]
      const without = yield* learn({ get: () => Effect.succeed(undefined), set: () => Effect.void })
      for (const got of bad) {
        const looks = yield* learn({ get: () => got, set: () => Effect.die(new Error("read-only")) })
        assert.isAtMost(looks, without * 1.3)
      }
      yield* learn({ get: () => Effect.succeed(undefined), set: () => Effect.never })
    }).pipe(Random.withSeed("bad"))
  )

  it.effect("what one process kept, the next begins with", () =>
    Effect.gen(function* () {
      const kept = new Map<string, string>()
      const durations: Lookout.Durations["Service"] = {
        get: (key) => Effect.sync(() => kept.get(key)),
        set: (key, value) => Effect.sync(() => void kept.set(key, value))
      }
      const cold = yield* learn(durations)
      assert.strictEqual(kept.size, 1)
      const warm = yield* learn(durations)
      assert.isAtMost(warm, 0.7 * cold)
    }).pipe(Random.withSeed("kept"))
  )
})

describe("a defect", () => {
  it.effect("of what the look-out works with reaches everybody who waits, and the next wait begins anew", () =>
    Effect.gen(function* () {
      const fleet = yield* Fleet.make("fleet", { list: false })
      let broken = false
      const provider: Fleet.Fleet = {
        ...fleet,
        // A provider that breaks its type: what the look-out does with it throws.
        status: (id) => (broken ? Effect.succeed(undefined as never) : fleet.status(id))
      }
      const tasks = yield* started(provider, times(5, "1 minute"))
      const fibers = yield* Effect.forEach([...tasks, ...tasks], (task) => Effect.forkChild(Task.join(task)))
      yield* TestClock.adjust("10 seconds")
      broken = true
      yield* TestClock.adjust("10 seconds")
      for (const fiber of fibers) {
        const exit = fiber.pollUnsafe()
        assert(exit !== undefined && Exit.isFailure(exit) && Cause.hasDies(exit.cause), String(exit))
      }
      broken = false
      const again = yield* joins(tasks)
      yield* TestClock.adjust("1 minute")
      assert.lengthOf(yield* Fiber.join(again), 5)
    })
  )

  it.effect("of a caller's own cadence ends that caller's wait, and no other", () =>
    Effect.gen(function* () {
      const fleet = yield* Fleet.make("fleet", {})
      const tasks = yield* started(fleet, times(3, "1 minute"))
      const others = yield* joins(tasks)
      const thrown = new Error("no such moment")
      const broken: Cadence.Cadence = {
        jitter: 0,
        delay: () => {
          throw thrown
        }
      }
      const fiber = yield* Effect.forkChild(Effect.provideService(Task.join(tasks[0]!), Cadence.Cadence, broken))
      yield* TestClock.adjust("10 seconds")
      const exit = fiber.pollUnsafe()
      assert(exit !== undefined && Exit.isFailure(exit), String(exit))
      assert.strictEqual(Cause.squash(exit.cause), thrown)
      yield* TestClock.adjust("1 minute")
      assert.lengthOf(yield* Fiber.join(others), 3)
    })
  )
})

describe("the last waiter", () => {
  const silent = (options: Fleet.Options, after: Duration.Input) =>
    Effect.gen(function* () {
      const fleet = yield* Fleet.make("fleet", options)
      const tasks = yield* started(fleet, times(8, "1 hour"))
      const fiber = yield* joins(tasks)
      yield* TestClock.adjust(after)
      yield* Fiber.interrupt(fiber)
      const counts = yield* fleet.counts
      yield* TestClock.adjust("2 hours")
      assert.deepStrictEqual(yield* fleet.counts, counts)
      const { inFlight, tasks: left, waits } = (yield* Lookout.stats(fleet))!
      assert.deepStrictEqual([inFlight, left, waits], [0, 0, 0])
      return counts
    })

  it.effect("leaves nothing behind, wherever the look-out is: in a look, in a pass, or held up by a refusal", () =>
    Effect.gen(function* () {
      const busy = { perSecond: 2, startsPerSecond: 99, retryAfter: "1 minute" } as const
      for (const millis of [0, 1, 150, 350, 1100, 2500, 5000]) {
        yield* silent({ list: false }, millis)
        yield* silent({ list: { pageMax: 3 } }, millis)
        yield* silent({ list: false, ...busy }, millis)
        yield* silent({ list: { pageMax: 3 }, ...busy }, millis)
      }
    })
  )

  it.effect("takes the look-out with it when its scope closes, though it began in another", () =>
    Effect.gen(function* () {
      const fleet = yield* Fleet.make("fleet")
      const tasks = yield* started(fleet, times(3, "1 hour"))
      const scopes = yield* Effect.forEach(tasks, () => Scope.make())
      yield* Effect.forEach(tasks, (task, nth) => Effect.forkIn(Task.join(task), scopes[nth]!))
      yield* TestClock.adjust("10 seconds")
      const before = yield* looksOf(fleet)
      yield* Scope.close(scopes[0]!, Exit.void)
      yield* Scope.close(scopes[1]!, Exit.void)
      yield* TestClock.adjust("1 minute")
      assert.isAbove(yield* looksOf(fleet), before)
      yield* Scope.close(scopes[2]!, Exit.void)
      const last = yield* looksOf(fleet)
      yield* TestClock.adjust("2 hours")
      assert.strictEqual(yield* looksOf(fleet), last)
    })
  )
})

describe("waits that differ", () => {
  it.effect("each has its own pace, and its own clock", () =>
    Effect.gen(function* () {
      const fleet = yield* Fleet.make("fleet", { list: false })
      const [task] = yield* started(fleet, ["1 hour"])
      const paced = (pace: Duration.Input) =>
        Effect.forkChild(Effect.provideService(Task.join(task!), Cadence.Cadence, Cadence.every(pace)))
      const looksIn = (time: Duration.Input) =>
        Effect.gen(function* () {
          const before = yield* looksOf(fleet)
          yield* TestClock.adjust(time)
          return (yield* looksOf(fleet)) - before
        })
      const slow = yield* paced("30 seconds")
      yield* TestClock.adjust("1 second")
      assert.isAtMost(yield* looksIn("5 minutes"), 11)
      const quick = yield* paced("2 seconds")
      const both = yield* looksIn("5 minutes")
      assert.isTrue(both >= 130 && both <= 165, String(both))
      yield* Fiber.interrupt(quick)
      assert.isAtMost(yield* looksIn("5 minutes"), 11)
      yield* Fiber.interrupt(slow)
    })
  )

  it.effect("two programs with clocks of their own may wait on one provider value", () =>
    Effect.gen(function* () {
      const fleet = yield* Fleet.make("fleet", { list: false })
      const program = Effect.gen(function* () {
        const [task] = yield* started(fleet, ["20 seconds"])
        const fiber = yield* Effect.forkChild(Task.join(task!))
        return { fiber, task: task! }
      })
      const one = yield* Effect.provide(Layer.build(TestClock.layer()), Context.empty() as never)
      const two = yield* Effect.provide(Layer.build(TestClock.layer()), Context.empty() as never)
      const a = yield* Effect.provide(program, one)
      const b = yield* Effect.provide(program, two)
      yield* Effect.provide(TestClock.adjust("30 seconds"), two)
      assert.strictEqual(yield* Fiber.join(b.fiber), b.task.ref.id)
      assert.isUndefined(a.fiber.pollUnsafe())
      yield* Effect.provide(TestClock.adjust("30 seconds"), one)
      assert.strictEqual(yield* Fiber.join(a.fiber), a.task.ref.id)
    })
  )

  it.effect("a provider without a look-out is waited for all the same, and asked nothing when nobody waits", () =>
    Effect.gen(function* () {
      const { lookout: _, ...bare } = yield* Fleet.make("fleet")
      const task = yield* Effect.forkChild(Task.start(bare, { takes: "20 seconds" }))
      yield* TestClock.adjust("1 second")
      const handle = yield* Fiber.join(task)
      const left = yield* Effect.forkChild(Task.join(handle))
      const fiber = yield* Effect.forkChild(Task.join(handle))
      yield* TestClock.adjust("5 seconds")
      yield* Fiber.interrupt(left)
      yield* TestClock.adjust("25 seconds")
      assert.strictEqual(yield* Fiber.join(fiber), handle.ref.id)
    })
  )

  it.effect("a deadline holds though the service has asked for an hour of rest", () =>
    Effect.gen(function* () {
      const fleet = yield* Fleet.make("fleet", { perSecond: 1, retryAfter: "1 hour", list: false, startsPerSecond: 99 })
      const tasks = yield* started(fleet, times(10, "1 hour"))
      const fibers = yield* Effect.forEach(tasks, (task) =>
        Effect.forkChild(Effect.flip(Task.join(task, { within: "1 minute" })))
      )
      yield* TestClock.adjust("76 seconds")
      for (const fiber of fibers) {
        assert.isDefined(fiber.pollUnsafe())
        assert.strictEqual((yield* Fiber.join(fiber))._tag, "WaitTimeout")
      }
    })
  )

  it.effect("neither a delay without a bound nor one of nothing hangs a wait, or heats it", () =>
    Effect.gen(function* () {
      const wait = (options: Lookout.Options, list: boolean) =>
        Effect.gen(function* () {
          const fleet = yield* Fleet.make("fleet", list ? {} : { list: false })
          const fiber = yield* joins(yield* started(fleet, times(5, "1 minute")))
          yield* TestClock.adjust("30 minutes")
          assert.isDefined(fiber.pollUnsafe(), JSON.stringify(options))
          assert.isAtMost(yield* looksOf(fleet), 5 * 400)
        }).pipe(Effect.provideService(Lookout.Options, options))
      for (const list of [true, false]) {
        yield* wait({ maxDetectionDelay: Duration.infinity }, list)
        yield* wait({ meanDelay: Duration.infinity }, list)
        yield* wait({ meanDelay: 0, maxDetectionDelay: 0, watchdog: 0 }, list)
        yield* wait({ parallel: 0 }, list)
      }
    })
  )
})
