/** Steps as a test shows them, and as a reader is told of them. */
import { Effect, Fiber, Stream } from "effect"
import { TestClock } from "effect/testing"
import { Cadence, Task } from "@errand/core"
import type { Snapshot } from "@errand/core"
import { TestProvider } from "@errand/core/testing"

export const running = { state: "working", phase: "running", native: "running" } as const
export const over = { state: "completed", native: "completed" } as const

export const view = (key: string, number: number, content: string): Snapshot.StepView => ({
  key,
  number,
  goal: content,
  actions: [],
  raw: { noise: Math.random() }
})

/** A provider that shows these lists of steps, one a look, the last one with the end. */
const showing = (lists: ReadonlyArray<ReadonlyArray<Snapshot.StepView>>) =>
  Effect.map(TestProvider.make("a"), (a): TestProvider.TestProvider => {
    let i = 0
    return {
      ...a,
      snapshot: (id) =>
        Effect.map(a.snapshot(id), (snapshot) => {
          const last = i >= lists.length - 1
          return { ...snapshot, steps: lists[i++] ?? lists.at(-1) ?? [], status: last ? over : running }
        })
    }
  })

/** The steps of a task that shows these lists. */
export const collect = (
  lists: ReadonlyArray<ReadonlyArray<Snapshot.StepView>>,
  options?: Task.StepsOptions
): Effect.Effect<ReadonlyArray<Snapshot.Step>, unknown> =>
  Effect.gen(function* () {
    const a = yield* showing(lists)
    const task = yield* Task.start(a, { takes: "1 hour" })
    const fiber = yield* Effect.forkChild(Stream.runCollect(Task.steps(task, options)))
    yield* TestClock.adjust(1000 * lists.length)
    return yield* Fiber.join(fiber)
  }).pipe(Effect.provideService(Cadence.Cadence, Cadence.every("1 second")))
