/** A document that has one of everything, and ways to change any one place of it. */
import { define, isArray, isObject, type Json, type JsonObject, type Path } from "../../src/json.ts"

const text = (schema: JsonObject): JsonObject => ({ description: "Fine.", content: { "application/json": { schema } } })
const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` })

/** Every place where a document may hold a text, a name or a schema. */
export const everything: JsonObject = {
  openapi: "3.1.0",
  info: { title: "Everything", version: "1", description: "All of it.", summary: "All." },
  servers: [{ url: "https://{host}/", description: "One.", variables: { host: { default: "a", enum: ["a"] } } }],
  tags: [{ name: "things", description: "Things." }],
  security: [{ key: [] }],
  paths: {
    "/things/{id}": {
      summary: "Things.",
      description: "All things.",
      parameters: [{ $ref: "#/components/parameters/Id" }],
      get: {
        tags: ["things"],
        operationId: "getThing",
        summary: "Gets a thing.",
        description: "Gets it.",
        deprecated: true,
        parameters: [
          { name: "page", in: "query", description: "Which.", schema: { type: "integer", default: 1 }, example: 2 },
          { name: "size", in: "query", style: "form", explode: false, schema: { type: "array", items: ref("Colour") } },
          { name: "X-Trace", in: "header", required: true, schema: { type: "string", format: "uuid" } },
          { name: "session", in: "cookie", schema: { type: "string" } },
          { name: "where", in: "query", content: { "application/json": { schema: ref("Thing") } } }
        ],
        responses: {
          "200": { ...text(ref("Thing")), headers: { "X-Left": { $ref: "#/components/headers/Left" } } },
          "404": { $ref: "#/components/responses/Problem" },
          "4XX": text({ type: "object", properties: { code: { enum: [1, "two", null] } }, required: ["code"] }),
          default: { description: "Else." }
        },
        callbacks: {
          onEvent: {
            "{$request.query.page}": {
              post: {
                operationId: "onEvent",
                requestBody: text(ref("Thing")),
                responses: { "200": { description: "" } }
              }
            }
          }
        },
        "x-errand-pagination": { page: "page", size: "size", max: 10, items: "items", total: "total" }
      },
      put: {
        operationId: "putThing",
        requestBody: { $ref: "#/components/requestBodies/Thing" },
        responses: { "200": text({ type: "array", items: ref("Thing") }), "204": { description: "None." } }
      },
      delete: { responses: { "204": { description: "Gone." } } }
    },
    "/forms": {
      post: {
        operationId: "sendForm",
        "x-errand-name": "sendForms",
        requestBody: {
          description: "A form.",
          required: true,
          content: {
            "multipart/form-data": {
              schema: {
                type: "object",
                properties: { file: { type: "string", format: "binary" }, name: { type: "string" } }
              },
              encoding: { name: { contentType: "text/plain" } }
            },
            "application/x-www-form-urlencoded": { schema: ref("Plain") },
            "text/plain": { schema: { type: "string" } },
            "image/png": {}
          }
        },
        responses: { "201": { description: "Made.", content: { "text/csv": { schema: { type: "string" } } } } }
      }
    }
  },
  webhooks: {
    changed: {
      post: { summary: "It changed.", requestBody: text(ref("Thing")), responses: { "200": { description: "" } } }
    }
  },
  components: {
    schemas: {
      Colour: {
        type: "string",
        title: "A colour.",
        enum: ["red", "green"],
        "x-errand-open": true,
        description: "One."
      },
      Plain: { type: "object", properties: { a: { type: "string", const: "x" }, b: { type: ["integer", "null"] } } },
      Cat: {
        type: "object",
        required: ["kind", "claws"],
        properties: { kind: { type: "string" }, claws: { type: "integer", minimum: 1, default: 4, example: 5 } }
      },
      Dog: {
        allOf: [ref("Plain"), { type: "object", required: ["kind"], properties: { kind: { type: "string" } } }],
        required: ["a"]
      },
      Pet: {
        oneOf: [ref("Cat"), ref("Dog")],
        discriminator: { propertyName: "kind", mapping: { cat: "#/components/schemas/Cat", dog: "Dog" } }
      },
      Base: {
        type: "object",
        required: ["type"],
        properties: { type: { type: "string" } },
        discriminator: { propertyName: "type", mapping: { heir: "#/components/schemas/Heir" } }
      },
      Heir: { allOf: [ref("Base"), { type: "object", properties: { own: { type: "boolean" } } }] },
      Tuple: { type: "array", prefixItems: [{ type: "string" }, ref("Colour")], items: { type: "number" } },
      Map: { type: "object", properties: { a: { type: "string" } }, additionalProperties: ref("Colour") },
      Pattern: { type: "object", patternProperties: { "^x": { type: "integer" } }, propertyNames: { pattern: "^x" } },
      Thing: {
        title: "A thing.",
        description: "What it is.",
        type: "object",
        required: ["id", "items"],
        properties: {
          id: { type: "string", description: "Its name.", format: "uuid", examples: ["a"], readOnly: true },
          status: { type: "string", enum: ["on", "off"], description: "Which.", default: "on" },
          size: { enum: [1, 2.5, -3] },
          pet: ref("Pet"),
          heir: { ...ref("Heir"), description: "Beside." },
          tuple: ref("Tuple"),
          map: ref("Map"),
          pattern: ref("Pattern"),
          self: ref("Thing"),
          both: { anyOf: [{ type: "string" }, { type: "null" }, { type: "object", additionalProperties: true }] },
          fixed: { const: { a: ["b", null, true] } },
          not: { not: { type: "string" } },
          data: { type: "string", contentMediaType: "image/png" },
          items: { type: "array", items: { $ref: "#/components/schemas/Thing/$defs/Item" } }
        },
        externalDocs: { url: "https://docs.test", description: "More." },
        $defs: { Item: { type: "object", properties: { name: { type: "string" } } } }
      }
    },
    parameters: {
      Id: { name: "id", in: "path", required: true, description: "Which one.", schema: { type: "string" } }
    },
    headers: { Left: { description: "What is left.", schema: { type: "integer" } } },
    responses: { Problem: text({ type: "object", properties: { detail: { type: "string" } } }) },
    requestBodies: { Thing: { ...text(ref("Thing")), required: true } },
    securitySchemes: { key: { type: "apiKey", name: "X-Key", in: "header", description: "A key." } }
  }
}

/** The paths of all values inside a value, its own first. */
export const placesIn = (value: Json, path: Path = []): ReadonlyArray<Path> => {
  const children = isArray(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : []
  return [path, ...children.flatMap(([key, item]) => placesIn(item, [...path, key]))]
}

/** A copy in which the value at a path is another one. */
export const withValue = (root: Json, path: Path, value: Json): Json => {
  const [key, ...rest] = path
  if (key === undefined) return value
  if (isArray(root)) return root.map((item, index) => (index === key ? withValue(item, rest, value) : item))
  const copy: JsonObject = {}
  if (isObject(root))
    for (const [name, item] of Object.entries(root))
      define(copy, name, name === key ? withValue(item, rest, value) : item)
  return copy
}

/** A copy in which the key at the end of a path is another one. */
export const withKey = (root: Json, path: Path, next: string): Json => {
  const [key, ...rest] = path
  if (isArray(root)) return root.map((item, index) => (index === key ? withKey(item, rest, next) : item))
  const copy: JsonObject = {}
  if (isObject(root))
    for (const [name, item] of Object.entries(root)) {
      if (name !== key) define(copy, name, item)
      else if (rest.length === 0) define(copy, next, item)
      else define(copy, name, withKey(item, rest, next))
    }
  return copy
}
