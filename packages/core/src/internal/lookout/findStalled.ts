/** When a wait is given up although the service answers. Deterministic: time is an argument. */
import * as Duration from "effect/Duration"
import type { Status } from "../../Status.ts"
import type { PersonTimeout, TaskStalled } from "../../TaskError.ts"
import type { Waiter } from "./state.ts"
import * as Waiters from "./waiter.ts"

/** The error with which the wait is to be given up, if it is. */
export const find = <Raw, E>(
  waiter: Waiter<Raw, E>,
  status: Status,
  now: number
): (() => TaskStalled | PersonTimeout) | undefined => {
  const stall = findStall(waiter, status.native, now)
  if (stall !== undefined) return () => Waiters.taskStalled(waiter, stall)
  const { inputRequiredSince } = waiter
  if (status.state !== "input_required" || inputRequiredSince === undefined) return undefined
  return now - inputRequiredSince >= Waiters.personWithinMillis(waiter)
    ? () => Waiters.personTimeout(waiter, status.waitsFor)
    : undefined
}

const findStall = <Raw, E>(waiter: Waiter<Raw, E>, word: string, now: number): string | undefined => {
  const { progressAt, unrecognisedSince } = waiter
  if (unrecognisedSince !== undefined && now - unrecognisedSince >= Waiters.unrecognisedForMillis(waiter)) {
    return `says ${JSON.stringify(word)}, which is no known status, for too long`
  }
  const noProgressFor = Waiters.noProgressForMillis(waiter)
  return now - progressAt >= noProgressFor
    ? `has made no progress for ${Duration.format(Duration.millis(noProgressFor))}`
    : undefined
}
