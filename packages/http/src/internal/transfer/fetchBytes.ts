/** One request for the bytes at an address. */
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { HttpReason } from "../../HttpError.ts"
import type { Operation } from "../../Operation.ts"
import type { Transport, TransportAnswer } from "../../Transport.ts"
import { exchange } from "../exchange/exchange.ts"
import { handOver } from "../exchange/handOver.ts"
import type { Progress } from "../exchange/handOver.ts"
import { judgeAnswer } from "../exchange/judgeAnswer.ts"
import type { Rules } from "../exchange/judgeAnswer.ts"
import { readBody } from "../exchange/readBody.ts"
import type { Content } from "../exchange/readBody.ts"
import { serverOf, withSpan } from "../exchange/telemetry.ts"
import { parseAddress } from "./presigned.ts"

/**
 * The first answer that is not a redirect. The body of a success is left for the caller to read.
 */
export const fetchBytes = (
  transport: Transport,
  row: Operation,
  target: URL,
  headers: Record<string, string>,
  rules: Rules,
  limit: Duration.Duration,
  lifetime: AbortSignal,
  count: number
) =>
  Effect.map(
    withSpan(
      row,
      serverOf(target.href),
      count,
      exchange({
        operation: row,
        limit,
        rules,
        count,
        send: (signal, progress) => {
          const either = AbortSignal.any([signal, lifetime])
          return followRedirects(transport, target, headers, either, progress, maxRedirects).then(
            (answer): Promise<Content | undefined> => {
              return isFile(answer, headers)
                ? Promise.resolve(undefined)
                : readBody(answer, maxErrorBytes, false, either)
            }
          )
        },
        judge: (answer, content): Result.Result<TransportAnswer, HttpReason<unknown>> =>
          content === undefined
            ? Result.succeed(answer)
            : Result.flatMap(judgeAnswer(row, answer, content, rules), () => Result.fail(noFile(answer)))
      })
    ),
    ({ value }) => value
  )

/**
 * A part of a file is one only to a request for a part: some stores send one without being asked.
 */
const isFile = ({ status }: TransportAnswer, headers: Record<string, string>): boolean =>
  status === 200 || status === 203 || (status === 206 && headers["range"] !== undefined)

/** The reason of a download whose answer is a 2xx, but not a whole file. */
const noFile = ({ headers, status }: TransportAnswer): HttpReason<never> => ({
  _tag: "InvalidBody",
  status,
  problem: status === 206 ? `a part that was not asked for (${headers.get("content-range") ?? "no range"})` : "no file",
  text: ""
})

const followRedirects = (
  transport: Transport,
  target: URL,
  headers: Record<string, string>,
  signal: AbortSignal,
  progress: Progress,
  hopsLeft: number
): Promise<TransportAnswer> => {
  const get = (redirect: "manual" | "follow") =>
    handOver(
      transport,
      new transport.Request(target.href, { method: "GET", headers, redirect, credentials: "omit", signal }),
      progress
    )
  return get("manual").then((answer) => {
    // A browser hides the target of a redirect, but never follows one from https to http either.
    if (answer.type === "opaqueredirect") return get("follow")
    const next =
      hopsLeft > 0 && followedStatuses.has(answer.status)
        ? parseAddress(answer.headers.get("location") ?? "", target)
        : undefined
    if (next === undefined || (target.protocol === "https:" && next.protocol !== "https:")) return answer
    const go = () => followRedirects(transport, next, headers, signal, progress, hopsLeft - 1)
    return answer.body === null ? go() : answer.body.cancel().then(go, go)
  })
}

const followedStatuses = new Set([301, 302, 303, 307, 308])
const maxRedirects = 5
const maxErrorBytes = 64 * 1024
