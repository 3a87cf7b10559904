/** The events of a scripted task, as pages of a log. Deterministic: time is an argument. */
import * as Struct from "effect/Struct"
import type { EventPage } from "../../Provider.ts"
import type { Snapshot } from "../../Snapshot.ts"
import * as Course from "./course.ts"

/** A page of what has happened up to now. The cursor is the number of events before. */
export const read = (task: Course.Events, now: number, after: string | undefined, pageMax: number): EventPage => {
  const from = after === undefined ? 0 : Number(after)
  const all = Course.stepLog(task, now)
  const events = all.slice(from, from + pageMax)
  const next = from + events.length
  const liveUrl = Course.liveUrlOf(task.id)
  return {
    events,
    ...(from === 0 ? { liveUrl } : {}),
    after: events.length === 0 ? after : String(next),
    isDone: next >= all.length
  }
}

/** A snapshot of a service that tells steps and the live view nowhere else than in its events. */
export const withoutEvents = <Raw>(snapshot: Snapshot<Raw>): Snapshot<Raw> => ({
  ...Struct.omit(snapshot, ["liveUrl"]),
  steps: []
})
