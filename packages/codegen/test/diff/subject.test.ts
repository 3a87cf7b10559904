import { assert, describe, it } from "vitest"
import { diff } from "../../src/diff/index.ts"
import { document } from "./corpus/index.ts"

const account = { type: "object", required: ["id"], properties: { id: { type: "string" } } }
const said = (...[before, after]: Parameters<typeof diff>): ReadonlyArray<string> =>
  diff(before, after).changes.map(({ code, subject }) => `${subject} ${code}`)

describe("what a change is said of", () => {
  it("is the property where it leads to another schema than before, and not the schema, which is as it was", () => {
    const given = { Account: account }
    const then = { "Job properties owner anyOf 0": { $ref: "#/components/schemas/Account" } }
    assert.sameMembers(
      [...said(document(given), document(given, then))],
      ["Job.owner.id required-property-added", "Job.owner.mail property-removed", "Job.owner.name property-removed"]
    )
  })

  it("is the schema where the schema has changed", () => {
    assert.deepStrictEqual(said(document(), document({ "Person properties mail": undefined })), [
      "Person.mail property-removed"
    ])
  })

  it("is nothing where only the words of a limit have changed", () => {
    const names = (description: string) => ({
      "Job properties tags propertyNames": { type: "string", maxLength: 5, description }
    })
    assert.deepStrictEqual(said(document(names("one")), document(names("two"))), ["Job prose-changed"])
  })
})
