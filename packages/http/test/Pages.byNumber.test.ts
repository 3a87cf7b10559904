import { assert, describe, it } from "@effect/vitest"
import { Effect, Stream } from "effect"
import * as fc from "fast-check"
import * as Pages from "../src/Pages.ts"
import { type Task } from "./support/operations.ts"
import { answer, scripted } from "./support/memory.ts"
import { ids, listTasks, queries, tasks } from "./support/listTasks.ts"

describe("a list by page number", () => {
  const names = { page: "page", size: "limit", max: 2, items: "tasks" } as const

  it.effect("goes on after a full page, whatever it holds, and ends at one that is not full", () =>
    Effect.gen(function* () {
      const { http, sent } = scripted([
        answer(200, { tasks: tasks("1", "2") }),
        answer(200, { tasks: tasks("2", "3") }),
        answer(200, { tasks: tasks("4") })
      ])
      assert.deepStrictEqual(yield* ids(Pages.byNumber(Pages.source(http, listTasks), names)()), ["1", "2", "3", "4"])
      assert.deepStrictEqual(queries(sent), ["?page=1&limit=2", "?page=2&limit=2", "?page=3&limit=2"])
    })
  )

  it.effect("ends where a service ignores the page number, which two pages with nothing new show", () =>
    Effect.gen(function* () {
      const { http, sent } = scripted([answer(200, { tasks: tasks("1", "2") })])
      assert.deepStrictEqual(yield* ids(Pages.byNumber(Pages.source(http, listTasks), names)()), ["1", "2"])
      assert.lengthOf(sent, 3)
    })
  )

  it.effect("goes on after a page with nothing new, for as many tasks may have been started meanwhile", () =>
    Effect.gen(function* () {
      const { http } = scripted([
        answer(200, { tasks: tasks("1", "2") }),
        answer(200, { tasks: tasks("1", "2") }),
        answer(200, { tasks: tasks("3") })
      ])
      assert.deepStrictEqual(yield* ids(Pages.byNumber(Pages.source(http, listTasks), names)()), ["1", "2", "3"])
    })
  )

  it.effect("gives equal items without an id as often as they come, but no page twice", () =>
    Effect.gen(function* () {
      const { http } = scripted([answer(200, { tasks: [{ status: "done" }, { status: "done" }] })])
      assert.lengthOf(yield* Stream.runCollect(Pages.byNumber(Pages.source(http, listTasks), names)()), 2)
    })
  )

  describe("with totals", () => {
    const counted = { ...names, total: "total", pages: "pages" } as const
    const read = (...pages: ReadonlyArray<object>) => {
      const { http, sent } = scripted([...pages.map((page) => answer(200, page)), answer(200, { tasks: [] })])
      const all = ids(Pages.byNumber(Pages.source(http, listTasks), counted)())
      return Effect.map(all, (found) => [found.join(""), sent.length] as const)
    }

    it.effect.each<readonly [string, ReadonlyArray<object>, readonly [string, number]]>([
      [
        "a short page does not end it before its total",
        [1, 2].map((n) => ({ tasks: tasks(`${n}`), total: 2 })),
        ["12", 2]
      ],
      ["a short page ends it with its last page", [{ tasks: tasks("1"), pages: 1 }], ["1", 1]],
      [
        "a full page never ends it",
        [
          { tasks: tasks("1", "2"), total: 2 },
          { tasks: tasks("3"), total: 2 }
        ],
        ["123", 2]
      ],
      ["without them in the answer, only a page without items ends it", [{ tasks: tasks("1") }], ["1", 2]],
      ["an empty page ends it, whatever they say", [{ tasks: [], total: 9, pages: 9 }], ["", 1]]
    ])("%s", ([, pages, expected]) =>
      Effect.gen(function* () {
        assert.deepStrictEqual(yield* read(...pages), expected)
      })
    )
  })

  it.effect("takes a smaller page for full where the service says how large it makes them", () =>
    Effect.gen(function* () {
      const { http } = scripted([answer(200, { tasks: tasks("1"), limit: 1 }), answer(200, { tasks: [], limit: 1 })])
      assert.deepStrictEqual(yield* ids(Pages.byNumber(Pages.source(http, listTasks), names)({ limit: 50 })), ["1"])
    })
  )

  it.effect("gives every item once, in order, however long the list is", () =>
    Effect.promise(() =>
      fc.assert(
        fc.asyncProperty(fc.nat(30), fc.integer({ min: 1, max: 7 }), (length, limit) => {
          const all = tasks(...Array.from({ length }, (_, index) => `${index}`))
          const { http } = scripted([])
          const paged = { ...http, call: paging(all) }
          return Effect.runPromise(
            ids(Pages.byNumber(Pages.source(paged, listTasks), { ...names, max: limit })())
          ).then((found) =>
            assert.deepStrictEqual(
              found,
              all.map(({ id }) => id)
            )
          )
        }),
        { numRuns: 50 }
      )
    )
  )
})

/** A service that pages as asked. */
const paging =
  (all: ReadonlyArray<Task>) =>
  (_: unknown, input: unknown): Effect.Effect<never> => {
    const { limit, page } = (input as { query: { page: number; limit: number } }).query
    return Effect.succeed({ tasks: all.slice((page - 1) * limit, page * limit) } as never)
  }
