/**
 * What a program can see of its requests. Spans have OpenTelemetry's names for HTTP clients,
 * metrics count requests and waits. Both name the path template, and never a path, query, header or
 * body.
 */
import * as Context from "effect/Context"

/**
 * Whether requests have spans: one for each request that is sent, so that a repeated call has
 * several. Without a tracer there is none.
 */
export const Spans = Context.Reference<boolean>("@errand/http/Spans", { defaultValue: () => true })

/** The names of the metrics. */
export const metrics = {
  /**
   * Counter of requests, by `http.request.method`, `url.template` and
   * `http.response.status_class`.
   */
  requests: "errand.http.requests",
  /** Counter of repetitions, by method and template. */
  retries: "errand.http.retries",
  /** Histogram of the milliseconds waited before repetitions, by method and template. */
  waiting: "errand.http.waiting"
} as const
