/** A program of promises that aborts the signal of a `runPromise`. */
import { assert, describe, it } from "vitest"
import { Effect } from "effect"
import { Task } from "@errand/core"
import { TestProvider } from "@errand/core/testing"

describe("a `runPromise` that is aborted", () => {
  it("cancels the tasks of its runs first, and then fails with Effect's words, which say no more", async () => {
    const a = await Effect.runPromise(TestProvider.make("a"))
    const controller = new AbortController()
    // When the wait is under way.
    const onStart = () => Effect.sync(() => queueMicrotask(() => controller.abort()))
    const run = Effect.runPromise(Task.run(a, { takes: "1 hour" }, { onStart }), { signal: controller.signal })
    const error: unknown = await run.then(
      () => undefined,
      (error: unknown) => error
    )
    assert.instanceOf(error, Error)
    assert.strictEqual(error.message, "All fibers interrupted without error")
    assert.deepStrictEqual(await Effect.runPromise(a.cancelled), ["a-1"])
    assert.deepStrictEqual(await Effect.runPromise(a.running), [])
  })
})
