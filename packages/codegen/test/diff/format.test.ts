import { assert, describe, it } from "vitest"
import { diff, format, highest, type Options, type Surface, summary, toJson } from "../../src/diff/index.ts"
import { document } from "./corpus/index.ts"

const text = { type: "string" }
const before = document()
const after = document({
  "State enum 3": "failed",
  "Job properties cost": { type: "number" },
  "NewJob required 1": "note",
  "Person properties mail": { type: "string", description: "Where letters go." },
  "getJob security": [{ token: [] }],
  "NewJob properties size maximum": 5
})
const found = diff(before, after)

describe("a comparison in text", () => {
  it("groups changes by what they do to callers, with bumps, places and uses, and ends with the versions", () => {
    assert.strictEqual(
      format(found),
      `Breaks callers when they compile (2)
  - \`NewJob.note\` is required now in requests. [types major, client major]
    #/components/schemas/NewJob/properties/note, in createJob
  - \`State\` may be \`failed\` as well in answers. [types major, client minor, look at it]
    #/components/schemas/State, in createJob, getJob, listJobs

Breaks callers at run time (1)
  - \`security\` is authorised in another way from apiKey header X-Key to http bearer. [types patch, client patch, look at it]
    #/security -> #/paths/~1jobs~1{id}/get, in getJob

Behaves otherwise; types do not show it (1)
  - \`NewJob.size\` is limited more in requests: maximum 10 to 5. [types patch, client patch]
    #/components/schemas/NewJob/properties/size, in createJob

New (1)
  - The property \`Job.cost\` is new in answers. [types minor, client minor]
    + #/components/schemas/Job/properties/cost, in createJob, getJob, listJobs

Words only (1)
  - The words about \`Person\` changed in 1 place. [types patch, client none]
    #/components/schemas/Person

types: major, client: major
`
    )
  })

  it("says so where nothing has changed", () => {
    assert.strictEqual(format(diff(before, before)), "No change.\n")
    assert.strictEqual(summary(diff(before, before), "types"), "")
  })

  it("names ten changes of mere words, and counts the others", () => {
    const described = (text: string) =>
      document(
        Object.fromEntries(
          Array.from({ length: 12 }, (_, index) => [
            `components schemas Word${index}`,
            { type: "string", description: text }
          ])
        )
      )
    const lines = format(diff(described("One."), described("Two."))).split("\n")
    assert.lengthOf(lines, 1 + 2 * 10 + 1 + 3)
    assert.deepStrictEqual([lines[0], lines[21]], ["Words only (12)", "  - And 2 more."])
  })

  it("is plain JSON for programs, with nothing lost", () => {
    assert.deepStrictEqual(JSON.parse(JSON.stringify(toJson(found))), found)
  })

  it("is a few sentences in a changelog, without what is only words", () => {
    assert.strictEqual(
      summary(found, "client", 2),
      "`NewJob.note` is required now in requests. `State` may be `failed` as well in answers. And 3 changes more."
    )
    const words = diff(before, document({ "Person properties mail": { ...text, description: "Where letters go." } }))
    assert.strictEqual(summary(words, "types"), "The words about `Person` changed in 1 place.")
    assert.strictEqual(summary(words, "client"), "")
  })
})

describe("what a client shows", () => {
  const client = (surface: Surface, to = after) => diff(before, to, { surface } satisfies Options).client

  it("is everything unless something is said", () => {
    assert.strictEqual(client({}), "major")
  })

  it("leaves out what happens in operations that it does not have", () => {
    assert.strictEqual(client({ operations: new Set(["getJob"]) }), "minor")
    assert.strictEqual(client({ operations: new Set(["putLabel"]) }), "none")
  })

  it("leaves out fields that it does not show", () => {
    const gone = document({ "Job properties note": undefined, "Person properties mail": undefined })
    assert.strictEqual(client({ fields: new Set(["Person"]) }, gone), "major")
    assert.strictEqual(client({ fields: new Set(["Person.name"]) }, gone), "none")
    assert.strictEqual(client({ fields: new Set(["Person.mail", "Job.id"]) }, gone), "major")
    assert.strictEqual(client({ fields: new Set(["Person.ma"]) }, gone), "none")
  })

  it("has to send what is required from now on, whether it shows that or not", () => {
    const wanted = document({ "NewJob required 1": "note" })
    assert.strictEqual(client({ fields: new Set() }, wanted), "major")
    assert.strictEqual(client({ fields: new Set(), operations: new Set(["getJob"]) }, wanted), "none")
  })

  it("pays with a patch for what it fills in by itself", () => {
    const wanted = document({ "NewJob required 1": "note" })
    assert.strictEqual(client({}, wanted), "major")
    assert.strictEqual(client({ fills: new Set(["NewJob.note"]) }, wanted), "patch")
    assert.strictEqual(diff(before, wanted, { surface: { fills: new Set(["NewJob"]) } }).types, "major")
  })
})

describe("the highest of several bumps", () => {
  it("is none where there are none", () => {
    assert.strictEqual(highest([]), "none")
    assert.strictEqual(highest(["patch", "major", "minor"]), "major")
  })
})
