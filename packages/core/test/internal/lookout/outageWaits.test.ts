/**
 * What a service is asked that fails, by all waits together, and how it is met when it comes back.
 */
import { assert, describe, it } from "@effect/vitest"
import { Clock, Effect, Fiber, Random } from "effect"
import { TestClock } from "effect/testing"
import { ProviderError, Task } from "@errand/core"
import { Fleet } from "@errand/core/testing"
import { started, times } from "../../support/fleet.ts"

const down = new ProviderError.Unavailable({ message: "503", status: 503 })

/** A fleet whose requests fail while `fails` says so, and when each was sent, in seconds. */
const failing = (list: Fleet.ListOptions | false, fails: (operation: Fleet.Operation) => boolean) =>
  Effect.gen(function* () {
    const clock = yield* Clock.Clock
    const sent: Array<number> = []
    const fleet = yield* Fleet.make("fleet", {
      list,
      fault: ({ operation }) => {
        if (operation === "start") return undefined
        sent.push(clock.currentTimeMillisUnsafe() / 1000)
        return fails(operation) ? down : undefined
      }
    })
    const between = (from: number, to: number) => sent.filter((at) => at >= from && at < to).length
    return { fleet, between }
  })

const seconds = Effect.map(Clock.currentTimeMillis, (millis) => millis / 1000)

const joins = (tasks: ReadonlyArray<Task.Task<string | null, Fleet.Fleet>>) =>
  Effect.forkChild(Effect.forEach(tasks, (task) => Task.join(task), { concurrency: "unbounded" }))

describe("an outage", () => {
  for (const { count, list } of [
    { count: 1000, list: { pageMax: 100 } },
    { count: 200, list: false }
  ] as const) {
    it.effect(`is asked about ever more rarely by ${count} waits ${list === false ? "without" : "with"} a list`, () =>
      Effect.gen(function* () {
        let isDown = false
        const { between, fleet } = yield* failing(list, () => isDown)
        const fiber = yield* joins(yield* started(fleet, times(count, "20 minutes")))
        yield* TestClock.adjust("2 minutes")
        const from = yield* seconds
        const before = between(from - 60, from)
        isDown = true
        yield* TestClock.adjust("10 minutes")
        isDown = false
        const first = between(from, from + 60)
        assert.isAtMost(first, 60, `${before} in the minute before`)
        for (let minute = 1; minute < 10; minute++) {
          assert.isAtMost(between(from + 60 * minute, from + 60 * minute + 60), 4, `minute ${minute}`)
        }
        const to = yield* seconds
        yield* TestClock.adjust("1 minute")
        for (let second = 0; second < 60; second++) {
          const rate = between(to + second, to + second + 1)
          assert.isAtMost(rate, Math.max(40, before / 10), `second ${second} after the outage`)
        }
        yield* TestClock.adjust("20 minutes")
        assert.lengthOf(yield* Fiber.join(fiber), count)
      }).pipe(Random.withSeed("outage"))
    )
  }

  it.effect("of the list alone is no reason for a thousand looks a second, and ends are noticed all the same", () =>
    Effect.gen(function* () {
      let isDown = false
      const { between, fleet } = yield* failing({ pageMax: 100 }, (operation) => isDown && operation === "list")
      const fiber = yield* joins(yield* started(fleet, times(1000, "6 minutes")))
      yield* TestClock.adjust("1 minute")
      isDown = true
      const from = yield* seconds
      yield* TestClock.adjust("4 minutes")
      for (let second = 0; second < 240; second++) {
        assert.isAtMost(between(from + second, from + second + 1), 100, `second ${second}`)
      }
      assert.isAtMost(between(from, from + 30), 60)
      yield* TestClock.adjust("2 minutes")
      assert.lengthOf(yield* Fiber.join(fiber), 1000)
      const noticed = [...(yield* fleet.noticed).values()]
      assert.isAtMost(Math.max(...noticed), 60_000)
    }).pipe(Random.withSeed("no list"))
  )

  it.effect("of one task holds up no other", () =>
    Effect.gen(function* () {
      const { fleet } = yield* failing(false, () => false)
      const tasks = yield* started(fleet, times(4, "2 minutes"))
      const sick = tasks[0]!.ref.id
      const status = (id: string) =>
        id === sick
          ? Effect.fail(new ProviderError.ProviderError({ provider: "fleet", operation: "status", reason: down }))
          : fleet.status(id)
      const provider = { ...fleet, status }
      const fiber = yield* joins(tasks.map((task) => Task.attach(provider, task.ref)))
      yield* TestClock.adjust("3 minutes")
      yield* Fiber.interrupt(fiber)
      const noticed = yield* fleet.noticed
      for (const { ref } of tasks.slice(1)) assert.isAtMost(noticed.get(ref.id) ?? Infinity, 6000)
    }).pipe(Random.withSeed("one"))
  )

  it.effect("that lasts for `outageFor` ends every wait, also those that were not asked for", () =>
    Effect.gen(function* () {
      let isDown = false
      const { fleet } = yield* failing({ pageMax: 100 }, () => isDown)
      const tasks = yield* started(fleet, times(200, "3 hours"))
      yield* TestClock.adjust("1 minute")
      const fibers = yield* Effect.forEach(tasks, (task) =>
        Effect.forkChild(Effect.flip(Task.join(task, { outageFor: "10 minutes" })))
      )
      yield* TestClock.adjust("1 minute")
      isDown = true
      yield* TestClock.adjust("9 minutes")
      assert.isTrue(fibers.every((fiber) => fiber.pollUnsafe() === undefined))
      yield* TestClock.adjust("3 minutes")
      for (const [nth, fiber] of fibers.entries()) {
        assert.isDefined(fiber.pollUnsafe())
        assert.deepInclude(yield* Fiber.join(fiber), { _tag: "ProviderError", reason: down, ref: tasks[nth]!.ref })
      }
    }).pipe(Random.withSeed("outageFor"))
  )
})
