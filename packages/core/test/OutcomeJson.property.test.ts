import { assert, describe, it } from "@effect/vitest"
import { BigDecimal, Effect, Redacted, Schema } from "effect"
import fc from "fast-check"
import * as OutcomeJson from "@errand/core/OutcomeJson"
import type { Outcome } from "@errand/core"
import { rounds } from "@errand/testkit/rounds"
import * as SeenTasks from "./support/seenTasks.ts"

const trips = { numRuns: rounds({ few: 100, many: 10_000 }) }

/** One line of JSON, and what another process reads from it. */
const trip = <T>(schema: Schema.Codec<T, Schema.Json>, value: T) => {
  const line = Schema.encodeSync(Schema.fromJsonString(schema))(value)
  return { line, read: Schema.decodeSync(Schema.fromJsonString(schema))(line) }
}

/** What is to be read: what is confidential, and the causes of errors, are not written. */
const expected = <A>(outcome: Outcome.Outcome<A>, raw: unknown) => ({
  ...outcome,
  // An amount of money remembers how it was made: its digits count.
  cost: { ...outcome.cost, usd: outcome.cost.usd && BigDecimal.format(outcome.cost.usd) },
  ...(outcome.wait === undefined
    ? {}
    : { wait: { ...outcome.wait, errors: outcome.wait.errors.map(({ message }) => message) } }),
  raw
})

const messagesOf = <A>(outcome: Outcome.Outcome<A>) => expected(outcome, outcome.raw)

describe("OutcomeJson", () => {
  it("every outcome is read as it was, without the provider's own object and without a secret", () => {
    const schema = OutcomeJson.make()
    fc.assert(
      fc.property(SeenTasks.outcome(fc.option(fc.string())), (outcome) => {
        const { line, read } = trip(schema, outcome)
        assert.notInclude(line, SeenTasks.secret)
        assert.deepStrictEqual(messagesOf(read), expected(outcome, undefined))
        assert.strictEqual(trip(schema, read).line, line, "what was read is written as before")
      }),
      trips
    )
  })

  it("an output goes through its own schema, whatever its type", () => {
    const Price = Schema.Struct({
      cents: Schema.BigInt,
      at: Schema.DateTimeUtc,
      of: Schema.ReadonlyMap(Schema.String, Schema.Date)
    })
    const price = Schema.decodeSync(Schema.toCodecJson(Price))({
      cents: "1250",
      at: "2026-01-02T00:00:00.000Z",
      of: []
    })
    const output = { ...price, of: new Map([["a", new Date(5)]]) }
    const schema = OutcomeJson.make(Price)
    fc.assert(
      fc.property(SeenTasks.outcome(fc.constant(output)), (outcome) => {
        const { read } = trip(schema, outcome)
        assert.deepStrictEqual(messagesOf(read), expected(outcome, undefined))
      }),
      { numRuns: 50 }
    )
  })

  it("the provider's own object is kept where it is wanted, as far as JSON can hold it", () => {
    const cyclic: Record<string, unknown> = {}
    cyclic["self"] = cyclic
    const outcome: Outcome.Outcome<string | null> = {
      _tag: "Succeeded",
      ref: { v: 1, provider: "p", kind: "task", id: "1" },
      output: "x",
      verdict: { claimed: true, judged: null },
      cost: { final: true },
      files: [],
      isSettled: true,
      raw: { key: Redacted.make(SeenTasks.secret), digits: 10n ** 20n, at: new Date(0), gone: undefined }
    }
    const read = (raw: unknown) => trip(OutcomeJson.make(undefined, { raw: true }), { ...outcome, raw }).read.raw
    assert.deepStrictEqual(read(outcome.raw), {
      key: "<redacted>",
      digits: "100000000000000000000",
      at: "1970-01-01T00:00:00.000Z"
    })
    assert.deepStrictEqual([read(cyclic), read(undefined), read(null)], [null, undefined, null])
  })

  it.effect("what is no outcome is refused", () =>
    Effect.gen(function* () {
      for (const value of [null, {}, { _tag: "Succeeded" }, { _tag: "Working" }, []]) {
        const error = yield* Effect.flip(Schema.decodeUnknownEffect(OutcomeJson.make())(value))
        assert.isTrue(Schema.isSchemaError(error))
      }
    })
  )

  it("the types are those of the outcome", () => {
    const text: Schema.Codec<Outcome.Outcome<string | null>, Schema.Json> = OutcomeJson.make()
    const number: Schema.Codec<Outcome.Outcome<number>, Schema.Json> = OutcomeJson.make(Schema.Finite)
    // @ts-expect-error the output is a number, and not a text
    const wrong: Schema.Codec<Outcome.Outcome<string>, Schema.Json> = OutcomeJson.make(Schema.Finite)
    assert.isTrue([text, number, wrong].every(Schema.isSchema))
  })
})
