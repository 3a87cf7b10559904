/**
 * A back end that keeps one row for each piece of work, such as a database. It has room for more
 * works than fit in memory, and more than one process may be able to reach it; it sees to it that
 * one of them writes at a time.
 */
import type * as DateTime from "effect/DateTime"
import type * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as WorkState from "./internal/journal/workState.ts"
import type { Owner, Work } from "./internal/journal/workState.ts"
import type { StoreEntry } from "./StoreEntry.ts"
import type { StoreError } from "./StoreError.ts"
import { TaskRef } from "./TaskRef.ts"

export type { Owner, Work }

/** What a compaction did. */
export interface Compacted {
  /** Entries or works before and after, whichever the back end keeps. */
  readonly before: number
  readonly after: number
}

/** What such a back end supplies. */
export interface TableBackend {
  /**
   * Changes the row of the entry's work as {@link apply} says. The change is safe, whatever happens
   * to the process or the machine, once this succeeded. Fails with `StoreLost`, and changes
   * nothing, when another process has become the writer.
   */
  readonly append: (entry: StoreEntry) => Effect.Effect<void, StoreError>
  /** All facts that were written, oldest first. Default: they are not kept. */
  readonly entries?: Effect.Effect<ReadonlyArray<StoreEntry>, StoreError>
  /** The row of one work. */
  readonly work: (id: string) => Effect.Effect<Work | undefined, StoreError>
  /** All rows for which {@link isOpen} holds, in the order of their first entry. */
  readonly open: Effect.Effect<ReadonlyArray<Work>, StoreError>
  /**
   * All rows, delivered ones included until they are compacted away, in the order of their first
   * entry: for people who look at the whole, since it may be more than fits in memory.
   */
  readonly works: Effect.Effect<ReadonlyArray<Work>, StoreError>
  /**
   * The rows of this owner that have a task and were changed at this time or later, delivered ones
   * included. It may give more rows than asked for.
   */
  readonly withTask: (owner: Owner, since: DateTime.Utc) => Effect.Effect<ReadonlyArray<Work>, StoreError>
  /**
   * The row that has this task of this owner, delivered ones included. Default: it is looked for
   * among all of {@link withTask}; a back end that can ask for it by its id reads less.
   */
  readonly ofTask?: (owner: Owner, task: string) => Effect.Effect<Work | undefined, StoreError>
  /**
   * Forgets works that are not open: without a key all, with a key those last changed before this
   * time. None that has a task which could be taken for that of a work in doubt.
   */
  readonly compact: (before: DateTime.Utc) => Effect.Effect<Compacted, StoreError>
  /** See `TaskStore.ensure`. Default: there is never another writer. */
  readonly ensure?: Effect.Effect<void, StoreError>
  /** See `TaskStore.lost`. Default: never. */
  readonly lost?: Effect.Effect<never, StoreError>
}

/** What a row is after an entry. `undefined`: the entry is about work that is not known. */
export const apply: (known: Work | undefined, entry: StoreEntry) => Work | undefined = WorkState.apply

/** A row as the one line of JSON that a database may keep. */
export const FromString: Schema.Codec<Work, string> = Schema.fromJsonString(
  Schema.Struct({
    id: Schema.String,
    provider: Schema.String,
    kind: Schema.String,
    endpoint: Schema.String,
    nonce: Schema.String,
    key: Schema.optionalKey(Schema.String),
    since: Schema.String,
    kept: Schema.optionalKey(Schema.Json),
    prepared: Schema.optionalKey(Schema.Json),
    ref: Schema.optionalKey(TaskRef),
    state: Schema.Literals(["intended", "sending", "refused", "started", "ended", "delivered"]),
    attempts: Schema.Natural,
    at: Schema.String
  })
)

/**
 * The works whose start is in doubt where only an input tells whose a task is, each with the time
 * before which nothing was made that could be its task. A compaction keeps the tasks of the same
 * owner since then, because one of them could be taken for that of the start in doubt.
 */
export const doubts: (works: Iterable<Work>) => ReadonlyArray<{ readonly work: Work; readonly since: string }> =
  WorkState.doubts

/** Whether the outcome of this work must still be delivered. */
export const isOpen: (work: Work) => boolean = WorkState.isOpen
