/** The steps of a task as JSON. */
import type { Step } from "@errand/core/Snapshot"
import * as Schema from "effect/Schema"

/** A step without the provider's own object, which can be far larger than all the rest. */
export const StepJson = Schema.Struct({
  key: Schema.String,
  number: Schema.Finite,
  goal: Schema.String,
  evaluation: Schema.optionalKey(Schema.String),
  url: Schema.optionalKey(Schema.String),
  actions: Schema.Array(Schema.String),
  screenshot: Schema.optionalKey(Schema.String),
  status: Schema.optionalKey(Schema.Literals(["running", "succeeded", "failed"])),
  revision: Schema.Finite,
  digest: Schema.String,
  at: Schema.DateTimeUtcFromString,
  cursor: Schema.optionalKey(Schema.String)
})

/** A step, without the provider's own object. */
export type ErrandStep = Omit<Step, "raw">
