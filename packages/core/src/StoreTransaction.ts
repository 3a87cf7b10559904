/**
 * What a store of tasks has besides where its back end is a database that handlers write to as
 * well.
 */
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type { StoreEntry } from "./StoreEntry.ts"
import type { StoreError } from "./StoreError.ts"

/**
 * A store whose back end has transactions, for `record: "with"`: what a handler writes to it and
 * the note that it was delivered are kept together or not at all.
 */
export class StoreTransaction extends Context.Service<
  StoreTransaction,
  {
    /**
     * Runs `use` in a transaction that keeps the entry as well. Fails, and keeps nothing, where
     * another writer has the store meanwhile.
     */
    readonly appendWith: <A, E, R>(
      entry: StoreEntry,
      use: Effect.Effect<A, E, R>
    ) => Effect.Effect<A, E | StoreError, R>
  }
>()("@errand/core/StoreTransaction") {}
