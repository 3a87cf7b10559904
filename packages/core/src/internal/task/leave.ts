/** Whoever starts owns: a task that is left before its end is cancelled, within a bound, and never in silence. */
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { CancelFailed } from "../../TaskError.ts"
import type { ProviderError } from "../../ProviderError.ts"
import type { StartUnknown } from "../../TaskError.ts"
import type { WaitOptions } from "../../TaskOptions.ts"
import type { TaskRef } from "../../TaskRef.ts"
import * as Time from "../time.ts"
import * as Cancels from "./cancels.ts"

/** How a task is left. */
export type Leaving = Pick<WaitOptions, "cancelWithin" | "onCancelFailed">

/** How long each part of leaving may take. */
export const patience = ({ cancelWithin }: Leaving): Duration.Duration =>
  Duration.fromInputUnsafe(cancelWithin ?? "30 seconds")

/**
 * Cancels, again and again while the service fails, within a bound. Gives the provider's answer, or nothing where there was none: that
 * is logged with the ref, and told to whoever wants to know.
 */
export const abandon = (
  cancel: Effect.Effect<"requested" | "already-over", ProviderError>,
  ref: TaskRef,
  options: Leaving
): Effect.Effect<"requested" | "already-over" | undefined> => {
  const within = patience(options)
  let last: ProviderError | undefined
  const stubborn = Effect.gen(function* () {
    const began = yield* Time.now
    for (let pause = 250; ; pause = Math.min(2 * pause, 5000)) {
      const answer = yield* Effect.result(cancel)
      if (answer._tag === "Success") return answer.success
      last = answer.failure
      const { reason, transient } = last
      const now = yield* Time.now
      // A task that has just been started may not be known everywhere yet.
      if (!transient && !(reason._tag === "NotFound" && now - began < 5000)) return yield* last
      const asked = "retryAfter" in reason && reason.retryAfter !== undefined ? Duration.toMillis(reason.retryAfter) : 0
      yield* Effect.sleep(Math.max(pause, asked))
    }
  })
  const failed = Effect.suspend(() => {
    const failure = new CancelFailed({ ref, within, ...(last === undefined ? {} : { error: last }) })
    return Effect.logError("a task was left but could not be cancelled: it may still run", failure).pipe(
      Effect.annotateLogs({ "errand.ref": JSON.stringify(ref) }),
      Effect.andThen(Effect.suspend(() => options.onCancelFailed?.(failure) ?? Effect.void)),
      Effect.as(undefined)
    )
  })
  return stubborn.pipe(
    Effect.timeout(within),
    Effect.tap((answer) => Effect.annotateCurrentSpan("errand.cancel", answer)),
    Effect.catchCause(() => Effect.andThen(Effect.annotateCurrentSpan("errand.cancel", "failed"), failed)),
    Cancels.track(ref)
  )
}

/** Whoever is interrupted or loses a race gives no error to anybody, and this one must not be lost. */
export const tellUnknown = (error: ProviderError | StartUnknown): Effect.Effect<void> =>
  error._tag === "StartUnknown"
    ? Effect.logError("the answer to a start was lost: a task may be running that nobody holds").pipe(
        Effect.annotateLogs({
          "errand.provider": error.provider,
          "errand.since": DateTime.formatIso(error.since),
          ...(error.key === undefined ? {} : { "errand.key": error.key }),
          ...(error.work === undefined ? {} : { "errand.work": error.work })
        })
      )
    : Effect.void
