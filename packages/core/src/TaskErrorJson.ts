/**
 * The errors of a task as tagged JSON: for a database, a queue, or another process. They decode as
 * the classes that they were. Of a cause only its words are kept, and of what was seen of a task
 * everything but the provider's own objects and the addresses of live views. Not part of the
 * package's main entry: import `@errand/core/TaskErrorJson`.
 */
import * as Schema from "effect/Schema"
import * as SchemaTransformation from "effect/SchemaTransformation"
import * as OutcomeParts from "./internal/json/outcomeParts.ts"
import { providerErrorJson } from "./internal/json/providerErrorJson.ts"
import { LeftOut, Said, toCause, wordsOf } from "./internal/json/reduced.ts"
import { lookJson, snapshotJson } from "./internal/json/snapshotJson.ts"
import type * as ProviderErrors from "./ProviderError.ts"
import * as TaskError from "./TaskError.ts"
import { TaskRef } from "./TaskRef.ts"

const message = Schema.String

const startUnknownJson = Schema.TaggedStruct("StartUnknown", {
  message,
  provider: Schema.String,
  request: Said,
  since: Schema.DateTimeUtcFromString,
  key: Schema.optionalKey(Schema.String),
  work: Schema.optionalKey(Schema.String),
  findable: Schema.optionalKey(Schema.Literal(false)),
  cause: Schema.optionalKey(Schema.String)
}).pipe(
  Schema.decodeTo(
    Schema.instanceOf(TaskError.StartUnknown),
    SchemaTransformation.transform({
      decode: ({ cause, message: _message, ...fields }) => new TaskError.StartUnknown({ ...fields, ...toCause(cause) }),
      encode: (error) => {
        const { _tag, findable, key, message, provider, request, since, work } = error
        return {
          _tag,
          message,
          provider,
          request,
          since,
          ...(key === undefined ? {} : { key }),
          ...(work === undefined ? {} : { work }),
          ...(findable === undefined ? {} : { findable }),
          ...wordsOf(error.cause)
        }
      }
    })
  )
)

/** An error that has no cause. Its message is computed, so it is written and not read. */
const ofError = <T extends Fields["Type"] & Error, Fields extends Schema.Struct<Schema.Struct.Fields>>(
  Class: abstract new (...given: never) => T,
  fields: Fields,
  make: (fields: Fields["Type"]) => T
) =>
  fields.pipe(
    Schema.decodeTo(
      Schema.declare((value): value is T => value instanceof Class),
      SchemaTransformation.transform({
        decode: make,
        encode: (error: T): Fields["Type"] => ({ ...error, _tag: error._tag, message: error.message })
      })
    )
  )

const seen = {
  message,
  ref: TaskRef,
  look: Schema.optionalKey(lookJson),
  snapshot: Schema.optionalKey(snapshotJson),
  looks: Schema.Finite,
  errors: Schema.Array(providerErrorJson),
  fate: Schema.Literals(["runs_on", "cancelled", "cancel_requested", "cancel_failed"])
}

const taskStalledJson = ofError(
  TaskError.TaskStalled,
  Schema.TaggedStruct("TaskStalled", { ...seen, why: Schema.String }),
  ({ message: _message, ...fields }) => new TaskError.TaskStalled(fields)
)

const waitTimeoutJson = ofError(
  TaskError.WaitTimeout,
  Schema.TaggedStruct("WaitTimeout", { ...seen, within: Schema.DurationFromMillis }),
  ({ message: _message, ...fields }) => new TaskError.WaitTimeout(fields)
)

const personTimeoutJson = ofError(
  TaskError.PersonTimeout,
  Schema.TaggedStruct("PersonTimeout", {
    ...seen,
    within: Schema.DurationFromMillis,
    waitsFor: Schema.optionalKey(Schema.String)
  }),
  ({ message: _message, ...fields }) => new TaskError.PersonTimeout(fields)
)

/** How a start can fail. */
export const StartError: Schema.Codec<ProviderErrors.ProviderError | TaskError.StartUnknown, Schema.Json> =
  Schema.Union([providerErrorJson, startUnknownJson])

/** How a wait can fail. */
export const WaitError: Schema.Codec<TaskError.WaitError, Schema.Json> = Schema.Union([
  providerErrorJson,
  taskStalledJson,
  personTimeoutJson,
  waitTimeoutJson
])

const taskFailedJson = ofError(
  TaskError.TaskFailed,
  Schema.TaggedStruct("TaskFailed", {
    message,
    ref: TaskRef,
    outcome: Schema.TaggedStruct("Failed", { ...OutcomeParts.failed, raw: LeftOut })
  }),
  ({ outcome, ref }) => new TaskError.TaskFailed<unknown>({ ref, outcome })
)

const taskCancelledJson = ofError(
  TaskError.TaskCancelled,
  Schema.TaggedStruct("TaskCancelled", {
    message,
    ref: TaskRef,
    outcome: Schema.TaggedStruct("Cancelled", { ...OutcomeParts.cancelled, raw: LeftOut })
  }),
  ({ outcome, ref }) => new TaskError.TaskCancelled<unknown>({ ref, outcome })
)

const outputMismatchJson = ofError(
  TaskError.OutputMismatch,
  Schema.TaggedStruct("OutputMismatch", {
    ...OutcomeParts.common,
    message,
    output: Schema.NullOr(Schema.String),
    issues: OutcomeParts.issues,
    verdict: OutcomeParts.verdict,
    raw: LeftOut
  }),
  ({ message: _message, ...fields }) => new TaskError.OutputMismatch<unknown>(fields)
)

/** How a task that is over can be a failure for `Task.run` and `Task.join`. */
export const Ended: Schema.Codec<TaskError.Ended, Schema.Json> = Schema.Union([
  taskFailedJson,
  taskCancelledJson,
  outputMismatchJson
])
