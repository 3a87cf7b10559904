import { readFileSync } from "node:fs"
import { basename, dirname, join } from "node:path"
import { stringify } from "yaml"
import { rounds } from "@errand/testkit/rounds"
import fc from "fast-check"
import { assert, describe, it } from "vitest"
import { generate, type Generated } from "../src/generate.ts"
import { load } from "../src/read/load.ts"
import { seeded, shuffle } from "./support/shuffle.ts"
import { fixtures, overlayOf, repository, specOf, within, writeAll } from "./support/generator.ts"

const specs = ["browser-use", "browseract"].map((provider) => ({
  name: provider,
  spec: join(repository, `specs/${provider}/v2.yaml`),
  overlay: join(repository, `specs/${provider}/v2.overlay.yaml`)
}))

/** Documents in one file; one in several cannot be moved by itself. */
const single = fixtures
  .filter((name) => name !== "files")
  .map((name) => ({ name, spec: specOf(name), overlay: overlayOf(name) }))

const text = (made: Generated): Record<string, string> => Object.fromEntries(made.files)

const shuffled = (spec: string, overlay: string | undefined, seed: number): Promise<Record<string, string>> => {
  const name = basename(spec)
  const document = shuffle(load(spec, name).root, seeded(seed))
  return within({}, (root) => {
    writeAll(root, {
      [name]: name.endsWith(".json") ? JSON.stringify(document) : stringify(document),
      ...(overlay !== undefined && { "overlay.yaml": readFileSync(overlay, "utf8") })
    })
    return text(
      generate({
        root,
        spec: join(root, name),
        overlay: overlay === undefined ? undefined : join(root, "overlay.yaml")
      })
    )
  })
}

const once = (spec: string, overlay: string | undefined) => text(generate({ root: dirname(spec), spec, overlay }))

describe("the generator", () => {
  for (const { name, overlay, spec } of specs) {
    it(`gives the same bytes twice, and after the keys of ${name}'s specification were shuffled`, async () => {
      const expected = once(spec, overlay)
      assert.deepStrictEqual(once(spec, overlay), expected)
      assert.deepStrictEqual(await shuffled(spec, overlay, 1), expected)
      assert.deepStrictEqual(await shuffled(spec, overlay, 2), expected)
    })
  }

  it("does not mind the order of keys in any of the fixtures", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...single), fc.integer({ min: 0 }), async ({ overlay, spec }, seed) => {
        assert.deepStrictEqual(await shuffled(spec, overlay, seed), once(spec, overlay))
      }),
      { numRuns: rounds({ few: 10, many: 40 }) }
    )
  })

  it("reads JSON and YAML of one document alike", async () => {
    const spec = specOf("unions")
    const json = JSON.stringify(load(spec, "spec.yaml").root)
    await within({ "spec.yaml": json, "spec.json": json }, (root) => {
      const yaml = once(join(root, "spec.yaml"), undefined)
      const other = once(join(root, "spec.json"), undefined)
      for (const file of Object.keys(yaml))
        assert.strictEqual(other[file]?.replaceAll("spec.json", "spec.yaml"), yaml[file])
    })
  })

  it("keeps the order of lists: the values of an enum and the parameters of an operation", async () => {
    const spec = (values: string) =>
      `openapi: 3.1.0\npaths: {}\ncomponents: { schemas: { E: { type: string, enum: [${values}] } } }\n`
    const read = (values: string) =>
      within({ "spec.yaml": spec(values) }, (root) => once(join(root, "spec.yaml"), undefined)["index.ts"])
    assert.include(await read("b, a"), `EValues = ["b", "a"] as const`)
    assert.include(await read("a, b"), `EValues = ["a", "b"] as const`)
  })
})
