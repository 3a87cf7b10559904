/** The file system as effects, with errors that say which file. */
import { StoreError, StoreUnavailable } from "@errand/core/StoreError"
import * as Effect from "effect/Effect"
import { open } from "node:fs/promises"
import { dirname } from "node:path"

/** The operation on the store, for errors. */
export type Operation = StoreError["operation"]

/** Runs a file operation. Its failure is a `StoreUnavailable`. */
export const io = <A>(operation: Operation, file: string, run: () => Promise<A>): Effect.Effect<A, StoreError> =>
  Effect.tryPromise({ try: run, catch: (cause) => failure(operation, file, cause) })

/** The error of a file operation that failed. */
export const failure = (operation: Operation, file: string, cause: unknown): StoreError =>
  new StoreError({
    operation,
    reason: new StoreUnavailable({ message: `${file}: ${cause instanceof Error ? cause.message : String(cause)}` }),
    cause
  })

/** The code of the file system in an error, such as `ENOENT`. */
export const codeOf = (error: StoreError): string | undefined => {
  const { cause } = error
  return cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : undefined
}

/**
 * Flushes the folder of a file, so that the name of a new file is on the disk, too. Systems that
 * cannot flush a folder do not need it.
 */
export const syncFolder = (operation: Operation, file: string): Effect.Effect<void, StoreError> => {
  const folder = dirname(file)
  return Effect.acquireUseRelease(
    io(operation, folder, () => open(folder, "r")),
    (handle) => io(operation, folder, () => handle.sync()),
    (handle) => Effect.ignore(io(operation, folder, () => handle.close()))
  ).pipe(
    Effect.catchIf(
      (error) => ["EISDIR", "EPERM", "EINVAL", "EACCES", "EBADF", "ENOTSUP"].includes(codeOf(error) ?? ""),
      () => Effect.void
    )
  )
}
