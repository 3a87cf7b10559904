/**
 * One task of any service: what was planned, what happened to it, and how it stands at a time.
 */
import type { Provider, TaskStart } from "../../TaskScript.ts"
import type { Plan, PlannedStep } from "./taskPlan.ts"
import * as Timeline from "./timeline.ts"

/** Where changes of a task are reported. */
export interface Hooks {
  /** Every change. */
  readonly changes?: string
  /** The end. */
  readonly end?: string
}

export interface Task {
  readonly provider: Provider
  readonly id: string
  /** From 1 on, in the order of creation. */
  readonly number: number
  readonly sessionId: string | undefined
  readonly start: TaskStart
  readonly plan: Plan
  readonly hooks: Hooks
  readonly createdAt: number
  /** When it was resumed. This and the following fields change. */
  resumedAt: ReadonlyArray<number>
  stoppedAt: number | undefined
  /** The changes that follow from the fields above. */
  line: Timeline.Timeline
}

/** A step that has begun. */
export interface StepNow {
  readonly step: PlannedStep
  readonly number: number
  readonly begins: number
  readonly ends: number
  readonly done: boolean
}

/** A task at this moment. */
export interface TaskNow {
  readonly phase: Timeline.Phase
  /** What the script says instead of the provider's word. */
  readonly word: string | undefined
  readonly startedAt: number | undefined
  readonly endedAt: number | undefined
  readonly stepsDone: number
  /** In millionths of a USD. */
  readonly micros: number
  readonly credits: number
}

/** A task at any moment of its timeline. */
export const look = (task: Task, time: number): TaskNow => {
  const { line, plan } = task
  const startedAt = Timeline.startedAt(line, time)
  const until = Math.min(time, task.stoppedAt ?? time)
  let stepsDone = 0
  for (const { ends } of line.steps) if (ends <= until) stepsDone += 1
  const age = time - task.createdAt
  return {
    phase: Timeline.phaseAt(line, time),
    word: plan.words.find((one) => one.from <= age && age < one.until)?.word,
    startedAt,
    endedAt: Timeline.endedAt(line, time),
    stepsDone,
    micros: startedAt === undefined ? 0 : plan.cost.start + stepsDone * plan.cost.step,
    credits: stepsDone * plan.credits
  }
}

/** The steps that have begun by a time. */
export const stepsAt = ({ line, plan, stoppedAt }: Task, time: number): ReadonlyArray<StepNow> =>
  line.steps.flatMap(({ begins, ends }, index): ReadonlyArray<StepNow> => {
    const step = plan.steps[index]
    if (step === undefined || begins > time) return []
    return [{ step, number: index + 1, begins, ends, done: ends <= Math.min(time, stoppedAt ?? time) }]
  })
