/** Delivers outcomes exactly once, and after a restart finds what is still to be delivered. */
import * as Clock from "effect/Clock"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Semaphore from "effect/Semaphore"
import type { Delivery, DeliverOptions, Handler, Recovered, RecoverOptions } from "../Delivery.ts"
import type { Outcome } from "../Outcome.ts"
import type * as Provider from "../Provider.ts"
import type { StoreError } from "../StoreError.ts"
import type { ProviderError, StartUnknown, WaitError } from "../TaskError.ts"
import type { TaskRef } from "../TaskRef.ts"
import { TaskStore } from "../TaskStore.ts"
import type { Work } from "../TaskStore.ts"
import { append, isOf, unknown } from "./recorded.ts"
import { refOf } from "./starting.ts"
import * as Works from "./works.ts"

/** Waits for the outcome, and gives it to the handler unless a handler had it before. Tells whether this one was given it. */
export const deliver = Effect.fnUntraced(function* <A, Raw, E, R>(
  ref: TaskRef,
  outcome: Effect.Effect<Outcome<A, Raw>, WaitError>,
  handler: Handler<A, Raw, E, R>,
  options: DeliverOptions
): Effect.fn.Return<Delivery | undefined, E | StoreError | WaitError, R | TaskStore> {
  const store = yield* TaskStore
  const id = Works.idOfRef(ref)
  const known = yield* store.work(id)
  if (known?.state === "delivered") return undefined
  if (known?.ref === undefined) yield* append(store, id, { _tag: "Started", ref })
  yield* store.claim(id)
  const over = yield* outcome
  const give = Effect.gen(function* () {
    // Somebody else may have had it while this one waited.
    const work = yield* store.work(id)
    if (work?.state === "delivered") return undefined
    const attempt = (work?.attempts ?? 0) + 1
    const delivery: Delivery = { id, ref, attempt, ...(ref.key === undefined ? {} : { key: ref.key }) }
    const done = append(store, id, { _tag: "Delivered", to: "handler" })
    yield* append(store, id, { _tag: "Delivering" })
    if (options.record === "before") yield* done
    yield* Effect.uninterruptibleMask((restore) =>
      // A handler that has done its work is not to be asked again because of an interruption just then.
      Effect.andThen(
        restore(Effect.suspend(() => handler(over, delivery))),
        options.record === "before" ? Effect.void : done
      )
    )
    return delivery
  })
  return yield* store.alone(id, give)
})

type End<E> =
  | { readonly _tag: "Delivered"; readonly delivery: Delivery | undefined }
  | { readonly _tag: "NotStarted"; readonly work: Work }
  | { readonly _tag: "Unknown"; readonly error: StartUnknown }
  | { readonly _tag: "Undelivered"; readonly work: Work; readonly error: E | ProviderError | StoreError | WaitError }

/** Takes care of all work of this provider that the store knows and nobody in this process holds. */
export const recover = Effect.fnUntraced(function* <A, Raw, E, R>(
  provider: Provider.Provider<never, Raw>,
  outcomeOf: (ref: TaskRef) => Effect.Effect<Outcome<A, Raw>, WaitError>,
  handler: Handler<A, Raw, E, R>,
  options: RecoverOptions<A>
): Effect.fn.Return<Recovered<E>, never, R | TaskStore> {
  const store = yield* TaskStore
  const open = (yield* store.works).filter((work) => Works.isOpen(work) && (options.only?.(work) ?? true))
  const foreign = open.filter(({ kind, provider: name }) => name === provider.name && kind === provider.kind)
  const deliveries = Semaphore.makeUnsafe(options.concurrency ?? 32)
  const lag = Duration.toMillis(Duration.fromInputUnsafe(options.lag ?? "30 seconds"))
  // Where only the input tells tasks apart, one must know what the other took before it looks.
  const looks = Semaphore.makeUnsafe(provider.findsBy === "nonce" ? 8 : 1)

  const one = Effect.fnUntraced(function* (work: Work): Effect.fn.Return<End<E>, never, R | TaskStore> {
    const adopted = yield* Effect.result(
      work.ref === undefined ? adopt(store, provider, work, looks, lag) : Effect.succeedSome(work.ref)
    )
    if (Result.isFailure(adopted)) {
      const error = adopted.failure
      return error._tag === "StartUnknown" ? { _tag: "Unknown", error } : { _tag: "Undelivered", work, error }
    }
    if (Option.isNone(adopted.success)) return { _tag: "NotStarted", work }
    const ref = adopted.success.value
    const given = yield* Effect.result(Semaphore.withPermit(deliveries, deliver(ref, outcomeOf(ref), handler, options)))
    return Result.isSuccess(given)
      ? { _tag: "Delivered", delivery: given.success }
      : { _tag: "Undelivered", work, error: given.failure }
  })

  const ends = yield* Effect.acquireUseRelease(
    Effect.filter(
      open.filter((work) => isOf(provider, work)),
      ({ id }) => store.claim(id)
    ),
    (works) => Effect.forEach(works, (work) => Effect.tap(one(work), tell), { concurrency: "unbounded" }),
    (works) => Effect.forEach(works, ({ id }) => store.release(id), { discard: true })
  )
  const strangers = foreign.filter((work) => !isOf(provider, work))
  if (strangers.length > 0) {
    yield* Effect.logWarning(
      `${strangers.length} unfinished tasks of ${provider.name} belong to another account or base URL`
    )
  }
  return {
    delivered: ends.flatMap((end) => (end._tag === "Delivered" && end.delivery !== undefined ? [end.delivery] : [])),
    notStarted: ends.flatMap((end) => (end._tag === "NotStarted" ? [end.work] : [])),
    unknown: ends.flatMap((end) => (end._tag === "Unknown" ? [end.error] : [])),
    undelivered: ends.flatMap((end) => (end._tag === "Undelivered" ? [{ work: end.work, error: end.error }] : [])),
    foreign: strangers
  }
})

/**
 * The ref of work whose start was under way when its process died. None: it did not start. A request that was on its way then may
 * still take effect, so none is believed only after `lag`.
 */
const adopt = Effect.fnUntraced(function* (
  store: TaskStore["Service"],
  provider: Provider.Any,
  work: Work,
  looks: Semaphore.Semaphore,
  lag: number
): Effect.fn.Return<Option.Option<TaskRef>, ProviderError | StartUnknown | StoreError> {
  const { recall } = provider
  if (recall === undefined) return yield* unknown(work)
  const { id, kept, key, nonce } = work
  const intended = DateTime.makeUnsafe(work.since)
  // A nonce is proof enough, whatever the clocks say.
  const since = provider.findsBy === "nonce" ? DateTime.subtractDuration(intended, Duration.minutes(5)) : intended

  const look = Effect.gen(function* () {
    const others = (yield* store.works).flatMap((other) =>
      other.ref !== undefined && isOf(provider, other) ? [other.ref.id] : []
    )
    const found = yield* recall.find(kept, {
      nonce,
      since,
      except: others,
      ...(key === undefined ? {} : { key })
    })
    if (Option.isNone(found) || others.includes(found.value.id)) return Option.none<TaskRef>()
    const now = yield* DateTime.now
    const plain = refOf(provider, found.value, key, now)
    const ref: TaskRef = key === undefined ? { ...plain, nonce } : plain
    yield* append(store, id, { _tag: "Started", ref })
    return Option.some(ref)
  })

  const began = yield* Clock.currentTimeMillis
  for (let pause = Math.min(500, lag); ; pause *= 2) {
    const seen = yield* Effect.result(Semaphore.withPermit(looks, look))
    if (Result.isSuccess(seen) && Option.isSome(seen.success)) return seen.success
    const error = Result.isFailure(seen) ? seen.failure : undefined
    if (error !== undefined && !(error._tag === "ProviderError" && error.transient)) return yield* error
    const left = began + lag - (yield* Clock.currentTimeMillis)
    if (left <= 0) {
      if (error !== undefined) return yield* error
      yield* append(store, id, { _tag: "Refused", reason: "NotFound" })
      return Option.none()
    }
    yield* Effect.sleep(Math.min(pause, left))
  }
})

const tell = <E>(end: End<E>): Effect.Effect<void> => {
  switch (end._tag) {
    case "Delivered":
      return Effect.void
    case "NotStarted":
      return Effect.logInfo("a start was intended before the restart, but nothing was started").pipe(
        Effect.annotateLogs({ "errand.work": end.work.id })
      )
    case "Unknown":
      return Effect.logError("a start was under way at the restart, and nobody can tell whether a task runs", end.error)
    case "Undelivered":
      return Effect.logWarning("an outcome could not be delivered; the next recovery tries again").pipe(
        Effect.annotateLogs({ "errand.work": end.work.id, "errand.error": String(end.error) })
      )
  }
}
