/** Two ways to say the same: nothing has changed. */
import type { Edits } from "./pair.ts"

const text = { type: "string" }
const person = { $ref: "#/components/schemas/Person" }

const event = (type: string, own: string) => ({
  type: "object",
  required: ["object", "type", own],
  properties: { object: { const: "event" }, type: { const: type }, [own]: text }
})

export const same: ReadonlyArray<{ readonly title: string; readonly given: Edits; readonly then: Edits }> = [
  {
    title: "a list of types and alternatives of one type each",
    given: {},
    then: { "Job properties value": { anyOf: [{ type: "integer" }, { type: "string" }] } }
  },
  {
    title: "null as a type, as an alternative and as a flag",
    given: { "Job properties note": { type: ["string", "null"] } },
    then: { "Job properties note": { oneOf: [{ type: "null" }, { type: "string" }] } }
  },
  {
    title: "null as a flag of 3.0 and as a type of 3.1",
    given: { "Job properties note": { type: ["string", "null"] } },
    then: { "Job properties note": { type: "string", nullable: true } }
  },
  {
    title: "a boolean and a list of both of its values",
    given: { "Job properties note": { type: "boolean" } },
    then: { "Job properties note": { enum: [true, false] } }
  },
  {
    title: "a reference and an allOf of it alone",
    given: { "Job properties owner": person },
    then: { "Job properties owner": { allOf: [person] } }
  },
  {
    title: "properties in one object and spread over allOf",
    given: {},
    then: {
      Person: {
        allOf: [
          { type: "object", required: ["name"], properties: { name: text } },
          { type: "object", properties: { mail: text } }
        ]
      }
    }
  },
  {
    title: "a list of values and constants",
    given: { "Job properties note": { type: "array", items: { type: "string", enum: ["a", "b"] } } },
    then: { "Job properties note": { type: "array", items: { oneOf: [{ const: "b" }, { const: "a" }] } } }
  },
  {
    title: "an exclusive limit in either dialect",
    given: { openapi: "3.0.3", "NewJob properties size": { type: "integer", minimum: 0, exclusiveMinimum: true } },
    then: { openapi: "3.1.0", "NewJob properties size": { type: "integer", exclusiveMinimum: 0 } }
  },
  {
    title: "a parameter of the path and of each of its operations",
    given: {},
    then: {
      "paths /jobs/{id} parameters": [{ name: "id", in: "path", required: true, schema: text }],
      "getJob parameters 0": undefined
    }
  },
  {
    title: "a parameter here and among the components",
    given: {},
    then: {
      "components parameters": { Page: { name: "page", in: "query", schema: { type: "integer" } } },
      "listJobs parameters 0": { $ref: "#/components/parameters/Page" }
    }
  },
  {
    title: "a default that is spelled out",
    given: {},
    then: {
      "listJobs parameters 0": {
        name: "page",
        in: "query",
        style: "form",
        explode: true,
        required: false,
        schema: { type: "integer" }
      }
    }
  },
  {
    title: "the order of parameters, of required names, of types and of values",
    given: {},
    then: {
      "listJobs parameters 0": { name: "sort", in: "query", schema: { type: "string", enum: ["down", "up"] } },
      "listJobs parameters 1": { name: "page", in: "query", schema: { type: "integer" } },
      "Circle required": ["radius", "kind"],
      "Job properties value type": ["integer", "string"]
    }
  },
  {
    title: "variants without names that share a constant, in another order",
    given: { "Job properties shape": { anyOf: [event("opened", "by"), event("closed", "at")] } },
    then: { "Job properties shape": { anyOf: [event("closed", "at"), event("opened", "by")] } }
  },
  {
    title: "no alternatives, and none that are listed",
    given: { "Job properties value": { type: "string" } },
    then: { "Job properties value": { type: "string", oneOf: [], anyOf: [] } }
  },
  {
    title: "one response under two statuses",
    given: {
      "components responses": { Seen: { description: "", headers: { "X-Left": { schema: { type: "integer" } } } } },
      "getJob responses 201": { $ref: "#/components/responses/Seen" },
      "getJob responses 202": { $ref: "#/components/responses/Seen" }
    },
    then: {}
  },
  {
    title: "two operations of one id",
    given: { "listJobs operationId": "getJob" },
    then: {}
  }
]
