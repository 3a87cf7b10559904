/** The log of a run: every event up to now, numbered from 1 on, as its timeline gives them. */
import type { RunEvent } from "@errand/browser-use-types/v4"
import { stepsAt } from "../tasks/task.ts"
import type { Task } from "../tasks/task.ts"
import * as Timeline from "../tasks/timeline.ts"
import { time } from "./runShapes.ts"
import type { RunHandlers } from "./runShapes.ts"
import type { RunState } from "./runState.ts"

interface Happened {
  readonly at: number
  readonly type: string
  readonly data: { readonly [name: string]: unknown }
}

/** What has happened by now, in order. */
const eventsOf = ({ world }: RunState, run: Task): ReadonlyArray<RunEvent> => {
  const now = world.now()
  const { createdAt, line, plan } = run
  const startedAt = Timeline.startedAt(line, now)
  const endedAt = Timeline.endedAt(line, now)
  const all: Array<Happened> = [{ at: createdAt, type: "run.queued", data: {} }]
  if (startedAt !== undefined && !plan.dispatchFails) {
    // The only place that tells where to watch.
    all.push({ at: startedAt, type: "browser.ready", data: { live_view_url: world.liveUrl(run.id) } })
  }
  for (const { done, ends, number, step } of stepsAt(run, now)) {
    if (!done) continue
    const { actions, evaluation, goal, memory, url } = step
    all.push({ at: ends, type: "agent.step", data: { number, goal, evaluation, memory, url, actions } })
  }
  if (endedAt !== undefined) {
    const { error, phase } = { error: plan.failure.message, phase: Timeline.phaseAt(line, now) }
    if (phase === "finished") all.push({ at: endedAt, type: "run.completed", data: { result: plan.output } })
    else if (phase === "stopped") all.push({ at: endedAt, type: "run.cancelled", data: {} })
    else all.push({ at: endedAt, type: plan.dispatchFails ? "run.dispatch_failed" : "run.failed", data: { error } })
  }
  return all.map(({ at, data, type }, index) => ({
    runId: run.id,
    id: index + 1,
    ts: time(at),
    type,
    data: { ...data }
  }))
}

/** The events after a number. */
export const readEvents = (
  state: RunState,
  run: Task,
  after: number,
  limit: number
): Exclude<ReturnType<RunHandlers["listRunEvents"]>, { readonly status: number }> => {
  const later = eventsOf(state, run).filter(({ id }) => id > after)
  const events = later.slice(0, limit)
  return { events, nextAfter: events.at(-1)?.id ?? null, hasMore: later.length > events.length }
}
