/**
 * Faults: which requests go wrong, and how. Plain data, so that a script file can hold them. Delays
 * are times of the Effect clock and are not divided by the simulator's speed, as clients' deadlines
 * are not either.
 */
import type * as Duration from "effect/Duration"
import type { Json, Provider } from "./TaskScript.ts"

/**
 * Which requests a fault is for: all that is named must hold, and nothing named means every
 * request.
 */
export interface RequestMatch {
  readonly provider?: Provider
  /** The operation's name, such as `createTask`; `upload` and `download` for presigned URLs. */
  readonly operation?: string
  /** The id of the task that the request names in its path or query. */
  readonly task?: string
}

/** When a fault applies. */
export interface FaultRule {
  readonly match?: RequestMatch
  /**
   * From which matching request on, counted from 1 and from when the fault was added. The first
   * when left out.
   */
  readonly nth?: number
  /** How often: once when left out, `always` when only a `probability` or `for` is given. */
  readonly times?: number | "always"
  /** For how long, from the first time it applies on: an outage. For ever when left out. */
  readonly for?: Duration.Input
  /** The chance of each matching request, drawn from the seed. */
  readonly probability?: number
}

/** What happens instead of the answer. `executed` means that the request was carried out first. */
export type FaultKind =
  /**
   * Another status. `retryAfter` is seconds, or a date as HTTP writes it. The body is the
   * provider's usual one when left out.
   */
  | {
      readonly kind: "status"
      readonly status: number
      readonly retryAfter?: number | string
      readonly body?: Json
      readonly executed?: boolean
    }
  /** BrowserAct's error envelope. HTTP status 400 when left out; 200 is the disguise. */
  | {
      readonly kind: "envelope"
      readonly code: number
      readonly message?: string
      readonly status?: number
      readonly executed?: boolean
    }
  /** The connection is reset. */
  | { readonly kind: "reset"; readonly executed?: boolean }
  /**
   * No answer ever: not even headers, or, `in` the body, half of it (then the request was carried
   * out).
   */
  | { readonly kind: "hang"; readonly in?: "headers" | "body"; readonly executed?: boolean }
  /** The connection breaks in the middle of the body. */
  | { readonly kind: "cut" }
  /** A complete answer whose JSON breaks off. */
  | { readonly kind: "truncated" }
  /** A page of HTML, with status 200 when left out. */
  | { readonly kind: "html"; readonly status?: number; readonly executed?: boolean }
  /** Bytes that are no JSON under `application/json` and the status of success. */
  | { readonly kind: "garbage"; readonly body?: string; readonly executed?: boolean }
  /** The right answer, late. */
  | { readonly kind: "slow"; readonly delay: Duration.Input }
  /** The task that the request creates is unknown to other requests for a while. */
  | { readonly kind: "late"; readonly delay: Duration.Input }
  /** The right answer with this status word in it. */
  | { readonly kind: "word"; readonly word: string }

/** One fault: what, and when. */
export type Fault = FaultRule & FaultKind
