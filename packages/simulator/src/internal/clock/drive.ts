/** Turns virtual time while real sockets do their work. */
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/testing/TestClock"
import type { Quiet } from "./quiet.ts"

/** How virtual time is turned. */
export interface DriveOptions {
  /**
   * How far the clock goes at a time: 250 milliseconds when left out. A request that is made in the
   * middle of a step is answered at its end, so take a divisor of the waits you care about.
   */
  readonly step?: Duration.Input
  /** Dies when the effect is not done after this much virtual time: 10,000 steps when left out. */
  readonly limit?: Duration.Input
}

/** Without a limit, `drive` gives up after so many steps. */
const maxSteps = 10_000

export const drive = <A, E, R>(
  effect: Effect.Effect<A, E, R>,
  options: DriveOptions,
  quiet: Quiet
): Effect.Effect<A, E, R> =>
  Effect.gen(function* () {
    const clock = yield* Clock.Clock
    if (!("adjust" in clock)) return yield* effect
    const step = Duration.fromInputUnsafe(options.step ?? "250 millis")
    const limit = options.limit === undefined ? Duration.times(step, maxSteps) : Duration.fromInputUnsafe(options.limit)
    const end = clock.currentTimeMillisUnsafe() + Duration.toMillis(limit)
    const fiber = yield* Effect.forkChild(effect)
    const isDone = () => fiber.pollUnsafe() !== undefined
    while (true) {
      yield* Effect.promise(() => quiet.untilQuiet(isDone))
      if (isDone()) return yield* Fiber.join(fiber)
      if (clock.currentTimeMillisUnsafe() >= end) {
        yield* Fiber.interrupt(fiber)
        return yield* Effect.die(new Error(`drive: not done after ${Duration.format(limit)} of virtual time`))
      }
      yield* TestClock.adjust(step)
    }
  })
