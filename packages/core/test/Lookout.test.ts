import { assert, describe, it } from "@effect/vitest"
import { Clock, Duration, Effect, Fiber, Random, Stream } from "effect"
import { TestClock } from "effect/testing"
import { Cadence, Lookout, ProviderError, Task, TaskError } from "@errand/core"
import type { Status } from "@errand/core"
import { Fleet, TestProvider } from "@errand/core/testing"

const everySecond = Effect.provideService(Cadence.Cadence, Cadence.every("1 second"))
const down = new ProviderError.Unavailable({ message: "503", status: 503 })
const strange: Status.Status = { state: "working", phase: "unrecognised", native: "pondering" }

/** The provider, and the time of each of its looks in milliseconds since it was made. */
const timed = (provider: TestProvider.TestProvider) =>
  Effect.gen(function* () {
    const clock = yield* Clock.Clock
    const zero = clock.currentTimeMillisUnsafe()
    const at: Array<number> = []
    const note = <A, E>(effect: Effect.Effect<A, E>) =>
      Effect.andThen(
        Effect.sync(() => at.push(clock.currentTimeMillisUnsafe() - zero)),
        effect
      )
    const counted: TestProvider.TestProvider = {
      ...provider,
      status: (id) => note(provider.status(id)),
      snapshot: (id) => note(provider.snapshot(id))
    }
    return [counted, at] as const
  })

describe("waiting: when and with which request", () => {
  it.effect("await asks for the light status, and for everything once, at the end", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const task = yield* Task.start(a, { takes: "60 seconds" })
      const fiber = yield* Effect.forkChild(Task.await(task))
      yield* TestClock.adjust("2 minutes")
      yield* Fiber.join(fiber)
      assert.deepInclude(yield* a.calls, { status: 61, snapshot: 1 })
    }).pipe(everySecond)
  )

  it.effect("by default the first look is at once, and no two are further apart than an end may stay unnoticed", () =>
    Effect.gen(function* () {
      const [a, at] = yield* timed(yield* TestProvider.make("a"))
      const fiber = yield* Effect.forkChild(Effect.flatMap(Task.start(a, { takes: "10 minutes" }), Task.await))
      yield* TestClock.adjust("1 minute")
      assert.strictEqual(at[0], 0)
      assert.isTrue(at.length >= 15 && at.length <= 34, `${at.length} looks in the first minute`)
      yield* TestClock.adjust("10 minutes")
      yield* Fiber.join(fiber)
      const gaps = at.slice(1, -1).map((time, i) => time - at[i]!)
      assert.isTrue(
        gaps.every((gap) => gap >= 100 && gap <= 30_000),
        String(gaps)
      )
      assert.isTrue(at.length <= 300, `${at.length} looks in ten minutes`)
    }).pipe(Random.withSeed("cadence"))
  )

  it.effect("a hundred waits that begin together drift apart", () =>
    Effect.gen(function* () {
      const seconds = new Set<number>()
      for (let i = 0; i < 100; i++) {
        const [a, at] = yield* timed(yield* TestProvider.make("a"))
        const fiber = yield* Effect.forkChild(Effect.flatMap(Task.start(a, { takes: "1 hour" }), Task.await))
        yield* TestClock.adjust("1 minute")
        yield* Fiber.interrupt(fiber)
        seconds.add(at.at(-1)!)
      }
      assert.isTrue(seconds.size > 80, `${seconds.size} different times`)
    }).pipe(Random.withSeed("jitter"))
  )

  it.effect("an old task that is attached anew is looked at once, then at the slow pace", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const { ref } = yield* Task.start(a, { takes: "2 hours" })
      yield* TestClock.adjust("1 hour")
      const [counted, at] = yield* timed(a)
      const fiber = yield* Effect.forkChild(Task.await(Task.attach(counted, ref)))
      yield* TestClock.adjust("20 seconds")
      yield* Fiber.interrupt(fiber)
      assert.strictEqual(at[0], 0)
      assert.isTrue(at[1]! >= 2000 && at.length <= 10, String(at))
    })
  )

  it.effect("the replica that answers the last request may lag: the wait goes on until everything is there", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const task = yield* Task.start(a, { takes: "3 seconds", output: "late" })
      let stale = 2
      const lagging: typeof a = {
        ...a,
        snapshot: (id) =>
          Effect.map(a.snapshot(id), (snapshot) =>
            stale-- > 0
              ? { ...snapshot, output: null, status: { state: "working", phase: "running", native: "running" } }
              : snapshot
          )
      }
      const fiber = yield* Effect.forkChild(Task.join(Task.attach(lagging, task.ref)))
      yield* TestClock.adjust("10 seconds")
      assert.strictEqual(yield* Fiber.join(fiber), "late")
    }).pipe(everySecond)
  )

  it.effect("a cadence of a fraction of a millisecond does not become a hot loop", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const task = yield* Task.start(a, { takes: "1 hour" })
      const fiber = yield* Effect.forkChild(Effect.flip(Task.join(task, { within: "10.5 millis" })))
      yield* TestClock.adjust("1 second")
      const error = yield* Fiber.join(fiber)
      assert.strictEqual(error._tag, "WaitTimeout")
      assert.isTrue((yield* a.calls).status <= 12)
    }).pipe(Effect.provideService(Cadence.Cadence, Cadence.every(0.25)))
  )

  it.effect("what the service asks by Retry-After is the least", () =>
    Effect.gen(function* () {
      const limited = new ProviderError.RateLimited({ message: "429", retryAfter: Duration.seconds(40) })
      const [a, at] = yield* timed(
        yield* TestProvider.make("a", {
          fault: ({ nth, operation }) => (operation === "status" && nth === 3 ? { reason: limited } : undefined)
        })
      )
      const fiber = yield* Effect.forkChild(Effect.flatMap(Task.start(a, { takes: "5 seconds" }), Task.await))
      yield* TestClock.adjust("2 minutes")
      yield* Fiber.join(fiber)
      assert.deepStrictEqual(at, [0, 1000, 2000, 42_000, 42_000])
    }).pipe(everySecond)
  )
})

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

  it.effect("every reason is either waited out or final", () =>
    Effect.gen(function* () {
      const message = "x"
      const reasons: Record<
        ProviderError.ProviderReason["_tag"],
        readonly [ProviderError.ProviderReason, "waited" | "final"]
      > = {
        Unauthorized: [new ProviderError.Unauthorized({ message }), "final"],
        Forbidden: [new ProviderError.Forbidden({ message }), "final"],
        OutOfCredit: [new ProviderError.OutOfCredit({ message }), "final"],
        NotFound: [new ProviderError.NotFound({ message }), "waited"],
        BadRequest: [new ProviderError.BadRequest({ message }), "final"],
        Conflict: [new ProviderError.Conflict({ message }), "final"],
        RateLimited: [new ProviderError.RateLimited({ message }), "waited"],
        ConcurrencyLimited: [new ProviderError.ConcurrencyLimited({ message }), "waited"],
        Unavailable: [new ProviderError.Unavailable({ message }), "waited"],
        BadResponse: [new ProviderError.BadResponse({ message }), "waited"],
        ForeignRef: [new ProviderError.ForeignRef({ message, field: "kind" }), "final"],
        NotRecorded: [new ProviderError.NotRecorded({ message }), "final"]
      }
      for (const [reason, expected] of Object.values(reasons)) {
        const a = yield* TestProvider.make("a", {
          fault: ({ nth, operation }) => (operation === "status" && nth === 2 ? { reason } : undefined)
        })
        const task = yield* Task.start(a, { takes: "10 seconds" })
        const fiber = yield* Effect.forkChild(Effect.result(Task.join(task)))
        yield* TestClock.adjust("1 minute")
        const result = yield* Fiber.join(fiber)
        assert.strictEqual(result._tag === "Success" ? "waited" : "final", expected, reason._tag)
        if (result._tag === "Failure") {
          assert.deepInclude(result.failure, { _tag: "ProviderError", reason, ref: task.ref })
          assert.strictEqual((yield* a.calls).status, 2)
        }
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

describe("waiting: deadlines", () => {
  it.effect("within: one last look at the deadline, and a task that ended just before it is not missed", () =>
    Effect.gen(function* () {
      const [a, at] = yield* timed(yield* TestProvider.make("a"))
      const task = yield* Task.start(a, { takes: "59 seconds", output: "just in time" })
      const fiber = yield* Effect.forkChild(Task.join(task, { within: "1 minute" }))
      yield* TestClock.adjust("1 minute")
      assert.strictEqual(yield* Fiber.join(fiber), "just in time")
      assert.deepStrictEqual(at, [0, 40_000, 60_000])
    }).pipe(Effect.provideService(Cadence.Cadence, Cadence.every("40 seconds")))
  )

  it.effect("WaitTimeout carries the ref, the last look, the number of looks and the newest errors", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a", {
        fault: ({ nth, operation }) => (operation === "status" && nth > 1 && nth < 40 ? { reason: down } : undefined)
      })
      const task = yield* Task.start(a, { takes: "1 hour", cost: { credits: 3600 } })
      const fiber = yield* Effect.forkChild(Effect.flip(Task.join(task, { within: "1 minute" })))
      yield* TestClock.adjust("1 minute")
      const error = yield* Fiber.join(fiber)
      assert.instanceOf(error, TaskError.WaitTimeout)
      const timeout = error as TaskError.WaitTimeout
      assert.deepInclude(timeout, { ref: task.ref, looks: 61, within: Duration.minutes(1) })
      assert.deepInclude(timeout.look?.status, { state: "working" })
      assert.strictEqual(timeout.look?.cost?.credits, 60)
      assert.strictEqual(timeout.errors.length, 20)
      assert.deepStrictEqual(timeout.errors.at(-1)?.ref, task.ref)
    }).pipe(everySecond)
  )

  it.effect("a service that hangs cannot hold the wait beyond its deadline and ten seconds", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a", { fault: ({ operation }) => (operation === "status" ? {} : undefined) })
      const task = yield* Task.start(a, { takes: "1 hour" })
      const fiber = yield* Effect.forkChild(Effect.flip(Task.join(task, { within: "1 minute" })))
      yield* TestClock.adjust("70 seconds")
      const error = yield* Fiber.join(fiber)
      assert.deepInclude(error, { _tag: "WaitTimeout", looks: 1 })
    })
  )

  it.effect("a look that is under way at the deadline is waited for, and the last one follows at once", () =>
    Effect.gen(function* () {
      const [a, at] = yield* timed(yield* TestProvider.make("a", { latency: "8 seconds" }))
      const ref = { v: 1, provider: a.name, kind: a.kind, id: "a-1" } as const
      const started = yield* Effect.forkChild(a.start({ takes: "1 hour" }, {}))
      yield* TestClock.adjust("8 seconds")
      yield* Fiber.join(started)
      const fiber = yield* Effect.forkChild(Effect.flip(Task.join(Task.attach(a, ref), { within: "10 seconds" })))
      yield* TestClock.adjust("20 seconds")
      assert.deepInclude(yield* Fiber.join(fiber), { _tag: "WaitTimeout", looks: 3 })
      assert.deepStrictEqual(at, [8000, 17_000, 25_000])
    }).pipe(everySecond)
  )

  it.effect("Retry-After does not move the deadline", () =>
    Effect.gen(function* () {
      const limited = new ProviderError.RateLimited({ message: "429", retryAfter: Duration.hours(1) })
      const a = yield* TestProvider.make("a", {
        fault: ({ operation }) => (operation === "status" ? { reason: limited } : undefined)
      })
      const task = yield* Task.start(a, { takes: "1 hour" })
      const fiber = yield* Effect.forkChild(Effect.flip(Task.join(task, { within: "1 minute" })))
      yield* TestClock.adjust("1 minute")
      assert.deepInclude(yield* Fiber.join(fiber), { _tag: "WaitTimeout", looks: 2 })
    })
  )

  it.effect("options of the handle hold for its waits, and a wait's own options go first", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const task = yield* Task.start(a, { takes: "1 hour" }, { within: "10 seconds" })
      const fiber = yield* Effect.forkChild(
        Effect.all([Effect.flip(Task.join(task)), Effect.flip(Task.join(task, { within: "20 seconds" }))])
      )
      yield* TestClock.adjust("10 seconds")
      yield* TestClock.adjust("20 seconds")
      const errors = yield* Fiber.join(fiber)
      assert.deepStrictEqual(
        errors.map((error) => error._tag === "WaitTimeout" && Duration.toSeconds(error.within)),
        [10, 20]
      )
    })
  )

  it.effect("an unknown word is still working, at the normal pace, until it has been said for too long", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const task = yield* Task.start(a, { takes: "1 hour", statuses: [{ at: "1 minute", status: strange }] })
      const fiber = yield* Effect.forkChild(Effect.flip(Task.await(task)))
      yield* TestClock.adjust("5 minutes")
      assert.isUndefined(fiber.pollUnsafe())
      yield* TestClock.adjust("2 minutes")
      const error = yield* Fiber.join(fiber)
      assert.deepInclude(error, { _tag: "TaskStalled", ref: task.ref })
      assert.include(error.message, `"pondering"`)
      assert.isTrue((yield* a.calls).status < 180, "no hot loop")
      assert.strictEqual((yield* a.calls).cancel, 0)
    })
  )

  it.effect("an unknown word that gives way to a known one in time is forgiven, and never is a success", () =>
    Effect.gen(function* () {
      const statuses = Array.from({ length: 20 }, (_, i) => [
        { at: Duration.minutes(5 * i), status: strange },
        { at: Duration.minutes(5 * i + 4), status: { state: "working", phase: "running", native: "running" } as const }
      ]).flat()
      const a = yield* TestProvider.make("a")
      const fiber = yield* Effect.forkChild(Task.run(a, { takes: "90 minutes", statuses, output: "in the end" }))
      yield* TestClock.adjust("89 minutes")
      assert.isUndefined(fiber.pollUnsafe())
      yield* TestClock.adjust("2 minutes")
      assert.strictEqual(yield* Fiber.join(fiber), "in the end")
    })
  )

  it.effect("a clock that is set back does not hang or heat the wait", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const { ref } = yield* Task.start(a, { takes: "30 seconds" })
      const future = { ...ref, startedAt: "2999-01-01T00:00:00.000Z" }
      const fiber = yield* Effect.forkChild(Task.join(Task.attach(a, future)))
      yield* TestClock.adjust("1 minute")
      assert.strictEqual(yield* Fiber.join(fiber), "done")
      assert.isTrue((yield* a.calls).status < 30)
    })
  )
})

describe("Task.watch", () => {
  it.effect("shows how it is, every change, and how it ended, each once", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const task = yield* Task.start(a, {
        takes: "60 seconds",
        statuses: [
          { at: 0, status: { state: "working", phase: "queued", native: "created" } },
          { at: "20 seconds", status: { state: "working", phase: "running", native: "started" } }
        ],
        steps: [{ goal: "open", at: "30 seconds" }],
        pausesAt: "40 seconds"
      })
      const fiber = yield* Effect.forkChild(Stream.runCollect(Task.watch(task)))
      yield* TestClock.adjust("50 seconds")
      yield* Task.resume(task)
      yield* TestClock.adjust("1 minute")
      const seen = yield* Fiber.join(fiber)
      assert.deepStrictEqual(
        seen.map(({ output, status, steps }) => [status.native, steps.length, output]),
        [
          ["created", 0, null],
          ["started", 0, null],
          ["started", 1, null],
          ["paused", 1, null],
          ["started", 1, null],
          ["completed", 1, "done"]
        ]
      )
      assert.strictEqual((yield* a.calls).status, 0)
    })
  )

  it.effect("a wait that fails fails the stream, after what was seen", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const task = yield* Task.start(a, { takes: "1 hour" })
      const seen: Array<string> = []
      const fiber = yield* Task.watch(task, { within: "10 seconds" }).pipe(
        Stream.runForEach(({ status }) =>
          Effect.sync(() => {
            seen.push(status.state)
          })
        ),
        Effect.flip,
        Effect.forkChild
      )
      yield* TestClock.adjust("10 seconds")
      assert.strictEqual((yield* Fiber.join(fiber))._tag, "WaitTimeout")
      assert.deepStrictEqual(seen, ["working"])
    })
  )
})

describe("waiting together", () => {
  const list = { pageMax: 10 }

  it.effect("a list that is refused, or dies, is left alone, and the tasks are looked at one by one", () =>
    Effect.gen(function* () {
      const forbidden = new ProviderError.ProviderError({
        provider: "fleet",
        operation: "list",
        reason: new ProviderError.Forbidden({ message: "no lists for you" })
      })
      for (const answer of [Effect.fail(forbidden), Effect.die(new Error("bug"))]) {
        const fleet = yield* Fleet.make("fleet")
        let lists = 0
        const broken = {
          ...fleet,
          list: () =>
            Effect.andThen(
              Effect.sync(() => lists++),
              answer
            )
        }
        const fiber = yield* Effect.forkChild(
          Effect.forEach(
            [20, 30, 40],
            (seconds) => Effect.flatMap(Task.start(broken, { takes: Duration.seconds(seconds) }), Task.join),
            { concurrency: 3 }
          )
        )
        yield* TestClock.adjust("2 minutes")
        assert.lengthOf(yield* Fiber.join(fiber), 3)
        assert.strictEqual(lists, 1)
      }
    })
  )

  it.effect("a list that hangs holds up nobody for longer than an end may stay unnoticed", () =>
    Effect.gen(function* () {
      const fleet = yield* Fleet.make("fleet", { list })
      const hanging = { ...fleet, list: () => Effect.never }
      const fiber = yield* Effect.forkChild(
        Effect.forEach(
          [5, 6, 7],
          (seconds) => Effect.flatMap(Task.start(hanging, { takes: Duration.seconds(seconds) }), Task.join),
          {
            concurrency: 3
          }
        )
      )
      yield* TestClock.adjust("75 seconds")
      assert.lengthOf(yield* Fiber.join(fiber), 3)
    }).pipe(Effect.provideService(Lookout.Options, { maxDetectionDelay: "4 seconds" }))
  )

  it.effect("looks that hang hold up no other task", () =>
    Effect.gen(function* () {
      const fleet = yield* Fleet.make("fleet", { list: false })
      const hung = (id: string) => Number(id.split("-")[1]) <= 5
      const status = (id: string) => (hung(id) ? Effect.never : fleet.status(id))
      const hanging = { ...fleet, status }
      const tasks = yield* Effect.forEach(Array.from({ length: 8 }), () =>
        Effect.forkChild(Task.start(hanging, { takes: "20 seconds" }))
      )
      yield* TestClock.adjust("1 second")
      const fibers = yield* Effect.forEach(tasks, (task) =>
        Effect.forkChild(Effect.flatMap(Fiber.join(task), Task.join))
      )
      yield* TestClock.adjust("1 minute")
      assert.deepStrictEqual(
        fibers.map((fiber) => fiber.pollUnsafe() !== undefined),
        [false, false, false, false, false, true, true, true]
      )
      yield* Fiber.interruptAll(fibers)
      assert.strictEqual((yield* Lookout.stats(fleet))?.inFlight, 0)
    }).pipe(Effect.provideService(Lookout.Options, { parallel: 2 }))
  )

  it.effect("looks that are cut off, because nobody waits for them any more, leave their places to others", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const hanging = new Set<string>()
      const provider = { ...a, status: (id: string) => (hanging.has(id) ? Effect.never : a.status(id)) }
      const long = yield* Effect.forkChild(Task.await(yield* Task.start(provider, { takes: "1 hour" })))
      for (let round = 0; round < 3; round++) {
        const task = yield* Task.start(provider, { takes: "1 hour" })
        hanging.add(task.ref.id)
        const left = yield* Effect.forkChild(Task.await(task))
        yield* TestClock.adjust("4 seconds")
        yield* Fiber.interrupt(left)
      }
      const short = yield* Effect.forkChild(Task.await(yield* Task.start(provider, { takes: "10 seconds" })))
      yield* TestClock.adjust("20 seconds")
      assert.isDefined(short.pollUnsafe())
      yield* Fiber.interrupt(long)
    }).pipe(Effect.provideService(Lookout.Options, { parallel: 2 }))
  )

  it.effect("a join reads nothing more where the list tells the output; one that wants more than the output does", () =>
    Effect.gen(function* () {
      const counts = (wait: (task: Task.Task<string | null, Fleet.Fleet>) => Effect.Effect<unknown, unknown>) =>
        Effect.gen(function* () {
          const fleet = yield* Fleet.make("fleet", { list: { filters: false } })
          const whole = Effect.forEach(
            Array.from({ length: 5 }),
            () => Effect.flatMap(Task.start(fleet, { takes: "20 seconds" }), wait),
            {
              concurrency: 5
            }
          )
          const fiber = yield* Effect.forkChild(whole)
          yield* TestClock.adjust("1 minute")
          yield* Fiber.join(fiber)
          return yield* fleet.counts
        })
      assert.strictEqual((yield* counts((task) => Task.join(task))).snapshot, 0)
      assert.strictEqual((yield* counts((task) => Task.await(task))).snapshot, 5)
    })
  )
})
