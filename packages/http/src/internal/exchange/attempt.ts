/** One attempt of a call. */
import type * as Duration from "effect/Duration"
import type * as Effect from "effect/Effect"
import type { HttpError } from "../../HttpError.ts"
import type { Operation } from "../../Operation.ts"
import type { Prepared } from "../request/prepare.ts"
import { exchange } from "./exchange.ts"
import type { Answered } from "./exchange.ts"
import { isBinary, judgeAnswer } from "./judgeAnswer.ts"
import type { Service } from "./service.ts"
import { withSpan } from "./telemetry.ts"

/** Sends the request of a call for the `count`th time. */
export const attempt = (
  { rules, send, server }: Service,
  operation: Operation,
  prepared: Prepared,
  limit: Duration.Duration,
  count: number
): Effect.Effect<Answered<unknown>, HttpError> =>
  withSpan(
    operation,
    server,
    count,
    exchange({
      operation,
      limit,
      rules,
      count,
      send: (signal, progress) => send(operation, prepared, signal, progress, (answer) => isBinary(operation, answer)),
      judge: (answer, content) => judgeAnswer(operation, answer, content, rules)
    })
  )
