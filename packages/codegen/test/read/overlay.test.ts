import fc from "fast-check"
import { assert, describe, it } from "vitest"
import { at, fromPointer, type Json, type JsonObject, toPointer } from "../../src/json.ts"
import { select } from "../../src/read/jsonpath.ts"
import { parse } from "../../src/read/load.ts"
import { applyOverlay } from "../../src/read/overlay.ts"

const document: JsonObject = {
  info: { title: "t" },
  paths: { "/a": { get: { tags: ["x"] }, put: { tags: [] } }, "/b": { get: {} } },
  list: [{ id: 1 }, { id: 2 }]
}

const apply = (actions: string): JsonObject =>
  applyOverlay(document, parse(`overlay: 1.0.0\nactions:\n${actions}`, "overlay.yaml"))

describe("an overlay", () => {
  it("finds names, quoted names, indices, wildcards and descendants", () => {
    assert.deepStrictEqual(select(document, "$"), [[]])
    assert.deepStrictEqual(select(document, "$.paths['/a'].get"), [["paths", "/a", "get"]])
    assert.deepStrictEqual(select(document, '$["paths"]["/a"]["get"]'), [["paths", "/a", "get"]])
    assert.deepStrictEqual(select(document, "$.paths.*.get"), [
      ["paths", "/a", "get"],
      ["paths", "/b", "get"]
    ])
    assert.deepStrictEqual(select(document, "$.list[1].id"), [["list", 1, "id"]])
    assert.deepStrictEqual(select(document, "$..id"), [
      ["list", 0, "id"],
      ["list", 1, "id"]
    ])
    assert.deepStrictEqual(select(document, "$.nothing.at.all"), [])
    for (const odd of ["paths", "$.paths[?(@.get)]", "$[", "$.a b", "$['open"])
      assert.isUndefined(select(document, odd), odd)
  })

  it("finds what has a property of a certain text, and understands no other filter", () => {
    const parameters = [{ name: "a" }, { name: "it's" }, { $ref: "#" }, "a", { name: "a", in: "path" }]
    const paths = { "/a": { get: { parameters }, put: { parameters: [] } }, constructor: { name: "a" } }
    const at = (index: number) => ["/a", "get", "parameters", index]
    assert.deepStrictEqual(select(paths, "$.*.*.parameters[?@.name == 'a']"), [at(0), at(4)])
    assert.deepStrictEqual(select(paths, "$['/a'].get.parameters[?(@.name=='it\\'s')]"), [at(1)])
    assert.deepStrictEqual(select(paths, "$..[?@.name == 'a'].in"), [[...at(4), "in"]])
    assert.deepStrictEqual(select(paths, "$[?@.toString == 'a']"), [])
    for (const odd of ["$[?@.name]", "$[?@.name != 'a']", "$[?@.name == 1]", "$[?name == 'a']", "$[?@.name == 'a'"])
      assert.isUndefined(select(paths, odd), odd)
  })

  it("merges objects, appends to lists, replaces values, and leaves the original alone", () => {
    const before = structuredClone(document)
    const result = apply(
      `  - { target: "$.paths['/a'].get", update: { tags: [y], deprecated: true } }\n  - { target: $.list, update: { id: 3 } }\n  - { target: $.info, update: { title: u } }\n`
    )
    assert.deepStrictEqual(at(result, ["paths", "/a", "get"]), { tags: ["x", "y"], deprecated: true })
    assert.deepStrictEqual(at(result, ["list"]), [{ id: 1 }, { id: 2 }, { id: 3 }])
    assert.strictEqual(at(result, ["info", "title"]), "u")
    assert.deepStrictEqual(document, before)
  })

  it("removes all that a target finds, also several items of one list", () => {
    assert.deepStrictEqual(at(apply("  - { target: $.list.*, remove: true }\n"), ["list"]), [])
    assert.deepStrictEqual(apply("  - { target: $..get, remove: true }\n")["paths"], {
      "/a": { put: { tags: [] } },
      "/b": {}
    })
  })

  it("reads and writes the same pointer, whatever is in a name", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: "grapheme" }).filter((name) => name !== "__proto__" && !name.includes("%"))),
        (path) => {
          assert.deepStrictEqual(fromPointer(toPointer(path)), path)
          const nested = path.reduceRight<Json>((inner, name) => ({ [name]: inner }), "found")
          assert.strictEqual(at(nested, path), "found")
        }
      )
    )
  })
})
