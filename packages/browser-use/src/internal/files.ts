/**
 * Downloads from an address that expires. Each download asks for an address of its own, and for a
 * fresh one when that is refused, be it in the middle of the file.
 */
import { at, isAboutAnother, text } from "@errand/http/Answer"
import type { Http } from "@errand/http/Http"
import type { Given, Operation, OperationTypes } from "@errand/http/Operation"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { BrowserUseError } from "../BrowserUseError.ts"
import type { bind } from "./call.ts"
import { fail, fromHttp } from "./error.ts"

/** Downloads what is behind the `downloadUrl` that an operation answers with. */
export const download = <T extends OperationTypes>(
  http: Http,
  bound: Pick<ReturnType<typeof bind>, "call">,
  operation: Operation<T>
): ((input: Given<T["input"]>) => Stream.Stream<Uint8Array, BrowserUseError<T["error"]>>) => {
  const call = bound.call(operation)
  return (input) => {
    const address = Effect.flatMap(call(input), (body) => {
      const url = text(at(body, "downloadUrl"))
      const file = text(at(input, "path", "file_id"))
      if (file !== undefined && isAboutAnother(at(body, "id"), file))
        return Effect.fail(fail<T["error"]>(operation, "the answer is about another file"))
      return url === undefined
        ? Effect.fail(fail<T["error"]>(operation, "no downloadUrl in the answer"))
        : Effect.succeed(url)
    })
    return Stream.mapError(http.download(address), (error) =>
      error._tag === "HttpError" ? fromHttp<T["error"]>(operation, error) : error
    )
  }
}

/**
 * Whether a store refused an address whose time is over. Only an answer without content has a
 * status.
 */
export const isExpired = (error: { readonly _tag: string; readonly status?: number }): boolean =>
  error._tag === "HttpError" && (error.status === 401 || error.status === 403 || error.status === 410)
