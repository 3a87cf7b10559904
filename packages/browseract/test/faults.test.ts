import { assert, describe, expect, it } from "@effect/vitest"
import { Effect, Fiber, Stream } from "effect"
import { BrowserAct } from "@errand/browseract"
import { Cadence, Task } from "@errand/core"
import * as NodeTransport from "@errand/http/node"
import { type Scenario, Simulator } from "@errand/simulator"
import { assertTag } from "./support/service.ts"
import { input, on } from "./support/simulated.ts"

describe("when the service fails", () => {
  const faults: ReadonlyArray<Scenario["faults"] & object> = [
    [{ kind: "status", status: 503, times: 3 }],
    [{ kind: "status", status: 429, retryAfter: 5 }],
    [{ kind: "envelope", code: 54321, status: 500 }],
    [{ kind: "envelope", code: 54321, status: 200 }],
    [{ kind: "envelope", code: 500, status: 200 }],
    [{ kind: "reset" }],
    [{ kind: "hang" }],
    [{ kind: "hang", in: "body" }],
    [{ kind: "cut" }],
    [{ kind: "truncated" }],
    [{ kind: "html" }],
    [{ kind: "html", status: 502 }],
    [{ kind: "garbage" }],
    [{ kind: "word", word: "constructor" }]
  ]
  for (const [fault] of faults) {
    assert.isDefined(fault)
    const { kind, ...how } = fault
    it.effect(`a wait outlives ${kind} ${JSON.stringify(how)}, while looking and at the end`, () =>
      on(
        {
          tasks: [{ output: "worth waiting for" }],
          faults: [
            { ...fault, match: { operation: "getTaskStatus" }, nth: 2 },
            { ...fault, match: { operation: "getTask" } }
          ]
        },
        (browserAct, simulator) =>
          Effect.gen(function* () {
            expect(yield* Task.run(browserAct, input)).toBe("worth waiting for")
            expect(yield* simulator.count({ operation: "runTask" })).toBe(1)
            expect(
              (yield* simulator.requests).filter(({ fault }) => fault !== undefined).length
            ).toBeGreaterThanOrEqual(2)
          })
      )
    )
  }

  for (const fault of [
    { kind: "reset", executed: true },
    { kind: "hang", executed: true },
    { kind: "status", status: 502, executed: true },
    { kind: "cut" }
  ] as const) {
    it.effect(`a start whose answer is lost by ${JSON.stringify(fault)} is found, and not sent again`, () =>
      on(
        {
          faults: [{ ...fault, match: { operation: "runTask" } }],
          tasks: [{ output: "found", hidden: "10 seconds" }]
        },
        (browserAct, simulator) =>
          Effect.gen(function* () {
            expect(yield* Task.run(browserAct, input, { key: "order-7" })).toBe("found")
            expect(yield* simulator.count({ operation: "runTask" })).toBe(1)
            expect(yield* simulator.tasks).toHaveLength(1)
          })
      )
    )
  }

  it.effect("a task that cannot be seen right after its start is waited for", () =>
    on({ tasks: [{ hidden: "3 seconds", output: "there" }] }, (browserAct) =>
      Effect.gen(function* () {
        expect(yield* Task.run(browserAct, input)).toBe("there")
      })
    )
  )

  for (const disguised of [false, true]) {
    it.effect(`more tasks than the plan allows wait, also when told by HTTP ${disguised ? 200 : 400}`, () =>
      on({ browserAct: { concurrency: 1, disguised }, tasks: [{ end: "never" }] }, (browserAct, simulator) =>
        Effect.gen(function* () {
          const running = yield* Effect.forkChild(Task.run(browserAct, input))
          yield* Effect.sleep("5 seconds")
          const error = yield* Effect.flip(Task.start(browserAct, input, { queueWithin: "20 seconds" }))
          assertTag(error, "ProviderError")
          expect(error).toMatchObject({ operation: "start", reason: { _tag: "ConcurrencyLimited" } })
          expect(error.traceId).toMatch(/^[0-9a-f]{32}$/)
          const waiting = yield* Effect.forkChild(Task.run(browserAct, input))
          yield* Effect.sleep("1 minute")
          yield* Fiber.interrupt(running)
          expect(yield* Fiber.join(waiting)).not.toBeNull()
          expect((yield* simulator.tasks).map(({ status }) => status)).toEqual(["canceled", "finished"])
        })
      )
    )
  }

  it.effect("a wrong key ends a wait at once", () =>
    on({ apiKey: "the only one" }, (_, { browserAct, count, fetch }) =>
      Effect.gen(function* () {
        const stranger = BrowserAct.make({ apiKey: "wrong", baseUrl: browserAct.baseUrl, fetch })
        const error = yield* Effect.flip(Task.run(stranger, input))
        expect(error).toMatchObject({ reason: { _tag: "Unauthorized" } })
        expect(yield* count()).toBe(1)
      })
    )
  )
})

describe("the client on the service", () => {
  it.effect("lists, streams and reads what there is", () =>
    on({}, ({ client: { regions, tasks, templates, workflows } }, simulator) =>
      Effect.gen(function* () {
        const all = yield* Stream.runCollect(workflows.stream({ limit: 2 }))
        expect(all).toHaveLength(3)
        expect(yield* workflows.get({ query: { workflow_id: all[0]?.id ?? "" } })).toMatchObject({ name: all[0]?.name })
        const [first] = yield* Stream.runCollect(templates.stream({ keyword: "map" }))
        assert.isDefined(first)
        expect(yield* templates.get({ query: { workflow_template_id: first.templateId } })).toMatchObject({
          name: "Map listings"
        })
        expect((yield* regions.list()).map(({ code }) => code)).toContain("DE")
        const { id } = yield* tasks.run({ body: input })
        expect(id).toMatch(/^\d{17}$/)
        expect(yield* Stream.runCollect(tasks.stream())).toMatchObject([{ id }])
        yield* tasks.stop({ query: { task_id: id, biz_code: 101 } })
        expect(yield* tasks.status({ query: { task_id: id } })).toEqual({ status: "canceled" })
        expect(yield* simulator.count({ status: 400 })).toBe(0)
      })
    )
  )

  it.live("runs on the transport for Node", () =>
    Effect.gen(function* () {
      const { apiKey, browserAct, count, tasks } = yield* Simulator.Simulator
      const transport = yield* Effect.acquireRelease(Effect.sync(NodeTransport.make), ({ close }) => close)
      const provider = BrowserAct.make({ apiKey, baseUrl: browserAct.baseUrl, fetch: transport })
      expect(yield* Task.run(provider, input)).toBe("done")
      const paused = yield* Task.start(provider, input)
      yield* Task.watch(paused).pipe(
        Stream.takeUntil(({ status }) => status.state === "input_required"),
        Stream.runDrain
      )
      yield* Task.resume(paused)
      expect(yield* Task.cancel(paused)).toBe("requested")
      expect(yield* Effect.flip(provider.status("1"))).toMatchObject({ reason: { _tag: "NotFound" } })
      expect((yield* tasks).map(({ status }) => status)).toEqual(["finished", "canceled"])
      expect(yield* count({ operation: "stopTask" })).toBe(1)
    }).pipe(
      Effect.scoped,
      Effect.provideService(Cadence.Cadence, Cadence.every("10 millis")),
      Effect.provide(
        Simulator.layer({
          speed: 100,
          tasks: [
            { running: "2 seconds", output: "done" },
            { steps: 2, pauses: [{ after: 1 }], end: "never" }
          ]
        })
      )
    )
  )

  it.effect("says what the service refuses", () =>
    on({ browserAct: { workflows: [{ id: "1", name: "One" }] } }, ({ client: { tasks, workflows } }) =>
      Effect.gen(function* () {
        const reason = <A, E extends { readonly reason: { readonly _tag: string } }>(call: Effect.Effect<A, E>) =>
          Effect.map(Effect.flip(call), ({ reason }) => reason._tag)
        expect(yield* reason(tasks.run({ body: input }))).toBe("NotReady")
        expect(yield* reason(tasks.run({ body: { workflow_id: "" } }))).toBe("InvalidInput")
        expect(yield* reason(tasks.get({ query: { task_id: "16429034742537847" } }))).toBe("NotFound")
        expect(yield* reason(workflows.get({ query: { workflow_id: "2" } }))).toBe("NotReady")
      })
    )
  )
})
