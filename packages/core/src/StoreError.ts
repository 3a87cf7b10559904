/** Why a store of tasks cannot be used. None of these says anything about a task. */
import * as Data from "effect/Data"
import { printable } from "./internal/printableError.ts"

/** The medium failed: full, read-only, gone. What was to be written is not known to be kept. */
export class StoreUnavailable extends printable(Data.TaggedError("StoreUnavailable"))<{ readonly message: string }> {}

/**
 * The store holds something that this library did not write, or that was changed since. Nothing was
 * dropped, and nothing was changed.
 */
export class StoreCorrupt extends printable(Data.TaggedError("StoreCorrupt"))<{
  readonly message: string
  readonly file: string
  /** From 1 on. */
  readonly line: number
  /** Bytes before the line. */
  readonly offset: number
}> {}

/** Another process writes to the store; two writers would lose each other's tasks. */
export class StoreLocked extends printable(Data.TaggedError("StoreLocked"))<{
  readonly message: string
  readonly file: string
  readonly pid?: number
  readonly host?: string
}> {}

/**
 * Another process has become the writer of this store, because this one was taken for dead. What is
 * under way here belongs to that process now: nothing more is sent, no handler is asked, and trying
 * again would not help.
 */
export class StoreLost extends printable(Data.TaggedError("StoreLost"))<{
  readonly message: string
  /** Whose tasks they are, as the store names it. */
  readonly account: string
}> {}

/** An option of the call makes no sense. Nothing was read or written. */
export class BadOption extends printable(Data.TaggedError("BadOption"))<{
  /** Which option, its value, and what is allowed. */
  readonly message: string
}> {}

/** Why the store cannot be used. */
export type StoreReason = StoreUnavailable | StoreCorrupt | StoreLocked | StoreLost | BadOption

/** Nothing is to be resolved about this work. Nothing was written. */
export class NotUnknown extends printable(Data.TaggedError("NotUnknown"))<{
  /** The work's. */
  readonly id: string
  readonly message: string
}> {}

/** The store could not be read or written. */
export class StoreError extends printable(Data.TaggedError("StoreError"))<{
  readonly operation: "open" | "append" | "read" | "ensure" | "compact"
  readonly reason: StoreReason
  readonly cause?: unknown
}> {
  override get message(): string {
    return `the store of tasks: ${this.operation} failed: ${this.reason._tag}: ${this.reason.message}`
  }
}
