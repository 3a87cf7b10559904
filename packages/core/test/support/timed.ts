/** When a provider is looked at. */
import { Clock, Effect } from "effect"
import type { TestProvider } from "@errand/core/testing"

/** The provider, and the time of each of its looks in milliseconds since it was made. */
export const timed = (provider: TestProvider.TestProvider) =>
  Effect.gen(function* () {
    const clock = yield* Clock.Clock
    const zero = clock.currentTimeMillisUnsafe()
    const at: Array<number> = []
    const note = <A, E>(effect: Effect.Effect<A, E>) =>
      Effect.andThen(
        Effect.sync(() => at.push(clock.currentTimeMillisUnsafe() - zero)),
        effect
      )
    const counted: TestProvider.TestProvider = {
      ...provider,
      status: (id) => note(provider.status(id)),
      snapshot: (id) => note(provider.snapshot(id))
    }
    return [counted, at] as const
  })
