/** What a look-out does, counted: for `Lookout.stats`, and for Effect's metrics. */
import type * as Context from "effect/Context"
import * as Metric from "effect/Metric"

/** What is asked. */
export type Request = "status" | "snapshot" | "list"

/** Numbers of one look-out since it was made. */
export interface Meter {
  readonly requests: Record<Request, number>
  errors: number
  limited: number
  tasks: number
  waits: number
  inFlight: number
  ends: number
  knocked: number
  /** Ends whose delay is known, the sum and the largest of these, in milliseconds. */
  timed: number
  delay: number
  worst: number
}

/** Nothing has happened. */
export const make = (): Meter => ({
  requests: { status: 0, snapshot: 0, list: 0 },
  errors: 0,
  limited: 0,
  tasks: 0,
  waits: 0,
  inFlight: 0,
  ends: 0,
  knocked: 0,
  timed: 0,
  delay: 0,
  worst: 0
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

/** The metrics of one provider, and where they are kept. */
export interface Metrics {
  readonly request: (kind: Request) => void
  readonly error: (reason: string) => void
  readonly end: () => void
  readonly delay: (millis: number) => void
  readonly level: (meter: Meter, perSecond: number) => void
}

/** The metrics that belong to this provider, in this context's registry. */
export const metrics = (provider: string, context: Context.Context<never>): Metrics => {
  const of = { provider }
  const here = <Input, State>(metric: Metric.Metric<Input, State>, more: Record<string, string> = {}) => {
    const mine = Metric.withAttributes(metric, { ...of, ...more })
    return (input: Input) => mine.updateUnsafe(input, context)
  }
  const kinds: Record<Request, (by: number) => void> = {
    status: here(requests, { kind: "status" }),
    snapshot: here(requests, { kind: "snapshot" }),
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
