/** Whether a task was made by a start, as far as the time tells. */
import * as DateTime from "effect/DateTime"
import type { Match } from "./parameters.ts"

/**
 * How far the service's clock may be behind ours, or cut its seconds off, so that a task is this
 * start's all the same. Little: an earlier start of the same must not be taken for this one.
 */
const skew = "2 seconds"

/**
 * How far a clock can be behind at the most: what was created before is another's, what was created
 * since may be this start's.
 */
export const reach = "5 minutes"

/** Judges the time at which a task was created. */
export const matchCreated = (at: DateTime.Utc | undefined, since: DateTime.Utc): Match => {
  if (at === undefined) return "unclear"
  if (DateTime.isLessThan(at, DateTime.subtractDuration(since, reach))) return "other"
  return DateTime.isLessThan(at, DateTime.subtractDuration(since, skew)) ? "unclear" : "same"
}
