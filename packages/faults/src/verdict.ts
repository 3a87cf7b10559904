/** The verdict: what the client told its caller, against what the server knows. */
import type { Simulator } from "@errand/simulator"
import type { Told } from "./Client.ts"
import * as Scenarios from "./Scenario.ts"
import type { Scenario } from "./Scenario.ts"

/** The server's side of the story, without what the scenario itself started there. */
export interface Truth {
  readonly tasks: ReadonlyArray<Simulator.SimulatedTask>
  readonly requests: ReadonlyArray<Simulator.RequestRecord>
}

export interface Verdict {
  /** What did not hold; nothing when all did. */
  readonly wrong: ReadonlyArray<string>
  readonly requests: number
}

/** `silence`: milliseconds that a 429 of the scenario asked for. */
export const judge = ({ holds, ...scenario }: Scenario, told: Told, truth: Truth, silence: number): Verdict => {
  const wrong: Array<string> = []
  const check = (isRight: boolean, otherwise: string) => {
    if (!isRight) wrong.push(otherwise)
  }
  const { requests, tasks } = truth
  const ids = tasks.map(({ id }) => id)
  const running = tasks.filter(({ isOver }) => !isOver).length
  const started = holds.tasks ?? 1
  check(tasks.length >= started, `${tasks.length} of ${started} started`)
  check(tasks.length <= started, `started ${tasks.length}`)
  check(running <= (holds.running ?? 0), "left running")
  check(holds.ends.includes(told.end), `said ${told.end}`)
  if (told.end === "output" && holds.ends.includes("output")) {
    const output = holds.output ?? scenario.task?.output ?? Scenarios.output
    check(JSON.stringify(told.output) === JSON.stringify(output), "another output")
  }
  for (const text of holds.keeps ?? []) check(told.text.includes(text), "output lost")
  if (holds.ref === true)
    check(
      ids.some((id) => told.text.includes(id)),
      "no id"
    )
  if (holds.requests !== undefined) check(requests.length <= holds.requests, `${requests.length} requests`)
  if (holds.waits === true) check(isPatient(requests, silence), "Retry-After ignored")
  if (holds.reported === true) check(told.reported === true, "kept silent")
  if (holds.steps !== undefined) wrong.push(...steps(told, holds.steps))
  if (holds.screenshots !== undefined) {
    const seen = new Set(told.screenshots).size
    check(seen === holds.screenshots, `${seen} of ${holds.screenshots} screenshots`)
  }
  if (holds.content !== undefined) check(told.content === holds.content, "no content")
  return { wrong, requests: requests.length }
}

/** Timers of the platform may be a few milliseconds early. */
const early = 20

const isPatient = (requests: Truth["requests"], silence: number): boolean => {
  const refused = requests.findIndex(({ status }) => status === 429)
  const after = requests[refused + 1]
  return refused >= 0 && (after === undefined || after.at - (requests[refused]?.at ?? 0) >= silence - early)
}

const steps = ({ steps = [] }: Told, expected: number): ReadonlyArray<string> => {
  const numbers = [...new Set(steps.map((one) => Number.parseInt(one)))]
  return [
    ...(new Set(steps).size < steps.length ? ["steps twice"] : []),
    ...(numbers.length < expected ? [`${numbers.length} of ${expected} steps`] : []),
    ...(numbers.some((number, index) => number !== index + 1) ? ["steps out of order"] : [])
  ]
}
