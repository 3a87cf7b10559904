/** Waits where I/O belongs to the request that began it, as on Cloudflare Workers. */
import { assert, describe, it } from "@effect/vitest"
import { Context, Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import { afterEach, vi } from "vitest"
import { Lookout, Task } from "@errand/core"
import { Fleet } from "@errand/core/testing"
import { started } from "../../support/fleet.ts"

const Request = Context.Reference<string>("test/Request", { defaultValue: () => "none" })

/** A fleet, and which request asked: for each task by a look, and by a pass over the list. */
const watched = Effect.gen(function* () {
  const fleet = yield* Fleet.make("fleet")
  const asked: Record<string, Set<string>> = { list: new Set() }
  const note = (what: string) => Effect.map(Request, (request) => void (asked[what] ??= new Set()).add(request))
  const provider: Fleet.Fleet = {
    ...fleet,
    status: (id) => Effect.andThen(note(id), fleet.status(id)),
    snapshot: (id) => Effect.andThen(note(id), fleet.snapshot(id)),
    list: (query) => Effect.andThen(note("list"), fleet.list!(query))
  }
  return { asked, provider, fleet }
})

/**
 * Two requests with two tasks each, of which the first is given up. Tells who was asked by whom.
 */
const run = (options: (request: string) => Lookout.Options) =>
  Effect.gen(function* () {
    const { asked, fleet, provider } = yield* watched
    const tasks = yield* started(fleet, ["1 minute", "1 minute", "1 minute", "1 minute"])
    const join = (request: string, nths: ReadonlyArray<number>) =>
      Effect.forEach(nths, (nth) => Task.join(Task.attach(provider, tasks[nth]!.ref)), {
        concurrency: "unbounded"
      }).pipe(
        Effect.provideService(Request, request),
        Effect.provideService(Lookout.Options, options(request)),
        Effect.forkChild
      )
    const first = yield* join("first", [0, 1])
    const second = yield* join("second", [2, 3])
    yield* TestClock.adjust("20 seconds")
    yield* Fiber.interrupt(first)
    yield* TestClock.adjust("1 minute")
    assert.deepStrictEqual(yield* Fiber.join(second), [tasks[2]!.ref.id, tasks[3]!.ref.id])
    assert.deepInclude(yield* Lookout.stats(provider), { tasks: 0, waits: 0, inFlight: 0 })
    return { ofFirst: asked[tasks[0]!.ref.id], ofSecond: asked[tasks[2]!.ref.id], byList: asked["list"] }
  })

afterEach(() => {
  vi.unstubAllGlobals()
})

describe("waits of two requests", () => {
  it.effect("share looks in one process", () =>
    Effect.gen(function* () {
      const { byList } = yield* run(() => ({}))
      assert.deepStrictEqual(byList, new Set(["first"]))
    })
  )

  it.effect("share nothing that belongs to a request when each names its own", () =>
    Effect.gen(function* () {
      const scopes: Record<string, object> = { first: {}, second: {} }
      const { byList, ofFirst, ofSecond } = yield* run((request) => ({ sharedWithin: scopes[request]! }))
      assert.deepStrictEqual(byList, new Set(["first", "second"]))
      for (const by of ofFirst ?? []) assert.strictEqual(by, "first")
      for (const by of ofSecond ?? []) assert.strictEqual(by, "second")
    })
  )

  it.effect("look each for itself on Cloudflare Workers", () =>
    Effect.gen(function* () {
      vi.stubGlobal("navigator", { userAgent: "Cloudflare-Workers" })
      const { byList, ofFirst, ofSecond } = yield* run(() => ({}))
      assert.deepStrictEqual(byList, new Set())
      assert.deepStrictEqual(ofFirst, new Set(["first"]))
      assert.deepStrictEqual(ofSecond, new Set(["second"]))
    })
  )
})
