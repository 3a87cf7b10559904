import { assert, describe, it } from "@effect/vitest"
import { startOwnServer } from "@errand/testkit/postgresServer"
import { Effect, Fiber } from "effect"
import { clientOf } from "@errand/testkit/database"
import { effects, expectExactlyOnce, ordersOf, simulator, startCopy } from "./support/copies.ts"

/** A program that is started again whenever it ends badly, as a host does with it. */
const supervised = (start: ReturnType<typeof startCopy>) =>
  Effect.repeat(Effect.scoped(Effect.flatMap(start, ({ ended }) => Effect.map(ended, ([code]) => code))), {
    until: (code) => code === 0
  })

describe("a database that is gone for three seconds", () => {
  it.live("costs no task and no handler: what was sent is written down, and everything is delivered once", () =>
    Effect.gen(function* () {
      const server = yield* Effect.acquireRelease(
        Effect.promise(() => startOwnServer()),
        ({ stop }) => Effect.promise(stop)
      )
      const handled = yield* Effect.provide(effects, clientOf(server.url))
      const orders = yield* ordersOf(server.url)
      const program = yield* Effect.forkChild(supervised(startCopy(orders)))
      yield* Effect.provide(handled.are(0.2), clientOf(server.url))
      yield* Effect.promise(server.crash)
      // The length of the outage, and nothing that is waited for.
      yield* Effect.sleep("3 seconds")
      yield* Effect.promise(server.start)
      assert.isUndefined(program.pollUnsafe(), "not all was done before")
      yield* Fiber.join(program)
      yield* Effect.provide(expectExactlyOnce, clientOf(server.url))
    }).pipe(Effect.scoped, Effect.provide(simulator))
  )
})
