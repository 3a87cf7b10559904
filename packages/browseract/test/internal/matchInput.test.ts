import { assert, describe, it } from "@effect/vitest"
import type { BrowserAct } from "@errand/browseract"
import { DateTime } from "effect"
import fc from "fast-check"
import { vi } from "vitest"
import { matchTask } from "../../src/internal/matchInput.ts"
import { compare, given } from "../../src/internal/parameters.ts"

interface Parameter {
  readonly name: string
  readonly value: string
}
type Parameters = ReadonlyArray<Parameter>

const word = fc.stringMatching(/^[a-z]{1,6}$/)
const plain = fc.stringMatching(/^[a-z0-9]{1,8}( [a-z0-9]{1,8})?$/)
/**
 * Whatever people put into forms: nothing, addresses, lists, what looks like parameters, letters of
 * the world.
 */
const value = fc.oneof(
  plain,
  fc.stringMatching(/^[a-z=,; &\n]{0,12}$/),
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.webUrl({ withQueryParameters: true }),
  fc.constantFrom("", " ", "true", "007", "1e3", "=", "a=b", "\n", "…", "***", "%20", "&amp;")
)
const sent = (of: fc.Arbitrary<string>, minLength = 1): fc.Arbitrary<Parameters> =>
  fc.uniqueArray(fc.record({ name: word, value: of }), { minLength, maxLength: 5, selector: ({ name }) => name })

const separators = ["\n", "\r\n", ",", ", ", ";", "; ", "&"]
const separator = fc.constantFrom(...separators)
const text = (all: Parameters, by: string) => all.map(({ name, value }) => `${name}=${value}`).join(by)
const check = (wanted: Parameters, shown: unknown) =>
  compare(given({ workflow_id: "17", input_parameters: [...wanted] }), shown)
const shuffled = (of: fc.Arbitrary<Parameters>) =>
  of.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray([...all], { minLength: all.length })))

/** What services do to a value that they show. */
const spellings: ReadonlyArray<(value: string) => string | null> = [
  (value) => value,
  (value) => value.trim(),
  (value) => value.normalize("NFD"),
  (value) => value.toUpperCase(),
  (value) => encodeURIComponent(value.replaceAll(/\p{Cs}/gu, "")),
  (value) => JSON.stringify(value),
  (value) => `'${value}'`,
  (value) => value.replaceAll("&", "&amp;").replaceAll("<", "&lt;"),
  (value) => "*".repeat(Math.max(4, value.length)),
  (value) => (value.length > 3 ? `${value.slice(0, 3)}…` : value),
  () => "",
  () => null
]
const typed = (value: string): unknown => (/^-?\d{1,9}$/.test(value) ? Number(value) : value === "true" ? true : value)
const spelling = fc.constantFrom(...spellings)

describe("the parameters of a start's own task", () => {
  it("are known as a list in any order", () =>
    fc.assert(
      fc.property(shuffled(sent(value, 0)), ([wanted, back]) => {
        assert.strictEqual(check(wanted, back), "same")
      })
    ))

  it("are known as a text in any order, if no value looks like a parameter", () =>
    fc.assert(
      fc.property(shuffled(sent(plain)), separator, ([wanted, back], by) => {
        assert.strictEqual(check(wanted, text(back, by)), "same")
      })
    ))

  it("are never another's, however they are shown, with defaults added or some left out", () =>
    fc.assert(
      fc.property(
        shuffled(sent(value, 0)),
        sent(plain, 0),
        fc.array(fc.boolean(), { maxLength: 5 }),
        spelling,
        separator,
        ([wanted, back], defaults, left, spell, by) => {
          const added = defaults.map((one) => ({ ...one, name: `default ${one.name}` }))
          const shown = [...back.filter((_, index) => left[index] !== true), ...added].map(({ name, value }) => ({
            name,
            value: spell(value)
          }))
          const lines = shown.map(({ name, value }) => `${name}=${value ?? ""}`)
          for (const form of [
            shown,
            shown.map(({ name, value }) => ({ name, value: value === null ? null : typed(value) })),
            shown.map(({ name, value }) => ({ key: name, val: value })),
            Object.fromEntries(shown.map(({ name, value }) => [name, value])),
            lines,
            lines.join(by),
            `${lines.join(by)}${by}`,
            lines.map((line) => line.replace("=", ": ")).join(by),
            JSON.stringify(shown),
            [],
            "",
            " ",
            null,
            undefined,
            7
          ]) {
            assert.notStrictEqual(check(wanted, form), "other", JSON.stringify(form))
          }
        }
      ),
      { numRuns: 1000 }
    ))

  it("are not known in a text that others could have been written as", () => {
    assert.strictEqual(check([{ name: "a", value: "1,b=2" }], "a=1,b=2"), "unclear")
    const two = [
      { name: "a", value: "1,b=2" },
      { name: "b", value: "3" }
    ]
    assert.strictEqual(check(two, text(two, ",")), "unclear")
    assert.strictEqual(check(two, text(two, "\n")), "same")
  })
})

describe("the parameters of a stranger's task", () => {
  const different = fc
    .tuple(sent(plain, 0), sent(plain, 0))
    .filter(([ours, theirs]) => text(ours.toSorted(byName), "\n") !== text(theirs.toSorted(byName), "\n"))
  const byName = (a: Parameter, b: Parameter) => (a.name < b.name ? -1 : 1)

  it("are never a start's own", () =>
    fc.assert(
      fc.property(different, separator, ([ours, theirs], by) => {
        for (const shown of [theirs, text(theirs, by)]) assert.notStrictEqual(check(ours, shown), "same")
        // As a list they are told apart whatever is in them.
        const [first, ...rest] = ours
        if (first === undefined) return
        for (const value of [`${first.value} `, `${first.value}\n`, `${first.value},${text(rest, ",")}`, ""]) {
          assert.notStrictEqual(check(ours, [{ ...first, value }, ...rest]), "same")
        }
        assert.notStrictEqual(check(ours, [...ours, first]), "same")
      }),
      { numRuns: 500 }
    ))

  it("are another's where a value is another", () =>
    fc.assert(
      fc.property(shuffled(sent(plain)), plain, separator, ([wanted, back], other, by) => {
        const [first, ...rest] = back
        const letters = (value = "") => value.replaceAll(" ", "")
        fc.pre(first !== undefined && letters(first.value) !== letters(other))
        if (first === undefined) return
        const theirs = [{ ...first, value: other }, ...rest]
        assert.strictEqual(check(wanted, theirs), "other")
        // In a text a value that only goes on, after a space, could be this one and something else.
        const isStart = text(theirs, by)
          .replaceAll(" ", "")
          .startsWith(letters(`${first.name}=${first.value}`))
        if (!isStart) assert.strictEqual(check(wanted, text(theirs, by)), "other", text(theirs, by))
      })
    ))

  it.each<readonly [string, string, unknown]>([
    ["1", "other", "a=10\nb=x"],
    ["10", "other", "a=1\nb=x"],
    ["Pixel 9", "other", "b=x, a=Pixel 8"],
    ["Pixel 9", "unclear", "a=Pixel 9 Pro\nb=x"],
    ["Pixel 9", "unclear", "a=Pixel%209&b=x"],
    ["Pixel 9", "unclear", "b=x"],
    ["Pixel 9", "unclear", "a=Pixel 9\nb=x\nc=default"],
    ["Pixel 9", "unclear", "data=Pixel 8\nb=x"],
    ["Pixel 9", "unclear", [{ name: "b", value: "x" }]],
    ["Pixel 9", "other", [{ name: "a", value: "Pixel 8" }]],
    ["", "unclear", "a=filled in\nb=x"]
  ])("of which one is %j are %s beside %j", (value, match, shown) => {
    const wanted = [
      { name: "a", value },
      { name: "b", value: "x" }
    ]
    assert.strictEqual(check(wanted, shown), match)
  })
})

describe("comparing", () => {
  it("never throws, whatever is shown", () =>
    fc.assert(
      fc.property(sent(value, 0), fc.oneof(fc.anything(), fc.array(fc.anything())), (wanted, shown) => {
        assert.include(["same", "other", "unclear"], check(wanted, shown))
      })
    ))

  it("looks a bounded number of times into a text, however treacherous it is", () => {
    const mostLooks = 3000
    let looks = 0
    for (const name of ["startsWith", "indexOf"] as const) {
      const look: (...args: ReadonlyArray<never>) => unknown = String.prototype[name]
      vi.spyOn(String.prototype, name).mockImplementation(function (this: string, ...args: ReadonlyArray<unknown>) {
        if (++looks > mostLooks) throw new Error("it looks too often")
        return Reflect.apply(look, this, args)
      })
    }
    try {
      const wanted = Array.from({ length: 24 }, (_, i) => ({ name: "a", value: "\na=".repeat(i) }))
      assert.strictEqual(check(wanted, "a=\n".repeat(600)), "unclear")
      assert.strictEqual(check([{ name: "a", value: "b" }], `${"a= ".repeat(100_000)}a=`), "unclear")
    } finally {
      vi.restoreAllMocks()
    }
    assert.isAbove(looks, 100)
  })
})

describe("a listed task", () => {
  const since = DateTime.makeUnsafe("2026-03-01T08:00:00Z")
  const input: BrowserAct.Input = { workflow_id: "16429034742537847", input_parameters: [{ name: "a", value: "1" }] }
  const template: BrowserAct.Input = { workflow_template_id: "21", input_parameters: [{ name: "a", value: "1" }] }
  const item = {
    id: "7",
    workflow_id: "16429034742537847",
    created_at: "2026-03-01T08:00:01Z",
    input_parameters: "a=1"
  }
  const other = { input_parameters: "a=2" }

  const rows: ReadonlyArray<readonly [match: string, more: object, asked?: BrowserAct.Input]> = [
    ["same", {}],
    ["same", { created_at: "2026-03-01T07:59:58" }],
    ["unclear", { created_at: "2026-03-01T07:59:57.9Z" }],
    ["unclear", { created_at: "2026-03-01T07:55:00Z" }],
    ["other", { created_at: "2026-03-01T07:54:59Z" }],
    ["unclear", { created_at: undefined }],
    ["unclear", { created_at: "soon" }],
    ["other", { created_at: "soon", ...other }],
    ["other", { workflow_id: "18" }],
    ["other", { workflow_id: 18 }],
    ["unclear", { workflow_id: null }],
    ["same", { workflow_id: 17 }, { ...input, workflow_id: "17" }],
    // Its digits as they come out of a JSON number.
    ["unclear", { workflow_id: Number("16429034742537847") }],
    ["unclear", { id: null }],
    ["other", { id: null, ...other }],
    ["unclear", { profile_id: "p" }],
    ["same", { profile_id: "p" }, { ...input, save_browser_data: true }],
    ["same", { profile_id: "p" }, { ...input, profile_id: "p" }],
    ["other", { profile_id: "q" }, { ...input, profile_id: "p" }],
    ["unclear", {}, { ...input, profile_id: "p" }],
    ["same", { workflow_id: "whichever" }, template],
    ["other", other, template],
    ["unclear", { input_parameters: "" }, { workflow_template_id: "21" }],
    ["same", { input_parameters: "" }, { workflow_id: "16429034742537847" }],
    ["unclear", { input_parameters: null }, { workflow_id: "16429034742537847" }],
    ["unclear", {}, { workflow_id: "16429034742537847" }]
  ]
  it.each(rows.map(([match, more, asked = input]) => [match, more, asked] as const))(
    "is %s with %j for %j",
    (match, more, asked) => {
      assert.strictEqual(matchTask(asked, { ...item, ...more }, since), match)
    }
  )

  it.each([null, "7", 7, []])("is unclear as %j", (one) => {
    assert.strictEqual(matchTask(input, one, since), "unclear")
  })
})
