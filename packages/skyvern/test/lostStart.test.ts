import { Task } from "@errand/core"
import * as RetryPolicy from "@errand/http/RetryPolicy"
import { assert, describe, it } from "@effect/vitest"
import { DateTime, Effect, Fiber, Option } from "effect"
import { TestClock } from "effect/testing"
import { type Answer, paths, provider } from "./support/service.ts"
import { input } from "./support/simulated.ts"

const now = Date.UTC(2026, 2, 1, 8)
/** As the service writes it: without a zone. */
const created = (seconds: number) => new Date(now + 1000 * seconds).toISOString().replace("Z", "")
const item = (run_id: unknown, title: unknown, seconds = 0) => ({
  run_id,
  task_run_id: "tr_1",
  task_run_type: "task_v1",
  status: "running",
  created_at: created(seconds),
  title
})
const mine = item("tsk_1", "Prices errand:order-7")

/** A service that loses every answer to a start, with a list that may change. */
const losing = (list: (nth: number) => Answer) => {
  let looks = 0
  return provider(({ method }) => {
    if (method === "POST") throw new TypeError("reset")
    return list(++looks)
  })
}

const started = (skyvern: ReturnType<typeof losing>) =>
  Effect.gen(function* () {
    yield* TestClock.setTime(now)
    const start = Task.start(skyvern, { ...input, title: "Prices" }, { key: "order-7", lookBack: 0 })
    const fiber = yield* Effect.forkChild(Effect.result(start))
    for (const part of ["30 seconds", "30 seconds"] as const) yield* TestClock.adjust(part)
    const result = yield* Fiber.join(fiber)
    return result._tag === "Success" ? result.success.ref.id : result.failure._tag
  })

describe("a start whose answer is lost", () => {
  it.effect("adopts the run that has its name as the last word of its title, and says so in the search", () =>
    Effect.gen(function* () {
      const others = [item("tsk_9", "order-7"), item("tsk_8", "errand:order-77"), item("tsk_7", "errand:order-7 ours")]
      const skyvern = losing(() => [...others, mine])
      assert.strictEqual(yield* started(skyvern), "tsk_1")
      assert.deepStrictEqual(paths(skyvern.requests), ["POST /v1/run/tasks", "GET /v1/runs"])
      assert.deepInclude(skyvern.requests[0]?.body, { title: "Prices errand:order-7", engine: "skyvern-1.0" })
      assert.strictEqual(skyvern.requests[1]?.url.search, "?page=1&page_size=100&search_key=errand%3Aorder-7")
    })
  )

  it.effect.each<readonly [string, unknown]>([
    ["has no title at all", { ...mine, title: undefined }],
    ["has an empty title", { ...mine, title: "" }],
    ["has an id that cannot be read", { ...mine, run_id: { id: 1 } }],
    ["is none", "tsk_1"]
  ])("is unknown, and not sent again, while a run that the search shows %s", ([, one]) =>
    Effect.gen(function* () {
      const skyvern = losing(() => [one as object])
      assert.strictEqual(yield* started(skyvern), "StartUnknown")
      assert.lengthOf(
        skyvern.requests.filter(({ method }) => method === "POST"),
        1
      )
    })
  )

  it.effect("is sent once more when it does not show up within the lag, and takes no run of before", () =>
    Effect.gen(function* () {
      const skyvern = losing(() => [item("tsk_1", "errand:order-7", -100_000)])
      assert.strictEqual(yield* started(skyvern), "StartUnknown")
      assert.lengthOf(
        skyvern.requests.filter(({ method }) => method === "POST"),
        2
      )
    })
  )

  it.effect("is unknown at once when the search is refused", () =>
    Effect.gen(function* () {
      const skyvern = losing(() => Response.json({ detail: "Invalid credentials" }, { status: 403 }))
      assert.strictEqual(yield* started(skyvern), "StartUnknown")
      assert.lengthOf(skyvern.requests, 2)
    })
  )
})

describe("what was written down of a start", () => {
  it.effect("is nothing, because the run carries its name", () =>
    Effect.gen(function* () {
      const { recall } = losing(() => [mine])
      assert(recall !== undefined)
      assert.isUndefined(recall.keep(input))
      const by = { since: DateTime.makeUnsafe(now), except: [] }
      const found = yield* recall.find(undefined, { ...by, nonce: "order-7" })
      assert.deepStrictEqual(
        Option.map(found, ({ id }) => id),
        Option.some("tsk_1")
      )
      assert.isTrue(Option.isNone(yield* recall.find(undefined, { ...by, nonce: "another" })))
    })
  )

  it.effect("is not enough without a name", () =>
    Effect.gen(function* () {
      const { find, requests } = losing(() => [mine])
      const look = Effect.provideService(
        find(input, { since: DateTime.makeUnsafe(now) }),
        RetryPolicy.RetryPolicy,
        RetryPolicy.none
      )
      assert.strictEqual((yield* Effect.flip(look))._tag, "StartUnknown")
      assert.lengthOf(requests, 0)
    })
  )
})
