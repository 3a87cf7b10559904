import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Stream } from "effect"
import { TestClock } from "effect/testing"
import { Cadence, Task } from "@errand/core"
import type { Snapshot } from "@errand/core"
import { TestProvider } from "@errand/core/testing"
import { collect, view } from "./support/steps.ts"

const short = (steps: ReadonlyArray<Snapshot.Step>) =>
  steps.map(({ goal, key, revision }) => `${key}.${revision} ${goal}`)

describe("Task.steps", () => {
  it.effect("steps come as they happen, and those that arrive with the end come too", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const task = yield* Task.start(a, {
        takes: "10 seconds",
        steps: [
          { goal: "open", at: "2 seconds" },
          { goal: "read", at: "5 seconds" },
          { goal: "close", at: "10 seconds" }
        ]
      })
      const seen: Array<string> = []
      const fiber = yield* Task.steps(task).pipe(
        Stream.runForEach((step) =>
          Effect.sync(() => {
            seen.push(step.goal)
          })
        ),
        Effect.forkChild
      )
      yield* TestClock.adjust("3 seconds")
      assert.deepStrictEqual(seen, ["open"])
      yield* TestClock.adjust("1 minute")
      yield* Fiber.join(fiber)
      assert.deepStrictEqual(seen, ["open", "read", "close"])
      assert.strictEqual((yield* a.calls).status, 0)
    }).pipe(Effect.provideService(Cadence.Cadence, Cadence.every("1 second")))
  )

  it.effect("a changed step is a new revision of the same key; what was seen before is not told again", () =>
    Effect.gen(function* () {
      const steps = yield* collect([
        [view("1", 1, "open")],
        [view("2", 2, "read"), view("1", 1, "open")],
        [view("2", 2, "read more")],
        [view("2", 2, "read"), view("1", 1, "open")],
        [],
        [view("1", 1, "open"), view("2", 2, "read more"), view("3", 3, "close")]
      ])
      assert.deepStrictEqual(short(steps), ["1.1 open", "2.1 read", "2.2 read more", "3.1 close"])
    })
  )

  it.effect("a late screenshot is a revision, a new signature of the same screenshot is none", () =>
    Effect.gen(function* () {
      const shot = (screenshot?: string) => [
        { ...view("1", 1, "open"), ...(screenshot === undefined ? {} : { screenshot }) }
      ]
      const steps = yield* collect([
        shot(),
        shot("https://s3.test/1.png?sig=a"),
        shot("https://s3.test/1.png?sig=b"),
        shot("https://s3.test/1.png?sig=c#x")
      ])
      assert.deepStrictEqual(
        steps.map(({ revision, screenshot }) => [revision, screenshot]),
        [
          [1, undefined],
          [2, "https://s3.test/1.png?sig=a"]
        ]
      )
    })
  )

  it.effect("every field that a reader sees makes a revision", () =>
    Effect.gen(function* () {
      const first = view("1", 1, "open")
      const changes: ReadonlyArray<Partial<Snapshot.StepView>> = [
        { evaluation: "good" },
        { url: "https://a.test" },
        { actions: ["click"] },
        { status: "succeeded" },
        { number: 2 },
        { goal: "close" }
      ]
      const steps = yield* collect([[first], ...changes.map((change) => [{ ...first, ...change }])])
      assert.deepStrictEqual(
        steps.map(({ revision }) => revision),
        [1, 2, 3, 4, 5, 6, 7]
      )
    })
  )

  it.effect(
    "each stream tells all; a stream that is told what was seen goes on after it, in another process, too",
    () =>
      Effect.gen(function* () {
        const lists = [
          [view("1", 1, "open")],
          [view("1", 1, "open"), view("2", 2, "read")],
          [view("1", 1, "open"), view("2", 2, "read more"), view("3", 3, "close")]
        ]
        const all = yield* collect(lists)
        assert.deepStrictEqual(yield* collect(lists).pipe(Effect.map(short)), short(all))
        for (let known = 0; known <= all.length; known++) {
          const cursor = all.slice(0, known).map(({ digest, key, revision }) => ({ digest, key, revision }))
          const rest = yield* collect(lists, { seen: JSON.parse(JSON.stringify(cursor)) })
          assert.deepStrictEqual(short(rest), short(all.slice(known)))
        }
      })
  )

  it.effect("a stream runs twice with a state of its own each time", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const task = yield* Task.start(a, { takes: "1 second", steps: [{ goal: "open" }] })
      yield* TestClock.adjust("1 minute")
      const stream = Task.steps(task)
      assert.strictEqual((yield* Stream.runCollect(stream)).length, 1)
      assert.strictEqual((yield* Stream.runCollect(stream)).length, 1)
    })
  )
})
