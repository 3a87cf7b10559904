import { BrowserUse } from "@errand/browser-use"
import { Task, NamedLock } from "@errand/core"
import { Simulator } from "@errand/simulator"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { counts, simulated } from "./support/simulated.ts"

const tasks = [{ running: "10 seconds", times: "always" }] as const

describe("a task in the session of another", () => {
  it.effect("runs where the session was kept alive, and its ref names the session", () =>
    simulated(
      { tasks },
      Effect.gen(function* () {
        const browserUse = yield* BrowserUse.BrowserUse
        const session = yield* browserUse.client.sessions.create({ body: { keepAlive: true } })
        const first = yield* Task.start(browserUse, { task: "log in", sessionId: session.id })
        yield* Task.join(first)
        const second = yield* Task.continue(first, { task: "read the news" })
        yield* Task.join(second)
        assert.deepStrictEqual(second.ref.scope, { sessionId: session.id })
        assert.notStrictEqual(second.ref.id, first.ref.id)
        const served = yield* (yield* Simulator.Simulator).tasks
        assert.lengthOf(served, 2)
      })
    )
  )

  it.effect("is refused where the session closed with its task, or is busy with one", () =>
    simulated(
      { tasks },
      Effect.gen(function* () {
        const browserUse = yield* BrowserUse.BrowserUse
        const first = yield* Task.start(browserUse, { task: "x" })
        const busy = yield* Effect.flip(Task.continue(first, { task: "y" }))
        yield* Task.join(first)
        const closed = yield* Effect.flip(Task.continue(first, { task: "y" }))
        for (const error of [busy, closed]) {
          assert(error._tag === "ProviderError")
          assert.strictEqual(error.reason._tag, "Conflict")
        }
        assert.strictEqual((yield* counts).create, 3)
      })
    )
  )

  it.effect("waits for its turn where turns are taken", () =>
    simulated(
      { tasks },
      Effect.gen(function* () {
        const browserUse = yield* BrowserUse.BrowserUse
        const turns = NamedLock.make()
        const session = yield* browserUse.client.sessions.create({ body: { keepAlive: true } })
        const run = (task: string) => turns.run(session.id, Task.run(browserUse, { task, sessionId: session.id }))
        assert.lengthOf(yield* Effect.all([run("a"), run("b"), run("c")], { concurrency: 3 }), 3)
        assert.strictEqual((yield* counts).create, 3)
      })
    )
  )
})
