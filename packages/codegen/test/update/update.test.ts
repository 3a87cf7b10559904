import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, assert, describe, it } from "vitest"
import { parse } from "../../src/read/load.ts"
import { SpecProblem } from "../../src/problem.ts"
import { diffUpdate, update } from "../../src/update/update.ts"

const ours = `openapi: 3.1.0
info: { title: Shop, version: "1" }
paths:
  /orders/{order_id}/items/{item}:
    parameters:
      - { name: order_id, in: path, required: true, description: Whose., schema: { type: string } }
    get:
      operationId: get_item_orders__order_id__items
      summary: Read an item.
      parameters:
        - { name: item, in: path, required: true, description: Which., schema: { type: string } }
        - { name: order_id, in: query, description: Not the one of the path., schema: { type: string } }
      responses:
        "200": { description: The item. }
`

const hints = `overlay: 1.0.0 # ours
info: { title: Hints, version: "1" }
actions:
  - target: $.paths['/orders/{order_id}/items/{item}'].get
    update: { x-errand-name: getItem }
`

const root = mkdtempSync(join(tmpdir(), "errand-paths-"))
afterAll(() => rmSync(root, { recursive: true }))

const follow = (published: string) => {
  const [spec, overlay] = [join(root, "v1.yaml"), join(root, "v1.overlay.yaml")]
  writeFileSync(spec, ours)
  writeFileSync(overlay, hints)
  return update({ spec, overlay, published: parse(published, "published").root, root })
}

describe("a path whose parameters have other names", () => {
  const renamed = ours
    .replaceAll("/{order_id}/", "/{order}/")
    .replace("name: order_id, in: path", "name: order, in: path")

  it("keeps its descriptions, and the hints go with it", () => {
    const made = follow(renamed.replaceAll(/(description|summary): [^,}\n]*/g, "$1: Theirs"))
    assert.strictEqual(made.text, renamed)
    assert.strictEqual(made.hints, hints.replace("{order_id}", "{order}"))
    assert.deepStrictEqual([made.undescribed, made.lost], [[], []])
    assert.deepStrictEqual(
      diffUpdate(made).changes.map(({ code, subject }) => [code, subject]),
      [["parameter-renamed", "/orders/{order_id}/items/{item}.path.order_id"]]
    )
  })

  it("is another path where the old one stays, and where more than names has changed", () => {
    const second = renamed.slice(renamed.indexOf("  /orders"))
    const both = follow(ours + second.replace("get_item_", "second_item_"))
    assert.isTrue(both.text.startsWith(ours))
    assert.include(both.text, "TODO(describe)")
    assert.isUndefined(both.hints)
    const moved = follow(ours.replace("/orders/{order_id}/", "/order/{order_id}/"))
    assert.include(moved.text, "TODO(describe)")
    assert.lengthOf(moved.lost, 1)
  })
})

describe("a published document that nothing could be generated from", () => {
  it("leaves ours as it is, and says where and what to do", () => {
    const broken = ours.replace("{ description: The item. }", '{ $ref: "#/components/responses/Item" }')
    assert.throws(
      () => follow(broken),
      SpecProblem,
      /^v1\.yaml.* is left as it is, for #\/paths\/.*\/responses\/200 .*leads nowhere.* v1\.patch\.yaml$/
    )
  })
})
