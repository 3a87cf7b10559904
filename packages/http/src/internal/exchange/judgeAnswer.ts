/** What an answer means. The status decides, whatever the body looks like. */
import * as Result from "effect/Result"
import type { HttpReason } from "../../HttpError.ts"
import type { Answers, Operation } from "../../Operation.ts"
import type { TransportAnswer } from "../../Transport.ts"
import { isJson } from "../request/body.ts"
import { parse } from "../json.ts"
import type { Content } from "./readBody.ts"
import { scrubValue } from "../scrub.ts"
import type { Scrub } from "../scrub.ts"

/** What judging needs to know of the client. */
export interface Rules {
  readonly maxBodyBytes: number
  readonly disguised: ((body: unknown, operation: Operation) => boolean) | undefined
  /** Takes keys out of a text. */
  readonly scrub: Scrub
  readonly sanitize: (cause: unknown) => unknown
}

/** Whether an answer is best read as bytes: a success in a media type that is neither JSON nor text. */
export const asBytes = (operation: Operation, answer: TransportAnswer): boolean =>
  isOk(answer.status) && form(successMedia(operation.ok, answer.status), contentType(answer)) === "bytes"

/** The success value of an answer, or the reason why there is none. */
export const judge = (
  operation: Operation,
  answer: TransportAnswer,
  content: Content,
  rules: Rules
): Result.Result<unknown, HttpReason<unknown>> => {
  const { status } = answer
  if (answer.type === "opaqueredirect" || redirects.has(status)) return Result.fail(redirected(answer, rules.scrub))
  return isOk(status)
    ? success(operation, answer, content, rules)
    : Result.fail(refusal(operation, answer, content, rules))
}

const success = (
  operation: Operation,
  answer: TransportAnswer,
  content: Content,
  rules: Rules
): Result.Result<unknown, HttpReason<unknown>> => {
  const { status } = answer
  if (content._tag === "TooLarge") return Result.fail({ _tag: "BodyTooLarge", limit: rules.maxBodyBytes })
  if (content._tag === "Broken") {
    return Result.fail({ _tag: "Transport", phase: "body", cause: rules.sanitize(content.cause) })
  }
  if (content._tag === "Bytes") return Result.succeed(content.bytes)
  const media = successMedia(operation.ok, status)
  const type = contentType(answer)
  const shape = form(media, type)
  const { text } = content
  if (shape === "text") return Result.succeed(text)
  if (text !== "" && !isHtml(type)) {
    const value = parse(text)
    if (Result.isSuccess(value)) {
      if (rules.disguised?.(value.success, operation) === true) {
        return Result.fail({ _tag: "Undeclared", status, body: scrubValue(value.success, rules.scrub) })
      }
      return Result.succeed(shape === "json" ? value.success : undefined)
    }
  }
  if (shape !== "json" && !isForeign(type, text)) return Result.succeed(undefined)
  return Result.fail({
    _tag: "InvalidBody",
    status,
    ...(type === "" ? undefined : { contentType: clip(rules.scrub(type), 200) }),
    text: quote(rules.scrub(text))
  })
}

const refusal = (
  operation: Operation,
  answer: TransportAnswer,
  content: Content,
  rules: Rules
): HttpReason<unknown> => {
  const { status } = answer
  const sent = content._tag === "Text" ? content.text : ""
  const text = rules.scrub(sent)
  const value = sent === "" || isHtml(contentType(answer)) ? undefined : parse(sent)
  const body = value !== undefined && Result.isSuccess(value) ? scrubValue(value.success, rules.scrub) : undefined
  const media = lookup(operation.errors, status)
  if (media !== undefined && content._tag === "Text") {
    const shape = form(media, contentType(answer))
    if (shape === "none") return { _tag: "Declared", error: { status, body: undefined } }
    if (shape === "text") return { _tag: "Declared", error: { status, body: text } }
    if (value !== undefined && Result.isSuccess(value)) return { _tag: "Declared", error: { status, body } }
  }
  const readable = value !== undefined && Result.isSuccess(value)
  return { _tag: "Undeclared", status, body, ...(readable || text === "" ? undefined : { text: quote(text) }) }
}

const redirected = (answer: TransportAnswer, scrub: Scrub): HttpReason<never> => {
  const location = answer.headers.get("location") ?? ""
  // Hosts lose their case, and a key in one would not be recognised: where there is a key, nothing is told.
  const origin =
    URL.canParse(location) && scrub(location) === location ? clip(new URL(location).origin, 300) : undefined
  return { _tag: "Redirected", status: answer.status, ...(origin === undefined ? undefined : { location: origin }) }
}

/** The media types declared for a status: by its number, its class, or `default`. */
const lookup = (answers: Answers, status: number): ReadonlyArray<string> | undefined =>
  answers[status] ?? answers[`${Math.floor(status / 100)}XX`] ?? answers["default"]

// Any 2xx is a success; an undeclared one must at least look like those that are declared.
const successMedia = (ok: Answers, status: number): ReadonlyArray<string> =>
  lookup(ok, status) ?? Object.values(ok).flat()

const form = (media: ReadonlyArray<string>, type: string): "none" | "json" | "text" | "bytes" => {
  if (media.length === 0) return "none"
  if (media.some(isJson) && (isJson(type) || type === "" || media.every(isJson))) return "json"
  const found = type === "" ? (media[0] ?? "") : type
  if (/^text\//i.test(found))
    return media.some((m) => /^(?:text\/|\*\/)/i.test(m)) ? "text" : media.some(isJson) ? "json" : "bytes"
  return isJson(found) ? "json" : "bytes"
}

const contentType = (answer: TransportAnswer): string => answer.headers.get("content-type") ?? ""

const isHtml = (type: string): boolean => /^text\/html|^application\/xhtml/i.test(type)

/** Whether a body where none was promised shows that somebody else answered: a page, or JSON that breaks off. */
const isForeign = (type: string, text: string): boolean =>
  text.trim() !== "" && (isHtml(type) || isJson(type) || (type === "" && /^\s*<(?:!doctype|html)/i.test(text)))

const isOk = (status: number): boolean => status >= 200 && status < 300

// A text that cannot be read may be half of a result, with presigned addresses in it: their queries are permissions.
const quote = (text: string): string => clip(text).replace(query, "$1?<redacted>")
const query = /(https?:\\?\/\\?\/(?:[^\s"'<>\\?#]|\\\/)+)[?#](?:[^\s"'<>\\]|\\[^"\\\s])*/gi

const clip = (text: string, length = 2000): string => (text.length > length ? `${text.slice(0, length)}…` : text)

const redirects = new Set([300, 301, 302, 303, 305, 307, 308])
