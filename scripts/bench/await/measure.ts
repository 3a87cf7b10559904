/** From what the contender saw and what the service knows to the figures that are compared. */
import type { Truth, Waited } from "./protocol.ts"

export interface Measure {
  readonly tasks: number
  /** Requests beyond one that reads the result of each task, for each task. */
  readonly polls: number
  /** Requests by operation, for each task. */
  readonly requests: { readonly [operation: string]: number }
  readonly refused: number
  /** Seconds between the end of a task and the end of the wait for it. */
  readonly mean: number
  readonly p99: number
  /** Seconds of the contender's process, all of it. */
  readonly cpu: number
  /** The most memory that the contender's process ever had, in bytes. */
  readonly memory: number
  /** The most connections at one time. */
  readonly sockets: number
  readonly lost: number
  readonly why: { readonly [why: string]: number }
  /** The simulator's own seconds of CPU, and the share of time in which it was at work. */
  readonly service: { readonly cpu: number; readonly busy: number }
}

export const measure = (waited: Waited, truth: Truth): Measure => {
  const tasks = truth.ended.length
  const delays = truth.ended.flatMap((ended, index) => {
    const noticed = waited.noticed[index] ?? null
    return ended === null || noticed === null ? [] : [Math.max(0, noticed - ended) / 1000]
  })
  const all = Object.values(truth.requests).reduce((sum, some) => sum + some, 0)
  const reads = Math.min(truth.requests["getTask"] ?? 0, tasks)
  const perTask = Object.entries(truth.requests).map(([operation, count]) => [operation, count / tasks] as const)
  return {
    tasks,
    polls: (all - reads) / tasks,
    requests: Object.fromEntries(perTask),
    refused: truth.refused,
    mean: mean(delays),
    p99: percentile(delays, 0.99),
    cpu: waited.cpu,
    memory: waited.memory,
    sockets: truth.sockets,
    lost: tasks - delays.length,
    why: waited.lost,
    service: { cpu: truth.cpu, busy: truth.busy }
  }
}

/** NaN of nothing. */
export const mean = (values: ReadonlyArray<number>): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

/**
 * The smallest value that so large a share of all does not exceed (nearest rank); NaN of nothing.
 */
export const percentile = (values: ReadonlyArray<number>, share: number): number => {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}
