import { assert, describe, it } from "@effect/vitest"
import { ProviderError, StoreEntry, StoreError, Task, TaskStore } from "@errand/core"
import { TestProvider } from "@errand/core/testing"
import { Effect, Fiber, Ref } from "effect"
import { TestClock } from "effect/testing"
import * as fc from "fast-check"
import { collectingDeliveries, driven, processes, tags } from "./support/journal.ts"

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
          Effect.map(TaskStore.memory(), (journal): TaskStore.JournalBackend => ({
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
      const { handler, seen } = yield* collectingDeliveries
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
      const { handler, seen } = yield* collectingDeliveries
      yield* run(driven(Task.recover(a, handler)))
      assert.deepStrictEqual(
        (yield* seen).map(({ outcome }) => outcome._tag === "Succeeded" && outcome.output),
        ["late"]
      )
    })
  )
})

describe("the entries", () => {
  it.effect("compaction forgets what is settled, keeps what is owed, and remembers keys for a while", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const { handler } = yield* collectingDeliveries
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
