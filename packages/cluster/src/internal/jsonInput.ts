/** Inputs that are JSON as they stand. */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"
import * as SchemaTransformation from "effect/SchemaTransformation"

/**
 * The schema of an input that is its own JSON. One that JSON cannot hold, such as a `Redacted` or a
 * `Date`, is refused before it is sent: it would come out as something else. Properties that are
 * `undefined` are left out.
 */
export const make = <Input>(): Schema.Codec<Input, Schema.Json> => {
  // What was kept was an input of errands of this name, and is one again.
  const isInput = (value: unknown): value is Input => value !== undefined
  return Schema.Json.pipe(
    Schema.decodeTo(
      Schema.declare(isInput),
      SchemaTransformation.transformEffect({
        decode: (json: Schema.Json) =>
          Effect.filterOrFail(
            Effect.succeed<unknown>(json),
            isInput,
            () => new SchemaIssue.InvalidValue({ message: "JSON is never undefined" })
          ),
        encode: (input: Input) =>
          Effect.mapError(
            Effect.fromResult(toJson(input, "the input")),
            (where) => new SchemaIssue.InvalidValue({ message: `${where} is nothing that JSON can hold` })
          )
      })
    )
  )
}

/** The value as JSON, or where it holds something else. */
const toJson = (value: unknown, path: string): Result.Result<Schema.Json, string> => {
  if (value === null || typeof value === "string" || typeof value === "boolean") return Result.succeed(value)
  if (typeof value === "number") return Number.isFinite(value) ? Result.succeed(value) : Result.fail(path)
  if (typeof value !== "object") return Result.fail(path)
  if (Array.isArray(value)) {
    const items: Array<Schema.Json> = []
    for (const [index, item] of value.entries()) {
      const json = toJson(item, `${path}.${index}`)
      if (Result.isFailure(json)) return json
      items.push(json.success)
    }
    return Result.succeed(items)
  }
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) return Result.fail(path)
  const properties: Array<readonly [string, Schema.Json]> = []
  for (const [name, property] of Object.entries(value)) {
    if (property === undefined) continue
    const json = toJson(property, `${path}.${name}`)
    if (Result.isFailure(json)) return json
    properties.push([name, json.success])
  }
  return Result.succeed(Object.fromEntries(properties))
}
