import { BrowserUse } from "@errand/browser-use"
import * as Api from "@errand/browser-use-types/v2"
import { Status } from "@errand/core"
import type { Snapshot } from "@errand/core"
import { assert, describe, expect, expectTypeOf, it } from "@effect/vitest"
import { BigDecimal, DateTime, Effect } from "effect"
import fc from "fast-check"
import { json } from "./support/FakeService.ts"
import { once, provider } from "./support/provider.ts"

const view: Api.TaskView = {
  id: "t1",
  sessionId: "s1",
  llm: "browser-use-2.0",
  task: "x",
  status: "started",
  createdAt: "2026-01-02T03:04:05.678901",
  startedAt: "2026-01-02T03:04:06Z",
  finishedAt: "2026-01-02T05:04:07+02:00",
  steps: [
    {
      number: 1,
      memory: "m",
      evaluationPreviousGoal: "ok",
      nextGoal: "look",
      url: "https://a.test",
      actions: ['{"click":1}'],
      screenshotUrl: "https://s.test/1.png"
    }
  ],
  output: null,
  outputFiles: [{ id: "f1", fileName: "a.txt" }],
  metadata: {},
  isSuccess: null,
  judgeVerdict: null,
  cost: "0.0123"
}
const snapshotOf = (body: unknown) => once(provider(() => json(body)).provider.snapshot("t1"))

describe("the status table", () => {
  it.effect.each<readonly [Api.TaskStatus, Status.Status["state"]]>([
    ["created", "working"],
    ["started", "working"],
    ["finished", "completed"],
    ["failed", "failed"],
    ["stopped", "cancelled"]
  ])("reads %s as %s", ([word, state]) =>
    Effect.gen(function* () {
      const { status } = yield* provider(() => json({ id: "t1", status: word })).provider.status("t1")
      assert.deepStrictEqual([status.state, status.native], [state, word])
    })
  )

  it.effect.each(["paused", "idle", "constructor", "__proto__", "toString", "FINISHED", " finished"])(
    "reads %j as work that it does not recognise",
    (word) =>
      Effect.gen(function* () {
        const { status } = yield* provider(() => json({ id: "t1", status: word })).provider.status("t1")
        assert.deepStrictEqual(status, Status.unrecognised(word))
      })
  )

  it("does not compile without a status that the spec has", () => {
    type Older = Exclude<Api.TaskStatus, "failed">
    const older: { readonly [Word in Older]: Status.Meaning } = {
      created: { state: "working", phase: "queued" },
      started: { state: "working", phase: "running" },
      finished: { state: "completed" },
      stopped: { state: "cancelled", by: "unknown" }
    }
    // @ts-expect-error Property 'failed' is missing: the four words of an older spec are not enough
    Status.fromTable<Api.TaskStatus>(older)
    assert.deepStrictEqual(Object.keys(BrowserUse.meanings).toSorted(), [...Api.TaskStatusValues].toSorted())
    expectTypeOf<keyof typeof BrowserUse.meanings>().toEqualTypeOf<Api.TaskStatus>()
  })
})

describe("snapshot", () => {
  it.effect("says in core's words what the task view holds", () =>
    Effect.gen(function* () {
      const { cost, createdAt, finishedAt, raw, startedAt, ...rest } = yield* snapshotOf(view)
      assert.deepStrictEqual(rest, {
        status: { state: "working", phase: "running", native: "started" },
        steps: [
          {
            key: "1",
            number: 1,
            goal: "look",
            evaluation: "ok",
            url: "https://a.test",
            actions: ['{"click":1}'],
            screenshot: "https://s.test/1.png",
            raw: view.steps[0]
          }
        ],
        output: null,
        verdict: { claimed: null, judged: null },
        files: [{ id: "f1", name: "a.txt", state: "ready" }]
      })
      assert.deepStrictEqual(raw, view)
      assert.strictEqual(BigDecimal.format(cost.usd ?? BigDecimal.fromBigInt(0n)), "0.0123")
      assert.isFalse(cost.final)
      assert.deepStrictEqual(
        [createdAt, startedAt, finishedAt].map((at) => at && DateTime.formatIso(at)),
        ["2026-01-02T03:04:05.678Z", "2026-01-02T03:04:06.000Z", "2026-01-02T03:04:07.000Z"]
      )
    })
  )

  it.effect.each<readonly [unknown, string | undefined]>([
    ["0.10", "0.1"],
    ["12345678901234567890.000000001", "12345678901234567890.000000001"],
    [".5", "0.5"],
    ["0", "0"],
    [0.25, "0.25"],
    [null, undefined],
    ["", undefined],
    ["free", undefined],
    ["1e99999999", undefined],
    ["1,5", undefined],
    ["NaN", undefined],
    [".", undefined],
    [{}, undefined],
    [true, undefined]
  ])("reads the cost %j as %j", ([cost, usd]) =>
    Effect.gen(function* () {
      const seen = yield* snapshotOf({ ...view, status: "finished", cost })
      assert.strictEqual(seen.cost.usd === undefined ? undefined : BigDecimal.format(seen.cost.usd), usd)
      assert.isTrue(seen.cost.final)
    })
  )

  it.effect("reads the view of 2025, which had other names and no lists", () =>
    Effect.gen(function* () {
      const old = {
        id: "t1",
        sessionId: "s1",
        session: { id: "s1", status: "active", liveUrl: "https://live.test" },
        isScheduled: false,
        status: "finished",
        doneOutput: "x",
        startedAt: "2025-07-01T00:00:00"
      }
      const seen = yield* snapshotOf(old)
      assert.deepStrictEqual([seen.status.state, seen.steps, seen.files, seen.output], ["completed", [], [], null])
    })
  )

  it.effect("keeps an output that is no text as JSON", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* snapshotOf({ ...view, output: { price: 1 } })).output, '{"price":1}')
    })
  )

  it.effect.each([[null], [[]], ["x"], [{}], [{ status: 5 }], [{ status: "" }], [{ status: null }]])(
    "cannot read %j",
    ([body]) =>
      Effect.gen(function* () {
        for (const look of [snapshotOf(body), once(provider(() => json(body)).provider.status("t1"))]) {
          const error = yield* Effect.flip<Snapshot.Look, unknown, never>(look)
          expect(error).toMatchObject({
            _tag: "ProviderError",
            provider: "browser-use/v2",
            reason: { _tag: "BadResponse" }
          })
        }
      })
  )

  it.effect("never dies, whatever a server puts into a view", () =>
    Effect.promise(() => {
      const mutated = fc
        .tuple(fc.constantFrom(...Object.keys(view)), fc.jsonValue())
        .map(([name, value]) => ({ ...view, [name]: value }))
      const steps = fc
        .array(
          fc.tuple(
            fc.constantFrom("number", "actions", "nextGoal", "url", "screenshotUrl", "evaluationPreviousGoal"),
            fc.jsonValue()
          ),
          { maxLength: 4 }
        )
        .map((changes) => ({
          ...view,
          steps: [{ ...view.steps[0], ...Object.fromEntries(changes) }],
          outputFiles: changes
        }))
      const removed = fc
        .subarray(Object.keys(view))
        .map((names) => Object.fromEntries(Object.entries(view).filter(([name]) => !names.includes(name))))
      const strange = fc
        .oneof(fc.constantFrom("__proto__", "constructor", "valueOf"), fc.string({ unit: "binary" }))
        .map((word) => JSON.parse(JSON.stringify({ ...view, status: word, cost: word, createdAt: word })) as unknown)
      return fc.assert(
        fc.asyncProperty(fc.oneof(mutated, steps, removed, strange, fc.jsonValue()), async (body) => {
          for (const operation of ["snapshot", "status", "cancel"] as const) {
            const exit = await Effect.runPromiseExit(
              once<unknown, unknown, never>(provider(() => json(body)).provider[operation]("t1"))
            )
            if (exit._tag === "Failure")
              assert.deepStrictEqual(
                exit.cause.reasons.map(({ _tag }) => _tag),
                ["Fail"]
              )
          }
          const listed = await Effect.runPromiseExit(
            once(provider(() => json({ items: [body] })).provider.list({ page: 1, limit: 10 }))
          )
          assert.strictEqual(listed._tag, "Success")
          const page = await Effect.runPromiseExit(
            once(provider(() => json(body)).provider.list({ page: 1, limit: 10 }))
          )
          if (page._tag === "Failure")
            assert.deepStrictEqual(
              page.cause.reasons.map(({ _tag }) => _tag),
              ["Fail"]
            )
        }),
        { numRuns: 300 }
      )
    })
  )
})
