/** Writes down what `Task` does, where there is a store to write to. */
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Outcome } from "../../Outcome.ts"
import type { Any } from "../../Provider.ts"
import type { StoreEntry } from "../../StoreEntry.ts"
import type { StoreError } from "../../StoreError.ts"
import { StartUnknown } from "../../TaskError.ts"
import type { TaskRef } from "../../TaskRef.ts"
import { TaskStore } from "../../TaskStore.ts"
import type { Work } from "../../TaskStore.ts"
import * as Works from "./work.ts"

type Store = TaskStore["Service"]

/** An entry, without what every entry has. */
export type Fact<E extends StoreEntry> = E extends StoreEntry ? Omit<E, "v" | "at" | "work"> : never

/** Notes how it ended. A fact that cannot be written is told, and found out again by the next process. */
export const ended = <A, Raw>(outcome: Outcome<A, Raw>): Effect.Effect<void> => {
  const reason = outcome._tag === "Failed" ? outcome.reason : outcome._tag === "Cancelled" ? outcome.by : undefined
  return about(outcome.ref, (work, store) =>
    work.state === "started" || Works.isUnanswered(work)
      ? Effect.andThen(
          named(store, work, outcome.ref),
          append(store, work.id, { _tag: "Ended", outcome: outcome._tag, ...(reason === undefined ? {} : { reason }) })
        )
      : Effect.void
  )
}

/** Notes that nobody is owed the outcome any more, and gives up the care for it. */
export const settled = (ref: TaskRef, to: "caller" | "nobody"): Effect.Effect<void> =>
  about(ref, (work, store) => {
    const delivered = Effect.andThen(named(store, work, ref), append(store, work.id, { _tag: "Delivered", to }))
    return Effect.andThen(work.state === "delivered" ? Effect.void : delivered, store.release(work.id))
  })

/** Where the ref could not be written when it was started, it is now: without it the key would start the same again. */
const named = (store: Store, { id, ref: known }: Work, ref: TaskRef): Effect.Effect<void, StoreError> =>
  known === undefined ? append(store, id, { _tag: "Started", ref }) : Effect.void

/** Gives up the care for a task that may still run, so that `Task.recover` can take it. */
export const left = (ref: TaskRef): Effect.Effect<void> => about(ref, ({ id }, store) => store.release(id))

/** Adds a fact about a piece of work. */
export const append = (store: Store, work: string, fact: Fact<StoreEntry>): Effect.Effect<void, StoreError> =>
  Effect.flatMap(DateTime.now, (now) => store.append({ ...fact, v: 1, at: DateTime.formatIso(now), work }))

/** The error that says what is known of a start that nobody can tell about. */
export const unknown = ({ id, kept, key, provider, since }: Work, cause?: StartUnknown): StartUnknown =>
  new StartUnknown({
    provider,
    request: kept ?? null,
    since: DateTime.makeUnsafe(since),
    work: id,
    ...(key === undefined ? {} : { key }),
    ...(cause === undefined ? {} : { cause })
  })

const about = (ref: TaskRef, use: (work: Work, store: Store) => Effect.Effect<void, StoreError>): Effect.Effect<void> =>
  Effect.flatMap(Effect.serviceOption(TaskStore), (found) => {
    if (Option.isNone(found)) return Effect.void
    const store = found.value
    return Effect.flatMap(store.work(Works.idOfRef(ref)), (work) =>
      work === undefined ? Effect.void : tell(use(work, store), { "errand.ref": JSON.stringify(ref) })
    )
  })

/** Writes a fact that nobody waits for; a failure is in the log. */
export const tell = (write: Effect.Effect<void, StoreError>, about: Record<string, string>): Effect.Effect<void> =>
  Effect.catch(write, (error) =>
    Effect.logError("a fact about a task could not be written; it will be found out again", error).pipe(
      Effect.annotateLogs(about)
    )
  )

/** Whether a ref is this provider's. */
export const isOf = (provider: Any, work: Pick<Work, "provider" | "kind" | "endpoint">): boolean =>
  work.provider === provider.name && work.kind === provider.kind && work.endpoint === provider.endpoint
