/**
 * Sending a file: ask where to, then post a form to that address. Limits are checked before
 * anything is sent.
 */
import * as Api from "@errand/browser-use-types/v2"
import { at, isFields, text } from "@errand/http/Answer"
import type { Http } from "@errand/http/Http"
import { HttpError } from "@errand/http/HttpError"
import * as Effect from "effect/Effect"
import type * as Stream from "effect/Stream"
import type { BrowserUseError } from "../BrowserUseError.ts"
import type { bind } from "./call.ts"
import { collect } from "./collect.ts"
import { fail, fromHttp, refuse } from "./error.ts"
import { isExpired } from "./files.ts"

/** A type of file that Browser Use takes. */
export type ContentType = Api.UploadFileRequest["contentType"]

/** A file to send, to a session or to a browser. */
export type Upload<E = never, R = never> = {
  /** What the agent will see it as: 1 to 255 characters. */
  readonly name: string
  readonly contentType: ContentType
  /** 1 byte to 10 MiB. A stream is read to its end before anything is sent. */
  readonly data: Uint8Array | Blob | Stream.Stream<Uint8Array, E, R>
} & (
  | { readonly sessionId: string; readonly browserId?: never }
  | { readonly browserId: string; readonly sessionId?: never }
)

/** A file that has arrived. */
export interface Uploaded {
  /** The name under which the agent finds it. */
  readonly fileName: string
}

/** The largest file that is taken, in bytes. */
const maxBytes = 10_485_760

// All of the spec's, and none besides: the record is checked against the generated union.
const contentTypes: { readonly [Type in ContentType]: true } = {
  "image/jpg": true,
  "image/jpeg": true,
  "image/png": true,
  "image/gif": true,
  "image/webp": true,
  "image/svg+xml": true,
  "application/pdf": true,
  "application/msword": true,
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": true,
  "application/vnd.ms-excel": true,
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": true,
  "text/plain": true,
  "text/csv": true,
  "text/markdown": true
}

type Failure = BrowserUseError<Api.CreateSessionUploadUrlError>

/** Sends files over `http`. */
export const upload = (http: Http, { call }: Pick<ReturnType<typeof bind>, "call">) => {
  const forSession = call(Api.createSessionUploadUrl)
  const forBrowser = call(Api.createBrowserUploadUrl)
  return Effect.fnUntraced(function* <E = never, R = never>(
    file: Upload<E, R>
  ): Effect.fn.Return<Uploaded, E | Failure, R> {
    const { contentType, name } = file
    const session = file.sessionId !== undefined
    const operation = session ? Api.createSessionUploadUrl : Api.createBrowserUploadUrl
    const length = Array.from(name).length
    if (length < 1 || length > 255)
      return yield* refuse<Api.CreateSessionUploadUrlError>(
        operation,
        "name",
        `must have 1 to 255 characters, has ${length}`
      )
    if (!Object.hasOwn(contentTypes, contentType))
      return yield* refuse<Api.CreateSessionUploadUrlError>(
        operation,
        "contentType",
        "is not a type that Browser Use takes"
      )
    const data = yield* collect(file.data, contentType, maxBytes)
    if (data.size < 1 || data.size > maxBytes) {
      return yield* refuse<Api.CreateSessionUploadUrlError>(
        operation,
        "data",
        data.size < 1 ? "is empty" : `has more than ${maxBytes} bytes`
      )
    }
    const body = { fileName: name, contentType, sizeBytes: data.size }
    const address = session
      ? forSession({ path: { session_id: file.sessionId }, body })
      : forBrowser({ path: { session_id: file.browserId }, body })
    const send = Effect.flatMap(address, (answer) => {
      const form = formOf(at(answer, "fields"), data, name)
      const url = text(at(answer, "url"))
      if (form === undefined || url === undefined) {
        return Effect.fail<Failure | HttpError<never>>(fail(operation, "no address in the answer"))
      }
      return Effect.as(http.upload(url, form, { timeout: "2 minutes" }), {
        fileName: text(at(answer, "fileName")) ?? name
      })
    })
    return yield* send.pipe(
      // An address is good for two minutes; one that was refused is replaced once.
      Effect.catchIf(isExpired, () => send),
      Effect.mapError((error) => (error instanceof HttpError ? fromHttp(operation, error) : error))
    )
  })
}

/**
 * The store reads no field that comes after the file. None where a field is no text: what was
 * signed is not known then.
 */
const formOf = (fields: unknown, data: Blob, name: string): FormData | undefined => {
  if (!isFields(fields)) return undefined
  const form = new FormData()
  for (const [key, value] of Object.entries(fields)) {
    if (typeof value === "string" || typeof value === "number") form.append(key, String(value))
    else return undefined
  }
  form.append("file", data, name)
  return form
}
