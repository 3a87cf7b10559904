import { assert, describe, expectTypeOf, it } from "@effect/vitest"
import { Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import { Lookout, Task } from "@errand/core"
import type { Provider } from "@errand/core"
import { TestProvider } from "@errand/core/testing"

/** Types only: nothing here runs. */
const only = (types: () => unknown) => void types

describe("a TestProvider with some parts of the port", () => {
  it("has no other: a call that cannot work does not compile", () =>
    only(() =>
      Effect.gen(function* () {
        const bare = yield* Effect.flatMap(TestProvider.makeWithParts("a", []), (a) => Task.start(a, {}))
        const resumable = yield* Effect.flatMap(TestProvider.makeWithParts("a", ["resume"]), (a) => Task.start(a, {}))
        const accepts = ({ code }: { readonly code: string }) => code !== ""
        const asking = yield* Effect.flatMap(TestProvider.makeWithParts("a", ["answer"], { accepts }), (a) =>
          Task.start(a, {})
        )
        const whole = yield* TestProvider.makeWithParts("a", [
          "find",
          "prepare",
          "resume",
          "answer",
          "file",
          "list",
          "events",
          "session"
        ])
        const following = yield* Task.start(whole, { session: "mine" })
        yield* Task.resume(resumable)
        yield* Task.answer(asking, { code: "7" })
        yield* Task.continue(following, { takes: "1 second" })
        // @ts-expect-error it cannot be resumed
        yield* Task.resume(bare)
        // @ts-expect-error it takes no answer
        yield* Task.answer(resumable, { code: "7" })
        // @ts-expect-error its answers are codes
        yield* Task.answer(asking, "7")
        // @ts-expect-error its tasks are in no session
        yield* Task.continue(bare, { takes: "1 second" })
        // @ts-expect-error it leaves no files
        void Task.file(bare, { id: "1", name: "a", state: "ready" })
        // @ts-expect-error the port has no such part
        void TestProvider.makeWithParts("a", ["pause"])
        expectTypeOf(whole.list).toEqualTypeOf<Provider.Listable["list"]>()
        expectTypeOf(whole.findsBy).toEqualTypeOf<"nonce" | "input">()
        expectTypeOf(bare.provider.list).toEqualTypeOf<Provider.Listable["list"] | undefined>()
      })
    ))

  it.effect("has not even the functions that it lacks, and counts what it is asked for", () =>
    Effect.gen(function* () {
      const bare = yield* TestProvider.makeWithParts("a", [])
      for (const name of ["find", "findsBy", "recall", "prepare", "discard", "list", "listByCursor", "events"]) {
        assert.notProperty(bare, name)
      }
      for (const name of ["resume", "answer", "file", "inSession", "pageMax", "keepsFor"]) {
        assert.notProperty(bare, name)
      }
      const { ref } = yield* Task.start(bare, { session: "mine" })
      assert.notProperty(ref, "scope")
      const all = yield* TestProvider.makeWithParts("a", ["prepare", "session"])
      const prepared = yield* Task.start(all, { session: "mine" })
      assert.deepStrictEqual(prepared.ref.scope, { sessionId: "mine" })
      assert.deepStrictEqual([(yield* all.calls).prepare, yield* all.prepared], [1, ["a-made-1"]])
    })
  )

  it.effect("refuses an answer that its tasks do not take, and goes on by another", () =>
    Effect.gen(function* () {
      const accepts = (code: string) => code === "1234"
      const a = yield* TestProvider.makeWithParts("a", ["answer"], { accepts })
      const task = yield* Task.start(a, { takes: "10 seconds", pausesAt: "1 second", asks: { waitsFor: "a code" } })
      yield* TestClock.adjust("1 minute")
      assert.strictEqual((yield* Effect.flip(Task.answer(task, "4321"))).reason._tag, "BadRequest")
      assert.strictEqual((yield* Task.poll(task)).status.state, "input_required")
      yield* Task.answer(task, "1234")
      assert.deepStrictEqual(yield* a.answers, [{ id: "a-1", answer: "1234" }])
      yield* TestClock.adjust("9 seconds")
      assert.strictEqual((yield* Task.poll(task)).status.state, "completed")
    })
  )
})

describe("the list of a TestProvider", () => {
  const started = Effect.fnUntraced(function* (a: Provider.Provider<TestProvider.SessionScript>) {
    for (const takes of ["1 minute", "2 minutes", "1 hour", "1 hour", "1 hour"] as const) {
      yield* Task.start(a, { takes, output: takes })
      yield* TestClock.adjust("1 second")
    }
    yield* TestClock.adjust("5 minutes")
  })
  const ids = (items: ReadonlyArray<{ readonly id: string }>) => items.map(({ id }) => id)

  it.effect("shows the newest task first, page by page, and what is asked for of them", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.makeWithParts("a", ["list"], { pageMax: 2 })
      yield* started(a)
      const pages = yield* Effect.forEach([1, 2, 3, 4], (page) => a.list({ page, limit: 100 }))
      assert.deepStrictEqual(pages.map(ids), [["a-5", "a-4"], ["a-3", "a-2"], ["a-1"], []])
      assert.deepInclude(pages[2]?.[0], { output: "1 minute", status: { state: "completed", native: "completed" } })
      assert.notProperty(pages[0]?.[0], "output")
      assert.deepStrictEqual(ids(yield* a.list({ page: 2, limit: 2, running: true })), ["a-3"])
      const since = (yield* a.list({ page: 1, limit: 2 }))[1]?.createdAt
      assert.isDefined(since)
      assert.deepStrictEqual(ids(yield* a.list({ page: 1, limit: 2, since })), ["a-5", "a-4"])
      assert.deepStrictEqual(ids(yield* a.list({ page: 2, limit: 2, since })), [])
      assert.strictEqual((yield* a.calls).list, 8)
    })
  )

  it.effect("goes from cursor to cursor, which new tasks do not move", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.makeWithParts("a", ["listByCursor"], { pageMax: 2 })
      yield* started(a)
      const seen: Array<string> = []
      let cursor: string | undefined
      do {
        const page = yield* a.listByCursor({ limit: 50, ...(cursor === undefined ? {} : { cursor }) })
        seen.push(...ids(page.items))
        yield* Task.start(a, {})
        cursor = page.next
      } while (cursor !== undefined)
      assert.deepStrictEqual(seen, ["a-5", "a-4", "a-3", "a-2", "a-1"])
    })
  )

  for (const part of ["list", "listByCursor"] as const) {
    it.effect(`serves many waits at once, by ${part}`, () =>
      Effect.gen(function* () {
        const a = yield* TestProvider.makeWithParts("a", [part])
        const tasks = yield* Effect.forEach(Array.from({ length: 100 }), () => Task.start(a, { takes: "10 minutes" }))
        const aim = { meanDelay: "30 seconds", maxDetectionDelay: "2 minutes" } as const
        const fiber = yield* Effect.forkChild(
          Effect.provideService(
            Effect.forEach(tasks, (task) => Task.join(task), { concurrency: "unbounded" }),
            Lookout.Options,
            aim
          )
        )
        yield* TestClock.adjust("15 minutes")
        assert.lengthOf(yield* Fiber.join(fiber), 100)
        const { list, snapshot, status } = yield* a.calls
        assert.isAbove(list, 0)
        assert.isBelow(list + snapshot + status, 200, "a look at each costs more")
      })
    )
  }
})

describe("a TestProvider that keeps tasks for a while", () => {
  it.effect("forgets a task so long after its end, and a wait knows that it has expired", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.makeWithParts("a", ["list"], { keepsFor: "24 hours" })
      const task = yield* Task.start(a, { takes: "1 minute" })
      yield* TestClock.adjust("24 hours")
      assert.strictEqual((yield* Task.poll(task)).status.state, "completed")
      yield* TestClock.adjust("1 minute")
      assert.strictEqual((yield* Effect.flip(Task.poll(task))).reason._tag, "NotFound")
      assert.deepStrictEqual(yield* a.list({ page: 1, limit: 10 }), [])
      const fiber = yield* Effect.forkChild(Effect.flip(Task.join(task)))
      yield* TestClock.adjust("10 minutes")
      const error = yield* Fiber.join(fiber)
      assert.strictEqual(error._tag === "TaskFailed" ? error.outcome.reason : error._tag, "expired")
      assert.notProperty(yield* TestProvider.make("b"), "keepsFor")
    })
  )
})
