import { everything } from "@errand/provider-testkit/emitted"
import { describe, expect, it } from "@effect/vitest"
import { Effect, Exit, Layer, Logger, References, Stream, Tracer } from "effect"
import { BrowserAct, Client } from "@errand/browseract"
import { Task } from "@errand/core"
import * as RetryPolicy from "@errand/http/RetryPolicy"
import { Simulator } from "@errand/simulator"
import { type Answer, canary, type Seen, service } from "./support/service.ts"

const once = Effect.provideService(RetryPolicy.RetryPolicy, RetryPolicy.none)

describe("the key", () => {
  const answers: Record<string, (request: Seen) => Answer> = {
    "a disguised refusal": () =>
      Response.json({ code: 401, msg: `bad token ${canary}`, data: { seen: canary }, traceId: canary }),
    "an unknown code": () => Response.json({ code: 7, msg: canary }),
    "a declared refusal": () => Response.json({ code: 401, msg: canary, data: { [canary]: 1 } }, { status: 400 }),
    "an undeclared refusal": ({ headers }) => Response.json({ echo: [...headers] }, { status: 401 }),
    "a text": ({ headers }) => new Response(headers.get("authorization"), { status: 403 }),
    "a page of a gateway": () => new Response(`<p>${canary}</p>`, { status: 502, headers: { "x-request-id": canary } }),
    "an answer that cannot be read": () => new Response(`<p>${canary}</p>`),
    "a broken connection": () => {
      throw new TypeError(`cannot send Bearer ${canary}`)
    }
  }
  for (const [what, answer] of Object.entries(answers)) {
    it.effect(`does not come back in the error of ${what}`, () =>
      Effect.gen(function* () {
        const browserAct = BrowserAct.make(service(answer).options)
        const failures = [
          browserAct.client.tasks.get({ query: { task_id: "1" } }),
          browserAct.client.tasks.stop({ query: { task_id: "1" } }),
          browserAct.snapshot("1"),
          browserAct.start({ workflow_id: "1" }, {}),
          browserAct.cancel("1"),
          Stream.runDrain(browserAct.file("1", { id: "f", name: "f", state: "ready" }))
        ]
        for (const failure of failures) {
          const exit = yield* Effect.exit(once(failure as Effect.Effect<unknown, unknown>))
          if (Exit.isSuccess(exit)) continue
          const told = everything(exit.cause)
          expect(told).toMatch(/BrowserActError|StartUnknown/)
          expect(told).not.toContain(canary)
          expect(JSON.stringify(exit.cause)).not.toContain(canary)
          expect(String(exit.cause)).not.toContain(canary)
        }
      })
    )
  }

  it.effect("and the token of a start's callback are in no error of a later request about its task", () =>
    Effect.gen(function* () {
      const token = "token_0123456789abcdef"
      const callback = `https://hooks.test/in?errand_token=${token}`
      const { options } = service(({ url }) =>
        url.pathname.endsWith("run-task") ? { id: "17" } : Response.json({ code: 99001, msg: `no ${callback}` })
      )
      const { tasks } = Client.make(options)
      yield* tasks.run({ body: { workflow_id: "1", callback_url: callback } })
      for (const request of [tasks.status({ query: { task_id: "17" } }), tasks.stop({ query: { task_id: "17" } })]) {
        const told = everything(yield* Effect.flip(once(request as Effect.Effect<unknown, unknown>)))
        expect(told).toContain("<redacted>")
        expect(told).not.toContain(token)
      }
    })
  )

  it("does not show in the client or the provider", () => {
    for (const value of [Client.make({ apiKey: canary }), BrowserAct.make({ apiKey: canary })]) {
      expect(everything(value)).not.toContain(canary)
      expect(JSON.stringify(value)).not.toContain(canary)
    }
  })

  it.effect("is in no span and no log line of a task's life, though every request carries it", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      const spans: Array<Tracer.Span> = []
      const lines: Array<unknown> = []
      let keys = 0
      const tracer = Tracer.make({
        span: (options) => {
          const span = new Tracer.NativeSpan(options)
          spans.push(span)
          return span
        }
      })
      const browserAct = BrowserAct.make({
        apiKey: canary,
        baseUrl: simulator.browserAct.baseUrl,
        fetch: (request) => {
          if (request.headers.get("authorization") === `Bearer ${canary}`) keys++
          return simulator.fetch(request)
        }
      })
      yield* simulator.fault({ kind: "status", status: 503, match: { operation: "getTaskStatus" } })
      yield* simulator.fault({ kind: "envelope", code: 10112, match: { operation: "getTask" }, times: 2 })
      yield* Effect.gen(function* () {
        const exit = yield* Effect.exit(Task.run(browserAct, { workflow_id: "1" }))
        yield* Effect.logError("the task", exit)
        yield* Effect.logInfo("the provider", browserAct)
        yield* Effect.exit(
          Task.poll(Task.attach(browserAct, { v: 1, provider: "browseract/v2", kind: "workflow", id: "2" }))
        )
      }).pipe(
        simulator.drive,
        Effect.withTracer(tracer),
        Effect.provide(Logger.layer([Logger.make((entry) => void lines.push(entry.message, entry.cause))])),
        Effect.provideService(References.MinimumLogLevel, "All")
      )
      expect(keys).toBe(yield* simulator.count())
      expect(keys).toBeGreaterThan(5)
      expect(spans.length).toBeGreaterThan(keys / 2)
      expect(
        everything(spans.map(({ attributes, name, status }) => ({ name, status, attributes: [...attributes] })))
      ).not.toContain(canary)
      expect(lines.length).toBeGreaterThan(0)
      expect(everything(lines)).not.toContain(canary)
    }).pipe(Effect.provide(Layer.fresh(Simulator.layer())))
  )
})
