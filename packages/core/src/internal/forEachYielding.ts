/** Work on many entries or works, which lets other work of the process run in between. */
import * as Effect from "effect/Effect"

/** So many block the event loop for a millisecond or two. */
const itemsPerSlice = 1000

/** Uses all items, in their order. */
export const forEach = <A>(items: Iterable<A>, use: (item: A) => void): Effect.Effect<void> =>
  Effect.gen(function* () {
    let count = 0
    for (const item of items) {
      use(item)
      if (++count % itemsPerSlice === 0) yield* Effect.yieldNow
    }
  })
