/** What the tests of tasks that are told as events have in common. */
import { Effect, Fiber, Stream } from "effect"
import { TestClock } from "effect/testing"
import { Cadence, ProviderError } from "@errand/core"
import type { Snapshot } from "@errand/core"

export const everySecond = Effect.provideService(Cadence.Cadence, Cadence.every("1 second"))

export const down = new ProviderError.Unavailable({ message: "503", status: 503 })

export const short = (steps: ReadonlyArray<Snapshot.Step>) =>
  steps.map(({ goal, key, revision }) => `${key}.${revision} ${goal}`)

/** The steps of the task, told within so long. */
export const within = <A, E>(duration: Parameters<typeof TestClock.adjust>[0], stream: Stream.Stream<A, E>) =>
  Effect.gen(function* () {
    const told: Array<A> = []
    const fiber = yield* Effect.forkChild(Stream.runForEach(stream, (one) => Effect.sync(() => told.push(one))))
    yield* TestClock.adjust(duration)
    yield* Fiber.interrupt(fiber)
    return told
  })

export const three = {
  takes: "10 seconds",
  steps: [
    { goal: "open", at: "2 seconds" },
    { goal: "read", at: "5 seconds" },
    { goal: "close", at: "10 seconds" }
  ]
} as const
