/** Whoever starts owns: a task that is left before its end is cancelled, within a bound, and never in silence. */
import * as Clock from "effect/Clock"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { ProviderError, StartUnknown } from "../TaskError.ts"
import type { TaskRef } from "../TaskRef.ts"

/** Cancels, again and again while the service fails, for at most `within`; what could not be cancelled is logged with its ref. */
export const abandon = (
  cancel: Effect.Effect<"requested" | "already-over", ProviderError>,
  ref: TaskRef,
  within: Duration.Duration
): Effect.Effect<void> => {
  const stubborn = Effect.gen(function* () {
    const began = yield* Clock.currentTimeMillis
    for (let pause = 250; ; pause = Math.min(2 * pause, 5000)) {
      const answer = yield* Effect.result(cancel)
      if (answer._tag === "Success") return answer.success
      const { reason, transient } = answer.failure
      const now = yield* Clock.currentTimeMillis
      // A task that has just been started may not be known everywhere yet.
      if (!transient && !(reason._tag === "NotFound" && now - began < 5000)) return yield* answer.failure
      const asked = "retryAfter" in reason && reason.retryAfter !== undefined ? Duration.toMillis(reason.retryAfter) : 0
      yield* Effect.sleep(Math.max(pause, asked))
    }
  })
  return stubborn.pipe(
    Effect.timeout(within),
    Effect.matchCauseEffect({
      onSuccess: (answer) => Effect.annotateCurrentSpan("errand.cancel", answer),
      onFailure: (cause) =>
        Effect.annotateCurrentSpan("errand.cancel", "failed").pipe(
          Effect.andThen(Effect.logError("a task was left but could not be cancelled: it may still run", cause)),
          Effect.annotateLogs({ "errand.ref": JSON.stringify(ref) })
        )
    })
  )
}

/** Whoever is interrupted or loses a race gives no error to anybody, and this one must not be lost. */
export const tellUnknown = (error: ProviderError | StartUnknown): Effect.Effect<void> =>
  error._tag === "StartUnknown"
    ? Effect.logError("the answer to a start was lost: a task may be running that nobody holds").pipe(
        Effect.annotateLogs({
          "errand.provider": error.provider,
          "errand.since": DateTime.formatIso(error.since),
          ...(error.key === undefined ? {} : { "errand.key": error.key })
        })
      )
    : Effect.void
