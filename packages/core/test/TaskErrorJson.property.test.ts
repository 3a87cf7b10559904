import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import fc from "fast-check"
import { TaskError } from "@errand/core"
import * as TaskErrorJson from "@errand/core/TaskErrorJson"
import { rounds } from "@errand/testkit/rounds"
import * as SeenTasks from "./support/seenTasks.ts"

const trips = { numRuns: rounds({ few: 100, many: 10_000 }) }

/** Every error is read as the class that it was, with its words, and without a secret. */
const survives = <E extends Error & { readonly _tag: string }>(
  schema: Schema.Codec<E, Schema.Json>,
  errors: fc.Arbitrary<E>
) =>
  fc.assert(
    fc.property(errors, (error) => {
      const line = Schema.encodeSync(Schema.fromJsonString(schema))(error)
      const read = Schema.decodeSync(Schema.fromJsonString(schema))(line)
      assert.notInclude(line, SeenTasks.secret)
      assert.strictEqual(Object.getPrototypeOf(read), Object.getPrototypeOf(error))
      assert.strictEqual(read.message, error.message)
      assert.isTrue(Schema.is(schema)(read))
      const again = Schema.encodeSync(Schema.fromJsonString(schema))(read)
      assert.strictEqual(again, line, "what was read is written as before")
      const written = JSON.parse(line) as Record<string, unknown>
      assert.strictEqual(written["_tag"], error._tag)
      assert.strictEqual(written["message"], JSON.parse(JSON.stringify(error.message)))
      const missing = Object.keys(error).filter((name) => !(name in written) && name !== "cause" && name !== "raw")
      assert.deepStrictEqual(missing, [], "a field is not written")
    }),
    trips
  )

describe("TaskErrorJson", () => {
  it("how a start failed is read as it was", () => {
    survives(TaskErrorJson.StartError, fc.oneof(SeenTasks.providerError, SeenTasks.startUnknown))
  })

  it("how a wait failed is read as it was", () => {
    survives(TaskErrorJson.WaitError, SeenTasks.waitError)
  })

  it("how a task ended badly is read as it was", () => {
    survives(TaskErrorJson.Ended, SeenTasks.ended)
  })

  it("a cause keeps its words and nothing else, and one that is no error is left out", () => {
    const since = Schema.decodeSync(Schema.DateTimeUtcFromString)("2026-01-02T00:00:00.000Z")
    const write = (cause: unknown) => {
      const error = new TaskError.StartUnknown({ provider: "p", request: null, since, cause })
      const line = Schema.encodeSync(Schema.fromJsonString(TaskErrorJson.StartError))(error)
      const read = Schema.decodeSync(Schema.fromJsonString(TaskErrorJson.StartError))(line)
      assert.strictEqual(read.message, error.message)
      return read.cause
    }
    const reset = write(Object.assign(new Error("the connection was reset"), { headers: "authorization: x" }))
    assert.deepStrictEqual(
      [reset instanceof Error && reset.message, Object.keys(reset ?? {})],
      ["the connection was reset", []]
    )
    assert.deepStrictEqual([write("authorization: x"), write({ authorization: "x" })], [undefined, undefined])
  })

  it.effect("a wait's error is no start's error, and what is no error is refused", () =>
    Effect.gen(function* () {
      for (const value of [null, {}, { _tag: "WaitTimeout" }, { _tag: "ProviderError", message: "x" }]) {
        const error = yield* Effect.flip(Schema.decodeUnknownEffect(TaskErrorJson.StartError)(value))
        assert.isTrue(Schema.isSchemaError(error))
      }
    })
  )
})
