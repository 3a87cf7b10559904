import { rounds } from "@errand/testkit/rounds"
import fc from "fast-check"
import { assert, describe, it } from "vitest"
import { type Change, type Code, diff } from "../../src/diff/index.ts"
import { rules } from "../../src/diff/rules.ts"
import type { JsonObject } from "../../src/json.ts"
import { seeded, shuffle } from "../support/shuffle.ts"
import { cases } from "./corpus/index.ts"
import { documents, edits, places } from "./random.ts"

const numRuns = rounds({ few: 20, many: 60 })

const shuffled = (document: JsonObject, seed: number) => shuffle(document, seeded(seed)) as JsonObject

const opposites: ReadonlyArray<readonly [string, string]> = [
  ["added", "removed"],
  ["required", "optional"],
  ["nullable", "non-null"],
  ["widened", "narrowed"],
  ["dropped", "introduced"],
  ["opened", "closed"],
  ["tightened", "loosened"],
  ["undeprecated", "deprecated"]
]

/** What is gone is gone, whether it was required and whether something still covers it or not. */
const family = (code: Code): string =>
  code
    .replace(/^required-/, "")
    .replace("-covered", "-removed")
    .replace("-expected", "-added")
    .replace("-added-to-record", "-added")
    .replace(/^success-status-(?!changed)/, "success-")

const mirrored = (code: Code): string => {
  const name = family(code)
  const [one, other] =
    opposites.flatMap(([a, b]) => [[a, b] as const, [b, a] as const]).find(([word]) => name.endsWith(word)) ?? []
  return one === undefined || other === undefined ? name : name.slice(0, -one.length) + other
}

/** One way at a time, for what is one change of both ways may be two the other way round. */
const seen = (changes: ReadonlyArray<Change>, back: boolean): ReadonlyArray<string> => {
  const all = changes.flatMap(({ after, before, code, direction, values }) => {
    const [name, from, to] = back ? [mirrored(code), after, before] : [family(code), before, after]
    const ways = direction === "both" ? ["request", "response"] : [direction]
    return ways.map((way) => JSON.stringify([name, from, to, way, values]))
  })
  return [...new Set(all)].sort()
}

const mirrors = (a: JsonObject, b: JsonObject): void =>
  assert.deepStrictEqual(seen(diff(a, b).changes, false), seen(diff(b, a).changes, true))

const edited = fc
  .record({ document: documents, picks: fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 4 }) })
  .map(({ document, picks }) => {
    const after = structuredClone(document)
    for (const [edit, place] of picks) {
      const all = places(after)
      edits[edit % edits.length]?.make(all[place % all.length] ?? {})
    }
    return { document, after }
  })

/** Each pair once. */
const there = cases.filter((_, index) => index % 2 === 0)

describe("a comparison", () => {
  it("of a document with itself, in whichever order its keys are, finds nothing", () => {
    fc.assert(
      fc.property(documents, fc.nat(), (document, seed) => {
        assert.deepStrictEqual(diff(document, document).changes, [])
        assert.deepStrictEqual(diff(document, shuffled(document, seed)).changes, [])
      }),
      { numRuns }
    )
  })

  it("does not depend on the order of keys", () => {
    fc.assert(
      fc.property(edited, fc.nat(), ({ after, document }, seed) =>
        assert.deepStrictEqual(diff(shuffled(document, seed), shuffled(after, seed + 1)), diff(document, after))
      ),
      { numRuns }
    )
    for (const { after, before } of there)
      assert.deepStrictEqual(diff(shuffled(before, 1), shuffled(after, 2)), diff(before, after))
  })

  it("the other way round has the opposite of each change, at the same places", () => {
    fc.assert(
      fc.property(edited, ({ after, document }) => mirrors(document, after)),
      { numRuns }
    )
    for (const { after, before } of there) mirrors(before, after)
  })

  it("of any two documents has its mirror", () => {
    fc.assert(fc.property(documents, documents, mirrors), { numRuns })
  })

  it("changes neither document", () => {
    for (const { after, before } of there.slice(0, 40)) {
      const [one, two] = [structuredClone(before), structuredClone(after)]
      diff(one, two)
      assert.deepStrictEqual([one, two], [before, after])
    }
  })

  it("finds every edit", () => {
    const made = new Map(edits.map(({ name }) => [name, 0]))
    fc.assert(
      fc.property(documents, fc.nat(), (document, pick) => {
        for (const { codes, make, name } of edits) {
          const after = structuredClone(document)
          const all = places(after).filter((place) => make(structuredClone(place)))
          const place = all[pick % all.length]
          if (place === undefined) continue
          made.set(name, (made.get(name) ?? 0) + 1)
          make(place)
          const found = diff(document, after).changes.map(({ code }) => family(code))
          assert.isTrue(
            found.some((code) => codes.some((each) => each === code)),
            `${name} gave ${found.join()} in ${JSON.stringify([document, after])}`
          )
        }
      }),
      { numRuns }
    )
    for (const [name, count] of made) assert.isAbove(count, numRuns / 6, name)
  })
})

describe("the policy", () => {
  const breaks = (code: Code, way: "request" | "response") => rules[code][way].caller === "breaks compile"
  const widening: ReadonlyArray<Code> = [
    "became-nullable",
    "became-optional",
    "type-widened",
    "variant-added",
    "enum-value-added",
    "enum-dropped",
    "enum-opened"
  ]

  it("lets what is widened break those who receive it, and what is narrowed those who send it", () => {
    for (const code of widening) {
      assert.deepStrictEqual([breaks(code, "request"), breaks(code, "response")], [false, true], code)
      assert.isTrue(breaks(mirrored(code) as Code, "request"), mirrored(code))
    }
  })

  it("never lets a version grow by less than a major where callers no longer compile", () => {
    for (const [code, { request, response }] of Object.entries(rules))
      for (const { caller, types } of [request, response])
        assert.strictEqual(types === "major", caller === "breaks compile", code)
  })
})
