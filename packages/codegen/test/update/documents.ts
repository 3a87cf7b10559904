/** Documents of every shape, small enough that two of them have much in common. */
import fc from "fast-check"
import { define, isArray, isObject, type Json, type JsonObject } from "../../src/json.ts"

const name = fc.constantFrom("a", "b", "description", "example", "title", "x-id", "__proto__")
const dictionary = (value: fc.Arbitrary<Json>) =>
  fc.array(fc.tuple(name, value), { maxLength: 3 }).map((entries): Json => {
    const made: JsonObject = {}
    for (const [key, item] of entries) define(made, key, item)
    return made
  })

const { schema } = fc.letrec<{ schema: Json }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    fc.constantFrom<Json>(
      { type: "string" },
      { type: ["string", "null"] },
      { type: "integer", minimum: 1, default: { b: [1, 2], a: { description: "data" } } },
      { $ref: "#/components/schemas/a" },
      { enum: ["x", "y"], "x-names": ["X", "Y"] },
      { enum: ["y", "z", "x"], const: null },
      true
    ),
    fc.record({
      type: fc.constant("object"),
      required: fc.subarray(["a", "b"]),
      properties: dictionary(tie("schema"))
    }),
    fc.record({ oneOf: fc.array(tie("schema"), { minLength: 1, maxLength: 3 }), description: fc.constant("theirs") }),
    fc.record({ type: fc.constant("array"), items: tie("schema") })
  )
}))

const parameters = fc.uniqueArray(
  fc.record({
    name,
    in: fc.constantFrom("query", "header"),
    required: fc.boolean(),
    schema
  }),
  { selector: (each) => `${each.in} ${each.name}`, maxLength: 3 }
)

const operation = fc.record(
  {
    operationId: fc.constantFrom("one", "two"),
    tags: fc.subarray(["T", "U"]),
    parameters: parameters as fc.Arbitrary<Json>,
    security: fc.constantFrom<Json>([], [{ key: [] }]),
    responses: fc.record({
      200: fc.record({ description: fc.constant("theirs"), content: content() })
    }) as fc.Arbitrary<Json>
  },
  { requiredKeys: ["responses"] }
)

function content(): fc.Arbitrary<Json> {
  return schema.map((each) => ({ "application/json": { schema: each } }))
}

/** Documents as a provider would publish them. */
export const documents: fc.Arbitrary<JsonObject> = fc
  .record({
    get: fc.option(operation as fc.Arbitrary<Json>, { nil: null }),
    post: fc.option(operation as fc.Arbitrary<Json>, { nil: null }),
    schemas: dictionary(schema),
    version: fc.constantFrom("1", "2")
  })
  .map(({ get, post, schemas, version }) => ({
    openapi: "3.1.0",
    info: { title: "theirs", version },
    paths: { "/things": { ...(get !== null && { get }), ...(post !== null && { post }) } },
    components: { schemas }
  }))

/** The same document in our words. */
export const described = (value: Json): Json => {
  if (isArray(value)) return value.map(described)
  if (!isObject(value)) return value
  const made: JsonObject = {}
  for (const [key, item] of Object.entries(value))
    define(
      made,
      key,
      item === "theirs" ? "Said by us, at some length, so that a line of it is broken." : described(item)
    )
  return made
}
