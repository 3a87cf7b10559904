import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { TaskRef } from "@errand/core"

const ref: TaskRef.TaskRef = {
  v: 1,
  provider: "browseract/v2",
  kind: "workflow",
  id: "16429034742537847",
  scope: { sessionId: "s1" },
  endpoint: "e1",
  key: "order-7",
  startedAt: "2026-01-02T03:04:05.000Z"
}

describe("TaskRef", () => {
  it.effect("survives the trip through one line of JSON, with all its digits", () =>
    Effect.gen(function* () {
      const line = TaskRef.encode(ref)
      assert.notInclude(line, "\n")
      assert.deepStrictEqual(yield* TaskRef.decode(line), ref)
      const bare = { v: 1, provider: "a", kind: "task", id: "1" } as const
      assert.deepStrictEqual(yield* TaskRef.decode(TaskRef.encode(bare)), bare)
    })
  )

  it.effect("what a later version adds is dropped, what is broken or of another version is refused", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* TaskRef.decode(JSON.stringify({ ...ref, later: true })), ref)
      for (const line of [
        "",
        "{",
        "null",
        "[]",
        `{"v":2}`,
        JSON.stringify({ ...ref, v: 2 }),
        JSON.stringify({ ...ref, id: 16429034742537 })
      ]) {
        assert.isTrue(Schema.isSchemaError(yield* Effect.flip(TaskRef.decode(line))), line)
      }
    })
  )
})
