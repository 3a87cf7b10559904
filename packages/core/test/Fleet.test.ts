import { assert, describe, it } from "@effect/vitest"
import { DateTime, Effect, Fiber, Option } from "effect"
import { TestClock } from "effect/testing"
import { ProviderError } from "@errand/core"
import type { Provider } from "@errand/core"
import { Fleet } from "@errand/core/testing"

/** The effect's result, with time turning as far as it needs. */
const now = <A, E>(effect: Effect.Effect<A, E>) =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(effect)
    yield* TestClock.adjust("200 millis")
    return yield* Fiber.join(fiber)
  })

const list = (fleet: Fleet.Fleet, query: Partial<Provider.ListQuery> = {}) =>
  now(fleet.list!({ page: 1, limit: 100, running: true, ...query }))

const started = (fleet: Fleet.Fleet, takes: ReadonlyArray<number>) =>
  now(Effect.forEach(takes, (takes) => fleet.start({ takes }, {}), { concurrency: "unbounded" }))

const ids = (items: ReadonlyArray<{ readonly id: string }>) => items.map(({ id }) => id)

describe("a fleet", () => {
  it.effect("answers after the round trip, with what was true half-way", () =>
    Effect.gen(function* () {
      const fleet = yield* Fleet.make("a")
      const [task] = yield* started(fleet, [1000])
      // Begun at 100, it ends at 1100; a look that is sent at 999 is there at 1099, and one at 1000
      // is not too early.
      yield* TestClock.setTime(999)
      const early = yield* Effect.forkChild(fleet.status(task!.id))
      yield* TestClock.adjust(1)
      const late = yield* Effect.forkChild(fleet.status(task!.id))
      yield* TestClock.adjust(198)
      assert.isNull(early.pollUnsafe() ?? null)
      yield* TestClock.adjust(2)
      assert.strictEqual((yield* Fiber.join(early)).status.state, "working")
      assert.strictEqual((yield* Fiber.join(late)).status.state, "completed")
      assert.deepStrictEqual(Array.from(yield* fleet.noticed), [[task!.id, 100]])
      assert.deepStrictEqual([yield* fleet.endOf(task!.id), yield* fleet.endOf("nobody")], [1100, NaN])
    })
  )

  it.effect("counts what is asked to find an end apart from what reads a result", () =>
    Effect.gen(function* () {
      const fleet = yield* Fleet.make("a")
      const [task] = yield* started(fleet, [1000])
      yield* now(fleet.snapshot(task!.id))
      yield* now(fleet.status(task!.id))
      yield* list(fleet)
      yield* TestClock.adjust("1 second")
      const { output, status } = yield* now(fleet.snapshot(task!.id))
      assert.deepStrictEqual([output, status.state], [task!.id, "completed"])
      yield* now(fleet.snapshot(task!.id))
      assert.deepInclude(yield* fleet.counts, { start: 1, snapshot: 3, status: 1, list: 1, results: 1, looks: 4 })
    })
  )

  it.effect("lists running tasks in pages, newest first, oldest first, or in no order at all", () =>
    Effect.gen(function* () {
      for (const order of ["newest", "oldest", "none"] as const) {
        const fleet = yield* Fleet.make("a", { list: { pageMax: 2, order } })
        const [a, , c] = [
          ...(yield* started(fleet, [60_000])),
          ...(yield* started(fleet, [200])),
          ...(yield* started(fleet, [60_000]))
        ]
        yield* TestClock.adjust("1 second")
        const first = yield* list(fleet, { limit: 1 })
        const second = yield* list(fleet, { limit: 1, page: 2 })
        const all = ids([...first, ...second])
        if (order !== "none") assert.deepStrictEqual(all, order === "newest" ? [c!.id, a!.id] : [a!.id, c!.id])
        assert.deepStrictEqual(new Set(all), new Set([a!.id, c!.id]))
        assert.deepStrictEqual(yield* list(fleet, { limit: 1, page: 3 }), [])
        assert.strictEqual((yield* list(fleet, { running: false })).length, 2, "no page is larger than the largest")
      }
    })
  )

  it.effect(
    "shows everything since a time to those who do not ask for running tasks, with results where it is told to",
    () =>
      Effect.gen(function* () {
        for (const results of [true, false]) {
          const fleet = yield* Fleet.make("a", { list: { results } })
          yield* started(fleet, [100])
          yield* TestClock.adjust("10 seconds")
          const since = yield* DateTime.now
          const [task] = yield* started(fleet, [100])
          yield* TestClock.adjust("10 seconds")
          const items = yield* list(fleet, { running: false, since })
          assert.deepStrictEqual(ids(items), [task!.id])
          assert.strictEqual(items[0]!.status.state, "completed")
          assert.strictEqual(items[0]!.output, results ? task!.id : undefined)
        }
      })
  )

  it.effect("shows the tasks of others as well: they fill pages", () =>
    Effect.gen(function* () {
      const fleet = yield* Fleet.make("a", { list: { pageMax: 10, strangers: { running: 12, over: 5 } } })
      const [task] = yield* started(fleet, [60_000])
      assert.notInclude(ids(yield* list(fleet)), task!.id)
      const second = yield* list(fleet, { page: 2 })
      assert.deepStrictEqual([second.length, second[2]!.id], [3, task!.id])
      assert.strictEqual((yield* list(fleet, { page: 2, running: false })).length, 8)
    })
  )

  it.effect("may lag: a task is listed late, and as running when it is over", () =>
    Effect.gen(function* () {
      const fleet = yield* Fleet.make("a", { list: { lag: "3 seconds" } })
      yield* started(fleet, [1000])
      yield* TestClock.setTime(2000)
      assert.strictEqual((yield* list(fleet)).length, 0)
      yield* TestClock.setTime(3500)
      assert.strictEqual((yield* list(fleet))[0]!.status.state, "working")
      yield* TestClock.setTime(4500)
      assert.strictEqual((yield* list(fleet)).length, 0)
    })
  )

  it.effect("takes a task for noticed when a whole reading of the running ones does not show it, and not before", () =>
    Effect.gen(function* () {
      const fleet = yield* Fleet.make("a", { list: { pageMax: 1 } })
      const [, short] = yield* started(fleet, [60_000, 1000])
      yield* list(fleet, { limit: 1 })
      yield* TestClock.setTime(2000)
      yield* list(fleet, { limit: 1, page: 2 })
      assert.strictEqual((yield* fleet.noticed).size, 0, "the first page was read before the end")
      yield* list(fleet, { limit: 1 })
      yield* list(fleet, { limit: 1, page: 2 })
      assert.deepStrictEqual(Array.from(yield* fleet.noticed), [[short!.id, 2600 - 1100]])
    })
  )

  it.effect("may pause: a task that waits for a person is not over, and no list of running ones shows it", () =>
    Effect.gen(function* () {
      const fleet = yield* Fleet.make("a")
      const { id } = yield* now(
        fleet.start({ takes: "10 seconds", pause: { after: "1 second", lasts: "2 seconds" } }, {})
      )
      const states: Array<unknown> = []
      for (let nth = 0; nth < 3; nth++) {
        states.push([(yield* now(fleet.status(id))).status.state, (yield* list(fleet)).length])
        yield* TestClock.adjust("1.6 seconds")
      }
      assert.deepStrictEqual(states, [
        ["working", 1],
        ["input_required", 0],
        ["working", 1]
      ])
      const [shown] = yield* list(fleet, { running: false })
      assert.deepStrictEqual([shown?.id, (yield* fleet.noticed).size], [id, 0])
    })
  )

  it.effect("refuses what is above its rate or its room, and says how", () =>
    Effect.gen(function* () {
      const fleet = yield* Fleet.make("a", { perSecond: 3, retryAfter: "5 seconds", concurrency: 2 })
      const starts = yield* now(
        Effect.forEach([1, 2, 3, 4], () => Effect.flip(fleet.start({ takes: "1 minute" }, {})).pipe(Effect.option), {
          concurrency: "unbounded"
        })
      )
      const reasons = starts.map((start) =>
        Option.match(start, {
          onNone: () => "started",
          onSome: (error) => (error._tag === "ProviderError" ? error.reason._tag : error._tag)
        })
      )
      assert.deepStrictEqual(reasons, ["started", "started", "ConcurrencyLimited", "RateLimited"])
      assert.strictEqual((yield* fleet.counts).refused, 1)
      yield* TestClock.adjust("1 second")
      assert.strictEqual((yield* list(fleet)).length, 2)
    })
  )

  it.effect("may have a limit of its own for starts", () =>
    Effect.gen(function* () {
      const fleet = yield* Fleet.make("a", { perSecond: 1, startsPerSecond: 2 })
      yield* started(fleet, [60_000, 60_000])
      assert.strictEqual((yield* list(fleet)).length, 2)
      const both = Effect.all([Effect.flip(fleet.start({ takes: 1 }, {})), Effect.flip(fleet.status("a-1"))], {
        concurrency: 2
      })
      const refused = (error: { readonly _tag: string }) =>
        error instanceof ProviderError.ProviderError && error.reason._tag
      assert.deepStrictEqual((yield* now(both)).map(refused), ["RateLimited", "RateLimited"])
    })
  )

  it.effect("fails as it is told to, and stops a task that is cancelled", () =>
    Effect.gen(function* () {
      const down = new ProviderError.Unavailable({ message: "503" })
      const fleet = yield* Fleet.make("a", {
        fault: ({ nth, operation }) => (operation === "status" && nth === 1 ? down : undefined)
      })
      const [task] = yield* started(fleet, [60_000])
      assert.strictEqual((yield* now(Effect.flip(fleet.status(task!.id)))).reason, down)
      assert.strictEqual(yield* now(fleet.cancel(task!.id)), "requested")
      assert.strictEqual((yield* now(fleet.status(task!.id))).status.state, "cancelled")
      assert.strictEqual(yield* now(fleet.cancel(task!.id)), "already-over")
      assert.strictEqual((yield* now(Effect.flip(fleet.status("nobody")))).reason._tag, "NotFound")
    })
  )
})
