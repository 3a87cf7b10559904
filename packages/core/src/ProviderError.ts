/**
 * We could not talk to the service, or it refused. Says nothing of how a task ended: that is
 * `TaskError`.
 */
import * as Data from "effect/Data"
import { printable } from "./internal/printableError.ts"
import * as Duration from "effect/Duration"
import type { TaskRef } from "./TaskRef.ts"

/** The key is missing, wrong or expired. */
export class Unauthorized extends printable(Data.TaggedError("Unauthorized"))<{ readonly message: string }> {}
/** The key is good but may not do this. */
export class Forbidden extends printable(Data.TaggedError("Forbidden"))<{ readonly message: string }> {}
/** The account has no credit left. */
export class OutOfCredit extends printable(Data.TaggedError("OutOfCredit"))<{ readonly message: string }> {}
/** The service does not know this id, or not yet. */
export class NotFound extends printable(Data.TaggedError("NotFound"))<{ readonly message: string }> {}
/** The request is wrong and stays wrong. `issues` names the fields where the provider does. */
export class BadRequest extends printable(Data.TaggedError("BadRequest"))<{
  readonly message: string
  readonly issues?: ReadonlyArray<{ readonly path: string; readonly message: string }>
}> {}
/** The task or its session is in a state that does not allow this. */
export class Conflict extends printable(Data.TaggedError("Conflict"))<{ readonly message: string }> {}
/** Too many requests. Nothing was executed. */
export class RateLimited extends printable(Data.TaggedError("RateLimited"))<{
  readonly message: string
  readonly retryAfter?: Duration.Duration
}> {}
/** Too many tasks or sessions at once. Nothing was started. */
export class ConcurrencyLimited extends printable(Data.TaggedError("ConcurrencyLimited"))<{
  readonly message: string
  readonly retryAfter?: Duration.Duration
}> {}
/** The service could not be reached, or answered with a failure of its own. */
export class Unavailable extends printable(Data.TaggedError("Unavailable"))<{
  readonly message: string
  readonly status?: number
  readonly retryAfter?: Duration.Duration
}> {}
/**
 * An answer that cannot be read, or that is not in the service's own words: it may be a gateway's.
 * A wait goes on, unless it is a 401 and no request of this process was ever answered otherwise.
 */
export class BadResponse extends printable(Data.TaggedError("BadResponse"))<{
  readonly message: string
  readonly status?: number
  readonly text?: string
}> {}
/**
 * The answer is longer than the client reads, and stays so. What was paid for is at the service: a
 * client with a higher bound can read it.
 */
export class TooLarge extends printable(Data.TaggedError("TooLarge"))<{
  readonly message: string
  readonly limit?: number
}> {}
/** The ref belongs to another provider, kind of task or account. Nothing was sent. */
export class ForeignRef extends printable(Data.TaggedError("ForeignRef"))<{
  readonly message: string
  readonly field: "provider" | "kind" | "endpoint"
}> {}

/** The start could not be written down, so it was not sent. The `cause` is the store's error. */
export class NotRecorded extends printable(Data.TaggedError("NotRecorded"))<{ readonly message: string }> {}

/**
 * The caller's own allowance has no room for one more task, or what its tasks have cost is not
 * known. Nothing was sent.
 */
export class AllowanceUsedUp extends printable(Data.TaggedError("AllowanceUsedUp"))<{
  readonly message: string
  /** The name of the allowance. */
  readonly allowance: string
  /** Of how many tasks that count it is not known what they have cost, or will. */
  readonly unknown: number
  /** When the oldest task that counts leaves the time that the allowance looks back. */
  readonly retryAfter?: Duration.Duration
}> {}

/** Why we could not talk to the service. */
export type ProviderReason =
  | Unauthorized
  | Forbidden
  | OutOfCredit
  | NotFound
  | BadRequest
  | Conflict
  | RateLimited
  | ConcurrencyLimited
  | Unavailable
  | BadResponse
  | TooLarge
  | ForeignRef
  | NotRecorded
  | AllowanceUsedUp

/** We could not talk to the service, or it refused. The task, if there is one, may live on. */
export class ProviderError extends printable(Data.TaggedError("ProviderError"))<{
  readonly provider: string
  /** What was tried: `start`, `status`, `snapshot`, `cancel`, `resume`, `file`, … */
  readonly operation: string
  readonly reason: ProviderReason
  readonly ref?: TaskRef
  /** The provider's id for this request, for its support. */
  readonly traceId?: string
  readonly cause?: unknown
}> {
  override get message(): string {
    const said = `${this.provider}: ${this.operation} failed: ${this.reason._tag}: ${this.reason.message}`
    // A newcomer's address often lacks its path, and what is to be started may be named wrongly.
    return this.operation === "start" && this.reason._tag === "NotFound"
      ? `${said}; is the base URL right, with its path, and does what is to be started exist there?`
      : said
  }
  /**
   * How long the service asked to wait before the next request, in milliseconds; `undefined` where
   * it did not.
   */
  get retryAfterMillis(): number | undefined {
    return "retryAfter" in this.reason && this.reason.retryAfter !== undefined
      ? Duration.toMillis(this.reason.retryAfter)
      : undefined
  }
  /** Whether the same request may succeed later although nothing was changed. */
  get transient(): boolean {
    const tag = this.reason._tag
    return tag === "RateLimited" || tag === "ConcurrencyLimited" || tag === "Unavailable" || tag === "BadResponse"
  }
}
