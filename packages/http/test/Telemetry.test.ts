import { assert, describe, it } from "@effect/vitest"
import { Context, Effect, Metric, Option, References, Tracer } from "effect"
import * as RetryPolicy from "../src/RetryPolicy.ts"
import { metrics, Spans } from "../src/Telemetry.ts"
import { answer, lost, scripted } from "./support/memory.ts"
import { getTask } from "./support/operations.ts"

const one = { path: { task_id: "the-id" } }
const retry = RetryPolicy.make({ base: 0, attempts: 3 })

const recording = () => {
  const spans: Array<Tracer.NativeSpan> = []
  const tracer = Tracer.make({
    span: (options) => {
      const span = new Tracer.NativeSpan(options)
      spans.push(span)
      return span
    }
  })
  return { spans, tracer }
}

const attributes = (span: Tracer.NativeSpan) => Object.fromEntries(span.attributes)

describe("spans", () => {
  it.live("one per request, with OpenTelemetry's names and the path template", () =>
    Effect.gen(function* () {
      const { spans, tracer } = recording()
      const { http } = scripted([answer(503), lost("ECONNRESET"), answer(200, { id: "1" })])
      yield* http.call(getTask, one, { retry }).pipe(Effect.withTracer(tracer))
      const common = {
        "http.request.method": "GET",
        "url.template": "/tasks/{task_id}",
        "server.address": "service.test",
        "server.port": 80
      }
      assert.deepStrictEqual(
        spans.map((span) => [span.name, span.kind]),
        spans.map(() => ["GET /tasks/{task_id}", "client"])
      )
      assert.deepStrictEqual(spans.map(attributes), [
        { ...common, "http.response.status_code": 503, "error.type": "503" },
        { ...common, "http.request.resend_count": 1, "error.type": "Transport" },
        { ...common, "http.request.resend_count": 2, "http.response.status_code": 200 }
      ])
      assert.notInclude(JSON.stringify(spans.map(attributes)), "the-id")
    })
  )

  it.live("they hang under the span of the caller", () =>
    Effect.gen(function* () {
      const { spans, tracer } = recording()
      const { http } = scripted([answer(200)])
      yield* http.call(getTask, one).pipe(Effect.withSpan("caller"), Effect.withTracer(tracer))
      const [caller, request] = spans
      assert.strictEqual(Option.getOrUndefined(request?.parent ?? Option.none())?.spanId, caller?.spanId)
    })
  )

  it.live("they can be switched off, for this package or for a program", () =>
    Effect.gen(function* () {
      const { spans, tracer } = recording()
      const call = scripted([answer(200)])
        .http.call(getTask, one)
        .pipe(Effect.withTracer(tracer))
      yield* Effect.provideService(call, Spans, false)
      yield* Effect.provideService(call, References.TracerEnabled, false)
      assert.strictEqual(spans.length, 0)
      yield* call
      assert.strictEqual(spans.length, 1)
    })
  )
})

describe("metrics", () => {
  it.live("count requests by outcome, repetitions, and the time waited before them", () =>
    Effect.gen(function* () {
      const { http } = scripted([answer(503), lost("ECONNRESET"), answer(200, { id: "1" }), answer(404)])
      yield* http.call(getTask, one, { retry })
      yield* Effect.exit(http.call(getTask, one, { retry }))
      const all = Metric.snapshotUnsafe(yield* Effect.context<never>())
      const of = (id: string) => all.filter((metric) => metric.id === id)
      const names = { "http.request.method": "GET", "url.template": "/tasks/{task_id}" }
      assert.deepStrictEqual(
        of(metrics.requests).map((metric) => [metric.attributes, "count" in metric.state ? metric.state.count : 0]),
        [
          [{ ...names, "http.response.status_class": "5xx" }, 1],
          [{ ...names, "http.response.status_class": "none" }, 1],
          [{ ...names, "http.response.status_class": "2xx" }, 1],
          [{ ...names, "http.response.status_class": "4xx" }, 1]
        ]
      )
      assert.deepStrictEqual(
        of(metrics.retries).map((metric) => ("count" in metric.state ? metric.state.count : 0)),
        [2]
      )
      assert.deepStrictEqual(
        of(metrics.waiting).map((metric) => ("count" in metric.state ? metric.state.count : 0)),
        [2]
      )
    }).pipe(Effect.provideContext(Context.make(Metric.MetricRegistry, new Map())))
  )
})
