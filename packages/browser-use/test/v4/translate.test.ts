import type { RunSummary } from "@errand/browser-use-types/v4"
import { RunSummaryStatusValues } from "@errand/browser-use-types/v4"
import { assert, describe, it } from "@effect/vitest"
import { BigDecimal, DateTime } from "effect"
import * as Translate from "../../src/v4/internal/translate.ts"

const view: RunSummary = {
  id: "r-1",
  task: "x",
  title: null,
  model: "gpt-5.6-luna",
  contextLimit: 1,
  status: "completed",
  result: "42 EUR",
  error: null,
  sessionId: "s-1",
  workspaceId: "w-1",
  totalInputTokens: 1,
  totalOutputTokens: 1,
  totalCostUsd: "1.64",
  judgement: null,
  createdAt: "2026-11-01T00:00:00Z",
  updatedAt: "2026-11-01T00:05:00Z"
}

describe("a status", () => {
  it.each(RunSummaryStatusValues)("%s has a meaning", (status) => {
    assert.deepInclude(Translate.look({ status })?.status, { ...Translate.meanings[status], native: status })
  })

  it.each(["reviewing", "constructor", "__proto__"])("%s, which no table has, is work that may go on", (status) => {
    assert.deepInclude(Translate.look({ status })?.status, { state: "working", phase: "unrecognised" })
  })

  it("of a failure carries the service's words; the light look has no cost", () => {
    const failed = { status: "failed", error: "no browser", totalCostUsd: "0.1" }
    assert.deepInclude(Translate.look(failed)?.status, { state: "failed", reason: "error", message: "no browser" })
    assert.notProperty(Translate.look({ status: "completed", error: "x" })?.status, "message")
    assert.notProperty(Translate.look({ status: "running" }), "cost")
    assert.isUndefined(Translate.look({ status: 7 }))
  })
})

describe("a snapshot", () => {
  it("tells result, cost, and what the judge says", () => {
    const seen = Translate.snapshot({ ...view, judgement: { verdict: false } })
    assert.deepInclude(seen, { output: "42 EUR", verdict: { claimed: null, judged: false }, steps: [], files: [] })
    assert.isTrue(BigDecimal.equals(seen!.cost.usd!, BigDecimal.fromStringUnsafe("1.64")))
    assert.isTrue(seen?.cost.final)
    assert.strictEqual(DateTime.formatIso(seen!.createdAt!), "2026-11-01T00:00:00.000Z")
    // The judge changes a run after its end, so the last change tells nothing of the end.
    assert.isUndefined(seen?.finishedAt)
  })

  it("of a list tells the result of a run that is over, and nothing without an id or a status", () => {
    assert.deepInclude(Translate.listed(view)[0], { id: "r-1", output: "42 EUR" })
    assert.notProperty(Translate.listed({ ...view, status: "running" })[0], "output")
    assert.deepStrictEqual(Translate.listed({ ...view, id: "" }), [])
    assert.deepStrictEqual(Translate.listed({ ...view, status: null }), [])
  })
})

describe("a page of runs", () => {
  const since = DateTime.makeUnsafe("2026-11-01T00:00:00Z")
  const at = (...times: ReadonlyArray<unknown>) => times.map((createdAt) => ({ createdAt }))

  it("is past a moment only where it shows so: all older, newest first", () => {
    const old = ["2026-10-31T23:00:00Z", "2026-10-31T22:00:00Z"]
    assert.isTrue(Translate.isBefore(at(...old), since))
    assert.isFalse(Translate.isBefore(at(...old.toReversed()), since))
    assert.isFalse(Translate.isBefore(at("2026-11-01T00:00:01Z", ...old), since))
    assert.isFalse(Translate.isBefore(at(...old, null), since))
    assert.isFalse(Translate.isBefore([], since))
  })
})
