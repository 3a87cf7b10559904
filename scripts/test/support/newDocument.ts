/** Documents of few words, and what the scaffold makes of them. */
import type { JsonObject } from "@errand/codegen/json"
import { parse, stringify } from "yaml"
import { type Api, apiOf } from "../../new/api.ts"
import { modelOf } from "../../new/document.ts"
import type { Job } from "../../new/job.ts"
import { namesOf } from "../../new/names.ts"
import { nameOperations, overlayText } from "../../new/operations.ts"

export const names = namesOf("acme", "Acme", "v1")

/** An API, under the names that the scaffold gives its operations. */
export const apiFrom = (text: string): Api =>
  apiOf(modelOf(text, overlayText(names, nameOperations(parse(text) as JsonObject))))

/** The operations of a job by what they are to us. */
export const operationsOf = ({ id, peek, read, start, stop }: Job) => ({
  start: start?.method.operation.id,
  read: read?.method.operation.id,
  peek: peek?.method.operation.id,
  stop: stop?.method.operation.id,
  id: id?.property
})

/**
 * A document: paths by `METHOD /path`, with the schema of the success; beside its keywords,
 * `parameters`, `body` and `needsBody` are the operation's. What is called no stop is posted with a
 * body unless it says otherwise.
 */
export const documentOf = (paths: Readonly<Record<string, object>>, parts: object = {}): JsonObject => ({
  openapi: "3.1.0",
  info: { title: "Acme", version: "1" },
  servers: [{ url: "https://acme.test" }],
  ...parts,
  paths: Object.entries(paths).reduce<Record<string, JsonObject>>((all, [place, schema]) => {
    const [method = "", path = ""] = place.split(" ")
    const parameters = [...path.matchAll(/\{(.+?)\}/g)].map(([, name = ""]) => ({
      name,
      in: "path",
      required: true,
      schema: { type: "string" }
    }))
    const given = schema as {
      readonly parameters?: ReadonlyArray<JsonObject>
      readonly body?: JsonObject
      readonly needsBody?: boolean
    }
    const { body, needsBody, parameters: own = [], ...success } = given
    const isPosted = method === "POST" && !/\/(?:abort|cancel|stop)[^/]*$/.test(path)
    const operation: JsonObject = {
      parameters: [...parameters, ...own],
      responses: { "200": { description: "Done.", content: { "application/json": { schema: success } } } },
      ...((body !== undefined || needsBody === true || isPosted) && {
        requestBody: {
          required: needsBody ?? body === undefined,
          content: { "application/json": { schema: body ?? { type: "object" } } }
        }
      })
    }
    return { ...all, [path]: { ...all[path], [method.toLowerCase()]: operation } }
  }, {})
})

/** {@link documentOf} as text. */
export const made = (paths: Readonly<Record<string, object>>, parts: object = {}): string =>
  stringify(documentOf(paths, parts))

export const status = (...values: ReadonlyArray<string>) => ({ type: "string", enum: values })

export const object = (properties: object) => ({ type: "object", properties })

export const query = (name: string, schema: object = { type: "string" }, required = false) => ({
  name,
  in: "query",
  required,
  schema
})
