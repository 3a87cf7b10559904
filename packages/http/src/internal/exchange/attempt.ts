/** One request as an effect: sent, read, judged, within its deadline. */
import * as Clock from "effect/Clock"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { HttpError, HttpReason } from "../../HttpError.ts"
import type { Operation } from "../../Operation.ts"
import type { TransportAnswer } from "../../Transport.ts"
import { isConnectFailure } from "./cause.ts"
import { toError } from "./failure.ts"
import type { Failed } from "./failure.ts"
import { asBytes, judge } from "./judgeAnswer.ts"
import type { Rules } from "./judgeAnswer.ts"
import type { Prepared } from "../request/prepare.ts"
import type { Progress } from "./send.ts"
import type { Service } from "./service.ts"
import { countRequest, traced } from "./telemetry.ts"

/** What came of a request. */
export interface Done<A> {
  readonly value: A
  readonly answer: TransportAnswer
}

/** Sends a call's request for the `count`th time. */
export const attempt = (
  { rules, send, server }: Service,
  operation: Operation,
  prepared: Prepared,
  limit: Duration.Duration,
  count: number
): Effect.Effect<Done<unknown>, HttpError> =>
  traced(
    operation,
    server,
    count,
    within({
      operation,
      limit,
      rules,
      count,
      start: (signal, progress) =>
        send(operation.method, prepared, signal, progress, (answer) => asBytes(operation, answer)),
      settle: (answer, content) => judge(operation, answer, content, rules)
    })
  )

/** One request to be made. */
export interface Exchange<C, A> {
  readonly operation: Operation
  readonly limit: Duration.Duration
  readonly rules: Rules
  readonly count: number
  /** Sends, and records the answer as soon as it begins. */
  readonly start: (signal: AbortSignal, progress: Progress) => Promise<C>
  readonly settle: (answer: TransportAnswer, content: C) => Result.Result<A, HttpReason<unknown>>
}

/**
 * Runs a request that records its answer in `progress`, and settles what came of it. Interruption and the deadline
 * abort the signal, and with it the socket.
 *
 * One fiber for the deadline instead of `Effect.timeout`, which takes two and costs more than all the rest here.
 */
export const within = <C, A>({
  count,
  limit,
  operation,
  rules,
  settle,
  start
}: Exchange<C, A>): Effect.Effect<Done<A>, HttpError> =>
  Effect.withFiber((fiber) =>
    Effect.callback((resume) => {
      const controller = new AbortController()
      const progress: Progress = { answer: undefined }
      const deadline = Effect.runForkWith(fiber.context)(Effect.sleep(limit))
      const fail = (reason: HttpReason<unknown>) => {
        deadline.interruptUnsafe()
        const failed: Failed = { answer: progress.answer, reason }
        countRequest(operation, progress.answer?.status, fiber.context)
        const now = fiber.getRef(Clock.Clock).currentTimeMillisUnsafe()
        resume(Effect.fail(toError(operation, failed, count, now, rules.scrub)))
      }
      const lost = (cause: unknown) => {
        const phase = progress.answer !== undefined ? "body" : isConnectFailure(cause) ? "connect" : "sent"
        fail({ _tag: "Transport", phase, cause: rules.sanitize(cause) })
      }
      let over = false
      deadline.addObserver((exit) => {
        if (exit._tag === "Failure" || over) return
        over = true
        controller.abort()
        fail({ _tag: "Timeout", phase: progress.answer === undefined ? "headers" : "body", limit })
      })
      start(controller.signal, progress)
        .then(
          (content) => {
            if (over) return
            over = true
            const { answer } = progress
            if (answer === undefined) return lost(new Error("the transport gave no answer"))
            const verdict = settle(answer, content)
            if (Result.isFailure(verdict)) return fail(verdict.failure)
            deadline.interruptUnsafe()
            countRequest(operation, answer.status, fiber.context)
            resume(Effect.succeed({ value: verdict.success, answer }))
          },
          (cause) => {
            if (over) return
            over = true
            lost(cause)
          }
        )
        .catch((defect) => resume(Effect.die(defect)))
      return Effect.sync(() => {
        over = true
        deadline.interruptUnsafe()
        controller.abort()
      })
    })
  )
