/** The file of a store: opened, read, appended to, cut back, and replaced by a shorter one. */
import { StoreCorrupt, StoreError } from "@errand/core/StoreError"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { constants } from "node:fs"
import { open, rename, unlink } from "node:fs/promises"
import type { FileHandle } from "node:fs/promises"
import process from "node:process"
import { codeOf, io, syncFolder } from "./io.ts"
import type { Operation } from "./io.ts"
import * as Line from "./line.ts"

/** An open file of a store. This process alone writes to it. */
export interface LogFile {
  readonly file: string
  /** Undefined when it could not be opened again after a compaction; the next use opens it. */
  handle: FileHandle | undefined
  /** Lines in the file, the header among them. */
  lines: number
  /** Bytes in the file. */
  length: number
  /** How many of these bytes are certainly on the disk. */
  syncedLength: number
  /** The entries that stand in the file after these bytes. */
  readonly unsynced: Array<string>
  /** Whether a failed write may have left bytes after `length` that are not removed yet. */
  hasTail: boolean
  /** Whether a power cut could still bring back the file that a compaction has replaced. */
  isNameUnsynced: boolean
}

/** The first line of a store. */
export const header = JSON.stringify({ errand: "store", v: 1 })

/** The file that a compaction writes before it takes the name of the store. */
const nextOf = (file: string): string => `${file}.next`

/** So much work blocks the event loop for some milliseconds. */
const linesPerSlice = 200

/** Opens the file, or makes an empty one. Nothing in it is read yet. */
export const openLog = (file: string): Effect.Effect<LogFile, StoreError> =>
  Effect.gen(function* () {
    const handle = yield* io("open", file, () => open(file, constants.O_RDWR | constants.O_CREAT, 0o600))
    yield* Effect.onError(makePrivate(file, handle), () => Effect.ignore(close("open", file, handle)))
    // A process that was killed in a compaction leaves it behind.
    yield* Effect.ignore(remove(nextOf(file)))
    return { file, handle, lines: 0, length: 0, syncedLength: 0, unsynced: [], hasTail: false, isNameUnsynced: false }
  })

/** Closes the file, also when it is in a bad state. */
export const closeLog = ({ file, handle }: LogFile): Effect.Effect<void> =>
  handle === undefined ? Effect.void : Effect.ignore(close("open", file, handle))

/** Notes that all of the file is on the disk. */
export const markSynced = (log: LogFile): void => {
  log.syncedLength = log.length
  log.unsynced.length = 0
}

/** Reads and checks all lines. Fails with `StoreCorrupt` when the file is not as it was written. */
export const readLines = Effect.fnUntraced(function* (operation: Operation, log: LogFile) {
  const { file } = log
  const handle = yield* openHandle(operation, log)
  const { size } = yield* io(operation, file, () => handle.stat())
  const bytes = new Uint8Array(size)
  let filled = 0
  while (filled < size) {
    const { bytesRead } = yield* io(operation, file, () => handle.read(bytes, filled, size - filled, filled))
    if (bytesRead === 0) break
    filled += bytesRead
  }
  const slices = Line.decodeSlices(bytes.subarray(0, filled), linesPerSlice)
  let slice = slices.next()
  while (slice.done !== true) {
    yield* Effect.yieldNow
    slice = slices.next()
  }
  const found = slice.value
  if ("message" in found) return yield* corrupt(operation, file, found)
  const first = found.lines[0]
  if (first !== undefined && first !== header) {
    const message = "this is no store, or one of a later version"
    return yield* corrupt(operation, file, { line: 1, offset: 0, message })
  }
  // The header is flushed before any entry is written, so a torn end without a header is no longer
  // than a header. A longer one had entries.
  if (first === undefined && filled > Line.encode(0, header).length) {
    const message = `the first line is lost: most of these ${filled} bytes are zeros`
    return yield* corrupt(operation, file, { line: 1, offset: 0, message })
  }
  return found
})

/** Converts all items in slices, and lets other work of the process run in between. */
export const mapInSlices = <A, B, E>(
  items: ReadonlyArray<A>,
  convert: (item: A, index: number) => Effect.Effect<B, E>
): Effect.Effect<ReadonlyArray<B>, E> =>
  Effect.gen(function* () {
    const converted: Array<B> = []
    for (let from = 0; from < items.length; from += linesPerSlice) {
      if (from > 0) yield* Effect.yieldNow
      const slice = items.slice(from, from + linesPerSlice)
      converted.push(...(yield* Effect.forEach(slice, (item, index) => convert(item, from + index))))
    }
    return converted
  })

/**
 * Makes sure that the file is open, ends with its last line and has its name on the disk, before it
 * is used. What failed here before is tried again, so that a disk that was gone for a while ends no
 * later write.
 */
export const prepare = Effect.fnUntraced(function* (operation: Operation, log: LogFile) {
  yield* openHandle(operation, log)
  if (log.hasTail) {
    yield* cut(operation, log, log.length)
    log.hasTail = false
  }
  if (log.isNameUnsynced) {
    yield* syncFolder(operation, log.file)
    log.isNameUnsynced = false
  }
})

/** Writes at the end of the file, without a flush. */
export const write = Effect.fnUntraced(function* (log: LogFile, bytes: Uint8Array) {
  const handle = yield* openHandle("append", log)
  yield* writeAll("append", log.file, handle, bytes, log.length)
})

/** Writes at the end of the file, and waits for the disk. */
export const writeAndSync = Effect.fnUntraced(function* (log: LogFile, bytes: Uint8Array) {
  const handle = yield* openHandle("append", log)
  yield* writeAll("append", log.file, handle, bytes, log.length)
  yield* io("append", log.file, () => handle.datasync())
})

/** Removes all bytes after the first `length`, and waits for the disk. */
export const cut = Effect.fnUntraced(function* (operation: Operation, log: LogFile, length: number) {
  const handle = yield* openHandle(operation, log)
  yield* io(operation, log.file, () => handle.truncate(length))
  yield* io(operation, log.file, () => handle.datasync())
})

/**
 * Puts a file with these lines in the place of this one. The new file is whole and on the disk
 * before it takes the name. When this fails, the store is as it was, and nothing is left of the new
 * file.
 */
export const replaceLog = Effect.fnUntraced(function* (log: LogFile, lines: ReadonlyArray<string>) {
  const next = nextOf(log.file)
  yield* remove(next)
  // Exclusive, so that no link to another file is followed.
  const flags = constants.O_RDWR | constants.O_CREAT | constants.O_EXCL
  const handle = yield* io("compact", next, () => open(next, flags, 0o600))
  const written = yield* Effect.exit(
    Effect.gen(function* () {
      const length = yield* writeLines(next, handle, lines)
      yield* io("compact", next, () => handle.sync())
      yield* renameOver(next, log)
      return length
    })
  )
  if (Exit.isFailure(written)) {
    yield* Effect.ignore(close("compact", next, handle))
    yield* Effect.ignore(remove(next))
    return yield* written
  }
  // The handle of the new file stays open under its new name, so that nothing can fail from here on
  // that the next append needs.
  yield* closeLog(log)
  log.handle = handle
  log.lines = lines.length
  log.length = written.value
  markSynced(log)
  log.isNameUnsynced = true
  yield* syncFolder("compact", log.file)
  log.isNameUnsynced = false
})

/** The error of a file that is not as it was written. */
export const corrupt = (operation: Operation, file: string, { line, message, offset }: Line.Flaw) =>
  new StoreError({
    operation,
    reason: new StoreCorrupt({ message: `${file}, line ${line}, byte ${offset}: ${message}`, file, line, offset })
  })

/** The handle of the file, which is opened again if a compaction had to close it. */
const openHandle = Effect.fnUntraced(function* (operation: Operation, log: LogFile) {
  if (log.handle !== undefined) return log.handle
  const { file } = log
  const handle = yield* io(operation, file, () => open(file, constants.O_RDWR))
  const { size } = yield* Effect.onError(
    io(operation, file, () => handle.stat()),
    () => Effect.ignore(close(operation, file, handle))
  )
  if (log.hasTail ? size < log.length : size !== log.length) {
    yield* Effect.ignore(close(operation, file, handle))
    const message = `the file was changed by another program: it has ${size} bytes and not ${log.length}`
    return yield* corrupt(operation, file, { line: log.lines, offset: Math.min(size, log.length), message })
  }
  log.handle = handle
  return handle
})

/** Windows renames no file over an open one, so the old file is closed if it must be. */
const renameOver = (next: string, log: LogFile): Effect.Effect<void, StoreError> =>
  Effect.catchIf(
    io("compact", log.file, () => rename(next, log.file)),
    (error) => ["EPERM", "EACCES", "EBUSY"].includes(codeOf(error) ?? "") && log.handle !== undefined,
    () =>
      Effect.gen(function* () {
        yield* closeLog(log)
        log.handle = undefined
        yield* io("compact", log.file, () => rename(next, log.file))
      })
  )

const writeLines = Effect.fnUntraced(function* (file: string, handle: FileHandle, lines: ReadonlyArray<string>) {
  let length = 0
  for (let from = 0; from < lines.length; from += linesPerSlice) {
    const slice = lines.slice(from, from + linesPerSlice)
    const bytes = concat(slice.map((json, index) => Line.encode(from + index, json)))
    yield* writeAll("compact", file, handle, bytes, length)
    length += bytes.length
  }
  return length
})

const writeAll = Effect.fnUntraced(function* (
  operation: Operation,
  file: string,
  handle: FileHandle,
  bytes: Uint8Array,
  from: number
) {
  let done = 0
  while (done < bytes.length) {
    const { bytesWritten } = yield* io(operation, file, () =>
      handle.write(bytes, done, bytes.length - done, from + done)
    )
    done += bytesWritten
  }
})

/** Takes the permissions of other users from a file that was made with them. */
const makePrivate = (file: string, handle: FileHandle): Effect.Effect<void, StoreError> =>
  Effect.gen(function* () {
    const { mode } = yield* io("open", file, () => handle.stat())
    if ((mode & 0o077) === 0 || process.platform === "win32") return
    yield* Effect.catch(
      io("open", file, () => handle.chmod(0o600)),
      ({ message }) =>
        Effect.annotateLogs(
          Effect.logWarning("other users of this machine can read the store, and its mode cannot be changed"),
          { file, message }
        )
    )
  })

const remove = (file: string): Effect.Effect<void, StoreError> =>
  Effect.catchIf(
    io("compact", file, () => unlink(file)),
    (error) => codeOf(error) === "ENOENT",
    () => Effect.void
  )

const close = (operation: Operation, file: string, handle: FileHandle): Effect.Effect<void, StoreError> =>
  io(operation, file, () => handle.close())

/** The bytes of all parts, one after the other. */
export const concat = (parts: ReadonlyArray<Uint8Array>): Uint8Array => {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
