import { Task } from "@errand/core"
import { Skyvern } from "@errand/skyvern"
import { rounds } from "@errand/testkit/rounds"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { counts, input, on, onV2, options } from "./support/simulated.ts"

const match = { provider: "skyvern", operation: "runTask" } as const
const count = rounds({ few: 200, many: 1000 })

describe("starting once, over the wire", () => {
  it.effect(`${count} starts whose every answer is lost: as many tasks, each adopted by its own start`, () =>
    on(
      {
        tasks: [{ end: "never", times: count }],
        faults: [
          { match, kind: "reset", executed: true, probability: 0.4 },
          { match, kind: "status", status: 503, executed: true, probability: 0.5 },
          { match, kind: "truncated", times: "always" }
        ]
      },
      (skyvern, simulator) =>
        Effect.gen(function* () {
          const prompts = Array.from({ length: count }, (_, i) => `task ${i}`)
          const adopted = yield* Effect.forEach(
            prompts,
            (prompt) => Task.start(skyvern, { ...input, prompt, title: "Prices" }),
            { concurrency: 50 }
          )
          const truth = new Map((yield* simulator.tasks).map(({ id, start }) => [id, start.prompt]))
          assert.strictEqual(truth.size, count)
          // Its own, and not just any.
          assert.deepStrictEqual(
            adopted.map(({ ref }) => truth.get(ref.id)),
            prompts
          )
          assert.strictEqual((yield* counts(simulator))["runTask"], count)
        })
    )
  )

  it.effect("finds a run that other requests do not know of yet", () =>
    on(
      {
        faults: [{ match, kind: "status", status: 502, executed: true }],
        tasks: [{ hidden: "20 seconds", end: "never" }]
      },
      (skyvern, simulator) =>
        Effect.gen(function* () {
          const task = yield* Task.start(skyvern, input)
          assert.deepStrictEqual(
            (yield* simulator.tasks).map(({ id }) => id),
            [task.ref.id]
          )
        })
    )
  )

  it.effect("one key starts one task, in whichever process, and a key that begins like it another", () =>
    on(
      { tasks: [{ end: "never", times: 4 }], faults: [{ match, kind: "reset", executed: true }] },
      (skyvern, simulator) =>
        Effect.gen(function* () {
          const another = Skyvern.make(options(simulator))
          const longer = yield* Task.start(another, input, { key: "order-70" })
          const first = yield* Task.start(skyvern, { ...input, title: "errand:order-8" }, { key: "order-7" })
          const again = yield* Task.start(another, input, { key: "order-7" })
          const other = yield* Task.start(another, input, { key: "order-8" })
          assert.strictEqual(again.ref.id, first.ref.id)
          assert.strictEqual(new Set([longer, first, other].map(({ ref }) => ref.id)).size, 3)
          assert.lengthOf(yield* simulator.tasks, 3)
        })
    )
  )

  it.effect("takes as long as a model needs where no address is given, whatever the timeout says", () =>
    on({ skyvern: { withoutUrl: "40 seconds" } }, (skyvern, simulator) =>
      Effect.gen(function* () {
        yield* Task.start(skyvern, { ...input, url: null })
        assert.deepStrictEqual(yield* counts(simulator), { runTask: 1 })
        const [task] = yield* simulator.tasks
        assert.notProperty(task?.start.body, "url")
      })
    )
  )

  it.effect("finds the run of a start that was given up before the model had answered", () =>
    on({ skyvern: { withoutUrl: "70 seconds" } }, (skyvern, simulator) =>
      Effect.gen(function* () {
        const task = yield* Task.start(skyvern, { ...input, url: null })
        assert.deepStrictEqual(
          (yield* simulator.tasks).map(({ id }) => id),
          [task.ref.id]
        )
        assert.strictEqual((yield* counts(simulator))["runTask"], 1)
      })
    )
  )
})

describe("a start of the engine 2.0", () => {
  it.effect("is unknown when its answer is lost, and is neither searched for nor sent again", () =>
    onV2({ faults: [{ match, kind: "reset", executed: true }] }, (tasks, simulator) =>
      Effect.gen(function* () {
        const error = yield* Effect.flip(Task.start(tasks, { ...input, browser_profile_id: "bp_1" }))
        assert(error._tag === "StartUnknown")
        assert.deepInclude(error.request, { ...input, browser_profile_id: "bp_1", engine: "skyvern-2.0" })
        assert.deepStrictEqual(yield* counts(simulator), { runTask: 1 })
      })
    )
  )
})
