/**
 * Sending a file to a workspace: ask where to, then put it there. Limits are checked before
 * anything is sent.
 */
import * as Api from "@errand/browser-use-types/v4"
import { at, list, text } from "@errand/http/Answer"
import type { Http } from "@errand/http/Http"
import { HttpError } from "@errand/http/HttpError"
import * as Effect from "effect/Effect"
import { collect } from "../../internal/collect.ts"
import type { Data } from "../../internal/collect.ts"
import { isExpired } from "../../internal/files.ts"
import type { BrowserUseError } from "../BrowserUseError.ts"
import type { bind } from "./call.ts"
import { fail, fromHttp, refuse } from "./error.ts"

/** A file to send to a workspace. */
export interface Upload<E = never, R = never> {
  readonly workspaceId: string
  /** What the agent will see it as: 1 to 255 characters. */
  readonly name: string
  /** `application/octet-stream` unless given. */
  readonly contentType?: string | undefined
  /** 1 byte to 50 MiB. A stream is read to its end before anything is sent. */
  readonly data: Data<E, R>
}

/** A file that has arrived. */
export interface Uploaded {
  /** What goes into `attachedFileIds` of a run. */
  readonly id: string
  /** Where the workspace has it, as its list shows it. */
  readonly path: string
}

/** The largest file that is taken, in bytes. */
const maxBytes = 52_428_800

type Refused = Api.CreateWorkspaceUploadUrlsError
type Failure = BrowserUseError<Refused>

/** Sends files over `http`. */
export const upload = (http: Http, { call }: Pick<ReturnType<typeof bind>, "call">) => {
  const operation = Api.createWorkspaceUploadUrls
  const ask = call(operation)
  return Effect.fnUntraced(function* <E = never, R = never>({
    contentType = "application/octet-stream",
    data,
    name,
    workspaceId
  }: Upload<E, R>): Effect.fn.Return<Uploaded, E | Failure, R> {
    const length = Array.from(name).length
    if (length < 1 || length > 255)
      return yield* refuse<Refused>(operation, "name", `must have 1 to 255 characters, has ${length}`)
    const content = yield* collect(data, contentType, maxBytes)
    if (content.size < 1 || content.size > maxBytes) {
      const message = content.size < 1 ? "is empty" : `has more than ${maxBytes} bytes`
      return yield* refuse<Refused>(operation, "data", message)
    }
    const files = [{ name, contentType, size: content.size }]
    const send = Effect.flatMap(ask({ path: { workspace_id: workspaceId }, body: { files } }), (answer) => {
      const [file] = list(at(answer, "files"))
      const [id, path, url] = [text(at(file, "id")), text(at(file, "path")), text(at(file, "uploadUrl"))]
      if (id === undefined || path === undefined || url === undefined) {
        return Effect.fail<Failure | HttpError<never>>(fail(operation, "no address in the answer"))
      }
      const options = { method: "PUT", headers: { "content-type": contentType }, timeout: "5 minutes" } as const
      return Effect.as(http.upload(url, content, options), { id, path })
    })
    return yield* send.pipe(
      // An address is good for five minutes; one that was refused is replaced once.
      Effect.catchIf(isExpired, () => send),
      Effect.mapError((error) => (error instanceof HttpError ? fromHttp(operation, error) : error))
    )
  })
}
