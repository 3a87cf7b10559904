/**
 * What must outlive the process: which tasks were to be started, which were, how they ended, and
 * whose outcome was delivered. Provide it, and `Task.start` writes before it sends; without it
 * nothing is written and nothing costs anything.
 */
import * as Context from "effect/Context"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Semaphore from "effect/Semaphore"
import * as Layer from "effect/Layer"
import type * as Scope from "effect/Scope"
import * as KeyedMutex from "./internal/keyedMutex.ts"
import * as WorkState from "./internal/journal/workState.ts"
import * as TableFromJournal from "./internal/journal/tableFromJournal.ts"
import { findBadDuration } from "./internal/task/options.ts"
import type { JournalBackend } from "./JournalBackend.ts"
import type { StoreEntry } from "./StoreEntry.ts"
import { BadOption, NotUnknown, StoreError } from "./StoreError.ts"
import type { Compacted, TableBackend } from "./TableBackend.ts"

export type { Work } from "./internal/journal/workState.ts"
export type { JournalBackend } from "./JournalBackend.ts"
export type { Compacted, TableBackend } from "./TableBackend.ts"

/**
 * What is known of all tasks, and who takes care of which. A store belongs to one writer: no other
 * process writes to the same work meanwhile. Most back ends need not implement it, but a
 * {@link JournalBackend} or a {@link TableBackend}.
 */
export class TaskStore extends Context.Service<
  TaskStore,
  {
    /** See {@link JournalBackend.append}. */
    readonly append: (entry: StoreEntry) => Effect.Effect<void, StoreError>
    /** All facts that were written, oldest first, where the back end keeps them; else none. */
    readonly entries: Effect.Effect<ReadonlyArray<StoreEntry>, StoreError>
    /** What is known of a piece of work. */
    readonly work: TableBackend["work"]
    /** See {@link TableBackend.open}. */
    readonly open: TableBackend["open"]
    /** See {@link TableBackend.works}. */
    readonly works: TableBackend["works"]
    /** See {@link TableBackend.withTask}. */
    readonly withTask: TableBackend["withTask"]
    /** See {@link TableBackend.ofTask}. */
    readonly ofTask: NonNullable<TableBackend["ofTask"]>
    /**
     * Certainly still the only writer: proven a moment ago, or proven now. Asked right before each
     * request to start, and before each handler.
     */
    readonly ensure: Effect.Effect<void, StoreError>
    /** Fails as soon as it is known that another writer has the store. */
    readonly lost: Effect.Effect<never, StoreError>
    /**
     * Takes a piece of work into this process's care; false when a start, a delivery or a recovery
     * has it already.
     */
    readonly claim: (id: string) => Effect.Effect<boolean>
    /** Gives it back, for `Task.recover` to take. */
    readonly release: (id: string) => Effect.Effect<void>
    /** One at a time for each name. `restore` is applied to the waiting for one's turn. */
    readonly exclusive: <A, E, R>(
      name: string,
      use: Effect.Effect<A, E, R>,
      restore?: <B, F>(wait: Effect.Effect<B, F>) => Effect.Effect<B, F>
    ) => Effect.Effect<A, E, R>
    /** See {@link compact}. */
    readonly compact: (options?: CompactOptions) => Effect.Effect<Compacted, StoreError>
  }
>()("@errand/core/TaskStore") {}

/** Options of {@link compact}. */
export interface CompactOptions {
  /** How long a delivered key is remembered, so that it starts nothing anew. Default 30 days. */
  readonly keepKeys?: Duration.Input | undefined
}

/**
 * Forgets work that needs no delivery any more: at once, or `keepKeys` after the delivery where it
 * has a caller's key. Tasks that could be taken for that of a start in doubt stay as long as the
 * doubt. A ref without a key that is given to `Task.deliver` after it was forgotten is delivered
 * again: give work whose ref you keep a key.
 */
export const compact = (options?: CompactOptions): Effect.Effect<Compacted, StoreError, TaskStore> =>
  TaskStore.use((store) => store.compact(options))

/**
 * What a person who looked at the service found: the id of the task, or that certainly none was
 * started.
 */
export type Resolution = { readonly started: string } | { readonly started: false }

/**
 * Ends the doubt about a start that stays unknown, by the word of a person who has looked at the
 * service: a task that is named is owed to a handler like any other, and `Task.recover` delivers
 * it; work that was not started can be started anew. `id` is the work's, as it stands in
 * `StartUnknown.work`. Fails with `NotUnknown` where there is no doubt, where this process is about
 * to find out by itself, or where the id of the task is empty.
 */
export const resolve = Effect.fnUntraced(function* (
  id: string,
  { started }: Resolution
): Effect.fn.Return<void, NotUnknown | StoreError, TaskStore> {
  const store = yield* TaskStore
  const notUnknown = (message: string) => new NotUnknown({ id, message })
  const resolveDoubt = Effect.gen(function* () {
    if (typeof started === "string" && started.trim() === "") return yield* notUnknown("an empty id names no task")
    const work = yield* store.work(id)
    if (work === undefined) return yield* notUnknown("the store knows no such work")
    if (!WorkState.isUnanswered(work)) return yield* notUnknown(`the store knows that it is ${work.state}`)
    const now = yield* DateTime.now
    const about = { v: 1, at: DateTime.formatIso(now), work: id } as const
    if (started === false) return yield* store.append({ ...about, _tag: "Refused", reason: "Resolved" })
    const owner = { name: work.provider, kind: work.kind, endpoint: work.endpoint }
    const startedAt = DateTime.makeUnsafe(work.since)
    const ref = WorkState.refOf(owner, { id: started, startedAt }, work, now)
    const write = Effect.gen(function* () {
      const other = yield* store.ofTask(owner, started)
      if (other !== undefined) return yield* notUnknown(`task ${started} is that of ${other.id}`)
      yield* store.append({ ...about, _tag: "Started", ref })
    })
    return yield* store.exclusive(WorkState.adoptLock(owner), write)
  })
  return yield* Effect.acquireUseRelease(
    store.claim(id),
    (mine): Effect.Effect<void, NotUnknown | StoreError> =>
      mine ? resolveDoubt : Effect.fail(notUnknown("this process takes care of it")),
    (mine) => (mine ? store.release(id) : Effect.void)
  )
})

/** A store on top of a journal, which it reads once: what the works are is kept in memory. */
export const make = (journal: JournalBackend): Effect.Effect<TaskStore["Service"], StoreError> =>
  Effect.map(TableFromJournal.make(journal), makeFromTable)

/** A store on top of a table of works. Who takes care of what is kept in memory. */
export const makeFromTable = (table: TableBackend): TaskStore["Service"] => {
  const claimed = new Set<string>()
  const mutex = KeyedMutex.make()
  return TaskStore.of({
    append: table.append,
    entries: table.entries ?? Effect.succeed([]),
    work: table.work,
    open: table.open,
    works: table.works,
    withTask: table.withTask,
    ofTask:
      table.ofTask ??
      ((owner, task) =>
        Effect.map(table.withTask(owner, DateTime.makeUnsafe(0)), (works) =>
          works.find((work) => WorkState.isTask(work, owner, task))
        )),
    ensure: table.ensure ?? Effect.void,
    lost: table.lost ?? Effect.never,
    claim: (id) => Effect.sync(() => !claimed.has(id) && claimed.add(id) !== undefined),
    release: (id) => Effect.sync(() => void claimed.delete(id)),
    exclusive: (name, use, restore) => mutex(name, () => use, restore),
    compact: Effect.fnUntraced(function* (options) {
      const message = findBadDuration("keepKeys", options?.keepKeys)
      if (message !== undefined) {
        return yield* new StoreError({ operation: "compact", reason: new BadOption({ message }) })
      }
      const kept = Duration.fromInputUnsafe(options?.keepKeys ?? Duration.days(30))
      return yield* table.compact(DateTime.subtractDuration(yield* DateTime.now, kept))
    })
  })
}

/**
 * A journal that lives as long as the process: for tests, and for programs that only want the
 * exactness of `Task.deliver`.
 */
export const memory = (earlier: ReadonlyArray<StoreEntry> = []): Effect.Effect<JournalBackend> =>
  Effect.sync(() => {
    let entries = earlier.slice()
    const writer = Semaphore.makeUnsafe(1)
    return {
      append: (entry) =>
        Semaphore.withPermit(
          writer,
          Effect.sync(() => void entries.push(entry))
        ),
      entries: Effect.sync(() => entries.slice()),
      rewrite: (change) =>
        Semaphore.withPermit(
          writer,
          Effect.map(
            Effect.suspend(() => change(entries)),
            (kept) => void (entries = kept.slice())
          )
        )
    }
  })

/** A store over a journal. */
export const layer = <E, R>(
  journal: Effect.Effect<JournalBackend, E, R>
): Layer.Layer<TaskStore, E | StoreError, Exclude<R, Scope.Scope>> =>
  Layer.effect(TaskStore, Effect.flatMap(journal, make))

/** A store that lives as long as the process. */
export const layerMemory: Layer.Layer<TaskStore> = Layer.orDie(layer(memory()))
