/** Writes down what `Task` does, where there is a store to write to. */
import * as BigDecimal from "effect/BigDecimal"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Outcome } from "../../Outcome.ts"
import type { StoreEntry } from "../../StoreEntry.ts"
import type { StoreError } from "../../StoreError.ts"
import { StartUnknown } from "../../TaskError.ts"
import type { TaskRef } from "../../TaskRef.ts"
import { TaskStore } from "../../TaskStore.ts"
import * as WorkState from "./workState.ts"

type Store = TaskStore["Service"]

/** An entry, without what every entry has. */
export type Fact<E extends StoreEntry> = E extends StoreEntry ? Omit<E, "v" | "at" | "work"> : never

/**
 * Writes down how a task ended. A fact that cannot be written is logged, and found out again by the
 * next process.
 */
export const recordEnd = <A, Raw>(outcome: Outcome<A, Raw>): Effect.Effect<void> => {
  const reason = outcome._tag === "Failed" ? outcome.reason : outcome._tag === "Cancelled" ? outcome.by : undefined
  return withWork(outcome.ref, (work, store) => {
    const cost = work.allowance !== undefined && work.cost === undefined ? costOf(outcome) : {}
    return work.state === "started" || WorkState.isUnanswered(work) || "cost" in cost
      ? Effect.andThen(
          ensureRef(store, work, outcome.ref),
          append(store, work.id, {
            _tag: "Ended",
            outcome: outcome._tag,
            ...(reason === undefined ? {} : { reason }),
            ...cost
          })
        )
      : Effect.void
  })
}

/** What a task has cost, once that is final and as far as its provider tells. */
const costOf = ({
  cost: { credits, final, usd }
}: Outcome<unknown>): Pick<Extract<StoreEntry, { _tag: "Ended" }>, "cost"> =>
  final && (usd !== undefined || credits !== undefined)
    ? {
        cost: {
          ...(usd === undefined ? {} : { usd: BigDecimal.format(usd) }),
          ...(credits === undefined ? {} : { credits })
        }
      }
    : {}

/** Writes down that the outcome needs no more delivery, and gives up the care for it. */
export const recordDelivered = (ref: TaskRef, to: "caller" | "nobody"): Effect.Effect<void> =>
  withWork(ref, (work, store) => {
    const delivered = Effect.andThen(ensureRef(store, work, ref), append(store, work.id, { _tag: "Delivered", to }))
    return Effect.andThen(work.state === "delivered" ? Effect.void : delivered, store.release(work.id))
  })

/**
 * Where the ref could not be written when it was started, it is now: without it the key would start
 * the same again.
 */
const ensureRef = (store: Store, { id, ref: known }: WorkState.Work, ref: TaskRef): Effect.Effect<void, StoreError> =>
  known === undefined ? append(store, id, { _tag: "Started", ref }) : Effect.void

/**
 * Whether nobody else takes care of this task: there is no store that knows it, or this process is
 * certainly the store's writer.
 */
export const isInOurCare = (ref: TaskRef): Effect.Effect<boolean> =>
  Effect.flatMap(Effect.serviceOption(TaskStore), (found) => {
    if (Option.isNone(found)) return Effect.succeed(true)
    const store = found.value
    const isOurs = Effect.flatMap(store.work(WorkState.idOfRef(ref)), (work) =>
      work === undefined ? Effect.succeed(true) : Effect.as(store.ensure, true)
    )
    return isOurs.pipe(
      Effect.timeoutOrElse({ duration: proofTimeout, orElse: () => Effect.succeed(false) }),
      Effect.orElseSucceed(() => false)
    )
  })

/** How long the store may take to prove that this process is its writer. */
const proofTimeout = "5 seconds"

/** Gives up the care for a task that may still run, so that `Task.recover` can take it. */
export const release = (ref: TaskRef): Effect.Effect<void> => withWork(ref, ({ id }, store) => store.release(id))

/** Adds a fact about a piece of work. */
export const append = (store: Store, work: string, fact: Fact<StoreEntry>): Effect.Effect<void, StoreError> =>
  Effect.flatMap(entryOf(work, fact), store.append)

/** A fact about a piece of work as it is written now. */
export const entryOf = (work: string, fact: Fact<StoreEntry>): Effect.Effect<StoreEntry> =>
  Effect.map(DateTime.now, (now): StoreEntry => ({ ...fact, v: 1, at: DateTime.formatIso(now), work }))

/** The error that says what is known of a start whose answer was lost. */
export const startUnknown = ({ id, kept, key, provider, since }: WorkState.Work, cause?: StartUnknown): StartUnknown =>
  new StartUnknown({
    provider,
    request: kept ?? null,
    since: DateTime.makeUnsafe(since),
    work: id,
    ...(key === undefined ? {} : { key }),
    ...(cause === undefined ? {} : { cause })
  })

const withWork = (
  ref: TaskRef,
  use: (work: WorkState.Work, store: Store) => Effect.Effect<void, StoreError>
): Effect.Effect<void> =>
  Effect.flatMap(Effect.serviceOption(TaskStore), (found) => {
    if (Option.isNone(found)) return Effect.void
    const store = found.value
    const write = Effect.flatMap(store.work(WorkState.idOfRef(ref)), (work) =>
      work === undefined ? Effect.void : use(work, store)
    )
    return logFailedWrite(write, { "errand.ref": JSON.stringify(ref) })
  })

/**
 * Writes a fact for which no caller waits; a failure is in the log. Where another process has
 * become the writer, the fact is that one's to find out.
 */
export const logFailedWrite = (
  write: Effect.Effect<void, StoreError>,
  annotations: Record<string, string>
): Effect.Effect<void> =>
  Effect.catch(write, (error) =>
    error.reason._tag === "StoreLost"
      ? Effect.void
      : Effect.logError("a fact about a task could not be written; it will be found out again", error).pipe(
          Effect.annotateLogs(annotations)
        )
  )
