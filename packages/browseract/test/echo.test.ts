import { assert, describe, it } from "@effect/vitest"
import { DateTime, Effect, Option } from "effect"
import fc from "fast-check"
import { provider } from "./service.ts"

const parameter = fc.record({ name: fc.string({ unit: "grapheme" }), value: fc.string({ unit: "grapheme" }) })
const word = fc.stringMatching(/^[a-z]{1,4}$/)
const tidy = fc.record({ name: word, value: fc.stringMatching(/^[a-z=,; &\n]{0,8}[a-z]$/) })
type Parameters = ReadonlyArray<{ readonly name?: string; readonly value?: string }>

/** Whether a start with these parameters is found in a task that shows them so. */
const isKnown = (sent: Parameters, shown: unknown): Promise<boolean> => {
  const item = { id: "1", workflow_id: "17", created_at: "2026-03-01T08:00:00Z", input_parameters: shown }
  const { find } = provider(() => ({ items: [item], total_count: 1 }))
  const since = DateTime.makeUnsafe("2026-03-01T08:00:00Z")
  return Effect.runPromise(
    Effect.map(find({ workflow_id: "17", input_parameters: [...sent] }, { since }), Option.isSome)
  )
}
const shuffled = <A>(one: fc.Arbitrary<A>) =>
  fc
    .array(one, { maxLength: 6 })
    .chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }))
    )

describe("parameters that come back", () => {
  it("are known as a list in any order, and not when one was changed, added or left out", () =>
    fc.assert(
      fc.asyncProperty(shuffled(parameter), parameter, async ([sent, back], extra) => {
        assert.isTrue(await isKnown(sent, back))
        assert.isFalse(await isKnown(sent, [...back, extra]))
        const [first, ...rest] = back
        if (first === undefined) return
        assert.isFalse(await isKnown(sent, rest))
        assert.isFalse(await isKnown(sent, [{ ...first, value: `${first.value}!` }, ...rest]))
      })
    ))

  it("are known as a text in any order, whatever is in the values", () =>
    fc.assert(
      fc.asyncProperty(
        shuffled(tidy),
        fc.constantFrom("\n", "\r\n", ",", ", ", ";", "&"),
        async ([sent, back], separator) => {
          const text = back.map(({ name, value }) => `${name}=${value}`).join(separator)
          assert.isTrue(await isKnown(sent, text))
          assert.isFalse(await isKnown(sent, `${text}!`))
          if (sent.length > 0) assert.isFalse(await isKnown(sent, ""))
        }
      )
    ))

  it("are not known in anything else, and comparing never throws", () =>
    fc.assert(
      fc.asyncProperty(fc.array(parameter, { minLength: 1, maxLength: 4 }), fc.jsonValue(), async (sent, shown) => {
        const same = await isKnown(sent, shown)
        if (typeof shown !== "string" && !Array.isArray(shown)) assert.isFalse(same)
      })
    ))

  it("cost a bounded time, however treacherous the text", async () => {
    const sent = Array.from({ length: 24 }, (_, i) => ({ name: "a", value: "\na=".repeat(i) }))
    const began = performance.now()
    assert.isFalse(await isKnown(sent, "a=\n".repeat(600)))
    assert.isBelow(performance.now() - began, 1000)
  })
})
