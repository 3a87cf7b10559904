/**
 * A store of tasks in one file that is only ever added to. Every entry is on the disk before the effect that wrote it goes on, except
 * that a start is asked for, which the note of its sending takes along; entries that are written at once share one flush.
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

/** The last line was never finished, because the process or the machine died while it was written. */
export interface Repair extends Line.Torn {
  readonly file: string
}

/** Options of {@link layer}. */
export interface Options {
  /** The file; it is made if there is none, its folder is not. */
  readonly path: string
  /** Told, besides the log, before an unfinished last line is taken out of the file, or completed where all of its entry is there. */
  readonly onRepair?: (repair: Repair) => Effect.Effect<void>
  /**
   * Takes the lock also from a process that cannot be judged, because it is (or was) on another host or in another container. Only where
   * something else sees to it that one process at a time uses the file, as an orchestrator does that runs one copy. Default false.
   */
  readonly takeOver?: boolean
}

/** A store in a file. It belongs to this process until the scope closes. */
export const layer = (options: Options): Layer.Layer<TaskStore.TaskStore, StoreError> =>
  TaskStore.layer(journal(options))

const header = JSON.stringify({ errand: "store", v: 1 })

interface Pending {
  readonly json: string
  /** Whether it may wait for the flush of another one. */
  readonly isLoose: boolean
  readonly written?: Deferred.Deferred<void, StoreError>
}

/** The journal alone. Fails with `StoreLocked` while another process has it, with `StoreCorrupt` when it is not as it was written. */
export const journal = Effect.fnUntraced(function* (
  options: Options
): Effect.fn.Return<TaskStore.Journal, StoreError, Scope.Scope> {
  const file = resolve(options.path)
  yield* Lock.hold(`${file}.lock`, options.takeOver ?? false)
  const writer = Semaphore.makeUnsafe(1)
  const state = yield* Effect.acquireRelease(opened(file), ({ handle }) => Effect.ignore(close(handle, file)))
  yield* repair(file, state, options)

  const pending: Array<Pending> = []
  let broken: StoreError | undefined

  /** Writes all that wait, at once. */
  const flush = Effect.gen(function* () {
    const batch = pending.splice(0)
    if (batch.length === 0) return
    const bytes = joined(batch.map(({ json }, index) => Line.write(state.lines + index, json)))
    const isLoose = batch.every((one) => one.isLoose)
    const write = isLoose ? fill(file, state.handle, bytes, state.length) : put(file, state, bytes)
    const exit = yield* Effect.exit(broken === undefined ? write : Effect.fail(broken))
    if (Exit.isSuccess(exit)) {
      state.lines += batch.length
      state.length += bytes.length
      if (isLoose) state.loose.push(...batch.map(({ json }) => json))
      else settle(state)
    } else if (broken === undefined) {
      // Half a line must not stand before the next one, nor a line that a failed flush may have lost. Who does not know what is on the
      // disk must not write on.
      state.lines -= state.loose.length
      state.length = state.flushed
      const loose = state.loose.splice(0).map((json) => ({ json, isLoose: true }))
      // What failed here before is still owed: nobody waits for it any more, and its `Sending` is nothing without it.
      pending.unshift(...loose, ...batch.filter(({ written }) => written === undefined))
      broken = yield* Effect.match(
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
          // Nothing is sent before its sending is noted, and that flush takes this along.
          pending.push({ json: StoreEntry.encode(entry), isLoose: entry._tag === "Intended", written })
          return Effect.andThen(Semaphore.withPermit(writer, flush), Deferred.await(written))
        })
      ),
    entries: Semaphore.withPermit(
      writer,
      // A compaction puts another handle in the place of this one.
      Effect.flatMap(
        Effect.suspend(() => content("read", file, state.handle)),
        ({ lines }) => decoded("read", file, lines)
      )
    ),
    rewrite: (change) =>
      Semaphore.withPermit(
        writer,
        Effect.uninterruptible(
          Effect.gen(function* () {
            const { lines } = yield* content("compact", file, state.handle)
            const kept = change(yield* decoded("compact", file, lines)).map(StoreEntry.encode)
            yield* replace(file, state, [header, ...kept])
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
  /** Bytes that are on the disk for certain. */
  flushed: number
  /** The entries in the lines after those. */
  readonly loose: Array<string>
}

/** All is on the disk. */
const settle = (state: State) => {
  state.flushed = state.length
  state.loose.length = 0
}

const opened = (file: string): Effect.Effect<State, StoreError> =>
  Effect.map(
    io("open", file, () => open(file, constants.O_RDWR | constants.O_CREAT, 0o600)),
    (handle) => ({ handle, lines: 0, length: 0, flushed: 0, loose: [] })
  )

/** Makes the file one that can be added to, or fails and leaves it as it is. */
const repair = Effect.fnUntraced(function* (file: string, state: State, options: Options) {
  const { length, lines, torn } = yield* content("open", file, state.handle)
  yield* decoded("open", file, lines)
  state.lines = lines.length
  state.length = length
  if (torn !== undefined) {
    const told: Repair = { ...torn, file }
    yield* Effect.logWarning("the last line of the store was never finished: a process died while it was written").pipe(
      Effect.annotateLogs({ ...told })
    )
    yield* options.onRepair?.(told) ?? Effect.void
    yield* io("open", file, () => state.handle.truncate(length))
    const last = lines.at(-1)
    if (torn.whole && last !== undefined) {
      const bytes = Line.write(lines.length - 1, last)
      yield* put(file, state, bytes)
      state.length += bytes.length
    }
    yield* io("open", file, () => state.handle.datasync())
  }
  if (state.lines === 0) {
    const bytes = Line.write(0, header)
    yield* put(file, state, bytes)
    state.lines = 1
    state.length = bytes.length
    yield* syncFolder("open", file)
  }
  settle(state)
})

const content = Effect.fnUntraced(function* (operation: Operation, file: string, handle: FileHandle) {
  const { size } = yield* io(operation, file, () => handle.stat())
  const bytes = new Uint8Array(size)
  let filled = 0
  while (filled < size) {
    const { bytesRead } = yield* io(operation, file, () => handle.read(bytes, filled, size - filled, filled))
    if (bytesRead === 0) break
    filled += bytesRead
  }
  const found = Line.read(bytes.subarray(0, filled))
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

const decoded = (operation: Operation, file: string, lines: ReadonlyArray<string>) =>
  Effect.forEach(lines.slice(1), (json, index) =>
    Effect.mapError(StoreEntry.decode(json), (error) => {
      const offset = lines.slice(0, index + 1).reduce((sum, text, number) => sum + Line.write(number, text).length, 0)
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

/** Writes at the end and waits for the disk. */
const put = Effect.fnUntraced(function* (file: string, { handle, length }: State, bytes: Uint8Array) {
  yield* fill(file, handle, bytes, length)
  yield* io("append", file, () => handle.datasync())
})

const fill = Effect.fnUntraced(function* (file: string, handle: FileHandle, bytes: Uint8Array, from: number) {
  let done = 0
  while (done < bytes.length) {
    const { bytesWritten } = yield* io("append", file, () =>
      handle.write(bytes, done, bytes.length - done, from + done)
    )
    done += bytesWritten
  }
})

/** The new file is whole and on the disk before it takes the name of the old one. */
const replace = Effect.fnUntraced(function* (file: string, state: State, lines: ReadonlyArray<string>) {
  const next = `${file}.next`
  const bytes = joined(lines.map((json, number) => Line.write(number, json)))
  yield* Effect.acquireUseRelease(
    io("compact", next, () => open(next, "w", 0o600)),
    (handle) =>
      Effect.andThen(
        fill(next, handle, bytes, 0),
        io("compact", next, () => handle.sync())
      ),
    (handle) => Effect.ignore(close(handle, next))
  )
  // Where an open file cannot be replaced, it must be closed before; whatever happens, the name is opened again.
  yield* close(state.handle, file)
  const renamed = yield* Effect.exit(io("compact", file, () => rename(next, file)))
  state.handle = (yield* opened(file)).handle
  yield* renamed
  state.lines = lines.length
  state.length = bytes.length
  settle(state)
  yield* syncFolder("compact", file)
})

const close = (handle: FileHandle, file: string) => io("open", file, () => handle.close())

const joined = (parts: ReadonlyArray<Uint8Array>): Uint8Array => {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
