import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import fc from "fast-check"
import { Task } from "@errand/core"
import type { OutputSchema } from "@errand/core"
import { TestProvider } from "@errand/core/testing"

const Offer = Schema.Struct({ name: Schema.String, amount: Schema.Finite })
const offer = { name: "Pixel 9 {new}", amount: 799 }
const json = JSON.stringify(offer, null, 2)
const Any = Schema.Union([Schema.Array(Schema.Unknown), Schema.Record(Schema.String, Schema.Unknown)])

/** The output and how it was read, or the issues. */
const read = <A>(text: string, output: OutputSchema.OutputSchema<A>) =>
  Effect.gen(function* () {
    const a = yield* TestProvider.make("a")
    const outcome = yield* Task.await(yield* Task.start(a, { takes: 0, output: text }, { output }))
    return outcome._tag === "Succeeded" ? [outcome.output, outcome.reading] : outcome
  })

describe("an output that a person can read", () => {
  it.effect.each<readonly [string, string, string | undefined]>([
    ["JSON as it stands", ` ${json}\n`, undefined],
    ["a byte order mark", `\uFEFF${json}`, "trimmed"],
    ["a fence of three backticks", `\`\`\`json\n${json}\n\`\`\``, "fenced"],
    ["a fence of four backticks", `\`\`\`\`\n${json}\n\`\`\`\``, "fenced"],
    ["a fence of tildes", `~~~json\n${json}\n~~~`, "fenced"],
    ["a fence with other words", `\`\`\`jsonc title="offer.json"\r\n${json}\r\n\`\`\``, "fenced"],
    ["a fence in a byte order mark", `\uFEFF\`\`\`\n\uFEFF${json}\n\`\`\``, "fenced"],
    ["a sentence before a fence", `Here is the offer:\n\n\`\`\`json\n${json}\n\`\`\`\n\nAnything else?`, "fenced"],
    ["a fence beside one of another language", `\`\`\`sh\ncurl x\n\`\`\`\n~~~\n${json}\n~~~`, "fenced"],
    ["a fence that is not closed", `\`\`\`json\n${json}`, "embedded"],
    ["a sentence around it", `The offer is ${json}, as of today.`, "embedded"],
    ["a sentence with a footnote", `As the shop says [1], it is ${json} [2].`, "embedded"],
    ["braces that are no JSON", `{Note} I looked in {shop}: ${json}`, "embedded"],
    ["JSON in a JSON string", JSON.stringify(json), "quoted"]
  ])("is read, and the outcome says how: %s", ([, text, reading]) =>
    Effect.gen(function* () {
      assert.deepStrictEqual<unknown>(yield* read(text, Offer), [offer, reading])
    })
  )

  it.effect.each<readonly [string, string]>([
    ["two values", `Either ${json} or {"name":"Pixel 8","amount":499}`],
    ["two fences", `\`\`\`json\n${json}\n\`\`\`\nor\n\`\`\`json\n${json}\n\`\`\``],
    ["a value that was cut off", `The offer is ${json.slice(0, -3)}`],
    ["nothing but brackets", "{[".repeat(100_000)]
  ])("is not guessed where there is no one value: %s", ([, text]) =>
    Effect.gen(function* () {
      const outcome = yield* read(text, Offer)
      assert.isTrue("_tag" in outcome && outcome._tag === "Failed" && outcome.reason === "output_invalid")
    })
  )

  it.effect("is the text itself for a schema of text, before anything is looked for in it", () =>
    Effect.gen(function* () {
      const text = `The offer is ${json}.`
      assert.deepStrictEqual(yield* read(text, Schema.String), [text, undefined])
      assert.deepStrictEqual(yield* read(json, Schema.String), [json, undefined])
    })
  )

  it.effect("tells the issues of the value that was found, where that does not fit", () =>
    Effect.gen(function* () {
      const outcome = yield* read(`The offer is {"name":"Pixel 9","amount":"a lot"}.`, Offer)
      assert.isTrue("_tag" in outcome && outcome._tag === "Failed")
      if ("_tag" in outcome && outcome._tag === "Failed") {
        assert.deepStrictEqual(
          outcome.issues?.map(({ path }) => path),
          ["amount"]
        )
      }
    })
  )

  it.effect("is any object or array, whatever stands in its texts and around it", () =>
    Effect.promise(() =>
      fc.assert(
        fc.asyncProperty(
          fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.string(), { minLength: 1 })),
          fc.stringMatching(/^[A-Za-z ,.:;'!?-]{0,40}$/),
          fc.stringMatching(/^[A-Za-z ,.:;'!?-]{0,40}$/),
          (value, before, after) =>
            Effect.runPromise(
              Effect.gen(function* () {
                const text = JSON.stringify(value)
                const seen = yield* read(`${before}${text}${after}`, Any)
                const found = Array.isArray(seen) ? seen[0] : seen
                assert.strictEqual(JSON.stringify(found), text)
              })
            )
        ),
        { numRuns: 200 }
      )
    )
  )
})
