/** Finds after a restart what is still to be delivered, and delivers it. */
import * as Cause from "effect/Cause"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import * as Semaphore from "effect/Semaphore"
import type { Delivery, Handler, Recovered, RecoverOptions } from "../../OutcomeDelivery.ts"
import type { Outcome } from "../../Outcome.ts"
import type * as Provider from "../../Provider.ts"
import type { StoreError } from "../../StoreError.ts"
import type { ProviderError } from "../../ProviderError.ts"
import { Defect } from "../../TaskError.ts"
import type { StartUnknown, WaitError } from "../../TaskError.ts"
import type { TaskRef } from "../../TaskRef.ts"
import { TaskStore } from "../../TaskStore.ts"
import { adopt, defaultLag } from "./reconcileStart.ts"
import { give } from "./deliver.ts"
import { append } from "./writeEntries.ts"
import * as Search from "../start/search.ts"
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
  options: RecoverOptions<A>
): Effect.fn.Return<Recovered<E>, StoreError, R | TaskStore> {
  const store = yield* TaskStore
  const chosen = yield* choose(yield* store.open, options.only)
  const open = chosen.works
  const foreign = open.filter(({ kind, provider: name }) => name === provider.name && kind === provider.kind)
  const checked = yield* Effect.exit(Options.check(provider, "recover", options))
  const handlerPlaces = Semaphore.makeUnsafe(options.concurrency ?? 32)
  const how = { lag: options.lag ?? defaultLag, searches: Semaphore.makeUnsafe(8) }

  const mine = new Set<string>()
  // Release once only: a new start of this key may have claimed it since.
  const release = (id: string) => Effect.suspend(() => (mine.delete(id) ? store.release(id) : Effect.void))

  const recoverOne = Effect.fnUntraced(function* (
    work: WorkState.Work
  ): Effect.fn.Return<End<E>, never, R | TaskStore> {
    if (Exit.isFailure(checked)) return { _tag: "Undelivered", work, error: toError(work, checked.cause) }
    // What has no task is given up before its key can be started anew.
    const reconciled = Effect.onExit(reconcileRef(store, provider, work.id, how), (exit) =>
      Exit.isSuccess(exit) && typeof exit.value === "object" ? Effect.void : release(work.id)
    )
    const adopted = yield* Effect.exit(store.exclusive(WorkState.startLock(work.id), reconciled))
    if (Exit.isFailure(adopted)) {
      const error = toError(work, adopted.cause)
      return error._tag === "StartUnknown" ? { _tag: "Unknown", error } : { _tag: "Undelivered", work, error }
    }
    const ref = adopted.value
    if (ref === "notStarted") return { _tag: "NotStarted", work }
    if (ref === "closed") return { _tag: "Delivered", delivery: undefined }
    const given = yield* Effect.exit(give(ref, outcomeOf(ref), handler, options, handlerPlaces))
    return Exit.isSuccess(given)
      ? { _tag: "Delivered", delivery: given.value }
      : { _tag: "Undelivered", work, error: toError(work, given.cause) }
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

/**
 * The ref of work whose start was not acknowledged. `closed` where another recovery or start has
 * found out meanwhile what became of it.
 */
const reconcileRef = Effect.fnUntraced(function* (
  store: TaskStore["Service"],
  provider: Provider.Any,
  id: string,
  options: { readonly lag: Duration.Input; readonly searches: Semaphore.Semaphore }
): Effect.fn.Return<TaskRef | "notStarted" | "closed", ProviderError | StartUnknown | StoreError> {
  const work = yield* store.work(id)
  if (work === undefined || !WorkState.isOpen(work)) return "closed"
  if (work.ref !== undefined) return work.ref
  if (work.state === "intended") {
    yield* append(store, id, { _tag: "Refused", reason: "NotSent" })
    return "notStarted"
  }
  const found = yield* adopt(store, provider, work, Search.byRecord(provider, work.kept), options.lag, (look) =>
    Semaphore.withPermit(options.searches, look)
  )
  return Option.getOrElse(found, () => "notStarted" as const)
})

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
