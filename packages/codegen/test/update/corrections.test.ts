import { assert, describe, it } from "vitest"
import { at, type JsonObject } from "../../src/json.ts"
import { parse } from "../../src/read/load.ts"
import { applyCorrections } from "../../src/update/corrections.ts"

const document = {
  paths: { "/a": { get: { responses: {} } } },
  components: { schemas: { S: { type: "string", enum: ["open"], maxLength: 3 } } }
} as const satisfies JsonObject

const corrections = (actions: string) => parse(`overlay: 1.0.0\nactions:\n${actions}`, "v1.patch.yaml")
const apply = (actions: string) => applyCorrections(document, corrections(actions))
const refused = (actions: string, message: string) => assert.throws(() => apply(actions), message)

const late = `  - target: $.components.schemas.S
    description: The server sends it, and the document does not have it.
    update: { enum: [late] }
`

describe("corrections of a provider's document", () => {
  it("are made in order, and leave the document that was read alone", () => {
    const before = structuredClone(document)
    const made = apply(
      `${late}  - target: $.components.schemas.S.maxLength\n    description: Longer ones come.\n    remove: true\n`
    )
    assert.deepStrictEqual(at(made, ["components", "schemas", "S"]), { type: "string", enum: ["open", "late"] })
    assert.deepStrictEqual(document, before)
  })

  it("each need a reason", () => {
    refused(`  - target: $.components\n    remove: true\n`, "v1.patch.yaml:3:5: a correction needs a description")
    refused(`  - { target: $.components, description: " ", remove: true }\n`, "a correction needs a description")
  })

  it("fail when their target is gone", () => {
    refused(
      `${late}  - target: $.components.schemas.T\n    description: Why.\n    update: { type: string }\n`,
      "v1.patch.yaml:6:5: the target $.components.schemas.T matches nothing"
    )
  })

  it("fail when the provider has made them", () => {
    const message = "v1.patch.yaml:3:5: the correction changes nothing any more"
    refused(late.replace("late]", "open]"), message)
    refused(late.replace("enum: [late]", "type: string"), message)
  })

  it("are OpenAPI Overlays, and nothing that only looks like one", () => {
    assert.throws(
      () => applyCorrections(document, parse(`actions:\n${late}`, "v1.patch.yaml")),
      "overlay version (none)"
    )
    refused(`  - { target: $.paths, description: Why. }\n`, "v1.patch.yaml:3:5: an action needs update or remove")
  })
})
