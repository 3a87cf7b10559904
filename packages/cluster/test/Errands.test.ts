import { assert, describe, it } from "@effect/vitest"
import { Inbox } from "@errand/core"
import { OutOfCredit } from "@errand/core/ProviderError"
import { Effect, Fiber, Layer, Redacted, Stream } from "effect"
import { TestClock } from "effect/testing"
import { Errands } from "../src/index.ts"
import { cluster, Prices, Reviews, Shop } from "./support/shop.ts"

describe("errands on one machine", () => {
  it.effect("are done once for each key, and their outcome is told to everybody who asks", () => {
    const handled: Array<string> = []
    return Effect.gen(function* () {
      const shop = yield* Shop
      yield* Prices.send("a", { takes: "1 minute", output: "799" })
      yield* Prices.send("a", { takes: "1 minute", output: "not this one" })
      const waits = yield* Effect.forkChild(
        Effect.all([Prices.run("a", { output: "nor this one" }), Prices.outcome("a")], { concurrency: "unbounded" })
      )
      yield* TestClock.adjust("5 minutes")
      for (const outcome of yield* Fiber.join(waits)) {
        assert.strictEqual(outcome._tag === "Succeeded" ? outcome.output : outcome._tag, "799")
      }
      assert.deepInclude(yield* shop.calls, { start: 1 })
      assert.deepStrictEqual(handled, ["a 1"])
    }).pipe(Effect.provide(cluster((_, { attempt, key }) => Effect.sync(() => void handled.push(`${key} ${attempt}`)))))
  })

  it.effect("of two names that have an account in common are apart by their keys, and wait in one queue", () =>
    Effect.gen(function* () {
      const shop = yield* Shop
      assert.strictEqual(Prices.account, Reviews.account)
      yield* Prices.send("a", { takes: "1 minute", output: "799" })
      yield* Reviews.send("a", { takes: "1 minute", output: "good" })
      yield* TestClock.adjust("30 seconds")
      assert.deepInclude(yield* Prices.stats, { underway: 2, waiting: 1 })
      assert.lengthOf(yield* shop.tasks, 1)
      const waits = yield* Effect.forkChild(
        Effect.all([Prices.outcome("a"), Reviews.outcome("a")], { concurrency: "unbounded" })
      )
      yield* TestClock.adjust("10 minutes")
      assert.deepStrictEqual(
        (yield* Fiber.join(waits)).map((outcome) => outcome._tag === "Succeeded" && outcome.output),
        ["799", "good"]
      )
    }).pipe(Effect.provide(cluster(undefined, {}, { concurrency: 1 })))
  )

  it.effect("go on when their senders stop waiting", () =>
    Effect.gen(function* () {
      const shop = yield* Shop
      const sender = yield* Effect.forkChild(Prices.run("a", { takes: "1 minute", output: "799" }))
      yield* TestClock.adjust("10 seconds")
      yield* Fiber.interrupt(sender)
      const wait = yield* Effect.forkChild(Prices.outcome("a"))
      yield* TestClock.adjust("5 minutes")
      assert.strictEqual((yield* Fiber.join(wait))._tag, "Succeeded")
      assert.deepStrictEqual(yield* shop.cancelled, [])
    }).pipe(Effect.provide(cluster()))
  )

  it.effect("ask a handler that fails or throws again, until it succeeds", () => {
    const attempts: Array<number> = []
    const handler = (_: unknown, { attempt }: { readonly attempt: number }) =>
      Effect.suspend(() => {
        attempts.push(attempt)
        if (attempt === 1) return Effect.fail("no room")
        return attempt === 2 ? Effect.die("a bug") : Effect.void
      })
    return Effect.gen(function* () {
      const wait = yield* Effect.forkChild(Prices.run("a", { takes: 0 }))
      yield* TestClock.adjust("5 minutes")
      assert.strictEqual((yield* Fiber.join(wait))._tag, "Succeeded")
      assert.deepStrictEqual(attempts, [1, 2, 3])
    }).pipe(Effect.provide(cluster(handler)))
  })

  it.effect("that the service refuses for good tell it to senders and to the machine, with the reason", () => {
    const told: Array<string> = []
    return Effect.gen(function* () {
      const wait = yield* Effect.forkChild(Effect.flip(Prices.run("a", {})))
      yield* TestClock.adjust("1 minute")
      const error = yield* Fiber.join(wait)
      if (error._tag !== "ErrandFailed") return assert.fail(error._tag)
      assert.strictEqual(error.reason, "refused")
      assert.strictEqual(error.cause?._tag === "ProviderError" ? error.cause.reason._tag : "", "OutOfCredit")
      assert.deepStrictEqual(told, ["a refused"])
    }).pipe(
      Effect.provide(
        cluster(
          undefined,
          { onFailed: ({ key, reason }) => Effect.sync(() => void told.push(`${key} ${reason}`)) },
          {
            fault: ({ operation }) => (operation === "start" ? { reason: new OutOfCredit({ message: "" }) } : undefined)
          }
        )
      )
    )
  })

  it.effect("that are cancelled before their start start nothing, and later ones are stopped", () =>
    Effect.gen(function* () {
      const shop = yield* Shop
      yield* Prices.send("running", { takes: "1 hour" })
      yield* Prices.send("in line", { takes: "1 hour" })
      yield* TestClock.adjust("10 seconds")
      const waits = yield* Effect.forkChild(
        Effect.all([Prices.outcome("running"), Effect.flip(Prices.outcome("in line"))], { concurrency: "unbounded" })
      )
      yield* Prices.cancel("in line")
      yield* TestClock.adjust("10 seconds")
      yield* Prices.cancel("running")
      yield* TestClock.adjust("5 minutes")
      const [running, inLine] = yield* Fiber.join(waits)
      assert.strictEqual(running._tag, "Cancelled")
      assert.strictEqual(inLine._tag === "ErrandFailed" ? inLine.reason : inLine._tag, "cancelled")
      assert.lengthOf(yield* shop.tasks, 1)
    }).pipe(Effect.provide(cluster(undefined, {}, { concurrency: 1 })))
  )

  it.effect("tell their steps while they are under way and when they are over", () =>
    Effect.gen(function* () {
      const steps = ["look", "read"].map((goal, n) => ({ goal, at: `${n + 1} seconds` as const }))
      yield* Prices.send("a", { takes: "1 minute", steps })
      const goals = Effect.map(Stream.runCollect(Prices.steps("a")), (all) => [...all].map(({ goal }) => goal))
      const live = yield* Effect.forkChild(goals)
      yield* TestClock.adjust("5 minutes")
      assert.deepStrictEqual(yield* Fiber.join(live), ["look", "read"])
      const later = yield* Effect.forkChild(goals)
      yield* TestClock.adjust("1 minute")
      assert.deepStrictEqual(yield* Fiber.join(later), ["look", "read"])
    }).pipe(Effect.provide(cluster()))
  )

  it.effect("are looked at when a webhook comes in on any machine", () =>
    Effect.gen(function* () {
      const shop = yield* Shop
      yield* Prices.send("a", { takes: "1 hour" })
      yield* TestClock.adjust("30 seconds")
      const { snapshot, status } = yield* shop.calls
      const [id = ""] = yield* shop.tasks
      const wasWoken = yield* Inbox.notify({ provider: "shop", id })
      yield* TestClock.adjust("1 second")
      const after = yield* shop.calls
      assert.isTrue(wasWoken)
      assert.isAbove(after.status + after.snapshot, status + snapshot)
      assert.isFalse(yield* Inbox.notify({ provider: "shop", id: "another" }))
    }).pipe(Effect.provide(Layer.provideMerge(Errands.layerInbox(Prices), cluster())))
  )

  it.effect("beyond the concurrency wait in the cluster's storage, first come, first served", () =>
    Effect.gen(function* () {
      const shop = yield* Shop
      const keys = Array.from({ length: 12 }, (_, n) => `order ${n}`)
      yield* Effect.forEach(keys, (key) => Prices.send(key, { takes: "1 minute" }))
      yield* TestClock.adjust("5 seconds")
      assert.deepInclude(yield* Prices.stats, { underway: 3 })
      yield* TestClock.adjust("30 minutes")
      const started = (yield* shop.started).map(({ key }) => key?.replace("prices/", ""))
      assert.deepStrictEqual(started, keys)
    }).pipe(Effect.provide(cluster(undefined, { concurrency: 3 })))
  )

  it.effect("of which nobody knows are said to be unknown", () =>
    Effect.gen(function* () {
      for (const asked of [
        Prices.outcome("never sent"),
        Prices.cancel("never sent"),
        Stream.runDrain(Prices.steps("never sent"))
      ]) {
        assert.strictEqual((yield* Effect.flip(asked))._tag, "UnknownKey")
      }
    }).pipe(Effect.provide(cluster()))
  )

  it.effect("whose input is not JSON are refused before they are sent", () =>
    Effect.gen(function* () {
      const input = { output: "a", password: Redacted.make("secret") }
      const error = yield* Effect.flip(Prices.send("a", input))
      assert.match(error.message, /the input.password is nothing that JSON can hold/)
      assert.notInclude(error.message, "secret")
    }).pipe(Effect.provide(cluster()))
  )
})
