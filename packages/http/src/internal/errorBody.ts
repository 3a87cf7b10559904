/**
 * Finds a sentence for people in the body of an error: RFC 9457 (`title`, `detail`, `errors`),
 * FastAPI (`detail`, a text or a list of `{ loc, msg }`; or one of them bare), `{ error: { message
 * } }`, `{ message }`, `{ msg }`, or plain text. HTML is never taken for one.
 */
import { at, list, optional, text } from "../Answer.ts"

/** One field that was not accepted; `path` as in `body.goal`, empty for the whole. */
export interface Issue {
  readonly path: string
  readonly message: string
  /** The service's name for the rule that was broken. */
  readonly type?: string
}

/** Longer messages are cut off; the whole body is in the error's `http`. */
const maxMessageLength = 500

/** Where services put a sentence, the most useful first. */
const messagePaths = [
  ["detail"],
  ["detail", "message"],
  ["message"],
  ["error", "message"],
  ["error", "detail"],
  ["error_description"],
  ["error"],
  ["msg"],
  ["title"]
] as const

/** The sentence in a body; `undefined` if there is none. */
export const findMessage = (body: unknown): string | undefined => {
  const sentence =
    text(body) ??
    (isIssue(body)
      ? undefined
      : messagePaths.map((place) => text(at(body, ...place))).find((found) => found !== undefined))
  if (sentence !== undefined) return /^\s*</.test(sentence) ? undefined : sentence.slice(0, maxMessageLength)
  const all = findIssues(body).map(({ message, path }) => (path === "" ? message : `${path}: ${message}`))
  return all.length === 0 ? undefined : all.join("; ").slice(0, maxMessageLength)
}

/** The fields that a body names as wrong. */
export const findIssues = (body: unknown): ReadonlyArray<Issue> =>
  [
    ...(isIssue(body) ? [body] : []),
    ...list(body),
    ...list(at(body, "errors")),
    ...list(at(body, "detail")),
    ...list(at(body, "issues"))
  ].flatMap((entry) => {
    const message = text(entry) ?? text(at(entry, "detail")) ?? text(at(entry, "msg")) ?? text(at(entry, "message"))
    if (message === undefined) return []
    const type = text(at(entry, "type"))
    return [{ path: pathOf(entry), message: message.slice(0, maxMessageLength), ...optional("type", type) }]
  })

/** Whether a body is one complaint about one field, as FastAPI's `{ loc, msg, type }`. */
const isIssue = (body: unknown): boolean => at(body, "loc") !== undefined

/** `["body", "goal"]`, `#/goal`, `/goal` and `body.goal` alike. */
const pathOf = (entry: unknown): string => {
  const place = at(entry, "loc") ?? at(entry, "path")
  if (Array.isArray(place)) return place.filter((part) => typeof part !== "object").join(".")
  const given = text(at(entry, "pointer")) ?? text(place) ?? text(at(entry, "field")) ?? text(at(entry, "name"))
  return (given ?? "").replace(/^#?\//, "").replaceAll("/", ".")
}
