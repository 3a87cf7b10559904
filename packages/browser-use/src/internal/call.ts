/**
 * One row of the operation table as a function. Nothing here knows a path: the table does.
 */
import type { Http } from "@errand/http/Http"
import type { Operation, OperationTypes } from "@errand/http/Operation"
import * as Effect from "effect/Effect"
import type { BrowserUseError } from "../BrowserUseError.ts"
import { confidential } from "./confidential.ts"
import { fromHttp } from "./fromHttp.ts"

/** An operation bound to a connection. */
type Bound<T extends OperationTypes> = (input?: T["input"]) => Effect.Effect<T["success"], BrowserUseError<T["error"]>>

/** Binds operations to a connection. */
export interface Bind {
  <T extends OperationTypes>(operation: Operation<T>): Bound<T>
}

/** Binds to `http`; failures are told in Browser Use's terms, without what the caller gave in confidence. */
export const bind =
  (http: Http): Bind =>
  (operation) =>
  (input) =>
    Effect.mapError(http.call(operation, input, { confidential: confidential(input) }), (error) =>
      fromHttp(operation, error)
    )
