/** One request for the bytes at an address. */
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { HttpReason } from "../../HttpError.ts"
import type { Operation } from "../../Operation.ts"
import type { Transport, TransportAnswer } from "../../Transport.ts"
import { address } from "./presigned.ts"
import { within } from "../exchange/attempt.ts"
import { judge } from "../exchange/judgeAnswer.ts"
import type { Rules } from "../exchange/judgeAnswer.ts"
import { read } from "../exchange/readBody.ts"
import type { Content } from "../exchange/readBody.ts"
import { server, traced } from "../exchange/telemetry.ts"

/** The first answer that is not a redirect. Its body is left alone when it is a success. */
export const open = (
  transport: Transport,
  row: Operation,
  target: URL,
  headers: Record<string, string>,
  rules: Rules,
  limit: Duration.Duration,
  life: AbortSignal,
  count: number
) =>
  Effect.map(
    traced(
      row,
      server(target.href),
      count,
      within({
        operation: row,
        limit,
        rules,
        count,
        start: (signal, progress) => {
          const both = AbortSignal.any([signal, life])
          return follow(transport, target, headers, both, 5).then((answer): Promise<Content | undefined> => {
            progress.answer = answer
            const ok = answer.status >= 200 && answer.status < 300
            return ok ? Promise.resolve(undefined) : read(answer, errorBytes, false, both)
          })
        },
        settle: (answer, content): Result.Result<TransportAnswer, HttpReason<unknown>> =>
          content === undefined
            ? Result.succeed(answer)
            : Result.flatMap(judge(row, answer, content, rules), () => Result.succeed(answer))
      })
    ),
    (done) => done.value
  )

const follow = (
  transport: Transport,
  target: URL,
  headers: Record<string, string>,
  signal: AbortSignal,
  hops: number
): Promise<TransportAnswer> => {
  const get = (redirect: "manual" | "follow") =>
    transport.fetch(
      new transport.Request(target.href, { method: "GET", headers, redirect, credentials: "omit", signal })
    )
  return get("manual").then((answer) => {
    // A browser does not tell where to, but follows no https address to an http one either.
    if (answer.type === "opaqueredirect") return get("follow")
    const next =
      hops > 0 && redirects.has(answer.status) ? address(answer.headers.get("location") ?? "", target) : undefined
    if (next === undefined || (target.protocol === "https:" && next.protocol !== "https:")) return answer
    const go = () => follow(transport, next, headers, signal, hops - 1)
    return answer.body === null ? go() : answer.body.cancel().then(go, go)
  })
}

const redirects = new Set([301, 302, 303, 307, 308])
const errorBytes = 64 * 1024
