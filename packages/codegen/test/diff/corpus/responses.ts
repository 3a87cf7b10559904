/** What comes back: widened, it surprises who reads it; narrowed, it does not. */
import type { Pair } from "./pair.ts"

const text = { type: "string" }

export const responses: ReadonlyArray<Pair> = [
  {
    title: "a property of an answer",
    then: { "Job properties cost": { type: "number" } },
    there: { says: ["property-added response: new, minor, minor"], use: `export const id: string = job.id` },
    back: {
      says: ["property-removed response: breaks compile, major, major"],
      use: `export const cost: number | undefined = job.cost`
    }
  },
  {
    title: "a required property of an answer",
    then: { "Job properties cost": { type: "number" }, "Job required 8": "cost" },
    there: {
      says: ["required-property-added response: new, minor, minor"],
      use: `export const shown = ({ id, note }: api.Job) => id + (note ?? "")`
    },
    back: {
      says: ["property-removed response: breaks compile, major, major"],
      use: `export const cost: number = job.cost`
    }
  },
  {
    title: "the type of a property of an answer",
    then: { "Job properties note": { type: "integer" } },
    there: {
      says: ["type-changed response: breaks compile, major, major"],
      use: `export const loud = job.note?.toUpperCase()`
    },
    back: {
      says: ["type-changed response: breaks compile, major, major"],
      use: `export const more = (job.note ?? 0) - 1`
    }
  },
  {
    title: "a property of an answer may be missing",
    then: { "Job required 0": undefined },
    there: {
      says: ["became-optional response: breaks compile, major, major"],
      use: `export const id: string = job.id`
    },
    back: {
      says: ["became-required response: none, minor, patch"],
      use: `export const id: string = job.id ?? "none"`
    }
  },
  {
    title: "a property of an answer may be null",
    then: { "Job properties id": { type: ["string", "null"] } },
    there: {
      says: ["became-nullable response: breaks compile, major, major"],
      use: `export const id: string = job.id`
    },
    back: {
      says: ["became-non-null response: none, minor, patch"],
      use: `export const id: string = job.id === null ? "none" : job.id`
    }
  },
  {
    title: "a property of an answer may be null, in the words of 3.0",
    given: {
      openapi: "3.0.3",
      "Job properties value": text,
      "Job properties owner": { $ref: "#/components/schemas/Person" },
      "Circle properties kind": { type: "string", enum: ["circle"] },
      "Square properties kind": { type: "string", enum: ["square"] }
    },
    then: { "Job properties owner": { allOf: [{ $ref: "#/components/schemas/Person" }], nullable: true } },
    there: {
      says: ["became-nullable response: breaks compile, major, major"],
      use: `export const name = job.owner.name`
    },
    back: {
      says: ["became-non-null response: none, minor, patch"],
      use: `export const name = job.owner?.name ?? "nobody"`
    }
  },
  {
    title: "a value of a closed list in an answer",
    then: { "State enum 3": "failed" },
    there: {
      says: ["enum-value-added response: breaks compile, major, minor"],
      use: `export const over: Record<api.State, boolean> = { queued: false, running: false, done: true }`
    },
    back: {
      says: ["enum-value-removed response: breaks compile, major, patch"],
      use: `export const bad = job.state === "failed"`
    }
  },
  {
    title: "a value of a closed list in an answer, for a total switch",
    then: { "State enum 3": "failed" },
    there: {
      says: ["enum-value-added response: breaks compile, major, minor"],
      use: `export const word = (state: api.State): string => {
  switch (state) {
    case "queued": case "running": return "wait"
    case "done": return "done"
    default: return never(state)
  }
}`
    },
    back: {
      says: ["enum-value-removed response: breaks compile, major, patch"],
      use: `export const states: ReadonlyArray<api.State> = ["failed"]`
    }
  },
  {
    title: "a value of an open list in an answer",
    given: { "NewJob properties model": undefined },
    then: { "Model enum 2": "huge" },
    there: {
      says: ["open-enum-value-added response: new, minor, minor"],
      use: `export const price = (model: api.Model): number => model === "small" ? 1 : model === "large" ? 2 : 3`
    },
    back: {
      says: ["open-enum-value-removed response: none, minor, patch"],
      use: `export const big = job.model === "huge"`
    }
  },
  {
    title: "a list in an answer becomes open",
    then: { "State x-errand-open": true },
    there: {
      says: ["enum-opened response: breaks compile, major, minor"],
      use: `export const word = (state: api.State): string => state === "done" ? "over" : state === "queued" ? "wait" : state === "running" ? "go" : never(state)`
    },
    back: {
      says: ["enum-closed response: none, minor, patch"],
      use: `export const word = (state: api.State): string => state === "done" ? "over" : "other " + state`
    }
  },
  {
    title: "a text of an answer becomes a list of values",
    then: { "Job properties note": { type: "string", enum: ["a", "b"] } },
    there: {
      says: ["values-added both: new, minor, none", "enum-introduced response: none, minor, patch"],
      use: `export const note: string = job.note ?? "none"`
    },
    back: {
      says: [
        "enum-dropped response: breaks compile, major, major",
        "values-removed both: breaks compile, major, patch"
      ],
      use: `const ranks: Record<"a" | "b", number> = { a: 1, b: 2 }
export const rank = ranks[job.note ?? "a"]`
    }
  },
  {
    title: "a text of an answer becomes a list of values, for a comparison with another",
    then: { "Job properties note": { type: "string", enum: ["a", "b"] } },
    there: {
      says: ["values-added both: new, minor, none", "enum-introduced response: none, minor, patch"],
      use: `export const other = job.note === "c"`,
      byDesign: "a comparison with a value that never came was wrong before"
    },
    back: {
      says: [
        "enum-dropped response: breaks compile, major, major",
        "values-removed both: breaks compile, major, patch"
      ],
      use: `export const values = api.JobNoteValues`
    }
  },
  {
    title: "a variant of an answer, told apart by its tag",
    then: {
      "components schemas Line": {
        type: "object",
        required: ["kind", "length"],
        properties: { kind: { const: "line" }, length: { type: "number" } }
      },
      "Job properties shape oneOf 2": { $ref: "#/components/schemas/Line" }
    },
    there: {
      says: ["variant-added response: breaks compile, major, major", "schema-added both: new, minor, none"],
      use: `export const area = job.shape.kind === "circle" ? job.shape.radius : job.shape.side`
    },
    back: {
      says: [
        "variant-removed response: breaks compile, major, patch",
        "schema-removed both: breaks compile, major, patch"
      ],
      use: `export const length = job.shape.kind === "line" ? job.shape.length : 0`
    }
  },
  {
    title: "a kind of value in an answer",
    then: { "Job properties value type 2": "boolean" },
    there: {
      says: ["variant-added response: breaks compile, major, major"],
      use: `export const value: string | number = job.value`
    },
    back: {
      says: ["variant-removed response: breaks compile, major, patch"],
      use: `export const value = typeof job.value === "boolean" ? job.value.valueOf() === true : false`
    }
  },
  {
    title: "a property of an answer may be anything",
    then: { "Job properties note": {} },
    there: {
      says: ["type-widened response: breaks compile, major, major"],
      use: `export const note: string | undefined = job.note`
    },
    back: {
      says: ["type-narrowed response: none, minor, patch"],
      use: `export const note = typeof job.note === "string" ? job.note : JSON.stringify(job.note)`
    }
  },
  {
    title: "a number in an answer need not be whole",
    then: { "Job properties size": { type: "number" } },
    there: {
      says: ["constraint-loosened response: behaviour, patch, patch"],
      use: `export const size: number = job.size`
    },
    back: {
      says: ["constraint-tightened response: behaviour, patch, patch"],
      use: `export const size: number = job.size`
    }
  },
  {
    title: "the items of a list in an answer",
    then: { "Job properties parts items": text },
    there: {
      says: ["type-changed response: breaks compile, major, major"],
      use: `export const names = job.parts.map((part) => part.name)`
    },
    back: {
      says: ["type-changed response: breaks compile, major, major"],
      use: `export const names: ReadonlyArray<string> = job.parts`
    }
  },
  {
    title: "a property of a schema that holds itself",
    then: { "Part properties size": { type: "integer" } },
    there: {
      says: ["property-added response: new, minor, minor"],
      use: `export const names = (part: api.Part): ReadonlyArray<string> => [part.name, ...part.parts.flatMap(names)]`
    },
    back: {
      says: ["property-removed response: breaks compile, major, major"],
      use: `export const sizes = (part: api.Part): number => (part.size ?? 0) + part.parts.map(sizes).length`
    }
  },
  {
    title: "the values of a record in an answer",
    then: { "Job properties tags additionalProperties": { type: "integer" } },
    there: {
      says: ["type-changed response: breaks compile, major, major"],
      use: `export const tags: ReadonlyArray<string> = Object.values(job.tags)`
    },
    back: {
      says: ["type-changed response: breaks compile, major, major"],
      use: `export const sum = Object.values(job.tags).reduce((a, b) => a + b, 0)`
    }
  },
  {
    title: "a record in an answer",
    then: { "Person additionalProperties": true },
    there: {
      says: ["record-added response: new, minor, minor"],
      use: `export const name: string | undefined = job.owner?.name`
    },
    back: {
      says: ["record-removed response: breaks compile, major, major"],
      use: `export const nick: unknown = job.owner?.["nick"]`
    }
  },
  {
    title: "a file in an answer instead of a text",
    then: { "Job properties note": { type: "string", format: "binary" } },
    there: {
      says: ["type-changed response: breaks compile, major, major"],
      use: `export const note: string | undefined = job.note`
    },
    back: {
      says: ["type-changed response: breaks compile, major, major"],
      use: `export const size = job.note instanceof Blob ? job.note.size : 0`
    }
  },
  {
    title: "a format in an answer that is no type",
    then: { "Job properties note": { type: "string", format: "date-time" } },
    there: {
      says: ["format-changed response: behaviour, patch, patch"],
      use: `export const note: string | undefined = job.note`
    },
    back: {
      says: ["format-changed response: behaviour, patch, patch"],
      use: `export const note: string | undefined = job.note`
    }
  },
  {
    title: "a default in an answer, which makes the property certain",
    then: { "Job properties note default": "" },
    there: {
      says: ["default-changed response: behaviour, patch, patch", "became-required response: none, minor, patch"],
      use: `export const note: string = job.note ?? ""`
    },
    back: {
      says: [
        "became-optional response: breaks compile, major, major",
        "default-changed response: behaviour, patch, patch"
      ],
      use: `export const note: string = job.note`
    }
  },
  {
    title: "a list with places of its own",
    given: { "Job properties value": { type: "array", prefixItems: [text, text] } },
    then: { "Job properties value": { type: "array", prefixItems: [text, text, text] } },
    there: {
      says: ["type-changed response: breaks compile, major, major"],
      use: `export const pair: readonly [string, string] = job.value`
    },
    back: {
      says: ["type-changed response: breaks compile, major, major"],
      use: `export const third: string = job.value[2]`
    }
  }
]
