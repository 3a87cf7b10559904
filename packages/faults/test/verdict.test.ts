import { assert, describe, it } from "@effect/vitest"
import type { Simulator } from "@errand/simulator"
import type { ClientReport } from "../src/client/client.ts"
import { judge } from "../src/verdict.ts"
import type { ServerView } from "../src/verdict.ts"
import type { Holds, Scenario } from "../src/faultScenario.ts"

const task = (more: Partial<Simulator.SimulatedTask> = {}): Simulator.SimulatedTask => ({
  provider: "browser-use",
  id: "t-1",
  sessionId: undefined,
  status: "finished",
  phase: "finished",
  isOver: true,
  start: { provider: "browser-use", prompt: "", metadata: {}, body: {} },
  steps: 0,
  cost: 0,
  credits: 0,
  createdAt: 0,
  startedAt: 0,
  endedAt: 0,
  ...more
})

const request = (at: number, status = 200): Simulator.RequestRecord => ({
  number: 1,
  provider: "browser-use",
  operation: "getTask",
  method: "GET",
  path: "/",
  at,
  status,
  fault: undefined,
  task: undefined
})

const wrong = (
  holds: Partial<Holds>,
  report: Partial<ClientReport>,
  server: Partial<ServerView> = {},
  retryAfterMillis = 0
) => {
  const scenario: Scenario = { name: "", answer: "", task: { output: "799" }, holds: { ends: ["output"], ...holds } }
  const said: ClientReport = { end: "output", output: "799", text: "799", ...report }
  return judge(scenario, said, { tasks: [task()], requests: [], ...server }, retryAfterMillis).wrong
}

describe("a verdict", () => {
  it("is that nothing was wrong when the right output came and the task is over", () => {
    assert.deepStrictEqual(wrong({}, {}), [])
  })

  it("knows a task that runs on, one that was started twice, and one that never was", () => {
    assert.deepStrictEqual(wrong({}, {}, { tasks: [task({ isOver: false })] }), ["left running"])
    assert.deepStrictEqual(wrong({}, {}, { tasks: [task(), task({ id: "t-2" })] }), ["started 2"])
    assert.deepStrictEqual(wrong({}, {}, { tasks: [] }), ["0 of 1 started"])
  })

  it("knows a success that was none, and an output that is another", () => {
    assert.deepStrictEqual(wrong({ ends: ["failed"] }, {}), ["said output"])
    assert.deepStrictEqual(wrong({}, { output: null }), ["another output"])
    assert.deepStrictEqual(wrong({}, { end: "hangs" }), ["said hangs"])
  })

  it("misses what was paid for, and the id, in an error that lacks them", () => {
    const holds = { ends: ["mismatch"], keeps: ["a lot"], ref: true } as const
    assert.deepStrictEqual(wrong(holds, { end: "mismatch", text: "no number" }), ["output lost", "no id"])
    assert.deepStrictEqual(wrong(holds, { end: "mismatch", text: "task t-1: a lot" }), [])
  })

  it("counts the requests, and the silence after a 429", () => {
    const requests = [request(0), request(10, 429), request(2000)]
    assert.deepStrictEqual(wrong({ requests: 2 }, {}, { requests }), ["3 requests"])
    assert.deepStrictEqual(wrong({ waits: true }, {}, { requests }, 3000), ["Retry-After ignored"])
    assert.deepStrictEqual(wrong({ waits: true }, {}, { requests }, 1900), [])
  })

  it("knows tasks that run in other sessions than they should", () => {
    const two = [task({ sessionId: "s-1" }), task({ id: "t-2", sessionId: "s-2" })]
    assert.deepStrictEqual(wrong({ tasks: 2, sessions: 1 }, {}, { tasks: two }), ["in 2 sessions"])
    assert.deepStrictEqual(wrong({ tasks: 2, sessions: 2 }, {}, { tasks: two }), [])
  })

  it("knows a call that took too long", () => {
    assert.deepStrictEqual(wrong({ took: 60 }, {}, { took: 61.5 }), ["took 62 s"])
    assert.deepStrictEqual(wrong({ took: 60 }, {}, { took: 60 }), [])
  })

  it("knows steps that come twice, out of order, or not at all", () => {
    assert.deepStrictEqual(wrong({ steps: 2 }, { steps: ["1.1", "2.1", "1.2"] }), [])
    assert.deepStrictEqual(wrong({ steps: 2 }, { steps: ["1.1", "2.1", "1.1"] }), ["steps twice"])
    assert.deepStrictEqual(wrong({ steps: 2 }, { steps: ["2.1", "1.1"] }), ["steps out of order"])
    assert.deepStrictEqual(wrong({ steps: 2 }, { steps: ["1.1"] }), ["1 of 2 steps"])
  })

  it("asks for the screenshots, the content and the report that a scenario promises", () => {
    assert.deepStrictEqual(wrong({ screenshots: 2 }, { screenshots: [1, 1] }), ["1 of 2 screenshots"])
    assert.deepStrictEqual(wrong({ content: "a,b" }, {}), ["no content"])
    assert.deepStrictEqual(wrong({ reported: true }, {}), ["kept silent"])
  })
})
