import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Stream } from "effect"
import { TestClock } from "effect/testing"
import fc from "fast-check"
import { Cadence, ProviderError, Task } from "@errand/core"
import type { Snapshot } from "@errand/core"
import { TestProvider } from "@errand/core/testing"
import { rounds } from "@errand/testkit/rounds"
import { collect, over, running, view } from "./support/steps.ts"

const courses = rounds({ few: 300, many: 3000 })
const lives = rounds({ few: 500, many: 10_000 })

describe("Task.steps", () => {
  // A true course of steps, seen through answers that shrink, come out of order, repeat and are
  // old.
  const course = fc
    .array(fc.record({ step: fc.nat(5), content: fc.string({ maxLength: 3 }) }), { minLength: 1, maxLength: 25 })
    .chain((edits) => {
      const states: Array<ReadonlyArray<Snapshot.StepView>> = []
      const now = new Map<number, string>()
      for (const { content, step } of edits) {
        now.set(step, content)
        states.push(Array.from(now, ([n, text]) => view(`k${n}`, n, text)))
      }
      return fc
        .array(
          fc.record({
            state: fc.nat(states.length - 1),
            keep: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
            flip: fc.boolean()
          }),
          { maxLength: 25 }
        )
        .map((looks) => {
          const seen = looks.map(({ flip, keep, state }) => {
            const list = states[state]!.filter((_, i) => keep[i])
            return flip ? list.toReversed() : list
          })
          return [...seen, states.at(-1)!]
        })
    })

  const contents = (list: ReadonlyArray<Snapshot.StepView>) => list.map(({ goal, key }) => `${key}:${goal}`)

  /** Each pair of key and revision once, revisions from 1 on without a gap, no content twice. */
  const isExact = (steps: ReadonlyArray<Snapshot.Step>) => {
    const last = new Map<string, number>()
    for (const { key, revision } of steps) {
      assert.strictEqual(revision, (last.get(key) ?? 0) + 1)
      last.set(key, revision)
    }
    assert.strictEqual(new Set(contents(steps)).size, steps.length, "nothing twice")
  }

  it.effect(
    "whatever the order of the answers: each (key, revision) once, revisions count up, every content comes through",
    () =>
      Effect.gen(function* () {
        let revised = 0
        for (const lists of fc.sample(course, { numRuns: courses, seed: 20260 })) {
          const steps = yield* collect(lists)
          isExact(steps)
          revised += steps.filter(({ revision }) => revision > 1).length
          assert.deepStrictEqual(
            new Set(contents(steps)),
            new Set(lists.flatMap(contents)),
            "nothing lost, nothing made up"
          )
          // Steps that showed up together come by number.
          const arrived = new Set<string>()
          let from = 0
          for (const list of lists) {
            const news = new Set(contents(list).filter((content) => !arrived.has(content)))
            const part = steps.slice(from, from + news.size)
            assert.isTrue(part.every((step, i) => i === 0 || part[i - 1]!.number <= step.number))
            for (const content of news) arrived.add(content)
            from += news.size
          }
        }
        assert.isTrue(revised > courses / 3)
      })
  )

  // Looks that fail between the good ones; processes that die after so many steps, and what the
  // next one sees anew.
  const life = fc.record({
    lists: course,
    lost: fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
    deaths: fc.array(fc.record({ after: fc.nat(8), back: fc.nat(6) }), { maxLength: 4 })
  })

  it.effect(
    `${lives} courses with lost answers and restarts from a saved cursor: nothing twice, nothing lost, nothing out of place`,
    () =>
      Effect.gen(function* () {
        let restarts = 0
        let resumed = 0
        for (const { deaths, lists, lost } of fc.sample(life, { numRuns: lives, seed: 31 })) {
          let at = 0
          let looks = 0
          const a = yield* TestProvider.make("a")
          const provider: TestProvider.TestProvider = {
            ...a,
            snapshot: (id) =>
              Effect.suspend(() => {
                if (lost[looks++ % lost.length] === true && looks % 3 !== 0) {
                  const reason = new ProviderError.Unavailable({ message: "503" })
                  return Effect.fail(new ProviderError.ProviderError({ provider: "a", operation: "snapshot", reason }))
                }
                const last = at >= lists.length - 1
                const steps = lists[at] ?? lists.at(-1) ?? []
                at++
                return Effect.map(a.snapshot(id), (snapshot) => ({ ...snapshot, steps, status: last ? over : running }))
              })
          }
          const { ref } = yield* Task.start(provider, { takes: "1 day" })
          const told: Array<Snapshot.Step> = []
          for (const { after, back } of [...deaths, { after: Infinity, back: 0 }]) {
            const cursor: typeof told = JSON.parse(
              JSON.stringify(told.map(({ digest, key, revision }) => ({ digest, key, revision })))
            )
            const before = told.length
            const stream = Task.steps(Task.attach(provider, ref), { seen: cursor })
            const fiber = yield* Effect.forkChild(
              stream.pipe(
                Stream.take(after),
                Stream.runForEach((step) => Effect.sync(() => told.push(step)))
              )
            )
            for (let i = 0; i < 10 && fiber.pollUnsafe() === undefined; i++) yield* TestClock.adjust("20 seconds")
            yield* Fiber.join(fiber)
            if (before > 0 && told.length > before) resumed++
            restarts++
            at = Math.max(0, at - back)
          }
          isExact(told)
          const shown = new Set(lists.flatMap(contents))
          const had = new Set(contents(told))
          assert.isTrue(
            contents(told).every((content) => shown.has(content)),
            "nothing made up"
          )
          assert.isTrue(
            contents(lists.at(-1)!).every((content) => had.has(content)),
            "nothing lost"
          )
        }
        assert.isTrue(restarts > 2 * lives && resumed > 0.4 * lives, `${restarts} processes, ${resumed} that went on`)
      }).pipe(Effect.provideService(Cadence.Cadence, Cadence.every("1 second")))
  )
})
