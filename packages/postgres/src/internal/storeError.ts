/** The errors of PostgreSQL as those of a store. */
import { StoreCorrupt, StoreError, StoreLost, StoreUnavailable } from "@errand/core/StoreError"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { SqlError } from "effect/sql/SqlError"

type Operation = StoreError["operation"]

/** How long PostgreSQL may take to answer, before nothing is known of what was asked. */
const answerTimeout = Duration.seconds(10)

/** The same request, of which the store says why it failed. */
export const orUnavailable =
  (operation: Operation) =>
  <A, R>(request: Effect.Effect<A, SqlError, R>): Effect.Effect<A, StoreError, R> =>
    request.pipe(
      Effect.mapError((cause) => unavailable(operation, cause.message, cause)),
      Effect.timeoutOrElse({
        duration: answerTimeout,
        orElse: () =>
          Effect.fail(unavailable(operation, `PostgreSQL gave no answer for ${Duration.format(answerTimeout)}`))
      })
    )

/** PostgreSQL cannot be used now. */
export const unavailable = (operation: Operation, message: string, cause?: unknown): StoreError =>
  new StoreError({ operation, reason: new StoreUnavailable({ message }), ...(cause === undefined ? {} : { cause }) })

/** Another process has become the writer. */
export const lost = (operation: Operation, account: string): StoreError =>
  new StoreError({
    operation,
    reason: new StoreLost({ account, message: `another process writes for the account ${account} now` })
  })

/** A row holds what this version did not write. */
export const corrupt = (table: string, id: string, why: string): StoreError =>
  new StoreError({
    operation: "read",
    reason: new StoreCorrupt({ file: table, line: 1, offset: 0, message: `the row of ${id} cannot be read: ${why}` })
  })
