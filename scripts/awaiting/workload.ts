/**
 * The tasks that the pictures are about. Durations are quantiles in a seeded order, so the same
 * tasks come in every run.
 */
// @boundaries-ignore the pictures show what the planner does, and nobody else may lean on it
import { logNormal, shuffled, random } from "../../packages/core/src/internal/testing/durations.ts"

/** A task: how many milliseconds it takes, and which label its caller gives it. */
export interface Task {
  readonly takes: number
  readonly label: number
}

/** Tasks of one kind. */
const kind = (count: number, median: number, sigma: number, label: number): ReadonlyArray<Task> =>
  logNormal(count, { median, sigma, seed: 1 + label }).map((takes) => ({ takes, label }))

/** Nobody can tell how long these take: a minute, or ten seconds, or six minutes. */
export const varied = (count: number): ReadonlyArray<Task> => kind(count, 60_000, 1, 0)

/** The same work over and over: five minutes, give or take a third. */
export const steady = (count: number): ReadonlyArray<Task> => kind(count, 300_000, 0.3, 0)

/** Two jobs by turns, of five seconds and of ten minutes, each under its own label. */
export const labelled = (count: number): ReadonlyArray<Task> =>
  shuffled([...kind(count / 2, 5000, 0.3, 0), ...kind(count / 2, 600_000, 0.3, 1)], random(3))
