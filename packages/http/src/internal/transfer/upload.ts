import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { UploadOptions } from "../../Http.ts"
import type { HttpError } from "../../HttpError.ts"
import { address, neverDeclared, operation, refused, scrubAddress } from "./presigned.ts"
import { within } from "../exchange/attempt.ts"
import { sanitize } from "../exchange/cause.ts"
import { invalidField } from "../request/headers.ts"
import { judge } from "../exchange/judgeAnswer.ts"
import { read } from "../exchange/readBody.ts"
import { both } from "../scrub.ts"
import type { Service } from "../exchange/service.ts"
import { server, traced } from "../exchange/telemetry.ts"

/** Sends a body once; whatever 2xx comes back is a success. */
export const upload = (
  service: Service,
  url: string,
  body: FormData | Blob | Uint8Array | string,
  options: UploadOptions = {}
): Effect.Effect<{ readonly status: number }, HttpError<never>> => {
  const target = address(url)
  const row = operation("upload", options.method ?? "POST", target)
  if (target === undefined) return Effect.fail(refused(row))
  const field = invalidField(options.headers ?? {})
  if (field !== undefined) return Effect.fail(refused(row, field))
  const scrub = both(scrubAddress(target, signed(body)), service.rules.scrub)
  const rules = { ...service.rules, disguised: undefined, scrub, sanitize: (cause: unknown) => sanitize(cause, scrub) }
  const send = within({
    operation: row,
    limit: Duration.fromInputUnsafe(options.timeout ?? "5 minutes"),
    rules,
    count: 1,
    start: (signal, progress) =>
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
          return read(answer, service.rules.maxBodyBytes, false, signal)
        }),
    settle: (answer, content) => judge(row, answer, content, rules)
  })
  return neverDeclared(
    Effect.map(traced(row, server(target.href), 1, send), ({ answer }) => ({ status: answer.status }))
  )
}

/** What a presigned form holds beside the file: policy, signature, credential. */
const signed = (body: unknown): ReadonlyArray<string> =>
  body instanceof FormData ? [...body.values()].filter((value) => typeof value === "string") : []
