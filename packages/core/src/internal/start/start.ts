/** Starting once: adopt what an earlier start with this key made, wait where the service has no room, and name each start. */
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
import { tellUnknown } from "../task/leave.ts"
import { left } from "../journal/record.ts"
import * as Intended from "../journal/writeAhead.ts"
import * as Works from "../journal/work.ts"

/** What a start needs to know. */
export interface Request {
  readonly outputSchema?: { readonly [key: string]: Json } | undefined
  readonly key?: string
  readonly lookBack?: Duration.Input
  readonly queueWithin?: Duration.Input
  readonly lag?: Duration.Input
  /** How long to look for a task whose start was not answered, where the provider can tell it by its nonce. Default: not at all. */
  readonly seekWithin?: Duration.Duration
}

/** Lets a wait be interrupted. */
export type Restore = <A, E>(wait: Effect.Effect<A, E>) => Effect.Effect<A, E>

/** The ref of the task. To be run uninterruptibly; only what changes nothing is restored. */
export const start = Effect.fnUntraced(function* <Input>(
  provider: Provider<Input>,
  input: Input,
  request: Request,
  restore: Restore
): Effect.fn.Return<TaskRef, ProviderError | StartUnknown> {
  const { key, outputSchema } = request
  const nonce = key ?? (yield* random)
  const within = request.queueWithin ?? Duration.hours(1)
  const begin = Effect.fnUntraced(function* ({ searched, sending }: Intended.How) {
    if (key !== undefined && !searched) {
      const earlier = yield* restore(lookUp(provider, input, key, request.lookBack ?? Duration.days(1)))
      if (Option.isSome(earlier)) return Works.refOf(provider, earlier.value, { key }, yield* DateTime.now)
    }
    const send = Effect.gen(function* () {
      yield* sending
      const since = yield* DateTime.now
      return yield* provider.start(input, {
        nonce,
        since,
        ...(outputSchema === undefined ? {} : { outputSchema }),
        ...(key === undefined ? {} : { key })
      })
    })
    const sent = persist(send, restore)
    const queued = provider.slots === undefined ? sent : provider.slots.run(sent, { within, restore })
    const started = yield* Effect.catchTag(queued, "StartUnknown", (lost) =>
      seek(provider, input, lost, nonce, request.seekWithin)
    )
    return Works.refOf(provider, started, { key }, yield* DateTime.now)
  })
  const store = yield* Effect.serviceOption(TaskStore)
  if (Option.isSome(store)) {
    return yield* Intended.start(store.value, provider, input, { key, nonce, lag: request.lag }, restore, begin)
  }
  const plainly = begin({ sending: Effect.void, searched: false })
  if (key === undefined || provider.slots === undefined) return yield* plainly
  return yield* provider.slots.runOnce(Works.idOf(provider, key), plainly, restore)
})

/** Tells what a start came to whose caller was interrupted while its request was out, and leaves its task to `recover`. */
export const orphaned = (
  exit: Exit.Exit<{ readonly ref: TaskRef }, ProviderError | StartUnknown>,
  restore: Restore
): Effect.Effect<void> =>
  Effect.catchCause(restore(Effect.void), () => {
    if (Exit.isFailure(exit)) {
      return Effect.forEach(exit.cause.reasons, (one) => (one._tag === "Fail" ? tellUnknown(one.error) : Effect.void), {
        discard: true
      })
    }
    const { ref } = exit.value
    return Effect.logWarning(
      "a start was interrupted while its request was out: the task runs, and nobody has its handle"
    ).pipe(Effect.annotateLogs({ "errand.ref": JSON.stringify(ref) }), Effect.andThen(left(ref)))
  })

/** The task that an earlier start with this key made, where the provider can tell it by the key alone. */
const lookUp = Effect.fnUntraced(function* <Input>(
  { find, findsBy }: Provider<Input>,
  input: Input,
  key: string,
  lookBack: Duration.Input
): Effect.fn.Return<Option.Option<Started>, ProviderError | StartUnknown> {
  const back = Duration.fromInputUnsafe(lookBack)
  if (find === undefined || findsBy !== "nonce" || Duration.isZero(back)) return Option.none()
  return yield* find(input, { key, nonce: key, since: DateTime.subtractDuration(yield* DateTime.now, back) })
})

/**
 * A start that certainly came to nothing, because the service was not reached, is made again: up to four times within seconds. Only
 * the waits can be interrupted.
 */
const persist = Effect.fnUntraced(function* <A>(
  send: Effect.Effect<A, ProviderError | StartUnknown>,
  restore: Restore
): Effect.fn.Return<A, ProviderError | StartUnknown> {
  for (let pause = 250, tries = 1; ; pause *= 4, tries++) {
    const answer = yield* Effect.result(send)
    if (Result.isSuccess(answer)) return answer.success
    const error = answer.failure
    if (tries === 4 || error._tag !== "ProviderError" || error.reason._tag !== "Unavailable") return yield* error
    const { retryAfter } = error.reason
    const asked = retryAfter === undefined ? 0 : Duration.toMillis(retryAfter)
    if (asked > 60_000) return yield* error
    yield* restore(Effect.sleep(Math.ceil(Math.max(asked, pause * (yield* Random.nextBetween(0.5, 1))))))
  }
})

/** Looks for what a lost start has made, until it shows up or the time is over: lists lag behind. */
const seek = <Input>(
  provider: Provider<Input>,
  input: Input,
  lost: StartUnknown,
  nonce: string,
  within: Duration.Duration | undefined
): Effect.Effect<Started, StartUnknown> => {
  const { find, findsBy } = provider
  if (find === undefined || findsBy !== "nonce" || within === undefined) return Effect.fail(lost)
  const look = Effect.gen(function* () {
    for (let pause = 250; ; pause = Math.min(2 * pause, 5000)) {
      const found = yield* Effect.option(find(input, { nonce, since: lost.since }))
      const started = Option.flatten(found)
      if (Option.isSome(started)) return started.value
      yield* Effect.sleep(pause)
    }
  })
  return Effect.timeoutOrElse(look, { duration: within, orElse: () => Effect.fail(lost) })
}

/** About a hundred random bits, and the time, in case somebody seeds the generator. */
const random = Effect.gen(function* () {
  const digits = Effect.map(Random.next, (number) => Math.floor(number * 2 ** 52).toString(36))
  return [DateTime.toEpochMillis(yield* DateTime.now).toString(36), yield* digits, yield* digits].join("-")
})
