/** The tasks of both services: what was planned, what happened to them, and how they stand now. */
import type { Provider, TaskStart } from "../TaskScript.ts"
import * as Plan from "./Plan.ts"
import type { Random } from "./Random.ts"
import type { Scripts } from "./Scripts.ts"
import * as Timeline from "./Timeline.ts"

/** Where changes of a task are reported. */
interface Hooks {
  /** Every change. */
  readonly changes?: string
  /** The end. */
  readonly end?: string
}

export interface Task {
  readonly provider: Provider
  readonly id: string
  readonly sessionId: string | undefined
  readonly start: TaskStart
  readonly plan: Plan.Plan
  readonly hooks: Hooks
  readonly createdAt: number
  /** The rest changes. */
  resumedAt: ReadonlyArray<number>
  stoppedAt: number | undefined
  hiddenUntil: number
}

/** A step that has begun. */
export interface StepNow {
  readonly step: Plan.PlannedStep
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
  readonly steps: ReadonlyArray<StepNow>
  readonly stepsDone: number
  /** In millionths of a USD. */
  readonly micros: number
  readonly credits: number
}

interface NewTask {
  readonly id: string
  readonly sessionId?: string
  readonly start: TaskStart
  readonly wish: Plan.Wish
  readonly hooks: Hooks
}

export interface Tasks {
  readonly create: (task: NewTask) => Task
  /** One that other requests may know of. */
  readonly find: (provider: Provider, id: string) => Task | undefined
  /** Those that other requests may know of, newest first. */
  readonly list: (provider: Provider) => ReadonlyArray<Task>
  /** All, in the order of their creation. */
  readonly all: () => ReadonlyArray<Task>
  /** Whether or not other requests may know of it. */
  readonly get: (id: string) => Task | undefined
  /** The one that was created last. */
  readonly latest: () => Task | undefined
  readonly remove: (task: Task) => void
  readonly line: (task: Task) => Timeline.Timeline
  readonly look: (task: Task) => TaskNow
  /** Whether there was anything to stop. */
  readonly stop: (task: Task) => boolean
  /** Whether it was paused. */
  readonly resume: (task: Task) => boolean
  /** Called at every creation, stop and resume. */
  onChange: (task: Task) => void
}

export const make = (options: {
  readonly now: () => number
  readonly speed: number
  readonly random: Random
  readonly scripts: Scripts
}): Tasks => {
  const { now, scripts } = options
  const tasks = new Map<string, Task>()
  let latest: Task | undefined
  const line = (task: Task): Timeline.Timeline =>
    Timeline.timeline(task.plan.course, {
      createdAt: task.createdAt,
      resumedAt: task.resumedAt,
      ...(task.stoppedAt === undefined ? {} : { stoppedAt: task.stoppedAt })
    })
  const self: Tasks = {
    onChange: () => {},
    create: ({ hooks, id, sessionId, start, wish }) => {
      const plan = Plan.make(scripts.take(start), start, wish, options.random.fork(id), options.speed)
      const createdAt = now()
      const task: Task = {
        provider: start.provider,
        id,
        sessionId,
        start,
        plan,
        hooks,
        createdAt,
        resumedAt: [],
        stoppedAt: undefined,
        hiddenUntil: createdAt + plan.hidden
      }
      tasks.set(id, task)
      latest = task
      self.onChange(task)
      return task
    },
    find: (provider, id) => {
      const task = tasks.get(id)
      return task === undefined || task.provider !== provider || task.hiddenUntil > now() ? undefined : task
    },
    list: (provider) =>
      [...tasks.values()].filter((task) => task.provider === provider && task.hiddenUntil <= now()).toReversed(),
    all: () => [...tasks.values()],
    get: (id) => tasks.get(id),
    latest: () => latest,
    remove: (task) => void tasks.delete(task.id),
    line,
    look: (task) => look(task, line(task), now()),
    stop: (task) => {
      if (task.stoppedAt !== undefined || Timeline.isOver(Timeline.phaseAt(line(task), now()))) return false
      task.stoppedAt = now() + task.plan.stopping
      self.onChange(task)
      return true
    },
    resume: (task) => {
      if (Timeline.phaseAt(line(task), now()) !== "paused") return false
      task.resumedAt = [...task.resumedAt, now()]
      self.onChange(task)
      return true
    }
  }
  return self
}

/** A task at any moment of its timeline. */
export const look = (task: Task, line: Timeline.Timeline, time: number): TaskNow => {
  const { plan } = task
  const startedAt = Timeline.startedAt(line, time)
  const steps = line.steps.flatMap(({ begins, ends }, index): ReadonlyArray<StepNow> => {
    const step = plan.steps[index]
    if (step === undefined || begins > time) return []
    const done = ends <= Math.min(time, task.stoppedAt ?? time)
    return [{ step, number: index + 1, begins, ends, done }]
  })
  const stepsDone = steps.filter((one) => one.done).length
  const age = time - task.createdAt
  return {
    phase: Timeline.phaseAt(line, time),
    word: plan.words.find((one) => one.from <= age && age < one.until)?.word,
    startedAt,
    endedAt: Timeline.endedAt(line, time),
    steps,
    stepsDone,
    micros: startedAt === undefined ? 0 : plan.cost.start + stepsDone * plan.cost.step,
    credits: stepsDone * plan.credits
  }
}
