/**
 * What the tasks of BrowserAct are in either version of the API: the account's room for them, their
 * list, their controls, and what callbacks and files have in common.
 */
import type { TaskStatus, TaskStepDto } from "@errand/browseract-types/v2"
import type { BotRunStatus } from "@errand/browseract-types/v3"
import type { TaskStart } from "../../TaskScript.ts"
import type { Refusal } from "../service.ts"
import type { Hooks, StepNow, Task, TaskNow } from "../tasks/task.ts"
import * as Timeline from "../tasks/timeline.ts"
import type { Phase } from "../tasks/timeline.ts"
import type { World } from "../world.ts"
import { codes } from "./browserActShapes.ts"

/** The versions, as the simulator names them. */
export const versions = ["browseract", "browseract/v3"] as const

export const words: { readonly [P in Phase]: TaskStatus & BotRunStatus } = {
  created: "created",
  running: "running",
  pausing: "pausing",
  paused: "paused",
  finished: "finished",
  failed: "failed",
  stopped: "canceled"
}

/** The word that is sent. */
export const word = (look: TaskNow): string => look.word ?? words[look.phase]

export const keepFilesMillis = 7 * 86_400_000

/** How many tasks may run at once: the limit is the account's, whichever version names it. */
const mostOf = ({ scenario }: World): number =>
  Math.min(scenario.browserAct?.concurrency ?? Infinity, scenario.browserActV3?.concurrency ?? Infinity)

const runningOf = ({ tasks }: World): number => versions.reduce((sum, version) => sum + tasks.running(version), 0)

/** What a list can be asked for in either version. */
interface Query {
  readonly page?: number
  readonly limit?: number
  readonly status?: string
  readonly created_at_from?: string
  readonly created_at_to?: string
}

/** One version of the API. */
interface Version {
  readonly provider: (typeof versions)[number]
  /** Its error envelope. */
  readonly envelope: (world: World, code: number, msg: string) => Refusal
  /** How many tasks a page has where a request does not say. */
  readonly pageSize: number
}

/** A task that is asked for. */
interface Wanted {
  /** What its id is made of. */
  readonly name: string
  readonly start: Omit<TaskStart, "provider" | "metadata">
  readonly body: Callbacks
}

/** The addresses that a start wants to be called at. */
export interface Callbacks {
  readonly callback_url?: string
  readonly status_change_callback_url?: string
}

/** The tasks of one version: each request is answered by `use`, or refused as both versions do. */
export const make = (world: World, { envelope, pageSize, provider }: Version) => {
  const about = <A>(id: string, use: (task: Task) => A): A | Refusal => {
    const task = world.tasks.find(provider, id)
    return task === undefined ? envelope(world, codes.noTask, "The task does not exist") : use(task)
  }
  return {
    about,
    start: <A>({ body, name, start }: Wanted, use: (task: Task) => A): A | Refusal => {
      if (runningOf(world) >= mostOf(world))
        return envelope(world, codes.tooManyRunning, "The number of running tasks exceeds the limit")
      const task = world.tasks.create({
        id: world.random.digits(name, 17),
        start: { provider, metadata: {}, ...start },
        wish: { schema: undefined, startUrl: undefined },
        hooks: hooks(body)
      })
      for (const file of task.plan.files) world.storage.put(`tasks/${task.id}/${file.id}`, file)
      return use(task)
    },
    list: <A>(query: Query, isWanted: ((task: Task) => boolean) | undefined, item: (task: Task) => A) => {
      const [page, limit] = [query.page ?? 1, query.limit ?? pageSize]
      const { created_at_from: from, created_at_to: to, status } = query
      const which = {
        ...(status === undefined ? {} : { phases: Timeline.phases.filter((phase) => words[phase] === status) }),
        ...(from === undefined ? {} : { from: Date.parse(from) }),
        ...(to === undefined ? {} : { to: Date.parse(to) }),
        ...(isWanted === undefined ? {} : { only: isWanted })
      }
      const { items, total } = world.tasks.list(provider, which, page, limit)
      return {
        page,
        limit,
        items: items.map(item),
        total_pages: Math.ceil(total / limit),
        total_count: total
      }
    },
    /** `isHarmless`: a task that is not paused is answered like one that is. */
    resume: <A>(task: Task, use: () => A, { after = 0, isHarmless = false } = {}): A | Refusal =>
      world.tasks.resume(task, after) || (isHarmless && !isOver(world, task))
        ? use()
        : envelope(world, codes.notPaused, "Only a paused task can be resumed"),
    /** `isHarmless`: a task that is over is answered like one that is not. */
    stop: <A>(task: Task, use: () => A, { isHarmless = false } = {}): A | Refusal => {
      if (isOver(world, task) && !isHarmless) return envelope(world, codes.alreadyOver, "The task has been completed")
      world.tasks.stop(task)
      return use()
    }
  }
}

const isOver = ({ tasks }: World, task: Task): boolean => Timeline.isOver(tasks.look(task).phase)

const hooks = ({ callback_url: end, status_change_callback_url: changes }: Callbacks): Hooks => ({
  ...(end === undefined ? {} : { end }),
  ...(changes === undefined ? {} : { changes })
})

/** A step, as both versions show it. */
export const stepOf = (world: World, task: Task, { done, number, step }: StepNow, look: TaskNow): TaskStepDto => ({
  id: step.id,
  step: number,
  // A step that a stop cut short has not succeeded.
  status: done ? (step.fails ? "failed" : "succeed") : Timeline.isOver(look.phase) ? "failed" : "running",
  step_goal: step.goal,
  evaluation_previous_goal: step.evaluation,
  screenshots_url: done
    ? world.storage.url(`screenshots/${task.id}/${number}.png`, task.createdAt + keepFilesMillis)
    : ""
})

/** The address of a file of a task. */
export const fileUrl = (world: World, task: Task, file: string, look: TaskNow): string =>
  world.storage.url(`tasks/${task.id}/${file}`, (look.endedAt ?? task.createdAt) + keepFilesMillis)
