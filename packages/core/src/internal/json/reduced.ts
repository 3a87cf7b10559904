/** What JSON can hold of a value that may be anything. */
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as SchemaGetter from "effect/SchemaGetter"
import { StartUnknown } from "../../TaskError.ts"

/** The value as JSON; `null` where it has no such form. What is `Redacted` prints as such. */
const toJson = (value: unknown): Schema.Json =>
  Result.getOrElse(
    Result.try((): Schema.Json => JSON.parse(JSON.stringify(value, toPlain) ?? "null")),
    () => null
  )

const toPlain = (_key: string, value: unknown) => (typeof value === "bigint" ? String(value) : value)

/** What a provider said of something, by its own words. It decodes as what it became. */
export const Said = Schema.Json.pipe(
  Schema.decodeTo(Schema.Unknown, {
    decode: SchemaGetter.transform((json): unknown => json),
    encode: SchemaGetter.transform(toJson)
  })
)

/** A provider's own object, which is left out: it decodes as `undefined`. */
export const LeftOut = Schema.optionalKey(Schema.Json).pipe(
  Schema.decodeTo(Schema.Unknown, {
    decode: SchemaGetter.transformOptional((json) => Option.some<unknown>(Option.getOrUndefined(json))),
    encode: SchemaGetter.transformOptional<Schema.Json, unknown>(() => Option.none())
  })
)

/** The same object, as far as there is one. */
export const Kept = Schema.optionalKey(Schema.Json).pipe(
  Schema.decodeTo(Schema.Unknown, {
    decode: SchemaGetter.transformOptional((json) => Option.some<unknown>(Option.getOrUndefined(json))),
    encode: SchemaGetter.transformOptional<Schema.Json, unknown>((raw) =>
      Option.map(
        Option.filter(raw, (value) => value !== undefined),
        toJson
      )
    )
  })
)

/**
 * What is written of a cause: the words of an error, since what else it holds may be confidential.
 * Nothing of what is no error.
 */
export const wordsOf = (cause: unknown): { readonly cause?: string } => {
  if (cause instanceof StartUnknown) return wordsOf(cause.cause)
  return cause instanceof Error && cause.message !== "" ? { cause: cause.message } : {}
}

/** The cause that was written. */
export const toCause = (words: string | undefined): { readonly cause?: Error } =>
  words === undefined ? {} : { cause: new Error(words) }
