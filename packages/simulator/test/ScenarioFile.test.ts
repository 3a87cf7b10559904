import { assert, describe, expectTypeOf, it } from "@effect/vitest"
import { Effect } from "effect"
import * as ScenarioFile from "@errand/simulator/ScenarioFile"
import type { Scenario } from "@errand/simulator"
import type { ScenarioSchema } from "../src/internal/scenarioSchema.ts"

const problem = (file: unknown) =>
  Effect.map(
    Effect.flip(ScenarioFile.parse(typeof file === "string" ? file : JSON.stringify(file), "demo.json")),
    (error) => error.message
  )

describe("a script file", () => {
  it.effect("may say everything that a scenario can in JSON", () =>
    Effect.gen(function* () {
      const scenario: Scenario = {
        seed: 7,
        speed: 2.5,
        apiKey: "k",
        browserUse: {
          concurrency: 3,
          credits: 1.5,
          zdr: true,
          closedToV4: true,
          enabledSkills: 1,
          generation: "5 seconds",
          uploadExpiry: 1000,
          downloadExpiry: "1 minute",
          webhook: { url: "http://127.0.0.1:1", secret: "s" }
        },
        browserAct: {
          concurrency: 2,
          disguised: true,
          forgiving: true,
          workflows: [{ id: "w", name: "W", description: "d", parameters: ["p"] }]
        },
        tasks: [
          {
            match: { provider: "browseract", prompt: "p", workflow: "w", metadata: { a: "b" } },
            times: "always",
            queued: 0,
            running: "3 seconds",
            steps: [
              {
                goal: "g",
                memory: "m",
                evaluation: "e",
                url: "u",
                actions: ["{}"],
                duration: 5,
                fails: true,
                screenshot: false
              }
            ],
            output: { any: ["thing", null, 1] },
            success: null,
            judge: { verdict: false, reasoning: "r" },
            end: "failed",
            failure: { code: 1, message: "m" },
            cost: { start: 0.5, step: 0 },
            credits: 3,
            files: [{ name: "f", content: "c", size: 1, contentType: "t/t", transfer: "1 second", error: "e" }],
            pauses: [{ after: 0, pausing: 1, limit: 2 }],
            words: [{ word: "w", from: 0, until: "1 second" }],
            hidden: 1,
            stopping: 1,
            logs: "l"
          },
          { steps: 3 }
        ],
        faults: [
          {
            kind: "status",
            status: 429,
            retryAfter: 1,
            body: null,
            executed: true,
            match: { provider: "browser-use", operation: "o", task: "t" },
            nth: 2,
            times: 3,
            probability: 0.5
          },
          { kind: "envelope", code: 1, message: "m", status: 200 },
          { kind: "reset", executed: true },
          { kind: "hang", in: "body" },
          { kind: "cut" },
          { kind: "truncated" },
          { kind: "html", status: 502 },
          { kind: "garbage", body: "x" },
          { kind: "slow", delay: "1 second" },
          { kind: "late", delay: 5 },
          { kind: "word", word: "w", times: "always" }
        ]
      }
      assert.deepStrictEqual(
        yield* ScenarioFile.parse(JSON.stringify({ $schema: "x", ...scenario }), "demo.json"),
        scenario
      )
    })
  )

  it.effect("with mistakes is told every one, with its place", () =>
    Effect.gen(function* () {
      const message = yield* problem({
        sped: 2,
        tasks: [{ steps: "four" }, { queued: "soon" }],
        faults: [{ kind: "status" }, { kind: "slow", delay: -1 }]
      })
      assert.isTrue(message.startsWith("demo.json: "))
      for (const place of [
        '["sped"]',
        '["tasks"][0]["steps"]',
        '["tasks"][1]["queued"]',
        '["faults"][0]["status"]',
        '["faults"][1]["delay"]'
      ]) {
        assert.include(message, place)
      }
    })
  )

  it.effect("that is no JSON, or not there, is told so", () =>
    Effect.gen(function* () {
      assert.include(yield* problem("{"), "demo.json: no JSON")
      const missing = yield* Effect.flip(ScenarioFile.load("/nowhere/demo.json"))
      assert.include(missing.message, "ENOENT")
    })
  )

  it("has no field that a scenario has not, and the other way round", () => {
    type File = typeof ScenarioSchema.Type
    expectTypeOf<Exclude<keyof File, "$schema">>().toEqualTypeOf<keyof Scenario>()
    expectTypeOf<keyof NonNullable<File["browserUse"]>>().toEqualTypeOf<keyof NonNullable<Scenario["browserUse"]>>()
    expectTypeOf<keyof NonNullable<File["browserAct"]>>().toEqualTypeOf<keyof NonNullable<Scenario["browserAct"]>>()
    expectTypeOf<keyof NonNullable<File["tasks"]>[number]>().toEqualTypeOf<
      keyof NonNullable<Scenario["tasks"]>[number]
    >()
    expectTypeOf<NonNullable<File["faults"]>[number]["kind"]>().toEqualTypeOf<
      NonNullable<Scenario["faults"]>[number]["kind"]
    >()
  })
})
