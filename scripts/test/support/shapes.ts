/** Small documents of many shapes, of each of which the scaffold makes a provider. */
import type { JsonObject } from "@errand/codegen/json"
import { documentOf, object, query, status } from "./newDocument.ts"

const words = status("queued", "running", "done", "failed")

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })

/** Operations that have the tag by which the scaffold groups them. */
const tagged = (document: JsonObject, tags: Readonly<Record<string, string>>): JsonObject => {
  for (const [place, tag] of Object.entries(tags)) {
    const [method = "", path = ""] = place.split(" ")
    const item = (document["paths"] as Record<string, Record<string, JsonObject>>)[path]
    Object.assign(item?.[method.toLowerCase()] ?? {}, { tags: [tag] })
  }
  return document
}

/** Names that the sources of a package use themselves. */
const reserved =
  "api call client config connection context effect layer options operation-types pages items stream error".split(" ")

const page = (of: object) =>
  object({ items: { type: "array", items: of }, total: { type: "integer" }, page: { type: "integer" } })

const paging = [query("page", { type: "integer" }), query("page_size", { type: "integer", maximum: 50 })]

/** Every group has such a name, and a list that is read page by page. */
const groups = (): JsonObject =>
  tagged(
    documentOf({
      ...Object.fromEntries(
        reserved.flatMap((name) => [
          [`GET /${name}`, { ...page(object({ id: { type: "string" } })), parameters: paging }],
          [`GET /${name}/{id}`, object({ id: { type: "string" }, status: words })]
        ])
      ),
      "POST /tasks": object({ id: { type: "string" } }),
      "GET /tasks/{task_id}": object({ id: { type: "string" }, status: words, output: {} })
    }),
    Object.fromEntries(reserved.flatMap((name) => [`GET /${name}`, `GET /${name}/{id}`].map((place) => [place, name])))
  )

/** Every way to say what a value must be, as JSON Schema has them. */
const demanding = {
  type: "object",
  additionalProperties: false,
  minProperties: 12,
  properties: {
    title: { type: "string", minLength: 40, maxLength: 60 },
    code: { type: "string", pattern: "^[A-Z]{3}-\\d{4}$" },
    data: { type: "string", format: "byte", minLength: 12 },
    kind: { enum: ["a", 2, null] },
    ratio: { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 0.25 },
    count: { type: "integer", minimum: 41, maximum: 49, multipleOf: 7 },
    tags: { type: "array", items: { type: "string", minLength: 3 }, minItems: 4, uniqueItems: true },
    pair: { type: "array", prefixItems: [{ type: "integer" }, words], minItems: 2, maxItems: 2 },
    options: { type: "object", minProperties: 3, additionalProperties: { type: "boolean" } },
    keyed: { type: "object", minProperties: 1, propertyNames: { pattern: "^x-[a-z]{3}$" }, additionalProperties: true },
    at: { type: "string", format: "date-time" },
    site: { type: "string", format: "uri", minLength: 50 },
    id: { type: "string", format: "uuid" },
    target: {
      oneOf: [
        {
          type: "object",
          required: ["type", "url"],
          properties: { type: { const: "page" }, url: { type: "string", format: "uri" } },
          additionalProperties: false
        },
        {
          type: "object",
          required: ["type", "file"],
          properties: { type: { const: "file" }, file: { type: "string", minLength: 1 } },
          additionalProperties: false
        }
      ],
      discriminator: { propertyName: "type" }
    },
    either: {
      anyOf: [
        { type: "string", minLength: 30 },
        { type: "integer", minimum: 1000 }
      ]
    }
  },
  required: "title code data kind ratio count tags pair options keyed at site id target either".split(" ")
}

/** What is sent and what comes back has to be as demanding as JSON Schema can be. */
const samples = (): JsonObject =>
  documentOf(
    {
      "POST /jobs": {
        ...object({ job_id: { type: "string", format: "uuid" }, echo: ref("Demanding") }),
        required: ["job_id", "echo"],
        body: ref("Demanding"),
        needsBody: true
      },
      "GET /jobs/{job_id}": {
        ...object({ job_id: { type: "string", format: "uuid" }, status: words, input: ref("Demanding") }),
        required: ["job_id", "status", "input"]
      },
      "POST /jobs/{job_id}/cancel": object({ job_id: { type: "string" }, status: words }),
      "PUT /settings": { ...demanding, body: demanding, needsBody: true },
      "POST /search": {
        type: "array",
        minItems: 3,
        uniqueItems: true,
        items: ref("Demanding"),
        parameters: [
          query("mode", { type: "string", enum: ["fast", "deep"] }, true),
          query("limit", { type: "integer", minimum: 10, maximum: 20 }, true),
          query("since", { type: "string", format: "date" }, true)
        ],
        body: { type: "object", minProperties: 2, additionalProperties: { type: "string", minLength: 5 } },
        needsBody: true
      }
    },
    { components: { schemas: { Demanding: demanding } } }
  )

/** Tasks in an envelope with numbers for ids, listed by a cursor. */
const cursors = (): JsonObject =>
  documentOf({
    "POST /runs": object({ data: { ...object({ id: { type: "integer", minimum: 1 } }), required: ["id"] } }),
    "GET /runs/{run_id}": {
      ...object({
        data: {
          ...object({ id: { type: "integer" }, state: words, result: { type: "string" }, error: { type: "string" } }),
          required: ["id", "state"]
        }
      }),
      required: ["data"]
    },
    "GET /runs": {
      ...object({
        data: { type: "array", items: object({ id: { type: "integer" }, state: words }) },
        next_cursor: { type: ["string", "null"] }
      }),
      parameters: [query("cursor"), query("limit", { type: "integer", maximum: 25 })]
    },
    "DELETE /runs/{run_id}": object({ ok: { type: "boolean" } })
  })

/** No task at all, and answers of every media type. */
const plain = (): JsonObject => {
  const document = documentOf({
    "GET /cities": { type: "array", items: object({ name: { type: "string", minLength: 1 } }) },
    "GET /cities/{name}/photo": { type: "string", format: "binary" },
    "POST /cities": { ...object({ name: { type: "string" } }), body: object({ name: { type: "string" } }) }
  })
  const paths = document["paths"] as Record<string, Record<string, JsonObject>>
  Object.assign(paths["/cities/{name}/photo"]?.["get"] ?? {}, {
    responses: { "200": { description: "Done.", content: { "image/png": {} } } }
  })
  Object.assign(paths["/cities"]?.["post"] ?? {}, {
    requestBody: {
      required: true,
      content: {
        "multipart/form-data": {
          schema: object({ name: { type: "string" }, map: { type: "object", minProperties: 1 } }),
          encoding: { map: { contentType: "application/json" } }
        }
      }
    },
    responses: { "204": { description: "Done." } }
  })
  return document
}

export const shapes: Readonly<Record<string, () => JsonObject>> = { groups, samples, cursors, plain }
