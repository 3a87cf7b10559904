/**
 * A store of tasks in one file to which lines are only appended. An append returns when its entry
 * is flushed to the disk. One kind of entry is excepted: an `Intended` is flushed together with the
 * `Sending` that follows it. Entries that are appended at the same time share one flush.
 */
import * as StoreEntry from "@errand/core/StoreEntry"
import { StoreCorrupt, StoreError } from "@errand/core/StoreError"
import * as TaskStore from "@errand/core/TaskStore"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as Layer from "effect/Layer"
import type * as Scope from "effect/Scope"
import * as Semaphore from "effect/Semaphore"
import { constants } from "node:fs"
import { open, rename } from "node:fs/promises"
import type { FileHandle } from "node:fs/promises"
import { resolve } from "node:path"
import { failure, io, syncFolder } from "./internal/io.ts"
import type { Operation } from "./internal/io.ts"
import * as Line from "./internal/line.ts"
import * as Lock from "./internal/lock.ts"

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

const header = JSON.stringify({ errand: "store", v: 1 })

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
): Effect.fn.Return<TaskStore.Journal, StoreError, Scope.Scope> {
  const file = resolve(options.path)
  yield* Lock.hold(`${file}.lock`, options.takeOver ?? false)
  const writer = Semaphore.makeUnsafe(1)
  const state = yield* Effect.acquireRelease(openFile(file), ({ handle }) => Effect.ignore(closeFile(handle, file)))
  yield* repair(file, state, options)

  const pending: Array<Pending> = []
  let brokenBy: StoreError | undefined

  /** Writes all pending entries at once. */
  const flush = Effect.gen(function* () {
    const batch = pending.splice(0)
    if (batch.length === 0) return
    const bytes = concat(batch.map(({ json }, index) => Line.encode(state.lines + index, json)))
    const isUnsynced = batch.every((one) => one.isUnsynced)
    const write = isUnsynced ? writeAll(file, state.handle, bytes, state.length) : writeAndSync(file, state, bytes)
    const exit = yield* Effect.exit(brokenBy === undefined ? write : Effect.fail(brokenBy))
    if (Exit.isSuccess(exit)) {
      state.lines += batch.length
      state.length += bytes.length
      if (isUnsynced) state.unsynced.push(...batch.map(({ json }) => json))
      else markSynced(state)
    } else if (brokenBy === undefined) {
      // Cut the file back to what is surely on the disk: half a line, or a line that the failed
      // flush may have lost, must not stand before the next one. If that fails too, this process no
      // longer knows what is on the disk, and refuses all further writes.
      state.lines -= state.unsynced.length
      state.length = state.syncedLength
      const unsynced = state.unsynced.splice(0).map((json) => ({ json, isUnsynced: true }))
      // An `Intended` whose append has returned must be written again, without a caller that waits
      // for it: its `Sending` has no meaning without it.
      pending.unshift(...unsynced, ...batch.filter(({ written }) => written === undefined))
      brokenBy = yield* Effect.match(
        Effect.andThen(
          io("append", file, () => state.handle.truncate(state.length)),
          io("append", file, () => state.handle.datasync())
        ),
        {
          onSuccess: () => undefined,
          onFailure: (cause) => failure("append", file, cause)
        }
      )
    }
    for (const { written } of batch) if (written !== undefined) yield* Deferred.done(written, exit)
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
      // Read the handle late: a compaction replaces it.
      Effect.flatMap(
        Effect.suspend(() => readContent("read", file, state.handle)),
        ({ lines }) => decodeEntries("read", file, lines)
      )
    ),
    rewrite: (change) =>
      Semaphore.withPermit(
        writer,
        Effect.uninterruptible(
          Effect.gen(function* () {
            const { lines } = yield* readContent("compact", file, state.handle)
            const kept = change(yield* decodeEntries("compact", file, lines)).map(StoreEntry.encode)
            yield* replaceFile(file, state, [header, ...kept])
          })
        )
      )
  }
})

interface State {
  handle: FileHandle
  /** Lines in the file, the header among them. */
  lines: number
  /** Bytes in the file. */
  length: number
  /** How many of these bytes are certainly on the disk. */
  syncedLength: number
  /** The entries that stand in the file after these bytes. */
  readonly unsynced: Array<string>
}

/** Notes that all of the file is on the disk. */
const markSynced = (state: State) => {
  state.syncedLength = state.length
  state.unsynced.length = 0
}

const openFile = (file: string): Effect.Effect<State, StoreError> =>
  Effect.map(
    io("open", file, () => open(file, constants.O_RDWR | constants.O_CREAT, 0o600)),
    (handle) => ({ handle, lines: 0, length: 0, syncedLength: 0, unsynced: [] })
  )

/**
 * Reads and checks the file, and makes it ready for appends. A file that is corrupt stays as it is.
 */
const repair = Effect.fnUntraced(function* (file: string, state: State, options: Options) {
  const { length, lines, torn } = yield* readContent("open", file, state.handle)
  yield* decodeEntries("open", file, lines)
  state.lines = lines.length
  state.length = length
  if (torn !== undefined) {
    const report: Repair = { ...torn, file }
    yield* Effect.logWarning("the last line of the store was never finished: a process died while it was written").pipe(
      Effect.annotateLogs({ ...report })
    )
    yield* options.onRepair?.(report) ?? Effect.void
    yield* io("open", file, () => state.handle.truncate(length))
    const last = lines.at(-1)
    if (torn.whole && last !== undefined) {
      const bytes = Line.encode(lines.length - 1, last)
      yield* writeAndSync(file, state, bytes)
      state.length += bytes.length
    }
    yield* io("open", file, () => state.handle.datasync())
  }
  if (state.lines === 0) {
    const bytes = Line.encode(0, header)
    yield* writeAndSync(file, state, bytes)
    state.lines = 1
    state.length = bytes.length
    yield* syncFolder("open", file)
  }
  markSynced(state)
})

const readContent = Effect.fnUntraced(function* (operation: Operation, file: string, handle: FileHandle) {
  const { size } = yield* io(operation, file, () => handle.stat())
  const bytes = new Uint8Array(size)
  let filled = 0
  while (filled < size) {
    const { bytesRead } = yield* io(operation, file, () => handle.read(bytes, filled, size - filled, filled))
    if (bytesRead === 0) break
    filled += bytesRead
  }
  const found = Line.decodeAll(bytes.subarray(0, filled))
  if ("message" in found) return yield* corrupt(operation, file, found)
  const first = found.lines[0]
  if (first !== undefined && first !== header) {
    return yield* corrupt(operation, file, {
      line: 1,
      offset: 0,
      message: "this is no store, or one of a later version"
    })
  }
  return found
})

const decodeEntries = (operation: Operation, file: string, lines: ReadonlyArray<string>) =>
  Effect.forEach(lines.slice(1), (json, index) =>
    Effect.mapError(StoreEntry.decode(json), (error) => {
      const offset = lines.slice(0, index + 1).reduce((sum, text, number) => sum + Line.encode(number, text).length, 0)
      return corrupt(operation, file, {
        line: index + 2,
        offset,
        message: `no entry that this version knows: ${error.message}`
      })
    })
  )

const corrupt = (operation: Operation, file: string, { line, message, offset }: Line.Flaw) =>
  new StoreError({
    operation,
    reason: new StoreCorrupt({ message: `${file}, line ${line}, byte ${offset}: ${message}`, file, line, offset })
  })

/** Writes at the end of the file, and waits for the disk. */
const writeAndSync = Effect.fnUntraced(function* (file: string, { handle, length }: State, bytes: Uint8Array) {
  yield* writeAll(file, handle, bytes, length)
  yield* io("append", file, () => handle.datasync())
})

const writeAll = Effect.fnUntraced(function* (file: string, handle: FileHandle, bytes: Uint8Array, from: number) {
  let done = 0
  while (done < bytes.length) {
    const { bytesWritten } = yield* io("append", file, () =>
      handle.write(bytes, done, bytes.length - done, from + done)
    )
    done += bytesWritten
  }
})

/** Writes a new file, flushes it, and then gives it the name of the old one. */
const replaceFile = Effect.fnUntraced(function* (file: string, state: State, lines: ReadonlyArray<string>) {
  const next = `${file}.next`
  const bytes = concat(lines.map((json, number) => Line.encode(number, json)))
  yield* Effect.acquireUseRelease(
    io("compact", next, () => open(next, "w", 0o600)),
    (handle) =>
      Effect.andThen(
        writeAll(next, handle, bytes, 0),
        io("compact", next, () => handle.sync())
      ),
    (handle) => Effect.ignore(closeFile(handle, next))
  )
  // Close the old file before, because Windows replaces no open file. Open the name again in any
  // case.
  yield* closeFile(state.handle, file)
  const renamed = yield* Effect.exit(io("compact", file, () => rename(next, file)))
  state.handle = (yield* openFile(file)).handle
  yield* renamed
  state.lines = lines.length
  state.length = bytes.length
  markSynced(state)
  yield* syncFolder("compact", file)
})

const closeFile = (handle: FileHandle, file: string) => io("open", file, () => handle.close())

const concat = (parts: ReadonlyArray<Uint8Array>): Uint8Array => {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
