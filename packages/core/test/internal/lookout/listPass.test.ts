import { assert, describe, it } from "@effect/vitest"
import { Duration, Effect, Fiber, Random } from "effect"
import { TestClock } from "effect/testing"
import { Cadence, Lookout, ProviderError, Task } from "@errand/core"
import type { Provider } from "@errand/core"
import { Fleet } from "@errand/core/testing"
import { joins, started, times } from "../../support/fleet.ts"

const down = new ProviderError.Unavailable({ message: "503", status: 503 })

describe("a pass over the list", () => {
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

  it.effect("a list that hangs holds up no wait for longer than an end may stay unnoticed", () =>
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

describe("what counts of what a list shows", () => {
  it.effect("a join reads the task itself where the list says that the service may still add to it", () =>
    Effect.gen(function* () {
      const fleet = yield* Fleet.make("fleet", { list: { filters: false } })
      const settling = {
        ...fleet,
        list: (query: Provider.ListQuery) =>
          Effect.map(fleet.list?.(query) ?? Effect.succeed([]), (items) =>
            items.map((item) => ({ ...item, isSettling: true }))
          )
      }
      const join = Effect.flatMap(Task.start(settling, { takes: "20 seconds" }), Task.join)
      const fiber = yield* Effect.forkChild(
        Effect.all(
          Array.from({ length: 5 }, () => join),
          { concurrency: 5 }
        )
      )
      yield* TestClock.adjust("1 minute")
      yield* Fiber.join(fiber)
      assert.strictEqual((yield* fleet.counts).snapshot, 5)
    })
  )

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

describe("a list that goes by cursor", () => {
  /** Joins so many tasks, and tells what the service was asked, and the cursors of its list. */
  const joining = (count: number, list: Fleet.ListOptions, attached = false) =>
    Effect.gen(function* () {
      const fleet = yield* Fleet.make("fleet", { list: { pageMax: 20, ...list } })
      const cursors: Array<string | undefined> = []
      const { listByCursor } = fleet
      const counted = {
        ...fleet,
        ...(listByCursor === undefined
          ? {}
          : {
              listByCursor: (query: Provider.CursorQuery) => {
                cursors.push(query.cursor)
                return listByCursor(query)
              }
            })
      }
      const tasks = yield* started(counted, times(count, "2 minutes"))
      const handles = attached
        ? tasks.map(({ ref: { id, kind, provider, v } }) => Task.attach(counted, { v, provider, kind, id }))
        : tasks
      const fiber = yield* joins(handles)
      yield* TestClock.adjust("4 minutes")
      assert.lengthOf(yield* Fiber.join(fiber), count)
      return { counts: yield* fleet.counts, cursors, noticed: yield* fleet.noticed }
    })

  it.effect("tells the ends of many tasks in as few requests as one that counts its pages", () =>
    Effect.gen(function* () {
      const byPage = yield* joining(100, { filters: false })
      const byCursor = yield* joining(100, { byCursor: true })
      assert.isAbove(byCursor.counts.list, 0)
      assert.isAtMost(byCursor.counts.looks, 1.2 * byPage.counts.looks)
      assert.isBelow(byCursor.counts.status, 100)
      for (const delay of byCursor.noticed.values()) assert.isBelow(delay, 30_000)
    }).pipe(Random.withSeed("cursor"))
  )

  it.effect("is read one page after the other, and no further than it shows the tasks that are awaited", () =>
    Effect.gen(function* () {
      const { cursors } = yield* joining(30, { byCursor: true, strangers: { over: 400 } })
      assert.isAbove(cursors.length, 2)
      assert.deepStrictEqual(new Set(cursors), new Set([undefined, "2"]))
    }).pipe(Random.withSeed("cursor"))
  )

  it.effect("is read for tasks of which nobody knows when they were started", () =>
    Effect.gen(function* () {
      const { counts, cursors } = yield* joining(60, { byCursor: true }, true)
      assert.isAbove(cursors.length, 0)
      assert.isBelow(counts.looks, 60 * 10)
    }).pipe(Random.withSeed("cursor"))
  )

  it.effect("ends where a page names a page that was read before", () =>
    Effect.gen(function* () {
      const fleet = yield* Fleet.make("fleet", { list: { byCursor: true, pageMax: 2 } })
      let pages = 0
      const circling = {
        ...fleet,
        listByCursor: () =>
          Effect.sync(() => {
            pages++
            return { items: [], next: "again" }
          })
      }
      const tasks = yield* started(circling, times(6, "30 seconds"))
      const fiber = yield* joins(tasks)
      yield* TestClock.adjust("2 minutes")
      assert.lengthOf(yield* Fiber.join(fiber), 6)
      assert.isBelow(pages, 100)
    }).pipe(Random.withSeed("cursor"))
  )
})
