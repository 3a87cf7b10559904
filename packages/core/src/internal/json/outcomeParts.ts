/** What the cases of an outcome have, as JSON, without the provider's own object. */
import * as Schema from "effect/Schema"
import { TaskRef } from "../../TaskRef.ts"
import { providerErrorJson } from "./providerErrorJson.ts"
import { cancelledBy, costJson, failureReason, fileJson, verdictJson } from "./snapshotJson.ts"

export const verdict = verdictJson

export const issues = Schema.Array(Schema.Struct({ path: Schema.String, message: Schema.String }))

/** What every outcome has. */
export const common = {
  ref: TaskRef,
  cost: costJson,
  files: Schema.Array(fileJson),
  isSettled: Schema.Boolean,
  wait: Schema.optionalKey(Schema.Struct({ looks: Schema.Finite, errors: Schema.Array(providerErrorJson) }))
}

const partial = Schema.NullOr(Schema.String)

export const failed = {
  ...common,
  reason: failureReason,
  message: Schema.String,
  partial,
  issues: Schema.optionalKey(issues),
  verdict
}

export const cancelled = { ...common, by: cancelledBy, partial }
