import { assert, describe, it } from "@effect/vitest"
import { ProviderError, StoreError, Task, TaskError } from "@errand/core"
import type { TaskRef } from "@errand/core"
import { TestProvider } from "@errand/core/testing"
import { DateTime, Duration, Effect, Fiber, Schema, Stream } from "effect"
import { TestClock } from "effect/testing"
import { inspect } from "node:util"

const slow = { takes: "10 hours" } as const
const ref: TaskRef.TaskRef = { v: 1, provider: "a", kind: "task", id: "a-1" }

/** Runs the effect for so long on the test clock, and gives the message of its error. */
const failing = <A, E extends { readonly message: string }>(effect: Effect.Effect<A, E>, after: Duration.Input) =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(Effect.flip(effect))
    yield* TestClock.adjust(after)
    return (yield* Fiber.join(fiber)).message
  })

describe("a start that finds nothing at its address", () => {
  it("asks after the base URL, and other requests do not", () => {
    const reason = new ProviderError.NotFound({ message: "Not Found" })
    const said = (operation: string) => new ProviderError.ProviderError({ provider: "a", operation, reason }).message
    assert.strictEqual(
      said("start"),
      "a: start failed: NotFound: Not Found; is the base URL right, with its path, and does what is to be started exist there?"
    )
    assert.strictEqual(said("status"), "a: status failed: NotFound: Not Found")
  })
})

describe("WaitTimeout and TaskStalled", () => {
  const deaf = TestProvider.make("a", {
    fault: ({ operation }) =>
      operation === "cancel" ? { reason: new ProviderError.Forbidden({ message: "not yours" }) } : undefined
  })

  it.effect("say how long the wait was, and what has become of the task", () =>
    Effect.gen(function* () {
      const within = "1 minute"
      const a = yield* TestProvider.make("a")
      const task = yield* Task.start(a, slow)
      assert.match(
        yield* failing(Task.join(task, { within }), "2 minutes"),
        /^task a-1 of a was not over after 1m and \d+ looks; it runs on$/
      )
      assert.match(yield* failing(Task.run(a, slow, { within }), "2 minutes"), /; it was cancelled$/)
      const cancels = { within, onGiveUp: "cancel" } as const
      assert.match(yield* failing(Stream.runDrain(Task.watch(task, cancels)), "2 minutes"), /; it was asked to stop, /)
      const stubborn = { ...slow, cancelTakes: "1 hour" } as const
      assert.match(
        yield* failing(Task.run(a, stubborn, { within }), "5 minutes"),
        /; it was asked to stop, and was not/
      )
      assert.match(
        yield* failing(Task.run(yield* deaf, slow, { within }), "2 minutes"),
        /; it could not be cancelled, and may run on$/
      )
      const still = yield* Task.start(a, { ...slow, steps: [] })
      assert.match(
        yield* failing(Task.join(still, { noProgressFor: "1 minute" }), "2 minutes"),
        /^task a-\d of a .*; it runs on$/
      )
    })
  )

  it.effect("say why the last look failed where none succeeded", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a", {
        fault: ({ operation }) =>
          operation === "start" ? undefined : { reason: new ProviderError.Unavailable({ message: "ECONNREFUSED" }) }
      })
      const task = yield* Task.start(a, slow)
      assert.match(
        yield* failing(Task.join(task, { within: "1 minute" }), "2 minutes"),
        /looks; the last one failed: a: \w+ failed: Unavailable: ECONNREFUSED; it runs on$/
      )
    })
  )
})

describe("OutputMismatch", () => {
  it.effect("names all issues, and shows the beginning of what came", () =>
    Effect.gen(function* () {
      const output = Schema.Struct({ name: Schema.String, amount: Schema.Finite })
      const a = yield* TestProvider.make("a")
      const text = JSON.stringify({ name: 7, amount: "a lot", more: "x".repeat(300) })
      const message = yield* failing(Task.run(a, { takes: 0, output: text }, { output }), 0)
      assert.match(message, /does not fit the schema: name: .+; amount: .+; the output begins "\{/)
      assert.include(message, JSON.stringify(text.slice(0, 200)))
      assert.notInclude(message, "x".repeat(200))
    })
  )

  it("says how many issues it does not name", () => {
    const issues = Array.from({ length: 13 }, (_, i) => ({ path: `p${i}`, message: "missing" }))
    const rest = {
      verdict: { claimed: null, judged: null },
      cost: { final: true },
      files: [],
      isSettled: true,
      raw: undefined
    }
    const { message } = new TaskError.OutputMismatch({ ref, output: "{}", issues, ...rest })
    assert.include(message, `p9: missing; and 3 more; the output is "{}"`)
  })
})

describe("an error that is printed", () => {
  const cause = new Error("connect ECONNREFUSED 127.0.0.1:1")
  const reason = new ProviderError.Unavailable({ message: "could not connect", retryAfter: Duration.seconds(5) })
  const provider = new ProviderError.ProviderError({ provider: "a", operation: "status", reason, cause })
  const timeout = new TaskError.WaitTimeout({
    ref,
    within: Duration.seconds(5),
    looks: 1,
    errors: [provider],
    fate: "runs_on"
  })
  const store = new StoreError.StoreError({
    operation: "open",
    reason: new StoreError.StoreUnavailable({ message: "no such folder" }),
    cause
  })

  it.each([provider, timeout, store])("begins with its tag and message, and has no stack in it: %s", (error) => {
    for (const text of [JSON.stringify(error, null, 1), inspect(error, { depth: 9 })]) {
      assert.match(text, new RegExp(`^\\{\\s+"?_tag"?: .${error._tag}.,\\s+"?message"?: `))
      assert.include(text, error.message)
      assert.notMatch(text, /^\s+at .*:\d+:\d+/m)
      assert.include(text, "ECONNREFUSED 127.0.0.1:1")
    }
  })

  it("tells how long the service asked to wait", () => {
    assert.deepStrictEqual([provider.retryAfterMillis, provider.transient], [5000, true])
  })
})

describe("StartUnknown", () => {
  const told = { provider: "a", request: null, since: DateTime.makeUnsafe("2026-01-02T03:04:05.000Z") }

  it("says what happened to the request, once, also where another one of the same start is its cause", () => {
    const first = new TaskError.StartUnknown({ ...told, cause: new Error("a.test: the connection was reset") })
    const again = new TaskError.StartUnknown({ ...told, work: "w", cause: first })
    for (const { message } of [first, again]) {
      assert.strictEqual(message.split("a.test: the connection was reset").length, 2)
      assert.include(message, "since 2026-01-02T03:04:05.000Z")
    }
  })

  it("says nothing of a request of which nothing is known", () => {
    assert.include(new TaskError.StartUnknown(told).message, "a: the answer to a start was lost; a task")
  })
})
