import { join } from "node:path"
import { assert, describe, it } from "vitest"
import { generate } from "../../src/generate.ts"
import type { Json } from "../../src/json.ts"
import { compile, within, writeAll } from "../support/generator.ts"

const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` })

/** Generates schemas, and type-checks a program that uses them. */
const check = (schemas: Readonly<Record<string, Json>>, program: string): Promise<string> =>
  within({}, async (root) => {
    const document = { openapi: "3.1.0", info: { title: "t", version: "1" }, paths: {}, components: { schemas } }
    writeAll(root, { "spec.json": JSON.stringify(document) })
    writeAll(root, Object.fromEntries(generate({ root, spec: join(root, "spec.json") }).files))
    writeAll(root, { "consumer.ts": `import type * as api from "./index.ts"\n${program}` })
    return (await compile(root, "TypeScript 7")).out
  })

const variant = (own: string): Json => ({
  allOf: [ref("Pet"), { type: "object", properties: { [own]: { type: "string" } }, required: [own] }]
})

describe("schemas that hold themselves", () => {
  it("are variants that extend the base by which they are listed", async () => {
    const out = await check(
      {
        Pet: {
          type: "object",
          oneOf: [ref("Cat"), ref("Dog")],
          properties: { kind: { type: "string" }, name: { type: "string" } },
          required: ["kind", "name"],
          discriminator: { propertyName: "kind", mapping: { cat: "#/components/schemas/Cat", dog: "Dog" } }
        },
        Cat: variant("claws"),
        Dog: variant("bark")
      },
      `export const cat: api.Pet = { kind: "cat", name: "Tom", claws: "sharp" }
       export const name = (pet: api.Pet): string => pet.name + (pet.kind === "cat" ? pet.claws : pet.bark)
       // @ts-expect-error a cat does not bark
       export const wrong: api.Pet = { kind: "cat", name: "Tom", bark: "loud" }`
    )
    assert.strictEqual(out, "")
  })

  it("are any JSON value", async () => {
    const out = await check(
      {
        Value: {
          anyOf: [
            { type: ["string", "number", "boolean", "null"] },
            { type: "array", items: ref("Value") },
            { type: "object", additionalProperties: ref("Value") }
          ]
        },
        Pair: { type: "array", prefixItems: [ref("Value"), { anyOf: [ref("Pair"), { type: "null" }] }] }
      },
      `export const value: api.Value = { a: [1, "b", null, { c: [[true]] }] }
       export const pair: api.Pair = [1, [2, null]]
       // @ts-expect-error a function is no JSON value
       export const wrong: api.Value = [() => 1]`
    )
    assert.strictEqual(out, "")
  })

  it("add nothing where they are their own alternative or part", async () => {
    const out = await check(
      {
        A: { anyOf: [ref("A"), { type: "string" }] },
        B: { allOf: [ref("C"), { type: "object", properties: { b: { type: "string" } } }] },
        C: { allOf: [ref("B"), { type: "object", properties: { c: { type: "string" } } }] }
      },
      `export const a: api.A = "a"
       export const b: api.B = { b: "b" }
       export const c: api.C = { b: "b", c: "c" }`
    )
    assert.strictEqual(out, "")
  })
})

describe("properties required of another schema", () => {
  it("leave null where the other one may be null", async () => {
    const out = await check(
      {
        Fault: { type: ["object", "null"], properties: { code: { type: "string" } } },
        Cause: { allOf: [ref("Fault")], required: ["code"] }
      },
      `export const none: api.Cause = null
       export const some: api.Cause = { code: "a" }
       // @ts-expect-error code is required
       export const wrong: api.Cause = {}`
    )
    assert.strictEqual(out, "")
  })

  it("are required of a schema that holds itself", async () => {
    const out = await check(
      {
        Node: { type: "object", properties: { name: { type: "string" }, next: ref("Named") } },
        Named: { allOf: [ref("Node")], required: ["name"] }
      },
      `export const named: api.Named = { name: "a", next: { name: "b" } }
       // @ts-expect-error name is required
       export const wrong: api.Named = { next: { name: "b" } }`
    )
    assert.strictEqual(out, "")
  })
})
