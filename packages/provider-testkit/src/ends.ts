/**
 * What must hold of every program, whatever a server sent: it ends in a value or in an error with a
 * name.
 */
import { assert } from "@effect/vitest"
import { Effect, Exit, Fiber } from "effect"
import { TestClock } from "effect/testing"
import { settle } from "./settle.ts"

/** Runs an effect; a defect, or an error that cannot be printed, fails the test. */
export const ends = Effect.fnUntraced(function* (
  what: string,
  effect: Effect.Effect<unknown, { readonly _tag: string }>,
  tags: ReadonlyArray<string>
) {
  const exit = yield* Effect.exit(effect)
  if (Exit.isSuccess(exit)) return
  const [failure] = exit.cause.reasons
  assert(failure?._tag === "Fail", `${what}: ${String(exit.cause).slice(0, 500)}`)
  const { error } = failure
  assert.include(tags, error._tag, what)
  assert(error instanceof Error, what)
  assert.isBelow(error.message.length, 3000, what)
  assert.isString(JSON.stringify(error), what)
})

/** Runs an effect in virtual time; what sleeps is woken until it ends. */
export const driven = <A, E>(effect: Effect.Effect<A, E>): Effect.Effect<A, E> =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(effect)
    for (let turn = 0; fiber.pollUnsafe() === undefined; turn++) {
      assert.isBelow(turn, 400, "it does not end")
      yield* settle
      yield* TestClock.adjust("5 seconds")
    }
    return yield* Fiber.join(fiber)
  })

/** No prototype of the language has gained or lost anything. */
export const untouched = () => {
  const plain: Record<string, unknown> = {}
  assert.isUndefined(plain["polluted"])
  assert.deepStrictEqual(Object.keys(Object.prototype), [])
  assert.isFunction(plain["toString"])
}
