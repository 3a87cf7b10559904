import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Stream } from "effect"
import { TestClock } from "effect/testing"
import fc from "fast-check"
import { Cadence, ProviderError, Task } from "@errand/core"
import type { Snapshot } from "@errand/core"
import { TestProvider } from "@errand/core/testing"
import { rounds } from "@errand/testkit/rounds"

const courses = rounds({ few: 300, many: 3000 })
const lives = rounds({ few: 500, many: 10_000 })

const running = { state: "working", phase: "running", native: "running" } as const
const over = { state: "completed", native: "completed" } as const

const view = (key: string, number: number, content: string): Snapshot.StepView => ({
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

const collect = (
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
