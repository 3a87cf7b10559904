import { assert, describe, it } from "@effect/vitest"
import { DateTime, Effect, Schema } from "effect"
import * as v from "valibot"
import { z } from "zod"
import { Task } from "@errand/core"
import type { OutputSchema } from "@errand/core"
import { TestProvider } from "@errand/core/testing"

const outcomeOf = <A>(output: unknown, schema: OutputSchema.OutputSchema<A>) =>
  Effect.gen(function* () {
    const a = yield* TestProvider.make("a")
    return yield* Task.await(yield* Task.start(a, { takes: 0, output }, { output: schema }))
  })

const decoded = <A>(output: unknown, schema: OutputSchema.OutputSchema<A>) =>
  Effect.map(outcomeOf(output, schema), (outcome) => {
    if (outcome._tag !== "Succeeded") throw new Error(JSON.stringify(outcome))
    return outcome.output
  })

const issues = <A>(output: unknown, schema: OutputSchema.OutputSchema<A>) =>
  Effect.map(outcomeOf(output, schema), (outcome) => (outcome._tag === "Failed" ? outcome.issues : "no failure"))

/** What a start with this schema sends. */
const sent = <A>(options: Task.StartOptions<A>) =>
  Effect.gen(function* () {
    const a = yield* TestProvider.make("a")
    yield* Task.start(a, {}, options)
    return (yield* a.started)[0]?.outputSchema
  })

const effect = Schema.Struct({ name: Schema.String, amount: Schema.Finite })
const zod = z.object({ name: z.string(), amount: z.number() })
const valibot = v.object({ name: v.string(), amount: v.number() })
const offer = { name: "Pixel 9", amount: 799 }

describe("output", () => {
  for (const [library, schema] of Object.entries({ effect, zod, valibot })) {
    it.effect(`${library}: JSON, fenced JSON and JSON with blanks around it are read alike`, () =>
      Effect.gen(function* () {
        const json = JSON.stringify(offer)
        const texts = [
          json,
          `\n ${json} \n`,
          `\`\`\`json\n${json}\n\`\`\``,
          `\`\`\`\n${json}\n\`\`\`\n`,
          ` \`\`\`JSON \r\n${json}\r\n\`\`\``
        ]
        for (const text of texts) assert.deepStrictEqual(yield* decoded(text, schema), offer, text)
      })
    )

    it.effect(`${library}: issues name the place`, () =>
      Effect.gen(function* () {
        const found = yield* issues({ name: "Pixel 9", amount: "a lot" }, schema)
        assert.isTrue(
          Array.isArray(found) && found.length === 1 && found[0]?.path === "amount" && found[0].message !== ""
        )
      })
    )

    it.effect(`${library}: text that is no JSON, and no output at all, are mismatches`, () =>
      Effect.gen(function* () {
        for (const output of ["I could not find it", "```json\n{oops}\n```", "```", "``````", null]) {
          const found = yield* issues(output, schema)
          assert.isTrue(Array.isArray(found) && found.length > 0, String(output))
        }
      })
    )
  }

  it.effect("all issues are told, with the path through arrays", () =>
    Effect.gen(function* () {
      const schema = Schema.Struct({ offers: Schema.Array(effect) })
      const found = yield* issues({ offers: [offer, { name: 1, amount: "x" }] }, schema)
      assert.deepStrictEqual(Array.isArray(found) && found.map(({ path }) => path), [
        "offers.1.name",
        "offers.1.amount"
      ])
    })
  )

  it.effect("a schema of text is given the text, even when it looks like JSON", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* decoded("42", Schema.String), "42")
      assert.strictEqual(yield* decoded("42", Schema.Finite), 42)
      assert.strictEqual(yield* decoded("42", z.string()), "42")
      assert.strictEqual(yield* decoded("plain words", v.string()), "plain words")
      assert.deepStrictEqual(yield* decoded(JSON.stringify(offer), Schema.fromJsonString(effect)), offer)
    })
  )

  it.effect("a schema that takes null takes a task without output", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* decoded(null, Schema.NullOr(effect)), null)
      assert.strictEqual(yield* decoded(null, z.null()), null)
    })
  )

  it.effect("an Effect Schema is read by its JSON form, so that dates arrive as dates", () =>
    Effect.gen(function* () {
      const schema = Schema.Struct({ at: Schema.DateTimeUtc, on: Schema.Date })
      const got = yield* decoded({ at: "2026-01-02T03:04:05.000Z", on: "2026-01-02T00:00:00.000Z" }, schema)
      assert.strictEqual(DateTime.formatIso(got.at), "2026-01-02T03:04:05.000Z")
      assert.strictEqual(got.on.getTime(), Date.UTC(2026, 0, 2))
    })
  )

  it.effect("transforms and asynchronous checks work", () =>
    Effect.gen(function* () {
      const price = z.object({ amount: z.string().transform(Number) })
      assert.deepStrictEqual(yield* decoded({ amount: "7" }, price), { amount: 7 })
      const known = z.object({ name: z.string().refine((name) => Promise.resolve(name === "Pixel 9")) })
      assert.deepStrictEqual(yield* decoded({ name: "Pixel 9" }, known), { name: "Pixel 9" })
      assert.deepStrictEqual((yield* outcomeOf({ name: "Pixel 8" }, known))._tag, "Failed")
    })
  )

  it.effect("a schema that throws or rejects is a mismatch, and the output is kept", () =>
    Effect.gen(function* () {
      const bug = () => {
        throw new Error("bug in the schema")
      }
      const given: ReadonlyArray<OutputSchema.OutputSchema<unknown>> = [
        z.unknown().transform(bug),
        Schema.Unknown.check(Schema.makeFilter(bug)),
        { "~standard": { version: 1, vendor: "own", validate: () => Promise.reject(new Error("bug in the schema")) } }
      ]
      for (const schema of given) {
        const outcome = yield* outcomeOf("paid for", schema)
        assert.deepInclude(outcome, { _tag: "Failed", reason: "output_invalid", partial: "paid for" })
        assert.include(outcome._tag === "Failed" ? outcome.message : "", "bug in the schema")
      }
    })
  )

  it.effect("long hostile texts are refused in linear time", () =>
    Effect.gen(function* () {
      for (const text of ["```json\n" + " ".repeat(2_000_000), "```".repeat(500_000), "\n".repeat(2_000_000) + "x"]) {
        assert.strictEqual((yield* outcomeOf(text, effect))._tag, "Failed")
      }
    })
  )
})

describe("the output schema that a provider is sent", () => {
  it.effect("comes from an Effect Schema as it stands in JSON, with its definitions", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* sent({ output: effect }), {
        type: "object",
        properties: { name: { type: "string" }, amount: { type: "number" } },
        required: ["name", "amount"],
        additionalProperties: false
      })
      interface Tree {
        readonly children: ReadonlyArray<Tree>
      }
      const Tree = Schema.Struct({ children: Schema.Array(Schema.suspend((): Schema.Codec<Tree> => Tree)) }).annotate({
        identifier: "Tree"
      })
      const document = yield* sent({ output: Tree })
      assert.deepInclude(document, { $ref: "#/$defs/Tree" })
      assert.hasAllKeys(document?.["$defs"], ["Tree"])
    })
  )

  it.effect("comes from Zod by its own trait, of the side that the agent writes", () =>
    Effect.gen(function* () {
      const schema = z.object({ amount: z.string().transform(Number) })
      const document = yield* sent({ output: schema })
      assert.deepInclude(document, { type: "object", properties: { amount: { type: "string" } }, required: ["amount"] })
    })
  )

  it.effect("is given by hand for a library without the trait, and otherwise not sent", () =>
    Effect.gen(function* () {
      assert.isUndefined(yield* sent({ output: valibot }))
      const outputJsonSchema = { type: "object", required: ["name"] }
      assert.deepStrictEqual(yield* sent({ output: valibot, outputJsonSchema }), outputJsonSchema)
      assert.deepStrictEqual(yield* sent({ output: effect, outputJsonSchema }), outputJsonSchema)
    })
  )

  it.effect("is not sent when nothing was asked for", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      yield* Task.start(a, {})
      assert.notProperty((yield* a.started)[0], "outputSchema")
    })
  )

  it.effect("that cannot be made is a bad request before anything is started", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const error = yield* Effect.flip(Task.start(a, {}, { output: z.bigint() }))
      assert.deepInclude(error, { _tag: "ProviderError", operation: "start" })
      assert.include(error.message, "outputJsonSchema")
      assert.strictEqual((yield* a.calls).start, 0)
      const task = yield* Task.start(
        a,
        { takes: 0, output: "1" },
        { output: z.bigint(), outputJsonSchema: { type: "string" } }
      )
      assert.strictEqual((yield* Task.await(task))._tag, "Failed")
    })
  )
})
