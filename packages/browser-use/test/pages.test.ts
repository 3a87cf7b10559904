import { assert, describe, it } from "@effect/vitest"
import { Effect, Stream } from "effect"
import fc from "fast-check"
import { fake, json } from "./support/FakeService.ts"
import type { Asked } from "./support/FakeService.ts"

const page = ({ url }: Asked): number => Number(url.searchParams.get("pageNumber"))
const size = ({ url }: Asked): number => Number(url.searchParams.get("pageSize"))
const items = (from: number, count: number) => Array.from({ length: count }, (_, i) => ({ id: `t${from + i}` }))
const serve =
  (all: ReadonlyArray<unknown>, total = all.length) =>
  (asked: Asked) =>
    json({
      items: all.slice((page(asked) - 1) * size(asked), page(asked) * size(asked)),
      totalItems: total,
      pageNumber: page(asked),
      pageSize: size(asked)
    })

describe("stream", () => {
  it.effect("reads page after page, as large as the service allows, and stops at the first that is not full", () =>
    Effect.gen(function* () {
      const { asked, client } = fake(serve(items(0, 250)))
      const all = yield* Stream.runCollect(client.tasks.stream({ sessionId: "s" }))
      assert.deepStrictEqual(
        all.map(({ id }) => id),
        items(0, 250).map(({ id }) => id)
      )
      assert.deepStrictEqual(
        asked.map(({ url }) => url.search),
        [1, 2, 3].map((n) => `?pageSize=100&pageNumber=${n}&sessionId=s`)
      )
    })
  )

  it.effect.each([0, 1, 10, 1_000_000])("does not believe a total of %d", (total) =>
    Effect.gen(function* () {
      const { asked, client } = fake(serve(items(0, 30), total))
      assert.lengthOf(yield* Stream.runCollect(client.profiles.stream({ pageSize: 10 })), 30)
      assert.lengthOf(asked, 4)
    })
  )

  it.effect("asks for no more pages than are consumed", () =>
    Effect.gen(function* () {
      const { asked, client } = fake(serve(items(0, 1000)))
      yield* client.sessions.stream({ pageSize: 10 }).pipe(Stream.take(15), Stream.runDrain)
      assert.lengthOf(asked, 2)
    })
  )

  it.effect("begins at the page that was asked for", () =>
    Effect.gen(function* () {
      const { client } = fake(serve(items(0, 25)))
      const all = yield* Stream.runCollect(client.skills.stream({ pageSize: 10, pageNumber: 3 }))
      assert.deepStrictEqual(
        all.map(({ id }) => id),
        items(20, 5).map(({ id }) => id)
      )
    })
  )

  it.effect("understands a service that caps the page size", () =>
    Effect.gen(function* () {
      const capped = (asked: Asked) =>
        json({
          items: items((page(asked) - 1) * 20, page(asked) < 3 ? 20 : 7),
          totalItems: 47,
          pageNumber: page(asked),
          pageSize: 20
        })
      assert.lengthOf(yield* Stream.runCollect(fake(capped).client.browsers.stream()), 47)
    })
  )

  it.effect("tells no item twice when pages shift under it", () =>
    Effect.gen(function* () {
      let all = items(100, 35)
      const { client } = fake((asked, nth) => {
        // Before each further page somebody starts tasks, newest first.
        if (nth > 1) all = [...items(nth * 1000, 4), ...all]
        return serve(all)(asked)
      })
      const seen = (yield* Stream.runCollect(client.tasks.stream({ pageSize: 10 }))).map(({ id }) => id)
      assert.strictEqual(new Set(seen).size, seen.length)
      assert.deepStrictEqual(
        seen.filter((id) => Number(id.slice(1)) < 1000),
        items(100, 35).map(({ id }) => id)
      )
    })
  )

  it.effect("stops when a service gives the same page for ever", () =>
    Effect.gen(function* () {
      const { asked, client } = fake(() =>
        json({ items: items(0, 100), totalItems: 1e9, pageNumber: 1, pageSize: 100 })
      )
      assert.lengthOf(yield* Stream.runCollect(client.tasks.stream()), 100)
      assert.lengthOf(asked, 3)
    })
  )

  it.effect("fails when a list has no end", () =>
    Effect.gen(function* () {
      const { asked, client } = fake((_, nth) => json({ items: [{ id: `t${nth}` }], pageSize: 1 }))
      const error = yield* Effect.flip(Stream.runDrain(client.tasks.stream({ pageSize: 1 })))
      assert.strictEqual(error.reason.message, "a list of more than 10000 pages")
      assert.lengthOf(asked, 10_000)
    })
  )

  it.effect.each([[{}], [null], [[]], ["x"], [{ items: null }], [{ items: {} }]])("fails on the page %j", ([body]) =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(Stream.runDrain(fake(() => json(body)).client.marketplace.stream()))
      assert.strictEqual(error.reason._tag, "BadResponse")
      assert.strictEqual(error.operation, "listMarketplaceSkills")
    })
  )

  it.effect("keeps the path of a list that has one", () =>
    Effect.gen(function* () {
      const { asked, client } = fake(serve(items(0, 3)))
      assert.lengthOf(
        yield* Stream.runCollect(client.skills.streamExecutions({ path: { skill_id: "sk" }, query: { pageSize: 2 } })),
        3
      )
      assert.deepStrictEqual(
        asked.map(({ url }) => url.pathname),
        ["/api/v2/skills/sk/executions", "/api/v2/skills/sk/executions"]
      )
    })
  )

  it.effect("can be read twice", () =>
    Effect.gen(function* () {
      const stream = fake(serve(items(0, 3))).client.tasks.stream()
      assert.deepStrictEqual(yield* Stream.runCollect(stream), yield* Stream.runCollect(stream))
    })
  )

  it.effect("ends, and repeats no id, whatever the pages hold", () =>
    Effect.promise(() =>
      fc.assert(
        fc.asyncProperty(
          fc.array(
            fc.array(fc.oneof(fc.record({ id: fc.integer({ min: 0, max: 9 }).map(String) }), fc.jsonValue()), {
              maxLength: 4
            }),
            { maxLength: 8 }
          ),
          fc.jsonValue(),
          (pages, pageSize) =>
            Effect.runPromise(
              Effect.gen(function* () {
                const { client } = fake((asked) => json({ items: pages[page(asked) - 1] ?? [], pageSize }))
                const all: ReadonlyArray<unknown> = yield* Stream.runCollect(client.tasks.stream({ pageSize: 2 }))
                const ids = all.flatMap((item) =>
                  typeof item === "object" && item !== null && "id" in item && item.id !== null ? [item.id] : []
                )
                assert.strictEqual(new Set(ids).size, ids.length)
              })
            )
        ),
        { numRuns: 100 }
      )
    )
  )
})

describe("browsers.streamDownloads", () => {
  const path = { session_id: "b1" }
  const file = (name: string) => ({ path: name, size: 1, lastModified: "2026-01-01T00:00:00Z" })
  const after = ({ url }: Asked) => url.searchParams.get("cursor")

  it.effect("follows the cursor to the end", () =>
    Effect.gen(function* () {
      const { asked, client } = fake((one) =>
        json(
          after(one) === null
            ? { files: [file("a")], nextCursor: "2", hasMore: true }
            : { files: [file("b")], nextCursor: "3", hasMore: false }
        )
      )
      const files = yield* Stream.runCollect(client.browsers.streamDownloads({ path, query: { limit: 1 } }))
      assert.deepStrictEqual(
        files.map(({ path }) => path),
        ["a", "b"]
      )
      assert.deepStrictEqual(asked.map(after), [null, "2"])
      assert.strictEqual(asked[1]?.url.searchParams.get("limit"), "1")
    })
  )

  it.effect.each([
    [{ nextCursor: "same", hasMore: true }, 2],
    [{ nextCursor: null, hasMore: true }, 1],
    [{ nextCursor: "x" }, 1]
  ] as const)("ends although the service says %j", ([rest, requests]) =>
    Effect.gen(function* () {
      const { asked, client } = fake(() => json({ files: [], ...rest }))
      yield* Stream.runDrain(client.browsers.streamDownloads({ path }))
      assert.lengthOf(asked, requests)
    })
  )

  it.effect.each([[null], [{}], [{ files: null }]])("fails on the page %j", ([body]) =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(
        Stream.runDrain(fake(() => json(body)).client.browsers.streamDownloads({ path }))
      )
      assert.strictEqual(error.reason._tag, "BadResponse")
    })
  )
})
