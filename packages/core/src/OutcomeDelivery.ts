/** Handing each outcome to its handler once, also across restarts. */
import type * as Duration from "effect/Duration"
import type * as Effect from "effect/Effect"
import type { Outcome } from "./Outcome.ts"
import type { StoreError } from "./StoreError.ts"
import type { ProviderError } from "./ProviderError.ts"
import type { Defect, StartUnknown, WaitError } from "./TaskError.ts"
import type { TaskOptions } from "./TaskOptions.ts"
import type { TaskRef } from "./TaskRef.ts"
import type { StoreTransaction } from "./StoreTransaction.ts"
import type { Work } from "./internal/journal/workState.ts"

/** Which outcome this is. */
export interface Delivery {
  /**
   * The same for the same piece of work in every process, for ever: the place for it is a unique
   * column of what you write.
   */
  readonly id: string
  readonly ref: TaskRef
  /** The caller's key, where the start had one. */
  readonly key?: string
  /**
   * From 1 on. Above 1, an earlier handler was begun and its success was not written down: it
   * failed, or the process died in it or right after it, so its work may be done already.
   */
  readonly attempt: number
}

/** What is to be done with an outcome. */
export type Handler<in A, in Raw, out E, out R> = (
  outcome: Outcome<A, Raw>,
  delivery: Delivery
) => Effect.Effect<unknown, E, R>

/** Options of `Task.deliver`. */
export interface DeliverOptions {
  /**
   * When the delivery counts. `after` (default): once the handler has succeeded; no outcome is
   * lost, and a handler is asked again only when it failed or the process died before its success
   * was written. `before`: before the handler is asked; none is asked twice, and a crash in it
   * loses the outcome to it. `with`: together with what the handler writes to the store's own
   * database, so that both are kept or neither; needs a store with transactions
   * (`StoreTransaction`).
   */
  readonly record?: "after" | "before" | "with" | undefined
}

/** What a delivery needs beside the `TaskStore`, by its option `record`. */
export type DeliveryNeeds<Record> = "with" extends Record ? StoreTransaction : never

/**
 * A start of an earlier process that has no task as far as is known. `NotSent`: that process ended
 * before it was sent. `NotFound`: it was sent, and has certainly made no task. `Unknown`: it was
 * sent, and it is not known whether a task runs.
 */
export type NotStarted =
  | { readonly _tag: "NotSent" | "NotFound"; readonly work: Work }
  | { readonly _tag: "Unknown"; readonly work: Work; readonly error: StartUnknown }

/** Options of `Task.recover`. */
export interface RecoverOptions<A, out E = never, out R = never> extends TaskOptions<A>, DeliverOptions {
  /**
   * Told of each start that came to nothing as soon as that is known, while other tasks are still
   * waited for: who asked for it may wait for an answer. Where nothing was started, that is written
   * down once this has succeeded: after a failure of it, or a crash in it, the next recovery tells
   * it again. What is unknown is told by every recovery until it is known.
   */
  readonly onNotStarted?: ((start: NotStarted) => Effect.Effect<unknown, E, R>) | undefined
  /**
   * How many handlers are at work at once. Default 32. All outcomes are waited for at the same
   * time, so that a task that is paused, or takes for ever, keeps no other from its handler.
   */
  readonly concurrency?: number | undefined
  /**
   * How long after it was sent a start may take effect, or a list show its task. A task that is
   * certainly not there after that was never started. Default 30 seconds.
   */
  readonly lag?: Duration.Input | undefined
  /** Only this work, where handlers or schemas differ. */
  readonly only?: ((work: Work) => boolean) | undefined
}

/** What a recovery did. Everything but `delivered` is also logged. */
export interface Recovered<out E = never> {
  readonly delivered: ReadonlyArray<Delivery>
  /** Asked for, and certainly never started. Start it anew if it is still wanted. */
  readonly notStarted: ReadonlyArray<Work>
  /**
   * It is not known whether a task runs. Stays in the store, until a later recovery finds out or
   * `TaskStore.resolve` is told.
   */
  readonly unknown: ReadonlyArray<StartUnknown>
  /**
   * The wait, the store or a handler failed, or one of them threw (`Defect`). Stays in the store,
   * for the next recovery.
   */
  readonly undelivered: ReadonlyArray<{
    readonly work: Work
    readonly error: E | Defect | ProviderError | StoreError | WaitError
  }>
  /** Of the same provider, but of another account or base URL. Left alone. */
  readonly foreign: ReadonlyArray<Work>
}
