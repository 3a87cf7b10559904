/** Delivers outcomes exactly once, and after a restart finds what is still to be delivered. */
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Semaphore from "effect/Semaphore"
import type { Delivery, DeliverOptions, Handler, Recovered, RecoverOptions } from "../../Delivery.ts"
import type { Outcome } from "../../Outcome.ts"
import type * as Provider from "../../Provider.ts"
import type { StoreError } from "../../StoreError.ts"
import type { ProviderError } from "../../ProviderError.ts"
import type { StartUnknown, WaitError } from "../../TaskError.ts"
import type { TaskRef } from "../../TaskRef.ts"
import { TaskStore } from "../../TaskStore.ts"
import type { Work } from "../../TaskStore.ts"
import { adopt, defaultLag } from "./reconcile.ts"
import { append, isOf } from "./record.ts"
import * as Search from "../start/search.ts"
import * as Works from "./work.ts"

/** Waits for the outcome, and gives it to the handler unless a handler had it before. Tells whether this one was given it. */
export const deliver = Effect.fnUntraced(function* <A, Raw, E, R>(
  ref: TaskRef,
  outcome: Effect.Effect<Outcome<A, Raw>, WaitError>,
  handler: Handler<A, Raw, E, R>,
  options: DeliverOptions
): Effect.fn.Return<Delivery | undefined, E | StoreError | WaitError, R | TaskStore> {
  const store = yield* TaskStore
  const id = Works.idOfRef(ref)
  yield* store.claim(id)
  // Whether it was delivered or not, nobody holds it from here on: what was not is for `recover`.
  return yield* Effect.ensuring(give(ref, outcome, handler, options), store.release(id))
})

const give = Effect.fnUntraced(function* <A, Raw, E, R>(
  ref: TaskRef,
  outcome: Effect.Effect<Outcome<A, Raw>, WaitError>,
  handler: Handler<A, Raw, E, R>,
  options: DeliverOptions,
  // Taken while the handler is at work, and not while its outcome is waited for: one that takes for ever would keep the others waiting.
  places?: Semaphore.Semaphore
): Effect.fn.Return<Delivery | undefined, E | StoreError | WaitError, R | TaskStore> {
  const store = yield* TaskStore
  const id = Works.idOfRef(ref)
  const known = yield* store.work(id)
  if (known?.state === "delivered") return undefined
  if (known?.ref === undefined) yield* append(store, id, { _tag: "Started", ref })
  const over = yield* outcome
  const handle = Effect.gen(function* () {
    // Somebody else may have had it while this one waited. What is forgotten since was delivered.
    const work = yield* store.work(id)
    if (work === undefined || work.state === "delivered") return undefined
    const attempt = work.attempts + 1
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
  const alone = store.alone(id, handle)
  return yield* places === undefined ? alone : Semaphore.withPermit(places, alone)
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
  const places = Semaphore.makeUnsafe(options.concurrency ?? 32)
  const how = { lag: options.lag ?? defaultLag, looks: Semaphore.makeUnsafe(8) }

  const mine = new Set<string>()
  // Once: a start of the same key may hold it after that.
  const free = (id: string) => Effect.suspend(() => (mine.delete(id) ? store.release(id) : Effect.void))

  const one = Effect.fnUntraced(function* (work: Work): Effect.fn.Return<End<E>, never, R | TaskStore> {
    // What has no task is given up before its key can be started anew.
    const resumed = Effect.onExit(resume(store, provider, work.id, how), (exit) =>
      Exit.isSuccess(exit) && typeof exit.value === "object" ? Effect.void : free(work.id)
    )
    const adopted = yield* Effect.result(store.alone(Works.starting(work.id), resumed))
    if (Result.isFailure(adopted)) {
      const error = adopted.failure
      return error._tag === "StartUnknown" ? { _tag: "Unknown", error } : { _tag: "Undelivered", work, error }
    }
    const ref = adopted.success
    if (ref === "notStarted") return { _tag: "NotStarted", work }
    if (ref === "nobody") return { _tag: "Delivered", delivery: undefined }
    const given = yield* Effect.result(give(ref, outcomeOf(ref), handler, options, places))
    return Result.isSuccess(given)
      ? { _tag: "Delivered", delivery: given.success }
      : { _tag: "Undelivered", work, error: given.failure }
  })

  const ends = yield* Effect.acquireUseRelease(
    Effect.filter(
      open.filter((work) => isOf(provider, work)),
      ({ id }) => Effect.tap(store.claim(id), (claimed) => Effect.sync(() => claimed && mine.add(id)))
    ),
    (works) =>
      Effect.forEach(works, (work) => Effect.ensuring(Effect.tap(one(work), tell), free(work.id)), {
        concurrency: "unbounded"
      }),
    (works) => Effect.forEach(works, ({ id }) => free(id), { discard: true })
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

/** The ref of work that was left before its start was acknowledged. Nobody: another one has settled meanwhile what became of it. */
const resume = Effect.fnUntraced(function* (
  store: TaskStore["Service"],
  provider: Provider.Any,
  id: string,
  options: { readonly lag: Duration.Input; readonly looks: Semaphore.Semaphore }
): Effect.fn.Return<TaskRef | "notStarted" | "nobody", ProviderError | StartUnknown | StoreError> {
  const work = yield* store.work(id)
  if (work === undefined || !Works.isOpen(work)) return "nobody"
  if (work.ref !== undefined) return work.ref
  if (work.state === "intended") {
    yield* append(store, id, { _tag: "Refused", reason: "NotSent" })
    return "notStarted"
  }
  const found = yield* adopt(store, provider, work, Search.byRecord(provider, work.kept), options.lag, (look) =>
    Semaphore.withPermit(options.looks, look)
  )
  return Option.getOrElse(found, () => "notStarted" as const)
})

const tell = <E>(end: End<E>): Effect.Effect<void> => {
  switch (end._tag) {
    case "Delivered":
      return Effect.void
    case "NotStarted":
      return Effect.logInfo("a start was asked for, but nothing was started").pipe(
        Effect.annotateLogs({ "errand.work": end.work.id })
      )
    case "Unknown":
      return Effect.logError("a start was sent, and nobody can tell whether a task runs", end.error).pipe(
        Effect.annotateLogs({ "errand.work": end.error.work })
      )
    case "Undelivered":
      return Effect.logWarning("an outcome could not be delivered; the next recovery tries again").pipe(
        Effect.annotateLogs({ "errand.work": end.work.id, "errand.error": String(end.error) })
      )
  }
}
