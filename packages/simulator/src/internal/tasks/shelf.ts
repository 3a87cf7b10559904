/**
 * One provider's tasks in the order of its lists, sorted by phase. A phase changes with time alone,
 * so a heap of the next changes suffices: a query takes over the changes since the last query, and
 * does not look at all tasks.
 */
import type { Task } from "./task.ts"
import * as Timeline from "./timeline.ts"
import type { Phase } from "./timeline.ts"

/** Which tasks are meant. Times are milliseconds since the epoch, both ends included. */
export interface TaskFilter {
  /** Any phase when left out. */
  readonly phases?: ReadonlyArray<Phase>
  readonly from?: number
  readonly to?: number
  /** Any other condition. It is called for every task that passes the rest. */
  readonly only?: (task: Task) => boolean
}

/** A page, newest first, and how many there are on all pages. */
export interface Page {
  readonly items: ReadonlyArray<Task>
  readonly total: number
}

export interface Shelf {
  readonly put: (task: Task) => void
  readonly take: (task: Task) => void
  /** To be called when a stop or a resume has changed the task's timeline. */
  readonly timelineChanged: (task: Task) => void
  /** From 1 on. */
  readonly page: (which: TaskFilter, number: number, size: number) => Page
  readonly count: (phases: ReadonlyArray<Phase>) => number
}

interface Entry {
  readonly task: Task
  phase: Phase
  /** When its next known change comes. */
  due: number
}

/** With more changes than this it is cheaper to sort all tasks again than to move each. */
const maxSingleMoves = 200

/** `now` in milliseconds. */
export const make = (now: () => number): Shelf => {
  const entries = new Map<Task, Entry>()
  const all: Array<Task> = []
  const phases = new Map<Phase, Array<Task>>()
  let calendar: Array<{ readonly at: number; readonly entry: Entry }> = []
  let caughtUpTo = -Infinity

  const inPhase = (phase: Phase): Array<Task> => {
    const found = phases.get(phase) ?? []
    phases.set(phase, found)
    return found
  }
  /** Its phase at this time. Notes when its next change comes. */
  const read = (entry: Entry, time: number): Phase => {
    entry.due = entry.task.line.changes.find((change) => change.at > time)?.at ?? Infinity
    if (entry.due < Infinity) push(calendar, { at: entry.due, entry })
    return Timeline.phaseAt(entry.task.line, time)
  }
  const place = (entry: Entry, time: number) => {
    const phase = read(entry, time)
    if (phase === entry.phase) return
    remove(inPhase(entry.phase), entry.task)
    insert(inPhase(phase), entry.task)
    entry.phase = phase
  }
  /** The same for many entries, with one pass over all tasks. */
  const placeAll = (some: Iterable<Entry>, time: number) => {
    for (const entry of some) entry.phase = read(entry, time)
    phases.clear()
    for (const task of all) inPhase(entries.get(task)?.phase ?? "created").push(task)
  }
  const catchUp = () => {
    const time = now()
    const due: Array<Entry> = []
    if (time < caughtUpTo) {
      // The clock was set back, so changes that were taken over may lie in the future again.
      calendar = []
      for (const entry of entries.values()) due.push(entry)
    }
    caughtUpTo = time
    for (let next = calendar[0]; next !== undefined && next.at <= time; next = calendar[0]) {
      pop(calendar)
      // Skip a change that was planned before a stop or a resume.
      if (entries.get(next.entry.task) !== next.entry || next.entry.due !== next.at) continue
      next.entry.due = Infinity
      due.push(next.entry)
    }
    if (due.length > maxSingleMoves) placeAll(due, time)
    else for (const entry of due) place(entry, time)
  }
  const chosen = (wanted: ReadonlyArray<Phase> | undefined): ReadonlyArray<Task> => {
    if (wanted === undefined) return all
    const some = wanted.map(inPhase).filter((tasks) => tasks.length > 0)
    return some.length > 1 ? some.flat().toSorted(order) : (some[0] ?? [])
  }

  return {
    put: (task) => {
      const entry: Entry = { task, phase: "created", due: Infinity }
      entries.set(task, entry)
      insert(all, task)
      insert(inPhase("created"), task)
      place(entry, now())
    },
    take: (task) => {
      const entry = entries.get(task)
      if (entry === undefined) return
      entries.delete(task)
      remove(all, task)
      remove(inPhase(entry.phase), task)
    },
    timelineChanged: (task) => {
      const entry = entries.get(task)
      if (entry !== undefined) place(entry, now())
    },
    page: ({ from = -Infinity, only, phases, to = Infinity }, number, size) => {
      catchUp()
      const tasks = chosen(phases)
      const first = search(tasks, (task) => task.createdAt >= from)
      const last = search(tasks, (task) => task.createdAt > to)
      const end = (count: number) => Math.max(0, count - (number - 1) * size)
      const piece = (of: ReadonlyArray<Task>, begins: number, ends: number) =>
        of.slice(Math.max(begins, begins + end(ends - begins) - size), begins + end(ends - begins)).toReversed()
      if (only === undefined) return { items: piece(tasks, first, last), total: Math.max(0, last - first) }
      const found = tasks.slice(first, last).filter(only)
      return { items: piece(found, 0, found.length), total: found.length }
    },
    count: (wanted) => {
      catchUp()
      return wanted.reduce((sum, phase) => sum + inPhase(phase).length, 0)
    }
  }
}

/** Oldest first; in the order of creation within a millisecond. */
const order = (a: Task, b: Task): number => a.createdAt - b.createdAt || a.number - b.number

/** The index of the first task that fits, in a list where all after it fit too. */
const search = (tasks: ReadonlyArray<Task>, fits: (task: Task) => boolean): number => {
  let [low, high] = [0, tasks.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    const task = tasks[middle]
    if (task !== undefined && fits(task)) high = middle
    else low = middle + 1
  }
  return low
}

const insert = (tasks: Array<Task>, task: Task): void => {
  const last = tasks.at(-1)
  if (last === undefined || order(last, task) < 0) tasks.push(task)
  else
    tasks.splice(
      search(tasks, (other) => order(other, task) > 0),
      0,
      task
    )
}

const remove = (tasks: Array<Task>, task: Task): void => {
  const index = search(tasks, (other) => order(other, task) >= 0)
  if (tasks[index] === task) tasks.splice(index, 1)
}

interface Timed {
  readonly at: number
}

/** A binary heap, the earliest first. */
const push = <A extends Timed>(heap: Array<A>, item: A): void => {
  let index = heap.push(item) - 1
  while (index > 0) {
    const above = (index - 1) >>> 1
    const parent = heap[above]
    if (parent === undefined || parent.at <= item.at) break
    heap[index] = parent
    index = above
  }
  heap[index] = item
}

const pop = <A extends Timed>(heap: Array<A>): void => {
  const item = heap.pop()
  if (item === undefined || heap.length === 0) return
  let index = 0
  while (true) {
    const left = 2 * index + 1
    const right = left + 1
    const below = (heap[right]?.at ?? Infinity) < (heap[left]?.at ?? Infinity) ? right : left
    const child = heap[below]
    if (child === undefined || child.at >= item.at) break
    heap[index] = child
    index = below
  }
  heap[index] = item
}
