/** The body of a request, by its media type. */
import * as Result from "effect/Result"
import type { InvalidRequest } from "../../HttpError.ts"
import type { Operation } from "../../Operation.ts"
import { invalid } from "./invalid.ts"
import { stringify } from "../json.ts"
import { isRecord, scalar } from "./scalar.ts"

/** What goes over the wire. A stream can be sent once, so a request that has one is never repeated. */
export interface Body {
  readonly content: BodyInit
  /** Absent for multipart: only the runtime knows the boundary. */
  readonly type?: string
  readonly once: boolean
}

/** The body for the wire, nothing, or why there is none. */
export const body = (operation: Operation, value: unknown): Body | undefined | InvalidRequest => {
  if (value === undefined) {
    return operation.request?.required === true ? invalid("body", "is required") : undefined
  }
  if (operation.method === "GET" || operation.method === "HEAD" || operation.method === "TRACE") {
    return invalid("body", `a ${operation.method} request has none`)
  }
  const media = operation.request?.media ?? []
  if (value instanceof FormData) return { content: value, once: false }
  if (value instanceof URLSearchParams) {
    return { content: value.toString(), type: "application/x-www-form-urlencoded", once: false }
  }
  const raw = pick(media, (type) => !isJson(type) && type !== formType && type !== multipartType)
  if (value instanceof Blob) {
    return { content: value, type: value.type === "" ? (raw ?? octets) : value.type, once: false }
  }
  if (value instanceof Uint8Array) return { content: new Uint8Array(value), type: raw ?? octets, once: false }
  if (value instanceof ArrayBuffer) return { content: value, type: raw ?? octets, once: false }
  if (value instanceof ReadableStream) return { content: value, type: raw ?? octets, once: true }
  const json = media.find(isJson)
  if (json === undefined && media.includes(formType)) return form(value)
  if (json === undefined && media.includes(multipartType)) return multipart(value)
  if (json === undefined && typeof value === "string") {
    return { content: value, type: raw ?? "text/plain;charset=UTF-8", once: false }
  }
  return Result.match(stringify(value), {
    onFailure: (message): Body | InvalidRequest => invalid("body", message),
    onSuccess: (text) =>
      text === undefined
        ? invalid("body", "cannot be written as JSON")
        : { content: text, type: concrete(json) ?? "application/json", once: false }
  })
}

const form = (value: unknown): Body | InvalidRequest => {
  if (!isRecord(value)) return invalid("body", "a form is a record of names and values")
  const out = new URLSearchParams()
  for (const [name, item] of Object.entries(value)) {
    for (const one of Array.isArray(item) ? item : [item]) {
      if (one === undefined || one === null) continue
      const text = isRecord(one) ? asJson(one, `body.${name}`) : scalar(one, `body.${name}`)
      if (typeof text !== "string") return text
      out.append(name, text)
    }
  }
  return { content: out.toString(), type: formType, once: false }
}

const multipart = (value: unknown): Body | InvalidRequest => {
  if (!isRecord(value)) return invalid("body", "a form is a record of names and values")
  const out = new FormData()
  for (const [name, item] of Object.entries(value)) {
    for (const one of Array.isArray(item) ? item : [item]) {
      if (one === undefined || one === null) continue
      if (one instanceof Blob) out.append(name, one)
      else if (one instanceof Uint8Array) out.append(name, new Blob([new Uint8Array(one)]))
      else {
        const text = isRecord(one) ? asJson(one, `body.${name}`) : scalar(one, `body.${name}`)
        if (typeof text !== "string") return text
        out.append(name, text)
      }
    }
  }
  return { content: out, once: false }
}

const asJson = (value: unknown, where: string): string | InvalidRequest =>
  Result.match(stringify(value), {
    onFailure: (message) => invalid(where, message),
    onSuccess: (text) => text ?? invalid(where, "cannot be written as JSON")
  })

/** `application/json`, `application/problem+json; charset=utf-8` and their kind. */
export const isJson = (type: string): boolean => /^[^;]*[/+]json\s*(?:;|$)/i.test(type)

const pick = (media: ReadonlyArray<string>, fits: (type: string) => boolean): string | undefined =>
  media.find((type) => fits(type) && !type.includes("*"))

const concrete = (type: string | undefined): string | undefined => (type?.includes("*") === true ? undefined : type)

const formType = "application/x-www-form-urlencoded"
const multipartType = "multipart/form-data"
const octets = "application/octet-stream"
