/** Documents of OpenAPI 3.0 and 3.1 by chance: odd names, and schemas put together in every way. */
import fc from "fast-check"
import { define, isObject, type Json, type JsonObject, toPointer } from "../../src/json.ts"

/** Names that mean something to TypeScript, to JavaScript or to a pointer. */
const names = [
  "Pet",
  "Cat",
  "string",
  "any",
  "keyof",
  "class",
  "Record",
  "URLSearchParams",
  "x-Crate",
  "__proto__",
  "constructor",
  "a/b",
  "a~1",
  "50%",
  "c#/d",
  "größe²",
  "ﬀ",
  "1st",
  "a  b",
  "日本",
  "pet",
  "CatInput"
] as const

const keys = ["a", "kind", "x-b", "__proto__", "c  d", "50%", "e²", "constructor", "$ref", "1"] as const

const name = fc.constantFrom(...names)
const key = fc.constantFrom(...keys)
const word = fc.constantFrom("x", "*/", 'it"s', "`${a}`", "back\\slash", "line\nbreak", "50%", "")
const ref = name.map((each): JsonObject => ({ $ref: toPointer(["components", "schemas", each]) }))

const record = (entries: ReadonlyArray<readonly [string, Json]>): JsonObject => {
  const made: JsonObject = {}
  for (const [each, value] of entries) define(made, each, value)
  return made
}

const leaves = (is30: boolean): fc.Arbitrary<Json> =>
  fc.oneof(
    ref,
    fc.constantFrom<Json>(
      {},
      { type: "string" },
      { type: "string", format: "binary" },
      { type: "integer", minimum: 1, default: 2 },
      { type: "boolean", description: 'components["schemas"]["\\q"] */' },
      { type: "object" },
      { type: "array" }
    ),
    fc.array(word, { minLength: 1, maxLength: 3 }).map((values) => ({ type: "string", enum: values })),
    fc.constantFrom<Json>(
      { enum: [1, -2, "x", null, true] },
      { enum: [{ a: 1 }, ["b"]] },
      { type: "object", enum: [{}] }
    ),
    is30
      ? fc.constantFrom<Json>(
          { type: "string", nullable: true },
          { nullable: true },
          { type: "object", nullable: true }
        )
      : fc.constantFrom<Json>(
          true,
          false,
          { type: ["string", "null"] },
          { const: null },
          { const: { a: "*/" } },
          { type: [] }
        )
  )

const schemas = (is30: boolean): fc.Arbitrary<Json> =>
  fc.letrec<{ schema: Json }>((tie) => {
    const some = fc.array(tie("schema"), { minLength: 1, maxLength: 3 })
    const properties = fc.array(fc.tuple(key, tie("schema")), { maxLength: 3 }).map(record)
    const object = fc
      .record({ properties, required: fc.subarray([...keys]), nullable: fc.boolean() })
      .map(({ nullable, ...each }): JsonObject => ({ type: "object", ...each, ...(is30 && nullable && { nullable }) }))
    return {
      schema: fc.oneof(
        { maxDepth: 3, depthSize: "small" },
        { arbitrary: leaves(is30), weight: 5 },
        { arbitrary: object, weight: 3 },
        tie("schema").map((items): JsonObject => ({ type: "array", items })),
        fc
          .tuple(properties, tie("schema"))
          .map(([own, each]): JsonObject => ({ properties: own, additionalProperties: each })),
        fc.tuple(fc.constantFrom("allOf", "anyOf", "oneOf"), some).map(([keyword, parts]) => ({ [keyword]: parts })),
        fc
          .tuple(object, some, fc.constantFrom("allOf", "anyOf", "oneOf"))
          .map(([each, parts, keyword]) => ({ ...each, [keyword]: parts })),
        fc
          .tuple(fc.array(ref, { minLength: 1, maxLength: 2 }), fc.subarray([...keys]))
          .map(([allOf, required]) => ({ allOf, required })),
        fc
          .tuple(fc.array(ref, { minLength: 1, maxLength: 3 }), fc.array(fc.tuple(word, name), { maxLength: 2 }))
          .map(([oneOf, mapping]): JsonObject => ({
            oneOf,
            discriminator: {
              propertyName: "kind",
              mapping: record(mapping.map(([each, to]) => [each, toPointer(["components", "schemas", to])]))
            }
          })),
        is30
          ? tie("schema").map((not): JsonObject => ({ type: "object", not }))
          : fc
              .tuple(some, tie("schema"))
              .map(([prefixItems, items]): JsonObject => ({ type: "array", prefixItems, items }))
      )
    }
  }).schema

const contentOf = (schema: Json, type: string): JsonObject => ({ content: { [type]: { schema } } })

/** A component that only refers to another one may lead back to itself, which has no meaning. */
const extended = (schema: Json): Json => (isObject(schema) && "$ref" in schema ? { allOf: [schema] } : schema)

/** A document of one version; each schema is there under a name, and used by some operation. */
export const documentsOf = (version: "3.0.3" | "3.1.0"): fc.Arbitrary<JsonObject> => {
  const schema = schemas(version.startsWith("3.0"))
  const type = fc.constantFrom(
    "application/json",
    "application/problem+json; charset=utf-8",
    "text/plain",
    "multipart/form-data",
    "*/*"
  )
  const operation = fc
    .record({
      id: fc.option(
        fc.constantFrom("getPet", "get", "delete", "2nd", "größe²", "await", "eval", "a-b", "50%", "exports", "Pet")
      ),
      path: fc.constantFrom("/a", "/x-b", "/{id}/c", "/50%", "/d  e", "/f%23", "/ü", "/a~b"),
      method: fc.constantFrom("get", "post", "head"),
      parameters: fc.uniqueArray(fc.tuple(key, fc.constantFrom("query", "header", "cookie"), schema), {
        maxLength: 2,
        selector: ([each, place]) => `${each} ${place}`
      }),
      sent: fc.option(fc.tuple(schema, type)),
      got: fc.tuple(schema, type),
      error: fc.option(fc.tuple(schema, type)),
      header: fc.option(fc.tuple(key, schema))
    })
    .map(({ error, got, header, id, method, parameters, path, sent }) => ({
      path,
      method,
      operation: {
        ...(id !== null && { operationId: id }),
        parameters: parameters.map(([each, place, own]) => ({ name: each, in: place, schema: own })),
        ...(sent !== null && { requestBody: contentOf(...sent) }),
        responses: {
          "200": {
            description: "*/",
            ...contentOf(...got),
            ...(header !== null && { headers: record([[header[0], { schema: header[1] }]]) })
          },
          ...(error !== null && { "4XX": { description: "", ...contentOf(...error) } }),
          "x-own": true
        }
      } as JsonObject
    }))
  return fc
    .record({ components: fc.tuple(...names.map(() => schema)), operations: fc.array(operation, { maxLength: 3 }) })
    .map(({ components, operations }) => {
      const paths: JsonObject = { "x-extension": { get: 1 } }
      for (const { method, operation: each, path } of operations)
        define(paths, path, { ...(paths[path] as JsonObject | undefined), [method]: each })
      const document = {
        openapi: version,
        info: { title: "Chance", version: "1" },
        paths,
        components: { schemas: record(names.map((each, index) => [each, extended(components[index] ?? {})])) }
      }
      return JSON.parse(JSON.stringify(document)) as JsonObject
    })
}
