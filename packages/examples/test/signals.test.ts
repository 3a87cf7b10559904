import { assert, describe, it } from "@effect/vitest"
import { Simulator } from "@errand/simulator"
import { Effect } from "effect"
import { spawn } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"

describe.skipIf(process.platform === "win32")("a program that is told to end", () => {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    it.live(`by ${signal} stops its paid task on the service before it ends`, () =>
      Effect.gen(function* () {
        const { apiKey, browserUse, tasks } = yield* Simulator.make({ tasks: [{ running: "1 hour" }] })
        const file = join(import.meta.dirname, "support/paidProgram.ts")
        const child = spawn(process.execPath, [file, browserUse.baseUrl, apiKey], {
          stdio: ["ignore", "pipe", "ignore"]
        })
        const ended = once(child, "close")
        yield* Effect.promise(() => once(child.stdout, "data"))
        child.kill(signal)
        const [code] = yield* Effect.promise(() => ended)
        assert.strictEqual(code, signal === "SIGINT" ? 130 : 143)
        assert.deepStrictEqual(
          (yield* tasks).map(({ status }) => status),
          ["stopped"]
        )
      }).pipe(Effect.scoped)
    )
  }
})
