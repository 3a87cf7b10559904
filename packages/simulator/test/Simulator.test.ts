import { assert, describe, it } from "@effect/vitest"
import { Clock, Effect } from "effect"
import { Simulator } from "@errand/simulator"

const post = (simulator: Simulator.Simulator["Service"], path: string, body: unknown) =>
  Effect.promise(() =>
    simulator.fetch(`${simulator.browserUse.baseUrl}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-browser-use-api-key": "k" },
      body: JSON.stringify(body)
    }).then((response) => response.json())
  )
const get = (simulator: Simulator.Simulator["Service"], path: string) =>
  Effect.promise(() =>
    simulator.fetch(`${simulator.browserUse.baseUrl}${path}`, { headers: { "x-browser-use-api-key": "k" } })
      .then((response) => response.json())
  )

describe("drive", () => {
  it.effect("runs a polling loop over real sockets in virtual time", () =>
    Effect.gen(function*() {
      const simulator = yield* Simulator.Simulator
      const done = yield* simulator.drive(Effect.gen(function*() {
        const { id } = yield* post(simulator, "/tasks", { task: "Find a lantern" })
        while (true) {
          const status = yield* get(simulator, `/tasks/${id}/status`)
          if (status.status === "finished") return yield* get(simulator, `/tasks/${id}`)
          yield* Effect.sleep("2 seconds")
        }
      }))
      assert.strictEqual(done.output, "Done: Find a lantern")
      assert.isAbove(yield* Clock.currentTimeMillis, 4000)
    }).pipe(Effect.provide(Simulator.layer())))
})
