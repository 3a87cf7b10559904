import { join } from "node:path"
import { assert, describe, it } from "vitest"
import { diff } from "../../src/diff/index.ts"
import { generate } from "../../src/generate.ts"
import { SpecProblem } from "../../src/problem.ts"
import { readPublished } from "../../src/read/published.ts"
import { within, writeAll } from "../support/generator.ts"

const head = `openapi: 3.1.0\ninfo: { title: Shop, version: "1" }\n`

const index = (root: string): string => generate({ root, spec: join(root, "spec.yaml") }).files.get("raw.ts") ?? ""

describe("a reference in place of", () => {
  it("the properties of a schema, some of which stand beside it", () =>
    within(
      {
        "spec.yaml": `${head}paths: {}\ncomponents:\n  schemas:\n    Crate:\n      type: object\n      properties:\n        $ref: parts.yaml#/sizes\n        name: { type: string }\n`,
        "parts.yaml": `sizes:\n  width: { type: integer }\n  depth: { $ref: "#/depth" }\ndepth: { type: boolean }\n`
      },
      (root) => {
        const raw = index(root)
        for (const line of ["name?: string;", "width?: number;", `depth?: components["schemas"]["depth"];`])
          assert.include(raw, line)
      }
    ))

  it("all schemas, whose names stay where they refer to each other", () =>
    within(
      {
        "spec.yaml": `${head}paths: {}\ncomponents:\n  schemas: { $ref: schemas.yaml }\n  parameters: { $ref: "parameters.yaml" }\n`,
        "schemas.yaml": `Crate: { type: object, properties: { inner: { $ref: "#/Crate" }, lid: { $ref: "schemas.yaml#/Lid" } } }\nLid: { type: string }\n`,
        "parameters.yaml": "Page: { name: page, in: query, schema: { type: integer } }\n"
      },
      (root) => {
        const raw = index(root)
        assert.include(raw, `inner?: components["schemas"]["Crate"];`)
        assert.include(raw, `lid?: components["schemas"]["Lid"];`)
        assert.include(raw, "Page: number;")
        assert.notInclude(raw, "Crate2")
      }
    ))

  it("a text, a version, a list of parameters, a list of values or all paths", () =>
    within(
      {
        "spec.yaml": `openapi: 3.1.0\ninfo: { title: Shop, version: { $ref: version.yaml }, description: { $ref: about.md } }\npaths: { $ref: paths.yaml }\ncomponents:\n  schemas:\n    Size: { type: string, enum: { $ref: "values.yaml#/sizes" }, description: { $ref: about.md } }\n`,
        "version.yaml": "v2\n",
        "about.md": "# Shop\n\nAll: of it, and [more](https://shop.test).\n",
        "values.yaml": "sizes: [small, large]\n",
        "paths.yaml": `/a:\n  get:\n    operationId: getA\n    parameters: { $ref: common.yaml }\n    responses: { "204": { description: "" } }\n`,
        "common.yaml": "- { name: page, in: query, schema: { type: integer } }\n"
      },
      (root) => {
        const made = generate({ root, spec: join(root, "spec.yaml") })
        assert.strictEqual(made.upstream, "v2")
        assert.include(made.files.get("index.ts"), "All: of it, and [more](https://shop.test).")
        assert.include(made.files.get("index.ts"), `SizeValues = ["small", "large"] as const`)
        assert.include(made.files.get("index.ts"), "readonly page?: number")
        assert.sameMembers(
          made.inputs.map((path) => path.slice(root.length + 1)),
          ["spec.yaml", "about.md", "common.yaml", "paths.yaml", "values.yaml", "version.yaml"]
        )
      }
    ))

  it("anything is seen through by a comparison", () =>
    within(
      {
        "a/spec.yaml": `${head}paths: {}\ncomponents:\n  schemas:\n    Crate: { type: object, properties: { $ref: parts.yaml } }\n`,
        "a/parts.yaml": "width: { type: integer }\n"
      },
      async (root) => {
        const before = await readPublished(join(root, "a/spec.yaml"))
        writeAll(root, { "a/parts.yaml": "width: { type: string }\n" })
        const after = await readPublished(join(root, "a/spec.yaml"))
        assert.deepStrictEqual(
          diff(before, after).changes.map(({ code, subject }) => `${subject} ${code}`),
          ["Crate.width type-changed"]
        )
      }
    ))

  it("a map that leads to no map, or back to itself, is refused", () =>
    within({ "parts.yaml": `sizes: { $ref: "#/sizes" }\nlist: [1]\n` }, (root) => {
      for (const part of ["sizes", "list"]) {
        const properties = `{ type: object, properties: { $ref: "parts.yaml#/${part}" } }`
        writeAll(root, { "spec.yaml": `${head}paths: {}\ncomponents: { schemas: { Crate: ${properties} } }\n` })
        assert.throws(() => index(root), SpecProblem, "has to lead to a map of names")
      }
    }))

  it("a map that would be copied into itself is refused", () =>
    within(
      { "spec.yaml": `${head}paths: {}\nservers: [{ url: "https://a.test", variables: { $ref: "#" } }]\n` },
      (root) => assert.throws(() => index(root), SpecProblem, "a $ref leads back to what it stands in")
    ))

  it("a name that an anchor gives is that schema", () =>
    within(
      {
        "spec.yaml": `${head}paths: {}\ncomponents:\n  schemas:\n    Crate: { $anchor: crate, type: object, properties: { inner: { $ref: "#crate" } } }\n`
      },
      (root) => assert.include(index(root), `inner?: components["schemas"]["Crate"];`)
    ))
})
