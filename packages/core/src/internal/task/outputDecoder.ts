/**
 * From the provider's text to the caller's type, and from the caller's schema to what a provider
 * can be told.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"
import type * as Outcome from "../../Outcome.ts"
import type { OutputSchema, StandardSchema } from "../../OutputSchema.ts"
import type { Json } from "../../Provider.ts"
import * as JsonInText from "./jsonInText.ts"

/** An output, and how it was found in the text where it is not the text itself. */
export interface Decoded<out A> {
  readonly output: A
  readonly reading?: Outcome.Reading
}

/** Reads an output; fails with where it leaves the schema. */
export type Decode<A> = (text: string | null) => Effect.Effect<Decoded<A>, ReadonlyArray<Outcome.Issue>>

type JsonObject = { readonly [key: string]: Json }

type Check<A> = (value: unknown) => Effect.Effect<A, ReadonlyArray<Outcome.Issue>>

/** The decoder of a schema. A schema that throws does not take the paid output with it. */
export const makeDecoder =
  <A>(schema: OutputSchema<A>): Decode<A> =>
  (text) =>
    Effect.suspend(() => decodeWith(isStandard(schema) ? checkStandard(schema) : checkEffect(schema), text)).pipe(
      Effect.catchDefect((defect) => Effect.fail([{ path: "", message: `the schema threw: ${messageOf(defect)}` }]))
    )

/**
 * The first of these that the schema accepts: the JSON value that the whole text is, the text
 * itself, and the one value that can be found in it. A schema of text is content with the text
 * itself, whatever it would mean as JSON.
 */
const decodeWith = <A>(
  check: Check<A>,
  text: string | null
): Effect.Effect<Decoded<A>, ReadonlyArray<Outcome.Issue>> => {
  if (text === null) {
    return Effect.mapBoth(check(null), {
      onSuccess: (output) => ({ output }),
      onFailure: () => [{ path: "", message: "no output" }]
    })
  }
  const checkFound = ({ reading, value }: JsonInText.Found) =>
    Effect.map(check(value), (output): Decoded<A> => ({ output, ...(reading === undefined ? {} : { reading }) }))
  const whole = JsonInText.readWhole(text)
  const lenient = whole === undefined ? JsonInText.readWithin(text) : JsonInText.readQuoted(whole.value)
  const candidates = [whole, { value: text }, lenient].filter((one) => one !== undefined)
  // The issues that tell most are those of the value, not those of a text that is none.
  const telling = whole ?? lenient ?? { value: text }
  const [first, ...others] = candidates.map(checkFound)
  return others
    .reduce((tried, next) => Effect.catch(tried, () => next), first ?? checkFound(telling))
    .pipe(Effect.catch(() => checkFound(telling)))
}

/** Without a schema the output is the text. */
export const text: Decode<string | null> = (text) => Effect.succeed({ output: text })

/**
 * The JSON Schema (draft 2020-12) of what the provider must write; `undefined` where the library
 * cannot tell.
 */
export const toJsonSchema = (schema: OutputSchema<unknown>): Effect.Effect<JsonObject | undefined, string> =>
  Effect.try({
    try: () => {
      if (!isStandard(schema)) {
        // Closed objects for the writer, though the reader would forgive more: hosted models keep
        // to closed ones better.
        const document = Schema.toJsonSchemaDocument(schema, { onExcessProperty: "error" })
        const none = Object.keys(document.definitions).length === 0
        return toJson(none ? document.schema : { ...document.schema, $defs: document.definitions })
      }
      const converter = schema["~standard"].jsonSchema
      return converter === undefined ? undefined : toJson(converter.input({ target: "draft-2020-12" }))
    },
    catch: messageOf
  })

const isStandard = <A>(schema: OutputSchema<A>): schema is StandardSchema<A> =>
  "~standard" in schema && !Schema.isSchema(schema)

const checkEffect = <A>(schema: Schema.ConstraintDecoder<A>): Check<A> => {
  const decode = Schema.decodeUnknownEffect(Schema.toCodecJson(schema), { errors: "all" })
  const format = SchemaIssue.makeFormatterStandardSchemaV1()
  return (value) => Effect.mapError(decode(value), (error) => format(error.issue).issues.map(toIssue))
}

const checkStandard =
  <A>(schema: StandardSchema<A>): Check<A> =>
  (value) => {
    const result = schema["~standard"].validate(value)
    return Effect.flatMap(result instanceof Promise ? Effect.promise(() => result) : Effect.succeed(result), (result) =>
      result.issues ? Effect.fail(result.issues.map(toIssue)) : Effect.succeed(result.value)
    )
  }

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause))

const toIssue = (from: {
  readonly message: string
  readonly path?: ReadonlyArray<unknown> | undefined
}): Outcome.Issue => ({
  path: (from.path ?? [])
    .map((key) => String(typeof key === "object" && key !== null && "key" in key ? key.key : key))
    .join("."),
  message: from.message
})

/** What survives JSON is what a provider can be sent. */
const toJson = (document: object): JsonObject => JSON.parse(JSON.stringify(document))
