/** Starts that are refused, and starts whose answer is lost. */
import type { Holds, Scenario, ScenarioFault } from "../faultScenario.ts"

/** What holds of a start whose answer is lost where the service has no list to look in. */
const lost = (more: Pick<Holds, "tasks" | "running">): NonNullable<Scenario["differs"]> => ({
  firecrawl: {
    answer: "says that it does not know: there is no list to look in",
    holds: { ends: ["unknown"], ...more }
  }
})

/** The service carried out the start, and the client did not get the answer. */
const answerLost = (name: string, fault: ScenarioFault, more: Partial<Scenario["holds"]> = {}): Scenario => ({
  name: `${name}: the answer to the start is lost`,
  answer: "looks the task up by its tag or its inputs, adopts it, starts nothing again",
  differs: lost({ tasks: 1, running: 1 }),
  faults: [fault],
  holds: { ends: ["output"], ...more }
})

/** A page that is empty and whose list is not, in the words of the services that have a list. */
const shortList = JSON.stringify({
  items: [],
  totalItems: 7,
  pageNumber: 1,
  pageSize: 100,
  total_count: 7,
  total_pages: 1,
  page: 1,
  limit: 100,
  runs: [],
  hasMore: true,
  nextCursor: null
})

/** The services whose runs need something that is made for them before each start. */
const prepared = ["browser-use/v4"] as const

/** The services whose sessions take one task after the other. */
const withSessions = ["browser-use", "browser-use/v4"] as const

/** The services that have a list, in which a lost start is looked up. */
const withList = ["browser-use", "browser-use/v4", "browseract", "browseract/v3", "skyvern"] as const

export const starting: ReadonlyArray<Scenario> = [
  {
    name: "Nothing goes wrong",
    answer: "one start, a few looks, one reading of the result",
    holds: { ends: ["output"], requests: 25 }
  },
  answerLost("A reset after the server acted", { kind: "reset", executed: true, at: "start" }),
  answerLost("503 after the server acted", { kind: "status", status: 503, executed: true, at: "start" }),
  answerLost("No headers ever after the server acted", { kind: "hang", executed: true, at: "start" }),
  answerLost("Half a body, then silence", { kind: "hang", in: "body", at: "start" }),
  answerLost("A connection cut in the body", { kind: "cut", at: "start" }),
  answerLost("JSON that breaks off", { kind: "truncated", at: "start" }),
  answerLost("A gateway's HTML on 200", { kind: "html", executed: true, at: "start" }),
  answerLost("Bytes that are no JSON", { kind: "garbage", executed: true, at: "start" }),
  {
    name: "A reset before the server acted",
    answer: "looks for a task for as long as one could show up late, finds none, and sends it once more",
    differs: lost({ tasks: 0 }),
    faults: [{ kind: "reset", at: "start" }],
    holds: { ends: ["output"], tasks: 1 }
  },
  {
    name: "503 before the server acted",
    answer: "the same: a 503 does not tell whether the server acted, but its list does",
    differs: lost({ tasks: 0 }),
    faults: [{ kind: "status", status: 503, at: "start" }],
    holds: { ends: ["output"], tasks: 1 }
  },
  {
    name: "429 with Retry-After on the start",
    answer: "waits as long as it is asked to, then starts once",
    faults: [{ kind: "status", status: 429, retryAfter: 60, at: "start" }],
    holds: { ends: ["output"], waits: true }
  },
  {
    name: "Too many tasks at once for three minutes",
    answer: "stands in the queue until there is room",
    slotTakenFor: 180,
    settings: {
      browserUse: { concurrency: 1 },
      browserAct: { concurrency: 1 },
      browserActV3: { concurrency: 1 },
      firecrawl: { concurrency: 1 },
      skyvern: { concurrency: 1 }
    },
    holds: { ends: ["output"], requests: 120 }
  },
  {
    name: "Too many tasks at once, told with HTTP 200",
    answer: "reads the code in the envelope, and stands in the queue",
    on: ["browseract", "browseract/v3"],
    slotTakenFor: 180,
    settings: { browserAct: { concurrency: 1, disguised: true }, browserActV3: { concurrency: 1, disguised: true } },
    holds: { ends: ["output"], requests: 120 }
  },
  {
    name: "A wrong key",
    answer: "says so at once, after one request",
    stranger: true,
    holds: { ends: ["refused"], tasks: 0, requests: 1 }
  },
  {
    name: "A wrong key, told with HTTP 200",
    answer: "says so at once, after one request",
    on: ["browseract", "browseract/v3"],
    stranger: true,
    settings: { browserAct: { disguised: true }, browserActV3: { disguised: true } },
    holds: { ends: ["refused"], tasks: 0, requests: 1 }
  },
  {
    name: "No credit left",
    answer: "says so at once, after one request",
    faults: [{ kind: "status", status: 402, at: "start" }],
    holds: { ends: ["refused"], tasks: 0, requests: 1 }
  },
  {
    name: "The new task is not known for five seconds",
    answer: "takes 404 right after a start for lag",
    task: { hidden: "5 seconds" },
    holds: { ends: ["output"] }
  },
  {
    name: "The process dies after the start and begins again",
    answer: "finds the task by the caller's key, and starts nothing again",
    on: ["browser-use", "skyvern"],
    does: { do: "again" },
    holds: { ends: ["output"] }
  },
  {
    name: "The process dies after the start and begins again in a session of its own",
    answer: "finds the task by the caller's key in whichever session it is, and starts nothing again",
    on: "browser-use",
    does: { do: "again", inSession: true },
    holds: { ends: ["output"] }
  },
  {
    name: "A page of the list that a key is looked up in cannot be read",
    answer: "asks for the page again, finds the task, and starts nothing again",
    on: ["browser-use", "skyvern"],
    does: { do: "again" },
    faults: [{ kind: "truncated", at: "list", nth: 2 }],
    holds: { ends: ["output"] }
  },
  {
    name: "The answer to the start is lost, and the list ends before its own total",
    answer: "does not know whether there is a task, says so with the ref of the start, and starts nothing again",
    on: ["browser-use", "browser-use/v4", "browseract", "browseract/v3"],
    faults: [
      { kind: "reset", executed: true, at: "start" },
      { kind: "garbage", body: shortList, at: "list", times: "always" }
    ],
    holds: { ends: ["unknown"], running: 1 }
  },
  {
    name: "The answer to the start is lost, and pages of the list cannot be read",
    answer: "asks for the pages again, finds the task, and starts nothing again",
    on: withList,
    faults: [
      { kind: "reset", executed: true, at: "start" },
      { kind: "truncated", at: "list" },
      { kind: "status", status: 503, at: "list", nth: 2 },
      { kind: "html", at: "list", nth: 3 }
    ],
    holds: { ends: ["output"] }
  },
  {
    name: "What is made for a start fails twice before it is made",
    answer: "asks for it again, then starts once",
    on: prepared,
    faults: [{ kind: "status", status: 503, at: "prepare", times: 2 }],
    holds: { ends: ["output"] }
  },
  {
    name: "The answer to what is made for a start is lost",
    answer: "has another one made, for nothing tells what was; then starts once",
    on: prepared,
    faults: [{ kind: "reset", executed: true, at: "prepare" }],
    holds: { ends: ["output"] }
  },
  {
    name: "The answer to what is made for a start cannot be read",
    answer: "has another one made, then starts once",
    on: prepared,
    faults: [{ kind: "garbage", executed: true, at: "prepare" }],
    holds: { ends: ["output"] }
  },
  {
    name: "What is made for a start can never be made",
    answer: "gives up after seconds with the reason, and starts nothing",
    on: prepared,
    faults: [{ kind: "status", status: 503, at: "prepare", times: "always" }],
    holds: { ends: ["error"], tasks: 0, requests: 0 }
  },
  {
    name: "What is made for a start is refused",
    answer: "says so at once, and starts nothing",
    on: prepared,
    faults: [{ kind: "status", status: 403, at: "prepare" }],
    holds: { ends: ["refused"], tasks: 0, requests: 0 }
  },
  {
    name: "A second task in the session of the first",
    answer: "starts when it is asked for, and is a task like any other",
    on: withSessions,
    does: { do: "follow" },
    holds: { ends: ["output"], tasks: 2, sessions: 1 }
  },
  {
    name: "A second task in the session of the first: the answer to its start is lost",
    answer: "looks the task up by its tag, adopts it, and starts nothing again",
    differs: {
      "browser-use/v4": {
        answer: "says that it does not know, for nothing in the session tells the task",
        holds: { ends: ["unknown"], tasks: 2, sessions: 1, running: 1 }
      }
    },
    on: withSessions,
    does: { do: "follow" },
    faults: [{ kind: "reset", executed: true, at: "start", nth: 2 }],
    holds: { ends: ["output"], tasks: 2, sessions: 1 }
  },
  {
    name: "The process dies while its start waits in the queue",
    answer: "knows from its store that nothing was sent, and starts at once",
    does: { do: "again", dies: "queued" },
    holds: { ends: ["output"], requests: 26 }
  },
  {
    name: "The process dies with its start on the way, and lists show the task 20 seconds late",
    answer: "searches until the task shows up, and starts nothing again",
    differs: lost({ tasks: 1, running: 1 }),
    task: { hidden: "20 seconds" },
    does: { do: "again", dies: "sending" },
    holds: { ends: ["output"] }
  },
  {
    name: "The process dies with its start on the way, which the service never got",
    answer: "searches until it is certain that there is no task, then starts once",
    differs: lost({ tasks: 0 }),
    faults: [{ kind: "reset", at: "start" }],
    does: { do: "again", dies: "sending" },
    holds: { ends: ["output"] }
  }
]
