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

  it("are bases of unions that list them, whose tag is not left out then", async () => {
    const tagged = (...names: ReadonlyArray<string>): Json => ({
      oneOf: names.map(ref),
      discriminator: { propertyName: "kind", mapping: { some: `#/components/schemas/${names[0]}` } }
    })
    const out = await check(
      {
        Base: {
          type: "object",
          properties: { kind: { type: "string" }, own: ref("Mixed") },
          discriminator: { propertyName: "kind", mapping: { mixed: "#/components/schemas/Mixed" } }
        },
        Mixed: { allOf: [ref("Base"), { oneOf: [ref("Left"), ref("Right")] }] },
        Left: { type: "object", properties: { left: ref("Mixed") }, required: ["left"] },
        Right: { type: ["object", "null"], properties: { right: { anyOf: [ref("Base"), ref("Mixed")] } } },
        Tree: {
          type: "object",
          properties: { tree: ref("Tree") },
          allOf: [{ type: "object" }, tagged("Leaf", "Word")],
          required: ["kind"]
        },
        Leaf: {
          oneOf: [{ properties: { kind: { allOf: [ref("Tree"), ref("Word")] } }, additionalProperties: ref("Tree") }]
        },
        Word: { enum: [1, "x", null] }
      },
      `export const mixed = (one: api.Mixed): string | undefined => one.kind
       export const tree = (one: api.Tree): api.Tree | undefined => one.tree`
    )
    assert.strictEqual(out, "")
  })

  it("may be null at every level without doubling what they are made of", async () => {
    const nest = (depth: number): Json => ({
      type: ["object", "null"],
      properties: { [`p${depth}`]: { type: "string" } },
      allOf: [depth === 0 ? { oneOf: [ref("Cat"), ref("Dog")] } : nest(depth - 1)]
    })
    const out = await check(
      { Cat: { type: ["object", "null"] }, Dog: { type: ["object", "null"] }, Deep: nest(6) },
      `export const deep: api.Deep = { p0: "a", p6: "b" }`
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
