/** Ends: not every end is a success, and what was paid for is kept. */
import type { Scenario } from "../faultScenario.ts"

/** Services whose tasks leave files, and those that tell steps. */
const withFiles = ["browser-use", "browser-use/v4", "browseract", "browseract/v3", "skyvern"] as const
const withSteps = ["browser-use", "browser-use/v4", "browseract", "browseract/v3", "skyvern"] as const

export const ending: ReadonlyArray<Scenario> = [
  {
    name: "The task fails",
    answer: "TaskFailed at once, with ref and cost",
    task: { end: "failed", failure: { code: 7, message: "the page never loaded" } },
    holds: { ends: ["failed"], ref: true, requests: 20 }
  },
  {
    name: "Somebody else stops the task",
    answer: "TaskCancelled, by the provider",
    task: { end: "stopped" },
    holds: { ends: ["cancelled"], ref: true, requests: 20 }
  },
  {
    name: "The task finishes, and the agent says that it did not reach its goal",
    answer: "TaskFailed (goal_not_met), with what it said and what it cost",
    on: "browser-use",
    task: { success: false, output: "There is no such shop." },
    holds: { ends: ["failed"], ref: true, keeps: ["There is no such shop."] }
  },
  {
    name: "The agent claims success, and the judge says no",
    answer: "TaskFailed (goal_not_met): the judge outranks the claim, also where it speaks after the end",
    on: ["browser-use", "browser-use/v4"],
    judged: true,
    task: { success: true, judge: { verdict: false }, output: "Bought." },
    holds: { ends: ["failed"], ref: true, keeps: ["Bought."] }
  },
  {
    name: "The task is called failed, although only its webhook could not be delivered",
    answer: "takes the output that is there: the agent had come to its end",
    on: "skyvern",
    isDeaf: true,
    settings: { skyvern: { failsWithWebhook: true } },
    holds: { ends: ["output"] }
  },
  {
    name: "A task that was cancelled is called completed when its agent is done",
    answer: "looks again at a cancel that may not be the last word, and takes the output",
    on: "skyvern",
    settings: { skyvern: { worksOn: true } },
    does: { do: "stop", after: 10 },
    holds: { ends: ["output"] }
  },
  {
    name: "The result is asked for when the service has forgotten it",
    answer: "TaskFailed (expired), with the ref: it was there, and is no unknown task",
    on: "firecrawl",
    // The job is forgotten after seconds. The clock of the machine, which is set, stands for the
    // day after which the service forgets it.
    settings: { firecrawl: { keeps: "1 second" } },
    clock: 90_000,
    does: { do: "late", after: 120 },
    holds: { ends: ["failed"], ref: true, keeps: ["expired"] }
  },
  {
    name: "The output fits its schema",
    answer: "is data",
    typed: true,
    task: { output: { product: "Pixel 9", usd: 799 } },
    holds: { ends: ["output"], output: { product: "Pixel 9", usd: 799 } }
  },
  {
    name: "The output does not fit its schema",
    answer: "OutputMismatch with the text, the issues and the cost",
    typed: true,
    task: { output: { product: "Pixel 9", usd: "seven hundred" } },
    holds: { ends: ["mismatch"], ref: true, keeps: ["seven hundred"] }
  },
  {
    name: "The output should be JSON and is prose",
    answer: "OutputMismatch with the text, the issues and the cost",
    typed: true,
    task: { output: "Sorry, seven hundred I think" },
    holds: { ends: ["mismatch"], ref: true, keeps: ["seven hundred I think"] }
  },
  {
    name: "The result is longer than the client reads",
    answer: "fails at once with TooLarge and the ref: a second look would bring as much",
    task: { output: "x".repeat(50_000) },
    largest: 20_000,
    holds: { ends: ["error"], ref: true, keeps: ["TooLarge"], requests: 25 }
  },
  {
    name: "Steps come while the service fails",
    answer: "each step once and in order, those that came with the end too",
    on: withSteps,
    does: { do: "steps" },
    task: { steps: 6, running: "40 seconds" },
    faults: [
      { kind: "status", status: 503, at: "look", nth: 2, times: 2 },
      { kind: "truncated", at: "look", nth: 5 },
      { kind: "reset", at: "look", nth: 7 }
    ],
    holds: { ends: ["output"], steps: 6 }
  },
  {
    name: "Screenshots appear some time after their steps",
    answer: "a step that gains one is told as a new revision at its place",
    on: "browser-use",
    does: { do: "steps" },
    task: {
      running: "40 seconds",
      steps: [1, 2, 3, 4].map((n) => ({ goal: `Step ${n}`, screenshot: n === 4 ? 0 : "9 seconds" }))
    },
    holds: { ends: ["output"], steps: 4, screenshots: 4 }
  },
  {
    name: "A file",
    answer: "is a stream of bytes",
    on: withFiles,
    does: { do: "file" },
    task: { files: [{ name: "prices.csv", content: "pixel,799\n" }] },
    holds: { ends: ["output"], content: "pixel,799\n" }
  },
  {
    name: "The address of a file has expired",
    answer: "asks for a new one",
    on: withFiles,
    does: { do: "file" },
    task: { files: [{ name: "prices.csv", content: "pixel,799\n" }] },
    faults: [{ kind: "status", status: 403, at: "download" }],
    holds: { ends: ["output"], content: "pixel,799\n" }
  },
  {
    name: "The host of a file answers 503",
    answer: "asks again",
    on: withFiles,
    does: { do: "file" },
    task: { files: [{ name: "prices.csv", content: "pixel,799\n" }] },
    faults: [{ kind: "status", status: 503, at: "download" }],
    holds: { ends: ["output"], content: "pixel,799\n" }
  },
  {
    name: "A download breaks off for good",
    answer: "fails with the ref; half a file is never taken for a whole one",
    on: withFiles,
    does: { do: "file" },
    task: { files: [{ name: "prices.csv", size: 100_000 }] },
    faults: [{ kind: "cut", at: "download", times: "always" }],
    holds: { ends: ["error"] }
  },
  {
    name: "A download stalls",
    answer: "fails with the ref within its deadline",
    on: withFiles,
    does: { do: "file" },
    task: { files: [{ name: "prices.csv", size: 100_000 }] },
    faults: [{ kind: "hang", in: "body", at: "download", times: "always" }],
    holds: { ends: ["error"] }
  }
]
