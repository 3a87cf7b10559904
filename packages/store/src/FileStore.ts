/**
 * A store of tasks in one file to which lines are only appended. An append returns when its entry
 * is flushed to the disk. One kind of entry is excepted: an `Intended` is flushed together with the
 * `Sending` that follows it. Entries that are appended at the same time share one flush.
 */
import * as StoreEntry from "@errand/core/StoreEntry"
import type { StoreError } from "@errand/core/StoreError"
import * as TaskStore from "@errand/core/TaskStore"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as Layer from "effect/Layer"
import type * as Scope from "effect/Scope"
import * as Semaphore from "effect/Semaphore"
import { resolve } from "node:path"
import { syncFolder } from "./internal/io.ts"
import type { Operation } from "./internal/io.ts"
import * as Line from "./internal/line.ts"
import * as Lock from "./internal/lock.ts"
import * as LogFile from "./internal/logFile.ts"

/**
 * The last line was never finished, because the process or the machine died while it was written.
 */
export interface Repair extends Line.Torn {
  readonly file: string
}

/** Options of {@link layer}. */
export interface Options {
  /** The file; it is made if there is none, its folder is not. */
  readonly path: string
  /**
   * Called, besides the log, before an unfinished last line is removed from the file, or completed
   * where only its newline is missing.
   */
  readonly onRepair?: (repair: Repair) => Effect.Effect<void>
  /**
   * Takes the lock also from a process on another host or in another container, of which this
   * process cannot know whether it lives. Use it only where something else ensures that one process
   * at a time uses the file, for example an orchestrator that runs one copy. Default false.
   */
  readonly takeOver?: boolean
}

/** A store in a file. It belongs to this process until the scope closes. */
export const layer = (options: Options): Layer.Layer<TaskStore.TaskStore, StoreError> =>
  TaskStore.layer(journal(options))

interface Pending {
  readonly json: string
  /** Whether it may be acknowledged before it is flushed. */
  readonly isUnsynced: boolean
  readonly written?: Deferred.Deferred<void, StoreError>
}

/**
 * The journal alone. Fails with `StoreLocked` while another process has it, with `StoreCorrupt`
 * when it is not as it was written.
 */
export const journal = Effect.fnUntraced(function* (
  options: Options
): Effect.fn.Return<TaskStore.JournalBackend, StoreError, Scope.Scope> {
  const file = resolve(options.path)
  yield* Lock.hold(`${file}.lock`, options.takeOver ?? false)
  const writer = Semaphore.makeUnsafe(1)
  const log = yield* Effect.acquireRelease(LogFile.openLog(file), LogFile.closeLog)
  /** The entries as they were at the opening, for the first reader of an unchanged file. */
  let openingEntries: ReadonlyArray<StoreEntry.StoreEntry> | undefined = yield* repair(log, options)

  const pending: Array<Pending> = []

  /** Writes all pending entries at once. */
  const flush = Effect.gen(function* () {
    const batch = pending.splice(0)
    if (batch.length === 0) return
    openingEntries = undefined
    // An `Intended` whose append has returned must be written again, without a caller that waits
    // for it: its `Sending` has no meaning without it.
    const owed = batch.filter(({ written }) => written === undefined)
    const ready = yield* Effect.exit(LogFile.prepare("append", log))
    if (Exit.isFailure(ready)) {
      pending.unshift(...owed)
      return yield* answer(batch, ready)
    }
    const bytes = LogFile.concat(batch.map(({ json }, index) => Line.encode(log.lines + index, json)))
    const isUnsynced = batch.every((one) => one.isUnsynced)
    const exit = yield* Effect.exit(isUnsynced ? LogFile.write(log, bytes) : LogFile.writeAndSync(log, bytes))
    if (Exit.isSuccess(exit)) {
      log.lines += batch.length
      log.length += bytes.length
      if (isUnsynced) log.unsynced.push(...batch.map(({ json }) => json))
      else LogFile.markSynced(log)
    } else {
      // Cut the file back to what is surely on the disk: half a line, or a line that the failed
      // flush may have lost, must not stand before the next one. If that fails too, nothing is
      // written until it has succeeded.
      log.lines -= log.unsynced.length
      log.length = log.syncedLength
      log.hasTail = true
      const unsynced = log.unsynced.splice(0).map((json) => ({ json, isUnsynced: true }))
      pending.unshift(...unsynced, ...owed)
      yield* Effect.ignore(LogFile.prepare("append", log))
    }
    yield* answer(batch, exit)
  })

  return {
    append: (entry) =>
      Effect.uninterruptible(
        Effect.suspend(() => {
          const written = Deferred.makeUnsafe<void, StoreError>()
          // An `Intended` need not be flushed: no request leaves before its `Sending` is flushed,
          // and that flush includes it.
          pending.push({ json: StoreEntry.encode(entry), isUnsynced: entry._tag === "Intended", written })
          return Effect.andThen(Semaphore.withPermit(writer, flush), Deferred.await(written))
        })
      ),
    entries: Semaphore.withPermit(
      writer,
      Effect.suspend(() => {
        const known = openingEntries
        openingEntries = undefined
        return known === undefined ? readEntries("read", log) : Effect.succeed(known)
      })
    ),
    rewrite: (change) =>
      Semaphore.withPermit(
        writer,
        Effect.uninterruptible(
          Effect.gen(function* () {
            openingEntries = undefined
            const kept = yield* change(yield* readEntries("compact", log))
            const lines = yield* LogFile.mapInSlices(kept, (entry) => Effect.sync(() => StoreEntry.encode(entry)))
            yield* LogFile.replaceLog(log, [LogFile.header, ...lines])
          })
        )
      )
  }
})

/** Tells all callers of a batch how it ended. */
const answer = (batch: ReadonlyArray<Pending>, exit: Exit.Exit<void, StoreError>): Effect.Effect<void> =>
  Effect.forEach(batch, ({ written }) => (written === undefined ? Effect.void : Deferred.done(written, exit)), {
    discard: true
  })

/**
 * Reads and checks the file, and makes it ready for appends. A file that is corrupt stays as it is.
 */
const repair = Effect.fnUntraced(function* (log: LogFile.LogFile, options: Options) {
  const { file } = log
  const { length, lines, torn } = yield* LogFile.readLines("open", log)
  const entries = yield* decodeEntries("open", file, lines)
  log.lines = lines.length
  log.length = length
  if (torn !== undefined) {
    const report: Repair = { ...torn, file }
    yield* Effect.logWarning(
      torn.zeros === torn.bytes
        ? "the store ends in zeros: the machine died before it had written the last entries"
        : "the last line of the store was never finished: a process died while it was written"
    ).pipe(Effect.annotateLogs({ ...report }))
    yield* options.onRepair?.(report) ?? Effect.void
    yield* LogFile.cut("open", log, length)
    const last = lines.at(-1)
    if (torn.whole && last !== undefined) {
      const bytes = Line.encode(lines.length - 1, last)
      yield* LogFile.writeAndSync(log, bytes)
      log.length += bytes.length
    }
  }
  if (log.lines === 0) {
    const bytes = Line.encode(0, LogFile.header)
    yield* LogFile.writeAndSync(log, bytes)
    log.lines = 1
    log.length = bytes.length
    yield* syncFolder("open", file)
  }
  LogFile.markSynced(log)
  return entries
})

const readEntries = Effect.fnUntraced(function* (operation: Operation, log: LogFile.LogFile) {
  yield* LogFile.prepare(operation, log)
  const { lines } = yield* LogFile.readLines(operation, log)
  return yield* decodeEntries(operation, log.file, lines)
})

const decodeEntries = (operation: Operation, file: string, lines: ReadonlyArray<string>) =>
  LogFile.mapInSlices(lines.slice(1), (json, index) =>
    Effect.mapError(StoreEntry.decode(json), (error) => {
      const offset = lines.slice(0, index + 1).reduce((sum, text, number) => sum + Line.encode(number, text).length, 0)
      const message = `no entry that this version knows: ${error.message}`
      return LogFile.corrupt(operation, file, { line: index + 2, offset, message })
    })
  )
