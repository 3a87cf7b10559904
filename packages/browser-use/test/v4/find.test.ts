import { BrowserUse } from "@errand/browser-use/v4"
import * as RetryPolicy from "@errand/http/RetryPolicy"
import { assert, describe, it } from "@effect/vitest"
import { DateTime, Effect, Option } from "effect"

const since = DateTime.makeUnsafe("2026-11-01T12:00:00Z")
const run = (id: string, workspaceId: unknown, createdAt: string = "2026-11-01T12:00:01Z") => ({
  id,
  sessionId: `s-${id}`,
  workspaceId,
  createdAt
})

/** Looks for the run in workspace `W-1` in these pages, and tells what was asked. */
const looking = (pages: ReadonlyArray<unknown>, prepared: { readonly workspaceId?: string } = { workspaceId: "W-1" }) =>
  Effect.gen(function* () {
    const asked: Array<string> = []
    const provider = BrowserUse.make({
      apiKey: "bu_x",
      baseUrl: "https://fake.test/api/v4",
      fetch: (request) => {
        asked.push(new URL(request.url).search)
        return Promise.resolve(Response.json(pages[asked.length - 1] ?? { runs: [], nextCursor: null, hasMore: false }))
      }
    })
    const options = { since, prepared }
    const look = Effect.result(provider.find({ task: "x" }, options))
    const again = Effect.result(provider.recall!.find(undefined, { ...options, except: [] }))
    const found = yield* Effect.provideService(look, RetryPolicy.RetryPolicy, RetryPolicy.none)
    const requests = asked.splice(0)
    // Another process, which has no input any more, sees the same.
    const recalled = yield* Effect.provideService(again, RetryPolicy.RetryPolicy, RetryPolicy.none)
    assert.deepStrictEqual([recalled._tag, requests], [found._tag, asked])
    return { found, requests }
  })

describe("the run of a start whose answer was lost", () => {
  it.effect("is the one in its workspace, whichever page shows it, and however its id is written", () =>
    Effect.gen(function* () {
      const { found, requests } = yield* looking([
        { runs: [run("a", "w-2"), run("b", null)], nextCursor: "c 1", hasMore: true },
        { runs: [run("c", "w-1")], nextCursor: "c2", hasMore: true }
      ])
      assert(found._tag === "Success" && Option.isSome(found.success))
      assert.deepStrictEqual(found.success.value, {
        id: "c",
        scope: { sessionId: "s-c" },
        startedAt: DateTime.makeUnsafe("2026-11-01T12:00:01Z")
      })
      assert.deepStrictEqual(requests, ["?limit=50", "?limit=50&cursor=c%201"])
    })
  )

  it.effect("is certainly not there where the list ends, or reaches runs that are older, newest first", () =>
    Effect.gen(function* () {
      const old = { runs: [run("x", "w-9", "2026-11-01T11:00:00Z"), run("y", "w-9", "2026-11-01T10:00:00Z")] }
      for (const pages of [
        [{ runs: [run("a", "w-2")], nextCursor: null, hasMore: false }],
        [
          { runs: [run("a", "w-2")], nextCursor: "c", hasMore: true },
          { ...old, nextCursor: "d", hasMore: true }
        ]
      ]) {
        const { found, requests } = yield* looking(pages)
        assert(found._tag === "Success" && Option.isNone(found.success))
        assert.lengthOf(requests, pages.length)
      }
    })
  )

  it.effect("is in doubt where the list is cut short, repeats itself, or shows a run that cannot be read", () =>
    Effect.gen(function* () {
      const unreadable = [null, { id: "a" }, run("a", 7), run("", "w-1"), run("a b", "w-1")]
      for (const pages of [
        [{ runs: [], nextCursor: null, hasMore: true }],
        [
          { runs: [], nextCursor: "c", hasMore: true },
          { runs: [], nextCursor: "c", hasMore: true }
        ],
        ...unreadable.map((one) => [{ runs: [one], nextCursor: null, hasMore: false }])
      ]) {
        const { found } = yield* looking(pages)
        assert.strictEqual(found._tag === "Failure" && found.failure._tag, "StartUnknown", JSON.stringify(pages))
      }
    })
  )

  it.effect("is in doubt without a request where nothing was made for the start", () =>
    Effect.gen(function* () {
      const { found, requests } = yield* looking([], {})
      assert.strictEqual(found._tag === "Failure" && found.failure._tag, "StartUnknown")
      assert.deepStrictEqual(requests, [])
    })
  )

  it.effect("is looked for again where a page cannot be read", () =>
    Effect.gen(function* () {
      const { found } = yield* looking([{ runs: {} }, { runs: {} }])
      assert(found._tag === "Failure" && found.failure._tag === "ProviderError")
      assert.isTrue(found.failure.transient)
    })
  )
})
