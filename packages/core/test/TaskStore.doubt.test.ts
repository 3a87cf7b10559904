import { assert, describe, it } from "@effect/vitest"
import { ProviderError, Task, TaskError, TaskStore } from "@errand/core"
import type { Delivery, Outcome, Provider, Slots } from "@errand/core"
import { TestProvider } from "@errand/core/testing"
import { DateTime, Duration, Effect, Exit, Fiber, Layer, Logger, Option, Ref, References } from "effect"
import { TestClock } from "effect/testing"
import { dying } from "./support/dying.ts"

const down = new ProviderError.Unavailable({ message: "lost" })
const lost = { reason: down, executed: true } as const
const quick = { takes: "1 second" } as const

/** The nth start is executed and not answered; all of them when `nth` is left out. */
const deaf = (options: TestProvider.Options = {}, nth?: number) =>
  TestProvider.make("a", {
    ...options,
    fault: (call) => (call.operation === "start" && (nth === undefined || call.nth === nth) ? lost : undefined)
  })

/** A program in a process of its own, on a journal that outlives it. */
const within =
  (journal: TaskStore.Journal) =>
  <A, E>(program: Effect.Effect<A, E, TaskStore.TaskStore>) =>
    Effect.provide(program, Layer.fresh(TaskStore.layer(Effect.succeed(journal))))

/** Programs that share a journal, one after the other, like processes that share a file. */
const processes = Effect.map(TaskStore.memory(), within)

const collecting = Effect.map(Ref.make<ReadonlyArray<string>>([]), (seen) => ({
  seen: Ref.get(seen),
  handler: (_: Outcome.Outcome<string | null>, { ref }: Delivery.Delivery) =>
    Ref.update(seen, (all) => [...all, ref.id])
}))

/** Runs until the clock can help no more. */
const driven = <A, E, R>(program: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(program)
    yield* TestClock.adjust("10 minutes")
    return yield* Fiber.join(fiber)
  })

const tags = Effect.map(
  TaskStore.TaskStore.use(({ entries }) => entries),
  (entries) => entries.map(({ _tag }) => _tag)
)

/** A start whose process dies while it waits in the queue, before anything was sent. */
const diesInQueue = (a: TestProvider.TestProvider, key: string) => {
  const dying: Slots.Slots = { ...a.slots, run: () => Effect.die("killed") }
  return Effect.exit(Task.start({ ...a, slots: dying }, quick, { key }))
}

/** The provider in a process that dies once a start is not answered; what was refused is sent again. */
const dyingUnanswered = (a: TestProvider.TestProvider) => ({
  ...a,
  start: (...args: Parameters<typeof a.start>) =>
    Effect.catchTag(a.start(...args), "StartUnknown", () => Effect.die("killed"))
})

/** A provider that is not sure before `after` has passed since the beginning of the test. */
const unsure = (a: TestProvider.TestProvider, after: Duration.Input) => ({
  ...a,
  recall: {
    ...a.recall,
    find: (...[kept, options]: Parameters<Provider.Recall<never>["find"]>) =>
      Effect.flatMap(DateTime.now, (now) =>
        DateTime.toEpochMillis(now) < Duration.toMillis(after)
          ? Effect.fail(new TaskError.StartUnknown({ provider: "a", request: kept, since: options.since }))
          : a.recall.find(kept, options)
      )
  }
})

describe("work that was never sent", () => {
  for (const findsBy of ["nonce", "input"] as const) {
    it.effect(`is known not to have started, without a search (${findsBy})`, () =>
      Effect.gen(function* () {
        const run = yield* processes
        const a = yield* TestProvider.make("a", { findsBy })
        yield* run(diesInQueue(a, "k"))
        yield* run(diesInQueue(a, "again"))
        const { handler } = yield* collecting
        const before = (yield* a.calls).find
        // No time passes.
        const { notStarted, unknown } = yield* run(Task.recover(a, handler, { only: ({ key }) => key === "k" }))
        assert.deepStrictEqual([notStarted.map(({ key }) => key), unknown], [["k"], []])
        yield* run(Task.start(a, quick, { key: "k", lookBack: 0 }))
        yield* run(Task.start(a, quick, { key: "again", lookBack: 0 }))
        assert.lengthOf(yield* a.tasks, 2)
        assert.strictEqual((yield* a.calls).find, before)
      })
    )
  }

  it.effect("each request is noted before it leaves, with the time from which its task is searched", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* TestProvider.make("a", {
        findsBy: "input",
        fault: ({ nth, operation }) =>
          operation !== "start"
            ? undefined
            : nth === 1
              ? { reason: new ProviderError.RateLimited({ message: "later", retryAfter: Duration.minutes(2) }) }
              : lost
      })
      // Somebody else starts the same while this one waits.
      const queued = yield* Effect.forkChild(run(Effect.exit(Task.start(dyingUnanswered(a), quick))))
      yield* TestClock.adjust("1 minute")
      yield* Effect.ignore(a.start(quick, {}))
      yield* TestClock.adjust("2 minutes")
      assert.isTrue(Exit.hasDies(yield* Fiber.join(queued)))
      const { handler, seen } = yield* collecting
      yield* run(driven(Task.recover(a, handler)))
      assert.deepStrictEqual(yield* seen, ["a-2"])
    })
  )

  it.effect("is open again when it is sent after all, however long it waited", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* deaf({ findableAfter: "1 minute" })
      yield* run(Effect.exit(Task.start(dying(a), quick, { key: "k" })))
      const { handler, seen } = yield* collecting
      yield* run(
        Effect.gen(function* () {
          // A recovery searches while the start with the same key is asked for again, and finds nothing within its lag.
          const recovery = yield* Effect.forkChild(Task.recover(a, handler, { lag: "10 seconds" }))
          yield* TestClock.adjust("1 second")
          const again = yield* Effect.forkChild(Effect.flip(Task.start(a, quick, { key: "k", lag: "10 seconds" })))
          yield* TestClock.adjust("30 seconds")
          assert.lengthOf((yield* Fiber.join(recovery)).notStarted, 1)
          assert.strictEqual((yield* Fiber.join(again))._tag, "StartUnknown")
        })
      )
      const works = yield* run(TaskStore.TaskStore.use(({ works }) => works))
      assert.deepStrictEqual(
        works.map(({ state }) => state),
        ["sending"]
      )
      assert.deepStrictEqual(yield* seen, [])
    })
  )

  it.effect("what a search has found out about an earlier request says nothing about a later one", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* deaf({ findableAfter: "1 hour" })
      const slow = {
        ...a,
        recall: {
          ...a.recall,
          find: (...args: Parameters<typeof a.recall.find>) => Effect.delay(a.recall.find(...args), "5 seconds")
        }
      }
      const { handler } = yield* collecting
      const works = yield* run(
        Effect.gen(function* () {
          yield* Effect.exit(Task.start(dying(a), quick, { key: "k" }))
          const recovery = yield* Effect.forkChild(Task.recover(slow, handler, { lag: "10 seconds" }))
          yield* TestClock.adjust("1 second")
          const again = yield* Effect.forkChild(Effect.flip(Task.start(a, quick, { key: "k", lag: "10 seconds" })))
          yield* TestClock.adjust("1 minute")
          yield* Fiber.join(recovery)
          yield* Fiber.join(again)
          return yield* TaskStore.TaskStore.use(({ works }) => works)
        })
      )
      // The second process sends it once more when its own search has found nothing.
      assert.strictEqual((yield* a.calls).start, 3)
      assert.deepStrictEqual(
        works.map(({ state }) => state),
        ["sending"]
      )
    })
  )
})

describe("work that was sent and not answered", () => {
  it.effect("stays unknown while the provider cannot be certain, and is delivered when it can", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* deaf({}, 1)
      yield* run(Effect.exit(Task.start(dying(a), quick, { key: "k" })))
      const { handler, seen } = yield* collecting
      const first = yield* run(driven(Task.recover(unsure(a, "1 hour"), handler)))
      assert.deepStrictEqual(first.notStarted, [])
      assert.deepStrictEqual(
        first.unknown.map(({ key, work }) => [key, work]),
        [["k", "a:task:memory%3Aa:k"]]
      )
      const again = yield* run(driven(Effect.flip(Task.start(unsure(a, "1 hour"), quick, { key: "k" }))))
      assert.strictEqual(again._tag, "StartUnknown")
      assert.strictEqual((yield* a.calls).start, 1)
      yield* run(driven(Task.recover(a, handler)))
      assert.deepStrictEqual(yield* seen, ["a-1"])
    })
  )

  it.effect("is searched for until the provider is certain, within the lag", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* deaf()
      yield* run(Effect.exit(Task.start(dying(a), quick)))
      const { handler, seen } = yield* collecting
      const { unknown } = yield* run(driven(Task.recover(unsure(a, "20 seconds"), handler)))
      assert.deepStrictEqual([unknown, yield* seen], [[], ["a-1"]])
    })
  )

  it.effect("counts its lag from the last request, not from the restart", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* TestProvider.make("a")
      yield* run(Effect.exit(Task.start({ ...a, start: () => Effect.die("killed") }, quick)))
      yield* TestClock.adjust("20 seconds")
      const { handler } = yield* collecting
      const recovery = yield* Effect.forkChild(run(Task.recover(a, handler)))
      yield* TestClock.adjust("9 seconds")
      assert.isUndefined(recovery.pollUnsafe())
      yield* TestClock.adjust("1 second")
      assert.lengthOf((yield* Fiber.join(recovery)).notStarted, 1)
      // The last look began after the end of the lag.
      yield* run(Effect.exit(Task.start({ ...a, start: () => Effect.die("killed") }, quick)))
      yield* TestClock.adjust("1 hour")
      const before = (yield* a.calls).find
      assert.lengthOf((yield* run(Task.recover(a, handler))).notStarted, 1)
      assert.strictEqual((yield* a.calls).find, before + 1)
    })
  )

  it.effect("is found by its nonce, however far ahead the clock was when it was sent", () =>
    Effect.gen(function* () {
      const before = yield* TaskStore.memory()
      const a = yield* deaf()
      yield* within(before)(Effect.exit(Task.start(dying(a), quick)))
      const ahead = (at: string) => DateTime.formatIso(DateTime.add(DateTime.makeUnsafe(at), { hours: 2 }))
      const entries = (yield* before.entries).map((entry) => ({
        ...entry,
        at: ahead(entry.at),
        ...("since" in entry && { since: ahead(entry.since) })
      }))
      const run = within(yield* TaskStore.memory(entries))
      const { handler, seen } = yield* collecting
      assert.deepStrictEqual((yield* run(driven(Task.recover(a, handler)))).notStarted, [])
      assert.deepStrictEqual(yield* seen, ["a-1"])
    })
  )

  for (const findsBy of ["nonce", "input"] as const) {
    it.effect(
      `is searched for by the next start of its key, and only what is certainly not there is sent again (${findsBy})`,
      () =>
        Effect.gen(function* () {
          const run = yield* processes
          const a = yield* deaf({ findsBy, findableAfter: "20 seconds" }, 1)
          yield* run(Effect.exit(Task.start(dying(a), quick, { key: "k" })))
          yield* TestClock.adjust("5 seconds")
          const again = yield* Effect.forkChild(run(Task.start(a, quick, { key: "k" })))
          yield* TestClock.adjust("25 seconds")
          assert.strictEqual((yield* Fiber.join(again)).ref.id, "a-1")
          assert.strictEqual((yield* a.calls).start, 1)
          yield* run(Effect.exit(Task.start({ ...a, start: () => Effect.die("killed") }, quick, { key: "gone" })))
          const anew = yield* Effect.forkChild(run(Task.start(a, quick, { key: "gone" })))
          yield* TestClock.adjust("29 seconds")
          assert.strictEqual((yield* a.calls).start, 1)
          yield* TestClock.adjust("1 second")
          assert.strictEqual((yield* Fiber.join(anew)).ref.id, "a-2")
        })
    )
  }

  it.effect("a start that is left while it searches sends nothing, and leaves the work to recover", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* deaf({ findableAfter: "20 seconds" }, 1)
      const { handler, seen } = yield* collecting
      yield* run(
        Effect.gen(function* () {
          yield* Effect.exit(Task.start(dying(a), quick, { key: "k" }))
          const again = yield* Effect.forkChild(Task.run(a, quick, { key: "k" }))
          yield* TestClock.adjust("5 seconds")
          const left = yield* Effect.forkChild(Fiber.interrupt(again))
          yield* TestClock.adjust(0)
          assert.isDefined(left.pollUnsafe())
          yield* driven(Task.recover(a, handler))
        })
      )
      assert.strictEqual((yield* a.calls).start, 1)
      assert.deepStrictEqual(yield* seen, ["a-1"])
    })
  )
})

describe("by echo", () => {
  it.effect("a task that may be that of a start under way in this process is not taken for one before it", () =>
    Effect.gen(function* () {
      const run = yield* processes
      // The first start never arrived; the second one is under way for a while.
      const a = yield* TestProvider.make("a", { findsBy: "input" })
      yield* run(Effect.exit(Task.start({ ...a, start: () => Effect.die("killed") }, quick, { key: "first" })))
      const late: typeof a.start = (...args) => Effect.tap(a.start(...args), () => Effect.sleep("20 seconds"))
      const { handler, seen } = yield* collecting
      yield* run(
        Effect.gen(function* () {
          const second = yield* Effect.forkChild(Task.start({ ...a, start: late }, quick, { key: "second" }))
          const recovery = yield* Effect.forkChild(Task.recover(a, handler))
          yield* TestClock.adjust("40 seconds")
          assert.strictEqual((yield* Fiber.join(second)).ref.id, "a-1")
          const { notStarted } = yield* Fiber.join(recovery)
          assert.deepStrictEqual(
            notStarted.map(({ key }) => key),
            ["first"]
          )
        })
      )
      assert.deepStrictEqual(yield* seen, [])
    })
  )

  it.effect("a task is not taken for one that was sent while its list was on the way", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* TestProvider.make("a", { findsBy: "input" })
      yield* run(Effect.exit(Task.start({ ...a, start: () => Effect.die("killed") }, quick, { key: "first" })))
      // The list is made half-way, after the second start.
      const slow = {
        ...a,
        recall: {
          ...a.recall,
          find: (...args: Parameters<typeof a.recall.find>) =>
            Effect.tap(Effect.delay(a.recall.find(...args), "2 seconds"), () => Effect.sleep("2 seconds"))
        }
      }
      const { handler, seen } = yield* collecting
      yield* run(
        Effect.gen(function* () {
          const recovery = yield* Effect.forkChild(Task.recover(slow, handler))
          yield* TestClock.adjust("1 second")
          yield* Task.start(a, quick, { key: "second" })
          yield* TestClock.adjust("10 minutes")
          assert.lengthOf((yield* Fiber.join(recovery)).notStarted, 1)
        })
      )
      assert.deepStrictEqual(yield* seen, [])
    })
  )

  it.effect("the same parameters in another order are the same", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* deaf({ findsBy: "input" })
      // What is kept differs in its order, and both searches find the one task there is.
      let order = 0
      const lists = [
        [{ name: "a" }, { name: "b", value: 1 }],
        [{ value: 1, name: "b" }, { name: "a" }]
      ]
      const either = {
        ...a,
        recall: {
          keep: () => lists[order++] ?? null,
          find: () => Effect.map(a.tasks, ([id]) => Option.fromUndefinedOr(id === undefined ? undefined : { id }))
        }
      }
      yield* run(Effect.exit(Task.start(dying(either), quick)))
      yield* run(Effect.exit(Task.start({ ...either, start: () => Effect.die("killed") }, quick)))
      const { handler, seen } = yield* collecting
      const { unknown } = yield* run(driven(Task.recover(either, handler)))
      assert.lengthOf(unknown, 2)
      assert.deepStrictEqual(yield* seen, [])
    })
  )

  it.effect("one task is not given to two works, even where nobody saw that they are alike", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* deaf({ findsBy: "input" })
      let kept = 0
      const either = {
        ...a,
        recall: {
          keep: () => kept++,
          find: () => Effect.map(a.tasks, ([id]) => Option.fromUndefinedOr(id === undefined ? undefined : { id }))
        }
      }
      yield* run(Effect.exit(Task.start(dying(either), quick)))
      yield* run(Effect.exit(Task.start({ ...either, start: () => Effect.die("killed") }, quick)))
      const { handler, seen } = yield* collecting
      const { unknown } = yield* run(driven(Task.recover(either, handler)))
      assert.lengthOf(unknown, 1)
      assert.deepStrictEqual(yield* seen, ["a-1"])
    })
  )
})

describe("a provider that says which starts are alike", () => {
  it.effect("has none of them adopted while two are in doubt", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* deaf({ findsBy: "input" })
      let kept = 0
      const told: Array<unknown> = []
      const either = {
        ...a,
        recall: {
          keep: () => ({ nth: kept++ }),
          alike: (...both: ReadonlyArray<unknown>) => (told.push(both), true),
          find: () => Effect.map(a.tasks, ([id]) => Option.fromUndefinedOr(id === undefined ? undefined : { id }))
        }
      }
      yield* run(Effect.exit(Task.start({ ...either, start: () => Effect.die("killed") }, quick)))
      yield* run(Effect.exit(Task.start(dying(either), quick)))
      const { handler, seen } = yield* collecting
      const { unknown } = yield* run(driven(Task.recover(either, handler)))
      assert.lengthOf(unknown, 2)
      assert.deepStrictEqual(yield* seen, [])
      assert.deepInclude(told, [{ nth: 1 }, { nth: 0 }])
    })
  )
})

describe("starts of one key", () => {
  for (const findsBy of ["nonce", "input"] as const) {
    for (const stored of [true, false]) {
      it.effect(`at the same moment are one, ${stored ? "with" : "without"} a store (${findsBy})`, () =>
        Effect.gen(function* () {
          const run = yield* processes
          const a = yield* TestProvider.make("a", { findsBy, latency: "2 seconds", findableAfter: "1 minute" })
          const all = Effect.forEach([1, 2, 3], () => Task.start(a, quick, { key: "k" }), { concurrency: "unbounded" })
          const fiber = yield* Effect.forkChild(stored ? run(all) : all)
          yield* TestClock.adjust("10 seconds")
          const refs = (yield* Fiber.join(fiber)).map(({ ref }) => ref)
          assert.deepStrictEqual(refs, [refs[0], refs[0], refs[0]])
          assert.strictEqual((yield* a.calls).start, 1)
        })
      )
    }
  }

  for (const stored of [true, false]) {
    it.effect(
      `take turns ${stored ? "with" : "without"} a store: after a refusal comes the next, and who leaves is gone at once`,
      () =>
        Effect.gen(function* () {
          const run = yield* processes
          const a = yield* TestProvider.make("a", {
            latency: "2 seconds",
            fault: ({ nth, operation }) =>
              operation === "start" && nth === 1
                ? { reason: new ProviderError.OutOfCredit({ message: "no" }) }
                : undefined
          })
          const start = Task.start(a, quick, { key: "k" })
          const program = Effect.gen(function* () {
            const first = yield* Effect.forkChild(Effect.flip(start))
            const second = yield* Effect.forkChild(start)
            const third = yield* Effect.forkChild(start)
            yield* TestClock.adjust("1 second")
            const leaving = yield* Effect.forkChild(Fiber.interrupt(second))
            yield* TestClock.adjust(0)
            assert.isDefined(leaving.pollUnsafe())
            yield* TestClock.adjust("20 seconds")
            assert.strictEqual((yield* Fiber.join(first))._tag, "ProviderError")
            assert.strictEqual((yield* Fiber.join(third)).ref.id, "a-1")
          })
          yield* stored ? run(program) : program
          assert.strictEqual((yield* a.calls).start, 2)
        })
    )
  }

  it.effect("without a store, the doubt about one is the doubt of those who waited for it", () =>
    Effect.gen(function* () {
      const a = yield* deaf({ latency: "2 seconds", findableAfter: "1 hour" })
      const start = Effect.flip(Task.start(a, quick, { key: "k" }))
      const fiber = yield* Effect.forkChild(Effect.all([start, start], { concurrency: 2 }))
      yield* TestClock.adjust("2 minutes")
      const errors = yield* Fiber.join(fiber)
      assert.deepStrictEqual(
        errors.map(({ _tag }) => _tag),
        ["StartUnknown", "StartUnknown"]
      )
      // Sent once more after the search, by the one of the two that started it.
      assert.strictEqual((yield* a.calls).start, 2)
    })
  )
})

describe("TaskStore.resolve", () => {
  const doubtful = Effect.gen(function* () {
    const run = yield* processes
    const { find: _find, recall: _recall, ...a } = yield* deaf({}, 1)
    const error = yield* run(Effect.flip(Task.start(a, quick, { key: "k" })))
    const id = error._tag === "StartUnknown" ? (error.work ?? "") : ""
    const { handler, seen } = yield* collecting
    assert.lengthOf((yield* run(driven(Task.recover(a, handler)))).unknown, 1)
    return { run, a, id, handler, seen }
  })

  it.effect("names the task, which is then delivered like any other", () =>
    Effect.gen(function* () {
      const { a, handler, id, run, seen } = yield* doubtful
      yield* run(TaskStore.resolve(id, { started: "a-1" }))
      const { delivered } = yield* run(driven(Task.recover(a, handler)))
      assert.deepStrictEqual(
        delivered.map(({ key, ref }) => [key, ref.id, ref.startedAt]),
        [["k", "a-1", "1970-01-01T00:00:00.000Z"]]
      )
      assert.deepStrictEqual(yield* seen, ["a-1"])
      assert.strictEqual((yield* run(Task.start(a, quick, { key: "k" }))).ref.id, "a-1")
    })
  )

  it.effect("says that nothing was started, and the key can be started anew", () =>
    Effect.gen(function* () {
      const { a, handler, id, run } = yield* doubtful
      yield* run(TaskStore.resolve(id, { started: false }))
      assert.deepInclude(yield* run(Task.recover(a, handler)), { unknown: [], notStarted: [] })
      assert.strictEqual((yield* run(Task.start(a, quick, { key: "k", lookBack: 0 }))).ref.id, "a-2")
    })
  )

  it.effect("changes nothing where there is no doubt, or where the task is known to be other work", () =>
    Effect.gen(function* () {
      const { a, id, run } = yield* doubtful
      const other = yield* run(Task.start(a, quick))
      const before = yield* run(tags)
      const errors = yield* run(
        Effect.forEach(
          [
            TaskStore.resolve("nothing", { started: false }),
            TaskStore.resolve(id, { started: other.ref.id }),
            TaskStore.resolve(id, { started: "" }),
            TaskStore.resolve(id, { started: " " }),
            Effect.flatMap(
              TaskStore.TaskStore.use(({ works }) => works),
              (works) => TaskStore.resolve(works[1]?.id ?? "", { started: false })
            ),
            Effect.andThen(
              TaskStore.TaskStore.use(({ claim }) => claim(id)),
              TaskStore.resolve(id, { started: false })
            )
          ],
          Effect.flip
        )
      )
      assert.deepStrictEqual(
        errors.map(({ message }) => message),
        [
          "the store knows no such work",
          `task ${other.ref.id} is that of a:task:memory%3Aa:${other.ref.nonce}`,
          "an empty id names no task",
          "an empty id names no task",
          "the store knows that it is started",
          "this process takes care of it"
        ]
      )
      assert.deepStrictEqual(yield* run(tags), before)
    })
  )
})

describe("the care for a task", () => {
  it.effect("whoever could not deliver gives it up: recover takes it, also in the same process", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const { handler, seen } = yield* collecting
      const task = yield* Task.start(a, quick)
      yield* driven(Effect.flip(Task.deliver(task, () => Effect.fail("no"))))
      yield* driven(Task.recover(a, handler))
      const long = yield* Task.start(a, { takes: "1 hour" })
      const waiting = yield* Effect.forkChild(Task.deliver(long, handler))
      yield* TestClock.adjust("1 minute")
      yield* Fiber.interrupt(waiting)
      const recovery = yield* Effect.forkChild(Task.recover(a, handler))
      yield* TestClock.adjust("2 hours")
      yield* Fiber.join(recovery)
      assert.deepStrictEqual(yield* seen, ["a-1", "a-2"])
    }).pipe(Effect.provide(TaskStore.layerMemory))
  )

  it.effect("what is owed to nobody is in nobody's care", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const { claim, release } = yield* TaskStore.TaskStore
      const id = "a:task:memory%3Aa:k"
      const free = Effect.tap(claim(id), (mine) => (mine ? release(id) : Effect.void))
      yield* Effect.forkChild(Task.run(a, quick, { key: "k" }))
      yield* TestClock.adjust(0)
      assert.isFalse(yield* free)
      yield* TestClock.adjust("1 minute")
      assert.isTrue(yield* free)
      yield* Task.start(a, quick, { key: "k" })
      assert.isTrue(yield* free)
    }).pipe(Effect.provide(TaskStore.layerMemory))
  )

  it.effect("a start that is interrupted while its request is out is logged with the ref, and recovered", () =>
    Effect.gen(function* () {
      const logged: Array<unknown> = []
      const logger = Logger.make(({ fiber, logLevel }) => {
        logged.push([logLevel, fiber.getRef(References.CurrentLogAnnotations)["errand.ref"]])
      })
      const a = yield* TestProvider.make("a", { latency: "10 seconds" })
      const { handler, seen } = yield* collecting
      const fiber = yield* Task.start(a, quick, { key: "k" }).pipe(
        Effect.provide(Logger.layer([logger])),
        Effect.forkChild
      )
      yield* TestClock.adjust("15 seconds")
      const leaving = yield* Effect.forkChild(Fiber.interrupt(fiber))
      yield* TestClock.adjust("5 seconds")
      yield* Fiber.join(leaving)
      assert.isTrue(Exit.hasInterrupts(yield* Fiber.await(fiber)))
      assert.lengthOf(logged, 1)
      const [level, ref] = logged[0] as [string, string]
      assert.strictEqual(level, "Warn")
      assert.include(ref, `"id":"a-1"`)
      yield* driven(Task.recover(a, handler))
      assert.deepStrictEqual(yield* seen, ["a-1"])
    }).pipe(Effect.provide(TaskStore.layerMemory))
  )
})

describe("compaction", () => {
  it.effect("a rewrite that fails forgets nothing", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const { handler } = yield* collecting
      const task = yield* Task.start(a, quick, { key: "k" })
      yield* driven(Task.deliver(task, handler))
      yield* TestClock.adjust("31 days")
      assert.isTrue(Exit.isFailure(yield* Effect.exit(TaskStore.compact())))
      assert.strictEqual((yield* Task.start(a, quick, { key: "k", lookBack: 0 })).ref.id, "a-1")
    }).pipe(
      Effect.provide(
        TaskStore.layer(
          Effect.map(TaskStore.memory(), (journal): TaskStore.Journal => ({
            ...journal,
            rewrite: (change) =>
              Effect.flatMap(
                Effect.orDie(journal.entries),
                (entries) => (change(entries), Effect.die("the disk is full"))
              )
          }))
        )
      )
    )
  )
})
