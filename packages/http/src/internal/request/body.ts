/** The body of a request, by its media type. */
import * as Result from "effect/Result"
import type { InvalidRequest } from "../../HttpError.ts"
import type { Encoding, Operation } from "../../Operation.ts"
import { stringify } from "../json.ts"
import { isJson, isMediaType } from "../mediaType.ts"
import { invalidRequest } from "./invalidRequest.ts"
import { writeParameter } from "./query.ts"
import { isRecord, writeScalar } from "./scalar.ts"
import { writeJson } from "./writeJson.ts"

/** What is sent. */
export interface Body {
  readonly content: BodyInit
  /** Absent for multipart, where the runtime chooses the boundary. */
  readonly type?: string
  /** A stream can be sent once, so a request that has one is never repeated. */
  readonly isStream: boolean
}

/** The body of a request, nothing, or why it cannot be written. */
export const writeBody = (operation: Operation, value: unknown): Body | undefined | InvalidRequest => {
  if (value === undefined) {
    return operation.request?.required === true ? invalidRequest("body", "is required") : undefined
  }
  if (operation.method === "GET" || operation.method === "HEAD" || operation.method === "TRACE") {
    return invalidRequest("body", `a ${operation.method} request has none`)
  }
  const media = operation.request?.media ?? []
  if (value instanceof FormData) return { content: value, isStream: false }
  if (value instanceof URLSearchParams) {
    return { content: value.toString(), type: "application/x-www-form-urlencoded", isStream: false }
  }
  const form = media.find((type) => isMediaType(type, formType))
  const multipart = media.find((type) => isMediaType(type, multipartType))
  const raw = findConcrete(media, (type) => !isJson(type) && type !== form && type !== multipart)
  if (value instanceof Blob) {
    return { content: value, type: value.type === "" ? (raw ?? octetStreamType) : value.type, isStream: false }
  }
  if (value instanceof Uint8Array)
    return { content: new Uint8Array(value), type: raw ?? octetStreamType, isStream: false }
  if (value instanceof ArrayBuffer) return { content: value, type: raw ?? octetStreamType, isStream: false }
  if (value instanceof ReadableStream) return { content: value, type: raw ?? octetStreamType, isStream: true }
  const json = media.find(isJson)
  if (json === undefined && form !== undefined) return writeForm(value, form, operation.request?.encoding)
  if (json === undefined && multipart !== undefined) return writeMultipart(value, operation.request?.encoding)
  if (json === undefined && typeof value === "string") {
    return { content: value, type: raw ?? "text/plain;charset=UTF-8", isStream: false }
  }
  return Result.match(stringify(value), {
    onFailure: (message): Body | InvalidRequest => invalidRequest("body", message),
    onSuccess: (text) =>
      text === undefined
        ? invalidRequest("body", "cannot be written as JSON")
        : { content: text, type: ifConcrete(json) ?? "application/json", isStream: false }
  })
}

const writeForm = (
  value: unknown,
  type: string,
  encoding: { readonly [property: string]: Encoding } = {}
): Body | InvalidRequest => {
  if (!isRecord(value)) return invalidRequest("body", "a form is a record of names and values")
  const parts: Array<string> = []
  for (const [name, item] of Object.entries(value)) {
    const own = Object.hasOwn(encoding, name) ? encoding[name] : undefined
    if (own !== undefined) {
      if (item === undefined || item === null) continue
      const part = writeParameter({ name, in: "query", ...own }, item, `body.${name}`)
      if (typeof part !== "string") return part
      if (part !== "") parts.push(part)
      continue
    }
    for (const one of Array.isArray(item) ? item : [item]) {
      if (one === undefined || one === null) continue
      const text = isRecord(one) ? writeJson(one, `body.${name}`) : writeScalar(one, `body.${name}`)
      if (typeof text !== "string") return text
      parts.push(new URLSearchParams([[name, text]]).toString())
    }
  }
  return { content: parts.join("&"), type, isStream: false }
}

const writeMultipart = (
  value: unknown,
  encoding: { readonly [property: string]: Encoding } = {}
): Body | InvalidRequest => {
  if (!isRecord(value)) return invalidRequest("body", "a form is a record of names and values")
  const out = new FormData()
  for (const [name, item] of Object.entries(value)) {
    const type = Object.hasOwn(encoding, name) ? encoding[name]?.content : undefined
    const isDocument = type !== undefined && isJson(type)
    for (const one of Array.isArray(item) && !isDocument ? item : [item]) {
      if (one === undefined || one === null) continue
      if (one instanceof Blob) out.append(name, type === undefined || one.type !== "" ? one : withType(one, type))
      else if (one instanceof Uint8Array)
        out.append(name, new Blob([new Uint8Array(one)], type === undefined ? {} : { type }))
      else {
        const text = isDocument || isRecord(one) ? writeJson(one, `body.${name}`) : writeScalar(one, `body.${name}`)
        if (typeof text !== "string") return text
        out.append(name, type === undefined ? text : new Blob([text], { type }))
      }
    }
  }
  return { content: out, isStream: false }
}

/** The same bytes, with a media type, under the name that they have. */
const withType = (blob: Blob, type: string): File =>
  new File([blob], blob instanceof File ? blob.name : "blob", { type })

const findConcrete = (media: ReadonlyArray<string>, fits: (type: string) => boolean): string | undefined =>
  media.find((type) => fits(type) && !type.includes("*"))

const ifConcrete = (type: string | undefined): string | undefined => (type?.includes("*") === true ? undefined : type)

const formType = "application/x-www-form-urlencoded"
const multipartType = "multipart/form-data"
const octetStreamType = "application/octet-stream"
