/** One task of a `Fleet`, and how it looks at a given time. Times in milliseconds. */
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import type { Listed, Snapshot } from "../../Snapshot.ts"
import { isOver } from "../../Status.ts"
import type { Status } from "../../Status.ts"

/** How long a task takes, and of that when and for how long it waits for a person, if it does. */
export interface Work {
  readonly takes: Duration.Input
  readonly pause?: { readonly after: Duration.Input; readonly lasts: Duration.Input }
}

/** A task that was started. */
export interface Job {
  readonly id: string
  readonly work: Work
  readonly began: number
  ends: number
  cancelled: boolean
  /** When it waits for a person. */
  readonly pause: { readonly from: number; readonly to: number } | undefined
  /** When an answer told of its end, and whether one told its result. */
  noticed: number | undefined
  read: boolean
  /** How lists show it while it runs. */
  readonly listed: Listed
}

export const running: Status = { state: "working", phase: "running", native: "running" }
const paused: Status = { state: "input_required", native: "paused" }
export const completed: Status = { state: "completed", native: "completed" }
const cancelled: Status = { state: "cancelled", by: "unknown", native: "cancelled" }

/** A task that is started at this time. */
export const make = (id: string, work: Work, at: number): Job => {
  const from = at + Duration.toMillis(work.pause?.after ?? 0)
  return {
    id,
    work,
    began: at,
    ends: at + Duration.toMillis(work.takes),
    cancelled: false,
    pause: work.pause === undefined ? undefined : { from, to: from + Duration.toMillis(work.pause.lasts) },
    noticed: undefined,
    read: false,
    listed: { id, status: running, createdAt: DateTime.makeUnsafe(at) }
  }
}

/** Its status. The same word is always the same value. */
export const statusAt = ({ cancelled: stopped, ends, pause }: Job, at: number): Status => {
  if (at >= ends) return stopped ? cancelled : completed
  return pause !== undefined && at >= pause.from && at < pause.to ? paused : running
}

/** Everything about it. */
export const snapshotAt = (job: Job, at: number): Snapshot<Work> => {
  const status = statusAt(job, at)
  const over = isOver(status)
  return {
    status,
    cost: { final: over },
    steps: [],
    output: status === completed ? job.id : null,
    verdict: { claimed: null, judged: null },
    files: [],
    createdAt: DateTime.makeUnsafe(job.began),
    startedAt: DateTime.makeUnsafe(job.began),
    ...(over ? { finishedAt: DateTime.makeUnsafe(job.ends) } : {}),
    raw: job.work
  }
}

/** How a list shows it. With `results` a task that is over has its output, verdict and end. */
export const listedAt = (job: Job, at: number, results: boolean): Listed => {
  const status = statusAt(job, at)
  if (status === running) return job.listed
  if (!results || !isOver(status)) return { ...job.listed, status }
  return {
    ...job.listed,
    status,
    finishedAt: DateTime.makeUnsafe(job.ends),
    output: status === completed ? job.id : null,
    cost: { final: true },
    verdict: { claimed: null, judged: null }
  }
}

/** An order that has nothing to do with time. */
export const scatter = (began: number): number => Math.imul(began, 0x9e3779b1) >>> 0
