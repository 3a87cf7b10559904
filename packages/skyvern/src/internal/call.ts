/**
 * Operations bound to a connection, failing in the terms of Skyvern. Nothing here knows a path: the
 * table does.
 */
import type { CallOptions, Http } from "@errand/http/Http"
import type { Given, Operation, OperationTypes } from "@errand/http/Operation"
import * as Pages from "@errand/http/Pages"
import * as Secrets from "@errand/http/Secrets"
import * as Effect from "effect/Effect"
import type { SkyvernError } from "../SkyvernError.ts"
import { fromHttp } from "./error.ts"
import { findSecrets } from "./secrets.ts"

/** An operation bound to a connection. */
type Bound<T extends OperationTypes> = (
  input?: Given<T["input"]>
) => Effect.Effect<T["success"], SkyvernError<T["error"]>>

/**
 * Binds operations to `http`. No error shows what the caller gave in confidence, nor does one of a
 * later request about the same task.
 */
export const bind = (http: Http) => {
  const send = Secrets.makeCall(http, { find: findSecrets })
  const call =
    <T extends OperationTypes>(operation: Operation<T>, options?: Pick<CallOptions, "timeout">): Bound<T> =>
    (input) =>
      Effect.mapError(send(operation, input, options), fromHttp)
  return {
    call,
    byNumber: <T extends OperationTypes, const N extends Pages.NumberNames<T>>(
      source: Pages.Source<T, SkyvernError<T["error"]>>,
      names: N
    ) => Pages.byNumber(source, names)
  }
}
