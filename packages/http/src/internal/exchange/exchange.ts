/** One request as an effect: sent, read and judged within its deadline. */
import * as Clock from "effect/Clock"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { HttpError, HttpReason } from "../../HttpError.ts"
import type { Operation } from "../../Operation.ts"
import type { TransportAnswer } from "../../Transport.ts"
import { invalidRequest } from "../request/invalidRequest.ts"
import { sanitize } from "./cause.ts"
import { toError } from "./failure.ts"
import type { Failed } from "./failure.ts"
import type { Rules } from "./judgeAnswer.ts"
import { isUnsent } from "./handOver.ts"
import type { Progress } from "./handOver.ts"
import { isNeverSent, isRefusedPort } from "./neverSent.ts"
import { countRequest } from "./telemetry.ts"
import { mayBeRepeated } from "./unrepeatable.ts"

/** What came of a request. */
export interface Answered<A> {
  readonly value: A
  readonly answer: TransportAnswer
}

/** One request to be made, and how to read its answer. */
export interface Exchange<C, A> {
  readonly operation: Operation
  readonly limit: Duration.Duration
  readonly rules: Rules
  /** Which attempt of its call this is; the first is 1. */
  readonly count: number
  /** Sends the request, and records the answer in `progress` as soon as it begins. */
  readonly send: (signal: AbortSignal, progress: Progress) => Promise<C>
  readonly judge: (answer: TransportAnswer, content: C) => Result.Result<A, HttpReason<unknown>>
}

/**
 * Runs an exchange. Interruption and the deadline abort the signal, and with it the socket.
 *
 * The deadline is one fiber here. `Effect.timeout` takes two, which costs more than the rest of
 * this function.
 */
export const exchange = <C, A>({
  count,
  judge,
  limit,
  operation,
  rules,
  send
}: Exchange<C, A>): Effect.Effect<Answered<A>, HttpError> =>
  Effect.withFiber((fiber) =>
    Effect.callback((resume) => {
      const controller = new AbortController()
      const progress: Progress = { request: undefined, answer: undefined }
      const deadline = Effect.runForkWith(fiber.context)(Effect.sleep(limit))
      const fail = (reason: HttpReason<unknown>) => {
        deadline.interruptUnsafe()
        const failed: Failed = { answer: progress.answer, reason }
        countRequest(operation, progress.answer?.status, fiber.context)
        const now = fiber.getRef(Clock.Clock).currentTimeMillisUnsafe()
        const sent = reason._tag === "InvalidRequest" ? count - 1 : count
        resume(Effect.fail(toError(operation, failed, sent, now, rules)))
      }
      const failTransport = (cause: unknown) => {
        if (isRefusedPort(cause)) return fail(invalidRequest("address", "fetch sends nothing to this port"))
        const isNotSent = isUnsent(progress) || (isNeverSent(cause) && !mayBeRepeated(operation))
        const phase = progress.answer !== undefined ? "body" : isNotSent ? "connect" : "sent"
        fail({ _tag: "Transport", phase, cause: sanitize(cause, rules.scrub) })
      }
      let isOver = false
      deadline.addObserver((exit) => {
        if (exit._tag === "Failure" || isOver) return
        isOver = true
        const phase = progress.answer !== undefined ? "body" : isUnsent(progress) ? "connect" : "headers"
        controller.abort()
        fail({ _tag: "Timeout", phase, limit })
      })
      send(controller.signal, progress)
        .then(
          (content) => {
            if (isOver) return
            isOver = true
            const { answer } = progress
            if (answer === undefined) return failTransport(new Error("the transport gave no answer"))
            const verdict = judge(answer, content)
            if (Result.isFailure(verdict)) return fail(verdict.failure)
            deadline.interruptUnsafe()
            countRequest(operation, answer.status, fiber.context)
            resume(Effect.succeed({ value: verdict.success, answer }))
          },
          (cause) => {
            if (isOver) return
            isOver = true
            failTransport(cause)
          }
        )
        .catch((defect) => resume(Effect.die(defect)))
      return Effect.sync(() => {
        isOver = true
        deadline.interruptUnsafe()
        controller.abort()
      })
    })
  )
