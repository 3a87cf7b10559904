/**
 * The state machine of a task, as a pure function: from the plan of the task and its stops and
 * resumes to every change and its time. No timer runs: the state is computed when a request asks
 * for it. Times are milliseconds since the epoch, durations milliseconds.
 */

/** The states of a task. Each provider has words of its own for them. */
export const phases = ["created", "running", "pausing", "paused", "finished", "failed", "stopped"] as const
export type Phase = (typeof phases)[number]

/** What a task will do, as planned at its creation. */
export interface Course {
  readonly queued: number
  readonly steps: ReadonlyArray<number>
  /** Between the last step and the end. */
  readonly tail: number
  readonly pauses: ReadonlyArray<{
    readonly after: number
    readonly pausing: number
    readonly limit: number | undefined
  }>
  readonly end: "finished" | "failed" | "stopped" | "never"
}

/** What requests have done to a task. */
export interface Life {
  readonly createdAt: number
  /** When each resume came that found the task paused. */
  readonly resumedAt: ReadonlyArray<number>
  /** When a stop takes effect. */
  readonly stoppedAt?: number | undefined
}

/** A phase, and the time when it begins. */
export interface Change {
  readonly at: number
  readonly phase: Phase
}

/** When a step begins and ends. */
interface Span {
  readonly begins: number
  readonly ends: number
}

export interface Timeline {
  /** In order; the first is `created`. */
  readonly changes: ReadonlyArray<Change>
  /**
   * The steps whose begin is known: steps after a pause without a limit are not, until it is
   * resumed.
   */
  readonly steps: ReadonlyArray<Span>
}

const over: ReadonlySet<Phase> = new Set<Phase>(["finished", "failed", "stopped"])

/** Whether it is a final phase. */
export const isOver = (phase: Phase): boolean => over.has(phase)

/** All changes, under the assumption that no stop or resume follows. */
export const timeline = (course: Course, life: Life): Timeline => {
  const changes: Array<Change> = [{ at: life.createdAt, phase: "created" }]
  const steps: Array<Span> = []
  let at = life.createdAt + course.queued
  changes.push({ at, phase: "running" })
  let blocked = false
  for (let done = 0; done <= course.steps.length && !blocked; done += 1) {
    for (const pause of course.pauses.filter((one) => one.after === done)) {
      changes.push({ at, phase: "pausing" })
      at += pause.pausing
      changes.push({ at, phase: "paused" })
      const until = endOfPause(at, pause.limit, life.resumedAt)
      if (until === undefined) {
        blocked = true
        break
      }
      at = until
      changes.push({ at, phase: "running" })
    }
    const duration = course.steps[done]
    if (blocked || duration === undefined) break
    steps.push({ begins: at, ends: at + duration })
    at += duration
  }
  if (!blocked && course.end !== "never") changes.push({ at: at + course.tail, phase: course.end })
  return life.stoppedAt === undefined ? { changes, steps } : stop({ changes, steps }, life.stoppedAt)
}

const endOfPause = (since: number, limit: number | undefined, resumedAt: ReadonlyArray<number>): number | undefined => {
  const resumed = resumedAt.find((at) => at >= since)
  const expires = limit === undefined ? undefined : since + limit
  return resumed === undefined ? expires : Math.min(resumed, expires ?? resumed)
}

const stop = (planned: Timeline, at: number): Timeline => {
  const before = planned.changes.filter((change) => change.at <= at)
  const last = before.at(-1)
  if (last !== undefined && isOver(last.phase)) return planned
  return {
    changes: [...before, { at, phase: "stopped" }],
    steps: planned.steps.filter((step) => step.begins < at)
  }
}

/** The phase at a time: that of the last change before it. */
export const phaseAt = (line: Timeline, now: number): Phase =>
  line.changes.findLast((change) => change.at <= now)?.phase ?? "created"

/** When it was started, if it was by now. */
export const startedAt = (line: Timeline, now: number): number | undefined =>
  line.changes.find((change) => change.phase === "running" && change.at <= now)?.at

/** When it was over, if it is by now. */
export const endedAt = (line: Timeline, now: number): number | undefined =>
  line.changes.find((change) => isOver(change.phase) && change.at <= now)?.at
