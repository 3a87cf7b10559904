import { assert, describe, expectTypeOf, it } from "@effect/vitest"
import { execFileSync } from "node:child_process"
import * as Undici from "undici"
import type * as undici from "../../src/node/undici.ts"

describe("undici", () => {
  it("has the types that are used of it", () => {
    expectTypeOf<undici.AgentOptions>().toExtend<Undici.Agent.Options>()
    expectTypeOf<Omit<undici.DispatchOptions, "body">>().toExtend<Omit<Undici.Dispatcher.DispatchOptions, "body">>()
    expectTypeOf<undici.Handler>().toExtend<Pick<Undici.Dispatcher.DispatchHandler, keyof undici.Handler>>()
    expectTypeOf<Undici.Dispatcher.DispatchController>().toExtend<undici.Controller>()
    // Blobs and async iterables are taken as well, which its types do not say and the tests of
    // `Http` show.
    expectTypeOf<Undici.Agent["dispatch"]>().returns.toBeBoolean()
    expectTypeOf<Undici.Agent["destroy"]>().toExtend<undici.Dispatcher["destroy"]>()
  })

  it("has its agent where it is imported from", async () => {
    const path: string = "undici/lib/dispatcher/agent.js"
    const module: { readonly default: unknown } = await import(path)
    assert.strictEqual(module.default, Undici.Agent)
  })

  it("does not get under the global fetch of the program", () => {
    const entry = new URL("../../src/node/index.ts", import.meta.url).href
    const script = `await import(${JSON.stringify(entry)}); console.log(globalThis[Symbol.for("undici.globalDispatcher.1")] === undefined)`
    const out = execFileSync(process.execPath, ["--no-warnings", "--input-type=module", "-e", script], {
      encoding: "utf8"
    })
    assert.strictEqual(out.trim(), "true")
  })
})
