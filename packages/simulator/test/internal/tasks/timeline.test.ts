import { assert, describe, it } from "@effect/vitest"
import * as fc from "fast-check"
import { endedAt, isOver, phaseAt, timeline } from "../../../src/internal/tasks/timeline.ts"
import type { Course, Life } from "../../../src/internal/tasks/timeline.ts"

const millis = fc.nat(10_000)
const courses: fc.Arbitrary<Course> = fc.record({
  queued: millis,
  steps: fc.array(millis, { maxLength: 5 }),
  tail: millis,
  pauses: fc.array(fc.record({ after: fc.nat(5), pausing: millis, limit: fc.option(millis, { nil: undefined }) }), {
    maxLength: 3
  }),
  end: fc.constantFrom("finished", "failed", "stopped", "never")
})
const lives: fc.Arbitrary<Life> = fc.record({
  createdAt: millis,
  resumedAt: fc.array(fc.nat(100_000), { maxLength: 3 }).map((times) => times.toSorted((a, b) => a - b))
})

describe("timeline", () => {
  it("goes only forward, starts with created, and nothing follows an end", () => {
    fc.assert(
      fc.property(courses, lives, fc.option(fc.nat(100_000)), (course, life, stop) => {
        const { changes } = timeline(course, stop === null ? life : { ...life, stoppedAt: life.createdAt + stop })
        assert.strictEqual(changes[0]?.phase, "created")
        for (const [index, change] of changes.entries()) {
          assert.isAtLeast(change.at, changes[index - 1]?.at ?? 0)
          if (isOver(change.phase)) assert.strictEqual(index, changes.length - 1)
        }
      })
    )
  })

  it("a stop changes nothing of what was before, and ends what was not over", () => {
    fc.assert(
      fc.property(courses, lives, fc.nat(100_000), fc.nat(100_000), (course, life, stop, look) => {
        const stoppedAt = life.createdAt + stop
        const planned = timeline(course, life)
        const stopped = timeline(course, { ...life, stoppedAt })
        if (look < stoppedAt) assert.strictEqual(phaseAt(stopped, look), phaseAt(planned, look))
        assert.isDefined(endedAt(stopped, stoppedAt))
        const endsFirst = endedAt(planned, stoppedAt)
        if (endsFirst !== undefined) assert.deepStrictEqual(stopped, planned)
      })
    )
  })

  it("steps follow one another and lie within the run", () => {
    fc.assert(
      fc.property(courses, lives, (course, life) => {
        const { steps } = timeline(course, life)
        for (const [index, step] of steps.entries()) {
          assert.isAtLeast(step.begins, steps[index - 1]?.ends ?? life.createdAt + course.queued)
          assert.strictEqual(step.ends - step.begins, course.steps[index])
        }
      })
    )
  })
})
