import { assert, describe, it } from "@effect/vitest"
import { Duration, Effect, Fiber, Logger, References, Stream } from "effect"
import { TestClock } from "effect/testing"
import { Cadence, ProviderError, Task } from "@errand/core"
import type { Status, TaskError } from "@errand/core"
import { TestProvider } from "@errand/core/testing"

const everySecond = Effect.provideService(Cadence.Cadence, Cadence.every("1 second"))

const down = new ProviderError.Unavailable({ message: "503", status: 503 })

const slow = { takes: "1 hour" } as const

const running: Status.Status = { state: "working", phase: "running", native: "running" }

/** Runs the effect for so long on the test clock, and gives its error. */
const failing = <A, E>(effect: Effect.Effect<A, E>, after: Duration.Input) =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(Effect.flip(effect))
    yield* TestClock.adjust(after)
    return yield* Fiber.join(fiber)
  })

describe("onGiveUp", () => {
  type Handle = Task.Task<string | null, TestProvider.TestProvider>
  const waits: Readonly<Record<string, (task: Handle, options: Task.WaitOptions) => Effect.Effect<unknown, unknown>>> =
    {
      join: (task, options) => Task.join(task, options),
      await: (task, options) => Task.await(task, options),
      steps: (task, options) => Stream.runDrain(Task.steps(task, options)),
      watch: (task, options) => Stream.runDrain(Task.watch(task, options))
    }

  it.effect("a wait that gives up leaves the task running, unless it is told to cancel it", () =>
    Effect.gen(function* () {
      for (const wait of Object.values(waits)) {
        for (const limit of [{ within: "1 minute" }, { noProgressFor: "1 minute" }] as const) {
          for (const onGiveUp of [undefined, "leave", "cancel"] as const) {
            const a = yield* TestProvider.make("a")
            const task = yield* Task.start(a, { takes: "Infinity" })
            const options = { ...limit, ...(onGiveUp === undefined ? {} : { onGiveUp }) }
            const error = yield* failing(wait(task, options), "3 minutes")
            assert.strictEqual((error as { _tag: string })._tag, "within" in limit ? "WaitTimeout" : "TaskStalled")
            assert.deepStrictEqual(yield* a.running, onGiveUp === "cancel" ? [] : ["a-1"])
          }
        }
      }
    })
  )

  it.effect("the option of the handle holds for its waits; interruption and errors of the service never cancel", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const task = yield* Task.start(a, { takes: "Infinity" }, { onGiveUp: "cancel", within: "1 minute" })
      const fiber = yield* Effect.forkChild(Task.join(task))
      yield* TestClock.adjust("30 seconds")
      yield* Fiber.interrupt(fiber)
      const refused = new ProviderError.ProviderError({
        provider: "a",
        operation: "status",
        reason: new ProviderError.Unauthorized({ message: "401" })
      })
      const blind = Task.attach({ ...a, status: () => Effect.fail(refused) }, task.ref, { onGiveUp: "cancel" })
      assert.strictEqual((yield* Effect.flip(Task.join(blind)))._tag, "ProviderError")
      assert.deepStrictEqual(yield* a.running, ["a-1"])
      yield* failing(Task.join(task), "2 minutes")
      assert.deepStrictEqual(yield* a.running, [])
    })
  )
})

describe("a cancel that meets the end", () => {
  it.effect("a task that ended just before the cancel is told as it ended, by run and by join", () =>
    Effect.gen(function* () {
      for (const ends of ["completed", "error"] as const) {
        const test = yield* TestProvider.make("a")
        // Looks lag behind until the cancel.
        let stale = true
        const lag = <L extends { readonly status: Status.Status }, E>(look: Effect.Effect<L, E>) =>
          Effect.map(look, (seen) => (stale ? { ...seen, status: running } : seen))
        const a: TestProvider.TestProvider = {
          ...test,
          status: (id) => lag(test.status(id)),
          snapshot: (id) => lag(test.snapshot(id)),
          cancel: (id) =>
            Effect.tap(test.cancel(id), () =>
              Effect.sync(() => {
                stale = false
              })
            )
        }
        const script = { takes: "50 seconds", ends, output: "paid for" } as const
        const run = yield* Effect.forkChild(Effect.result(Task.run(a, script, { within: "1 minute" })))
        yield* TestClock.adjust("2 minutes")
        const ran = yield* Fiber.join(run)
        stale = true
        const task = yield* Task.start(a, script)
        const join = yield* Effect.forkChild(Effect.result(Task.join(task, { within: "1 minute", onGiveUp: "cancel" })))
        yield* TestClock.adjust("2 minutes")
        for (const result of [ran, yield* Fiber.join(join)]) {
          if (ends === "completed") assert.isTrue(result._tag === "Success" && result.success === "paid for")
          else assert.isTrue(result._tag === "Failure" && result.failure._tag === "TaskFailed")
        }
        assert.deepStrictEqual(yield* a.cancelled, [])
        assert.strictEqual((yield* a.calls).cancel, 2)
      }
    }).pipe(everySecond)
  )

  it.effect("a cancel that was accepted and lost to the end is told as it ended", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const script = { takes: "70 seconds", cancelTakes: "20 seconds", output: "too late to stop" } as const
      const fiber = yield* Effect.forkChild(Task.run(a, script, { within: "1 minute" }))
      yield* TestClock.adjust("69 seconds")
      assert.isUndefined(fiber.pollUnsafe())
      yield* TestClock.adjust("2 seconds")
      assert.strictEqual(yield* Fiber.join(fiber), "too late to stop")
      assert.deepStrictEqual(yield* a.cancelled, ["a-1"])
    })
  )

  it.effect("a task that takes for ever to stop holds nobody for longer than twice cancelWithin", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const script = { takes: "Infinity", cancelTakes: "1 hour" } as const
      const error = yield* failing(
        Task.run(a, script, { within: "1 minute", cancelWithin: "10 seconds" }),
        "71 seconds"
      )
      assert.strictEqual(error._tag, "WaitTimeout")
    })
  )

  it.effect("a service that hangs after the cancel holds nobody for longer, either", () =>
    Effect.gen(function* () {
      let cancelled = false
      const a = yield* TestProvider.make("a", {
        fault: ({ operation }) => {
          if (operation === "cancel") cancelled = true
          return cancelled && operation !== "cancel" ? {} : undefined
        }
      })
      const error = yield* failing(Task.run(a, slow, { within: "1 minute", cancelWithin: "10 seconds" }), "70 seconds")
      assert.strictEqual(error._tag, "WaitTimeout")
    })
  )

  it.effect("after Task.cancel, join tells what the service says, whoever was first", () =>
    Effect.gen(function* () {
      const a = yield* TestProvider.make("a")
      const won = yield* Task.start(a, { takes: "5 seconds", cancelTakes: "10 seconds", output: "won" })
      const lost = yield* Task.start(a, { takes: "20 seconds", cancelTakes: "10 seconds" })
      yield* Task.cancel(won)
      yield* Task.cancel(lost)
      const fiber = yield* Effect.forkChild(Effect.all([Task.join(won), Effect.flip(Task.join(lost))]))
      yield* TestClock.adjust("10 seconds")
      yield* TestClock.adjust("10 seconds")
      const [output, error] = yield* Fiber.join(fiber)
      assert.strictEqual(output, "won")
      assert.isTrue(error._tag === "TaskCancelled" && error.outcome.by === "caller")
    })
  )
})

describe("a cancel that cannot be delivered", () => {
  it.effect("is told to onCancelFailed with the ref and the last error, and is logged", () =>
    Effect.gen(function* () {
      for (const reason of [down, undefined]) {
        const told: Array<TaskError.CancelFailed> = []
        const logged: Array<unknown> = []
        const logger = Logger.make(({ fiber }) => {
          logged.push(fiber.getRef(References.CurrentLogAnnotations)["errand.ref"])
        })
        const a = yield* TestProvider.make("a", {
          fault: ({ operation }) => (operation === "cancel" ? (reason === undefined ? {} : { reason }) : undefined)
        })
        const onCancelFailed = (failure: TaskError.CancelFailed) =>
          Effect.sync(() => {
            told.push(failure)
          })
        const error = yield* failing(
          Task.run(a, slow, { within: "1 minute", cancelWithin: "10 seconds", onCancelFailed }).pipe(
            Effect.provide(Logger.layer([logger]))
          ),
          "2 minutes"
        )
        assert.strictEqual(error._tag, "WaitTimeout")
        assert.strictEqual(told.length, 1)
        assert.strictEqual(told[0]?.ref.id, "a-1")
        assert.strictEqual(Duration.toSeconds(told[0]?.within ?? 0), 10)
        assert.strictEqual(told[0]?.error?.reason, reason)
        assert.deepStrictEqual(logged, [JSON.stringify(told[0]?.ref)])
      }
    })
  )

  it.effect("is given up at once when the service asks for more time than there is, and says so", () =>
    Effect.gen(function* () {
      for (const [asked, tries] of [
        [5, 2],
        [60, 1]
      ] as const) {
        const limited = new ProviderError.RateLimited({ message: "later", retryAfter: Duration.seconds(asked) })
        const told: Array<TaskError.CancelFailed> = []
        const a = yield* TestProvider.make("a", {
          fault: ({ nth, operation }) => (operation === "cancel" && nth === 1 ? { reason: limited } : undefined)
        })
        const onCancelFailed = (failure: TaskError.CancelFailed) => Effect.sync(() => void told.push(failure))
        const fiber = yield* Effect.forkChild(Effect.flip(Task.run(a, slow, { within: "1 minute", onCancelFailed })))
        yield* TestClock.adjust("1 minute")
        yield* TestClock.adjust(asked === 5 ? "5 seconds" : 0)
        assert.strictEqual((yield* Fiber.join(fiber))._tag, "WaitTimeout")
        assert.strictEqual((yield* a.calls).cancel, tries)
        assert.deepStrictEqual(
          told.map(({ message }) => message),
          asked === 5
            ? []
            : [
                "task a-1 of a was left but could not be cancelled within 30s, it may still run: a: cancel failed: RateLimited: later, and the service asked to wait 1m"
              ]
        )
      }
    })
  )
})
