/**
 * BrowserAct's envelope `{ code, msg, data, ts, time, traceId }`: how it refuses, whatever the HTTP
 * status says.
 */
import { at, isFields, optional, text } from "@errand/http/Answer"

/** What an envelope says, its texts clipped: they become messages. Code 0 is a success. */
export interface Envelope {
  readonly code: number
  readonly message?: string
  readonly traceId?: string
  readonly data?: unknown
}

/**
 * Reads an envelope: an object with an integer `code` and without what an answer of its own has, a
 * string `status` or an `id`. `undefined` for anything else.
 */
export const read = (body: unknown): Envelope | undefined => {
  if (!isFields(body) || (at(body, "id") ?? undefined) !== undefined || typeof at(body, "status") === "string")
    return undefined
  const given = at(body, "code")
  const code = typeof given === "string" && /^\d{1,9}$/.test(given) ? Number(given) : given
  if (typeof code !== "number" || !Number.isInteger(code)) return undefined
  return {
    code,
    ...optional("message", text(at(body, "msg"))?.slice(0, 500)),
    ...optional("traceId", text(at(body, "traceId"))?.slice(0, 200)),
    ...optional("data", at(body, "data") ?? undefined)
  }
}
