/** Everything that is asked of an errand but to do it, in the process that has its account. */
import * as Inbox from "@errand/core/Inbox"
import * as Lookout from "@errand/core/Lookout"
import type * as Provider from "@errand/core/Provider"
import * as Task from "@errand/core/Task"
import { TaskRef } from "@errand/core/TaskRef"
import type { MessageStorage } from "effect/cluster/MessageStorage"
import type { RunnerAddress } from "effect/cluster/RunnerAddress"
import type { Sharding } from "effect/cluster/Sharding"
import type { Snowflake } from "effect/cluster/Snowflake"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import type { Account } from "./accounts.ts"
import type { AnyTask } from "./anyTask.ts"
import type { Definition } from "./definition.ts"
import { taskKeyOf } from "./definition.ts"
import * as Errand from "./errand.ts"
import * as Failures from "./failure.ts"
import * as Messages from "./messages.ts"
import { Failure, type Seen } from "./protocol.ts"
import { StatsJson } from "./statsJson.ts"
import { StepJson } from "./stepJson.ts"

/** How often it is looked whether an errand has its answer, that is not done here now. */
const lookInterval = "1 second"

/** Cancels an errand: before its start, or its task; nothing where it is over. */
export const cancel = <I, Input, A, Raw>(definition: Definition<I, Input, A, Raw>, account: Account, key: string) =>
  Errand.untilDone(
    "an errand could not be cancelled",
    Effect.gen(function* () {
      const id = yield* Messages.find(definition, key)
      if (Option.isNone(id)) return
      while (Option.isNone(yield* Messages.answerTo(id.value))) {
        const begun = yield* begunHere(definition, account, key)
        if (begun === undefined) continue
        yield* Deferred.succeed(begun.isCancelled, undefined)
        const task = yield* Effect.raceFirst(Deferred.await(begun.task), Deferred.await(begun.isOver))
        if (task === undefined) continue
        yield* Task.cancel(task)
        return
      }
    })
  )

const begunHere = <I, Input, A, Raw>(definition: Definition<I, Input, A, Raw>, account: Account, key: string) =>
  Effect.map(
    Effect.timeoutOption(account.underway.begun(taskKeyOf(definition, key)), lookInterval),
    Option.getOrUndefined
  )

/** Wakes whoever waits for this task, or for a task of this session. */
export const notify = (
  account: Account,
  { id, provider, sessionId }: { readonly provider: string; readonly id?: string; readonly sessionId?: string }
): Effect.Effect<boolean> =>
  id !== undefined
    ? account.inbox.notify({ provider, id })
    : sessionId !== undefined
      ? account.inbox.notify({ provider, sessionId })
      : Effect.succeed(false)

/** The steps of an errand's task that are not known yet, as JSON. */
export const steps = <I, Input, A, Raw>(
  definition: Definition<I, Input, A, Raw>,
  account: Account,
  provider: Provider.Provider<Input, Raw>,
  key: string,
  seen: ReadonlyArray<typeof Seen.Type>
): Stream.Stream<Schema.Json, Failure, Sharding | MessageStorage> =>
  Stream.unwrap(
    Effect.map(findTask(definition, account, provider, key), (task) =>
      Task.steps(task, { seen }).pipe(
        Stream.mapError((error) => Failures.make("given_up", error.message, error)),
        Stream.mapEffect((step) =>
          Effect.catch(Schema.encodeEffect(StepJson)(step), (error) =>
            Failures.fail("unreadable", `a step cannot be written: ${error.message}`)
          )
        )
      )
    )
  ).pipe(Stream.provideService(Inbox.Inbox, account.inbox))

/** The task of an errand that is under way or over; waits where the errand waits for its turn. */
const findTask = Effect.fnUntraced(function* <I, Input, A, Raw>(
  definition: Definition<I, Input, A, Raw>,
  account: Account,
  provider: Provider.Provider<Input, Raw>,
  key: string
): Effect.fn.Return<AnyTask, Failure, Sharding | MessageStorage> {
  const id = yield* Effect.orDie(Messages.find(definition, key))
  if (Option.isNone(id)) return yield* Failures.fail("unreadable", "no errand has this key")
  while (true) {
    const over = yield* taskOf(id.value)
    if (over !== undefined) return Task.attach(provider, over)
    const begun = yield* begunHere(definition, account, key)
    if (begun === undefined) continue
    const task = yield* Effect.raceFirst(Deferred.await(begun.task), Deferred.await(begun.isOver))
    if (task !== undefined) return task
  }
})

const decodeFailure = Schema.decodeUnknownOption(Failure)
const decodeOutcome = Schema.decodeUnknownOption(Schema.Struct({ ref: TaskRef }))

/** The task of an errand that has its answer, or why it has none. */
const taskOf = Effect.fnUntraced(function* (
  id: Snowflake
): Effect.fn.Return<TaskRef | undefined, Failure, MessageStorage> {
  const answer = yield* Effect.orDie(Messages.answerTo(id))
  if (Option.isNone(answer)) return undefined
  const exit = answer.value
  if (exit._tag === "Success") {
    const outcome = decodeOutcome(exit.value)
    if (Option.isSome(outcome)) return outcome.value.ref
  } else {
    for (const reason of exit.cause) {
      const failure = reason._tag === "Fail" ? decodeFailure(reason.error) : Option.none()
      if (Option.isSome(failure)) return yield* Effect.fail(failure.value)
    }
  }
  return yield* Failures.fail("unreadable", "its answer cannot be read")
})

/** What the account does now. */
export const stats = Effect.fnUntraced(function* (
  account: Account,
  provider: Provider.Any,
  { host, port }: RunnerAddress
) {
  const lookout = yield* Lookout.stats(provider)
  return yield* Effect.orDie(
    Schema.encodeEffect(StatsJson)({
      machine: `${host}:${port}`,
      underway: account.underway.size(),
      waiting: yield* provider.slots?.waiting ?? Effect.succeed(0),
      ...(lookout === undefined ? {} : { lookout })
    })
  )
})
