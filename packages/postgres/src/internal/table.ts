/**
 * The works of one account. Those that are open are in memory, the rest is read when it is asked
 * for: this process is the only writer, so what it remembers is what the database has.
 */
import type { StoreEntry } from "@errand/core/StoreEntry"
import type { StoreError } from "@errand/core/StoreError"
import type { StoreTransaction } from "@errand/core/StoreTransaction"
import type { Work } from "@errand/core/TableBackend"
import * as TableBackend from "@errand/core/TableBackend"
import * as Data from "effect/Data"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Semaphore from "effect/Semaphore"
import * as SqlClient from "effect/sql/SqlClient"
import { monotonicMillis, type Ownership } from "./ownership.ts"
import * as Errors from "./storeError.ts"
import type { Tables } from "./tables.ts"
import * as WorkRows from "./workRows.ts"

/** How many entries one statement writes at most. */
const maxBatch = 500

/** How many works that are not open are remembered, so that they need not be read again at once. */
const maxRemembered = 10_000

interface Pending {
  readonly entry: StoreEntry
  readonly written: Deferred.Deferred<void, StoreError>
}

interface Asked {
  readonly id: string
  readonly learned: Deferred.Deferred<void, StoreError>
}

/** Reads the open works, once. */
export const make = Effect.fnUntraced(function* (
  tables: Tables,
  owned: Ownership
): Effect.fn.Return<
  { readonly table: TableBackend.TableBackend; readonly transaction: StoreTransaction["Service"] },
  StoreError,
  SqlClient.SqlClient
> {
  const sql = yield* SqlClient.SqlClient
  const rows = yield* WorkRows.make(tables, owned)
  const open = new Map((yield* rows.open).map((work) => [work.id, work]))
  /** What is known of works that are not open; `undefined` where there is no row. */
  const remembered = new Map<string, Work | undefined>()

  const isKnown = (id: string) => open.has(id) || remembered.has(id)
  const known = (id: string) => open.get(id) ?? remembered.get(id)
  const remember = (id: string, work: Work | undefined): void => {
    remembered.delete(id)
    if (work !== undefined && TableBackend.isOpen(work)) open.set(id, work)
    else {
      open.delete(id)
      remembered.set(id, work)
      for (const oldest of remembered.keys()) {
        if (remembered.size <= maxRemembered) break
        remembered.delete(oldest)
      }
    }
  }
  const learn = Effect.fnUntraced(function* (ids: ReadonlyArray<string>) {
    const unknown = ids.filter((id) => !isKnown(id))
    if (unknown.length === 0) return
    const found = new Map((yield* rows.byIds(unknown)).map((work) => [work.id, work]))
    for (const id of unknown) if (!isKnown(id)) remember(id, found.get(id))
  })

  const asked: Array<Asked> = []
  const reader = Semaphore.makeUnsafe(1)
  /** Reads all that is waited for, in one statement. */
  const answerAsked = Effect.gen(function* () {
    const batch = asked.splice(0, maxBatch)
    if (batch.length === 0) return
    const exit = yield* Effect.exit(learn([...new Set(batch.map(({ id }) => id))]))
    yield* Effect.forEach(batch, (one) => Deferred.done(one.learned, exit), { discard: true })
  })
  /** The answers come in the order in which they were asked for, so starts stay in their order. */
  const work = (id: string) =>
    Effect.suspend(() => {
      if (isKnown(id)) return Effect.succeed(known(id))
      const learned = Deferred.makeUnsafe<void, StoreError>()
      asked.push({ id, learned })
      const answered = Effect.andThen(Semaphore.withPermit(reader, answerAsked), Deferred.await(learned))
      return Effect.map(Effect.uninterruptible(answered), () => known(id))
    })

  /** The works that these entries change, as they are then. */
  const applyAll = (entries: ReadonlyArray<StoreEntry>): ReadonlyMap<string, Work> => {
    const changed = new Map<string, Work>()
    for (const entry of entries) {
      const before = changed.get(entry.work) ?? known(entry.work)
      const after = TableBackend.apply(before, entry)
      if (after !== undefined && after !== before) changed.set(entry.work, after)
    }
    return changed
  }

  /** Writes the rows, and remembers them when that has succeeded. */
  const write = Effect.fnUntraced(function* (changed: ReadonlyMap<string, Work>) {
    const sentAt = yield* monotonicMillis
    const written = rows.write([...changed.values()]).pipe(Errors.orUnavailable("append"))
    const isMine = yield* Effect.raceFirst(Effect.interruptible(written), owned.lost)
    if (!isMine) {
      yield* owned.markLost
      return yield* Errors.lost("append", owned.account)
    }
    yield* owned.proved(sentAt)
  })

  const pending: Array<Pending> = []
  const writer = Semaphore.makeUnsafe(1)
  /** Writes all that wait, in one statement. */
  const flush = Effect.gen(function* () {
    const batch = pending.splice(0, maxBatch)
    if (batch.length === 0) return
    const entries = batch.map(({ entry }) => entry)
    const written = Effect.gen(function* () {
      yield* learn([...new Set(entries.map(({ work }) => work))])
      const changed = applyAll(entries)
      if (changed.size === 0) return yield* owned.ensure
      yield* write(changed)
      for (const [id, work] of changed) remember(id, work)
    })
    const exit = yield* Effect.exit(written)
    yield* Effect.forEach(batch, (one) => Deferred.done(one.written, exit), { discard: true })
  })

  const append: TableBackend.TableBackend["append"] = (entry) =>
    Effect.uninterruptible(
      Effect.suspend(() => {
        const written = Deferred.makeUnsafe<void, StoreError>()
        pending.push({ entry, written })
        return Effect.andThen(Semaphore.withPermit(writer, flush), Deferred.await(written))
      })
    )

  /** Writes an entry in one transaction with whatever `use` does. */
  const appendWith = <A, E, R>(entry: StoreEntry, use: Effect.Effect<A, E, R>) =>
    Effect.uninterruptibleMask((restore) =>
      Effect.gen(function* () {
        yield* learn([entry.work])
        let changed: ReadonlyMap<string, Work> = new Map()
        let used: Exit.Exit<A, E> | undefined
        const both = Effect.gen(function* () {
          used = yield* Effect.exit(restore(use))
          if (Exit.isFailure(used)) return yield* new UseFailed()
          // Last in the transaction: what the handler wrote is undone where the account was
          // lost.
          changed = applyAll([entry])
          if (changed.size > 0) yield* write(changed)
          return used.value
        })
        const exit = yield* Effect.exit(sql.withTransaction(both))
        if (Exit.isSuccess(exit)) {
          for (const [id, work] of changed) remember(id, work)
          return exit.value
        }
        // The handler's own failure is the caller's, with its errors as they are.
        if (used !== undefined && Exit.isFailure(used)) return yield* used
        return yield* Effect.catchTags(exit, {
          UseFailed: Effect.die,
          SqlError: (error) => Effect.fail(Errors.unavailable("append", error.message, error))
        })
      })
    )

  // One at a time in this process: each holds a connection, and those are few.
  const admission = Semaphore.makeUnsafe(1)
  const admit: NonNullable<TableBackend.TableBackend["admit"]> = (entry, { name, since }, decide) => {
    // Held to the end of the transaction, whichever accounts the processes write for.
    const lock = sql`select pg_advisory_xact_lock(hashtextextended(${`${tables.works}:${name}`}, 0))`
    const counted = Effect.andThen(lock.pipe(Errors.orUnavailable("append")), rows.ofAllowance(name, since))
    return Semaphore.withPermit(admission, appendWith(entry, Effect.flatMap(counted, decide)))
  }

  const table: TableBackend.TableBackend = {
    append,
    ensure: owned.ensure,
    lost: owned.lost,
    work,
    open: Effect.sync(() => [...open.values()]),
    works: rows.all,
    withTask: rows.withTask,
    ofTask: rows.ofTask,
    admit,
    compact: Effect.fnUntraced(function* (before) {
      const result = yield* Semaphore.withPermit(writer, rows.compact(before, TableBackend.doubts(open.values())))
      for (const id of result.gone) remembered.delete(id)
      return { before: result.before, after: result.before - result.gone.length }
    })
  }

  return { table, transaction: { appendWith } }
})

/** Undoes the transaction; why is in the exit of what was run in it. */
class UseFailed extends Data.TaggedError("UseFailed") {}
