/** Requests to an address that carries its own permission: presigned, so that the address itself is a secret. */
import type * as Effect from "effect/Effect"
import { HttpError } from "../../HttpError.ts"
import type { InvalidRequest } from "../../HttpError.ts"
import type { Operation } from "../../Operation.ts"
import { invalid } from "../request/invalid.ts"
import { scrubber } from "../scrub.ts"

/** A stand-in for the operation that the table does not have; its path is the origin. */
export const operation = (
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

/** The address, if it is one that can be asked. */
export const address = (url: string, base?: URL): URL | undefined => {
  if (!URL.canParse(url, base?.href)) return undefined
  const parsed = new URL(url, base)
  return (parsed.protocol === "https:" || parsed.protocol === "http:") && parsed.username === "" ? parsed : undefined
}

const noAddress: InvalidRequest = invalid("url", "is not an absolute http or https address without a user name")

/** Takes the address, its signature and everything signed out of texts: storage services quote them in errors. */
export const scrubAddress = (url: URL, more: ReadonlyArray<string> = []): ((text: string) => string) =>
  scrubber(
    [url.href, `${url.pathname}${url.search}`, url.search.slice(1), ...url.searchParams.values(), ...more].filter(
      (word) => word.length >= 12
    )
  )

/** The error of a request that was not sent; without a reason, because there was no such address. */
export const refused = (row: Operation, reason: InvalidRequest = noAddress): HttpError<never> =>
  new HttpError({ operation: row.id, method: row.method, path: row.path, attempts: 0, executed: "no", reason })

/** With no errors declared for such a request, none is. */
export const neverDeclared = <A, R>(self: Effect.Effect<A, HttpError, R>): Effect.Effect<A, HttpError<never>, R> =>
  self as Effect.Effect<A, HttpError<never>, R>
