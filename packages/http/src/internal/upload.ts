import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { UploadOptions } from "../Http.ts"
import type { HttpError } from "../HttpError.ts"
import { address, neverDeclared, noAddress, operation, scrubAddress } from "./absolute.ts"
import { within } from "./attempt.ts"
import { sanitize } from "./cause.ts"
import { judge } from "./judge.ts"
import { read } from "./read.ts"
import type { Service } from "./service.ts"

/** Sends a body once; whatever 2xx comes back is a success. */
export const upload = (
  service: Service,
  url: string,
  body: FormData | Blob | Uint8Array | string,
  options: UploadOptions = {}
): Effect.Effect<{ readonly status: number }, HttpError<never>> => {
  const target = address(url)
  const row = operation("upload", options.method ?? "POST", target)
  if (target === undefined) return Effect.fail(neverDeclared(row, { reason: noAddress, answer: undefined }, 0, 0, String))
  const scrub = scrubAddress(target, signed(body))
  const clean = (cause: unknown) => sanitize(cause, scrub)
  const rules = { ...service.rules, disguised: undefined, scrub, sanitize: clean }
  return within(
    Duration.fromInputUnsafe(options.timeout ?? "5 minutes"),
    (signal, progress) =>
      service.transport.fetch(
        new service.transport.Request(target.href, {
          method: row.method,
          body: body instanceof Uint8Array ? new Uint8Array(body) : body,
          headers: { ...options.headers },
          redirect: "manual",
          credentials: "omit",
          signal
        })
      ).then((answer) => {
        progress.answer = answer
        return read(answer, service.rules.maxBodyBytes, false, signal)
      }),
    (answer, content) => judge(row, answer, content, rules),
    clean
  ).pipe(
    Effect.map(({ answer }) => ({ status: answer.status })),
    Effect.catch((failed) =>
      Effect.flatMap(Clock.currentTimeMillis, (now) => Effect.fail(neverDeclared(row, failed, 1, now, scrub)))
    )
  )
}

/** What a presigned form holds beside the file: policy, signature, credential. */
const signed = (body: unknown): ReadonlyArray<string> =>
  body instanceof FormData ? [...body.values()].filter((value) => typeof value === "string") : []
