/**
 * Starting once: adopt what an earlier start with this key made, wait where the service has no
 * room, and name each start.
 */
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import * as Random from "effect/Random"
import * as Result from "effect/Result"
import type { Json, Provider, Started } from "../../Provider.ts"
import type { ProviderError } from "../../ProviderError.ts"
import type { StartUnknown } from "../../TaskError.ts"
import type { TaskRef } from "../../TaskRef.ts"
import { TaskStore } from "../../TaskStore.ts"
import { defaultLag } from "../journal/reconcileStart.ts"
import { release } from "../journal/writeEntries.ts"
import * as WriteAhead from "../journal/writeAhead.ts"
import * as WorkState from "../journal/workState.ts"
import type { Restore } from "../keyedMutex.ts"
import * as Backoff from "../backoff.ts"
import * as PendingStarts from "./pendingStarts.ts"
import * as Lost from "./lost.ts"
import * as PrepareStart from "./prepareStart.ts"
import * as Search from "./search.ts"

/** What a start needs to know. */
export interface Request {
  /** Where the task is to run, for its ref; the service's answer may say otherwise. */
  readonly scope?: Started["scope"]
  readonly outputSchema?: { readonly [key: string]: Json } | undefined
  readonly key?: string | undefined
  readonly lookBack?: Duration.Input | undefined
  readonly queueWithin?: Duration.Input | undefined
  readonly lag?: Duration.Input | undefined
  /**
   * How much longer the task of a start that was not answered is searched for after the caller has
   * left, so that it can be cancelled. Default: not at all.
   */
  readonly leaveWithin?: Duration.Duration | undefined
}

/** The ref of the task. To be run uninterruptibly; only what changes nothing is restored. */
export const start = Effect.fnUntraced(function* <Input>(
  provider: Provider<Input>,
  input: Input,
  request: Request,
  restore: Restore
): Effect.fn.Return<TaskRef, ProviderError | StartUnknown> {
  const { key, outputSchema, scope } = request
  const refOf = (started: Started, now: DateTime.Utc) =>
    WorkState.refOf(provider, scope === undefined ? started : { scope, ...started }, { key }, now)
  const nonce = key ?? (yield* makeNonce)
  const within = request.queueWithin ?? Duration.hours(1)
  const lag = request.lag ?? defaultLag
  const store = yield* Effect.serviceOption(TaskStore)
  const isFoundByInput = provider.findsBy === "input"
  const kept = isFoundByInput || Option.isSome(store) ? provider.recall?.keep(input) : undefined
  // Where only the input tells, a recall leaves out the tasks that are known to be other starts'.
  const search = isFoundByInput ? Search.byRecord(provider, kept) : Search.byInput(provider, input)
  const begin = Effect.fnUntraced(function* ({ searched, sending }: WriteAhead.How) {
    if (key !== undefined && !searched) {
      const earlier = yield* restore(findEarlier(provider, input, key, request.lookBack ?? Duration.days(1)))
      if (Option.isSome(earlier)) return refOf(earlier.value, yield* DateTime.now)
    }
    const named = { nonce, ...(key === undefined ? {} : { key }) }
    const wanted = outputSchema === undefined ? {} : { outputSchema }
    const making = PrepareStart.make(provider, input, { ...named, ...wanted })
    const sendOnce = Effect.gen(function* () {
      const prepared = yield* making.get
      // A caller who has left meanwhile does not want a task.
      if (prepared !== undefined) yield* restore(Effect.yieldNow)
      yield* sending(prepared)
      const since = yield* DateTime.now
      const by = { ...named, ...(prepared === undefined ? {} : { prepared }) }
      const started = provider.start(input, { ...by, ...wanted, since })
      const claim = isFoundByInput ? PendingStarts.of(provider).begin(kept) : undefined
      const lost = { by: { ...by, since }, lag, restore, claim, leaveWithin: request.leaveWithin }
      const acknowledged = Effect.map(started, (started): Lost.Attempt => {
        if (provider.lookout !== undefined) provider.lookout["~errand"].budget.wasLetIn = true
        return { _tag: "Started", started }
      })
      const found = Effect.catchTag(acknowledged, "StartUnknown", (error) =>
        search === undefined || error.findable === false
          ? Effect.fail(error)
          : Lost.findTask(provider, search, error, lost)
      )
      return yield* Effect.onExit(found, (exit) =>
        Effect.sync(() =>
          claim?.release(Exit.isSuccess(exit) && exit.value._tag === "Started" ? exit.value.started.id : undefined)
        )
      )
    })
    const sent = Lost.sendAgainOnce(sendUntilReached(sendOnce, restore), { isDone: false }, restore)
    const turn = provider.slots === undefined ? sent : provider.slots.run(sent, { within, restore })
    const started = yield* Effect.onExit(turn, making.onExit)
    return refOf(started, yield* DateTime.now)
  })
  if (Option.isSome(store)) {
    return yield* WriteAhead.start(store.value, provider, input, { key, nonce, lag, kept }, restore, begin)
  }
  const plainly = begin({ sending: () => Effect.void, searched: false })
  if (key === undefined || provider.slots === undefined) return yield* plainly
  return yield* provider.slots.runOnce(WorkState.idOf(provider, key), plainly, restore)
})

/**
 * Logs what became of a start whose caller was interrupted while its request was out, and leaves
 * its task to `recover`.
 */
export const logOrphan = (
  exit: Exit.Exit<{ readonly ref: TaskRef }, ProviderError | StartUnknown>,
  restore: Restore
): Effect.Effect<void> =>
  Effect.catchCause(restore(Effect.void), () => {
    if (Exit.isFailure(exit)) {
      return Effect.forEach(
        exit.cause.reasons,
        (one) => (one._tag === "Fail" ? Lost.logStartUnknown(one.error) : Effect.void),
        {
          discard: true
        }
      )
    }
    const { ref } = exit.value
    return Effect.logWarning(
      "a start was interrupted while its request was out: the task runs, and nobody has its handle"
    ).pipe(Effect.annotateLogs({ "errand.ref": JSON.stringify(ref) }), Effect.andThen(release(ref)))
  })

/**
 * The task that an earlier start with this key made, where the provider can tell it by the key
 * alone.
 */
const findEarlier = Effect.fnUntraced(function* <Input>(
  { find, findsBy, prepare }: Provider<Input>,
  input: Input,
  key: string,
  lookBack: Duration.Input
): Effect.fn.Return<Option.Option<Started>, ProviderError | StartUnknown> {
  const back = Duration.fromInputUnsafe(lookBack)
  // What was prepared for an earlier start is not known here, and a key alone finds no task then.
  if (find === undefined || findsBy !== "nonce" || prepare !== undefined || Duration.isZero(back)) return Option.none()
  return yield* find(input, { key, nonce: key, since: DateTime.subtractDuration(yield* DateTime.now, back) })
})

/**
 * A start that certainly came to nothing, because the service was not reached, is made again: up to
 * four times within seconds. Only the waits can be interrupted.
 */
const sendUntilReached = Effect.fnUntraced(function* <A>(
  send: Effect.Effect<A, ProviderError | StartUnknown>,
  restore: Restore
): Effect.fn.Return<A, ProviderError | StartUnknown> {
  for (let tries = 1; ; tries++) {
    const answer = yield* Effect.result(send)
    if (Result.isSuccess(answer)) return answer.success
    const error = answer.failure
    if (tries === maxTries || error._tag !== "ProviderError" || !isNothingSent(error)) return yield* error
    const asked = error.retryAfterMillis ?? 0
    if (asked > maxRetryAfterMillis) return yield* error
    const pause = Backoff.pauseAfter(tries, unreachedPauses) * (yield* Random.nextBetween(0.5, 1))
    yield* restore(Effect.sleep(Math.ceil(Math.max(asked, pause))))
  }
})

/**
 * Whether the service was not reached, or did not tell in a way that can be read what it made for
 * the start, which has not left then.
 */
const isNothingSent = ({ operation, reason }: ProviderError): boolean =>
  reason._tag === "Unavailable" || (operation === "prepare" && reason._tag === "BadResponse")

/** How often a start is sent at most while the service is not reached. */
const maxTries = 4

/** A service that asks for a longer pause than this is not waited for: the caller decides. */
const maxRetryAfterMillis = 60_000

const unreachedPauses: Backoff.Backoff = { firstMillis: 250, factor: 4 }

/** About a hundred random bits, and the time, for programs that seed the random generator. */
const makeNonce = Effect.gen(function* () {
  const digits = Effect.map(Random.next, (number) => Math.floor(number * 2 ** 52).toString(36))
  return [DateTime.toEpochMillis(yield* DateTime.now).toString(36), yield* digits, yield* digits].join("-")
})
