/**
 * One row of the operation table as a function. Nothing here knows a path: the table does.
 */
import type { Http } from "@errand/http/Http"
import type { Operation, OperationTypes } from "@errand/http/Operation"
import { type Policy, RetryPolicy } from "@errand/http/RetryPolicy"
import * as Effect from "effect/Effect"
import { type BrowserActError, fromHttp, isUnderstood } from "../BrowserActError.ts"
import { tidy } from "./answer.ts"
import { confidential } from "./confidential.ts"

/** An operation bound to a connection. */
export type Bound<T extends OperationTypes> = (
  input?: T["input"]
) => Effect.Effect<T["success"], BrowserActError<T["error"]>>

/** Binds operations to a connection. */
export const bind =
  (http: Http) =>
  <T extends OperationTypes>(operation: Operation<T>): Bound<T> =>
  (input = {}) =>
    Effect.withFiber((fiber) =>
      Effect.mapBoth(
        http.call(operation, input, {
          retry: decided(fiber.getRef(RetryPolicy)),
          confidential: confidential(input)
        }),
        { onSuccess: tidy, onFailure: fromHttp }
      )
    )

/** A 500 is sent again because it says nothing; one whose code says what is wrong is an answer. */
const decided = (policy: Policy): Policy => ({
  ...policy,
  retryable: (error, operation) =>
    !((error.status ?? 0) >= 500 && isUnderstood(error)) && policy.retryable(error, operation)
})
