/** What an answer means. Its status decides; the body only adds to it. */
import * as Result from "effect/Result"
import type { HttpReason } from "../../HttpError.ts"
import type { Answers, Operation } from "../../Operation.ts"
import type { TransportAnswer } from "../../Transport.ts"
import { parse } from "../json.ts"
import { isJson } from "../mediaType.ts"
import { scrubValue } from "../scrub.ts"
import type { Scrub } from "../scrub.ts"
import { sanitize } from "./cause.ts"
import type { Content } from "./readBody.ts"

/** What judging needs to know about the client. */
export interface Rules {
  /** Where requests go, as errors name it. */
  readonly host: string | undefined
  readonly maxBodyBytes: number
  readonly disguised: ((body: unknown, operation: Operation) => boolean) | undefined
  /** Takes keys out of a text. */
  readonly scrub: Scrub
}

/**
 * Whether an answer is best read as bytes: a success in a media type that is neither JSON nor text.
 */
export const isBinary = (operation: Operation, answer: TransportAnswer): boolean =>
  isOk(answer.status) && expectedForm(findSuccessMedia(operation, answer.status), contentType(answer)) === "bytes"

/** The success value of an answer, or the reason why there is none. */
export const judgeAnswer = (
  operation: Operation,
  answer: TransportAnswer,
  content: Content,
  rules: Rules
): Result.Result<unknown, HttpReason<unknown>> => {
  const { status } = answer
  if (answer.type === "opaqueredirect" || redirectStatuses.has(status))
    return Result.fail(judgeRedirect(answer, rules.scrub))
  return isOk(status)
    ? judgeSuccess(operation, answer, content, rules)
    : Result.fail(judgeRefusal(operation, answer, content, rules))
}

const judgeSuccess = (
  operation: Operation,
  answer: TransportAnswer,
  content: Content,
  rules: Rules
): Result.Result<unknown, HttpReason<unknown>> => {
  const { status } = answer
  if (content._tag === "TooLarge") return Result.fail({ _tag: "BodyTooLarge", limit: rules.maxBodyBytes })
  if (content._tag === "Broken") {
    return Result.fail({ _tag: "Transport", phase: "body", cause: sanitize(content.cause, rules.scrub) })
  }
  const media = findSuccessMedia(operation, status)
  const problem = media.length > 0 && findMedia(operation.ok, status) === undefined ? incomplete[status] : undefined
  if (problem !== undefined) return Result.fail({ _tag: "InvalidBody", status, problem, text: "" })
  if (content._tag === "Bytes") return Result.succeed(content.bytes)
  const type = contentType(answer)
  const shape = expectedForm(media, type)
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
    text: quoteText(rules.scrub(text))
  })
}

const judgeRefusal = (
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
  const media = withoutHead(operation, findMedia(operation.errors, status))
  if (media !== undefined && content._tag === "Text") {
    const shape = expectedForm(media, contentType(answer))
    if (shape === "none") {
      const extra = body === undefined ? undefined : { undeclaredBody: body }
      return { _tag: "Declared", error: { status, body: undefined }, ...extra }
    }
    if (shape === "text") return { _tag: "Declared", error: { status, body: text } }
    if (value !== undefined && Result.isSuccess(value)) return { _tag: "Declared", error: { status, body } }
  }
  const readable = value !== undefined && Result.isSuccess(value)
  return { _tag: "Undeclared", status, body, ...(readable || text === "" ? undefined : { text: quoteText(text) }) }
}

const judgeRedirect = (answer: TransportAnswer, scrub: Scrub): HttpReason<never> => {
  const location = answer.headers.get("location") ?? ""
  // URL parsing changes the case of a host, so that a key in it would not be recognised afterwards:
  // an address with a key in it is not told at all.
  const origin =
    URL.canParse(location) && scrub(location) === location ? clip(new URL(location).origin, 300) : undefined
  return { _tag: "Redirected", status: answer.status, ...(origin === undefined ? undefined : { location: origin }) }
}

/** Successes that never carry all of a content, where they are not declared. */
const incomplete: { readonly [status: number]: string } = {
  204: "no content",
  205: "no content",
  206: "a part that was not asked for"
}

/** The media types declared for a status: by its number, its class, or `default`. */
const findMedia = (answers: Answers, status: number): ReadonlyArray<string> | undefined =>
  answers[status] ?? answers[`${Math.floor(status / 100)}XX`] ?? answers["default"]

// Every 2xx is a success. One that is not declared is read like those that are.
const findSuccessMedia = (operation: Operation, status: number): ReadonlyArray<string> =>
  withoutHead(operation, findMedia(operation.ok, status) ?? Object.values(operation.ok).flat())

// What a document declares for HEAD is what a GET would answer: its own answers have no content.
const withoutHead = <M extends ReadonlyArray<string> | undefined>({ method }: Operation, media: M): M | [] =>
  method === "HEAD" && media !== undefined ? [] : media

const expectedForm = (media: ReadonlyArray<string>, type: string): "none" | "json" | "text" | "bytes" => {
  if (media.length === 0) return "none"
  if (media.some(isJson) && (isJson(type) || type === "" || media.every(isJson))) return "json"
  const found = type === "" ? (media[0] ?? "") : type
  if (/^text\//i.test(found))
    return media.some((m) => /^(?:text\/|\*\/)/i.test(m)) ? "text" : media.some(isJson) ? "json" : "bytes"
  return isJson(found) ? "json" : "bytes"
}

const contentType = (answer: TransportAnswer): string => answer.headers.get("content-type") ?? ""

const isHtml = (type: string): boolean => /^text\/html|^application\/xhtml/i.test(type)

/**
 * Whether a body where none was promised shows that a proxy or a portal answered instead of the
 * service: a page, or broken JSON.
 */
const isForeign = (type: string, text: string): boolean =>
  text.trim() !== "" && (isHtml(type) || isJson(type) || (type === "" && /^\s*<(?:!doctype|html)/i.test(text)))

const isOk = (status: number): boolean => status >= 200 && status < 300

// A text that is not understood may hold presigned addresses, whose queries are permissions.
const quoteText = (text: string): string => clip(text).replace(addressQuery, "$1?<redacted>")
const addressQuery = /(https?:\\?\/\\?\/(?:[^\s"'<>\\?#]|\\\/)+)[?#](?:[^\s"'<>\\]|\\[^"\\\s])*/gi

const clip = (text: string, length = 2000): string => (text.length > length ? `${text.slice(0, length)}…` : text)

const redirectStatuses = new Set([300, 301, 302, 303, 305, 307, 308])
