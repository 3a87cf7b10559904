/** Writes down what `Task` does, where there is a store to write to. */
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import type { Outcome } from "../Outcome.ts"
import type { Any, Provider } from "../Provider.ts"
import type { StoreEntry } from "../StoreEntry.ts"
import type { StoreError } from "../StoreError.ts"
import { NotRecorded, ProviderError, StartUnknown } from "../TaskError.ts"
import type { TaskRef } from "../TaskRef.ts"
import { TaskStore } from "../TaskStore.ts"
import type { Work } from "../TaskStore.ts"
import * as Works from "./works.ts"

type Store = TaskStore["Service"]
type Fact<E extends StoreEntry> = E extends StoreEntry ? Omit<E, "v" | "at" | "work"> : never

/** What a start is known by. */
export interface Name {
  readonly key?: string
  readonly nonce: string
}

/**
 * Starts, and has it in writing before: what is intended before `begin` sends anything, and what became of it. Work that is known to
 * have started is not started again. `begin` is told when it was intended before, if nobody knows what became of that. To be run uninterruptibly; only waiting inside `begin` is restored.
 */
export const start = Effect.fnUntraced(function* <Input>(
  provider: Provider<Input>,
  input: Input,
  { key, nonce }: Name,
  begin: (intendedAt: DateTime.Utc | undefined) => Effect.Effect<TaskRef, ProviderError | StartUnknown>
): Effect.fn.Return<TaskRef, ProviderError | StartUnknown> {
  const found = yield* Effect.serviceOption(TaskStore)
  if (Option.isNone(found)) return yield* begin(undefined)
  const store = found.value
  const id = Works.idOf(provider, nonce)
  const known = yield* store.work(id)
  if (known?.ref !== undefined) {
    yield* store.claim(id)
    return known.ref
  }
  const pending = known?.state === "intended"
  // An earlier start with this key may be running unseen, and only a provider that knows tasks by their key can tell.
  if (pending && provider.findsBy !== "nonce") return yield* unknown(known)
  const kept = provider.recall?.keep(input)
  const since = DateTime.formatIso(yield* DateTime.now)
  const { endpoint, kind, name } = provider
  yield* Effect.mapError(
    append(store, id, {
      _tag: "Intended",
      provider: name,
      kind,
      endpoint,
      nonce,
      ...(key === undefined ? {} : { key }),
      since,
      ...(kept === undefined ? {} : { kept })
    }),
    (cause) =>
      new ProviderError({
        provider: name,
        operation: "start",
        reason: new NotRecorded({ message: `nothing was sent: ${cause.message}` }),
        cause
      })
  )
  yield* store.claim(id)
  const named = Effect.map(begin(pending ? DateTime.makeUnsafe(known.since) : undefined), (ref): TaskRef =>
    key === undefined ? { ...ref, nonce } : ref
  )
  return yield* Effect.onExit(named, (exit) => answered(store, id, exit, pending))
})

/** Notes how it ended. A fact that cannot be written is told, and found out again by the next process. */
export const ended = <A, Raw>(outcome: Outcome<A, Raw>): Effect.Effect<void> => {
  const reason = outcome._tag === "Failed" ? outcome.reason : outcome._tag === "Cancelled" ? outcome.by : undefined
  return about(outcome.ref, ({ id, state }, store) =>
    state === "started"
      ? append(store, id, { _tag: "Ended", outcome: outcome._tag, ...(reason === undefined ? {} : { reason }) })
      : Effect.void
  )
}

/** Notes that nobody is owed the outcome any more. */
export const settled = (ref: TaskRef, to: "caller" | "nobody"): Effect.Effect<void> =>
  about(ref, ({ id, state }, store) =>
    state === "delivered" ? Effect.void : append(store, id, { _tag: "Delivered", to })
  )

/** Gives up the care for a task that may still run, so that `Task.recover` can take it. */
export const left = (ref: TaskRef): Effect.Effect<void> => about(ref, ({ id }, store) => store.release(id))

/** Adds a fact about a piece of work. */
export const append = (store: Store, work: string, fact: Fact<StoreEntry>): Effect.Effect<void, StoreError> =>
  Effect.flatMap(DateTime.now, (now) => store.append({ ...fact, v: 1, at: DateTime.formatIso(now), work }))

/** The error that says what is known of a start that nobody can tell about. */
export const unknown = ({ kept, key, provider, since }: Work): StartUnknown =>
  new StartUnknown({
    provider,
    request: kept ?? null,
    since: DateTime.makeUnsafe(since),
    ...(key === undefined ? {} : { key })
  })

const answered = (
  store: Store,
  id: string,
  exit: Exit.Exit<TaskRef, ProviderError | StartUnknown>,
  pending: boolean
): Effect.Effect<void> => {
  if (exit._tag === "Success") {
    return tell(append(store, id, { _tag: "Started", ref: exit.value }), { "errand.ref": JSON.stringify(exit.value) })
  }
  const why = refusal(exit)
  const fact: Fact<StoreEntry> | undefined = pending || why === undefined ? undefined : { _tag: "Refused", reason: why }
  const noted = fact === undefined ? Effect.void : tell(append(store, id, fact), { "errand.work": id })
  return Effect.andThen(noted, store.release(id))
}

/** Why certainly nothing was started; undefined where something may have been. */
const refusal = (exit: Exit.Failure<TaskRef, ProviderError | StartUnknown>): string | undefined => {
  const reasons = exit.cause.reasons.map((reason) =>
    // Only waiting before the request, or between refused ones, can be interrupted.
    reason._tag === "Interrupt"
      ? "Interrupted"
      : reason._tag === "Fail" && reason.error._tag === "ProviderError"
        ? reason.error.reason._tag
        : undefined
  )
  return reasons.includes(undefined) ? undefined : reasons[0]
}

const about = (ref: TaskRef, use: (work: Work, store: Store) => Effect.Effect<void, StoreError>): Effect.Effect<void> =>
  Effect.flatMap(Effect.serviceOption(TaskStore), (found) => {
    if (Option.isNone(found)) return Effect.void
    const store = found.value
    return Effect.flatMap(store.work(Works.idOfRef(ref)), (work) =>
      work === undefined ? Effect.void : tell(use(work, store), { "errand.ref": JSON.stringify(ref) })
    )
  })

const tell = (write: Effect.Effect<void, StoreError>, about: Record<string, string>): Effect.Effect<void> =>
  Effect.catch(write, (error) =>
    Effect.logError("a fact about a task could not be written; it will be found out again", error).pipe(
      Effect.annotateLogs(about)
    )
  )

/** Whether a ref is this provider's. */
export const isOf = (provider: Any, work: Pick<Work, "provider" | "kind" | "endpoint">): boolean =>
  work.provider === provider.name && work.kind === provider.kind && work.endpoint === provider.endpoint
