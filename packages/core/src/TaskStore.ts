/**
 * What must outlive the process: which tasks were to be started, which were, how they ended, and whose outcome was delivered.
 * Provide it, and `Task.start` writes before it sends; without it nothing is written and nothing costs anything.
 */
import * as Context from "effect/Context"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Scope from "effect/Scope"
import * as Semaphore from "effect/Semaphore"
import * as Works from "./internal/works.ts"
import type { Work } from "./internal/works.ts"
import type { StoreEntry } from "./StoreEntry.ts"
import type { StoreError } from "./StoreError.ts"

export type { Work }

/** What a back end supplies. One process writes at a time; the back end sees to that. */
export interface Journal {
  /** Adds an entry. It is safe, whatever happens to the process or the machine, once this succeeded. */
  readonly append: (entry: StoreEntry) => Effect.Effect<void, StoreError>
  /** All entries, in the order of their writing. */
  readonly entries: Effect.Effect<ReadonlyArray<StoreEntry>, StoreError>
  /** Puts other entries in the place of all, at once or not at all; nothing is appended meanwhile. */
  readonly rewrite: (
    change: (entries: ReadonlyArray<StoreEntry>) => ReadonlyArray<StoreEntry>
  ) => Effect.Effect<void, StoreError>
}

/** What a compaction did. */
export interface Compacted {
  /** Entries before and after. */
  readonly before: number
  readonly after: number
}

/** The journal of tasks, and what it says. */
export class TaskStore extends Context.Service<
  TaskStore,
  {
    readonly append: Journal["append"]
    readonly entries: Journal["entries"]
    /** What is known of a piece of work. */
    readonly work: (id: string) => Effect.Effect<Work | undefined>
    /** All pieces of work that are known, delivered ones as well until they are compacted away. */
    readonly works: Effect.Effect<ReadonlyArray<Work>>
    /** Takes a piece of work into this process's care; false when it is in somebody's already. */
    readonly claim: (id: string) => Effect.Effect<boolean>
    /** Gives it back, for `Task.recover` to take. */
    readonly release: (id: string) => Effect.Effect<void>
    /** One at a time for each piece of work. */
    readonly alone: <A, E, R>(id: string, use: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
    /** Forgets work that needs no delivery: at once, or `keepKeys` after the delivery where it has a caller's key. */
    readonly compact: (options?: CompactOptions) => Effect.Effect<Compacted, StoreError>
  }
>()("@errand/core/TaskStore") {}

/** Options of {@link compact}. */
export interface CompactOptions {
  /** How long a delivered key is remembered, so that it starts nothing anew. Default 30 days. */
  readonly keepKeys?: Duration.Input
}

/** Forgets work that needs no delivery any more. */
export const compact = (options?: CompactOptions): Effect.Effect<Compacted, StoreError, TaskStore> =>
  TaskStore.use((store) => store.compact(options))

/** A store on top of a journal, which it reads once. */
export const make = (journal: Journal): Effect.Effect<TaskStore["Service"], StoreError> =>
  Effect.map(journal.entries, (entries) => {
    const works = Works.fold(entries)
    const claimed = new Set<string>()
    const locks = new Map<string, { readonly one: Semaphore.Semaphore; users: number }>()

    const enter = (id: string) =>
      Effect.sync(() => {
        const lock = locks.get(id) ?? { one: Semaphore.makeUnsafe(1), users: 0 }
        locks.set(id, lock)
        lock.users++
        return lock
      })

    return TaskStore.of({
      append: (entry) =>
        // What is on the medium is known here, whoever was interrupted meanwhile.
        Effect.uninterruptible(
          Effect.andThen(
            journal.append(entry),
            Effect.sync(() => Works.add(works, entry))
          )
        ),
      entries: journal.entries,
      work: (id) => Effect.sync(() => works.get(id)),
      works: Effect.sync(() => Array.from(works.values())),
      claim: (id) => Effect.sync(() => !claimed.has(id) && claimed.add(id) !== undefined),
      release: (id) => Effect.sync(() => void claimed.delete(id)),
      alone: (id, use) =>
        Effect.acquireUseRelease(
          enter(id),
          (lock) => Semaphore.withPermit(lock.one, use),
          (lock) => Effect.sync(() => void (--lock.users === 0 && locks.delete(id)))
        ),
      compact: Effect.fnUntraced(function* (options) {
        const now = yield* DateTime.now
        const kept = Duration.fromInputUnsafe(options?.keepKeys ?? Duration.days(30))
        const before = DateTime.formatIso(DateTime.subtractDuration(now, kept))
        let done: Compacted = { before: 0, after: 0 }
        yield* Effect.uninterruptible(
          journal.rewrite((entries) => {
            const result = Works.compacted(entries, before)
            done = { before: entries.length, after: result.entries.length }
            for (const id of result.gone) works.delete(id)
            return result.entries
          })
        )
        return done
      })
    })
  })

/** A journal that lives as long as the process: for tests, and for programs that only want the exactness of `Task.deliver`. */
export const memory = (earlier: ReadonlyArray<StoreEntry> = []): Effect.Effect<Journal> =>
  Effect.sync(() => {
    let entries = earlier.slice()
    return {
      append: (entry) => Effect.sync(() => void entries.push(entry)),
      entries: Effect.sync(() => entries.slice()),
      rewrite: (change) =>
        Effect.sync(() => {
          entries = change(entries).slice()
        })
    }
  })

/** A store over a journal. */
export const layer = <E, R>(
  journal: Effect.Effect<Journal, E, R>
): Layer.Layer<TaskStore, E | StoreError, Exclude<R, Scope.Scope>> =>
  Layer.effect(TaskStore, Effect.flatMap(journal, make))

/** A store that lives as long as the process. */
export const layerMemory: Layer.Layer<TaskStore> = Layer.orDie(layer(memory()))
