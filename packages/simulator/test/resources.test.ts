import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { Simulator } from "@errand/simulator"
import { use } from "./support/requests.ts"

describe("other resources of Browser Use", () => {
  it.effect("a profile is renamed, found and deleted", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      const { id } = (yield* use(simulator, "POST", "/profiles", { body: { name: "Work" } })).json
      yield* use(simulator, "POST", "/profiles", { body: { name: "Home" } })
      yield* use(simulator, "PATCH", `/profiles/${id}`, { body: { name: "Office" } })
      const found = yield* use(simulator, "GET", "/profiles", { query: { query: "off" } })
      assert.deepStrictEqual(
        found.json.items.map((item: { name: string }) => item.name),
        ["Office"]
      )
      assert.strictEqual((yield* use(simulator, "DELETE", `/profiles/${id}`)).status, 204)
      assert.strictEqual((yield* use(simulator, "GET", `/profiles/${id}`)).status, 404)
      assert.strictEqual((yield* use(simulator, "POST", "/sessions", { body: { profileId: id } })).status, 404)
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("a browser times out by itself, and refuses more than four hours", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      assert.strictEqual((yield* use(simulator, "POST", "/browsers", { body: { timeout: 241 } })).status, 403)
      const { id } = (yield* use(simulator, "POST", "/browsers", { body: { timeout: 10 } })).json
      const status = Effect.map(use(simulator, "GET", `/browsers/${id}`), ({ json }) => json.status)
      assert.strictEqual(yield* status, "active")
      yield* TestClock.adjust("10 minutes")
      assert.strictEqual(yield* status, "stopped")
      const first = yield* use(simulator, "GET", `/browsers/${id}/downloads`, {
        query: { limit: "2", includeUrls: "true" }
      })
      assert.deepStrictEqual([first.json.files.length, first.json.hasMore], [2, true])
      const rest = yield* use(simulator, "GET", `/browsers/${id}/downloads`, {
        query: { cursor: first.json.nextCursor }
      })
      assert.deepStrictEqual([rest.json.files.length, rest.json.hasMore, rest.json.files[0].url], [1, false, null])
      const bytes = yield* Effect.promise(() =>
        fetch(first.json.files[0].url).then((response) => response.arrayBuffer())
      )
      assert.strictEqual(bytes.byteLength, first.json.files[0].size)
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("a skill is generated, refined, rolled back, run, and its generation cancelled", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      const make = use(simulator, "POST", "/skills", { body: { goal: "g", agentPrompt: "Do the thing" } })
      const { id } = (yield* make).json
      assert.strictEqual((yield* make).status, 400)
      const post = (action: string, body?: unknown) =>
        use(simulator, "POST", `/skills/${id}/${action}`, body === undefined ? {} : { body })
      const skill = Effect.map(use(simulator, "GET", `/skills/${id}`), ({ json }) => [json.status, json.currentVersion])
      assert.deepStrictEqual(yield* skill, ["generating", null])
      assert.strictEqual((yield* post("execute", {})).status, 400)
      assert.strictEqual((yield* use(simulator, "DELETE", `/skills/${id}`)).status, 400)
      yield* TestClock.adjust("20 seconds")
      assert.deepStrictEqual(yield* skill, ["finished", 1])
      assert.strictEqual((yield* post("cancel")).status, 400)
      assert.strictEqual((yield* post("refine", { feedback: "Faster, if you can" })).status, 202)
      yield* TestClock.adjust("20 seconds")
      assert.deepStrictEqual(yield* skill, ["finished", 2])
      assert.strictEqual((yield* post("rollback")).json.currentVersion, 1)
      const ran = yield* post("execute", { parameters: { query: "q" } })
      assert.isTrue(ran.json.success)
      const [execution] = (yield* use(simulator, "GET", `/skills/${id}/executions`)).json.items
      const output = yield* use(simulator, "GET", `/skills/${id}/executions/${execution.id}/output`)
      assert.deepStrictEqual(
        yield* Effect.promise(() => fetch(output.json.downloadUrl).then((response) => response.json())),
        ran.json.result
      )
      yield* post("refine", { feedback: "Faster, if you can" })
      assert.strictEqual((yield* post("cancel")).json.status, "cancelled")
      assert.strictEqual((yield* use(simulator, "DELETE", `/skills/${id}`)).status, 204)
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("a skill of the marketplace is found by slug, cloned, and counted", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      const [first] = (yield* use(simulator, "GET", "/marketplace/skills")).json.items
      const clone = yield* use(simulator, "POST", `/marketplace/skills/${first.id}/clone`)
      assert.deepStrictEqual([clone.json.clonedFromSkillId, clone.json.status], [first.id, "finished"])
      assert.strictEqual((yield* use(simulator, "GET", `/marketplace/skills/${first.slug}`)).json.cloneCount, 1)
      assert.strictEqual((yield* use(simulator, "GET", "/skills")).json.totalItems, 1)
    }).pipe(Effect.provide(Simulator.layer()))
  )

  it.effect("enabling more skills than the plan allows is 403", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.Simulator
      const [market] = (yield* use(simulator, "GET", "/marketplace/skills")).json.items
      const clone = Effect.map(use(simulator, "POST", `/marketplace/skills/${market.id}/clone`), ({ json }) => json.id)
      const [one] = [yield* clone, yield* clone]
      const enable = (isEnabled: boolean) =>
        Effect.map(use(simulator, "PATCH", `/skills/${one}`, { body: { isEnabled } }), ({ status }) => status)
      assert.strictEqual(yield* enable(false), 200)
      assert.strictEqual(yield* enable(true), 403)
    }).pipe(Effect.provide(Simulator.layer({ browserUse: { enabledSkills: 1 } })))
  )
})
