import { assert, describe, it } from "@effect/vitest"
import { DateTime, Effect, Fiber, Schema } from "effect"
import { TestClock } from "effect/testing"
import type { Firecrawl } from "@errand/firecrawl"
import { Task, TaskStore } from "@errand/core"
import { jobId } from "./support/calls.ts"
import { once, provider, refusal, type Answer } from "./support/service.ts"
import { everySecond, input, on } from "./support/simulated.ts"

const Price = Schema.Struct({ product: Schema.String, usd: Schema.Finite })
const attach = (firecrawl: Firecrawl.FirecrawlProvider) =>
  Task.attach(firecrawl, { v: 1, provider: firecrawl.name, kind: firecrawl.kind, id: jobId })

describe("a job as a task", () => {
  it.effect("runs to its typed output, whose schema the agent is told, and costs credits", () =>
    on(
      { tasks: [{ running: "4 seconds", steps: 2, output: { product: "Pixel 9", usd: 799 } }] },
      (firecrawl, simulator) =>
        Effect.gen(function* () {
          const task = yield* Task.start(firecrawl, input, { output: Price })
          const outcome = yield* Task.await(task).pipe(everySecond)
          assert(outcome._tag === "Succeeded")
          assert.deepStrictEqual(outcome.output, { product: "Pixel 9", usd: 799 })
          assert.deepStrictEqual(outcome.cost, { credits: 10, final: true })
          assert.strictEqual(outcome.raw.status, "completed")
          const body: unknown = (yield* simulator.tasks)[0]?.start.body
          assert.hasAnyKeys(body, ["schema"])
          assert.nestedPropertyVal(body, "schema.type", "object")
        })
    )
  )

  it.effect("keeps a schema of the caller's own", () =>
    Effect.gen(function* () {
      const { requests, start } = provider(() => ({ success: true, id: jobId }))
      const schema = { type: "object", properties: { mine: { type: "string" } } }
      assert.deepStrictEqual(yield* start({ ...input, schema }, { outputSchema: { type: "object" } }), { id: jobId })
      assert.deepStrictEqual(requests[0]?.body, { ...input, schema })
    })
  )

  it.effect("that failed says why, and keeps its cost", () =>
    on({ tasks: [{ end: "failed", steps: 2, failure: { message: "Max credits exceeded" } }] }, (firecrawl) =>
      Effect.gen(function* () {
        const error = yield* Effect.flip(Task.run(firecrawl, input))
        assert(error._tag === "TaskFailed")
        const { cost, message, reason } = error.outcome
        assert.deepStrictEqual([reason, message], ["error", "Max credits exceeded"])
        assert.deepStrictEqual(cost, { credits: 10, final: true })
      })
    )
  )

  it.effect("that somebody else cancelled ends, though the service's own list of words has no such end", () =>
    on({ tasks: [{ end: "stopped" }] }, (firecrawl) =>
      Effect.gen(function* () {
        const error = yield* Effect.flip(Task.run(firecrawl, input))
        assert(error._tag === "TaskCancelled")
        assert.strictEqual(error.outcome.by, "unknown")
      })
    )
  )

  it.effect("is cancelled when the caller leaves, and its end is waited for though it comes late", () =>
    on({ tasks: [{ end: "never", stopping: "8 seconds" }] }, (firecrawl, simulator) =>
      Effect.gen(function* () {
        const task = yield* Task.start(firecrawl, input)
        yield* Effect.sleep("10 seconds")
        assert.strictEqual(yield* Task.cancel(task), "requested")
        const outcome = yield* Task.await(task)
        assert.deepInclude(outcome, { _tag: "Cancelled", by: "caller" })
        assert.strictEqual(yield* simulator.count({ operation: "cancelAgent" }), 1)
      })
    )
  )

  it.effect("that the service has forgotten since it was seen has expired", () =>
    on({ tasks: [{ end: "never" }], firecrawl: { keeps: "1 hour" } }, (firecrawl, simulator) =>
      Effect.gen(function* () {
        const task = yield* Task.start(firecrawl, input)
        const wait = yield* Effect.forkChild(Task.await(task, { within: "1 day" }))
        yield* Effect.sleep("1 minute")
        yield* simulator.fault({ match: { operation: "getAgent" }, kind: "status", status: 404, times: "always" })
        assert.deepInclude(yield* Fiber.join(wait), { _tag: "Failed", reason: "expired" })
      })
    )
  )

  it.effect("that ended while its process was dead for a day has expired, and is delivered as such", () =>
    on({ tasks: [{ running: "1 minute" }], firecrawl: { keeps: "10 minutes" } }, (firecrawl, simulator) =>
      Effect.gen(function* () {
        const task = yield* Task.start(firecrawl, input, { key: "order-7" })
        yield* Effect.sleep("20 minutes")
        const early = yield* Effect.flip(Task.await(task))
        assert.deepInclude(early, { _tag: "ProviderError" })
        const startedAt = DateTime.formatIso(DateTime.subtract(yield* DateTime.now, { days: 1 }))
        const handled: Array<string> = []
        yield* Task.deliver(Task.attach(firecrawl, { ...task.ref, startedAt }), (outcome) =>
          Effect.sync(() => handled.push(`${outcome._tag} ${outcome._tag === "Failed" && outcome.reason}`))
        )
        assert.deepStrictEqual(handled, ["Failed expired"])
        assert.strictEqual(yield* simulator.count({ operation: "startAgent" }), 1)
      }).pipe(Effect.provide(TaskStore.layerMemory))
    )
  )

  it.effect("whose word nobody knows goes on", () =>
    Effect.gen(function* () {
      const { snapshot } = provider(() => ({ success: true, status: "constructor" }))
      const { cost, output, status } = yield* snapshot(jobId)
      assert.deepStrictEqual(status, { state: "working", phase: "unrecognised", native: "constructor" })
      assert.deepStrictEqual([cost, output], [{ final: false }, null])
    })
  )

  it.effect("that failed may say that it was no success, and is over all the same", () =>
    Effect.gen(function* () {
      const { status } = provider(() => ({ success: false, status: "failed", error: "gone" }))
      assert.deepInclude((yield* status(jobId)).status, { state: "failed", message: "gone" })
      const none = provider(() => ({}))
      assert.strictEqual((yield* Effect.flip(once(none.status(jobId)))).reason._tag, "BadResponse")
    })
  )
})

describe("a start", () => {
  const answers: ReadonlyArray<readonly [string, () => Answer]> = [
    [
      "is cut off",
      () => {
        throw new TypeError("reset")
      }
    ],
    ["is a failure of the service", () => refusal(500, "Failed to passthrough agent request.")],
    ["has no id", () => ({ success: true })],
    ["is a page of a gateway", () => new Response("<p>", { headers: { "content-type": "text/html" } })]
  ]
  it.effect.each(answers)(
    "whose answer %s is unknown for good: nothing is searched, and nothing sent again",
    ([, answer]) =>
      Effect.gen(function* () {
        const one = provider(answer)
        const webhook = {
          url: "https://hooks.test/in?token=s3cret-s3cret",
          headers: { authorization: "s3cret-s3cret" }
        }
        const fiber = yield* Effect.forkChild(Effect.flip(Task.start(one, { ...input, webhook }, { key: "order-7" })))
        yield* TestClock.adjust("10 minutes")
        const error = yield* Fiber.join(fiber)
        assert(error._tag === "StartUnknown")
        assert.deepInclude(error, { provider: "firecrawl/v2", key: "order-7", request: input })
        assert.notInclude(JSON.stringify(error), "s3cret")
        assert.deepStrictEqual(
          one.requests.map(({ method }) => method),
          ["POST"]
        )
      })
  )

  it.effect("that the service says it has not made is refused, with HTTP 200, too", () =>
    Effect.gen(function* () {
      for (const [answer, tag] of [
        [{ success: false, error: "Invalid schema" }, "BadRequest"],
        [refusal(400), "BadRequest"],
        [refusal(402), "OutOfCredit"],
        [refusal(429), "RateLimited"]
      ] as const) {
        const { requests, start } = provider(() => (answer instanceof Response ? answer.clone() : answer))
        const error = yield* Effect.flip(once(start(input, {})))
        assert(error._tag === "ProviderError")
        assert.strictEqual(error.reason._tag, tag)
        assert.lengthOf(requests, 1)
      }
    })
  )

  it.effect("that names a job is one, whatever else is said", () =>
    Effect.gen(function* () {
      const { start } = provider(() => ({ success: false, id: jobId }))
      assert.strictEqual((yield* start(input, {})).id, jobId)
    })
  )

  it.effect("that comes too early waits in the queue", () =>
    on({ tasks: [{ running: "1 minute", times: 2 }], firecrawl: { concurrency: 1 } }, (firecrawl, simulator) =>
      Effect.gen(function* () {
        const runs = [Task.run(firecrawl, input), Task.run(firecrawl, input)]
        assert.lengthOf(yield* Effect.all(runs, { concurrency: 2 }), 2)
        assert.lengthOf(yield* simulator.tasks, 2)
      })
    )
  )
})

describe("a cancel", () => {
  it.effect("that is refused because the job is over says so, and else is the refusal", () =>
    Effect.gen(function* () {
      for (const [status, found] of [
        ["completed", "already-over"],
        ["processing", "Conflict"]
      ] as const) {
        const one = provider(({ method }) => (method === "DELETE" ? refusal(409) : { success: true, status }))
        const said = yield* Effect.match(once(one.cancel(jobId)), {
          onSuccess: (word): string => word,
          onFailure: ({ reason }) => reason._tag
        })
        assert.strictEqual(said, found)
      }
    })
  )

  it.effect("of a job that ended before is no cancel", () =>
    on({ tasks: [{ running: 0 }], firecrawl: { strict: true } }, (firecrawl, simulator) =>
      Effect.gen(function* () {
        const task = yield* Task.start(firecrawl, input)
        yield* Task.await(task)
        assert.strictEqual(yield* Task.cancel(task), "already-over")
        assert.strictEqual(yield* firecrawl.cancel(task.ref.id), "already-over")
        assert.strictEqual(yield* simulator.count({ operation: "cancelAgent" }), 1)
      })
    )
  )

  it.effect("of a job that nobody knows says how long jobs are known", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(once(Task.cancel(attach(provider(() => refusal(404, "Agent job not found"))))))
      assert(error._tag === "ProviderError")
      assert.strictEqual(error.reason._tag, "NotFound")
      assert.include(error.message, "24 hours")
    })
  )
})
