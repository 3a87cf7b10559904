import { describe, expect, it } from "@effect/vitest"
import { DateTime, Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import { BrowserAct } from "@errand/browseract"
import { Task } from "@errand/core"
import { type Answer, canary, envelope, paths, provider } from "./support/service.ts"

describe("cancel", () => {
  const cancel = (browserAct: BrowserAct.BrowserActProvider) =>
    Task.cancel(Task.attach(browserAct, { v: 1, provider: browserAct.name, kind: browserAct.kind, id: "1" }))
  const running = (stop: Answer) => provider(({ method }) => (method === "GET" ? { status: "running" } : stop))

  it.effect("stops a task that runs", () =>
    Effect.gen(function* () {
      const { requests, ...browserAct } = running(new Response(null))
      expect(yield* cancel(browserAct)).toBe("requested")
      expect(paths(requests)).toEqual(["GET get-task-status", "PUT stop-task"])
    })
  )

  it.effect("of a task that is over does nothing, and says so", () =>
    Effect.gen(function* () {
      for (const status of ["finished", "failed", "canceled"]) {
        const { requests, ...browserAct } = provider(() => ({ status }))
        expect(yield* cancel(browserAct)).toBe("already-over")
        expect(paths(requests)).toEqual(["GET get-task-status"])
      }
    })
  )

  it.effect("of a task that ends meanwhile is already over, with HTTP 200, 400 or 500", () =>
    Effect.gen(function* () {
      for (const status of [200, 400, 500]) {
        const { requests, ...browserAct } = running(envelope(10121, status))
        expect(yield* cancel(browserAct)).toBe("already-over")
        expect(requests).toHaveLength(2)
      }
    })
  )

  it.effect("stops all the same when nobody can tell how the task is", () =>
    Effect.gen(function* () {
      for (const look of [envelope(10112, 400), {}, null, { status: "no such word" }]) {
        const { requests, ...browserAct } = provider(({ method }) => (method === "GET" ? look : new Response(null)))
        expect(yield* cancel(browserAct)).toBe("requested")
        expect(paths(requests)).toEqual(["GET get-task-status", "PUT stop-task"])
      }
    })
  )

  it.effect("waits for a look of three seconds and no longer", () =>
    Effect.gen(function* () {
      let stopped = 0
      const browserAct = BrowserAct.make({
        apiKey: canary,
        fetch: ({ method }) =>
          method === "GET" ? new Promise(() => {}) : Promise.resolve(new Response(null, { status: (stopped++, 200) }))
      })
      const fiber = yield* Effect.forkChild(cancel(browserAct))
      yield* TestClock.adjust("3 seconds")
      expect(yield* Fiber.join(fiber)).toBe("requested")
      expect(stopped).toBe(1)
    })
  )

  it.effect("of a task that nobody knows is not found", () =>
    Effect.gen(function* () {
      const browserAct = provider(() => envelope(10112, 400))
      expect(yield* Effect.flip(cancel(browserAct))).toMatchObject({
        operation: "cancel",
        reason: { _tag: "NotFound" }
      })
    })
  )
})

describe("list", () => {
  it.effect("shows tasks of any status in one request, with their cost", () =>
    Effect.gen(function* () {
      const items = [
        { id: "1", status: "running", credit: 5 },
        { id: "2", status: "canceled", credit: 10 },
        { id: "3", status: "made up" },
        { id: "4" },
        { status: "running" },
        null
      ]
      const { list, pageMax, requests } = provider(() => ({ items, total_count: 6 }))
      expect(yield* list({ page: 2, limit: pageMax, since: DateTime.makeUnsafe("2026-03-01T08:00:00Z") })).toEqual([
        {
          id: "1",
          status: { state: "working", phase: "running", native: "running" },
          cost: { credits: 5, final: false }
        },
        {
          id: "2",
          status: { state: "cancelled", by: "unknown", native: "canceled" },
          cost: { credits: 10, final: true },
          output: null,
          verdict: { claimed: null, judged: null }
        },
        { id: "3", status: { state: "working", phase: "unrecognised", native: "made up" } }
      ])
      expect(requests.map(({ url }) => url.search)).toEqual([
        "?created_at_from=2026-03-01T08%3A00%3A00.000Z&page=2&limit=500"
      ])
      expect(yield* provider(() => ({})).list({ page: 1, limit: 1 })).toEqual([])
      expect(yield* Effect.flip(provider(() => envelope(401)).list({ page: 1, limit: 1 }))).toMatchObject({
        operation: "list",
        reason: { _tag: "Unauthorized" }
      })
    })
  )
})

describe("resume", () => {
  it.effect("lets a task go on, once", () =>
    Effect.gen(function* () {
      const { requests, resume } = provider(() => new Response(null))
      expect(yield* resume("1")).toBeUndefined()
      expect(paths(requests)).toEqual(["PUT resume-task"])
    })
  )

  it.effect("of a task that is not paused, or never can be, is a conflict", () =>
    Effect.gen(function* () {
      for (const [code, status] of [
        [10127, 200],
        [10127, 400],
        [10879, 500]
      ] as const) {
        const { requests, resume } = provider(() => envelope(code, status))
        expect(yield* Effect.flip(resume("1"))).toMatchObject({ operation: "resume", reason: { _tag: "Conflict" } })
        expect(requests).toHaveLength(1)
      }
    })
  )

  it.effect("is not repeated when its answer is lost: it could answer the next pause", () =>
    Effect.gen(function* () {
      const { requests, resume } = provider(() => new Response(null, { status: 502 }))
      expect(yield* Effect.flip(resume("1"))).toMatchObject({ reason: { _tag: "Unavailable", status: 502 } })
      expect(requests).toHaveLength(1)
    })
  )
})
