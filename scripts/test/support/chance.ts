/** Documents by chance: odd names, wherever the scaffold makes names of them. */
import { define, type Json, type JsonObject } from "@errand/codegen/json"
import fc from "fast-check"

const word = fc.constantFrom(
  ..."run jobs class await Effect config __proto__ constructor größe 1st 日本 x-own get list status".split(" "),
  ..."toString Error make */ `${a}` 50% delete _ client".split(" "),
  "a b"
)

const record = (entries: ReadonlyArray<readonly [string, Json]>): JsonObject => {
  const made: JsonObject = {}
  for (const [name, value] of entries) define(made, name, value)
  return made
}

const schema = fc.letrec<{ schema: Json }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 2 },
    fc.constantFrom<Json>(
      { type: "string" },
      { type: "integer", minimum: 1, maximum: 50 },
      { type: "string", enum: ["queued", "done", "*/", "`"] },
      { type: "string", format: "byte", minLength: 4 },
      { $ref: "#/components/schemas/Thing" },
      {}
    ),
    fc
      .tuple(fc.array(fc.tuple(word, tie("schema")), { maxLength: 4 }), fc.subarray(["id", "status"]))
      .map(([own, usual]) => ({
        type: "object",
        properties: record([
          ...own,
          ...usual.map((name) => [name, name === "id" ? { type: "string" } : { enum: ["on", "off"] }] as const)
        ])
      })),
    tie("schema").map((items) => ({ type: "array", items })),
    fc.array(tie("schema"), { minLength: 1, maxLength: 2 }).map((oneOf) => ({ oneOf }))
  )
})).schema

const operation = fc.record(
  {
    tags: fc.array(word, { minLength: 1, maxLength: 1 }),
    operationId: fc.tuple(word, fc.nat(9)).map(([name, number]) => `${name}${number}`),
    parameters: fc
      .uniqueArray(fc.constantFrom("page", "page_size", "cursor", "limit", "__proto__", "a b"), { maxLength: 3 })
      .map((names) => names.map((name) => ({ name, in: "query", schema: { type: "integer", maximum: 20 } }))),
    requestBody: schema.map((of) => ({ required: true, content: { "application/json": { schema: of } } })),
    responses: schema.map((of) => ({ "200": { description: "*/", content: { "application/json": { schema: of } } } }))
  },
  { requiredKeys: ["responses"] }
)

/** Documents with a few operations, some of which may be those of a task. */
export const documents: fc.Arbitrary<JsonObject> = fc
  .record({
    thing: schema.filter((each) => !JSON.stringify(each).startsWith(`{"$ref`)),
    places: fc.uniqueArray(
      fc.record({
        path: fc.oneof(
          fc.constantFrom("/runs", "/runs/{run_id}", "/runs/{run_id}/stop"),
          word.map((name) => `/${name.replace("$", "")}`)
        ),
        method: fc.constantFrom("get", "post"),
        operation
      }),
      { minLength: 2, maxLength: 7, selector: ({ method, path }) => `${method} ${path}` }
    )
  })
  .map(({ places, thing }) => {
    const paths: JsonObject = {}
    for (const { method, operation: each, path } of places)
      define(paths, path, { ...(paths[path] as JsonObject | undefined), [method]: each })
    const document = {
      openapi: "3.1.0",
      info: { title: "Chance", version: "1" },
      servers: [{ url: "https://chance.test" }],
      paths,
      components: { schemas: { Thing: { anyOf: [{ type: "null" }, thing] } } }
    }
    return JSON.parse(JSON.stringify(document)) as JsonObject
  })
