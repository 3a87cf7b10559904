/** Schemas made of schemas: `allOf`, tags, references and what they refer to. */
import type { Pair } from "./pair.ts"

const text = { type: "string" }
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const tagged = (kinds: Readonly<Record<string, string>>) => ({
  oneOf: [ref("Circle"), ref("Square")],
  discriminator: {
    propertyName: "kind",
    mapping: Object.fromEntries(Object.entries(kinds).map(([tag, name]) => [tag, ref(name).$ref]))
  }
})
const variant = (kind: string) => (properties: Readonly<Record<string, { readonly type: string }>>) => ({
  type: "object",
  required: ["kind", ...Object.keys(properties)],
  properties: { kind: { const: kind }, ...properties }
})
/** A variant of which a constant and a type say what it is. */
const event = (type: string, own: string, more: Readonly<Record<string, { readonly type: string }>> = {}) => ({
  type: "object",
  required: ["object", "type", own],
  properties: { object: { const: "event" }, type: { const: type }, [own]: text, ...more }
})
const [line, dot] = [variant("line"), variant("dot")]
const untagged = { "Circle properties kind": text, "Square properties kind": text }

export const composition: ReadonlyArray<Pair> = [
  {
    title: "the tag of a variant in an answer",
    given: { ...untagged, "Job properties shape": tagged({ round: "Circle", square: "Square" }) },
    then: { "Job properties shape": tagged({ ring: "Circle", square: "Square" }) },
    there: {
      says: [
        "enum-value-removed response: breaks compile, major, patch",
        "enum-value-added response: breaks compile, major, minor"
      ],
      use: `export const size = job.shape.kind === "round" ? job.shape.radius : job.shape.side`
    },
    back: {
      says: [
        "enum-value-removed response: breaks compile, major, patch",
        "enum-value-added response: breaks compile, major, minor"
      ],
      use: `export const size = job.shape.kind === "ring" ? job.shape.radius : job.shape.side`
    }
  },
  {
    title: "a mapped variant of an answer",
    given: { ...untagged, "Job properties shape": tagged({ circle: "Circle", square: "Square" }) },
    then: {
      "components schemas Line": {
        type: "object",
        required: ["kind", "length"],
        properties: { kind: text, length: { type: "number" } }
      },
      "Job properties shape oneOf 2": ref("Line"),
      "Job properties shape discriminator mapping line": "#/components/schemas/Line"
    },
    there: {
      says: ["variant-added response: breaks compile, major, major", "schema-added both: new, minor, none"],
      use: `export const size = job.shape.kind === "circle" ? job.shape.radius : job.shape.side`
    },
    back: {
      says: [
        "variant-removed response: breaks compile, major, patch",
        "schema-removed both: breaks compile, major, patch"
      ],
      use: `export const size = job.shape.kind === "line" ? job.shape.length : 0`
    }
  },
  {
    title: "a property of one of several variants",
    then: { "Square properties turned": { type: "boolean" } },
    there: {
      says: ["property-added response: new, minor, minor"],
      use: `export const size = job.shape.kind === "square" ? job.shape.side : job.shape.radius`
    },
    back: {
      says: ["property-removed response: breaks compile, major, major"],
      use: `export const turned = job.shape.kind === "square" ? job.shape.turned : false`
    }
  },
  {
    title: "a property of one of several alternatives that have no tag",
    given: { "Job properties owner": { anyOf: [ref("Problem"), ref("Person")] } },
    then: {
      "Person properties mail": { type: ["string", "null"] },
      "Job properties owner": { anyOf: [ref("Person"), ref("Problem")] }
    },
    there: {
      says: ["became-nullable response: breaks compile, major, major"],
      use: `export const mail: string | undefined = "name" in job.owner ? job.owner.mail : job.owner.detail`
    },
    back: {
      says: ["became-non-null response: none, minor, patch"],
      use: `export const mail = "name" in job.owner ? job.owner.mail : job.owner.detail`
    }
  },
  {
    title: "a property of one of several alternatives that have no name",
    given: {
      "Job properties shape": { oneOf: [line({ length: { type: "number" } }), dot({ x: { type: "number" } })] }
    },
    then: { "Job properties shape": { oneOf: [dot({ x: { type: "number" } }), line({ length: text })] } },
    there: {
      says: ["type-changed response: breaks compile, major, major"],
      use: `export const length: number = job.shape.kind === "line" ? job.shape.length : job.shape.x`
    },
    back: {
      says: ["type-changed response: breaks compile, major, major"],
      use: `export const length: string = job.shape.kind === "line" ? job.shape.length : job.shape.x.toFixed()`
    }
  },
  {
    title: "a property of what an answer is made of",
    given: { "Job properties owner": { allOf: [ref("Person"), { type: "object", properties: { since: text } }] } },
    then: { "Person properties mail": { type: ["string", "null"] } },
    there: {
      says: ["became-nullable response: breaks compile, major, major"],
      use: `export const mail: string | undefined = job.owner.mail`
    },
    back: {
      says: ["became-non-null response: none, minor, patch"],
      use: `export const mail: string = job.owner.mail ?? "none"`
    }
  },
  {
    title: "one more part of what an answer is made of",
    given: { "Job properties owner": { allOf: [ref("Person")] } },
    then: { "Job properties owner allOf 1": { type: "object", required: ["since"], properties: { since: text } } },
    there: {
      says: ["required-property-added response: new, minor, minor"],
      use: `export const name: string = job.owner.name`
    },
    back: {
      says: ["property-removed response: breaks compile, major, major"],
      use: `export const since: string = job.owner.since`
    }
  },
  {
    title: "a demand beside a reference in a body",
    given: { "NewJob properties like": { allOf: [ref("Step")] } },
    then: { "NewJob properties like": { allOf: [ref("Step")], required: ["next"] } },
    there: {
      says: ["became-required request: breaks compile, major, major"],
      use: `create({ body: { task: "x", like: { name: "a" } } })`
    },
    back: {
      says: ["became-optional request: new, minor, minor"],
      use: `create({ body: { task: "x", like: { name: "a", next: { name: "b" } } } })`
    }
  },
  {
    title: "null beside a reference, in the words of 3.0",
    given: {
      openapi: "3.0.3",
      "Job properties value": text,
      "Job properties owner": ref("Person"),
      "Circle properties kind": { type: "string", enum: ["circle"] },
      "Square properties kind": { type: "string", enum: ["square"] }
    },
    then: { "Job properties owner nullable": true },
    there: {
      says: ["became-nullable response: breaks compile, major, major"],
      use: `export const name: string = job.owner.name`
    },
    back: {
      says: ["became-non-null response: none, minor, patch"],
      use: `export const name: string = job.owner === null ? "nobody" : job.owner.name`
    }
  },
  {
    title: "a schema in the place of another",
    then: { "Job properties owner anyOf 0": ref("Label") },
    given: { "paths /labels put requestBody": undefined },
    there: {
      says: [
        "property-removed response: breaks compile, major, major",
        "property-removed response: breaks compile, major, major",
        "required-property-added response: new, minor, minor",
        "property-added response: new, minor, minor"
      ],
      use: `export const name: string | undefined = job.owner?.name`
    },
    back: {
      says: [
        "property-removed response: breaks compile, major, major",
        "property-removed response: breaks compile, major, major",
        "required-property-added response: new, minor, minor",
        "property-added response: new, minor, minor"
      ],
      use: `export const text: string | undefined = job.owner?.text`
    }
  },
  {
    title: "an alternative that holds itself",
    given: { "Part properties parts items": { anyOf: [ref("Part"), text] } },
    then: { "Part properties parts items anyOf 2": { type: "integer" } },
    there: {
      says: ["variant-added response: breaks compile, major, major"],
      use: `export const flat = (part: api.Part | string): string => typeof part === "string" ? part : part.parts.map(flat).join()`
    },
    back: {
      says: ["variant-removed response: breaks compile, major, patch"],
      use: `export const flat = (part: api.Part | string | number): string =>
  typeof part === "object" ? part.parts.map((each) => typeof each === "number" ? each.toFixed() : flat(each)).join() : String(part)`
    }
  },
  {
    title: "a constant in an answer",
    given: { "Circle properties size": { const: 1 } },
    then: { "Circle properties size": { const: 2 } },
    there: {
      says: [
        "enum-value-removed response: breaks compile, major, patch",
        "enum-value-added response: breaks compile, major, minor"
      ],
      use: `export const one: 1 | undefined = job.shape.kind === "circle" ? job.shape.size : 1`
    },
    back: {
      says: [
        "enum-value-removed response: breaks compile, major, patch",
        "enum-value-added response: breaks compile, major, minor"
      ],
      use: `export const two: 2 | undefined = job.shape.kind === "circle" ? job.shape.size : 2`
    }
  },
  {
    title: "a parameter that several operations share",
    given: {
      "components parameters": { Page: { name: "page", in: "query", schema: { type: "integer" } } },
      "listJobs parameters 0": { $ref: "#/components/parameters/Page" },
      "getJob parameters 2": { $ref: "#/components/parameters/Page" }
    },
    then: { "components parameters Page required": true },
    there: {
      says: ["became-required request: breaks compile, major, major"],
      use: `get({ path: { id: "x" } })`
    },
    back: {
      says: ["became-optional request: new, minor, minor"],
      use: `get({ path: { id: "x" }, query: { page: 1 } })`
    }
  },
  {
    title: "an answer that several operations share",
    given: {
      "components responses": {
        Bad: {
          description: "",
          content: { "application/json": { schema: { type: "object", properties: { why: text } } } }
        }
      },
      "getJob responses 404": { $ref: "#/components/responses/Bad" },
      "createJob responses 400": { $ref: "#/components/responses/Bad" }
    },
    then: { "components responses Bad content application/json schema properties code": text },
    there: {
      says: ["property-added response: new, minor, minor"],
      use: `export const why: string | undefined = failure.body.why`
    },
    back: {
      says: ["property-removed response: breaks compile, major, major"],
      use: `export const code: string | undefined = failure.body.code`
    }
  },
  {
    title: "a named property of another type beside any others",
    then: {
      "Job properties tags": { type: "object", properties: { count: { type: "integer" } }, additionalProperties: text }
    },
    there: {
      says: ["property-added-to-record response: breaks compile, major, major"],
      use: `export const tag: string | undefined = job.tags["x"]`
    },
    back: {
      says: ["property-removed response: breaks compile, major, major"],
      use: `export const count: number | undefined = job.tags.count`
    }
  },
  {
    title: "an operation that takes over the name of a schema",
    given: { CreateThingInput: { type: "object", required: ["title"], properties: { title: text } } },
    then: { "paths /things": { post: { operationId: "createThing", responses: { "204": { description: "" } } } } },
    there: {
      says: ["export-renamed both: breaks compile, major, patch", "operation-added both: new, minor, minor"],
      use: `export const title = (input: api.CreateThingInput): string => input.title`
    },
    back: {
      says: [
        "export-renamed both: breaks compile, major, patch",
        "operation-removed both: breaks compile, major, major"
      ],
      use: `export const input: api.CreateThingInputSchema = { title: "a" }`
    }
  },
  {
    title: "a variant before others that share a constant with it",
    given: { "NewJob properties target": { anyOf: [event("opened", "by"), event("closed", "at")] } },
    then: {
      "NewJob properties target": { anyOf: [event("moved", "to"), event("opened", "by"), event("closed", "at")] }
    },
    there: {
      says: ["variant-added request: new, minor, minor"],
      use: `create({ body: { task: "t", target: { object: "event", type: "opened", by: "a" } } })`
    },
    back: {
      says: ["variant-removed request: breaks compile, major, major"],
      use: `create({ body: { task: "t", target: { object: "event", type: "moved", to: "a" } } })`
    }
  },
  {
    title: "a property of one of several variants that share a constant, and stand in another order",
    given: { "Job properties shape": { anyOf: [event("opened", "by"), event("closed", "at")] } },
    then: { "Job properties shape": { anyOf: [event("closed", "at", { why: text }), event("opened", "by")] } },
    there: {
      says: ["property-added response: new, minor, minor"],
      use: `export const by: string = job.shape.type === "opened" ? job.shape.by : job.shape.at`
    },
    back: {
      says: ["property-removed response: breaks compile, major, major"],
      use: `export const why: string | undefined = job.shape.type === "closed" ? job.shape.why : ""`
    }
  }
]
