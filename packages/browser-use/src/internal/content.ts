/**
 * Bytes behind an address that expires. Each reading asks for an address of its own, and for a fresh one when that is
 * refused, be it in the middle of the file.
 */
import type { Http } from "@errand/http/Http"
import type { Operation, OperationTypes } from "@errand/http/Operation"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { BadResponse } from "../BrowserUseError.ts"
import type { BrowserUseError } from "../BrowserUseError.ts"
import type { Bind } from "./call.ts"
import { fail, fromHttp } from "./fromHttp.ts"
import { at, text } from "./unknown.ts"

/** The content behind the `downloadUrl` that an operation answers with. */
export const content = <T extends OperationTypes>(
  http: Http,
  bind: Bind,
  operation: Operation<T>
): ((input: T["input"]) => Stream.Stream<Uint8Array, BrowserUseError<T["error"]>>) => {
  const call = bind(operation)
  return (input) => {
    const address = Effect.flatMap(call(input), (body) => {
      const url = text(at(body, "downloadUrl"))
      return url === undefined
        ? Effect.fail(fail<T["error"]>(operation, new BadResponse({ message: "no downloadUrl in the answer" })))
        : Effect.succeed(url)
    })
    return Stream.mapError(http.download(address), (error) =>
      error._tag === "HttpError" ? fromHttp<T["error"]>(operation, error) : error
    )
  }
}

/** How a store refuses an address whose time is over. Only an answer without content has a status like this. */
export const expired = (error: { readonly _tag: string; readonly status?: number }): boolean =>
  error._tag === "HttpError" && (error.status === 401 || error.status === 403 || error.status === 410)
