/**
 * Clocks of a machine whose time is set while programs run on it. The time of day jumps; the
 * monotonic time does not.
 */
import type { Clock } from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"

/** `clock`, set by `by` milliseconds once `after` milliseconds have passed. */
export const setClock = (clock: Clock, after: number, by: number): Clock => {
  const began = clock.currentTimeMillisUnsafe()
  const set = () => (clock.currentTimeMillisUnsafe() - began >= after ? by : 0)
  const millis = () => clock.currentTimeMillisUnsafe() + set()
  const nanos = () => clock.currentTimeNanosUnsafe() + BigInt(set()) * 1_000_000n
  return {
    currentTimeMillisUnsafe: millis,
    currentTimeMillis: Effect.sync(millis),
    currentTimeNanosUnsafe: nanos,
    currentTimeNanos: Effect.sync(nanos),
    monotonicTimeNanosUnsafe: () => clock.monotonicTimeNanosUnsafe(),
    monotonicTimeNanos: clock.monotonicTimeNanos,
    sleep: (duration) => clock.sleep(duration)
  }
}

const milliseconds = () => performance.timeOrigin + performance.now()
const nanoseconds = () => BigInt(Math.round(milliseconds() * 1_000_000))

/** A clock that cannot be set. Its sleeps last at least as long as asked. */
export const monotonic: Clock = {
  currentTimeMillisUnsafe: () => Math.floor(milliseconds()),
  currentTimeMillis: Effect.sync(() => Math.floor(milliseconds())),
  currentTimeNanosUnsafe: nanoseconds,
  currentTimeNanos: Effect.sync(nanoseconds),
  monotonicTimeNanosUnsafe: nanoseconds,
  monotonicTimeNanos: Effect.sync(nanoseconds),
  sleep: (duration) =>
    Effect.callback<void>((resume) => {
      const timer = setTimeout(() => resume(Effect.void), Math.min(Duration.toMillis(duration), 2 ** 31 - 1))
      return Effect.sync(() => clearTimeout(timer))
    })
}
