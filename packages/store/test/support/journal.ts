/** A store in a folder of its own, and what tests write to it. */
import type * as StoreEntry from "@errand/core/StoreEntry"
import type * as TaskStore from "@errand/core/TaskStore"
import { FileStore } from "@errand/store"
import { Effect } from "effect"
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"

/** A folder that is removed in the end. */
export const folder = Effect.acquireRelease(
  Effect.promise(() => mkdtemp(join(tmpdir(), "errand-store-"))),
  (path) => Effect.promise(() => rm(path, { recursive: true }))
)

export const at = "2026-01-01T00:00:00.000Z"
export const entry = (n: number): StoreEntry.StoreEntry => ({ _tag: "Delivering", v: 1, at, work: `w${n}` })
export const intended = (nonce: string): StoreEntry.StoreEntry => ({
  _tag: "Intended",
  v: 1,
  at,
  work: `a:task:e:${nonce}`,
  provider: "a",
  kind: "task",
  endpoint: "e",
  nonce,
  since: at
})

export const sending = (nonce: string): StoreEntry.StoreEntry => ({
  _tag: "Sending",
  v: 1,
  at,
  work: `a:task:e:${nonce}`
})

export const withJournal = <A, E>(
  path: string,
  use: (journal: TaskStore.JournalBackend) => Effect.Effect<A, E>,
  options = {}
) => Effect.scoped(Effect.flatMap(FileStore.journal({ path, ...options }), use))

export const entriesOf = (path: string) => withJournal(path, ({ entries }) => entries)

/** Makes a store with so many entries, and gives its path. */
export const makeStore = (count: number) =>
  Effect.gen(function* () {
    const path = join(yield* folder, "tasks.log")
    yield* withJournal(path, ({ append }) =>
      Effect.forEach(
        Array.from({ length: count }, (_, n) => entry(n)),
        append
      )
    )
    return path
  })

export const read = (path: string) => Effect.promise(() => readFile(path))
export const list = (path: string) => Effect.promise(() => readdir(join(path, "..")))
