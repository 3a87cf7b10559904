/** The tasks of all services: creates, finds, lists, stops and resumes them. */
import type { Provider, TaskStart } from "../../TaskScript.ts"
import * as TaskPlan from "./taskPlan.ts"
import type { Random } from "../sample/random.ts"
import type { Scripts } from "./scripts.ts"
import type { Hooks, Task, TaskNow } from "./task.ts"
import { look } from "./task.ts"
import * as Shelf from "./shelf.ts"
import * as Timeline from "./timeline.ts"

interface NewTask {
  readonly id: string
  readonly sessionId?: string
  readonly start: TaskStart
  readonly wish: TaskPlan.Wish
  readonly hooks: Hooks
}

export interface Tasks {
  readonly create: (task: NewTask) => Task
  /** The task, unless it is hidden from other requests. */
  readonly find: (provider: Provider, id: string) => Task | undefined
  /** A page of the tasks that are not hidden, newest first. */
  readonly list: (provider: Provider, which: Shelf.TaskFilter, page: number, size: number) => Shelf.Page
  /** How many are not over, hidden ones included. */
  readonly running: (provider: Provider) => number
  /** The tasks of a session, in the order of their creation. */
  readonly ofSession: (session: string) => ReadonlyArray<Task>
  /** All, in the order of their creation. */
  readonly all: () => ReadonlyArray<Task>
  /** The task, hidden or not. */
  readonly get: (id: string) => Task | undefined
  /** The one that was created last. */
  readonly latest: () => Task | undefined
  readonly remove: (task: Task) => void
  /** Hides it from other requests until this time. */
  readonly hide: (task: Task, until: number) => void
  readonly look: (task: Task) => TaskNow
  /** Whether there was anything to stop. */
  readonly stop: (task: Task) => boolean
  /** Whether it was paused. It goes on some milliseconds later, at once when left out. */
  readonly resume: (task: Task, after?: number) => boolean
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
  const shelves = new Map<Provider, Shelf.Shelf>()
  const shelfOf = (provider: Provider): Shelf.Shelf => {
    const shelf = shelves.get(provider) ?? Shelf.make(now)
    shelves.set(provider, shelf)
    return shelf
  }
  const sessions = new Map<string, ReadonlyArray<Task>>()
  /** Hidden tasks, and until when. */
  const hidden = new Map<Task, number>()
  let created = 0
  let latest: Task | undefined
  const isHidden = (task: Task) => {
    const until = hidden.get(task)
    if (until !== undefined && until <= now()) hidden.delete(task)
    return hidden.has(task)
  }
  const updateTimeline = (task: Task) => {
    task.line = Timeline.timeline(task.plan.course, task)
    shelfOf(task.provider).timelineChanged(task)
    self.onChange(task)
  }
  const isOver = (task: Task) => Timeline.isOver(Timeline.phaseAt(task.line, now()))
  const self: Tasks = {
    onChange: () => {},
    create: ({ hooks, id, sessionId, start, wish }) => {
      const plan = TaskPlan.make(scripts.take(start), start, wish, options.random.fork(id), options.speed)
      const createdAt = now()
      const task: Task = {
        provider: start.provider,
        id,
        number: (created += 1),
        sessionId,
        start,
        plan,
        hooks,
        createdAt,
        resumedAt: [],
        stoppedAt: undefined,
        line: Timeline.timeline(plan.course, { createdAt, resumedAt: [], stoppedAt: undefined })
      }
      tasks.set(id, task)
      shelfOf(start.provider).put(task)
      if (sessionId !== undefined) sessions.set(sessionId, [...(sessions.get(sessionId) ?? []), task])
      if (plan.hidden > 0) self.hide(task, createdAt + plan.hidden)
      latest = task
      self.onChange(task)
      return task
    },
    find: (provider, id) => {
      const task = tasks.get(id)
      return task === undefined || task.provider !== provider || isHidden(task) ? undefined : task
    },
    list: (provider, which, page, size) => {
      const { only = () => true } = which
      const anyHidden = [...hidden.keys()].filter(isHidden).length > 0
      const known = anyHidden ? { ...which, only: (task: Task) => !hidden.has(task) && only(task) } : which
      return shelfOf(provider).page(known, page, size)
    },
    running: (provider) => shelfOf(provider).count(Timeline.phases.filter((phase) => !Timeline.isOver(phase))),
    ofSession: (session) => sessions.get(session) ?? [],
    all: () => [...tasks.values()],
    get: (id) => tasks.get(id),
    latest: () => latest,
    remove: (task) => {
      tasks.delete(task.id)
      hidden.delete(task)
      const { sessionId = "" } = task
      const others = self.ofSession(sessionId).filter((other) => other !== task)
      if (others.length > 0) sessions.set(sessionId, others)
      else sessions.delete(sessionId)
      shelfOf(task.provider).take(task)
    },
    hide: (task, until) => void hidden.set(task, until),
    look: (task) => look(task, now()),
    stop: (task) => {
      if (task.stoppedAt !== undefined || isOver(task)) return false
      task.stoppedAt = now() + task.plan.stopping
      updateTimeline(task)
      return true
    },
    resume: (task, after = 0) => {
      if (Timeline.phaseAt(task.line, now()) !== "paused") return false
      task.resumedAt = [...task.resumedAt, now() + after]
      updateTimeline(task)
      return true
    }
  }
  return self
}
