/** Sending a file to an address that carries its own permission. */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { HttpError } from "../../HttpError.ts"
import { findInvalidField } from "../exchange/clientHeaders.ts"
import { exchange } from "../exchange/exchange.ts"
import { judgeAnswer } from "../exchange/judgeAnswer.ts"
import { readBody } from "../exchange/readBody.ts"
import type { Service } from "../exchange/service.ts"
import { serverOf, withSpan } from "../exchange/telemetry.ts"
import { combineScrubs } from "../scrub.ts"
import { parseAddress, withoutDeclared, presignedOperation, notSent, makeAddressScrub } from "./presigned.ts"

/** What differs for one upload. */
export interface UploadOptions {
  /** `POST` unless given. */
  readonly method?: "POST" | "PUT"
  /** Sent with it; the client's own headers are not. */
  readonly headers?: { readonly [name: string]: string }
  /** How long it may take as a whole; 5 minutes unless given. */
  readonly timeout?: Duration.Input
}

/** Sends a body once; every 2xx is a success. */
export const upload = (
  service: Service,
  url: string,
  body: FormData | Blob | Uint8Array | string,
  options: UploadOptions = {}
): Effect.Effect<{ readonly status: number }, HttpError<never>> => {
  const target = parseAddress(url)
  const row = presignedOperation("upload", options.method ?? "POST", target)
  if (target === undefined) return Effect.fail(notSent(row))
  const field = findInvalidField(options.headers ?? {})
  if (field !== undefined) return Effect.fail(notSent(row, field))
  const scrub = combineScrubs(makeAddressScrub(target, formTexts(body)), service.rules.scrub)
  const rules = { ...service.rules, disguised: undefined, scrub }
  const send = exchange({
    operation: row,
    limit: Duration.fromInputUnsafe(options.timeout ?? "5 minutes"),
    rules,
    count: 1,
    send: (signal, progress) =>
      service.transport
        .fetch(
          new service.transport.Request(target.href, {
            method: row.method,
            body: body instanceof Uint8Array ? new Uint8Array(body) : body,
            headers: { ...options.headers },
            redirect: "manual",
            credentials: "omit",
            signal
          })
        )
        .then((answer) => {
          progress.answer = answer
          return readBody(answer, service.rules.maxBodyBytes, false, signal)
        }),
    judge: (answer, content) => judgeAnswer(row, answer, content, rules)
  })
  return withoutDeclared(
    Effect.map(withSpan(row, serverOf(target.href), 1, send), ({ answer }) => ({ status: answer.status }))
  )
}

/** The texts of a presigned form beside the file: policy, signature, credential. */
const formTexts = (body: unknown): ReadonlyArray<string> =>
  body instanceof FormData ? [...body.values()].filter((value) => typeof value === "string") : []
