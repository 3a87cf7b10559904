/**
 * One provider's tasks in the order of its lists, kept by phase. A phase changes with time alone, so a calendar says whose turn it
 * is: whoever asks pays for the changes since the last question, and not for all tasks.
 */
import type { Task } from "./task.ts"
import * as Timeline from "./timeline.ts"
import type { Phase } from "./timeline.ts"

/** Which tasks are meant. Times are milliseconds since the epoch, both ends included. */
export interface Which {
  /** Any phase when left out. */
  readonly phases?: ReadonlyArray<Phase>
  readonly from?: number
  readonly to?: number
  /** Anything else; asked of every task that the rest leaves. */
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
  /** Its timeline is another now. */
  readonly moved: (task: Task) => void
  /** From 1 on. */
  readonly page: (which: Which, number: number, size: number) => Page
  readonly count: (phases: ReadonlyArray<Phase>) => number
}

interface Entry {
  readonly task: Task
  phase: Phase
  /** When the next change comes, as far as is known. */
  due: number
}

/** So many changes are cheaper to enter by reading all tasks once. */
const crowd = 200

/** `now` in milliseconds. */
export const make = (now: () => number): Shelf => {
  const entries = new Map<Task, Entry>()
  const all: Array<Task> = []
  const phases = new Map<Phase, Array<Task>>()
  let calendar: Array<{ readonly at: number; readonly entry: Entry }> = []
  let settled = -Infinity

  const of = (phase: Phase): Array<Task> => {
    const found = phases.get(phase) ?? []
    phases.set(phase, found)
    return found
  }
  /** Looks up its phase at this time, and when to look again. */
  const read = (entry: Entry, time: number): Phase => {
    entry.due = entry.task.line.changes.find((change) => change.at > time)?.at ?? Infinity
    if (entry.due < Infinity) push(calendar, { at: entry.due, entry })
    return Timeline.phaseAt(entry.task.line, time)
  }
  const place = (entry: Entry, time: number) => {
    const phase = read(entry, time)
    if (phase === entry.phase) return
    remove(of(entry.phase), entry.task)
    insert(of(phase), entry.task)
    entry.phase = phase
  }
  /** The same for many at once, in the time that one takes. */
  const placeAll = (some: Iterable<Entry>, time: number) => {
    for (const entry of some) entry.phase = read(entry, time)
    phases.clear()
    for (const task of all) of(entries.get(task)?.phase ?? "created").push(task)
  }
  const settle = () => {
    const time = now()
    const due: Array<Entry> = []
    if (time < settled) {
      // The clock was set back: what has happened has not.
      calendar = []
      for (const entry of entries.values()) due.push(entry)
    }
    settled = time
    for (let next = calendar[0]; next !== undefined && next.at <= time; next = calendar[0]) {
      pop(calendar)
      // What was planned before a stop or a resume no longer holds.
      if (entries.get(next.entry.task) !== next.entry || next.entry.due !== next.at) continue
      next.entry.due = Infinity
      due.push(next.entry)
    }
    if (due.length > crowd) placeAll(due, time)
    else for (const entry of due) place(entry, time)
  }
  const chosen = (wanted: ReadonlyArray<Phase> | undefined): ReadonlyArray<Task> => {
    if (wanted === undefined) return all
    const some = wanted.map(of).filter((tasks) => tasks.length > 0)
    return some.length > 1 ? some.flat().toSorted(order) : (some[0] ?? [])
  }

  return {
    put: (task) => {
      const entry: Entry = { task, phase: "created", due: Infinity }
      entries.set(task, entry)
      insert(all, task)
      insert(of("created"), task)
      place(entry, now())
    },
    take: (task) => {
      const entry = entries.get(task)
      if (entry === undefined) return
      entries.delete(task)
      remove(all, task)
      remove(of(entry.phase), task)
    },
    moved: (task) => {
      const entry = entries.get(task)
      if (entry !== undefined) place(entry, now())
    },
    page: ({ from = -Infinity, only, phases, to = Infinity }, number, size) => {
      settle()
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
      settle()
      return wanted.reduce((sum, phase) => sum + of(phase).length, 0)
    }
  }
}

/** Oldest first; in the order of creation within a millisecond. */
const order = (a: Task, b: Task): number => a.createdAt - b.createdAt || a.number - b.number

/** How many come before the first that fits. */
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
