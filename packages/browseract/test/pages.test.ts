import { describe, expect, it } from "@effect/vitest"
import { Effect, Stream } from "effect"
import { envelope, type Answer } from "./support/service.ts"
import { path, client, page, ids } from "./support/pages.ts"

describe("stream", () => {
  const pages = (...all: ReadonlyArray<Answer>) => client((_, count) => all[count - 1] ?? page([]))
  const collect = (self: ReturnType<typeof pages>, query = {}) => Stream.runCollect(self.tasks.stream(query))

  it.effect("asks for the largest pages, keeps filters, and stops where a short page and the total agree", () =>
    Effect.gen(function* () {
      const self = pages(page(ids(1, 500), { total_count: 502 }), page(ids(501, 502), { total_count: 502 }))
      expect(yield* collect(self, { status: "running" })).toHaveLength(502)
      expect(self.requests.map(path)).toEqual([
        "GET /v2/workflow/list-tasks?status=running&page=1&limit=500",
        "GET /v2/workflow/list-tasks?status=running&page=2&limit=500"
      ])
    })
  )

  it.effect("asks for no page that nobody wants", () =>
    Effect.gen(function* () {
      const self = pages(page(ids(1, 2), { total_count: 9 }), page(ids(3, 4)))
      expect(yield* Stream.runCollect(self.tasks.stream({ limit: 2 }).pipe(Stream.take(2)))).toHaveLength(2)
      expect(self.requests).toHaveLength(1)
    })
  )

  it.effect("begins at the page asked for, and believes the number of pages where there is no total", () =>
    Effect.gen(function* () {
      const self = pages(page(ids(5, 6), { total_pages: 4 }), page(ids(7, 7), { total_pages: 4 }))
      expect(yield* collect(self, { page: 3, limit: 2 })).toHaveLength(3)
      expect(self.requests.map(({ url }) => url.search)).toEqual(["?page=3&limit=2", "?page=4&limit=2"])
    })
  )

  it.effect("a total that is too small loses nothing while pages are full", () =>
    Effect.gen(function* () {
      const self = pages(
        page(ids(1, 2), { total_count: 2 }),
        page(ids(3, 4), { total_count: 2 }),
        page([], { total_count: 2 })
      )
      expect(yield* collect(self, { limit: 2 })).toEqual(ids(1, 4))
    })
  )

  it.effect("a total that is too large ends at the first page without items", () =>
    Effect.gen(function* () {
      const self = pages(page(ids(1, 2), { total_count: 1e9, total_pages: 1e9 }), page([], { total_count: 1e9 }))
      expect(yield* collect(self, { limit: 2 })).toHaveLength(2)
      expect(self.requests).toHaveLength(2)
    })
  )

  it.effect("pages that are shorter than asked for do not end the list early", () =>
    Effect.gen(function* () {
      expect(yield* collect(pages(page(ids(1, 2)), page(ids(3, 3)), page(ids(4, 4))))).toEqual(ids(1, 4))
      expect(yield* collect(pages(page(ids(1, 2), { total_count: 3 }), page(ids(3, 3), { total_count: 3 })))).toEqual(
        ids(1, 3)
      )
    })
  )

  it.effect(
    "a service that ignores the page number is asked until two pages show nothing new, and its items come once",
    () =>
      Effect.gen(function* () {
        const same = page([...ids(1, 2), { name: "no id" }], { total_count: 100 })
        const self = client((_, count) => (count > 9 ? envelope(401) : same))
        expect(yield* collect(self, { limit: 3 })).toHaveLength(3)
        expect(self.requests).toHaveLength(3)
      })
  )

  it.effect("an item that moved to the next page comes once", () =>
    Effect.gen(function* () {
      const self = pages(page(ids(1, 2), { total_count: 3 }), page(ids(2, 3), { total_count: 4 }))
      expect(yield* collect(self, { limit: 2 })).toEqual(ids(1, 3))
    })
  )

  it.effect("an empty page ends the list whatever the total says, and an answer that holds no list is an error", () =>
    Effect.gen(function* () {
      const empty = client(() => ({ items: [], total_count: 7 }))
      expect(yield* collect(empty)).toEqual([])
      expect(empty.requests).toHaveLength(1)
      for (const answer of [{}, { items: null }, { items: {} }, [], null, { page: 1, total_count: 0 }]) {
        const self = client(() => answer)
        expect(yield* Effect.flip(collect(self))).toMatchObject({
          executed: "yes",
          reason: { _tag: "BadResponse" }
        })
        expect(self.requests).toHaveLength(1)
      }
    })
  )

  it.effect("workflows and templates stream too; a failed page fails the stream", () =>
    Effect.gen(function* () {
      const templates = [{ templateId: "a" }, { templateId: "b" }]
      const self = client(({ url }) =>
        url.pathname.includes("template") ? page(templates, { total_count: 2 }) : envelope(401)
      )
      expect(yield* Stream.runCollect(self.templates.stream({ keyword: "maps" }))).toEqual(templates)
      expect(self.requests.map(({ url }) => url.search)).toEqual(["?keyword=maps&page=1&limit=500"])
      const error = yield* Effect.flip(Stream.runCollect(self.workflows.stream()))
      expect(error.reason._tag).toBe("Unauthorized")
    })
  )
})
