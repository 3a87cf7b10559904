/** Queues and turns where no request may wake a caller of another, as on Cloudflare Workers. */
import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import { afterEach, vi } from "vitest"
import { Lookout, Slots, NamedLock } from "@errand/core"
import type { TaskRef } from "@errand/core"

afterEach(() => {
  vi.unstubAllGlobals()
})

const restore = <A, E>(wait: Effect.Effect<A, E>) => wait
const ref: TaskRef.TaskRef = { v: 1, provider: "a", kind: "task", id: "1", endpoint: "e" }

/** How something that may have to wait for others is done, and how many can be at it at once. */
const ways = {
  "a turn": () => {
    const turns = NamedLock.make()
    return { most: 1, run: (work: Effect.Effect<void>) => turns.run("profile", work) }
  },
  "a start by key": () => {
    const slots = Slots.make()
    return { most: 1, run: (work: Effect.Effect<void>) => slots.runOnce("key", Effect.as(work, ref), restore) }
  },
  "a start": () => {
    const slots = Slots.make()
    return { most: 10, run: (work: Effect.Effect<void>) => slots.run(work, { within: "1 hour", restore }) }
  }
}

/**
 * Whether one more passes while so many of another caller are at work for ever, as those of a
 * request are that was cut off.
 */
const passes = Effect.fnUntraced(function* (way: keyof typeof ways, first: Lookout.Options, second: Lookout.Options) {
  const { most, run } = ways[way]()
  for (let nth = 0; nth < most; nth++) {
    yield* Effect.forkChild(Effect.provideService(run(Effect.never), Lookout.Options, first))
  }
  yield* TestClock.adjust("1 minute")
  const fiber = yield* Effect.forkChild(Effect.provideService(run(Effect.void), Lookout.Options, second))
  yield* TestClock.adjust("1 minute")
  const isOver = fiber.pollUnsafe() !== undefined
  yield* Fiber.interrupt(fiber)
  return isOver
})

describe.each(Object.keys(ways) as ReadonlyArray<keyof typeof ways>)("%s", (way) => {
  it.effect("waits for those of the same process", () =>
    Effect.map(passes(way, {}, {}), (passed) => assert.isFalse(passed))
  )

  it.effect("waits for those of the same request", () => {
    const request = {}
    return Effect.map(passes(way, { sharedWithin: request }, { sharedWithin: request }), (passed) =>
      assert.isFalse(passed)
    )
  })

  it.effect("does not wait for those of another request", () =>
    Effect.map(passes(way, { sharedWithin: {} }, { sharedWithin: {} }), (passed) => assert.isTrue(passed))
  )

  it.effect("waits for no other on Cloudflare Workers, where it is not known whose request it is", () => {
    vi.stubGlobal("navigator", { userAgent: "Cloudflare-Workers" })
    return Effect.map(passes(way, {}, {}), (passed) => assert.isTrue(passed))
  })
})
