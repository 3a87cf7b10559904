/**
 * Why a call to Skyvern failed, as classes that `Effect.catchReason` can name. The service's typed
 * answer stays in `http`; keys and secrets of the request are in no field. A service whose codes
 * say more than the status gets classes of its own here.
 */
import type { HttpError } from "@errand/http/HttpError"
import type * as Reason from "@errand/http/Reason"
import * as Data from "effect/Data"

/** The ways in which a call fails. */
export type SkyvernReason = Reason.Reason

/**
 * A call to Skyvern that failed. `E` is the union of the operation's declared errors, found in
 * `http.reason`.
 */
export class SkyvernError<out E = unknown> extends Data.TaggedError("SkyvernError")<Reason.Failure<unknown>> {
  declare readonly http: HttpError<E>

  constructor(failure: Reason.Failure<E>) {
    super(failure)
  }

  override get message(): string {
    return `Skyvern: ${this.operation}: ${this.reason._tag}: ${this.reason.message}`
  }
}
