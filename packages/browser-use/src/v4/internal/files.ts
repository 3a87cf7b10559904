/**
 * Downloads from a link that is good for 60 seconds. Each download asks for a link of its own, and
 * for a fresh one when that is refused, be it in the middle of the file.
 */
import * as Api from "@errand/browser-use-types/v4"
import { at, text } from "@errand/http/Answer"
import type { Http } from "@errand/http/Http"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { BrowserUseError } from "../BrowserUseError.ts"
import type { bind } from "./call.ts"
import { fail, fromHttp } from "./error.ts"

/** A file of a workspace. */
interface Place {
  readonly workspaceId: string
  readonly path: string
}

/** Downloads the file that a list shows with a link. */
export const download = (
  http: Http,
  { byCursor }: Pick<ReturnType<typeof bind>, "byCursor">
): ((file: Place) => Stream.Stream<Uint8Array, BrowserUseError<Api.ListWorkspaceFilesError>>) => {
  const operation = Api.listWorkspaceFiles
  const all = byCursor(operation, { cursor: "cursor", next: "nextCursor", items: "files", id: "path" })
  return ({ path, workspaceId }) => {
    const found = Stream.filter(
      all({ path: { workspace_id: workspaceId }, query: { prefix: path, limit: 100, includeUrls: true } }),
      (file) => at(file, "path") === path
    )
    const address = Effect.flatMap(Stream.runHead(found), (file) => {
      const url = text(at(Option.getOrUndefined(file), "url"))
      return url === undefined
        ? Effect.fail(fail<Api.ListWorkspaceFilesError>(operation, "no file of this path with a link"))
        : Effect.succeed(url)
    })
    return Stream.mapError(http.download(address), (error) =>
      error._tag === "HttpError" ? fromHttp<Api.ListWorkspaceFilesError>(operation, error) : error
    )
  }
}
