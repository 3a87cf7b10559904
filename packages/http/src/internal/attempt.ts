/** One request as an effect: sent, read, judged, within its deadline. */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { HttpReason } from "../HttpError.ts"
import type { Operation } from "../Operation.ts"
import type { TransportAnswer } from "../Transport.ts"
import { isConnectFailure } from "./cause.ts"
import type { Failed } from "./failure.ts"
import { asBytes, judge } from "./judge.ts"
import type { Rules } from "./judge.ts"
import type { Prepared } from "./prepare.ts"
import type { Progress, Send } from "./send.ts"

/** What came of a request. */
export interface Done<A> {
  readonly value: A
  readonly answer: TransportAnswer
}

/** Sends a call's request once. */
export const attempt = (
  send: Send,
  rules: Rules,
  operation: Operation,
  prepared: Prepared,
  limit: Duration.Duration
): Effect.Effect<Done<unknown>, Failed> =>
  within(
    limit,
    (signal, progress) => send(operation.method, prepared, signal, progress, (answer) => asBytes(operation, answer)),
    (answer, content) => judge(operation, answer, content, rules),
    rules.sanitize
  )

/**
 * Runs a request that records its answer in `progress`, and settles what came of it. Interruption and the deadline
 * abort the signal, and with it the socket.
 */
export const within = <C, A>(
  limit: Duration.Duration,
  start: (signal: AbortSignal, progress: Progress) => Promise<C>,
  settle: (answer: TransportAnswer, content: C) => Result.Result<A, HttpReason<unknown>>,
  clean: (cause: unknown) => unknown
): Effect.Effect<Done<A>, Failed> =>
  Effect.suspend(() => {
    const progress: Progress = { answer: undefined }
    return Effect.timeoutOrElse(once(start, settle, clean, progress), {
      duration: limit,
      orElse: () =>
        Effect.fail<Failed>({
          answer: progress.answer,
          reason: { _tag: "Timeout", phase: progress.answer === undefined ? "headers" : "body", limit }
        })
    })
  })

const once = <C, A>(
  start: (signal: AbortSignal, progress: Progress) => Promise<C>,
  settle: (answer: TransportAnswer, content: C) => Result.Result<A, HttpReason<unknown>>,
  clean: (cause: unknown) => unknown,
  progress: Progress
): Effect.Effect<Done<A>, Failed> =>
  Effect.callback((resume) => {
    const controller = new AbortController()
    const lost = (cause: unknown) => {
      const { answer } = progress
      const phase = answer !== undefined ? "body" : isConnectFailure(cause) ? "connect" : "sent"
      resume(Effect.fail({ answer, reason: { _tag: "Transport", phase, cause: clean(cause) } }))
    }
    start(controller.signal, progress).then((content) => {
      const { answer } = progress
      if (answer === undefined) return lost(new Error("the transport gave no answer"))
      const verdict = settle(answer, content)
      resume(
        Result.isSuccess(verdict)
          ? Effect.succeed({ value: verdict.success, answer })
          : Effect.fail({ reason: verdict.failure, answer })
      )
    }).catch(lost)
    return Effect.sync(() => controller.abort())
  })
