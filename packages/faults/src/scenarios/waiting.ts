/** What the service and the network do while a client waits. */
import type { Scenario, ScenarioFault } from "../faultScenario.ts"

const transientFault = (name: string, fault: ScenarioFault, more: Partial<Scenario> = {}): Scenario => ({
  name: `${name} while waiting`,
  answer: "looks again; the error is in the result's span",
  faults: [fault],
  holds: { ends: ["output"] },
  ...more
})

/** A refusal in the middle of the wait, which no later look would change. */
const finalFault = (name: string, fault: ScenarioFault, more: Partial<Scenario> = {}): Scenario => ({
  name: `${name} in the middle of the wait`,
  answer: "ends with that reason and the ref when a second look confirms it, and stops the task",
  // It is far from its end, however late a busy machine lets the client look.
  task: { running: "2 minutes" },
  faults: [fault],
  holds: { ends: ["refused"], ref: true, requests: 8 },
  ...more
})

const anotherId = "3fa85f64-5717-4562-b3fc-2c963f66afa6"

/** The end of another task, in the word of these services. */
const anotherTask = (status: string, on: NonNullable<Scenario["on"]>): Scenario => ({
  name: "An answer about another task",
  answer: "looks again: another task's end is no end",
  faults: [
    {
      kind: "garbage",
      at: "result",
      times: 2,
      body: JSON.stringify({
        id: anotherId,
        task_id: anotherId,
        run_id: anotherId,
        status,
        output: "another task's",
        result: "another task's",
        isSuccess: true,
        steps: [],
        outputFiles: []
      })
    }
  ],
  on,
  holds: { ends: ["output"] }
})

export const waiting: ReadonlyArray<Scenario> = [
  transientFault("One 503", { kind: "status", status: 503, at: "look", nth: 2 }),
  transientFault("One reset", { kind: "reset", at: "look", nth: 2 }),
  transientFault("No headers ever", { kind: "hang", at: "look", nth: 2 }),
  transientFault("Half a body, then silence,", { kind: "hang", in: "body", at: "look", nth: 2 }),
  transientFault("A connection cut in the body", { kind: "cut", at: "look", nth: 2 }),
  transientFault("JSON that breaks off", { kind: "truncated", at: "look", nth: 2 }),
  transientFault("HTML on 200", { kind: "html", at: "look", nth: 2 }),
  transientFault("HTML on 502", { kind: "html", status: 502, at: "look", nth: 2 }),
  ...[400, 401, 403, 404].map((status) =>
    transientFault(
      `A gateway's page with ${status}`,
      { kind: "html", status, at: "look", nth: 2 },
      { answer: "looks again: a page is not the service's word, whatever its status says" }
    )
  ),
  transientFault("Bytes that are no JSON", { kind: "garbage", at: "look", nth: 2 }),
  transientFault(
    "429 with Retry-After",
    { kind: "status", status: 429, retryAfter: 60, at: "look", nth: 2 },
    { answer: "sends nothing for as long as it is asked to", holds: { ends: ["output"], waits: true } }
  ),
  transientFault("One 401", { kind: "status", status: 401, at: "look", nth: 2 }),
  transientFault("One 403", { kind: "status", status: 403, at: "look", nth: 2 }),
  transientFault("One 404", { kind: "status", status: 404, at: "look", nth: 2 }),
  transientFault("Ten 503 in a row", { kind: "status", status: 503, at: "look", nth: 2, times: 10 }),
  transientFault(
    "A server that is gone for three minutes",
    { kind: "status", status: 503, at: "look", nth: 2, for: 180 },
    {
      answer: "asks ever more rarely, and takes the result when the server is back",
      holds: { ends: ["output"], requests: 80 }
    }
  ),
  transientFault(
    "A network that is gone for three minutes",
    { kind: "reset", at: "look", nth: 2, for: 180 },
    {
      answer: "asks ever more rarely, and takes the result when the network is back",
      holds: { ends: ["output"], requests: 80 }
    }
  ),
  transientFault(
    "An error envelope with HTTP 200",
    { kind: "envelope", code: 500, status: 200, at: "look", nth: 2 },
    { on: ["browseract", "browseract/v3"] }
  ),
  transientFault(
    "An unknown error code on HTTP 500",
    { kind: "envelope", code: 54321, status: 500, at: "look", nth: 2 },
    { on: ["browseract", "browseract/v3"] }
  ),
  transientFault(
    "One 503 when the result is read",
    { kind: "status", status: 503, at: "result" },
    { name: "One 503 when the result is read" }
  ),
  finalFault("401", { kind: "status", status: 401, at: "look", nth: 2, times: 2 }),
  finalFault("403", { kind: "status", status: 403, at: "look", nth: 2, times: 2 }),
  finalFault(
    "Code 401 with HTTP 200",
    { kind: "envelope", code: 401, status: 200, at: "look", nth: 2, times: 2 },
    { on: ["browseract", "browseract/v3"] }
  ),
  {
    name: "A status word that nobody knows, for a while",
    answer: "no end and no success: looks on at its usual pace",
    task: { running: "30 seconds", words: [{ word: "reviewing", from: "5 seconds", until: "20 seconds" }] },
    holds: { ends: ["output"] }
  },
  {
    name: "A status word that every object has",
    answer: "“constructor” is no status: looks on",
    faults: [{ kind: "word", word: "constructor", at: "look", nth: 2 }],
    holds: { ends: ["output"] }
  },
  {
    name: "A status word that nobody knows, for ever",
    answer: "TaskStalled after 5 minutes, with the ref; the task is stopped",
    task: { end: "never", words: [{ word: "reviewing", from: "5 seconds" }] },
    within: 600,
    holds: { ends: ["stalled"], ref: true }
  },
  {
    name: "A server that is gone for three minutes, for twenty waits",
    answer: "the waits of an account ask together, so that an outage costs hardly more requests than for one",
    does: { do: "many", count: 20 },
    within: 600,
    faults: [{ kind: "status", status: 503, at: "look", nth: 20, for: 180 }],
    holds: { ends: ["output"], tasks: 20, requests: 160 },
    differs: {
      firecrawl: {
        answer: "has no list, so each wait looks for itself before and after the outage, but not during it",
        holds: { ends: ["output"], tasks: 20, requests: 220 }
      }
    }
  },
  {
    name: "A process that comes up with thirty open tasks while the server is gone for three minutes",
    answer: "asks about all of them together, ever more rarely, and delivers each when the server is back",
    does: { do: "recover", count: 30 },
    within: 600,
    task: { running: "2 minutes" },
    faults: [{ kind: "status", status: 503, at: "look", nth: 30, for: 180 }],
    holds: { ends: ["output"], tasks: 30, requests: 180 },
    differs: {
      firecrawl: {
        answer: "has no list, so each task is looked at by itself before and after the outage, but not during it",
        holds: { ends: ["output"], tasks: 30, requests: 220 }
      }
    }
  },
  {
    name: "Twenty tasks that end at once",
    answer: "takes all results with few looks, however short the tasks are",
    does: { do: "many", count: 20 },
    task: { queued: 0, running: "100 millis" },
    holds: { ends: ["output"], tasks: 20, requests: 55 },
    differs: {
      "browseract/v3": {
        answer: "sees the ends with few looks, and reads each result by itself, which its list does not tell",
        holds: { ends: ["output"], tasks: 20, requests: 55 }
      },
      firecrawl: {
        answer: "has no list, so it takes a start and two or three looks each",
        holds: { ends: ["output"], tasks: 20, requests: 90 }
      },
      skyvern: {
        answer: "has no outputs in its list, so it takes a start and one look each, and a page or two",
        holds: { ends: ["output"], tasks: 20, requests: 55 }
      }
    }
  },
  {
    name: "Pages of the list fail, for twenty waits",
    answer: "reads them again, or looks at the tasks one by one",
    on: ["browser-use", "browser-use/v4", "browseract", "browseract/v3", "skyvern"],
    does: { do: "many", count: 20 },
    faults: [
      { kind: "status", status: 503, at: "list", times: 2 },
      { kind: "truncated", at: "list", nth: 3 },
      { kind: "reset", at: "list", nth: 4 },
      { kind: "html", at: "list", nth: 5 }
    ],
    holds: { ends: ["output"], tasks: 20, requests: 120 }
  },
  {
    name: "Webhooks tell of the session and name no task",
    answer: "each makes the waits of its session look at once, hours before they would by themselves",
    on: ["browser-use", "browser-use/v4"],
    does: { do: "listen" },
    within: 10_800,
    holds: { ends: ["output"], requests: 12, took: 600 }
  },
  anotherTask("finished", ["browser-use", "browseract", "browseract/v3"]),
  // What Firecrawl answers holds no id, so that it cannot be told from an answer about another job.
  anotherTask("completed", ["browser-use/v4", "skyvern"]),
  {
    name: "A pause for a person, who comes after ten minutes",
    answer: "waits, asking ever more rarely",
    on: ["browseract", "browseract/v3", "skyvern"],
    task: { pauses: [{ after: 1, limit: "10 minutes" }] },
    within: 900,
    // A run on the real clock is over before the first minute, and the pause does not grow.
    holds: { ends: ["output"], requests: 80 }
  },
  {
    name: "A pause for a person, who comes after a minute",
    answer: "waits, asking more rarely",
    task: { pauses: [{ after: 1, limit: "1 minute" }] },
    holds: { ends: ["output"] }
  },
  {
    name: "A pause for a person, who lets the task go on after a minute",
    answer: "is sent once, and the wait goes on with the task",
    on: ["browseract", "browseract/v3", "skyvern"],
    does: { do: "tell", after: 60 },
    task: { pauses: [{ after: 1 }] },
    holds: { ends: ["output"] }
  },
  {
    name: "A pause for a person, who lets the task go on: the answer to that is lost",
    answer: "is an error for the person and sent no second time; the wait sees that the task goes on",
    on: ["browseract", "browseract/v3", "skyvern"],
    does: { do: "tell", after: 60 },
    task: { pauses: [{ after: 1 }] },
    faults: [{ kind: "reset", executed: true, at: "tell" }],
    holds: { ends: ["output"] }
  },
  {
    name: "A pause for a person who does not come",
    answer: "PersonTimeout when the wait's own limit for a person is over, with the ref; the task is stopped",
    on: ["browseract", "browseract/v3", "skyvern"],
    task: { pauses: [{ after: 1 }] },
    personWithin: 120,
    holds: { ends: ["nobody came"], ref: true }
  },
  {
    name: "The clock of this machine is set forward by an hour",
    answer: "deadlines go by a clock that nobody sets",
    clock: 3600,
    holds: { ends: ["output"] }
  },
  {
    name: "The clock of this machine is set back by an hour",
    answer: "deadlines go by a clock that nobody sets",
    clock: -3600,
    within: 60,
    task: { end: "never" },
    holds: { ends: ["deadline"], ref: true, requests: 60 }
  }
]
