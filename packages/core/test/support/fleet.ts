/** Tasks of a fleet, and the waits on them. */
import { Effect, Fiber } from "effect"
import type { Duration } from "effect"
import { TestClock } from "effect/testing"
import { Task } from "@errand/core"
import type { Fleet } from "@errand/core/testing"

type Handle = Task.Task<string | null, Fleet.Fleet>

/** Tasks that take so long, all started at once. */
export const started = (fleet: Fleet.Fleet, takes: ReadonlyArray<Duration.Input>, label = "") =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(
      Effect.forEach(takes, (takes) => Task.start(fleet, { takes }, { label }), { concurrency: "unbounded" })
    )
    while (fiber.pollUnsafe() === undefined) yield* TestClock.adjust("200 millis")
    return yield* Fiber.join(fiber)
  })

/** The same duration so many times. */
export const times = (count: number, takes: Duration.Input) => Array.from({ length: count }, () => takes)
/** Joins them all. */
export const joins = (tasks: ReadonlyArray<Handle>) =>
  Effect.forkChild(Effect.forEach(tasks, (task) => Task.join(task), { concurrency: "unbounded" }))

/** How many requests were made for waits. */
export const looksOf = (fleet: Fleet.Fleet) =>
  Effect.map(fleet.counts, ({ list, snapshot, status }) => list + snapshot + status)
