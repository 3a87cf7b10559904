import { assert, describe, it } from "@effect/vitest"
import { Ajv2020 } from "ajv/dist/2020.js"
import { fullFormats } from "ajv-formats/dist/formats.js"
import * as fc from "fast-check"
import * as SamplePattern from "../../../src/internal/sample/samplePattern.ts"
import * as Random from "../../../src/internal/sample/random.ts"
import { sample } from "../../../src/internal/sample/sample.ts"
import { hard, tagged } from "../../support/schemas.ts"

const ajv = new Ajv2020({ strict: false, formats: fullFormats, validateFormats: true, logger: false })
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

/** The same, somewhere inside of other values. */
const inside = fc.letrec<{ schema: object }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 6, depthSize: "small" },
    fc.constantFrom(...hard),
    tie("schema").map((items) => ({ type: "array", items, minItems: 1 })),
    tie("schema").map((a) => ({ type: "object", properties: { a }, required: ["a"], minProperties: 2 })),
    tie("schema").map((a) => ({ oneOf: [tagged("x", { a }), tagged("y", { b: { type: "string" } })] })),
    fc.tuple(tie("schema"), tie("schema")).map(([a, b]) => ({ type: "object", properties: { a, b }, required: ["b"] })),
    tie("schema").map((schema) => ({ allOf: [schema, { description: "the same" }] })),
    tie("schema").map((schema) => ({ anyOf: [schema, { type: "null" }] }))
  )
})).schema

describe("sample", () => {
  it.each(hard.map((schema) => [JSON.stringify(schema), schema] as const))("fits %s", (_, schema) => {
    for (let seed = 0; seed < 5; seed += 1) {
      const value = sample(schema, Random.make(seed))
      assert.isUndefined(objection(schema, value), JSON.stringify(value))
    }
  })

  it("fits such schemas wherever they stand", () => {
    fc.assert(
      fc.property(inside, fc.nat(), (schema, seed) => {
        const value = sample(schema, Random.make(seed))
        assert.isUndefined(objection(schema, value), JSON.stringify(value))
      }),
      { numRuns: 100 }
    )
  })

  it("ends also for a schema that no value fits, and for one that contains itself without end", () => {
    const impossible = { type: "string", not: { type: "string" } }
    const nested = { oneOf: [1, 2, 3, 4].map((n) => ({ type: "object", properties: { [`p${n}`]: impossible } })) }
    assert.doesNotThrow(() => sample({ type: "object", properties: { a: nested, b: nested } }, Random.make(1)))
    const endless = {
      $ref: "#/$defs/A",
      $defs: { A: { type: "object", properties: { a: { $ref: "#/$defs/A" } }, required: ["a"] } }
    }
    assert.doesNotThrow(() => sample(endless, Random.make(1)))
    const circle = { $ref: "#/$defs/A", $defs: { A: { $ref: "#/$defs/B" }, B: { $ref: "#/$defs/A" } } }
    assert.doesNotThrow(() => sample(circle, Random.make(1)))
  })

  it("gives ids without spaces, unless the schema wants them", () => {
    const schema = {
      type: "object",
      properties: { id: { type: "string" }, taskId: { type: "string" }, owner_id: { const: "of mine" } }
    }
    const value = Object(sample(schema, Random.make(1)))
    assert.notMatch(value.id + value.taskId, / /)
    assert.strictEqual(value.owner_id, "of mine")
  })

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
