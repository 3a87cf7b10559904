import { assert, describe, it } from "@effect/vitest"
import { DateTime } from "effect"
import fc from "fast-check"
import type { Provider, Snapshot } from "@errand/core"
import { rounds } from "@errand/testkit/rounds"
import * as StepsFromEvents from "../../../src/internal/task/stepsFromEvents.ts"

const at = DateTime.makeUnsafe(0)

const short = (steps: ReadonlyArray<Snapshot.Step>) =>
  steps.map(({ goal, key, revision, status }) => `${key}.${revision} ${goal} ${status ?? ""}`)

const event = (key: string, status?: "running" | "succeeded"): Snapshot.StepView => ({
  key,
  number: 1,
  goal: `goal of ${key}`,
  actions: [],
  raw: Math.random(),
  ...(status === undefined ? {} : { status })
})

/** How a log grows by one event: a short step, one that begins, one that ends, one told again. */
const growth = fc.array(fc.record({ kind: fc.constantFrom("step", "begin", "end", "again"), which: fc.nat(20) }), {
  minLength: 1,
  maxLength: 80,
  size: "max"
})

const logOf = (growths: ReadonlyArray<{ readonly kind: string; readonly which: number }>) => {
  const log: Array<Snapshot.StepView> = []
  const open: Array<string> = []
  for (const [i, { kind, which }] of growths.entries()) {
    const [ended] = kind === "end" && open.length > 0 ? open.splice(which % open.length, 1) : []
    const again = kind === "again" ? log.at(-1 - (which % 3)) : undefined
    if (ended !== undefined) log.push(event(ended, "succeeded"))
    else if (again !== undefined) log.push({ ...again, raw: Math.random() })
    else if (kind === "begin" && open.length < 20) {
      open.push(`k${i}`)
      log.push(event(`k${i}`, "running"))
    } else log.push(event(`k${i}`))
  }
  return log
}

/** One read: how many events there are by then, how long the page is, and what is odd about it. */
const reads = fc.array(
  fc.record({
    grows: fc.nat(15),
    size: fc.integer({ min: 1, max: 15 }),
    /** Events from before the cursor, which the service gives again. */
    overlap: fc.nat(2),
    hasCursor: fc.boolean(),
    /** The reader dies after so many of the steps of this page, and another goes on from there. */
    dies: fc.option(fc.nat(15), { freq: 2 })
  }),
  { minLength: 1, maxLength: 60, size: "max" }
)

const pageOf = (
  log: ReadonlyArray<Snapshot.StepView>,
  after: string | undefined,
  { hasCursor, overlap, size }: { readonly hasCursor: boolean; readonly overlap: number; readonly size: number }
): Provider.EventPage => {
  const from = Number(after ?? 0)
  const events = log.slice(Math.max(0, from - overlap), from + size)
  const next = Math.min(from + size, log.length)
  return { events, after: hasCursor ? String(next) : undefined, isDone: next >= log.length }
}

const world = fc.record({ growths: growth, reads, finalSize: fc.integer({ min: 1, max: 50 }) })

/**
 * What is told of a log that is read to its end in this way, by as many readers as die, and one.
 */
const tellAll = (
  log: ReadonlyArray<Snapshot.StepView>,
  { finalSize, reads }: Omit<typeof world extends fc.Arbitrary<infer W> ? W : never, "growths">
) => {
  let feed = StepsFromEvents.make()
  let visible = 0
  let readers = 1
  let cursor: string | undefined
  const told: Array<Snapshot.StepByCursor> = []
  for (const { dies, grows, ...how } of reads) {
    visible = Math.min(log.length, visible + grows)
    const steps = StepsFromEvents.fold(feed, pageOf(log.slice(0, visible), feed.after, how), at)
    const dealtWith = steps.slice(0, dies ?? steps.length)
    told.push(...dealtWith)
    cursor = told.at(-1)?.cursor
    if (dies === null) continue
    readers++
    const next = cursor === undefined ? StepsFromEvents.make() : StepsFromEvents.resume(cursor)
    assert.isDefined(next)
    feed = next ?? feed
  }
  for (let i = 0; i <= log.length; i++) {
    told.push(
      ...StepsFromEvents.fold(feed, pageOf(log, feed.after, { hasCursor: true, overlap: 0, size: finalSize }), at)
    )
  }
  return { told, readers }
}

describe("steps from pages of events", () => {
  it("whatever the pages are, and wherever a reader dies: each (key, revision) once, in the order of the log", () => {
    let readersInAll = 0
    let revised = 0
    fc.assert(
      fc.property(world, ({ growths, ...how }) => {
        const log = logOf(growths)
        const whole = StepsFromEvents.fold(StepsFromEvents.make(), { events: log, after: undefined, isDone: true }, at)
        const { readers, told } = tellAll(log, how)
        readersInAll += readers
        revised += whole.filter(({ revision }) => revision > 1).length
        assert.deepStrictEqual(short(told), short(whole))
      }),
      { numRuns: rounds({ few: 300, many: 5000 }) }
    )
    assert.isAbove(readersInAll, rounds({ few: 300, many: 5000 }) * 10)
    assert.isAbove(revised, rounds({ few: 300, many: 5000 }) * 5)
  })

  it("a reader counts each step once", () => {
    fc.assert(
      fc.property(growth, (growths) => {
        const log = logOf(growths)
        const feed = StepsFromEvents.make()
        StepsFromEvents.fold(feed, { events: log, after: undefined, isDone: true }, at)
        assert.strictEqual(feed.count, new Set(log.map(({ key }) => key)).size)
      })
    )
  })

  it("keeps no more than its bounds, however long the log is, and its cursors stay short", () => {
    const feed = StepsFromEvents.make()
    let longest = 0
    for (let page = 0; page < 200; page++) {
      const events = Array.from({ length: 50 }, (_, i) => event(`${page}.${i}`, i % 2 === 0 ? "running" : undefined))
      for (const { cursor } of StepsFromEvents.fold(feed, { events, after: `${page}`, isDone: false }, at)) {
        longest = Math.max(longest, cursor.length)
      }
    }
    assert.strictEqual(feed.count, 10_000)
    assert.isAtMost(feed.contents.size + feed.revisions.size + feed.newest.length + feed.running.size, 2100)
    assert.isBelow(longest, 1500)
  })

  it("what is no cursor of ours is none", () => {
    for (const text of [
      "",
      "null",
      "17",
      "[null,0]",
      "[null,0,[]]",
      '["1",-1,[],[]]',
      '["1",0.5,[],[]]',
      '["1",0,[["k"]],[]]'
    ]) {
      assert.isUndefined(StepsFromEvents.resume(text), text)
    }
    fc.assert(fc.property(fc.string(), (text) => assert.isUndefined(StepsFromEvents.resume(text))))
    assert.isDefined(StepsFromEvents.resume("[null,0,[],[]]"))
  })
})
