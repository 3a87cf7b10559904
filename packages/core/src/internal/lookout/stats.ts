/** What a look-out does, counted: for `Lookout.stats`, and for Effect's metrics. */
import type * as Context from "effect/Context"
import * as Metric from "effect/Metric"

/** The kinds of requests that are sent for waits. */
export type Request = "status" | "snapshot" | "events" | "list"

/** Numbers of one account since it was made. */
export interface Counters {
  readonly requests: Record<Request, number>
  errors: number
  limited: number
  tasks: number
  waits: number
  inFlight: number
  ends: number
  notified: number
  /** Ends whose delay is known, the sum of their delays and the longest, in milliseconds. */
  timedEnds: number
  delaySum: number
  longestDelay: number
}

/** All zero. */
export const make = (): Counters => ({
  requests: { status: 0, snapshot: 0, events: 0, list: 0 },
  errors: 0,
  limited: 0,
  tasks: 0,
  waits: 0,
  inFlight: 0,
  ends: 0,
  notified: 0,
  timedEnds: 0,
  delaySum: 0,
  longestDelay: 0
})

const requests = Metric.counter("errand_lookout_requests", { description: "requests sent while waiting, by kind" })
const errors = Metric.counter("errand_lookout_errors", { description: "requests that failed while waiting, by reason" })
const ends = Metric.counter("errand_lookout_ends", { description: "ends of tasks that were awaited" })
const tasks = Metric.gauge("errand_lookout_tasks", { description: "tasks that are awaited now" })
const waits = Metric.gauge("errand_lookout_waits", { description: "waits under way now" })
const inFlight = Metric.gauge("errand_lookout_in_flight", { description: "requests under way now" })
const rate = Metric.gauge("errand_lookout_rate", { description: "requests a second that the service seems to bear" })
const delay = Metric.histogram("errand_lookout_delay_ms", {
  description: "milliseconds from the end of a task, by the service's clock, to when it was noticed, by ours",
  boundaries: [100, 250, 500, 1000, 1500, 2000, 3000, 5000, 10_000, 30_000, 60_000]
})

/** Updates the metrics of one provider. */
export interface Metrics {
  readonly request: (kind: Request) => void
  readonly error: (reason: string) => void
  readonly end: () => void
  readonly delay: (millis: number) => void
  readonly level: (meter: Counters, perSecond: number) => void
}

/** The metrics that belong to this provider, in this context's registry. */
export const metrics = (provider: string, context: Context.Context<never>): Metrics => {
  const of = { provider }
  const here = <Input, State>(metric: Metric.Metric<Input, State>, more: Record<string, string> = {}) => {
    const labelled = Metric.withAttributes(metric, { ...of, ...more })
    return (input: Input) => labelled.updateUnsafe(input, context)
  }
  const kinds: Record<Request, (by: number) => void> = {
    status: here(requests, { kind: "status" }),
    snapshot: here(requests, { kind: "snapshot" }),
    events: here(requests, { kind: "events" }),
    list: here(requests, { kind: "list" })
  }
  const ended = here(ends)
  const delayed = here(delay)
  const levels = [here(tasks), here(waits), here(inFlight), here(rate)] as const
  return {
    request: (kind) => kinds[kind](1),
    error: (reason) => here(errors, { reason })(1),
    end: () => ended(1),
    delay: delayed,
    level: (meter, perSecond) => {
      levels[0](meter.tasks)
      levels[1](meter.waits)
      levels[2](meter.inFlight)
      levels[3](perSecond)
    }
  }
}
