import { existsSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "vitest"
import { generate } from "../src/generate.ts"
import { SpecProblem } from "../src/problem.ts"
import { codegen, codegenProcess, within } from "./support/generator.ts"

const head = `openapi: 3.1.0\ninfo: { title: t, version: "1" }\n`
const ok = `responses: { "200": { description: fine } }`

/** A broken document, and how its message starts: file, place, and what is wrong. */
const broken: Record<string, readonly [document: string, message: string, overlay?: string]> = {
  "YAML that does not parse": [`openapi: 3.1.0\npaths:\n  /a: [1, 2\ninfo: {`, "spec.yaml:4:1: "],
  "a key that stands twice": [`${head}paths: {}\npaths: {}\n`, "spec.yaml:4:1: Map keys must be unique"],
  "a key that stands twice in JSON": [
    `{ "openapi": "3.1.0",\n"paths": {},\n"paths": {} }`,
    "spec.yaml:3:1: Map keys must be unique"
  ],
  "a list at the root": [`- 1\n`, "spec.yaml:1:1: an object was expected at the root"],
  "no version": [`info: {}\n`, "spec.yaml:1:1: not an OpenAPI document"],
  "Swagger 2.0": [
    `swagger: "2.0"\npaths: {}\n`,
    "spec.yaml:1:10: Swagger 2.0 is not supported, OpenAPI 3.0 and 3.1 are"
  ],
  "OpenAPI 3.2": [`openapi: 3.2.0\npaths: {}\n`, "spec.yaml:1:10: OpenAPI 3.2.0 is not supported, 3.0 and 3.1 are"],
  "a version that YAML reads as a number": [
    `openapi: 3.1\npaths: {}\n`,
    "spec.yaml:1:10: OpenAPI 3.1 is not supported, 3.0 and 3.1 are (as text"
  ],
  "nothing in it": [head, "spec.yaml:1:1: there is nothing in it"],
  "a dangling reference to a schema": [
    `${head}paths:\n  /a:\n    get:\n      responses:\n        "200":\n          description: x\n          content:\n            application/json:\n              schema:\n                $ref: "#/components/schemas/Nope"\n`,
    "spec.yaml:12:17: $ref #/components/schemas/Nope leads nowhere"
  ],
  "a dangling reference to a parameter": [
    `${head}paths:\n  /a:\n    get:\n      parameters: [{ $ref: "#/components/parameters/P" }]\n      ${ok}\n`,
    "spec.yaml:6:20: $ref #/components/parameters/P leads nowhere"
  ],
  "a reference to a file that is not there": [
    `${head}components: { schemas: { A: { $ref: "./gone.yaml#/A" } } }\n`,
    "spec.yaml:3:29: $ref ./gone.yaml#/A leads to gone.yaml, which cannot be read"
  ],
  "a reference to the network": [
    `${head}components: { schemas: { A: { $ref: "https://x.test/a.json" } } }\n`,
    "spec.yaml:3:29: $ref https://x.test/a.json leads to the network"
  ],
  "references that only lead to each other": [
    `${head}components:\n  schemas:\n    A: { $ref: "#/components/schemas/B" }\n    B: { $ref: "#/components/schemas/A" }\n`,
    "spec.yaml:5:8: $ref #/components/schemas/B leads back to itself"
  ],
  "an operationId that stands twice": [
    `${head}paths:\n  /a:\n    get: { operationId: same, ${ok} }\n  /b:\n    get: { operationId: same, ${ok} }\n`,
    "spec.yaml:7:25: GET /a has the operationId same too"
  ],
  "two operationIds that become one name": [
    `${head}paths:\n  /a:\n    get: { operationId: get_it, ${ok} }\n  /b:\n    get: { operationId: getIt, ${ok} }\n`,
    "spec.yaml: GET /b and GET /a would both be called getIt; give one of them an x-errand-name in the overlay"
  ],
  "an operation and a schema that would share a name, twice over": [
    `${head}paths:\n  /a:\n    get: { operationId: a, ${ok} }\ncomponents: { schemas: { AInput: { type: string }, AInputSchema: { type: string }, A-Input: { type: string } } }\n`,
    "spec.yaml: schema "
  ],
  "a discriminator that maps to no schema": [
    `${head}components:\n  schemas:\n    Cat: { type: object }\n    Pet:\n      oneOf: [{ $ref: "#/components/schemas/Cat" }]\n      discriminator: { propertyName: kind, mapping: { cat: Kitten } }\n`,
    "spec.yaml:8:60: the discriminator maps cat to Kitten, which is no schema of this document"
  ],
  "a type that is none": [
    `${head}components: { schemas: { A: { type: text } } }\n`,
    'spec.yaml:3:37: "text" is no type'
  ],
  "a status that is none": [
    `${head}paths: { /a: { get: { responses: { ok: { description: x } } } } }\n`,
    "spec.yaml:3:40: ok is no status"
  ],
  "a parameter in no place": [
    `${head}paths: { /a: { get: { parameters: [{ name: p, in: body }], ${ok} } } }\n`,
    "spec.yaml:3:36: parameter p has to be in path, query, header or cookie"
  ],
  "an overlay that matches nothing": [
    `${head}paths: {}\n`,
    "overlay.yaml:3:5: the target $.paths['/gone'] matches nothing",
    `overlay: 1.0.0\nactions:\n  - target: $.paths['/gone']\n    update: { x-errand-name: gone }\n`
  ],
  "an overlay with a target that is not understood": [
    `${head}paths: {}\n`,
    "overlay.yaml:3:5: the target $.paths[?(@.x)] is not a JSONPath that is understood here",
    `overlay: 1.0.0\nactions:\n  - target: $.paths[?(@.x)]\n    remove: true\n`
  ],
  "a hint that is misspelt": [
    `${head}paths: { /a: { get: { ${ok} } } }\n`,
    "spec.yaml:3:21: x-errand-idempotant is no hint that is known for an operation",
    `overlay: 1.0.0\nactions:\n  - target: $.paths['/a'].get\n    update: { x-errand-idempotant: true }\n`
  ],
  "pagination by a parameter that there is not": [
    `${head}paths: { /a: { get: { ${ok} } } }\n`,
    "spec.yaml:3:21: pagination's page is page, which is no query parameter of the operation",
    `overlay: 1.0.0\nactions:\n  - target: $.paths['/a'].get\n    update: { x-errand-pagination: { page: page, size: size, max: 9, items: items } }\n`
  ]
}

describe("a broken document gives one message with its file and place", () => {
  for (const [name, [document, message, overlay]] of Object.entries(broken)) {
    it(name, () =>
      within({ "spec.yaml": document, ...(overlay !== undefined && { "overlay.yaml": overlay }) }, (root) => {
        let problem: unknown
        try {
          generate({
            root,
            spec: join(root, "spec.yaml"),
            overlay: overlay === undefined ? undefined : join(root, "overlay.yaml")
          })
        } catch (error) {
          problem = error
        }
        assert.instanceOf(problem, SpecProblem)
        assert.strictEqual((problem as SpecProblem).message.slice(0, message.length), message)
      })
    )
  }

  it("a broken file that another refers to is named by its own name and line", () =>
    within(
      {
        "spec.yaml": `${head}components: { schemas: { A: { $ref: "sub/b.yaml" } } }\n`,
        "sub/b.yaml": "type: object\n  bad: [\n"
      },
      (root) => {
        assert.throws(() => generate({ root, spec: join(root, "spec.yaml") }), /^sub\/b\.yaml:1:7: /)
      }
    ))

  it("the command says it on one line, fails, and writes nothing", () =>
    within(
      {
        "spec.json": `{ "openapi": "3.1.0", "paths": { "/a": { "get": { "responses": { "200": { "$ref": "#/x" } } } } } }`
      },
      async (root) => {
        const { code, err, out } = await codegenProcess(join(root, "spec.json"), "--out", join(root, "out"))
        assert.deepStrictEqual(
          { code, out, err: err.split("\n")[0] },
          { code: 1, out: "", err: "codegen: spec.json:1:73: $ref #/x leads nowhere (#/paths/~1a/get/responses/200)" }
        )
        assert.isFalse(existsSync(join(root, "out")))
      }
    ))

  it("one broken specification among several keeps all of them from being written, and each is named", () =>
    within(
      {
        "specs/a/v1.yaml": `${head}paths: {}\n`,
        "specs/b/v1.yaml": "openapi: 4.0.0\n",
        "specs/c/v1.yaml": "openapi: [\n"
      },
      async (root) => {
        const { code, err } = await codegen("--root", root)
        assert.strictEqual(code, 1)
        assert.match(
          err,
          /^codegen: specs\/b\/v1\.yaml:1:10: OpenAPI 4\.0\.0.*\ncodegen: specs\/c\/v1\.yaml:\d+:\d+: .*\ncodegen: nothing was written\n$/
        )
        assert.isFalse(existsSync(join(root, "packages")))
        assert.isFalse(existsSync(join(root, "specs/codegen.lock.json")))
      }
    ))
})
