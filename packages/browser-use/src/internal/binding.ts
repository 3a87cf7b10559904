/** Operations of any version bound to a connection, failing in the terms of Browser Use. */
import type { Http } from "@errand/http/Http"
import type { Given, Operation, OperationTypes } from "@errand/http/Operation"
import * as Pages from "@errand/http/Pages"
import * as Secrets from "@errand/http/Secrets"
import * as Effect from "effect/Effect"
import type { BrowserUseError } from "../BrowserUseError.ts"
import { fail, fromHttp } from "./error.ts"

/** An operation bound to a connection. */
type Bound<T extends OperationTypes> = (
  input?: Given<T["input"]>
) => Effect.Effect<T["success"], BrowserUseError<T["error"]>>

/**
 * Binds operations to `http`. No error shows what `findSecrets` finds in an input, nor does one of
 * a later request about the same task.
 */
export const bindWith = (http: Http, findSecrets: (input: unknown) => ReadonlyArray<string>) => {
  const send = Secrets.makeCall(http, { find: findSecrets })
  const call =
    <T extends OperationTypes>(operation: Operation<T>): Bound<T> =>
    (input) =>
      Effect.mapError(send(operation, input), (error) => fromHttp(operation, error))
  const source = <T extends OperationTypes>(operation: Operation<T>): Pages.Source<T, BrowserUseError<T["error"]>> => ({
    operation,
    call: call(operation),
    unreadable: (message) => fail(operation, message)
  })
  return {
    call,
    byCursor: <T extends OperationTypes, const N extends Pages.CursorNames<T>>(operation: Operation<T>, names: N) =>
      Pages.byCursor(source(operation), names),
    byNumber: <T extends OperationTypes, const N extends Pages.NumberNames<T>>(operation: Operation<T>, names: N) =>
      Pages.byNumber(source(operation), names)
  }
}
