import { BrowserUse } from "@errand/browser-use/v4"
import { Task } from "@errand/core"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Redacted, Stream } from "effect"
import * as Translate from "../../src/v4/internal/translate.ts"
import { counts, simulated } from "./support/simulated.ts"

const steps = ["Open the shop", "Find the phone", "Read the price"]
const script = { running: "30 seconds", steps: steps.map((goal) => ({ goal })), output: "42 EUR" } as const

describe("what a run does, by its events", () => {
  it.effect("is told as steps, each once and in order, also the last ones, which come with the end", () =>
    simulated(
      { tasks: [script] },
      Effect.gen(function* () {
        const task = yield* Task.start(yield* BrowserUse.BrowserUse, { task: "x" })
        const seen = yield* Stream.runCollect(Task.steps(task))
        assert.deepStrictEqual(
          seen.map(({ goal, number, revision }) => [number, goal, revision]),
          steps.map((goal, index) => [index + 1, goal, 1])
        )
      })
    )
  )

  it.effect("tells where the browser can be watched, and nothing else does", () =>
    simulated(
      { tasks: [script] },
      Effect.gen(function* () {
        const browserUse = yield* BrowserUse.BrowserUse
        const task = yield* Task.start(browserUse, { task: "x" })
        const seen = yield* Stream.runCollect(Task.watch(task))
        const links = seen.flatMap(({ liveUrl }) => (liveUrl === undefined ? [] : [Redacted.value(liveUrl)]))
        assert.isAbove(links.length, 0)
        assert.match(links[0]!, /\/live\/.+\?key=/)
        assert.isUndefined((yield* browserUse.snapshot(task.ref.id)).liveUrl)
      })
    )
  )

  it.effect("is read from where the last read stopped, page by page, and not at all by a wait for the end", () =>
    simulated(
      { tasks: [script, script] },
      Effect.gen(function* () {
        const browserUse = yield* BrowserUse.BrowserUse
        yield* Task.run(browserUse, { task: "x" })
        assert.deepInclude(yield* counts, { events: 0 })
        const task = yield* Task.start(browserUse, { task: "x" })
        yield* Task.await(task)
        const { id } = task.ref
        const all = yield* browserUse.events(id, undefined)
        assert.lengthOf(all.events, 3)
        assert.isTrue(all.isDone)
        const later = yield* browserUse.events(id, "3")
        assert.deepStrictEqual(
          later.events.map(({ goal }) => goal),
          ["Find the phone", "Read the price"]
        )
        const end = yield* browserUse.events(id, all.after)
        assert.deepStrictEqual(end, { events: [], after: undefined, isDone: true })
      })
    )
  )
})

describe("a page of events", () => {
  const event = (id: unknown, type: unknown, data: unknown = {}) => ({ runId: "r", id, ts: "", type, data })

  it("leaves out what is no step, and what cannot be read", () => {
    const page = Translate.events(
      {
        events: [
          event(1, "run.queued"),
          event(2, "browser.ready", { live_view_url: 7 }),
          event("3", "agent.step"),
          event(4, 5),
          null,
          event(6, "agent.step", { next_goal: "go", actions: [{ click: 1 }, "wait"], url: "https://a.test/" }),
          event(7, "tool.call", { message: "look" }),
          event(8, "agent.thought", null)
        ],
        nextAfter: 8,
        hasMore: true
      },
      undefined
    )
    assert.deepStrictEqual(
      page?.events.map(({ actions, goal, key, number, url }) => [key, number, goal, actions, url]),
      [
        ["6", 6, "go", ['{"click":1}', "wait"], "https://a.test/"],
        ["7", 7, "look", [], undefined],
        ["8", 8, "agent.thought", [], undefined]
      ]
    )
    assert.deepInclude(page, { after: "8", isDone: false })
    assert.isUndefined(page?.liveUrl)
  })

  it("is the last one for now where it names no new cursor, whatever it promises", () => {
    assert.deepStrictEqual(Translate.events({ events: [], hasMore: true, nextAfter: null }, "4"), {
      events: [],
      after: undefined,
      isDone: true
    })
    assert.deepInclude(Translate.events({ events: [], hasMore: true, nextAfter: 4 }, "4"), { isDone: true })
    assert.deepInclude(Translate.events({ events: [event(9, "agent.step")] }, "4"), { after: "9", isDone: true })
    assert.isUndefined(Translate.events({ events: {} }, "4"))
  })
})
