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

/** Options of `Task.recover`. */
export interface RecoverOptions<A> extends TaskOptions<A>, DeliverOptions {
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
  /** Intended, and certainly never started. Start it anew if it is still wanted. */
  readonly notStarted: ReadonlyArray<Work>
  /**
   * It is not known whether a task runs. Stays in the store, until a later recovery finds out or
   * `TaskStore.resolve` is told.
   */
  readonly unknown: ReadonlyArray<StartUnknown>
  /**
   * The wait, the store or the handler failed, or one of them threw (`Defect`). Stays in the store,
   * for the next recovery.
   */
  readonly undelivered: ReadonlyArray<{
    readonly work: Work
    readonly error: E | Defect | ProviderError | StoreError | WaitError
  }>
  /** Of the same provider, but of another account or base URL. Left alone. */
  readonly foreign: ReadonlyArray<Work>
}
