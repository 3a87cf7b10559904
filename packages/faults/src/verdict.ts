/** Compares what a client reported with what the server knows. */
import type { Simulator } from "@errand/simulator"
import type { ClientReport } from "./client/client.ts"
import * as FaultScenario from "./faultScenario.ts"
import type { Scenario } from "./faultScenario.ts"

/** The tasks and requests on the server, without those that the scenario itself made. */
export interface ServerView {
  /** How long the call took, in seconds. */
  readonly took?: number
  readonly tasks: ReadonlyArray<Simulator.SimulatedTask>
  readonly requests: ReadonlyArray<Simulator.RequestRecord>
}

export interface Verdict {
  /** What did not hold; empty when all did. */
  readonly wrong: ReadonlyArray<string>
  readonly requests: number
}

/** `retryAfterMillis`: milliseconds that a 429 of the scenario asked for. */
export const judge = (
  { holds, ...scenario }: Scenario,
  report: ClientReport,
  server: ServerView,
  retryAfterMillis: number
): Verdict => {
  const wrong: Array<string> = []
  const check = (isRight: boolean, otherwise: string) => {
    if (!isRight) wrong.push(otherwise)
  }
  const { requests, tasks } = server
  const ids = tasks.map(({ id }) => id)
  const running = tasks.filter(({ isOver }) => !isOver).length
  const started = holds.tasks ?? 1
  check(tasks.length >= started, `${tasks.length} of ${started} started`)
  check(tasks.length <= started, `started ${tasks.length}`)
  check(running <= (holds.running ?? 0), "left running")
  check(holds.ends.includes(report.end), `said ${report.end}`)
  if (report.end === "output" && holds.ends.includes("output")) {
    const output = holds.output ?? scenario.task?.output ?? FaultScenario.defaultOutput
    check(JSON.stringify(report.output) === JSON.stringify(output), "another output")
  }
  for (const text of holds.keeps ?? []) check(report.text.includes(text), "output lost")
  if (holds.ref === true)
    check(
      ids.some((id) => report.text.includes(id)),
      "no id"
    )
  if (holds.requests !== undefined) check(requests.length <= holds.requests, `${requests.length} requests`)
  if (holds.sessions !== undefined) {
    const sessions = new Set(tasks.map(({ sessionId }) => sessionId)).size
    check(sessions === holds.sessions, `in ${sessions} sessions`)
  }
  const { took = 0 } = server
  if (holds.took !== undefined) check(took <= holds.took, `took ${Math.ceil(took)} s`)
  if (holds.waits === true) check(isPatient(requests, retryAfterMillis), "Retry-After ignored")
  if (holds.reported === true) check(report.reported === true, "kept silent")
  if (holds.steps !== undefined) wrong.push(...stepProblems(report, holds.steps))
  if (holds.screenshots !== undefined) {
    const seen = new Set(report.screenshots).size
    check(seen === holds.screenshots, `${seen} of ${holds.screenshots} screenshots`)
  }
  if (holds.content !== undefined) check(report.content === holds.content, "no content")
  return { wrong, requests: requests.length }
}

/** Timers of the platform may fire a few milliseconds early. */
const timerToleranceMillis = 20

const isPatient = (requests: ServerView["requests"], retryAfterMillis: number): boolean => {
  const refused = requests.findIndex(({ status }) => status === 429)
  const after = requests[refused + 1]
  return (
    refused >= 0 &&
    (after === undefined || after.at - (requests[refused]?.at ?? 0) >= retryAfterMillis - timerToleranceMillis)
  )
}

const stepProblems = ({ steps = [] }: ClientReport, expected: number): ReadonlyArray<string> => {
  const numbers = [...new Set(steps.map((one) => Number.parseInt(one)))]
  return [
    ...(new Set(steps).size < steps.length ? ["steps twice"] : []),
    ...(numbers.length < expected ? [`${numbers.length} of ${expected} steps`] : []),
    ...(numbers.some((number, index) => number !== index + 1) ? ["steps out of order"] : [])
  ]
}
