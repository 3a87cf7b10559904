/** A machine: it does the errands of the accounts that the cluster gives it. */
import type { Handler } from "@errand/core/OutcomeDelivery"
import type * as Task from "@errand/core/Task"
import * as TaskStore from "@errand/core/TaskStore"
import { CurrentRunnerAddress } from "effect/cluster/Entity"
import type { MessageStorage } from "effect/cluster/MessageStorage"
import type { Sharding } from "effect/cluster/Sharding"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import type { ErrandFailed } from "../ErrandError.ts"
import * as Accounts from "./accounts.ts"
import * as Control from "./control.ts"
import type { Definition } from "./definition.ts"
import { isOf, taskKeyOf } from "./definition.ts"
import * as Errand from "./errand.ts"
import * as Failures from "./failure.ts"

/** Options of a machine. */
export interface Options<E = never, R = never> extends Task.WaitOptions {
  /**
   * How many errands of an account are under way at once, waiting for their turn or for their task.
   * The rest waits in PostgreSQL. Twice the number of tasks that the service runs for you at once
   * is enough. Default 1,000.
   */
  readonly concurrency?: number | undefined
  /**
   * `with` (default): the handler's writes and the note of its delivery are kept together or not at
   * all. `after`: the note is written when the handler has succeeded.
   */
  readonly record?: "with" | "after" | undefined
  /** See `lag` of `Task.start`. */
  readonly lag?: Duration.Input | undefined
  /**
   * For how long a start that is not known to have made a task is looked for again, before the
   * errand fails with `unknown`. Default 10 minutes.
   */
  readonly unknownWithin?: Duration.Input | undefined
  /**
   * Is told of each errand that has no outcome, before its senders are: at least once, and again
   * until it succeeds.
   */
  readonly onFailed?: ((failure: ErrandFailed) => Effect.Effect<unknown, E, R>) | undefined
  /**
   * How long an errand is remembered after its answer; sent again after that, it is a new one.
   * Default 30 days.
   */
  readonly keepKeys?: Duration.Input | undefined
}

/** What a machine needs: a cluster, and what its handlers and providers need. */
export type Needs<R> = MessageStorage | Sharding | Exclude<R, Scope.Scope>

/** How often what is older than `keepKeys` is forgotten. */
const pruneInterval = Duration.hours(1)

/** After so long without a message an account that has nothing to do is put away. */
const maxIdleTime = Duration.hours(1)

/** A machine for the errands of one name. */
export const layer = <I, Input, A, Raw, E, R, E2 = never, R2 = never>(
  definition: Definition<I, Input, A, Raw>,
  handler: Handler<A, Raw, E, R>,
  options: Options<E2, R2>
): Layer.Layer<never, never, Accounts.Accounts | Needs<I | R | R2>> =>
  Layer.unwrap(
    Effect.gen(function* () {
      const context = yield* Effect.context<R | R2 | Sharding | MessageStorage>()
      const accounts = yield* Accounts.Accounts
      const provider = yield* definition.provider
      const {
        concurrency = 1000,
        keepKeys = "30 days",
        lag,
        onFailed,
        record = "with",
        unknownWithin,
        ...wait
      } = options
      const keepFor = Duration.fromInputUnsafe(keepKeys)
      const how: Errand.How<A, Raw> = {
        handler: (outcome, delivery) => Effect.provideContext(handler(outcome, delivery), context),
        onFailed: (key, failure) =>
          onFailed === undefined
            ? Effect.void
            : Effect.provideContext(onFailed(Failures.toError(definition, key, failure)), context),
        record,
        lag,
        unknownWithin: Duration.fromInputUnsafe(unknownWithin ?? "10 minutes"),
        wait
      }

      /** The tasks that earlier owners started have their slots. */
      const countFound = Effect.gen(function* () {
        const store = yield* TaskStore.TaskStore
        const found = (yield* store.open).filter(
          (work) =>
            work.state === "started" && work.key?.startsWith(taskKeyOf(definition, "")) === true && isOf(provider, work)
        )
        yield* provider.slots?.tasksFound(found.length) ?? Effect.void
      })
      const forget = (account: Accounts.Account) =>
        Effect.andThen(
          accounts.forget(definition.account, [definition.work.type, definition.control.type], keepFor),
          account.use(TaskStore.compact({ keepKeys }))
        ).pipe(
          Effect.catchCause((cause) => Effect.logWarning("old errands could not be forgotten", cause)),
          Effect.andThen(Effect.sleep(pruneInterval)),
          Effect.forever
        )

      const work = definition.work.toLayer(
        Effect.gen(function* () {
          const account = yield* accounts.get(definition.account)
          yield* Errand.untilDone("the store of an account could not be opened", account.use(countFound))
          yield* Effect.forkScoped(forget(account))
          return definition.work.of({
            "Do/1": ({ payload: { input, key } }) => Errand.run(definition, account, provider, how, key, input)
          })
        }),
        // A message that finds no room stays in PostgreSQL.
        { concurrency: "unbounded", mailboxCapacity: concurrency, maxIdleTime }
      )
      const control = definition.control.toLayer(
        Effect.gen(function* () {
          const account = yield* accounts.get(definition.account)
          const machine = yield* CurrentRunnerAddress
          return definition.control.of({
            "Cancel/1": ({ payload: { key } }) =>
              Effect.provideContext(Control.cancel(definition, account, key), context),
            "Notify/1": ({ payload }) => Control.notify(account, payload),
            "Steps/1": ({ payload: { key, seen } }) =>
              Stream.provideContext(Control.steps(definition, account, provider, key, seen), context),
            "Stats/1": () => Control.stats(account, provider, machine)
          })
        }),
        { concurrency: "unbounded", mailboxCapacity: "unbounded", maxIdleTime }
      )
      return Layer.merge(work, control)
    })
  )
