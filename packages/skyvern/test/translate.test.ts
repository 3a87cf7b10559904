import * as Status from "@errand/core/Status"
import { Skyvern } from "@errand/skyvern"
import { RunStatusValues } from "@errand/skyvern-types/v1"
import type { WorkflowRunTimeline } from "@errand/skyvern-types/v1"
import { assert, describe, it } from "@effect/vitest"
import { DateTime, Option, Redacted } from "effect"
import { hasTimeline, steps } from "../src/internal/timeline.ts"
import { listed, look, snapshot } from "../src/internal/translate.ts"
import { completed, running } from "./support/views.ts"

describe("a status", () => {
  it("has a meaning, whichever of the words it is", () => {
    assert.sameMembers(Object.keys(Skyvern.meanings), [...RunStatusValues])
    const over = RunStatusValues.filter((status) => {
      const seen = look({ status })
      return seen !== undefined && Status.isOver(seen.status)
    })
    assert.sameMembers(over, ["completed", "failed", "terminated", "timed_out", "canceled"])
  })

  it("that is not known is work that goes on, and none is no look", () => {
    assert.deepInclude(look({ status: "reviewing" })?.status, { state: "working", phase: "unrecognised" })
    assert.deepInclude(look({ status: "constructor" })?.status, { state: "working", phase: "unrecognised" })
    assert.isUndefined(look({ status: 7 }))
    assert.isUndefined(look(null))
  })

  it("failed is not believed of a run with an output, which only a run that completed has", () => {
    const failed = { ...completed, status: "failed", failure_reason: "anything" } as const
    assert.deepStrictEqual(look(failed)?.status, { state: "completed", native: "failed" })
    assert.isTrue(snapshot(failed, [])?.verdict.claimed)
    assert.strictEqual(look({ ...failed, output: null })?.status.state, "failed")
  })

  it("failed is believed where the output may be of a part, unless the reason is the webhook", () => {
    for (const run_type of ["task_v2", "workflow_run"]) {
      const failed = { ...completed, run_type, status: "failed" }
      const stateFor = (failure_reason: unknown) => look({ ...failed, failure_reason })?.status.state
      assert.strictEqual(stateFor("the second block failed"), "failed")
      assert.strictEqual(stateFor("Failed to send webhook"), "completed")
      assert.strictEqual(stateFor(null), "completed")
    }
  })

  it("says why in the service's words, or else in the caller's codes", () => {
    const failed = { status: "terminated", errors: [{ error_code: "SOLD_OUT" }, { error_code: 7 }, null] }
    assert.propertyVal(look(failed)?.status, "message", "SOLD_OUT")
    assert.propertyVal(look({ ...failed, failure_reason: "gone" })?.status, "message", "gone")
    assert.notProperty(look({ status: "failed" })?.status, "message")
  })
})

describe("a snapshot", () => {
  it("tells the output as JSON, the times as UTC, and no cost", () => {
    const seen = snapshot(completed, [])
    assert(seen !== undefined)
    assert.strictEqual(seen.output, '{"price":799}')
    assert.deepStrictEqual(seen.cost, { final: true })
    assert.deepStrictEqual(seen.createdAt, Option.getOrThrow(DateTime.make("2026-03-01T08:00:00Z")))
    assert.deepStrictEqual(seen.finishedAt, Option.getOrThrow(DateTime.make("2026-03-01T08:05:00Z")))
    assert.deepStrictEqual(seen.verdict, { claimed: true, judged: null })
  })

  it("tells where the run can be watched, as long as it runs", () => {
    const address = snapshot(running, [])?.liveUrl
    assert.strictEqual(address && Redacted.value(address), running.app_url)
    assert.isUndefined(snapshot(completed, [])?.liveUrl)
  })

  it("has the files of a run that is over: downloads, recording, and screenshots from the first on", () => {
    assert.deepStrictEqual(snapshot(completed, [])?.files, [
      { id: "a_1", name: "../../etc/passwd", size: 12, state: "ready" },
      { id: "recording", name: "recording of it.webm", state: "ready" },
      { id: "screenshot/0", name: "1.png", state: "ready" },
      { id: "screenshot/1", name: "2.png", state: "ready" }
    ])
    assert.deepStrictEqual(snapshot(running, [])?.files, [])
  })

  it("knows a file that only the disk of the service's host has", () => {
    const local = { ...completed, recording_url: "file:///data/videos/1.webm", downloaded_files: [{ url: "" }] }
    const states = snapshot(local, [])?.files.map(({ id, state }) => [id, state])
    assert.deepStrictEqual(states?.slice(0, 2), [
      ["download/0", "failed"],
      ["recording", "failed"]
    ])
  })

  it("keeps the whole run, without what its start was given in confidence", () => {
    const run_request = {
      prompt: "x",
      engine: "skyvern-1.0",
      include_action_history_in_verification: false,
      proxy_location: "NONE",
      publish_workflow: false,
      start_fresh_browser: false
    } as const
    const secret = {
      extra_http_headers: { authorization: "Bearer 1" },
      webhook_url: "https://h.test/t",
      totp_url: null
    }
    const view = { ...completed, run_request: { ...run_request, ...secret } }
    assert.deepStrictEqual(snapshot(view, [])?.raw, {
      ...view,
      run_request: {
        ...run_request,
        extra_http_headers: { authorization: "<redacted>" },
        webhook_url: "<redacted>",
        totp_url: null
      }
    })
  })
})

describe("an item of a list", () => {
  it("has an id and a status, and no output", () => {
    const item = { run_id: "tsk_1", task_run_id: "tr_1", status: "running", created_at: "2026-03-01T08:00:00" }
    assert.deepInclude(listed(item)[0], { id: "tsk_1" })
    assert.notProperty(listed(item)[0], "output")
    for (const none of [{ ...item, run_id: 7 }, { ...item, status: null }, null, []])
      assert.deepStrictEqual(listed(none), [])
  })
})

describe("a timeline", () => {
  const at = (second: number) => ({ created_at: `2026-03-01T08:00:0${second}`, modified_at: "2026-03-01T08:00:09" })
  const block = (id: string, second: number, more: object = {}, children: ReadonlyArray<object> = []) => ({
    ...at(second),
    type: "block",
    block: { workflow_run_block_id: id, ...more },
    children
  })

  it("is the blocks and thoughts of the tree in the order of their beginnings", () => {
    const tree = [
      block("b3", 4),
      block("b1", 1, { block_type: "for_loop" }, [
        block("b2", 3),
        { ...at(2), type: "thought", thought: { thought_id: "t1", thought: "hm" } }
      ])
    ]
    const seen = steps(tree)
    assert.deepStrictEqual(
      seen.map(({ goal, key, number }) => [number, key, goal]),
      [
        [1, "b1", ""],
        [2, "t1", "hm"],
        [3, "b2", ""],
        [4, "b3", ""]
      ]
    )
  })

  it("tells what a block did, where, and how it went", () => {
    const [step] = steps([
      block("b1", 1, {
        navigation_goal: "Read the price",
        status: "terminated",
        failure_reason: "sold out",
        url: "https://shop.example",
        actions: [{ action_type: "click", intention: "Open it" }, { action_type: "extract" }, {}]
      })
    ])
    assert.deepInclude(step, {
      goal: "Read the price",
      status: "failed",
      evaluation: "sold out",
      url: "https://shop.example"
    })
    assert.deepStrictEqual(step?.actions, ["click: Open it", "extract", ""])
  })

  it("that is none, or is nested too deep, is cut", () => {
    for (const none of [null, {}, "x", [7, null]]) assert.deepStrictEqual(steps(none), [])
    let tree: object = block("b", 1)
    for (let depth = 0; depth < 2000; depth++) tree = block("b", 1, {}, [tree])
    assert.isBelow(steps([tree]).length, 100)
  })

  it("is asked for where there is one, and of a type of run that is not known", () => {
    const asked = (run_type: unknown) => hasTimeline({ run_type })
    assert.deepStrictEqual(["task_v2", "workflow_run", "task_v4", undefined].map(asked), [true, true, true, true])
    assert.deepStrictEqual(["task_v1", "task_v3", "openai_cua", "ui_tars"].map(asked), [false, false, false, false])
    void ({} satisfies Partial<WorkflowRunTimeline>)
  })
})
