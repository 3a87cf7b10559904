/**
 * What a 2xx of BrowserAct really is. Refusals can come as an envelope with HTTP 200, and a success
 * may be wrapped in an envelope with code 0: then the wrapping is taken off.
 */
import type { Operation } from "@errand/http/Operation"
import { read } from "./envelope.ts"

/**
 * Whether a 2xx refuses: its envelope has another code than 0, or code 0 and nothing where
 * something must be.
 */
export const disguised = (body: unknown, operation: Operation): boolean => {
  const envelope = read(body)
  if (envelope === undefined) return false
  const promised = Object.values(operation.ok).some((media) => media.length > 0)
  return envelope.code !== 0 || (promised && envelope.data === undefined)
}

/**
 * The answer as the spec has it: unwrapped, with every id a string and `profile_id` under its own
 * name. All else stays as the service sent it, which may be less, or more, than the spec says.
 */
export const unwrap = <A>(answer: A): A => {
  const envelope = read(answer)
  // What an envelope with code 0 wraps is what the spec promises bare.
  const value = envelope === undefined ? answer : (envelope.data as A)
  normalizeIds(value)
  return value
}

const isId = /^(id|guid|templateId|profileId|.*_id)$/

/**
 * In place, since the value was parsed for this one caller; ids sit no deeper than in a list inside
 * a list.
 */
const normalizeIds = (value: unknown, depth = 0): void => {
  if (typeof value !== "object" || value === null || depth > 4) return
  if (Array.isArray(value)) return value.forEach((item) => normalizeIds(item, depth + 1))
  for (const [name, field] of Object.entries(value)) {
    if (typeof field === "number" && isId.test(name)) Object.assign(value, { [name]: String(field) })
    else normalizeIds(field, depth + 1)
  }
  if ("profileId" in value && !("profile_id" in value)) Object.assign(value, { profile_id: value.profileId })
}
