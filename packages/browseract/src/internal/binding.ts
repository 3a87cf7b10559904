/** Operations of either version bound to a connection, failing in the terms of BrowserAct. */
import type { Http } from "@errand/http/Http"
import type { Given, Operation, OperationTypes } from "@errand/http/Operation"
import * as Pages from "@errand/http/Pages"
import { type Policy, RetryPolicy } from "@errand/http/RetryPolicy"
import * as Secrets from "@errand/http/Secrets"
import * as Effect from "effect/Effect"
import type { BrowserActError } from "../BrowserActError.ts"
import { unwrap } from "./answer.ts"
import { fail, fromHttp, isUnderstood } from "./error.ts"

/** An operation bound to a connection. */
type Bound<T extends OperationTypes> = (
  input?: Given<T["input"]>
) => Effect.Effect<T["success"], BrowserActError<T["error"]>>

/**
 * Binds operations to `http`. No error shows what `findSecrets` finds in an input, nor does one of
 * a later request about the same task.
 */
export const bindWith = (http: Http, findSecrets: (input: unknown) => ReadonlyArray<string>) => {
  const send = Secrets.makeCall(http, { find: findSecrets, read: unwrap })
  const call =
    <T extends OperationTypes>(operation: Operation<T>): Bound<T> =>
    (input) =>
      Effect.withFiber((fiber) => {
        const retry = withoutAnswers(fiber.getRef(RetryPolicy))
        return Effect.mapError(send(operation, input, { retry }), fromHttp)
      })
  const source = <T extends OperationTypes>(operation: Operation<T>): Pages.Source<T, BrowserActError<T["error"]>> => ({
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

/** A 500 is sent again because it says nothing; one whose code says what is wrong is an answer. */
const withoutAnswers = (policy: Policy): Policy => ({
  ...policy,
  retryable: (error, operation) =>
    !((error.status ?? 0) >= 500 && isUnderstood(error)) && policy.retryable(error, operation)
})
