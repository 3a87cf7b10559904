/** What any process can ask of the errands, with or without a runner of its own. */
import type { Outcome } from "@errand/core/Outcome"
import type {
  AlreadyProcessingMessage,
  EntityNotAssignedToRunner,
  MailboxFull,
  PersistenceError
} from "effect/cluster/ClusterError"
import type { MessageStorage } from "effect/cluster/MessageStorage"
import type { Sharding } from "effect/cluster/Sharding"
import * as Cause from "effect/Cause"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schedule from "effect/Schedule"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { type ErrandFailed, NotSent, UnknownKey } from "../ErrandError.ts"
import type { Definition } from "./definition.ts"
import * as Failures from "./failure.ts"
import * as Messages from "./messages.ts"
import type { Failure, Seen } from "./protocol.ts"
import { StatsJson, type Stats } from "./statsJson.ts"
import { StepJson, type ErrandStep } from "./stepJson.ts"

/**
 * The machine ended while it answered. The cluster tells that as an interruption, which is not the
 * caller's own.
 */
interface MachineGone {
  readonly _tag: "MachineGone"
}
const machineGone: MachineGone = { _tag: "MachineGone" }

const orGone = <E>(cause: Cause.Cause<E>): Cause.Cause<E | MachineGone> =>
  Cause.hasInterruptsOnly(cause) ? Cause.fail(machineGone) : cause

/** The cluster could not pass a message on, now. */
type NotPassedOn = AlreadyProcessingMessage | EntityNotAssignedToRunner | MailboxFull | MachineGone

const isFailure = (error: Failure | NotPassedOn | PersistenceError): error is Failure => !("_tag" in error)

const isNotPassedOn = (error: Failure | NotPassedOn | PersistenceError): error is NotPassedOn =>
  !isFailure(error) && error._tag !== "PersistenceError"

/** How soon a request is sent again that found no machine. */
const againAfter = Duration.millis(500)
const again = Schedule.spaced(againAfter)

/** Keeps the errand; back when it is kept. */
export const send = Effect.fnUntraced(function* <I, Input, A, Raw>(
  definition: Definition<I, Input, A, Raw>,
  key: string,
  given: Input
): Effect.fn.Return<void, NotSent, Sharding> {
  const input = yield* encodeInput(definition, key, given)
  const client = yield* definition.work.client
  yield* untilKept(definition, key, client(definition.account)["Do/1"]({ key, input }, { discard: true }))
})

/** Keeps the errand, and waits for its answer. */
export const run = Effect.fnUntraced(function* <I, Input, A, Raw>(
  definition: Definition<I, Input, A, Raw>,
  key: string,
  given: Input
): Effect.fn.Return<Outcome<A>, NotSent | ErrandFailed, Sharding> {
  return yield* ask(definition, { key, input: yield* encodeInput(definition, key, given) })
})

/** Waits for the answer of an errand that was sent. */
export const outcome = Effect.fnUntraced(function* <I, Input, A, Raw>(
  definition: Definition<I, Input, A, Raw>,
  key: string
): Effect.fn.Return<Outcome<A>, NotSent | UnknownKey | ErrandFailed, Sharding | MessageStorage> {
  yield* check(definition, key)
  // The message is there, so this one is not kept: only its answer is waited for.
  return yield* ask(definition, { key })
})

/** Has an errand cancelled; back when that is kept. */
export const cancel = Effect.fnUntraced(function* <I, Input, A, Raw>(
  definition: Definition<I, Input, A, Raw>,
  key: string
): Effect.fn.Return<void, NotSent | UnknownKey, Sharding | MessageStorage> {
  yield* check(definition, key)
  const client = yield* definition.control.client
  yield* untilKept(definition, key, client(definition.account)["Cancel/1"]({ key }, { discard: true }))
})

/** The steps of an errand's task, also of one that is over; goes on where its account moves. */
export const steps = <I, Input, A, Raw>(
  definition: Definition<I, Input, A, Raw>,
  key: string
): Stream.Stream<ErrandStep, NotSent | UnknownKey | ErrandFailed, Sharding | MessageStorage> =>
  Stream.unwrap(
    Effect.gen(function* () {
      yield* check(definition, key)
      const client = yield* definition.control.client
      const seen = new Map<string, typeof Seen.Type>()
      // The cluster sends the request again as it was, so the next owner tells everything anew.
      const onlyNews = (step: ErrandStep): ReadonlyArray<ErrandStep> => {
        const { digest, key, revision } = step
        const known = seen.get(key)
        if (known?.digest === digest) return []
        const news = { ...step, revision: Math.max(revision, (known?.revision ?? 0) + 1) }
        seen.set(key, { key, revision: news.revision, digest })
        return [news]
      }
      const some = Stream.suspend(() =>
        client(definition.account)
          ["Steps/1"]({ key, seen: [...seen.values()] })
          .pipe(
            Stream.catchCause((cause) => Stream.failCause(orGone(cause))),
            Stream.mapEffect((json) => Effect.orDie(Schema.decodeUnknownEffect(StepJson)(json))),
            Stream.flatMap((step) => Stream.fromIterable(onlyNews(step)))
          )
      )
      // What is not told by the errand itself is told by the cluster: its account is on its way.
      return some.pipe(
        Stream.retry(
          Schedule.while(
            Schedule.setInputType<Failure | NotPassedOn | PersistenceError>()(again),
            ({ input }) => !isFailure(input)
          )
        ),
        Stream.mapError((error) =>
          isFailure(error)
            ? Failures.toError(definition, key, error)
            : new NotSent({ errands: definition.name, key, why: "its steps could not be asked for", cause: error })
        )
      )
    })
  )

/** What the account does now. */
export const stats = Effect.fnUntraced(function* <I, Input, A, Raw>(
  definition: Definition<I, Input, A, Raw>
): Effect.fn.Return<Stats, never, Sharding> {
  const client = yield* definition.control.client
  // It is not kept, so nothing but the way to the machine can fail.
  const json = yield* Effect.orDie(untilPassedOn(client(definition.account)["Stats/1"](undefined)))
  return yield* Effect.orDie(Schema.decodeEffect(StatsJson)(json))
})

/** Sends it again while the cluster cannot pass it on. */
const untilPassedOn = <A, R>(
  request: Effect.Effect<A, Failure | NotPassedOn | PersistenceError, R>
): Effect.Effect<A, Failure | PersistenceError, R> =>
  request.pipe(
    Effect.catchCause((cause) => Effect.failCause(orGone(cause))),
    Effect.catch((error) =>
      isNotPassedOn(error) ? Effect.delay(untilPassedOn(request), againAfter) : Effect.fail(error)
    )
  )

const encodeInput = <I, Input, A, Raw>(definition: Definition<I, Input, A, Raw>, key: string, input: Input) =>
  Effect.mapError(
    Schema.encodeEffect(definition.input)(input),
    (cause) => new NotSent({ errands: definition.name, key, why: `its input cannot be kept: ${cause.message}`, cause })
  )

/** Back when the message is kept, which it is already where the cluster cannot pass it on now. */
const untilKept = (
  definition: { readonly name: string },
  key: string,
  sent: Effect.Effect<void, Exclude<NotPassedOn, MachineGone> | PersistenceError>
): Effect.Effect<void, NotSent> =>
  Effect.catch(sent, (error) => (error._tag === "PersistenceError" ? notKept(definition, key, error) : Effect.void))

const notKept = ({ name }: { readonly name: string }, key: string, cause: PersistenceError) =>
  Effect.fail(new NotSent({ errands: name, key, why: "the database could not be used", cause }))

/** Fails where no errand has this key. */
const check = <I, Input, A, Raw>(definition: Definition<I, Input, A, Raw>, key: string) =>
  Messages.find(definition, key).pipe(
    Effect.catch((error) => notKept(definition, key, error)),
    Effect.flatMap((id) =>
      Option.isSome(id) ? Effect.void : Effect.fail(new UnknownKey({ errands: definition.name, key }))
    )
  )

const ask = Effect.fnUntraced(function* <I, Input, A, Raw>(
  definition: Definition<I, Input, A, Raw>,
  message: { readonly key: string; readonly input?: Schema.Json }
): Effect.fn.Return<Outcome<A>, NotSent | ErrandFailed, Sharding> {
  const { key } = message
  const client = yield* definition.work.client
  const answer = untilPassedOn(client(definition.account)["Do/1"](message))
  const json = yield* Effect.catch(answer, (error): Effect.Effect<never, ErrandFailed | NotSent> =>
    isFailure(error) ? Effect.fail(Failures.toError(definition, key, error)) : notKept(definition, key, error)
  )
  return yield* Effect.mapError(Schema.decodeEffect(definition.outcome)(json), ({ message }) =>
    Failures.toError(
      definition,
      key,
      Failures.make("unreadable", `its outcome cannot be read by this version: ${message}`)
    )
  )
})
