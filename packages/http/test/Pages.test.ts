import { assert, describe, expectTypeOf, it } from "@effect/vitest"
import { Effect, Stream } from "effect"
import type { HttpError } from "../src/HttpError.ts"
import * as Pages from "../src/Pages.ts"
import * as RetryPolicy from "../src/RetryPolicy.ts"
import { operation, type Task } from "./support/operations.ts"
import { answer, scripted } from "./support/memory.ts"
import { ids, listTasks, names, queries, tasks, type ListTasks } from "./support/listTasks.ts"

interface BareList {
  readonly input: Pick<ListTasks["input"], "query">
  readonly success: ReadonlyArray<Task>
  readonly error: ListTasks["error"]
}

describe("a bare list", () => {
  const bareTasks = operation<BareList>({
    id: "bareTasks",
    path: "/tasks",
    parameters: names.map((name) => ({ name, in: "query" as const }))
  })
  const paged = { page: "page", size: "limit", max: 2, items: "items" } as const

  it.effect("is read like one that names its items, and is unreadable where it is no list", () =>
    Effect.gen(function* () {
      const { http, sent } = scripted([answer(200, tasks("1", "2")), answer(200, tasks("3"))])
      const all = Pages.byNumber(Pages.named(Pages.source(http, bareTasks)), paged)({ since: "x" })
      expectTypeOf(all).toEqualTypeOf<Stream.Stream<Task, HttpError<ListTasks["error"]>>>()
      assert.deepStrictEqual(yield* ids(all), ["1", "2", "3"])
      assert.deepStrictEqual(queries(sent), ["?page=1&limit=2&since=x", "?page=2&limit=2&since=x"])
      const strange = scripted([answer(200, { tasks: [] })])
      const error = yield* Effect.flip(
        Stream.runCollect(Pages.byNumber(Pages.named(Pages.source(strange.http, bareTasks)), paged)())
      )
      assert.strictEqual(error.reason._tag, "InvalidBody")
    })
  )
})

describe("a list by cursor", () => {
  const names = { cursor: "cursor", next: "next", items: "tasks" } as const

  it.effect("gives the items of all pages, asks for each once, and keeps the rest of the query", () =>
    Effect.gen(function* () {
      const { http, sent } = scripted([
        answer(200, { tasks: tasks("1", "2"), next: "b" }),
        answer(200, { tasks: [], next: "c" }),
        answer(200, { tasks: tasks("3"), next: null })
      ])
      const all = Pages.byCursor(Pages.source(http, listTasks), names)({ since: "x" })
      expectTypeOf(all).toEqualTypeOf<Stream.Stream<Task, HttpError<ListTasks["error"]>>>()
      assert.deepStrictEqual(yield* ids(all), ["1", "2", "3"])
      assert.deepStrictEqual(queries(sent), ["?since=x", "?cursor=b&since=x", "?cursor=c&since=x"])
    })
  )

  it.effect("ends where a service gives a cursor that it gave before", () =>
    Effect.gen(function* () {
      const { http, sent } = scripted([answer(200, { tasks: tasks("1"), next: "b" })])
      assert.deepStrictEqual(yield* ids(Pages.byCursor(Pages.source(http, listTasks), names)()), ["1"])
      assert.lengthOf(sent, 2)
      const { http: begun } = scripted([answer(200, { tasks: tasks("1"), next: "a" })])
      assert.deepStrictEqual(yield* ids(Pages.byCursor(Pages.source(begun, listTasks), names)({ cursor: "a" })), ["1"])
    })
  )

  it.effect("ends where the service says that there is no more, although it names a cursor", () =>
    Effect.gen(function* () {
      const { http, sent } = scripted([
        answer(200, { tasks: tasks("1"), next: "b", hasMore: true }),
        answer(200, { tasks: tasks("2"), next: "c" })
      ])
      const all = Pages.byCursor(Pages.source(http, listTasks), { ...names, more: "hasMore" })()
      assert.deepStrictEqual(yield* ids(all), ["1", "2"])
      assert.lengthOf(sent, 2)
    })
  )

  it.effect("takes the whole input of an operation that needs more than a query", () =>
    Effect.gen(function* () {
      const { http, sent } = scripted([answer(200, { tasks: tasks("1") })])
      interface ListSteps {
        readonly input: { readonly path: { readonly task_id: string }; readonly query?: { readonly cursor?: string } }
        readonly success: ListTasks["success"]
        readonly error: ListTasks["error"]
      }
      const listSteps = operation<ListSteps>({
        id: "listSteps",
        path: "/tasks/{task_id}/steps",
        parameters: [
          { name: "task_id", in: "path", required: true },
          { name: "cursor", in: "query" }
        ]
      })
      const all = Pages.byCursor(Pages.source(http, listSteps), names)
      assert.deepStrictEqual(yield* ids(all({ path: { task_id: "7" }, query: { cursor: "b" } })), ["1"])
      assert.strictEqual(sent[0]?.url, "http://service.test/api/tasks/7/steps?cursor=b")
      // @ts-expect-error its path is required
      void (() => all())
    })
  )

  it.effect("asks for no page that is not needed", () =>
    Effect.gen(function* () {
      const { http, sent } = scripted([answer(200, { tasks: tasks("1", "2"), next: "b" })])
      yield* Stream.runHead(Pages.byCursor(Pages.source(http, listTasks), names)())
      assert.lengthOf(sent, 1)
    })
  )

  it.effect("fails, with the operation's name, where a page has no list", () =>
    Effect.gen(function* () {
      const { http } = scripted([answer(200, { next: "b" })])
      const error = yield* Effect.flip(ids(Pages.byCursor(Pages.source(http, listTasks), names)()))
      assert.deepStrictEqual([error.operation, error.reason._tag], ["listTasks", "InvalidBody"])
    })
  )

  it.effect("fails where it does not end", () =>
    Effect.gen(function* () {
      let page = 0
      const { http, sent } = scripted([() => Response.json({ tasks: [], next: `${page++}` })])
      const error = yield* Effect.flip(ids(Pages.byCursor(Pages.source(http, listTasks), names)()))
      assert.strictEqual(error.reason._tag, "InvalidBody")
      assert.lengthOf(sent, 10_000)
    })
  )

  it("knows the names of the operation", () => {
    const { http } = scripted([])
    // @ts-expect-error no such property in a page
    void Pages.byCursor(Pages.source(http, listTasks), { cursor: "cursor", next: "next", items: "jobs" })
    // @ts-expect-error no such query parameter
    void Pages.byCursor(Pages.source(http, listTasks), { cursor: "after", next: "next", items: "tasks" })
  })
})

describe("a list that must be whole", () => {
  const names = { page: "page", size: "limit", max: 2, items: "tasks", total: "total", isWhole: true } as const
  const read = (...pages: ReadonlyArray<() => Response>) => {
    const { http, sent } = scripted([...pages, answer(200, { tasks: [], total: 3 })])
    const all = Effect.result(ids(Pages.byNumber(Pages.source(http, listTasks), names)()))
    return Effect.map(all, (found) => [
      found._tag === "Success" ? found.success.join("") : found.failure.reason._tag,
      sent.length
    ])
  }
  const page = (total: number, ...all: ReadonlyArray<string>) => answer(200, { tasks: tasks(...all), total })

  it.effect("is given when it has as many items as it says", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* read(page(3, "1", "2"), page(3, "3")), ["123", 2])
      // Tasks that were started meanwhile are no part of it.
      assert.deepStrictEqual(yield* read(page(2, "1", "2"), page(3, "2")), ["12", 2])
      // Neither are those that went.
      assert.deepStrictEqual(yield* read(page(4, "1", "2"), page(3, "3")), ["123", 2])
    })
  )

  it.effect("is an error when it ends before", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* read(page(3, "1", "2"), page(3)), ["InvalidBody", 2])
      assert.deepStrictEqual(yield* read(page(9, "1", "2"), page(9, "1", "2"), page(9, "1", "2")), ["InvalidBody", 3])
    })
  )

  it.effect("is asked for again where a page cannot be read, within the retry policy", () =>
    Effect.gen(function* () {
      const html = () => new Response("<h1>Busy</h1>", { headers: { "content-type": "text/html" } })
      const broken = () => new Response('{"tasks": [', { headers: { "content-type": "application/json" } })
      const patient = RetryPolicy.make({ attempts: 3, base: 0, cap: 0 })
      const all = read(html, broken, page(1, "1"))
      assert.deepStrictEqual(yield* Effect.provideService(all, RetryPolicy.RetryPolicy, patient), ["1", 3])
    })
  )
})
