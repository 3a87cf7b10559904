/**
 * The TypeScript type of a body by its media type. The transport in `http` treats media types the
 * same way.
 */
import type { Json } from "../json.ts"
import { isForm, isJson, isMultipart, isText, type Media } from "../model/content.ts"
import { isWrittenByCaller, needsHeaders } from "../model/encoding.ts"

/** The type of a schema as text. */
export type Print = (schema: Json | undefined, path: ReadonlyArray<string | number>) => string

/** A body that is sent. */
export const printSent = (media: ReadonlyArray<Media>, print: Print): string =>
  joinUnion(
    media.map((each) => {
      const { schema, type } = each
      const isOwn = schema === undefined || isWrittenByCaller(each)
      const path = ["requestBody", "content", type]
      if (isJson(type) || type === "*/*") return print(schema, path)
      if (isMultipart(type) && needsHeaders(each)) return "Blob"
      if (isMultipart(type)) return isOwn ? "FormData" : `FormData | ${print(schema, path)}`
      if (isForm(type)) return isOwn ? "URLSearchParams" : `URLSearchParams | ${print(schema, path)}`
      return isText(type) ? "string" : "Blob | Uint8Array | ReadableStream"
    })
  )

/** A body that comes back, or `nothing` where none is declared. */
export const printReceived = (
  media: ReadonlyArray<Media>,
  print: Print,
  path: ReadonlyArray<string>,
  nothing: string
): ReadonlyArray<string> =>
  media.length === 0
    ? [nothing]
    : media.map(({ schema, type }) => {
        if (isJson(type) || type === "*/*") return print(schema, [...path, "content", type])
        return /^text\//i.test(type) ? "string" : "Uint8Array"
      })

/**
 * Joins types; `void` beside other types becomes `undefined`, which is the value of such a call.
 */
export const joinUnion = (types: ReadonlyArray<string>): string => {
  const distinct = [...new Set(types)]
  return distinct.length === 1
    ? (distinct[0] ?? "never")
    : distinct.map((type) => (type === "void" ? "undefined" : type)).join(" | ")
}
