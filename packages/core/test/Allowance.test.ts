import { assert, describe, expectTypeOf, it } from "@effect/vitest"
import { BigDecimal, Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import fc from "fast-check"
import { Allowance, ProviderError, Task, TaskStore } from "@errand/core"
import { TestProvider } from "@errand/core/testing"
import { rounds } from "@errand/testkit/rounds"
import { dying } from "./support/dying.ts"
import { collecting, driven, lost, processes } from "./support/journal.ts"

/** A provider whose tasks take a second and have cost so many credits, or do not tell. */
const priced = (credits: number | undefined, options: TestProvider.Options = {}) =>
  Effect.map(TestProvider.make("a", options), (browser): TestProvider.TestProvider => ({
    ...browser,
    snapshot: (id) =>
      Effect.map(browser.snapshot(id), ({ cost, ...seen }) => {
        const { final } = cost
        return {
          ...seen,
          cost: credits === undefined ? { final } : { final, credits, usd: BigDecimal.fromNumberUnsafe(credits / 4) }
        }
      })
  }))

const second = { takes: "1 second" } as const

const unknownIsFour = { credits: 10, per: "1 day", unknown: { credits: 4 } } as const

/** What is told of a start that was refused. */
const refusalOf = <A>(start: Effect.Effect<A, unknown>) =>
  Effect.map(Effect.flip(start), (error) =>
    error instanceof ProviderError.ProviderError && error.reason._tag === "AllowanceUsedUp" ? error.reason : undefined
  )

describe("Allowance", () => {
  it.effect("lets start what there is room for, and refuses the next before anything is sent or written", () =>
    Effect.gen(function* () {
      const browser = yield* priced(3)
      const allowance = Allowance.make("shop", unknownIsFour)
      const start = Task.start(browser, second, { allowance })
      yield* start
      const task = yield* start
      const refused = yield* refusalOf(start)
      assert.deepInclude(refused, { allowance: "shop", unknown: 2 })
      assert.include(refused?.message ?? "", "nothing was sent: 10 credits per 1d")
      const store = yield* TaskStore.TaskStore
      assert.lengthOf(yield* store.works, 2)
      assert.strictEqual((yield* browser.calls).start, 2)
      // One that is over counts for what it has cost, and makes room.
      yield* driven(Task.await(task))
      yield* refusalOf(start)
      yield* driven(Task.run(browser, second, { allowance: Allowance.make("another", unknownIsFour) }))
      yield* Effect.forEach(yield* store.works, ({ ref }) => driven(Task.await(Task.attach(browser, ref!))))
      yield* start
      assert.isDefined(yield* refusalOf(start), "6 are spent and 4 are assumed")
    }).pipe(Effect.provide(TaskStore.layerMemory))
  )

  it.effect("an unknown cost is not 0: it refuses, or counts for what is assumed", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const browser = yield* priced(undefined)
      const strict = Allowance.make("strict", { usd: 10, per: "1 day", unknown: "refuse" })
      const start = (allowance: Allowance.Allowance) => Task.run(browser, second, { allowance })
      yield* run(driven(start(strict)))
      assert.strictEqual((yield* run(refusalOf(start(strict))))?.unknown, 1, "its provider tells no cost")
      const lenient = Allowance.make("lenient", { usd: 10, per: "1 day", unknown: { usd: 5 } })
      yield* run(driven(start(lenient)))
      yield* run(driven(start(lenient)))
      assert.strictEqual((yield* run(refusalOf(start(lenient))))?.unknown, 2)
    })
  )

  it.effect("looks back: what was started earlier counts no more, also in another process", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const browser = yield* priced(6)
      const allowance = Allowance.make("shop", unknownIsFour)
      const start = Task.run(browser, second, { allowance })
      yield* run(driven(start))
      yield* run(driven(start))
      yield* run(Effect.asVoid(TaskStore.compact()))
      const refused = yield* run(refusalOf(start))
      assert.strictEqual(refused?.unknown, 0)
      yield* TestClock.adjust("23 hours")
      assert.isDefined(yield* run(refusalOf(start)))
      yield* TestClock.adjust("1 hour")
      yield* run(driven(start))
    })
  )

  it.effect("a process that dies between a start and the note of its cost leaves an unknown cost", () =>
    Effect.gen(function* () {
      const run = yield* processes
      const browser = yield* priced(3, {
        fault: ({ nth, operation }) => (operation === "start" && nth === 2 ? lost : undefined)
      })
      const strict = Allowance.make("strict", { credits: 10, per: "1 day", unknown: "refuse" })
      const start = (key: string) => Task.start(browser, second, { key, allowance: strict })
      yield* run(start("runs when its process dies"))
      assert.strictEqual((yield* run(refusalOf(start("k"))))?.unknown, 1)
      const { handler } = yield* collecting
      yield* run(driven(Task.recover(browser, handler)))
      yield* run(Effect.exit(Task.start(dying(browser), second, { key: "not acknowledged", allowance: strict })))
      assert.strictEqual((yield* run(refusalOf(start("k"))))?.unknown, 1)
      yield* run(driven(Task.recover(browser, handler)))
      yield* run(start("k"))
      assert.isDefined(yield* run(refusalOf(start("l"))))
      yield* run(start("k"))
    })
  )

  it.effect("what was certainly not started counts for nothing", () =>
    Effect.gen(function* () {
      const reason = new ProviderError.OutOfCredit({ message: "402" })
      const browser = yield* priced(3, {
        fault: ({ nth, operation }) => (operation === "start" && nth === 1 ? { reason } : undefined)
      })
      const allowance = Allowance.make("strict", { credits: 10, per: "1 day", unknown: "refuse" })
      yield* Effect.flip(Task.start(browser, second, { allowance }))
      yield* Task.start(browser, second, { allowance })
    }).pipe(Effect.provide(TaskStore.layerMemory))
  )

  it.effect("waits for room where that is wanted, no longer than queueWithin, and can be interrupted", () =>
    Effect.gen(function* () {
      const browser = yield* priced(3)
      const allowance = Allowance.make("shop", { ...unknownIsFour, credits: 4, whenUsedUp: "wait" })
      const run = Task.run(browser, second, { allowance })
      const runs = yield* Effect.forkChild(Effect.all([run, run], { concurrency: 2 }))
      yield* TestClock.adjust("1 minute")
      assert.strictEqual((yield* browser.calls).start, 1)
      const late = yield* Effect.forkChild(
        refusalOf(Task.start(browser, second, { allowance, queueWithin: "2 hours" }))
      )
      yield* TestClock.adjust("2 hours")
      assert.strictEqual((yield* Fiber.join(late))?.allowance, "shop")
      yield* TestClock.adjust("22 hours")
      yield* TestClock.adjust("1 minute")
      assert.strictEqual((yield* browser.calls).start, 1, "the first wait is an hour at the most by default")
      yield* Fiber.interrupt(runs)
      const patient = yield* Effect.forkChild(Task.run(browser, second, { allowance, queueWithin: "2 days" }))
      yield* TestClock.adjust("1 minute")
      yield* Fiber.join(patient)
      const left = yield* Effect.forkChild(Task.run(browser, second, { allowance, queueWithin: "2 days" }))
      yield* TestClock.adjust("1 minute")
      yield* Fiber.interrupt(left)
      assert.strictEqual((yield* browser.calls).start, 2)
    }).pipe(Effect.provide(TaskStore.layerMemory))
  )

  it.effect("is refused without a store, and where its options make no sense", () =>
    Effect.gen(function* () {
      const browser = yield* priced(3)
      const messageOf = (allowance: Allowance.Allowance) =>
        Effect.map(Effect.flip(Task.start(browser, second, { allowance })), ({ message }) => message)
      const { per } = unknownIsFour
      assert.include(yield* messageOf(Allowance.make("shop", unknownIsFour)), "there is none")
      const bad: ReadonlyArray<readonly [string, Allowance.Allowance]> = [
        ["Allowance.name", Allowance.make("", unknownIsFour)],
        ["Allowance.per", Allowance.make("x", { ...unknownIsFour, per: "-1 days" })],
        ["Allowance.usd", Allowance.make("x", { usd: -1, per, unknown: "refuse" })],
        ["limits nothing", Allowance.make("x", { per, unknown: "refuse" })],
        ["Allowance.unknown.usd", Allowance.make("x", { usd: 1, per, unknown: { credits: 1 } })]
      ]
      for (const [word, allowance] of bad) {
        assert.include(yield* Effect.provide(messageOf(allowance), TaskStore.layerMemory), word)
      }
      assert.strictEqual((yield* browser.calls).start, 0)
    })
  )

  it.effect("whatever the order of starts, ends and crashes: no more than the limit is ever let through", () =>
    Effect.promise(() =>
      fc.assert(
        fc.asyncProperty(
          fc.array(fc.constantFrom("start", "end", "crash", "hours"), { minLength: 5, maxLength: 30 }),
          fc.integer({ min: 1, max: 4 }),
          (steps, credits) =>
            Effect.runPromise(
              Effect.scoped(
                Effect.gen(function* () {
                  const journal = yield* TaskStore.memory()
                  const browser = yield* priced(credits)
                  const allowance = Allowance.make("shop", unknownIsFour)
                  const startedAt: Array<number> = []
                  let hours = 0
                  let store = yield* TaskStore.make(journal)
                  const tasks: Array<Task.Task<string | null, TestProvider.TestProvider>> = []
                  for (const step of steps) {
                    const within = Effect.provideService(TaskStore.TaskStore, store)
                    if (step === "hours") {
                      hours += 9
                      yield* TestClock.adjust("9 hours")
                    } else if (step === "crash") store = yield* TaskStore.make(journal)
                    else if (step === "end") {
                      const task = tasks.pop()
                      if (task !== undefined) yield* within(driven(Task.await(task)))
                    } else {
                      const exit = yield* Effect.exit(within(Task.start(browser, second, { allowance })))
                      if (exit._tag === "Success") {
                        startedAt.push(hours)
                        tasks.push(exit.value)
                      }
                      const recent = startedAt.filter((at) => at > hours - 24).length
                      assert.isAtMost(recent * credits, 10, "spent within a day")
                    }
                  }
                })
              ).pipe(Effect.provide(TestClock.layer()))
            )
        ),
        { numRuns: rounds({ few: 40, many: 2000 }) }
      )
    )
  )

  it("what an unknown cost counts for must be said", () => {
    // @ts-expect-error what an unknown cost counts for is missing
    const silent = Allowance.make("x", { usd: 1, per: "1 day" })
    expectTypeOf(silent).toEqualTypeOf<Allowance.Allowance>()
  })
})
