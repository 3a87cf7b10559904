/**
 * A back end that keeps facts in the order of their writing and forgets none by itself, such as a
 * file. `TaskStore.make` reads it once and keeps in memory what it says.
 */
import type * as Effect from "effect/Effect"
import type { StoreEntry } from "./StoreEntry.ts"
import type { StoreError } from "./StoreError.ts"

/** What such a back end supplies. One process writes at a time; the back end sees to that. */
export interface JournalBackend {
  /**
   * Adds an entry. It is safe, whatever happens to the process or the machine, once this succeeded.
   * Only an `Intended` may be less than that until the next entry is safe: nothing is sent before
   * the `Sending` that follows it.
   */
  readonly append: (entry: StoreEntry) => Effect.Effect<void, StoreError>
  /** All entries, in the order of their writing. */
  readonly entries: Effect.Effect<ReadonlyArray<StoreEntry>, StoreError>
  /**
   * Puts other entries in the place of all, at once or not at all; nothing is appended meanwhile,
   * also while `change` lets other work run.
   */
  readonly rewrite: (
    change: (entries: ReadonlyArray<StoreEntry>) => Effect.Effect<ReadonlyArray<StoreEntry>>
  ) => Effect.Effect<void, StoreError>
}
