import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Stream } from "effect"
import { TestClock } from "effect/testing"
import fc from "fast-check"
import { Cadence, ProviderError, Task } from "@errand/core"
import type { Provider, Snapshot } from "@errand/core"
import { TestProvider } from "@errand/core/testing"
import { rounds } from "@errand/testkit/rounds"

const lives = rounds({ few: 100, many: 1500 })

const down = new ProviderError.Unavailable({ message: "503", status: 503 })

const life = fc.record({
  takes: fc.integer({ min: 1, max: 60 }),
  /** When each step shows up, as a share of the work; some come in its very last moment. */
  steps: fc.array(fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constant(1)), { maxLength: 40, size: "max" }),
  pages: fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 20 }),
  /** Which looks and reads of events fail. */
  failing: fc.array(fc.boolean(), { minLength: 1, maxLength: 30 }),
  /** A process dies after it has dealt with so many more steps, or after so many seconds. */
  deaths: fc.array(fc.record({ steps: fc.nat(10), seconds: fc.nat(40) }), { maxLength: 6 })
})

type Life = typeof life extends fc.Arbitrary<infer L> ? L : never

/** A service that gives pages of any length, and fails now and then. */
const make = ({ failing, pages }: Life) =>
  Effect.gen(function* () {
    let reads = 0
    let requests = 0
    const a = yield* TestProvider.makeWithEvents("a", {
      fault: ({ operation }) => {
        if (operation !== "events" && operation !== "snapshot") return undefined
        return failing[requests++ % failing.length] === true && requests % 4 !== 0 ? { reason: down } : undefined
      }
    })
    const events: Provider.HasEvents["events"] = (id, after) =>
      Effect.map(a.events(id, after), (page) => {
        const kept = page.events.slice(0, pages[reads++ % pages.length])
        const isAll = kept.length === page.events.length
        return {
          ...page,
          events: kept,
          after: isAll ? page.after : `${Number(after ?? 0) + kept.length}`,
          isDone: isAll
        }
      })
    return { ...a, events }
  })

describe("steps that are told as events", () => {
  it.effect(`${lives} lives with failing pages, and processes that die anywhere: each step once and in order`, () =>
    Effect.gen(function* () {
      let processes = 0
      let told = 0
      for (const world of fc.sample(life, lives)) {
        const provider = yield* make(world)
        const at = world.steps.toSorted((a, b) => a - b)
        const steps = at.map((share, i) => ({ goal: `step ${i}`, at: Math.floor(share * 1000 * world.takes) }))
        const { ref } = yield* Task.start(provider, { takes: `${world.takes} seconds`, steps })
        const dealtWith: Array<Snapshot.StepByCursor> = []
        for (const death of [...world.deaths, undefined]) {
          processes++
          const after = dealtWith.at(-1)?.cursor
          const stream = Task.steps(Task.attach(provider, ref), { after })
          const fiber = yield* stream.pipe(
            Stream.take(death?.steps ?? Infinity),
            Stream.runForEach((step) => Effect.sync(() => dealtWith.push(step))),
            Effect.forkChild
          )
          const seconds = death?.seconds ?? 600
          for (let i = 0; i < seconds && fiber.pollUnsafe() === undefined; i += 5) yield* TestClock.adjust("5 seconds")
          if (death === undefined) yield* Fiber.join(fiber)
          else yield* Fiber.interrupt(fiber)
        }
        told += dealtWith.length
        assert.deepStrictEqual(
          dealtWith.map(({ goal, revision }) => `${goal}.${revision}`),
          steps.map(({ goal }) => `${goal}.1`)
        )
      }
      assert.isAbove(processes, 2 * lives)
      assert.isAbove(told, 5 * lives)
    }).pipe(Effect.provideService(Cadence.Cadence, Cadence.every("1 second")))
  )
})
