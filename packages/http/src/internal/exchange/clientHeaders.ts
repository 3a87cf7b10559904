/**
 * The headers that a client sends with each request. Its keys stay wrapped until a request leaves.
 */
import * as Redacted from "effect/Redacted"
import type { InvalidRequest } from "../../HttpError.ts"
import { isFieldValue } from "../request/headers.ts"
import { invalidRequest } from "../request/invalidRequest.ts"

/** Headers by their names; keys are wrapped. One that is `undefined` is not sent. */
export interface ClientHeaders {
  readonly [name: string]: string | Redacted.Redacted<string> | undefined
}

/**
 * The first header that cannot be sent. Its value is not told: it may be a key with a line break.
 */
export const findInvalidField = (headers: ClientHeaders): InvalidRequest | undefined => {
  for (const [name, value] of Object.entries(headers)) {
    if (!fieldName.test(name)) return invalidRequest("headers", "holds a name that is not a header name")
    const text = value === undefined ? "" : reveal(value)
    if (isFieldValue(text)) continue
    const problem = /[\r\n]/.test(text)
      ? "holds a line break, perhaps copied with it"
      : "holds a character that a header cannot"
    return invalidRequest(`headers.${name}`, `the value of ${name} ${problem}`)
  }
  return undefined
}

/** The headers with their keys; called once per attempt, at the moment of sending. */
export const revealHeaders = (headers: ClientHeaders): Record<string, string> => {
  const out: Record<string, string> = {}
  for (const name in headers) {
    const value = headers[name]
    if (value !== undefined) out[name] = reveal(value)
  }
  return out
}

/**
 * The texts that must appear in no error: each key, and each key without its scheme (`Bearer …`).
 */
export const secretTexts = (headers: ClientHeaders): ReadonlyArray<string> =>
  Object.values(headers)
    .flatMap((value) => {
      if (!Redacted.isRedacted(value)) return []
      const text = Redacted.value(value)
      return [text, text.slice(text.indexOf(" ") + 1)]
    })
    .filter((word, index, all) => word.length >= minSecretLength && all.indexOf(word) === index)

const reveal = (value: string | Redacted.Redacted<string>): string =>
  typeof value === "string" ? value : Redacted.value(value)

/** Shorter values are not taken out of texts: they would blank out ordinary words. */
const minSecretLength = 4

const fieldName = /^[!#$%&'*+.^_`|~\w-]+$/
