/** Requests to a presigned address: it carries its own permission, so the address is a secret. */
import type * as Effect from "effect/Effect"
import { HttpError } from "../../HttpError.ts"
import type { InvalidRequest } from "../../HttpError.ts"
import type { Operation } from "../../Operation.ts"
import { invalidRequest } from "../request/invalidRequest.ts"
import { makeScrub } from "../scrub.ts"

/** The operation of such a request, which no table has; its path is the origin. */
export const presignedOperation = (
  id: "download" | "upload",
  method: "GET" | "POST" | "PUT",
  url: URL | undefined
): Operation => ({
  id,
  method,
  path: url?.origin ?? "",
  parameters: [],
  ok: {},
  errors: {},
  safe: id === "download",
  idempotent: id === "download" || method === "PUT"
})

/** The address, if it is http or https and holds no credentials. */
export const parseAddress = (url: string, base?: URL): URL | undefined => {
  if (!URL.canParse(url, base?.href)) return undefined
  const parsed = new URL(url, base)
  return (parsed.protocol === "https:" || parsed.protocol === "http:") && parsed.username === "" ? parsed : undefined
}

/** Shorter values of a query are not signatures, and would blank out ordinary words. */
const minSignedLength = 12

const invalidAddress: InvalidRequest = invalidRequest(
  "url",
  "is not an absolute http or https address without a user name"
)

/** Takes the address and its signature out of texts: storage services quote them in errors. */
export const makeAddressScrub = (url: URL, more: ReadonlyArray<string> = []): ((text: string) => string) =>
  makeScrub(
    [url.href, `${url.pathname}${url.search}`, url.search.slice(1), ...url.searchParams.values(), ...more].filter(
      (word) => word.length >= minSignedLength
    )
  )

/** The error of a request that was not sent; unless a reason is given, because of its address. */
export const notSent = (row: Operation, reason: InvalidRequest = invalidAddress): HttpError<never> =>
  new HttpError({ operation: row.id, method: row.method, path: row.path, attempts: 0, executed: "no", reason })

/** Such a request has no declared errors; the cast says so. */
export const withoutDeclared = <A, R>(self: Effect.Effect<A, HttpError, R>): Effect.Effect<A, HttpError<never>, R> =>
  self as Effect.Effect<A, HttpError<never>, R>
