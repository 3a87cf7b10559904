/** Small documents and edits of them, by chance. */
import fc from "fast-check"
import type { Code } from "../../src/diff/index.ts"
import { arrayOr, isArray, isObject, type Json, type JsonObject, objectOr } from "../../src/json.ts"

const names = ["Ant", "Bee", "Cat", "Dog"] as const
const keys = ["a", "b", "c"] as const

const ref = fc.constantFrom(...names).map((name): JsonObject => ({ $ref: `#/components/schemas/${name}` }))
const leaf: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.constantFrom<JsonObject>(
    { type: "string" },
    { type: "integer" },
    { type: "boolean" },
    { type: "string", format: "uuid" },
    {}
  ),
  fc.constantFrom<JsonObject>(
    { type: "string", enum: ["x", "y"] },
    { type: "string", enum: ["x", "y", "z"], "x-errand-open": true }
  ),
  fc.constantFrom<JsonObject>({ type: ["string", "null"] }, { type: "integer", minimum: 1, default: 2 }),
  ref
)

const objectOf = (schema: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> =>
  fc
    .record({
      properties: fc.dictionary(fc.constantFrom(...keys), schema, { maxKeys: 3 }),
      wanted: fc.subarray([...keys])
    })
    .map(({ properties, wanted }) => ({
      type: "object",
      properties: { ...properties },
      required: wanted.filter((key) => Object.hasOwn(properties, key))
    }))

const { schema } = fc.letrec<{ schema: JsonObject }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    { arbitrary: leaf, weight: 4 },
    { arbitrary: objectOf(tie("schema")), weight: 3 },
    tie("schema").map((items): JsonObject => ({ type: "array", items })),
    tie("schema").map((each): JsonObject => ({ type: "object", additionalProperties: each })),
    fc.array(tie("schema"), { minLength: 1, maxLength: 3 }).map((oneOf): JsonObject => ({ oneOf })),
    tie("schema").map((each): JsonObject => ({ anyOf: [each, { type: "null" }] })),
    fc.tuple(ref, objectOf(tie("schema"))).map((allOf): JsonObject => ({ allOf }))
  )
}))

const content = (each: JsonObject): JsonObject => ({ content: { "application/json": { schema: each } } })

const operation = fc
  .record({ sent: fc.option(schema), got: schema, query: fc.subarray([...keys]), error: fc.boolean(), kind: leaf })
  .map(({ error, got, kind, query, sent }): JsonObject => ({
    parameters: query.map((name) => ({ name, in: "query", required: name === "a", schema: kind })),
    ...(sent !== null && { requestBody: { required: true, ...content(sent) } }),
    responses: { "200": { description: "", ...content(got) }, ...(error && { "404": { description: "" } }) }
  }))

/** A document whose every operation has one schema of its own or of the components each way. */
export const documents: fc.Arbitrary<JsonObject> = fc
  .record({
    schemas: fc.tuple(...names.map(() => objectOf(schema))),
    operations: fc.array(operation, { minLength: 1, maxLength: 3 })
  })
  .map(({ operations, schemas }) =>
    parsed({
      openapi: "3.1.0",
      info: { title: "Chance", version: "1" },
      paths: Object.fromEntries(
        operations.map((each, index) => [`/p${index}`, { post: { ...each, operationId: `op${index}` } }])
      ),
      components: { schemas: Object.fromEntries(names.map((name, index) => [name, schemas[index] ?? {}])) }
    })
  )

const parsed = (document: JsonObject): JsonObject => JSON.parse(JSON.stringify(document)) as JsonObject

/** An edit, and a code of which one has to be among the changes that it makes. */
export interface Edit {
  readonly name: string
  /** Makes the edit in place; false where there is nothing to edit that way. */
  readonly make: (place: JsonObject) => boolean
  readonly codes: ReadonlyArray<Code>
}

const properties = (place: JsonObject): JsonObject => objectOr(place["properties"])
const isPlain = (place: JsonObject): boolean => place["type"] === "string" && place["enum"] === undefined
const isEnum = (place: JsonObject): boolean => isArray(place["enum"])
const set = (place: JsonObject, key: string, value: Json, when: boolean): boolean => {
  if (when) place[key] = value
  return when
}

/** Edits of schemas. */
export const edits: ReadonlyArray<Edit> = [
  {
    name: "a property more",
    make: (place) => isObject(place["properties"]) && set(properties(place), "fresh", { type: "string" }, true),
    codes: ["property-added"]
  },
  {
    name: "a property less",
    make: (place) => {
      const [key] = Object.keys(properties(place))
      return key !== undefined && delete properties(place)[key]
    },
    codes: ["property-removed"]
  },
  {
    name: "a property that has to be there, or no longer has",
    make: (place) => {
      const [key] = Object.keys(properties(place))
      if (key === undefined || objectOr(properties(place)[key])["default"] !== undefined) return false
      const required = arrayOr(place["required"])
      return set(
        place,
        "required",
        required.includes(key) ? required.filter((each) => each !== key) : [...required, key],
        true
      )
    },
    codes: ["became-required", "became-optional"]
  },
  {
    name: "another type",
    make: (place) => set(place, "type", "boolean", isPlain(place)),
    codes: ["type-changed"]
  },
  {
    name: "null as well",
    make: (place) => set(place, "type", ["string", "null"], isPlain(place)),
    codes: ["became-nullable"]
  },
  {
    name: "a value more",
    make: (place) => isEnum(place) && set(place, "enum", [...arrayOr(place["enum"]), "fresh"], true),
    codes: ["enum-value-added", "open-enum-value-added"]
  },
  {
    name: "a value less",
    make: (place) => isEnum(place) && set(place, "enum", arrayOr(place["enum"]).slice(1), true),
    codes: ["enum-value-removed", "open-enum-value-removed"]
  },
  {
    name: "a list of values",
    make: (place) => set(place, "enum", ["only"], isPlain(place)),
    codes: ["enum-introduced"]
  },
  {
    name: "a limit",
    make: (place) => set(place, "maxLength", 7, isPlain(place)),
    codes: ["constraint-tightened"]
  },
  {
    name: "another format",
    make: (place) => set(place, "format", "uri", isPlain(place)),
    codes: ["format-changed"]
  },
  {
    name: "anything",
    make: (place) => isPlain(place) && delete place["type"],
    codes: ["type-widened"]
  },
  {
    name: "a default",
    make: (place) => set(place, "default", "fresh", isPlain(place)),
    codes: ["default-changed"]
  },
  {
    name: "a word",
    make: (place) => set(place, "description", "Fresh.", true),
    codes: ["prose-changed"]
  }
]

/**
 * The schemas that callers meet without an alternative, an `allOf` or a reference before them:
 * there, every edit has to show.
 */
export const places = (document: JsonObject): ReadonlyArray<JsonObject> => {
  const met = new Set<JsonObject>()
  const enter = (value: Json | undefined): void => {
    const place = objectOr(value)
    if (typeof place["$ref"] === "string") {
      const name = place["$ref"].split("/").at(-1) ?? ""
      return enter(objectOr(objectOr(document["components"])["schemas"])[name])
    }
    if (
      !isObject(value) ||
      met.has(place) ||
      isArray(place["oneOf"]) ||
      isArray(place["anyOf"]) ||
      isArray(place["allOf"])
    )
      return
    met.add(place)
    for (const each of Object.values(properties(place))) enter(each)
    enter(place["items"])
    enter(place["additionalProperties"])
  }
  for (const item of Object.values(objectOr(document["paths"]))) {
    const { requestBody, responses } = objectOr(objectOr(item)["post"])
    for (const body of [requestBody, objectOr(responses)["200"]])
      enter(objectOr(objectOr(objectOr(body)["content"])["application/json"])["schema"])
  }
  return [...met]
}
