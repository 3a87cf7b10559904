/** One attempt as an effect: sent, read, judged, within its deadline. */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { Operation } from "../Operation.ts"
import type { TransportAnswer } from "../Transport.ts"
import { isConnectFailure } from "./cause.ts"
import type { Failed } from "./failure.ts"
import { asBytes, judge } from "./judge.ts"
import type { Rules } from "./judge.ts"
import type { Prepared } from "./prepare.ts"
import type { Progress, Send } from "./send.ts"

/** What came of an attempt. */
export interface Done {
  readonly value: unknown
  readonly answer: TransportAnswer
}

/** Sends a request once. Interruption and the deadline abort it, and with it its socket. */
export const attempt = (
  send: Send,
  rules: Rules,
  operation: Operation,
  prepared: Prepared,
  limit: Duration.Duration
): Effect.Effect<Done, Failed> =>
  Effect.suspend(() => {
    const progress: Progress = { answer: undefined }
    return Effect.timeoutOrElse(once(send, rules, operation, prepared, progress), {
      duration: limit,
      orElse: () => {
        const { answer } = progress
        return Effect.fail<Failed>({
          answer,
          reason: { _tag: "Timeout", phase: answer === undefined ? "headers" : "body", limit }
        })
      }
    })
  })

const once = (
  send: Send,
  rules: Rules,
  operation: Operation,
  prepared: Prepared,
  progress: Progress
): Effect.Effect<Done, Failed> =>
  Effect.callback((resume) => {
    const controller = new AbortController()
    send(operation.method, prepared, controller.signal, progress, (answer) => asBytes(operation, answer)).then(
      (content) => {
        const answer = progress.answer
        if (answer === undefined) return
        const verdict = judge(operation, answer, content, rules)
        resume(
          verdict._tag === "Success"
            ? Effect.succeed({ value: verdict.success, answer })
            : Effect.fail({ reason: verdict.failure, answer })
        )
      },
      (cause) => {
        const phase = isConnectFailure(cause) ? "connect" : "sent"
        resume(Effect.fail({
          reason: { _tag: "Transport", phase, cause: rules.sanitize(cause) },
          answer: progress.answer
        }))
      }
    )
    return Effect.sync(() => controller.abort())
  })
