/**
 * Why a call to Firecrawl failed, as classes that `Effect.catchReason` can name. The service's
 * typed answer stays in `http`; keys and secrets of the request are in no field.
 */
import type { HttpError } from "@errand/http/HttpError"
import type * as Reason from "@errand/http/Reason"
import * as Data from "effect/Data"

/**
 * HTTP 200 with `success: false`: the service says that it did not do what was asked, in words at
 * most. A start that ends so has made no job.
 */
export class Unsuccessful extends Data.TaggedError("Unsuccessful")<Reason.Details> {}

/** The ways in which a call fails. */
export type FirecrawlReason = Reason.Reason | Unsuccessful

/** What is known of a call that failed. */
interface Failure<out E> extends Omit<Reason.Failure<E>, "reason"> {
  readonly reason: FirecrawlReason
}

/**
 * A call to Firecrawl that failed. `E` is the union of the operation's declared errors, found in
 * `http.reason`.
 */
export class FirecrawlError<out E = unknown> extends Data.TaggedError("FirecrawlError")<Failure<unknown>> {
  declare readonly http: HttpError<E>

  constructor(failure: Failure<E>) {
    super(failure)
  }

  override get message(): string {
    return `Firecrawl: ${this.operation}: ${this.reason._tag}: ${this.reason.message}`
  }
}
