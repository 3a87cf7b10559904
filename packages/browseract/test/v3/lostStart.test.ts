import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { Task, TaskStore } from "@errand/core"
import { rounds } from "@errand/testkit/rounds"
import { agentsOf, input, on, template } from "./support/simulated.ts"

const count = rounds({ few: 100, many: 1000 })

const lost = { match: { operation: "createRun" }, kind: "reset", executed: true, times: "always" } as const

describe("a start whose answer is lost", () => {
  it.effect("adopts its run: the list is asked for its bot alone", () =>
    on(
      { tasks: [{ end: "never", times: "always" }], faults: [{ ...lost, times: 1, nth: 3 }] },
      (browserAct, simulator) =>
        Effect.gen(function* () {
          // Twins in all but the bot, and one of another input.
          yield* Task.start(browserAct, { ...input, bot_id: "18" })
          yield* Task.start(browserAct, { ...input, input: { product: "Pixel 8" } })
          const { ref } = yield* Task.start(browserAct, input)
          const tasks = yield* simulator.tasks
          assert.lengthOf(tasks, 3)
          assert.strictEqual(ref.id, tasks[2]?.id)
          const looks = (yield* simulator.requests).filter(({ operation }) => operation === "listRuns")
          for (const { path } of looks) assert.include(path, "bot_id=17")
        })
    )
  )

  it.effect("is unknown where two starts of the same are in doubt at once, and told apart where one is known", () =>
    on({ tasks: [{ end: "never", times: "always" }], faults: [lost] }, (browserAct, simulator) =>
      Effect.gen(function* () {
        const both = yield* Effect.all(
          [input, input].map((one) => Effect.result(Task.start(browserAct, one))),
          {
            concurrency: 2
          }
        )
        assert.deepStrictEqual(
          both.map(({ _tag }) => _tag),
          ["Failure", "Failure"]
        )
        assert.lengthOf(yield* simulator.tasks, 2)
      })
    )
  )

  it.effect("of an agent is no twin of a workflow's, for they share one account", () =>
    on({ tasks: [{ end: "never", times: "always" }], faults: [lost] }, (browserAct, simulator) =>
      Effect.gen(function* () {
        const agents = agentsOf(browserAct, simulator)
        const both = yield* Effect.all(
          [Task.start(browserAct, input), Task.start(agents, { ...input, bot_id: "18" })],
          { concurrency: 2 }
        )
        assert.deepStrictEqual(
          both.map(({ ref }) => ref.kind),
          ["workflow", "agent"]
        )
        assert.lengthOf(new Set(both.map(({ ref }) => ref.id)), 2)
      })
    )
  )

  it.effect("of a template goes by its input", () =>
    on(
      {
        tasks: [{ end: "never", times: "always" }],
        faults: [{ ...lost, match: { operation: "createTemplateRun" } }]
      },
      (browserAct, simulator) =>
        Effect.gen(function* () {
          const { ref } = yield* Task.start(browserAct, template)
          assert.strictEqual(ref.id, (yield* simulator.tasks)[0]?.id)
          const bare = yield* Effect.flip(Task.start(browserAct, { ...template, input: {} }))
          assert.strictEqual(bare._tag, "StartUnknown")
        })
    )
  )

  it.effect("is found by the next process, by what was written down", () =>
    on({ tasks: [{ running: "1 minute", output: "done" }], faults: [lost] }, (browserAct, simulator) =>
      Effect.gen(function* () {
        const dying = {
          ...browserAct,
          start: (...given: Parameters<typeof browserAct.start>) =>
            Effect.andThen(Effect.exit(browserAct.start(...given)), Effect.die("killed"))
        }
        yield* Effect.exit(Task.start(dying, input, { key: "order-7" }))
        const handled: Array<string> = []
        yield* Task.recover(
          browserAct,
          (outcome) => Effect.sync(() => handled.push(`${outcome.ref.id} ${outcome._tag}`)),
          {
            lag: "30 seconds"
          }
        )
        const tasks = yield* simulator.tasks
        assert.deepStrictEqual(handled, [`${tasks[0]?.id} Succeeded`])
        assert.lengthOf(tasks, 1)
      }).pipe(Effect.provide(TaskStore.layerMemory))
    )
  )

  it.effect(`${count} lost answers: ${count} tasks, each adopted by its own start`, () =>
    on({ tasks: [{ end: "never", times: "always" }], faults: [lost] }, (browserAct, simulator) =>
      Effect.gen(function* () {
        const starts = Array.from({ length: count }, (_, n) => ({ bot_id: `${17 + (n % 10)}`, input: { order: n } }))
        const tasks = yield* Effect.forEach(starts, (one) => Task.start(browserAct, one), { concurrency: 20 })
        const truth = new Map((yield* simulator.tasks).map(({ id, start }) => [id, start.prompt]))
        assert.strictEqual(truth.size, count)
        assert.deepStrictEqual(
          tasks.map(({ ref }) => truth.get(ref.id)),
          starts.map((_, n) => `order=${n}`)
        )
      })
    )
  )
})
