/** What a program can see of its requests: spans and metrics. */
import type * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Metric from "effect/Metric"
import * as References from "effect/References"
import * as Tracer from "effect/Tracer"
import type { HttpError } from "../../HttpError.ts"
import type { Operation } from "../../Operation.ts"
import { metrics, Spans } from "../../Telemetry.ts"
import type { TransportAnswer } from "../../Transport.ts"

/** The service as spans name it. */
export interface Server {
  readonly "server.address"?: string
  readonly "server.port"?: number
}

/** Host and port of an address; none for a relative one. */
export const serverOf = (url: string): Server => {
  if (!URL.canParse(url)) return {}
  const { hostname, port, protocol } = new URL(url)
  return { "server.address": hostname, "server.port": port === "" ? (protocol === "https:" ? 443 : 80) : Number(port) }
}

/** Host and port of an address as errors name it. */
export const hostOf = (url: string): string | undefined => (URL.canParse(url) ? new URL(url).host : undefined)

/** Puts one request into a span, if the program has a tracer. */
export const withSpan = <A extends { readonly answer: TransportAnswer }>(
  operation: Operation,
  server: Server,
  count: number,
  self: Effect.Effect<A, HttpError>
): Effect.Effect<A, HttpError> =>
  Effect.withFiber((fiber) => {
    const isSilent =
      fiber.getRef(Tracer.Tracer) === Tracer.nativeTracer ||
      !fiber.getRef(Spans) ||
      !fiber.getRef(References.TracerEnabled)
    if (isSilent) return self
    const attributes = {
      "http.request.method": operation.method,
      "url.template": operation.path,
      ...server,
      ...(count > 1 ? { "http.request.resend_count": count - 1 } : undefined)
    }
    return Effect.useSpan(`${operation.method} ${operation.path}`, { kind: "client", attributes }, (span) =>
      Effect.onExit(self, (exit) => Effect.sync(() => annotate(span, exit)))
    )
  })

const annotate = (span: Tracer.Span, exit: Exit.Exit<{ readonly answer: TransportAnswer }, HttpError>): void => {
  if (Exit.isSuccess(exit)) return span.attribute("http.response.status_code", exit.value.answer.status)
  for (const failure of exit.cause.reasons) {
    if (failure._tag !== "Fail") continue
    const { reason, status } = failure.error
    if (status !== undefined) span.attribute("http.response.status_code", status)
    const refused = reason._tag === "Declared" || reason._tag === "Undeclared"
    span.attribute("error.type", refused && status !== undefined ? String(status) : reason._tag)
  }
}

/** Counts one request by its end; `status` is absent when no answer came. */
export const countRequest = (
  operation: Operation,
  status: number | undefined,
  context: Context.Context<never>
): void => {
  const name = status === undefined ? "none" : `${Math.floor(status / 100)}xx`
  const { byClass } = seriesOf(operation)
  const known = byClass.get(name)
  const counter =
    known ??
    Metric.counter(metrics.requests, {
      description: "HTTP requests sent, by outcome",
      attributes: { ...attributesOf(operation), "http.response.status_class": name }
    })
  if (known === undefined) byClass.set(name, counter)
  counter.updateUnsafe(1, context)
}

/** Counts one repetition and the wait before it. */
export const countRetry = (operation: Operation, millis: number, context: Context.Context<never>): void => {
  const { retries, waiting } = seriesOf(operation)
  retries.updateUnsafe(1, context)
  waiting.updateUnsafe(millis, context)
}

// Metrics are looked up by the text of their attributes, so this is done once for each operation.
const seriesOf = (operation: Operation): Series => {
  const known = seriesByOperation.get(operation)
  if (known !== undefined) return known
  const attributes = attributesOf(operation)
  const made: Series = {
    byClass: new Map(),
    retries: Metric.counter(metrics.retries, { description: "HTTP requests sent again", attributes }),
    waiting: Metric.histogram(metrics.waiting, {
      description: "Milliseconds waited before sending again",
      attributes,
      boundaries: [50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000]
    })
  }
  seriesByOperation.set(operation, made)
  return made
}

interface Series {
  readonly byClass: Map<string, Metric.Counter<number>>
  readonly retries: Metric.Counter<number>
  readonly waiting: Metric.Histogram<number>
}

const seriesByOperation = /* @__PURE__ */ new WeakMap<Operation, Series>()

const attributesOf = (operation: Operation) => ({
  "http.request.method": operation.method,
  "url.template": operation.path
})
