/**
 * The words in an error body, whoever wrote it: RFC 9457 (`title`, `detail`, `errors`), FastAPI (`detail`, a text or a list of
 * `{ loc, msg }`), `{ error: { message } }`, `{ message }`, `{ msg }`, or plain text. HTML is for nobody.
 */
import { at, list, text } from "../Answer.ts"
import type { Issue } from "../Reason.ts"

/** Longest message taken over; the whole body is in the error's `http`. */
const clip = 500

/** Where services put a sentence, the most telling first. */
const places = [
  ["detail"],
  ["message"],
  ["error", "message"],
  ["error", "detail"],
  ["error_description"],
  ["error"],
  ["msg"],
  ["title"]
] as const

/** What the body says to a person; `undefined` if nothing. */
export const words = (body: unknown): string | undefined => {
  const told = text(body) ?? places.map((place) => text(at(body, ...place))).find((found) => found !== undefined)
  if (told !== undefined) return /^\s*</.test(told) ? undefined : told.slice(0, clip)
  const all = issues(body).map(({ message, path }) => (path === "" ? message : `${path}: ${message}`))
  return all.length === 0 ? undefined : all.join("; ").slice(0, clip)
}

/** The fields that a body complains of. */
export const issues = (body: unknown): ReadonlyArray<Issue> =>
  [...list(at(body, "errors")), ...list(at(body, "detail")), ...list(at(body, "issues"))].flatMap((entry) => {
    const message = text(entry) ?? text(at(entry, "detail")) ?? text(at(entry, "msg")) ?? text(at(entry, "message"))
    return message === undefined ? [] : [{ path: pathOf(entry), message: message.slice(0, clip) }]
  })

/** `["body", "goal"]`, `#/goal`, `/goal` and `body.goal` alike. */
const pathOf = (entry: unknown): string => {
  const place = at(entry, "loc") ?? at(entry, "path")
  if (Array.isArray(place)) return place.filter((part) => typeof part !== "object").join(".")
  const given = text(at(entry, "pointer")) ?? text(place) ?? text(at(entry, "field")) ?? text(at(entry, "name"))
  return (given ?? "").replace(/^#?\//, "").replaceAll("/", ".")
}
