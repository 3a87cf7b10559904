/**
 * What a program can see of its requests. Spans carry OpenTelemetry's names for HTTP clients, metrics count requests
 * and waits; both name the path template, and neither a path, a query, a header or a body.
 */
import * as Context from "effect/Context"

/**
 * Whether requests have spans. There is one per request sent, so a call that is repeated has several; without a tracer
 * there is none in any case.
 */
export const Spans = Context.Reference<boolean>("@errand/http/Spans", { defaultValue: () => true })

/** The names of the metrics. */
export const metrics = {
  /** Counter of requests answered or lost, by `http.request.method`, `url.template` and `http.response.status_class`. */
  requests: "errand.http.requests",
  /** Counter of requests that were repetitions, by method and template. */
  retries: "errand.http.retries",
  /** Histogram of the milliseconds waited before repetitions, by method and template. */
  waiting: "errand.http.waiting"
} as const
