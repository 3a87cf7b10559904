import { assert, describe, it } from "@effect/vitest"
import { ProviderError, StoreEntry, StoreError, Task, TaskStore } from "@errand/core"
import type { Delivery, Outcome } from "@errand/core"
import { TestProvider } from "@errand/core/testing"
import { Effect, Fiber, Layer, Ref } from "effect"
import { TestClock } from "effect/testing"
import { dying } from "./support/dying.ts"
import * as fc from "fast-check"

const tags = Effect.map(
  TaskStore.TaskStore.use(({ entries }) => entries),
  (entries) => entries.map(({ _tag }) => _tag)
)

/** Programs that share a journal, one after the other, like processes that share a file. */
const processes = Effect.map(
  TaskStore.memory(),
  (journal) =>
    <A, E>(program: Effect.Effect<A, E, TaskStore.TaskStore>) =>
      Effect.provide(program, Layer.fresh(TaskStore.layer(Effect.succeed(journal))))
)

type Seen = { readonly outcome: Outcome.Outcome<string | null>; readonly delivery: Delivery.Delivery }

const collecting = Effect.map(Ref.make<ReadonlyArray<Seen>>([]), (seen) => ({
  seen: Ref.get(seen),
  handler: (outcome: Outcome.Outcome<string | null>, delivery: Delivery.Delivery) =>
    Ref.update(seen, (all) => [...all, { outcome, delivery }])
}))

/** Runs until the clock can help no more. */
const driven = <A, E, R>(program: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(program)
    yield* TestClock.adjust("10 minutes")
    return yield* Fiber.join(fiber)
  })

describe("a start with a store", () => {
  it.effect("is written down before the request leaves, and its ref and end when they are known", () =>
    Effect.gen(function* () {
      const before = yield* Ref.make<ReadonlyArray<string>>([])
      const a = yield* TestProvider.make("a")
      const spied = {
        ...a,
        start: (...args: Parameters<typeof a.start>) =>
          Effect.andThen(
            Effect.flatMap(Effect.orDie(store.entries), (all) =>
              Ref.set(
                before,
                all.map(({ _tag }) => _tag)
              )
            ),
            a.start(...args)
          )
      }
      const store = yield* TaskStore.TaskStore
      const task = yield* Task.start(spied, { takes: "1 second" })
      assert.deepStrictEqual(yield* Ref.get(before), ["Intended", "Sending"])
      yield* driven(Task.await(task))
      assert.deepStrictEqual(yield* tags, ["Intended", "Sending", "Started", "Ended"])
      assert.isDefined(task.ref.nonce)
    }).pipe(Effect.provide(TaskStore.layerMemory))
  )

  it.effect("that cannot be written down is not sent", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const error = yield* Effect.flip(Task.start(a, {}))
      assert.strictEqual(error._tag === "ProviderError" && error.reason._tag, "NotRecorded")
      assert.strictEqual((yield* a.calls).start, 0)
    }).pipe(
      Effect.provide(
        TaskStore.layer(
          Effect.map(TaskStore.memory(), (journal): TaskStore.Journal => ({
            ...journal,
            append: () =>
              Effect.fail(
                new StoreError.StoreError({
                  operation: "append",
                  reason: new StoreError.StoreUnavailable({ message: "full" })
                })
              )
          }))
        )
      )
    )
  )

  it.effect("that was refused, or given up in the queue, leaves nothing to recover", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a", {
        fault: ({ nth, operation }) =>
          operation !== "start"
            ? undefined
            : {
                reason:
                  nth === 1
                    ? new ProviderError.OutOfCredit({ message: "no" })
                    : new ProviderError.RateLimited({ message: "later" })
              }
      })
      yield* Effect.flip(Task.start(a, {}))
      const queued = yield* Effect.forkChild(Task.start(a, {}))
      yield* TestClock.adjust("5 seconds")
      yield* Fiber.interrupt(queued)
      // Each try is noted before it leaves.
      const [first, second] = ["Intended Sending Refused", "Intended Sending Sending Sending Refused"]
      assert.strictEqual((yield* tags).join(" "), `${first} ${second}`)
    }).pipe(Effect.provide(TaskStore.layerMemory))
  )

  it.effect("with the key of a known task gives that one, without a request and in every process", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* TestProvider.make("a", { findsBy: "input" })
      const first = yield* run(Task.start(a, {}, { key: "k" }))
      const again = yield* run(Task.start(a, {}, { key: "k" }))
      assert.deepStrictEqual(again.ref, first.ref)
      assert.lengthOf(yield* a.tasks, 1)
    })
  )

  it.effect("with the key of a start that nobody can tell about is not sent again", () =>
    Effect.gen(function* () {
      const { recall: _, ...a } = yield* TestProvider.make("a", {
        findsBy: "input",
        fault: ({ operation }) =>
          operation === "start"
            ? { reason: new ProviderError.Unavailable({ message: "lost" }), executed: true }
            : undefined
      })
      yield* Effect.flip(Task.start(a, {}, { key: "k" }))
      const error = yield* Effect.flip(Task.start(a, {}, { key: "k" }))
      assert.strictEqual(error._tag, "StartUnknown")
      assert.strictEqual((yield* a.calls).start, 1)
    }).pipe(Effect.provide(TaskStore.layerMemory))
  )

  it.effect("keeps no input, where the nonce is enough to find the task", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      yield* Task.start(a, { output: "canary" })
      const entries = yield* TaskStore.TaskStore.use(({ entries }) => entries)
      assert.notInclude(entries.map(StoreEntry.encode).join(), "canary")
    }).pipe(Effect.provide(TaskStore.layerMemory))
  )
})

describe("Task.run with a store", () => {
  it.effect("leaves nothing to recover when its caller has the outcome, or it was cancelled in time", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* TestProvider.make("a")
      yield* run(driven(Task.run(a, { takes: "1 second" })))
      yield* run(driven(Effect.exit(Task.run(a, { takes: "1 second", ends: "error" }))))
      yield* run(driven(Effect.timeoutOption(Task.run(a, { takes: "1 hour" }), "1 minute")))
      const { handler, seen } = yield* collecting
      yield* run(driven(Task.recover(a, handler)))
      assert.deepStrictEqual(yield* seen, [])
    })
  )

  it.effect("leaves a task to recover that it could not cancel", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* TestProvider.make("a", {
        fault: ({ operation }) =>
          operation === "cancel" ? { reason: new ProviderError.Unavailable({ message: "gone" }) } : undefined
      })
      yield* run(driven(Effect.timeoutOption(Task.run(a, { takes: "8 minutes", output: "late" }), "1 minute")))
      const { handler, seen } = yield* collecting
      yield* run(driven(Task.recover(a, handler)))
      assert.deepStrictEqual(
        (yield* seen).map(({ outcome }) => outcome._tag === "Succeeded" && outcome.output),
        ["late"]
      )
    })
  )
})

describe("Task.deliver", () => {
  it.effect("gives an outcome to one handler, once, however many ask", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* TestProvider.make("a")
      const { handler, seen } = yield* collecting
      const ref = yield* run(
        Effect.gen(function* () {
          const task = yield* Task.start(a, { takes: "1 second" }, { key: "k" })
          const told = yield* driven(
            Effect.all([Task.deliver(task, handler), Task.deliver(task, handler)], { concurrency: 2 })
          )
          assert.lengthOf(
            told.filter((delivery) => delivery !== undefined),
            1
          )
          return task.ref
        })
      )
      assert.isUndefined(yield* run(Task.deliver(Task.attach(a, ref), handler)))
      const [only, ...others] = yield* seen
      assert.deepStrictEqual(others, [])
      assert.deepInclude(only?.delivery, { id: "a:task:memory%3Aa:k", key: "k", attempt: 1, ref })
      assert.deepStrictEqual(yield* run(tags), ["Intended", "Sending", "Started", "Ended", "Delivering", "Delivered"])
    })
  )

  it.effect("takes a task into the store that was started without one", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* TestProvider.make("a")
      const { ref } = yield* Task.start(a, { takes: "1 second" })
      const { handler, seen } = yield* collecting
      yield* run(driven(Task.deliver(Task.attach(a, ref), handler)))
      yield* run(driven(Task.deliver(Task.attach(a, ref), handler)))
      assert.lengthOf(yield* seen, 1)
    })
  )

  it.effect("a handler that fails is asked again, and told that it is not the first", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* TestProvider.make("a")
      const { handler, seen } = yield* collecting
      const task = yield* run(Task.start(a, { takes: "1 second" }))
      assert.strictEqual(yield* run(driven(Effect.flip(Task.deliver(task, () => Effect.fail("no"))))), "no")
      yield* run(driven(Task.recover(a, handler)))
      assert.deepStrictEqual(
        (yield* seen).map(({ delivery }) => delivery.attempt),
        [2]
      )
    })
  )

  it.effect("recorded before, it is never asked twice, whatever becomes of it", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* TestProvider.make("a")
      const { handler, seen } = yield* collecting
      const task = yield* run(Task.start(a, { takes: "1 second" }))
      yield* run(driven(Effect.flip(Task.deliver(task, () => Effect.fail("no"), { record: "before" }))))
      yield* run(driven(Task.recover(a, handler)))
      assert.deepStrictEqual(yield* seen, [])
    })
  )

  it.effect("a handler that hangs can be interrupted, and the outcome stays owed", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const { handler, seen } = yield* collecting
      const task = yield* Task.start(a, { takes: 0 })
      for (const hanging of [Task.deliver(task, () => Effect.never), Task.recover(a, () => Effect.never)]) {
        const fiber = yield* Effect.forkChild(hanging)
        yield* TestClock.adjust("1 minute")
        const interruption = yield* Effect.forkChild(Fiber.interrupt(fiber))
        yield* TestClock.adjust(0)
        assert.isDefined(interruption.pollUnsafe())
      }
      yield* driven(Task.recover(a, handler))
      assert.deepStrictEqual(
        (yield* seen).map(({ delivery }) => delivery.attempt),
        [3]
      )
    }).pipe(Effect.provide(TaskStore.layerMemory))
  )

  it.effect("an interruption while the success is written does not have the handler asked again", () =>
    Effect.gen(function* () {
      const journal = yield* TaskStore.memory()
      const slow: TaskStore.Journal = {
        ...journal,
        append: (entry) => Effect.delay(journal.append(entry), entry._tag === "Delivered" ? "1 second" : 0)
      }
      const a = yield* TestProvider.make("a")
      const { handler, seen } = yield* collecting
      yield* Effect.gen(function* () {
        const task = yield* Task.start(a, { takes: 0 })
        const delivery = yield* Effect.forkChild(Task.deliver(task, handler))
        yield* TestClock.adjust("500 millis")
        assert.lengthOf(yield* seen, 1)
        const interruption = yield* Effect.forkChild(Fiber.interrupt(delivery))
        yield* TestClock.adjust("500 millis")
        yield* Fiber.join(interruption)
      }).pipe(Effect.provide(TaskStore.layer(Effect.succeed(slow))))
      yield* driven(Task.recover(a, handler)).pipe(Effect.provide(TaskStore.layer(Effect.succeed(journal))))
      assert.lengthOf(yield* seen, 1)
    })
  )
})

describe("Task.recover", () => {
  const lost = { reason: new ProviderError.Unavailable({ message: "lost" }), executed: true } as const

  it.effect("delivers what was started and not delivered, once, whichever process asks", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* TestProvider.make("a")
      yield* run(
        Effect.forEach(["x", "y", "z"], (output) => Task.start(a, { takes: "1 minute", output }, { key: output }))
      )
      const { handler, seen } = yield* collecting
      const first = yield* run(driven(Task.recover(a, handler)))
      const second = yield* run(driven(Task.recover(a, handler)))
      assert.deepStrictEqual(
        first.delivered.map(({ key }) => key),
        ["x", "y", "z"]
      )
      assert.deepStrictEqual(second.delivered, [])
      assert.lengthOf(yield* seen, 3)
      assert.lengthOf(yield* a.tasks, 3)
    })
  )

  it.effect("adopts a task whose start was never acknowledged, even when the list shows it late", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* TestProvider.make("a", {
        findableAfter: "20 seconds",
        fault: ({ operation }) => (operation === "start" ? lost : undefined)
      })
      yield* run(Effect.exit(Task.start(dying(a), { takes: "1 second", output: "found" })))
      const { handler, seen } = yield* collecting
      const { unknown } = yield* run(driven(Task.recover(a, handler)))
      assert.deepStrictEqual(unknown, [])
      assert.deepStrictEqual(
        (yield* seen).map(({ outcome }) => outcome._tag === "Succeeded" && outcome.output),
        ["found"]
      )
    })
  )

  it.effect("says what was intended and never started, and remembers it", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* TestProvider.make("a")
      // The process dies right after it has written down what it is about to do.
      const early = { ...a, start: () => Effect.die("killed") }
      yield* run(Effect.exit(Task.start(early, {}, { key: "k" })))
      const { handler } = yield* collecting
      const first = yield* run(driven(Task.recover(a, handler)))
      assert.deepStrictEqual(
        first.notStarted.map(({ key }) => key),
        ["k"]
      )
      assert.deepStrictEqual((yield* run(driven(Task.recover(a, handler)))).notStarted, [])
      yield* run(Task.start(a, {}, { key: "k" }))
      assert.lengthOf(yield* a.tasks, 1)
    })
  )

  it.effect("by echo: two starts of the same, one acknowledged, get a task each", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* TestProvider.make("a", {
        findsBy: "input",
        fault: ({ nth, operation }) => (operation === "start" && nth === 2 ? lost : undefined)
      })
      yield* run(
        Effect.andThen(Task.start(a, { takes: "1 second" }), Effect.exit(Task.start(dying(a), { takes: "1 second" })))
      )
      const { handler, seen } = yield* collecting
      yield* run(driven(Task.recover(a, handler)))
      assert.deepStrictEqual((yield* seen).map(({ delivery }) => delivery.ref.id).toSorted(), ["a-1", "a-2"])
    })
  )

  it.effect("by echo: two starts that nobody can tell apart stay unknown, and no task is delivered twice", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* TestProvider.make("a", {
        findsBy: "input",
        fault: ({ operation }) => (operation === "start" ? lost : undefined)
      })
      yield* run(Effect.forEach([1, 2], () => Effect.exit(Task.start(dying(a), { takes: "1 second" }))))
      const { handler, seen } = yield* collecting
      const { unknown } = yield* run(driven(Task.recover(a, handler)))
      assert.lengthOf(unknown, 2)
      assert.deepStrictEqual(yield* seen, [])
    })
  )

  it.effect("cannot tell where the provider cannot be searched, and keeps saying so", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const { recall: _, ...a } = yield* TestProvider.make("a", {
        fault: ({ operation }) => (operation === "start" ? lost : undefined)
      })
      yield* run(Effect.exit(Task.start(dying(a), {}, { key: "k" })))
      const { handler } = yield* collecting
      for (const _ of [1, 2]) {
        const { unknown } = yield* run(driven(Task.recover(a, handler)))
        assert.deepStrictEqual(
          unknown.map(({ key, provider }) => [key, provider]),
          [["k", "a"]]
        )
      }
    })
  )

  it.effect("leaves alone what this process started, and other accounts' tasks", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* TestProvider.make("a")
      const other = yield* TestProvider.make("a", { endpoint: "another" })
      yield* run(Task.start(other, {}))
      const { handler, seen } = yield* collecting
      const { foreign } = yield* run(Effect.andThen(Task.start(a, {}), driven(Task.recover(a, handler))))
      assert.deepStrictEqual(
        foreign.map(({ endpoint }) => endpoint),
        ["another"]
      )
      assert.deepStrictEqual(yield* seen, [])
    })
  )

  it.effect("one that fails keeps its task for the next recovery, and the others go on", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* TestProvider.make("a")
      yield* run(Effect.forEach(["x", "y"], (key) => Task.start(a, { takes: "1 second" }, { key })))
      const { handler, seen } = yield* collecting
      yield* run(
        Effect.gen(function* () {
          const first = yield* driven(
            Task.recover(a, (outcome, delivery) =>
              delivery.key === "x" ? Effect.fail("no" as const) : handler(outcome, delivery)
            )
          )
          assert.deepStrictEqual(
            first.undelivered.map(({ error, work }) => [work.key, error]),
            [["x", "no"]]
          )
          // Nobody holds it any more, so even the same process may try again.
          yield* driven(Task.recover(a, handler))
        })
      )
      assert.deepStrictEqual(
        (yield* seen).map(({ delivery }) => [delivery.key, delivery.attempt]),
        [
          ["y", 1],
          ["x", 2]
        ]
      )
    })
  )

  it.effect("has no more handlers at work than it may, and waits for all tasks at the same time", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const a = yield* TestProvider.make("a")
      const lengths = [...Array.from({ length: 9 }, () => 120), ...Array.from({ length: 9 }, () => 1)]
      yield* run(Effect.forEach(lengths, (seconds) => Task.start(a, { takes: `${seconds} seconds` })))
      let now = 0
      let most = 0
      const handler = Effect.suspend(() => {
        most = Math.max(most, ++now)
        return Effect.andThen(
          Effect.sleep("2 seconds"),
          Effect.sync(() => now--)
        )
      })
      const handled = Effect.map(run(tags), (all) => all.filter((tag) => tag === "Delivered").length)
      const recovery = yield* Effect.forkChild(run(Task.recover(a, () => handler, { concurrency: 3 })))
      // The long ones came first, and keep no short one waiting.
      yield* TestClock.adjust("60 seconds")
      assert.strictEqual(yield* handled, 9)
      yield* TestClock.adjust("90 seconds")
      assert.lengthOf((yield* Fiber.join(recovery)).delivered, 18)
      assert.strictEqual(most, 3)
    })
  )
})

describe("the entries", () => {
  it.effect("compaction forgets what is settled, keeps what is owed, and remembers keys for a while", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const { handler } = yield* collecting
      const plain = yield* Task.start(a, { takes: "1 second" })
      const keyed = yield* Task.start(a, { takes: "1 second" }, { key: "k" })
      yield* Task.start(a, { takes: "1 second" })
      yield* driven(Effect.all([Task.deliver(plain, handler), Task.deliver(keyed, handler)]))
      assert.deepStrictEqual(yield* TaskStore.compact(), { before: 15, after: 9 })
      yield* TestClock.adjust("31 days")
      assert.deepStrictEqual(yield* TaskStore.compact(), { before: 9, after: 3 })
    }).pipe(Effect.provide(TaskStore.layerMemory))
  )

  it("come back from their line, and no other version is read", () => {
    const text = fc.string()
    const header = { v: fc.constant(1 as const), at: text, work: text }
    fc.assert(
      fc.property(
        fc.oneof(
          fc.record({
            ...header,
            _tag: fc.constant("Intended" as const),
            provider: text,
            kind: text,
            endpoint: text,
            nonce: text,
            since: text
          }),
          fc.record({
            ...header,
            _tag: fc.constant("Delivered" as const),
            to: fc.constantFrom("handler" as const, "caller" as const)
          }),
          fc.record({ ...header, _tag: fc.constant("Refused" as const), reason: text })
        ),
        (entry) => {
          const line = StoreEntry.encode(entry)
          assert.notInclude(line, "\n")
          assert.deepStrictEqual(Effect.runSync(StoreEntry.decode(line)), entry)
          assert.isTrue(Effect.runSyncExit(StoreEntry.decode(line.replace('"v":1', '"v":2')))._tag === "Failure")
        }
      )
    )
  })
})
