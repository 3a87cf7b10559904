/** Sending a file to an address that carries its own permission. */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { HttpError } from "../../HttpError.ts"
import { findInvalidField, revealHeaders } from "../exchange/clientHeaders.ts"
import type { ClientHeaders } from "../exchange/clientHeaders.ts"
import { exchange } from "../exchange/exchange.ts"
import { handOver } from "../exchange/handOver.ts"
import { judgeAnswer } from "../exchange/judgeAnswer.ts"
import { readBody } from "../exchange/readBody.ts"
import type { Service } from "../exchange/service.ts"
import { makeUnrepeatable } from "../exchange/unrepeatable.ts"
import { serverOf, withSpan } from "../exchange/telemetry.ts"
import { duration, findInvalidOption } from "../request/invalidOption.ts"
import { combineScrubs } from "../scrub.ts"
import { parseAddress, withoutDeclared, presignedOperation, notSent, makeAddressScrub } from "./presigned.ts"

/** What differs for one upload. */
export interface UploadOptions {
  /** `POST` unless given. */
  readonly method?: "POST" | "PUT" | undefined
  /** Sent with it; the client's own headers are not. */
  readonly headers?: { readonly [name: string]: string | undefined } | undefined
  /** How long it may take as a whole; 5 minutes unless given. */
  readonly timeout?: Duration.Input | undefined
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
  const field =
    findInvalidField(options.headers ?? {}) ??
    service.invalidOption ??
    findInvalidOption(["timeout", options.timeout, duration])
  if (field !== undefined) return Effect.fail(notSent(row, field))
  const scrub = combineScrubs(makeAddressScrub(target, formTexts(body)), service.rules.scrub)
  const rules = { ...service.rules, host: target.host, disguised: undefined, scrub }
  const content = body instanceof Uint8Array ? new Uint8Array(body) : body
  const send = exchange({
    operation: row,
    limit: Duration.fromInputUnsafe(options.timeout ?? "5 minutes"),
    rules,
    count: 1,
    send: (signal, progress) =>
      handOver(
        service.transport,
        new service.transport.Request(target.href, {
          method: row.method,
          body: (row.idempotent ? content : makeUnrepeatable(row.method, content)) ?? null,
          headers: headersOf(body, options.headers ?? {}),
          redirect: "manual",
          credentials: "omit",
          signal
        }),
        progress
      ).then((answer) => readBody(answer, service.rules.maxBodyBytes, false, signal)),
    judge: (answer, content) => judgeAnswer(row, answer, content, rules)
  })
  return withoutDeclared(
    Effect.map(withSpan(row, serverOf(target.href), 1, send), ({ answer }) => ({ status: answer.status }))
  )
}

/** A text gets the media type that fetch gives it, on every transport. */
const headersOf = (body: unknown, own: ClientHeaders): Headers => {
  const headers = new Headers(revealHeaders(own))
  if (typeof body === "string" && !headers.has("content-type")) headers.set("content-type", "text/plain;charset=UTF-8")
  return headers
}

/** The texts of a presigned form beside the file: policy, signature, credential. */
const formTexts = (body: unknown): ReadonlyArray<string> =>
  body instanceof FormData ? [...body.values()].filter((value) => typeof value === "string") : []
