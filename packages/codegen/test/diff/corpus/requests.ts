/** What is sent: narrowed, it refuses who sends; widened, it does not. */
import type { Pair } from "./pair.ts"

const text = { type: "string" }

export const requests: ReadonlyArray<Pair> = [
  {
    title: "an optional property of a body",
    then: { "NewJob properties colour": text },
    there: { says: ["property-added request: new, minor, minor"], use: `create({ body: { task: "x", note: "y" } })` },
    back: {
      says: ["property-removed request: breaks compile, major, major"],
      use: `create({ body: { task: "x", colour: "red" } })`
    }
  },
  {
    title: "a required property of a body",
    then: { "NewJob properties colour": text, "NewJob required 1": "colour" },
    there: {
      says: ["required-property-added request: breaks compile, major, major"],
      use: `create({ body: { task: "x" } })`
    },
    back: {
      says: ["property-removed request: breaks compile, major, major"],
      use: `create({ body: { task: "x", colour: "red" } })`
    }
  },
  {
    title: "a property of a body has to be given",
    then: { "NewJob required 1": "note" },
    there: { says: ["became-required request: breaks compile, major, major"], use: `create({ body: { task: "x" } })` },
    back: {
      says: ["became-optional request: new, minor, minor"],
      use: `create({ body: { task: "x", note: "y" } })`
    }
  },
  {
    title: "the type of a property of a body",
    then: { "NewJob properties note": { type: "boolean" } },
    there: {
      says: ["type-changed request: breaks compile, major, major"],
      use: `create({ body: { task: "x", note: "y" } })`
    },
    back: {
      says: ["type-changed request: breaks compile, major, major"],
      use: `create({ body: { task: "x", note: true } })`
    }
  },
  {
    title: "null in a body",
    then: { "NewJob properties note": { type: ["string", "null"] } },
    there: {
      says: ["became-nullable request: new, minor, minor"],
      use: `create({ body: { task: "x", note: "y" } })`
    },
    back: {
      says: ["became-non-null request: breaks compile, major, major"],
      use: `create({ body: { task: "x", note: null } })`
    }
  },
  {
    title: "a value of a closed list in a body",
    then: { "NewJob properties mode enum 2": "calm" },
    there: {
      says: ["enum-value-added request: new, minor, minor"],
      use: `create({ body: { task: "x", mode: "fast" } })`
    },
    back: {
      says: ["enum-value-removed request: breaks compile, major, patch"],
      use: `create({ body: { task: "x", mode: "calm" } })`
    }
  },
  {
    title: "a value of a closed list in a body, for total code about it",
    then: { "NewJob properties mode enum 2": "calm" },
    there: {
      says: ["enum-value-added request: new, minor, minor"],
      use: `export const pace: Record<NonNullable<api.NewJob["mode"]>, number> = { fast: 2, slow: 1 }`,
      byDesign:
        "who sends has no need to know every value; total code about a request is not promised to go on compiling"
    },
    back: {
      says: ["enum-value-removed request: breaks compile, major, patch"],
      use: `export const mode: api.NewJob["mode"] = "calm"`
    }
  },
  {
    title: "a value of an open list in a body",
    given: { "Job properties model": undefined },
    then: { "Model enum 2": "huge" },
    there: {
      says: ["open-enum-value-added request: new, minor, minor"],
      use: `create({ body: { task: "x", model: "small" } })`
    },
    back: {
      says: ["open-enum-value-removed request: breaks at run time, patch, patch"],
      use: `create({ body: { task: "x", model: "huge" } })`
    }
  },
  {
    title: "a list in a body becomes open",
    given: {
      "Job properties state": undefined,
      "Job required 1": undefined,
      "NewJob properties mode": { $ref: "#/components/schemas/State" }
    },
    then: { "State x-errand-open": true },
    there: { says: ["enum-opened request: new, minor, minor"], use: `create({ body: { task: "x", mode: "done" } })` },
    back: {
      says: ["enum-closed request: breaks compile, major, major"],
      use: `create({ body: { task: "x", mode: "tired" } })`
    }
  },
  {
    title: "a text of a body becomes a list of values",
    given: { "NewJob properties note": { type: "array", items: text } },
    then: { "NewJob properties note": { type: "array", items: { type: "string", enum: ["a", "b"] } } },
    there: {
      says: ["enum-introduced request: breaks compile, major, major"],
      use: `create({ body: { task: "x", note: ["y"] } })`
    },
    back: {
      says: ["enum-dropped request: new, minor, minor"],
      use: `create({ body: { task: "x", note: ["a"] } })`
    }
  },
  {
    title: "a list of values of a body becomes a text, and its exported list goes",
    then: { "NewJob properties mode": text },
    there: {
      says: ["values-removed both: breaks compile, major, patch", "enum-dropped request: new, minor, minor"],
      use: `export const modes = api.NewJobModeValues`
    },
    back: {
      says: ["enum-introduced request: breaks compile, major, major", "values-added both: new, minor, none"],
      use: `create({ body: { task: "x", mode: "any" } })`
    }
  },
  {
    title: "an alternative of a body",
    then: { "NewJob properties target anyOf 2": { type: "boolean" } },
    there: {
      says: ["variant-added request: new, minor, minor"],
      use: `create({ body: { task: "x", target: 1 } })`
    },
    back: {
      says: ["variant-removed request: breaks compile, major, major"],
      use: `create({ body: { task: "x", target: true } })`
    }
  },
  {
    title: "a named alternative of a body",
    given: { "NewJob properties target": { oneOf: [{ $ref: "#/components/schemas/Circle" }] } },
    then: {
      "NewJob properties target": {
        oneOf: [{ $ref: "#/components/schemas/Circle" }, { $ref: "#/components/schemas/Square" }]
      }
    },
    there: {
      says: ["variant-added request: new, minor, minor"],
      use: `create({ body: { task: "x", target: { kind: "circle", radius: 1 } } })`
    },
    back: {
      says: ["variant-removed request: breaks compile, major, major"],
      use: `create({ body: { task: "x", target: { kind: "square", side: 1 } } })`
    }
  },
  {
    title: "a property of a body may be anything",
    then: { "NewJob properties note": {} },
    there: {
      says: ["type-widened request: new, minor, minor"],
      use: `create({ body: { task: "x", note: "y" } })`
    },
    back: {
      says: ["type-narrowed request: breaks compile, major, major"],
      use: `create({ body: { task: "x", note: [1] } })`
    }
  },
  {
    title: "a limit of a body",
    then: { "NewJob properties size maximum": 5 },
    there: {
      says: ["constraint-tightened request: behaviour, patch, patch"],
      use: `create({ body: { task: "x", size: 8 } })`
    },
    back: {
      says: ["constraint-loosened request: behaviour, patch, patch"],
      use: `create({ body: { task: "x", size: 4 } })`
    }
  },
  {
    title: "a pattern in a body",
    then: { "NewJob properties task pattern": "^x" },
    there: {
      says: ["constraint-tightened request: behaviour, patch, patch"],
      use: `create({ body: { task: "y" } })`
    },
    back: {
      says: ["constraint-loosened request: behaviour, patch, patch"],
      use: `create({ body: { task: "x" } })`
    }
  },
  {
    title: "a default in a body",
    then: { "NewJob properties note default": "none" },
    there: {
      says: ["default-changed request: behaviour, patch, patch"],
      use: `create({ body: { task: "x" } })`
    },
    back: {
      says: ["default-changed request: behaviour, patch, patch"],
      use: `create({ body: { task: "x" } })`
    }
  },
  {
    title: "a property that only comes back",
    then: { "NewJob properties note readOnly": true },
    there: {
      says: ["access-changed request: behaviour, patch, patch"],
      use: `create({ body: { task: "x", note: "y" } })`
    },
    back: {
      says: ["access-changed request: behaviour, patch, patch"],
      use: `create({ body: { task: "x" } })`
    }
  },
  {
    title: "the items of a list in a body",
    then: { "Step properties name": { type: "integer" } },
    there: {
      says: ["type-changed request: breaks compile, major, major"],
      use: `create({ body: { task: "x", steps: [{ name: "a", next: { name: "b" } }] } })`
    },
    back: {
      says: ["type-changed request: breaks compile, major, major"],
      use: `create({ body: { task: "x", steps: [{ name: 1, next: { name: 2 } }] } })`
    }
  },
  {
    title: "the values of a record in a body",
    then: { "NewJob properties limits additionalProperties": { type: ["integer", "boolean"] } },
    there: {
      says: ["variant-added request: new, minor, minor"],
      use: `create({ body: { task: "x", limits: { a: 1 } } })`
    },
    back: {
      says: ["variant-removed request: breaks compile, major, major"],
      use: `create({ body: { task: "x", limits: { a: true } } })`
    }
  },
  {
    title: "other properties in a body are refused",
    then: { "NewJob additionalProperties": false },
    there: {
      says: ["constraint-tightened request: behaviour, patch, patch"],
      use: `create({ body: { task: "x" } })`
    },
    back: {
      says: ["constraint-loosened request: behaviour, patch, patch"],
      use: `create({ body: { task: "x" } })`
    }
  },
  {
    title: "a property of a schema that goes both ways",
    then: { "Label properties size": { type: "integer" } },
    there: {
      says: ["property-added both: new, minor, minor"],
      use: `put({ body: { text: label.text } })`
    },
    back: {
      says: ["property-removed both: breaks compile, major, major"],
      use: `put({ body: { text: "x", size: 1 } })`
    }
  },
  {
    title: "a required property of a schema that goes both ways",
    then: { "Label required 1": "colour" },
    there: {
      says: ["became-required both: breaks compile, major, major"],
      use: `put({ body: { text: "x" } })`
    },
    back: {
      says: ["became-optional both: breaks compile, major, major"],
      use: `export const colour: string = label.colour`
    }
  },
  {
    title: "null in a schema that goes both ways",
    then: { "Label properties text": { type: ["string", "null"] } },
    there: {
      says: ["became-nullable both: breaks compile, major, major"],
      use: `export const loud = label.text.toUpperCase()`
    },
    back: {
      says: ["became-non-null both: breaks compile, major, major"],
      use: `put({ body: { text: null } })`
    }
  },
  {
    title: "an answer's schema that is sent as well, so that its defaults no longer are promises",
    given: { "Job properties note default": "" },
    then: { "NewJob properties like": { $ref: "#/components/schemas/Job" } },
    there: {
      says: ["became-optional response: breaks compile, major, major", "property-added request: new, minor, minor"],
      use: `export const note: string = job.note`
    },
    back: {
      says: ["property-removed request: breaks compile, major, major", "became-required response: none, minor, patch"],
      use: `create({ body: { task: "x", like: job } })`
    }
  }
]
