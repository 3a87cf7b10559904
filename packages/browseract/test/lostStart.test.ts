import { assert, describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { Task } from "@errand/core"
import { assertTag } from "./support/service.ts"
import { on } from "./support/simulated.ts"
import { created, input, template, task, losing, started } from "./support/listed.ts"

describe("a start whose answer is lost", () => {
  it.effect("adopts the one task since then that has its workflow and its parameters, in any order", () =>
    Effect.gen(function* () {
      const one = losing(() => [
        task("earlier", { created_at: created(-301) }),
        task("elsewhere", { workflow_id: "18" }),
        task("number", { workflow_id: 18 }),
        task("other", { input_parameters: "product=Pixel 8\nshop=any" }),
        task("list", { input_parameters: [{ name: "shop", value: "none" }] }),
        task("mine", { created_at: created(-1) })
      ])
      assert.strictEqual(yield* started(one), "mine")
      assert.deepStrictEqual([one.starts(), one.looks()], [1, 1])
      const query = Object.fromEntries(one.requests[1]?.url.searchParams ?? [])
      expect(query).toEqual({ page: "1", limit: "500", workflow_id: "17", created_at_from: created(-300) })
    })
  )

  it.effect.each([
    ["product=Pixel 9\r\nshop=any"],
    ["shop=any,product=Pixel 9"],
    ["product=Pixel 9, shop=any"],
    [
      [
        { name: "shop", value: "any" },
        { value: "Pixel 9", name: "product" }
      ]
    ]
  ])("knows its parameters as %j", ([shown]) =>
    Effect.gen(function* () {
      assert.strictEqual(yield* started(losing(() => [task("mine", { input_parameters: shown })])), "mine")
    })
  )

  it.effect.each<readonly [string, unknown]>([
    ["was made shortly before", task("x", { created_at: created(-3) })],
    ["does not tell when it was made", task("x", { created_at: "soon" })],
    ["was given more", task("x", { input_parameters: "shop=any\nproduct=Pixel 9\nmore=1" })],
    ["shows less", task("x", { input_parameters: "product=Pixel 9" })],
    ["shows nothing of what it was given", task("x", { input_parameters: null })],
    ["has no id", { ...task("x"), id: null }],
    ["is nothing", null]
  ])("is unknown while the list holds a task that %s, even beside one that fits", ([, doubtful]) =>
    Effect.gen(function* () {
      assert.strictEqual(yield* started(losing(() => [doubtful])), "StartUnknown")
      assert.strictEqual(yield* started(losing(() => [task("mine"), doubtful])), "StartUnknown")
      // A later list may tell.
      const told = losing((nth) => [task("mine"), ...(nth < 3 ? [doubtful] : [])])
      assert.strictEqual(yield* started(told), "mine")
    })
  )

  it.effect("waits for a list that lags or fails", () =>
    Effect.gen(function* () {
      const answers = [[], new Response("<html>", { status: 501 }), null, [task("y", { workflow_id: "8" })]]
      const one = losing((nth) => answers[nth - 1] ?? [task("mine")])
      assert.strictEqual(yield* started(one), "mine")
      assert.strictEqual(one.starts(), 1)
    })
  )

  it.effect("is unknown when nothing, or more than one task, may be it", () =>
    Effect.gen(function* () {
      const none = losing(() => [])
      assert.strictEqual(yield* started(none), "StartUnknown")
      // It was sent once more, when the list had shown nothing for as long as it may lag.
      assert.deepStrictEqual([none.starts(), none.looks()], [2, 14])
      assert.strictEqual(yield* started(losing(() => [task("a"), task("b")])), "StartUnknown")
    })
  )

  it.effect("is unknown at once when the list is refused", () =>
    Effect.gen(function* () {
      const one = losing(() => Response.json({ code: 401, msg: "Invalid authorization" }, { status: 401 }))
      const error = yield* Effect.flip(Task.start(one, input))
      assertTag(error, "StartUnknown")
      assert.strictEqual(one.looks(), 1)
    })
  )

  it.effect("goes by parameters alone for a template, and not at all where it has none", () =>
    Effect.gen(function* () {
      const shown = (more: object) => losing(() => [task("mine", { workflow_id: "unheard of", ...more })])
      const one = shown({})
      assert.strictEqual(yield* started(one, template), "mine")
      assert.isFalse(one.requests[1]?.url.searchParams.has("workflow_id"))
      const bare = { workflow_template_id: "21" }
      assert.strictEqual(yield* started(shown({ input_parameters: "" }), bare), "StartUnknown")
    })
  )

  it.effect("does not take a task of another profile", () =>
    Effect.gen(function* () {
      const one = losing(() => [task("a", { profile_id: "p-1" }), task("b", { profile_id: "p-2" })])
      assert.strictEqual(yield* started(one, { ...input, profile_id: "p-2" }), "b")
    })
  )
})

describe("starts of the same", () => {
  it.effect("one after the other are told apart: the first one's task is spoken for", () =>
    on(
      {
        tasks: [{ end: "never", times: 3 }],
        faults: [{ match: { operation: "runTask" }, nth: 2, times: 2, kind: "reset", executed: true }]
      },
      (browserAct, simulator) =>
        Effect.gen(function* () {
          const tasks = yield* Effect.forEach([1, 2, 3], () => Task.start(browserAct, input))
          expect(tasks.map(({ ref }) => ref.id)).toEqual((yield* simulator.tasks).map(({ id }) => id))
        })
    )
  )

  it.effect("at the same time: who got no answer does not take what is another's", () =>
    on(
      {
        tasks: [{ end: "never", times: 3 }],
        // The first never reaches the service, the second is answered late: the only task is not
        // the first one's.
        faults: [
          { match: { operation: "runTask" }, kind: "reset" },
          { match: { operation: "runTask" }, kind: "slow", delay: "5 seconds", times: 2 }
        ]
      },
      (browserAct, simulator) =>
        Effect.gen(function* () {
          const starts = [1, 2].map(() => Effect.result(Task.start(browserAct, input)))
          const both = yield* Effect.all(starts, { concurrency: 2 })
          const ids = both.flatMap((one) => (one._tag === "Success" ? [one.success.ref.id] : []))
          // The first was sent once more, when the only task had turned out to be the second one's.
          expect(yield* simulator.count({ operation: "runTask" })).toBe(3)
          expect((yield* simulator.tasks).map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
          expect(ids).toHaveLength(2)
        })
    )
  )

  it.effect("at the same time with every answer lost are unknown, and none is started twice", () =>
    on(
      {
        tasks: [{ end: "never", times: 9 }],
        faults: [{ match: { operation: "runTask" }, kind: "status", status: 502, executed: true, times: "always" }]
      },
      (browserAct, simulator) =>
        Effect.gen(function* () {
          const other = { ...input, workflow_id: "18" }
          const [a, b, c] = yield* Effect.forEach(
            [input, input, other],
            (what) => Effect.result(Task.start(browserAct, what)),
            { concurrency: 3 }
          )
          expect([a?._tag, b?._tag, c?._tag]).toEqual(["Failure", "Failure", "Success"])
          for (const result of [a, b]) assert(result?._tag === "Failure" && result.failure._tag === "StartUnknown")
          expect(yield* simulator.tasks).toHaveLength(3)
        })
    )
  )

  it.effect("100 different ones at once with every answer lost are all adopted, each by its own start", () =>
    on(
      {
        tasks: [{ end: "never", times: "always" }],
        faults: [{ match: { operation: "runTask" }, kind: "reset", executed: true, times: "always" }]
      },
      (browserAct, simulator) =>
        Effect.gen(function* () {
          const names = Array.from({ length: 100 }, (_, i) => `name=${i}`)
          const tasks = yield* Effect.forEach(
            names,
            (_, i) =>
              Task.start(browserAct, { workflow_id: "17", input_parameters: [{ name: "name", value: `${i}` }] }),
            { concurrency: 20 }
          )
          const truth = new Map((yield* simulator.tasks).map(({ id, start }) => [id, start.prompt]))
          expect(truth.size).toBe(100)
          expect(tasks.map(({ ref }) => truth.get(ref.id))).toEqual(names)
        })
    )
  )
})
