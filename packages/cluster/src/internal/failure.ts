/** Why an errand has no outcome, as it is kept and sent, and as callers get it. */
import type { ProviderError } from "@errand/core/ProviderError"
import type { StartUnknown, WaitError } from "@errand/core/TaskError"
import * as TaskErrorJson from "@errand/core/TaskErrorJson"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { ErrandFailed, type Reason } from "../ErrandError.ts"
import type { Failure } from "./protocol.ts"

type Cause = ProviderError | StartUnknown | WaitError

const Cause = Schema.Union([TaskErrorJson.StartError, TaskErrorJson.WaitError])
const encode = Schema.encodeOption(Cause)
const decode = Schema.decodeOption(Cause)

/** A failure, with the error behind it where that can be kept. */
export const make = (reason: Reason, why: string, cause?: Cause): Failure => {
  const kept = cause === undefined ? Option.none<Schema.Json>() : encode(cause)
  return { reason, why, ...(Option.isSome(kept) ? { cause: kept.value } : {}) }
}

/** The failure as an error of this process. */
export const toError = (
  { name }: { readonly name: string },
  key: string,
  { cause, reason, why }: Failure
): ErrandFailed => {
  const known = cause === undefined ? Option.none<Cause>() : decode(cause)
  return new ErrandFailed({
    errands: name,
    key,
    reason,
    why,
    ...(Option.isSome(known) ? { cause: known.value } : {})
  })
}

/** A failure that ends an errand. */
export const fail = (reason: Reason, why: string, cause?: Cause): Effect.Effect<never, Failure> =>
  Effect.fail(make(reason, why, cause))
