/**
 * An outcome as JSON: for a database, a queue, or another process. Not part of the package's main
 * entry, so that programs which keep no outcomes do not carry it: import
 * `@errand/core/OutcomeJson`.
 */
import * as Schema from "effect/Schema"
import * as Reduced from "./internal/json/reduced.ts"
import * as OutcomeParts from "./internal/json/outcomeParts.ts"
import type { Outcome } from "./Outcome.ts"

/** Options of {@link make}. */
export interface Options {
  /**
   * Whether the provider's own object is kept, as far as JSON can hold it. It can be far larger
   * than all the rest. Default: it is left out, and decodes as `undefined`.
   */
  readonly raw?: boolean | undefined
}

/**
 * The schema of an outcome whose output has this schema, or is a text or nothing. Amounts of money
 * are texts, times are ISO 8601 in UTC, and the errors that the wait saw keep the words of their
 * causes and nothing else of them. An output that its own schema cannot encode fails; all else of
 * an outcome can be encoded. `Schema.fromJsonString` of it is one line of JSON.
 */
export const make: {
  (output?: undefined, options?: Options): Schema.Codec<Outcome<string | null>, Schema.Json>
  <A, I>(output: Schema.Codec<A, I>, options?: Options): Schema.Codec<Outcome<A>, Schema.Json>
} = <A>(
  output: Schema.Codec<A | string | null> = Schema.NullOr(Schema.String),
  options: Options = {}
): Schema.Codec<Outcome<A | string | null>, Schema.Json> => {
  const raw = options.raw === true ? Reduced.Kept : Reduced.LeftOut
  return Schema.Union([
    Schema.TaggedStruct("Succeeded", {
      ...OutcomeParts.common,
      output: Schema.toCodecJson(output),
      reading: Schema.optionalKey(Schema.Literals(["trimmed", "fenced", "embedded", "quoted"])),
      verdict: OutcomeParts.verdict,
      raw
    }),
    Schema.TaggedStruct("Failed", { ...OutcomeParts.failed, raw }),
    Schema.TaggedStruct("Cancelled", { ...OutcomeParts.cancelled, raw })
  ])
}
