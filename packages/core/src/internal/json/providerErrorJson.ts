/** A `ProviderError` as tagged JSON. */
import * as Schema from "effect/Schema"
import * as SchemaTransformation from "effect/SchemaTransformation"
import {
  BadRequest,
  BadResponse,
  ConcurrencyLimited,
  Conflict,
  Forbidden,
  ForeignRef,
  NotFound,
  NotRecorded,
  OutOfCredit,
  ProviderError,
  RateLimited,
  TooLarge,
  Unauthorized,
  Unavailable
} from "../../ProviderError.ts"
import type { ProviderReason } from "../../ProviderError.ts"
import { TaskRef } from "../../TaskRef.ts"
import { toCause, wordsOf } from "./reduced.ts"

const message = Schema.String
const retryAfter = Schema.optionalKey(Schema.DurationFromMillis)
const status = Schema.optionalKey(Schema.Finite)

/** A reason: the fields of its class, and its tag. */
const ofReason = <T extends ProviderReason & Fields["Type"], Fields extends Schema.Struct<Schema.Struct.Fields>>(
  Class: new (fields: Fields["Type"]) => T,
  fields: Fields
) =>
  fields.pipe(
    Schema.decodeTo(
      Schema.instanceOf(Class),
      SchemaTransformation.transform({
        decode: (given: Fields["Type"]) => new Class(given),
        encode: (reason: T): Fields["Type"] => reason
      })
    )
  )

const reasonJson = Schema.Union([
  ofReason(Unauthorized, Schema.TaggedStruct("Unauthorized", { message })),
  ofReason(Forbidden, Schema.TaggedStruct("Forbidden", { message })),
  ofReason(OutOfCredit, Schema.TaggedStruct("OutOfCredit", { message })),
  ofReason(NotFound, Schema.TaggedStruct("NotFound", { message })),
  ofReason(
    BadRequest,
    Schema.TaggedStruct("BadRequest", {
      message,
      issues: Schema.optionalKey(Schema.Array(Schema.Struct({ path: Schema.String, message })))
    })
  ),
  ofReason(Conflict, Schema.TaggedStruct("Conflict", { message })),
  ofReason(RateLimited, Schema.TaggedStruct("RateLimited", { message, retryAfter })),
  ofReason(ConcurrencyLimited, Schema.TaggedStruct("ConcurrencyLimited", { message, retryAfter })),
  ofReason(Unavailable, Schema.TaggedStruct("Unavailable", { message, status, retryAfter })),
  ofReason(
    BadResponse,
    Schema.TaggedStruct("BadResponse", { message, status, text: Schema.optionalKey(Schema.String) })
  ),
  ofReason(TooLarge, Schema.TaggedStruct("TooLarge", { message, limit: Schema.optionalKey(Schema.Finite) })),
  ofReason(
    ForeignRef,
    Schema.TaggedStruct("ForeignRef", { message, field: Schema.Literals(["provider", "kind", "endpoint"]) })
  ),
  ofReason(NotRecorded, Schema.TaggedStruct("NotRecorded", { message }))
])

export const providerErrorJson = Schema.TaggedStruct("ProviderError", {
  message,
  provider: Schema.String,
  operation: Schema.String,
  reason: reasonJson,
  ref: Schema.optionalKey(TaskRef),
  traceId: Schema.optionalKey(Schema.String),
  cause: Schema.optionalKey(Schema.String)
}).pipe(
  Schema.decodeTo(
    Schema.instanceOf(ProviderError),
    SchemaTransformation.transform({
      decode: ({ cause, message: _message, ...fields }) => new ProviderError({ ...fields, ...toCause(cause) }),
      encode: ({ _tag, cause, message, operation, provider, reason, ref, traceId }: ProviderError) => ({
        _tag,
        message,
        provider,
        operation,
        reason,
        ...(ref === undefined ? {} : { ref }),
        ...(traceId === undefined ? {} : { traceId }),
        ...wordsOf(cause)
      })
    })
  )
)
