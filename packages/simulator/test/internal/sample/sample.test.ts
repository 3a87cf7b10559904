import { assert, describe, it } from "@effect/vitest"
import { Ajv2020 } from "ajv/dist/2020.js"
import { fullFormats } from "ajv-formats/dist/formats.js"
import * as fc from "fast-check"
import * as SamplePattern from "../../../src/internal/sample/samplePattern.ts"
import * as Random from "../../../src/internal/sample/random.ts"
import { sample } from "../../../src/internal/sample/sample.ts"

const ajv = new Ajv2020({ strict: false, formats: fullFormats, validateFormats: true })
const objection = (schema: object, value: unknown) => (ajv.validate(schema, value) ? undefined : ajv.errorsText())

const { schema: schemas } = fc.letrec<{ schema: object }>((tie) => ({
  schema: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.record({ type: fc.constant("string"), minLength: fc.nat(12), maxLength: fc.integer({ min: 12, max: 40 }) }),
    fc.record({
      type: fc.constant("string"),
      format: fc.constantFrom(
        "date-time",
        "date",
        "time",
        "duration",
        "uuid",
        "email",
        "uri",
        "ipv4",
        "ipv6",
        "hostname"
      )
    }),
    fc.record({
      type: fc.constant("string"),
      pattern: fc.constantFrom(
        "^[A-Z]{2}-\\d{4}$",
        "^(red|blue)+$",
        "^\\w+@[^@]{3,5}$",
        "^https?://x\\.y/\\d*$",
        "^(?:[a-f0-9]{2}:){5}[a-f0-9]{2}$"
      )
    }),
    fc
      .tuple(fc.integer({ min: -50, max: 50 }), fc.nat(30))
      .map(([minimum, more]) => ({ type: "integer", minimum, maximum: minimum + more })),
    fc
      .tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 30 }))
      .map(([low, more]) => ({ type: "number", exclusiveMinimum: low, exclusiveMaximum: low + more })),
    fc.record({ type: fc.constant("integer"), multipleOf: fc.integer({ min: 2, max: 9 }), minimum: fc.nat(100) }),
    fc.constantFrom(
      { type: "boolean" },
      { type: "null" },
      { const: 7 },
      { enum: ["a", 1, null] },
      { type: ["string", "null"] },
      {}
    ),
    fc.array(tie("schema"), { minLength: 1, maxLength: 3 }).map((anyOf) => ({ anyOf })),
    fc
      .tuple(tie("schema"), fc.nat(3), fc.nat(2))
      .map(([items, minItems, more]) => ({ type: "array", items, minItems, maxItems: minItems + more })),
    fc
      .dictionary(
        fc.string({ minLength: 1, maxLength: 6, unit: "grapheme-ascii" }).filter((key) => key !== "__proto__"),
        tie("schema"),
        { maxKeys: 4 }
      )
      .chain((properties) =>
        fc
          .subarray(Object.keys(properties))
          .map((required) => ({ type: "object", properties, required, additionalProperties: false }))
      )
  )
}))

describe("sample", () => {
  it("fits whatever JSON Schema it is given", () => {
    fc.assert(
      fc.property(schemas, fc.nat(), (schema, seed) => {
        assert.isUndefined(objection(schema, sample(schema, Random.make(seed))))
      }),
      { numRuns: 500 }
    )
  })

  it("is the same for the same seed", () => {
    fc.assert(
      fc.property(schemas, fc.nat(), (schema, seed) => {
        assert.deepStrictEqual(sample(schema, Random.make(seed)), sample(schema, Random.make(seed)))
      })
    )
  })

  it("follows references, also to itself, and folds allOf", () => {
    const schema = {
      $ref: "#/$defs/Node",
      $defs: {
        Named: { type: "object", properties: { name: { type: "string" } }, required: ["name"] },
        Node: {
          allOf: [
            { $ref: "#/$defs/Named" },
            { properties: { children: { type: "array", items: { $ref: "#/$defs/Node" } } }, required: ["children"] }
          ]
        }
      }
    }
    const value = sample(schema, Random.make(1))
    assert.isUndefined(objection(schema, value))
    assert.isAbove(JSON.stringify(value).length, 50)
  })

  it("gives no item twice where that is not allowed", () => {
    const schema = { type: "array", minItems: 1, uniqueItems: true, items: { enum: ["a", "b"] } }
    for (let seed = 0; seed < 20; seed += 1) assert.isUndefined(objection(schema, sample(schema, Random.make(seed))))
  })

  it("matches patterns as far as it reads them", () => {
    for (const pattern of [
      "^a{2,3}?b$",
      "^[^a-z]$",
      "^(\\d|x\\.)*$",
      "^[\\]\\-z]+$",
      "^.$",
      "^\\S\\s\\D\\W$",
      "^[a-c-]+$"
    ]) {
      for (let seed = 0; seed < 20; seed += 1)
        assert.match(SamplePattern.sample(pattern, Random.make(seed)), new RegExp(pattern))
    }
  })
})
