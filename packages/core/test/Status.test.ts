import { describe, expect, expectTypeOf, it } from "@effect/vitest"
import fc from "fast-check"
import { Status } from "@errand/core"

type Words = "created" | "started" | "finished" | "failed" | "stopped"

const table: { readonly [W in Words]: Status.Meaning } = {
  created: { state: "working", phase: "queued" },
  started: { state: "working", phase: "running" },
  finished: { state: "completed" },
  failed: { state: "failed", reason: "error" },
  stopped: { state: "cancelled", by: "unknown" }
}

describe("Status", () => {
  it("reads the provider's words by the table and keeps the word", () => {
    const read = Status.fromTable<Words>(table)
    expect(read("created")).toEqual({ state: "working", phase: "queued", native: "created" })
    expect(read("failed")).toEqual({ state: "failed", reason: "error", native: "failed" })
    expectTypeOf(read).toEqualTypeOf<(native: string) => Status.Status>()
  })

  it("any other word is unrecognised and not over, even one that every object has", () => {
    const read = Status.fromTable<Words>(table)
    for (const word of ["constructor", "__proto__", "toString", "hasOwnProperty", "", "Finished", "idle"]) {
      expect(read(word)).toEqual({ state: "working", phase: "unrecognised", native: word })
    }
    fc.assert(fc.property(fc.string(), (word) => word in table || !Status.isOver(read(word))))
  })

  it("a table that lacks a word of the enum does not compile", () => {
    const { failed: _, ...four } = table
    // @ts-expect-error Property 'failed' is missing: the four words of an older spec are not enough
    Status.fromTable<Words>(four)
    // @ts-expect-error a meaning is one of five states
    Status.fromTable<"done">({ done: { state: "done" } })
  })

  it("three states are over", () => {
    const read = Status.fromTable<Words>(table)
    expect(
      (["created", "started", "finished", "failed", "stopped"] as const).map((word) => Status.isOver(read(word)))
    ).toEqual([false, false, true, true, true])
  })
})
