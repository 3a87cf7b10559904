/**
 * The queue for starts that a service refuses for now: too many tasks at once, or too many requests. One per account, held by the
 * provider. First come, first served, with one start on trial at a time, so that a full service is asked rarely, however many wait.
 */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Latch from "effect/Latch"
import * as Random from "effect/Random"
import * as Result from "effect/Result"
import * as Time from "./internal/time.ts"
import * as Turns from "./internal/turns.ts"
import { ProviderError } from "./TaskError.ts"
import type { StartUnknown } from "./TaskError.ts"
import type { TaskRef } from "./TaskRef.ts"

/** Options of {@link make}. */
export interface Options {
  /** The pause after the first refusal in a row; it doubles with each. Default 1 second. */
  readonly first?: Duration.Input
  /** The longest pause, unless the service asks for a longer one by `Retry-After`. Default 15 seconds. */
  readonly cap?: Duration.Input
}

/** A queue of starts. */
export interface Slots {
  /**
   * Starts, or waits for a turn to. `restore` is applied to the waiting, not to `start`: waiting is given up by interruption, a
   * request that is under way is not. Fails with the last refusal when `within` is over, or will be before the next try is due.
   */
  readonly enter: <A, E>(
    start: Effect.Effect<A, E>,
    options: {
      readonly within: Duration.Input
      readonly restore: <B, F>(wait: Effect.Effect<B, F>) => Effect.Effect<B, F>
    }
  ) => Effect.Effect<A, E | ProviderError>
  /**
   * Starts of one name, one at a time: those who waited are given the task that the one before them started, or the doubt whether it
   * did. `restore` is applied to the waiting.
   */
  readonly once: (
    name: string,
    start: Effect.Effect<TaskRef, ProviderError | StartUnknown>,
    restore: <B, F>(wait: Effect.Effect<B, F>) => Effect.Effect<B, F>
  ) => Effect.Effect<TaskRef, ProviderError | StartUnknown>
  /** How many wait now. */
  readonly waiting: Effect.Effect<number>
}

/** An empty queue. */
export const make = (options: Options = {}): Slots => {
  const first = Duration.toMillis(options.first ?? 1000)
  const cap = Duration.toMillis(options.cap ?? 15_000)
  // In the order of their arrival; the first one is on trial.
  const line = new Set<Latch.Latch>()
  let refusal: ProviderError | undefined
  let refusals = 0
  let notBefore = -Infinity

  const turns = Turns.make<Effect.Effect<TaskRef, StartUnknown>>()
  const ahead = () => line.values().next().value

  /** The answer, or nothing when the service has no room now. */
  const attempt = Effect.fnUntraced(function* <A, E>(start: Effect.Effect<A, E>) {
    const answer = yield* Effect.result(start)
    const refused = Result.isFailure(answer) ? retryAfter(answer.failure) : undefined
    if (refused === undefined) {
      refusals = 0
      notBefore = -Infinity
      return answer
    }
    refusal = refused.error
    const spread = yield* Random.nextBetween(0.9, 1.1)
    const pause = Math.min(cap, first * 2 ** Math.min(refusals++, 30)) * spread
    notBefore = (yield* Time.now) + Math.ceil(Math.max(pause, refused.asked))
    return undefined
  })

  return {
    waiting: Effect.sync(() => line.size),
    once: (name, start, restore) =>
      turns(
        name,
        (line) =>
          line.left ??
          start.pipe(
            Effect.tap((ref) => Effect.sync(() => void (line.left = Effect.succeed(ref)))),
            Effect.tapError((error) =>
              Effect.sync(() => void (error._tag === "StartUnknown" && (line.left = Effect.fail(error))))
            )
          ),
        restore
      ),
    enter: Effect.fnUntraced(function* (start, { restore, within }) {
      const deadline = (yield* Time.now) + Duration.toMillis(within)
      // Nobody who comes later overtakes one who waits.
      const answer = line.size === 0 ? yield* attempt(start) : undefined
      if (answer !== undefined) return yield* Effect.fromResult(answer)
      const me = Latch.makeUnsafe(false)
      line.add(me)
      const wait = Effect.gen(function* () {
        while (true) {
          const now = yield* Time.now
          const mine = ahead() === me
          if (refusal !== undefined && (now >= deadline || (mine && notBefore > deadline))) return yield* refusal
          if (!mine) yield* restore(Effect.timeoutOption(Latch.await(me), deadline - now))
          else if (notBefore > now) yield* restore(Effect.sleep(Math.ceil(notBefore - now)))
          else {
            const answer = yield* attempt(start)
            if (answer !== undefined) return yield* Effect.fromResult(answer)
          }
        }
      })
      const leave = Effect.sync(() => {
        line.delete(me)
        const next = ahead()
        if (next !== undefined) Latch.openUnsafe(next)
      })
      return yield* Effect.ensuring(wait, leave)
    })
  }
}

const retryAfter = (error: unknown) => {
  if (!(error instanceof ProviderError)) return undefined
  const { reason } = error
  if (reason._tag !== "ConcurrencyLimited" && reason._tag !== "RateLimited") return undefined
  return { error, asked: reason.retryAfter === undefined ? 0 : Duration.toMillis(reason.retryAfter) }
}
