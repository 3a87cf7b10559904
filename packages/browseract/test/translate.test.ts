import { describe, expect, expectTypeOf, it } from "@effect/vitest"
import { DateTime, Effect, Exit, Redacted } from "effect"
import fc from "fast-check"
import { BrowserAct } from "@errand/browseract"
import { type TaskStatus, TaskStatusValues } from "@errand/browseract-types/v2"
import { isOver, type Meaning } from "@errand/core/Status"
import { at, text } from "@errand/http/Answer"
import { everything } from "@errand/provider-testkit/emitted"
import { asInTheExamples, finished, running } from "./support/fixtures.ts"
import { json, service } from "./support/service.ts"

const provider = (answer: unknown) => BrowserAct.make(service(() => json(answer)).options)
const look = (answer: unknown) => provider(answer).status("1")
const read = (address: Redacted.Redacted<string> | undefined) => address && Redacted.value(address)
const snap = (answer: unknown) => provider(answer).snapshot(text(at(answer, "id")) ?? "1")

describe("status", () => {
  it.effect("every word of the spec has its place", () =>
    Effect.gen(function* () {
      const seen: Record<string, string> = {}
      for (const word of TaskStatusValues) {
        const { status } = yield* look({ status: word })
        expect(status.native).toBe(word)
        seen[word] = status.state === "working" ? `working/${status.phase}` : status.state
      }
      expect(seen).toEqual({
        created: "working/queued",
        running: "working/running",
        pausing: "working/pausing",
        paused: "input_required",
        finished: "completed",
        failed: "failed",
        canceled: "cancelled",
        unknown: "working/unrecognised"
      })
    })
  )

  it.effect("a word that the spec does not have is still working, and keeps the word", () =>
    Effect.gen(function* () {
      for (const word of ["suspended", "constructor", "toString", "__proto__", "FINISHED"]) {
        expect((yield* look({ status: word })).status).toEqual({
          state: "working",
          phase: "unrecognised",
          native: word
        })
      }
    })
  )

  it.effect("an answer without a status is a bad response, not a status", () =>
    Effect.gen(function* () {
      for (const answer of [null, [], "", 0, {}, { status: null }, { status: 3 }, { status: "" }]) {
        expect(yield* Effect.flip(look(answer))).toMatchObject({ operation: "status", reason: { _tag: "BadResponse" } })
        expect(yield* Effect.flip(snap(answer))).toMatchObject({
          operation: "snapshot",
          reason: { _tag: "BadResponse" }
        })
      }
    })
  )

  it.effect("a failed task says why, in words or by number", () =>
    Effect.gen(function* () {
      const failed = (info: unknown) =>
        Effect.map(snap({ ...running, status: "failed", task_failure_info: info }), ({ status }) => status)
      expect(yield* failed({ code: 3, message: "captcha" })).toEqual({
        state: "failed",
        reason: "error",
        message: "captcha",
        native: "failed"
      })
      expect(yield* failed({ code: 3 })).toMatchObject({ message: "code 3" })
      expect(yield* failed(null)).not.toHaveProperty("message")
    })
  )

  it.effect("a paused task tells where a person can take over", () =>
    Effect.gen(function* () {
      const { status } = yield* snap({ ...running, status: "paused" })
      expect(status).toMatchObject({ state: "input_required", native: "paused" })
      expect(read("liveUrl" in status ? status.liveUrl : undefined)).toBe("https://live.example/1")
    })
  )

  it("a table without one of the spec's words does not compile", () => {
    type Old = Exclude<TaskStatus, "failed">
    const old: { readonly [Word in Old]: Meaning } = {
      created: { state: "working", phase: "queued" },
      running: { state: "working", phase: "running" },
      pausing: { state: "working", phase: "pausing" },
      paused: { state: "input_required" },
      finished: { state: "completed" },
      canceled: { state: "cancelled", by: "unknown" },
      unknown: { state: "working", phase: "unrecognised" }
    }
    // @ts-expect-error Property 'failed' is missing: the words of an older spec do not cover
    // today's.
    const table: { readonly [Word in TaskStatus]: Meaning } = old
    expect(Object.keys(table)).not.toContain("failed")
    expectTypeOf<(typeof TaskStatusValues)[number]>().toEqualTypeOf<TaskStatus>()
  })
})

describe("snapshot", () => {
  it.effect("steps keep their key while their status changes", () =>
    Effect.gen(function* () {
      const before = (yield* snap(running)).steps
      const after = (yield* snap(finished)).steps
      expect(before.map(({ key, number, status }) => [key, number, status])).toEqual([
        ["s-1", 1, "succeeded"],
        ["s-2", 2, "running"]
      ])
      expect(after.map(({ key, status }) => [key, status])).toEqual([
        ["s-1", "succeeded"],
        ["s-2", "succeeded"]
      ])
      expect(before[0]).toEqual({
        key: "s-1",
        number: 1,
        goal: "Open the shop",
        evaluation: "Nothing before",
        screenshot: "https://shots.example/1.png",
        actions: [],
        status: "succeeded",
        raw: running.steps[0]
      })
      expect(before[1]).not.toHaveProperty("screenshot")
    })
  )

  it.effect("a failed step is failed, and a word that the spec does not have is none", () =>
    Effect.gen(function* () {
      const steps = ["failed", "skipped", "constructor"].map((status, i) => ({
        ...running.steps[0],
        id: `${i}`,
        status
      }))
      const seen = yield* snap({ ...running, steps })
      expect(seen.steps.map((step) => step.status)).toEqual(["failed", undefined, undefined])
    })
  )

  it.effect("cost is in credits, and final once the task is over", () =>
    Effect.gen(function* () {
      expect((yield* snap(running)).cost).toEqual({ credits: 10, final: false })
      expect((yield* snap(finished)).cost).toEqual({ credits: 25, final: true })
      expect((yield* snap({ ...finished, credit: null })).cost).toEqual({ final: true })
    })
  )

  it.effect("times are UTC, with or without a zone; what is no time is absent", () =>
    Effect.gen(function* () {
      const created = (created_at: unknown) =>
        Effect.map(snap({ ...running, created_at }), ({ createdAt }) => createdAt)
      const expected = DateTime.makeUnsafe("2026-03-01T08:00:00Z")
      for (const text of ["2026-03-01T08:00:00Z", "2026-03-01T08:00:00", "2026-03-01T10:00:00+02:00"]) {
        expect(yield* created(text)).toEqual(expected)
      }
      expect(yield* created("yesterday")).toBeUndefined()
      expect(yield* created(17)).toBeUndefined()
      expect((yield* snap(finished)).finishedAt).toEqual(DateTime.makeUnsafe("2026-03-01T08:05:00Z"))
    })
  )

  it.effect("output is the text as it came; JSON that is not text is kept as JSON", () =>
    Effect.gen(function* () {
      const output = (output: unknown) => Effect.map(snap({ ...finished, output }), (seen) => seen.output)
      expect(yield* output({ string: '{"price":799}' })).toBe('{"price":799}')
      expect(yield* output({ string: "" })).toBe("")
      expect(yield* output({ string: { price: 799 } })).toBe('{"price":799}')
      expect(yield* output("plain")).toBe("plain")
      for (const nothing of [null, {}, { string: null }, []]) expect(yield* output(nothing)).toBeNull()
    })
  )

  it.effect("the live view is where it is now, or where it used to be", () =>
    Effect.gen(function* () {
      expect(read((yield* snap(running)).liveUrl)).toBe("https://live.example/1")
      const old = yield* snap({ ...running, live_url_info: null, live_url: "https://live.example/old" })
      expect(read(old.liveUrl)).toBe("https://live.example/old")
      expect(yield* snap({ ...running, live_url_info: null })).not.toHaveProperty("liveUrl")
    })
  )

  it.effect("the address of the live view is to be read nowhere else", () =>
    Effect.gen(function* () {
      const seen = yield* snap({ ...running, live_url: "https://live.example/old" })
      expect(everything(seen) + JSON.stringify(seen.raw)).not.toContain("live.example")
      expect(seen.raw.live_url_info).toEqual({ width: 1280, height: 720, live_url: "<redacted>" })
      expect(running.live_url_info?.live_url).toBe("https://live.example/1")
    })
  )

  it.effect("nobody claims or judges success", () =>
    Effect.gen(function* () {
      expect((yield* snap(finished)).verdict).toEqual({ claimed: null, judged: null })
    })
  )

  it.effect("the service's own examples can be read, where they leave the spec", () =>
    Effect.gen(function* () {
      const seen = yield* snap(asInTheExamples)
      expect(seen.status).toEqual({ state: "failed", reason: "error", native: "failed" })
      expect(seen.output).toBeNull()
      expect(seen.steps).toMatchObject([{ key: "7", number: 1, goal: "Open the shop", status: "succeeded" }])
      expect(seen.steps[0]).not.toHaveProperty("evaluation")
      expect(seen.raw).toMatchObject({ input_parameters: [{ name: "product", value: "Pixel 9" }], profile_id: "p-1" })
    })
  )

  it.effect("whatever the document, reading it ends in a snapshot or a typed error, never in a defect", () =>
    Effect.promise(() =>
      fc.assert(
        fc.asyncProperty(mutated, async (task) => {
          const exit = await Effect.runPromiseExit(Effect.result(snap(task)))
          if (!Exit.isSuccess(exit)) throw new Error("a defect")
          if (exit.value._tag === "Failure") {
            expect(exit.value.failure.reason._tag).toMatch(
              /^(BadResponse|Unavailable|BadRequest|Unauthorized|NotFound)$/
            )
            return
          }
          const { cost, files, status, steps } = exit.value.success
          expect(typeof status.native).toBe("string")
          expect(cost.final).toBe(isOver(status))
          expect(steps.every((step) => step.key !== "" && Number.isFinite(step.number))).toBe(true)
          expect(files.every((file) => file.id !== "" && file.name !== "")).toBe(true)
        }),
        { numRuns: 150 }
      )
    )
  )

  it.effect("a document of any depth is no defect either", () =>
    Effect.gen(function* () {
      const deep = `${'{"id":['.repeat(20_000)}1${"]}".repeat(20_000)}`
      for (const text of [deep, `{"status":"finished","output":{"string":${deep}}}`, `{"code":10112,"data":${deep}}`]) {
        const answer = new Response(text, { headers: { "content-type": "application/json" } })
        const { snapshot } = BrowserAct.make(service(() => answer).options)
        const result = yield* Effect.result(snapshot("1"))
        expect(["Success", "Failure"]).toContain(result._tag)
      }
    })
  )
})

const change = (root: unknown, at: number, value: unknown): void => {
  const places: Array<[Record<string, unknown>, string]> = []
  const walk = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return
    for (const key of Object.keys(node)) {
      places.push([node as Record<string, unknown>, key])
      walk((node as Record<string, unknown>)[key])
    }
  }
  walk(root)
  const place = places[at % Math.max(places.length, 1)]
  if (place === undefined) return
  const [node, key] = place
  if (value === undefined && !Array.isArray(node)) delete node[key]
  else node[key] = structuredClone(value)
}

/** A task in which any properties, at any depth, became any JSON value, or went. */
const mutated = fc
  .tuple(
    fc.constantFrom<unknown>(running, finished, asInTheExamples),
    fc.array(fc.tuple(fc.nat(), fc.option(fc.jsonValue(), { nil: undefined })), { maxLength: 6 })
  )
  .map(([task, changes]) => {
    const copy: unknown = structuredClone(task)
    for (const [at, value] of changes) change(copy, at, value)
    return copy
  })
