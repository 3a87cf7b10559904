/** Leaving early: deadlines, callers that stop waiting, and stops that are lost. */
import type { Scenario } from "../faultScenario.ts"

const endless = { end: "never" } as const

export const leaving: ReadonlyArray<Scenario> = [
  {
    name: "The deadline comes before the end",
    answer: "WaitTimeout with the ref, and the task is stopped",
    task: endless,
    within: 60,
    holds: { ends: ["deadline"], ref: true, requests: 40 }
  },
  {
    name: "The task ends in the last second before the deadline",
    answer: "one last look at the deadline brings the result",
    task: { queued: "1 second", running: "58.6 seconds" },
    within: 60,
    holds: { ends: ["output"] }
  },
  {
    name: "The deadline comes while the service is gone",
    answer: "WaitTimeout with the ref and the errors; the task is stopped when the service is back",
    task: endless,
    within: 60,
    faults: [{ kind: "status", status: 503, at: "look", nth: 2, for: 65 }],
    holds: { ends: ["deadline"], ref: true }
  },
  {
    name: "The caller leaves while the start is on its way",
    answer: "hears the answer out, and stops the task",
    task: endless,
    does: { do: "leave", after: 5 },
    faults: [{ kind: "slow", delay: "15 seconds", at: "start" }],
    holds: { ends: ["left"] }
  },
  {
    name: "The caller leaves while the answer to the start is lost",
    answer: "looks the task up for as long as leaving may take, and stops it",
    differs: {
      firecrawl: {
        answer: "cannot look it up, and says so in the log",
        holds: { ends: ["left"], tasks: 1, running: 1 }
      }
    },
    task: endless,
    does: { do: "leave", after: 5 },
    faults: [{ kind: "status", status: 503, executed: true, at: "start" }],
    holds: { ends: ["left"], tasks: 1 }
  },
  {
    name: "The caller leaves while a start is lost that made no task",
    answer: "looks for it for as long as leaving may take, and sends nothing again",
    task: endless,
    does: { do: "leave", after: 5 },
    faults: [{ kind: "status", status: 503, at: "start" }],
    holds: { ends: ["left"], tasks: 0 }
  },
  {
    name: "The caller leaves while it waits",
    answer: "stops the task",
    task: endless,
    does: { do: "leave", after: 15 },
    holds: { ends: ["left"] }
  },
  {
    name: "The caller has seen enough steps while the service fails",
    answer: "leaving the stream stops the task",
    on: ["browser-use", "browser-use/v4", "browseract", "browseract/v3"],
    does: { do: "enough", steps: 3 },
    task: { steps: 6, running: "40 seconds" },
    faults: [
      { kind: "status", status: 503, at: "look", nth: 2, times: 2 },
      { kind: "reset", at: "look", nth: 5 },
      { kind: "status", status: 503, at: "stop", times: 2 }
    ],
    holds: { ends: ["left"] }
  },
  {
    name: "The caller leaves while a look hangs",
    answer: "drops the look, and stops the task",
    task: endless,
    does: { do: "leave", after: 15 },
    faults: [{ kind: "hang", at: "look", nth: 2, times: 1 }],
    holds: { ends: ["left"] }
  },
  {
    name: "The stop fails three times",
    answer: "asks again until it is heard",
    task: endless,
    does: { do: "leave", after: 15 },
    faults: [{ kind: "status", status: 503, at: "stop", times: 3 }],
    holds: { ends: ["left"] }
  },
  {
    name: "The answer to the stop is lost",
    answer: "asks again; the task is over",
    task: endless,
    does: { do: "leave", after: 15 },
    faults: [{ kind: "reset", executed: true, at: "stop" }],
    holds: { ends: ["left"] }
  },
  {
    name: "The stop is refused with a longer Retry-After than there is time",
    answer: "gives up at once and reports the ref",
    task: endless,
    does: { do: "leave", after: 15 },
    faults: [{ kind: "status", status: 429, retryAfter: 600, at: "stop" }],
    holds: { ends: ["left"], running: 1, reported: true }
  },
  {
    name: "The stop can never be delivered",
    answer: "gives up after 30 seconds and reports the ref",
    task: endless,
    does: { do: "leave", after: 15 },
    faults: [{ kind: "status", status: 503, at: "stop", times: "always" }],
    holds: { ends: ["left"], running: 1, reported: true }
  },
  {
    name: "The task ends while its stop is on its way",
    answer: "the outcome is the real one, with its output",
    does: { do: "stop", after: 15 },
    task: { running: "20 seconds", stopping: "30 seconds" },
    holds: { ends: ["output"] }
  },
  {
    name: "The stop comes after the end",
    answer: "the outcome is the real one, with its output",
    does: { do: "stop", after: 40 },
    holds: { ends: ["output"] }
  },
  {
    name: "The stop is heard",
    answer: "the outcome says who cancelled, and what it cost",
    does: { do: "stop", after: 10 },
    task: endless,
    holds: { ends: ["cancelled"] }
  }
]
