/** Finds after a restart what is still to be delivered, and delivers it. */
import * as Cause from "effect/Cause"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import * as Semaphore from "effect/Semaphore"
import type { Delivery, Handler, NotStarted, Recovered, RecoverOptions } from "../../OutcomeDelivery.ts"
import type { Outcome } from "../../Outcome.ts"
import type * as Provider from "../../Provider.ts"
import type { StoreError } from "../../StoreError.ts"
import type { ProviderError } from "../../ProviderError.ts"
import { Defect, StartUnknown } from "../../TaskError.ts"
import type { WaitError } from "../../TaskError.ts"
import type { TaskRef } from "../../TaskRef.ts"
import { TaskStore } from "../../TaskStore.ts"
import { adopt, close, defaultLag } from "./reconcileStart.ts"
import { give } from "./deliver.ts"
import * as Search from "../start/search.ts"
import * as SearchGate from "../start/searchGate.ts"
import * as Options from "../task/options.ts"
import * as WorkState from "./workState.ts"

type End<E> =
  | { readonly _tag: "Delivered"; readonly delivery: Delivery | undefined }
  | { readonly _tag: "NotStarted"; readonly work: WorkState.Work }
  | { readonly _tag: "Unknown"; readonly error: StartUnknown }
  | {
      readonly _tag: "Undelivered"
      readonly work: WorkState.Work
      readonly error: E | Defect | ProviderError | StoreError | WaitError
    }

/**
 * Takes care of all work of this provider that the store knows and that this process does not take
 * care of yet.
 */
export const recover = Effect.fnUntraced(function* <A, Raw, E, R>(
  provider: Provider.Provider<never, Raw>,
  outcomeOf: (ref: TaskRef) => Effect.Effect<Outcome<A, Raw>, WaitError>,
  handler: Handler<A, Raw, E, R>,
  options: RecoverOptions<A, E, R>
): Effect.fn.Return<Recovered<E>, StoreError, R | TaskStore> {
  const store = yield* TaskStore
  const chosen = yield* choose(yield* store.open, options.only)
  const open = chosen.works
  const foreign = open.filter(({ kind, provider: name }) => name === provider.name && kind === provider.kind)
  const checked = yield* Effect.exit(Options.check(provider, "recover", options))
  const { concurrency = 32, onNotStarted } = options
  const handlerPlaces = Semaphore.makeUnsafe(concurrency)
  const how = {
    lag: options.lag ?? defaultLag,
    gate: SearchGate.make(),
    closes: onNotStarted === undefined
  }

  const mine = new Set<string>()
  // Release once only: a new start of this key may have claimed it since.
  const release = (id: string) => Effect.suspend(() => (mine.delete(id) ? store.release(id) : Effect.void))

  const recoverOne = Effect.fnUntraced(function* (
    work: WorkState.Work
  ): Effect.fn.Return<End<E>, never, R | TaskStore> {
    if (Exit.isFailure(checked)) return { _tag: "Undelivered", work, error: toError(work, checked.cause) }
    // What has no task is given up before its key can be started anew.
    const reconciled = Effect.onExit(reconcileRef(store, provider, work.id, how), (exit) =>
      Exit.isSuccess(exit) && exit.value._tag === "Started" ? Effect.void : release(work.id)
    )
    const adopted = yield* Effect.exit(store.exclusive(WorkState.startLock(work.id), reconciled))
    if (Exit.isFailure(adopted)) {
      const error = toError(work, adopted.cause)
      return error instanceof StartUnknown
        ? yield* tell(work, { _tag: "Unknown", work, error }, { _tag: "Unknown", error })
        : { _tag: "Undelivered", work, error }
    }
    if (adopted.value._tag === "Closed") return { _tag: "Delivered", delivery: undefined }
    if (adopted.value._tag !== "Started") {
      return yield* tell(work, adopted.value, { _tag: "NotStarted", work })
    }
    const { ref } = adopted.value
    const given = yield* Effect.exit(give(ref, outcomeOf(ref), handler, options, handlerPlaces))
    return Exit.isSuccess(given)
      ? { _tag: "Delivered", delivery: given.value }
      : { _tag: "Undelivered", work, error: toError(work, given.cause) }
  })

  const tellers = Semaphore.makeUnsafe(concurrency)
  // Outside of the lock of the start: whoever is told may start it anew.
  const tell = Effect.fnUntraced(function* (
    work: WorkState.Work,
    start: NotStarted,
    end: End<E>
  ): Effect.fn.Return<End<E>, never, R> {
    if (onNotStarted === undefined) return end
    const told = Effect.suspend(() => onNotStarted(start))
    const closed = start._tag === "Unknown" ? Effect.void : closeUnchanged(store, provider, start.work)
    const exit = yield* Effect.exit(Effect.andThen(Semaphore.withPermit(tellers, told), closed))
    return Exit.isSuccess(exit) ? end : { _tag: "Undelivered", work, error: toError(work, exit.cause) }
  })

  const recovered = yield* Effect.acquireUseRelease(
    Effect.filter(
      open.filter((work) => WorkState.isOwnedBy(provider, work)),
      ({ id }) => Effect.tap(store.claim(id), (claimed) => Effect.sync(() => claimed && mine.add(id)))
    ),
    (works) =>
      Effect.andThen(
        provider.slots?.tasksFound(works.filter(({ state }) => state === "started").length) ?? Effect.void,
        Effect.forEach(works, (work) => Effect.ensuring(Effect.tap(recoverOne(work), logEnd), release(work.id)), {
          concurrency: "unbounded"
        })
      ),
    (works) => Effect.forEach(works, ({ id }) => release(id), { discard: true })
  )
  const ends: ReadonlyArray<End<E>> = [...chosen.failed, ...recovered]
  const strangers = foreign.filter((work) => !WorkState.isOwnedBy(provider, work))
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
 * The works that the caller wants. Where its choice throws, that is the end of this work and of no
 * other.
 */
const choose = Effect.fnUntraced(function* (
  open: ReadonlyArray<WorkState.Work>,
  only: ((work: WorkState.Work) => boolean) | undefined
) {
  const works: Array<WorkState.Work> = []
  const failed: Array<End<never>> = []
  for (const work of open) {
    const exit = yield* Effect.exit(Effect.sync(() => only?.(work) ?? true))
    if (Exit.isFailure(exit)) failed.push({ _tag: "Undelivered", work, error: toError(work, exit.cause) })
    else if (exit.value) works.push(work)
  }
  yield* Effect.forEach(failed, logEnd, { discard: true })
  return { works, failed }
})

/** The error of a work, or what its handler threw: a defect is that of its own work. */
const toError = <E>(work: WorkState.Work, cause: Cause.Cause<E>): E | Defect =>
  Option.getOrElse(Cause.findErrorOption(cause), () => new Defect({ work: work.id, cause: Cause.squash(cause) }))

/** How starts without an answer are looked for. */
interface How {
  readonly lag: Duration.Input
  readonly gate: SearchGate.SearchGate
  /** Whether it is written down at once that nothing was started. */
  readonly closes: boolean
}

/**
 * What became of work whose start was not acknowledged. `Closed` where another recovery or start
 * has found it out meanwhile.
 */
const reconcileRef = Effect.fnUntraced(function* (
  store: TaskStore["Service"],
  provider: Provider.Any,
  id: string,
  { closes, gate, lag }: How
): Effect.fn.Return<
  { readonly _tag: "Started"; readonly ref: TaskRef } | Exclude<NotStarted, { _tag: "Unknown" }> | { _tag: "Closed" },
  ProviderError | StartUnknown | StoreError
> {
  const work = yield* store.work(id)
  if (work === undefined || !WorkState.isOpen(work)) return { _tag: "Closed" }
  if (work.ref !== undefined) return { _tag: "Started", ref: work.ref }
  if (work.state !== "intended") {
    const search = Search.byRecord(provider, work.kept)
    const found = yield* adopt(store, provider, work, search, lag, gate)
    if (Option.isSome(found)) return { _tag: "Started", ref: found.value }
  }
  if (closes) yield* close(store, provider, work)
  return { _tag: work.state === "intended" ? "NotSent" : "NotFound", work }
})

/** Writes down that nothing was started, unless it was started anew since. */
const closeUnchanged = (store: TaskStore["Service"], provider: Provider.Any, work: WorkState.Work) =>
  store.exclusive(
    WorkState.startLock(work.id),
    Effect.flatMap(store.work(work.id), (now) =>
      now?.state === work.state && now.at === work.at ? close(store, provider, work) : Effect.void
    )
  )

const logEnd = <E>(end: End<E>): Effect.Effect<void> => {
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
        Effect.annotateLogs({ "errand.work": end.work.id, "errand.error": String(end.error) }),
        // An error of the caller's own may not be printable.
        Effect.catchDefect(() => Effect.void)
      )
  }
}
