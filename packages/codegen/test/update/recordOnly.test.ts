import { assert, describe, it } from "vitest"
import { parse } from "../../src/read/load.ts"
import { makeOverlay, recordOnly } from "../../src/update/recordOnly.ts"

const overlay = `overlay: 1.0.0 # ours
info: { title: Hints, version: "1" }
# What follows are names.
actions:
  - target: $.paths['/a'].get
    update: { x-errand-name: a }
`

const onlyOf = (text: string) => parse(text, "v1.overlay.yaml").root["x-errand-only"]

describe("the patterns that an overlay records", () => {
  it("come before the actions, and no other character changes", () => {
    assert.strictEqual(
      recordOnly(overlay, ["^/a", "^/b/\\{id\\}: #$"]),
      overlay.replace("actions:", `x-errand-only:\n  - ^/a\n  - "^/b/\\\\{id\\\\}: #$"\nactions:`)
    )
    assert.deepStrictEqual(onlyOf(recordOnly(overlay, ["^/b/\\{id\\}: #$"])), ["^/b/\\{id\\}: #$"])
  })

  it("replace those of before, wherever they stand and however they are written", () => {
    const once = recordOnly(overlay, ["^/a", "^/b"])
    assert.strictEqual(recordOnly(once, ["^/a", "^/b"]), once)
    assert.strictEqual(recordOnly(recordOnly(once, ["^/c"]), ["^/a", "^/b"]), once)
    for (const old of ["x-errand-only: ^/a", "x-errand-only: [ ^/a ]", "x-errand-only:\n  - ^/a\n  # why\n  - ^/b"])
      assert.strictEqual(
        recordOnly(`${overlay}${old}\n# The end.\n`, ["^/c"]),
        `${overlay}x-errand-only:\n  - ^/c\n# The end.\n`
      )
    assert.strictEqual(
      recordOnly("overlay: 1.0.0\nx-errand-only: ^/a", ["^/c"]),
      "overlay: 1.0.0\nx-errand-only:\n  - ^/c\n"
    )
  })

  it("stand in JSON too, and in an overlay that is made for them", () => {
    assert.deepStrictEqual(onlyOf(recordOnly(`{ "overlay": "1.0.0" }`, ["^/c"])), ["^/c"])
    const { root } = parse(makeOverlay("v1.yaml", ["^/c"]), "v1.overlay.yaml")
    assert.deepStrictEqual(root, {
      overlay: "1.0.0",
      info: { title: "Hints for v1.yaml", version: "1.0.0" },
      extends: "./v1.yaml",
      "x-errand-only": ["^/c"],
      actions: []
    })
  })
})
