import { assert, describe, it } from "@effect/vitest"
import { Effect, Exit } from "effect"
import { connect } from "node:net"
import type { Socket } from "node:net"
import { setImmediate } from "node:timers/promises"
import { Simulator } from "@errand/simulator"
import { act, use } from "./support/requests.ts"

describe("start", () => {
  it.effect("makes tasks of both services as a request would, without one", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.script({ match: { prompt: "tea" }, running: "3 seconds", output: "7" })
      const tea = yield* simulator.start("browser-use", { task: "What does tea cost?" })
      const run = yield* simulator.start("browseract", { workflow_id: "w" })
      assert.strictEqual(yield* simulator.count(), 0)
      yield* simulator.drive(Effect.sleep("1 minute"))
      assert.include((yield* use(simulator, "GET", `/tasks/${tea}`)).json, { status: "finished", output: "7" })
      assert.strictEqual(
        (yield* act(simulator, "GET", "/get-task", { query: { task_id: run } })).json.status,
        "finished"
      )
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("dies of what the service refuses", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      yield* simulator.start("browser-use", { task: "one" })
      const second = yield* Effect.exit(simulator.start("browser-use", { task: "two" }))
      assert.isTrue(Exit.hasDies(second))
      assert.include(String(second), "Too many concurrent active sessions")
    }).pipe(Effect.provide(Simulator.layer({ browserUse: { concurrency: 1 } })))
  )
})

describe("sockets", () => {
  it.live("are counted while they are open, and at most", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      const { hostname, port } = new URL(simulator.browserUse.baseUrl)
      const open = Effect.callback<Socket>((resume) => {
        const socket = connect(Number(port), hostname, () => socket.write("GET / HTTP/1.1\r\nHost: h\r\n\r\n"))
        socket.once("data", () => resume(Effect.succeed(socket)))
      })
      assert.deepStrictEqual(yield* simulator.sockets, { open: 0, peak: 0 })
      const sockets = yield* Effect.all([open, open, open])
      assert.deepStrictEqual(yield* simulator.sockets, { open: 3, peak: 3 })
      for (const socket of sockets) socket.destroy()
      while ((yield* simulator.sockets).open > 0) yield* Effect.promise(() => setImmediate())
      assert.deepStrictEqual(yield* simulator.sockets, { open: 0, peak: 3 })
    }).pipe(Effect.provide(Simulator.layer()))
  )
})
