import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Random, Ref } from "effect"
import { TestClock } from "effect/testing"
import { ProviderError, Slots, Task } from "@errand/core"
import { Fleet } from "@errand/core/testing"

const limit = 250
const starts = 1000
const length = (n: number) => 20_000 + ((n * 7919) % 40_000)

/**
 * Some services have one word for too many requests and too many tasks, and name no time to wait.
 */
const oneWord = (fleet: Fleet.Fleet): Fleet.Fleet => ({
  ...fleet,
  start: (work, options) =>
    Effect.mapError(fleet.start(work, options), (error) =>
      error._tag === "ProviderError" && error.reason._tag === "RateLimited"
        ? new ProviderError.ProviderError({
            ...error,
            reason: new ProviderError.ConcurrencyLimited({ message: error.reason.message })
          })
        : error
    )
})

interface Storm {
  readonly slots?: (asked: Ref.Ref<number>) => Slots.Options
  readonly service?: (fleet: Fleet.Fleet) => Fleet.Fleet
  /** Milliseconds from the end of a task to when somebody tells of it; nobody does unless given. */
  readonly toldAfter?: number
}

/**
 * A thousand starts at once, and what became of them. Fullness is taken from when the service was
 * full first to when nobody waited.
 */
const storm = ({ service = (fleet) => fleet, slots = () => ({}), toldAfter }: Storm) =>
  Effect.gen(function* () {
    const fleet = yield* Fleet.make("a", { perSecond: 20, concurrency: limit })
    const asked = yield* Ref.make(0)
    const queue = Slots.make(slots(asked))
    const provider = { ...service(fleet), slots: queue }
    const order: Array<number> = []
    const ends: Array<number> = []
    const running = (now: number) => ends.filter((end) => end > now).length
    const one = Effect.fnUntraced(function* (n: number) {
      const task = yield* Task.start(provider, { takes: length(n) })
      order.push(n)
      const end = yield* fleet.endOf(task.ref.id)
      ends.push(end)
      if (toldAfter === undefined) return
      const now = yield* Effect.clockWith((clock) => clock.currentTimeMillis)
      yield* Effect.sleep(end - now + toldAfter)
      yield* queue.taskEnded
    })
    const fibers = yield* Effect.forEach(Array.from({ length: starts }).keys(), (n) => Effect.forkChild(one(n)))
    const levels: Array<number> = []
    let now = 0
    for (; order.length < starts && now < 1_200_000; now += 1000) {
      yield* TestClock.adjust("1 second")
      if (yield* Effect.map(queue.waiting, (waiting) => waiting > 0)) levels.push(running(now + 1000))
    }
    yield* TestClock.adjust("2 minutes")
    yield* Effect.forEach(fibers, Fiber.join)
    const full = levels.slice(levels.findIndex((level) => level >= limit - 5))
    return {
      order,
      asked: yield* Ref.get(asked),
      perStart: (yield* fleet.counts).start / starts,
      fullness: full.reduce((sum, level) => sum + level, 0) / full.length / limit,
      seconds: now / 1000
    }
  })

/** The furthest that a start was overtaken. */
const overtaken = (order: ReadonlyArray<number>) => Math.max(...order.map((n, place) => place - n))

const told = (asked: Ref.Ref<number>): Slots.Options => ({
  limit: Effect.as(
    Ref.update(asked, (n) => n + 1),
    limit
  )
})

describe("a storm of 1,000 starts at a service that takes 20 requests a second and 250 tasks of 20 to 60 seconds", () => {
  it.effect.each<readonly [string, Storm & { readonly requests: number; readonly isAsked?: true }]>([
    ["hears of the ends after half a second", { toldAfter: 500, requests: 1.25 }],
    ["hears of no end", { requests: 1.25 }],
    ["is told the limit", { toldAfter: 500, slots: told, isAsked: true, requests: 1.2 }],
    [
      "has one word for both refusals, and is told the limit",
      { service: oneWord, toldAfter: 500, slots: told, isAsked: true, requests: 1.25 }
    ]
  ])("loses none, in fair order, with few refusals, and fills the slots: it %s", ([, { isAsked, requests, ...how }]) =>
    Effect.gen(function* () {
      const seen = yield* Random.withSeed(storm(how), "storm")
      assert.lengthOf(new Set(seen.order), starts)
      // Those whose requests were under way together may change places.
      assert.isAtMost(overtaken(seen.order), 10)
      assert.isAtMost(seen.perStart, requests)
      assert.isAtLeast(seen.fullness, 0.95)
      // The work of all, spread over all slots, takes 160 seconds, of which the last tasks run on
      // when all are started.
      assert.isAtMost(seen.seconds, 165)
      assert.strictEqual(seen.asked, isAsked === true ? 1 : 0)
    })
  )
})
