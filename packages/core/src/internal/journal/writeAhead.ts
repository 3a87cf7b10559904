/** A start that is in writing before it is sent. */
import * as DateTime from "effect/DateTime"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import type { Json, Provider } from "../../Provider.ts"
import type { StoreEntry } from "../../StoreEntry.ts"
import type { StoreError } from "../../StoreError.ts"
import { NotRecorded, ProviderError } from "../../ProviderError.ts"
import { StartUnknown } from "../../TaskError.ts"
import type { TaskRef } from "../../TaskRef.ts"
import type { TaskStore } from "../../TaskStore.ts"
import { adopt, close } from "./reconcileStart.ts"
import { append, logFailedWrite } from "./writeEntries.ts"
import type { Fact } from "./writeEntries.ts"
import * as Search from "../start/search.ts"
import type { Restore } from "../keyedMutex.ts"
import * as WorkState from "./workState.ts"

/** What a start is known by, and how long a start before it may be in doubt. */
export interface Intention {
  readonly key?: string | undefined
  readonly nonce: string
  readonly lag: Duration.Input
  /** What the provider needs to find its task. */
  readonly kept: Json | undefined
}

/** How the sending is done. */
export interface How {
  /** To be written before each request, with what was made for the start. */
  readonly sending: (prepared: Json | undefined) => Effect.Effect<void, ProviderError>
  /** Whether this store has just found out that there is no task of this key. */
  readonly searched: boolean
}

/**
 * Starts, and has it in writing before: that it is asked for, each request before it leaves, and
 * what became of it. Work that is known to have a task is not started again, nor is work in doubt
 * before the doubt is over. One at a time for each key. To be run uninterruptibly; waiting and
 * searching are restored.
 */
export const start = <Input>(
  store: TaskStore["Service"],
  provider: Provider<Input>,
  input: Input,
  { key, kept, lag, nonce }: Intention,
  restore: Restore,
  send: (how: How) => Effect.Effect<TaskRef, ProviderError | StartUnknown>
): Effect.Effect<TaskRef, ProviderError | StartUnknown> => {
  const id = WorkState.idOf(provider, nonce)
  const { endpoint, kind, name } = provider
  const toNotRecorded = (cause: StoreError) =>
    new ProviderError({
      provider: name,
      operation: "start",
      reason: new NotRecorded({ message: `nothing was sent: ${cause.message}` }),
      cause
    })
  const once = Effect.gen(function* () {
    const known = yield* Effect.mapError(store.work(id), toNotRecorded)
    const searched = known?.state === "sending"
    if (searched) {
      const search = Search.byRecord(provider, known.kept) ?? byNonce(provider, input)
      const found = yield* Effect.catchTag(restore(adopt(store, provider, known, search, lag)), "StoreError", (cause) =>
        Effect.fail(toNotRecorded(cause))
      )
      if (Option.isSome(found)) return found.value
      yield* Effect.mapError(close(store, provider, known), toNotRecorded)
    }
    const since = DateTime.formatIso(yield* DateTime.now)
    const intended: Fact<StoreEntry> = {
      _tag: "Intended",
      provider: name,
      kind,
      endpoint,
      nonce,
      ...(key === undefined ? {} : { key }),
      since,
      ...(kept === undefined ? {} : { kept })
    }
    yield* Effect.mapError(append(store, id, intended), toNotRecorded)
    const sending = (prepared: Json | undefined) => {
      const note = append(store, id, { _tag: "Sending", ...(prepared === undefined ? {} : { prepared }) })
      // The proof comes last: a process that was frozen after the note is no longer the writer.
      return Effect.mapError(Effect.andThen(note, store.ensure), toNotRecorded)
    }
    const named = Effect.map(send({ sending, searched }), (ref): TaskRef =>
      key === undefined ? { ...ref, nonce } : ref
    )
    return yield* Effect.onExit(
      Effect.mapError(named, (error) => addWork(error, id)),
      (exit) => recordAnswer(store, id, exit)
    )
  })
  const whole = Effect.gen(function* () {
    const known = yield* Effect.mapError(store.work(id), toNotRecorded)
    // Before it can be seen, so that no recovery takes it for work that was left.
    const mine = yield* store.claim(id)
    if (known?.ref !== undefined) {
      // What needs no delivery needs no care.
      if (mine && !WorkState.isOpen(known)) yield* store.release(id)
      return known.ref
    }
    return yield* Effect.onError(once, () => (mine ? store.release(id) : Effect.void))
  })
  return key === undefined ? whole : store.exclusive(WorkState.startLock(id), whole, restore)
}

/** For a provider that knows its tasks by their key, but not without the input. */
const byNonce = <Input>(provider: Provider<Input>, input: Input): Search.Search | undefined =>
  provider.findsBy === "nonce" ? Search.byInput(provider, input) : undefined

const addWork = (error: ProviderError | StartUnknown, work: string): ProviderError | StartUnknown => {
  if (error._tag === "ProviderError") return error
  const { cause, findable, key, provider, request, since } = error
  return new StartUnknown({
    provider,
    request,
    since,
    work,
    ...(key === undefined ? {} : { key }),
    ...(findable === undefined ? {} : { findable }),
    ...(cause === undefined ? {} : { cause })
  })
}

const recordAnswer = (
  store: TaskStore["Service"],
  id: string,
  exit: Exit.Exit<TaskRef, ProviderError | StartUnknown>
): Effect.Effect<void> => {
  if (exit._tag === "Success") {
    return logFailedWrite(append(store, id, { _tag: "Started", ref: exit.value }), {
      "errand.ref": JSON.stringify(exit.value)
    })
  }
  const reason = findRefusal(exit)
  const fact: Fact<StoreEntry> | undefined = reason === undefined ? undefined : { _tag: "Refused", reason }
  return fact === undefined ? Effect.void : logFailedWrite(append(store, id, fact), { "errand.work": id })
}

/** Why certainly nothing was started; undefined where something may have been. */
const findRefusal = (exit: Exit.Failure<TaskRef, ProviderError | StartUnknown>): string | undefined => {
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
