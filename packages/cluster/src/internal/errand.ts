/** One errand, from its message to its answer. Interrupted at any time, it goes on elsewhere. */
import type { Delivery, Handler } from "@errand/core/OutcomeDelivery"
import * as Inbox from "@errand/core/Inbox"
import type { Outcome } from "@errand/core/Outcome"
import type * as Provider from "@errand/core/Provider"
import type { StoreError } from "@errand/core/StoreError"
import * as Task from "@errand/core/Task"
import type { WaitError } from "@errand/core/TaskError"
import * as TaskStore from "@errand/core/TaskStore"
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Data from "effect/Data"
import * as DateTime from "effect/DateTime"
import * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { Account } from "./accounts.ts"
import type { Definition } from "./definition.ts"
import { isOf, taskKeyOf } from "./definition.ts"
import * as Failures from "./failure.ts"
import type { Failure } from "./protocol.ts"
import type * as Underway from "./underway.ts"

/** How errands are done on this machine. */
export interface How<A, Raw> {
  readonly handler: Handler<A, Raw, unknown, never>
  /** Is told of an errand without an outcome before everybody else is. */
  readonly onFailed: (key: string, failure: Failure) => Effect.Effect<unknown, unknown>
  readonly record: "with" | "after"
  readonly lag: Duration.Input | undefined
  readonly unknownWithin: Duration.Duration
  readonly wait: Task.WaitOptions
}

/** The pauses between tries: they double from the first to the longest. */
const firstPauseMillis = 500
const maxPauseMillis = 30_000

const pauseAfter = (tries: number) =>
  Effect.sleep(Duration.millis(Math.min(maxPauseMillis, firstPauseMillis * 2 ** Math.min(tries - 1, 10))))

/** The answer to the message: the outcome as JSON. */
export const run = Effect.fnUntraced(function* <I, Input, A, Raw>(
  definition: Definition<I, Input, A, Raw>,
  account: Account,
  provider: Provider.Provider<Input, Raw>,
  how: How<A, Raw>,
  key: string,
  given: Schema.Json | undefined
): Effect.fn.Return<Schema.Json, Failure> {
  const taskKey = taskKeyOf(definition, key)
  const answer = Effect.acquireUseRelease(
    Effect.sync(() => account.underway.begin(taskKey)),
    (errand) =>
      Effect.gen(function* () {
        // Its message was forgotten in the moment in which somebody asked for its answer.
        if (given === undefined) return yield* Failures.fail("unreadable", "it was forgotten")
        const input = yield* Effect.catch(Schema.decodeEffect(definition.input)(given), (error) =>
          Failures.fail("unreadable", `its input cannot be read: ${error.message}`)
        )
        const task = yield* start(definition, account, provider, how, taskKey, input, errand)
        yield* Deferred.succeed(errand.task, task)
        const outcome = yield* deliver(account, task, how, key)
        return yield* Effect.catch(Schema.encodeEffect(definition.outcome)(outcome), (error) =>
          Failures.fail("unreadable", `its outcome cannot be written: ${error.message}`)
        )
      }),
    (errand, exit) =>
      Effect.suspend(() => {
        account.underway.end(taskKey, errand)
        // The account has moved: its next owner counts the task.
        const isLeft = Exit.hasInterrupts(exit) && Deferred.isDoneUnsafe(errand.task)
        return isLeft ? (provider.slots?.taskEnded ?? Effect.void) : Effect.void
      })
  ).pipe(
    // A defect would end all errands of the account, and begin them anew for ever.
    Effect.catchDefect((defect) =>
      Effect.andThen(
        Effect.logError("an errand stopped by a defect", defect),
        Failures.fail("unknown", `it stopped by a defect: ${defect instanceof Error ? defect.message : String(defect)}`)
      )
    )
  )
  const told = Effect.tapError(answer, (failure) =>
    untilDone("its failure could not be told", how.onFailed(key, failure))
  )
  return yield* told.pipe(
    Effect.provideService(Inbox.Inbox, account.inbox),
    Effect.annotateLogs({ "errand.errands": definition.name, "errand.key": key })
  )
})

/** The task of the errand: the one that an earlier owner of the account started, or a new one. */
const start = Effect.fnUntraced(function* <I, Input, A, Raw>(
  definition: Definition<I, Input, A, Raw>,
  account: Account,
  provider: Provider.Provider<Input, Raw>,
  { lag, unknownWithin, wait }: How<A, Raw>,
  taskKey: string,
  input: Input,
  errand: Underway.Errand
): Effect.fn.Return<Task.Task<A, Provider.Provider<Input, Raw>>, Failure> {
  const options: Task.StartOptions<A> = {
    ...wait,
    key: taskKey,
    label: definition.label,
    success: definition.success,
    output: definition.output,
    outputJsonSchema: definition.outputJsonSchema,
    lag,
    // Every start of the account is in its store.
    lookBack: 0
  }
  const begin = untilStarted(
    account.use(Task.start<Input, Provider.Provider<Input, Raw>, A>(provider, input, options)),
    unknownWithin
  )
  const cancelled = Effect.as(Deferred.await(errand.isCancelled), "cancelled" as const)
  const started = yield* Effect.raceFirst(begin, cancelled)
  if (started !== "cancelled") return started
  const left = yield* untilDone("the store could not be read", account.use(closeUnsent(provider, taskKey)))
  if (left === "nothing") return yield* Failures.fail("cancelled", "it was cancelled before anything was started")
  // A task may run: it is found first, and stopped then.
  return yield* begin
})

/** Starts, again and again while that may help and cannot make a second task. */
const untilStarted = Effect.fnUntraced(function* <A, P extends Provider.Any>(
  begin: Effect.Effect<Task.Task<A, P>, StoreError | StartFailed>,
  unknownWithin: Duration.Duration
): Effect.fn.Return<Task.Task<A, P>, Failure> {
  let unknownSince: number | undefined
  for (let tries = 1; ; tries++) {
    const result = yield* Effect.result(begin)
    if (Result.isSuccess(result)) return result.success
    const error = result.failure
    if (error._tag === "StartUnknown") {
      const now = Number(yield* Clock.monotonicTimeNanos) / 1e6
      unknownSince ??= now
      if (now - unknownSince >= Duration.toMillis(unknownWithin)) {
        return yield* Failures.fail("unknown", error.message, error)
      }
    } else if (error._tag === "ProviderError" && !error.transient && error.reason._tag !== "NotRecorded") {
      return yield* Failures.fail("refused", error.message, error)
    }
    yield* Effect.logDebug("the start of an errand is tried again", error)
    yield* pauseAfter(tries)
  }
})

type StartFailed = Effect.Error<ReturnType<typeof Task.start>>

/** Closes work of which nothing was sent; tells whether a task may run. */
const closeUnsent = Effect.fnUntraced(function* (
  provider: Provider.Any,
  taskKey: string
): Effect.fn.Return<"nothing" | "maybe", StoreError, TaskStore.TaskStore> {
  const store = yield* TaskStore.TaskStore
  const work = (yield* store.open).find((one) => one.key === taskKey && isOf(provider, one))
  if (work === undefined) return "nothing"
  if (work.state !== "intended") return "maybe"
  const at = DateTime.formatIso(yield* DateTime.now)
  yield* store.append({ _tag: "Refused", v: 1, at, work: work.id, reason: "NotSent" })
  return "nothing"
})

/** The handler failed or threw. No error of a caller's can be taken for this one. */
class HandlerFailed extends Data.TaggedError("HandlerFailed")<{ readonly cause: Cause.Cause<unknown> }> {}

/** Waits for the outcome, and gives it to the handler until that has succeeded. */
const deliver = Effect.fnUntraced(function* <Input, A, Raw>(
  account: Account,
  task: Task.Task<A, Provider.Provider<Input, Raw>>,
  { handler, record, wait }: How<A, Raw>,
  key: string
): Effect.fn.Return<Outcome<A, Raw>, Failure> {
  let over: Outcome<A, Raw> | undefined
  const handle = (outcome: Outcome<A, Raw>, delivery: Delivery) => {
    over = outcome
    return Effect.catchCause(
      Effect.suspend(() => handler(outcome, { ...delivery, key })),
      (cause): Effect.Effect<never, HandlerFailed> =>
        Cause.hasInterrupts(cause) ? Effect.interrupt : Effect.fail(new HandlerFailed({ cause }))
    )
  }
  const once = account.use(
    Effect.gen(function* () {
      yield* Task.deliver(task, handle, { ...wait, record })
      // It was delivered before: the process that did so had no time to answer.
      return over ?? (yield* Task.await<A, Raw>(task, wait))
    })
  )
  for (let tries = 1; ; tries++) {
    const result = yield* Effect.result(once)
    if (Result.isSuccess(result)) return result.success
    const error = result.failure
    if (isGivenUp(error)) return yield* Failures.fail("given_up", error.message, error)
    if (error._tag === "HandlerFailed") yield* Effect.logWarning("the handler failed, and is asked again", error.cause)
    else yield* Effect.logDebug("the wait for an errand is tried again", error)
    yield* pauseAfter(tries)
  }
})

const isGivenUp = (
  error: HandlerFailed | StoreError | WaitError
): error is Exclude<WaitError, { readonly _tag: "ProviderError" }> =>
  error._tag === "TaskStalled" || error._tag === "PersonTimeout" || error._tag === "WaitTimeout"

/** Runs it until it succeeds. */
export const untilDone = Effect.fnUntraced(function* <A, E, R>(
  what: string,
  effect: Effect.Effect<A, E, R>
): Effect.fn.Return<A, never, R> {
  for (let tries = 1; ; tries++) {
    const exit = yield* Effect.exit(effect)
    if (Exit.isSuccess(exit)) return exit.value
    if (Cause.hasInterrupts(exit.cause)) return yield* Effect.interrupt
    yield* Effect.logWarning(`${what}, and is tried again`, exit.cause)
    yield* pauseAfter(tries)
  }
})
