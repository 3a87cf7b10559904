/**
 * How long a large file of a store keeps the process from its other work: while it is opened, while
 * its works are read, and while it is compacted.
 */
import type * as StoreEntry from "@errand/core/StoreEntry"
import * as TaskStore from "@errand/core/TaskStore"
import * as FileStore from "@errand/store/FileStore"
import * as Effect from "effect/Effect"
import { join } from "node:path"

/** One step of the measurement, in milliseconds. */
export interface Step {
  readonly name: string
  readonly wall: number
  /**
   * The most CPU that its thread spent without a turn of the event loop; unlike the time that
   * passed, it does not grow while other programs have the cores.
   */
  readonly blocked: number
}

/** Opens a store of so many entries in this folder, and compacts it: five entries for each task. */
export const store = async (folder: string, entries: number): Promise<ReadonlyArray<Step>> => {
  const path = join(folder, "tasks.log")
  const steps: Array<Step> = []
  const timed = <A, E, R>(name: string, work: Effect.Effect<A, E, R>) =>
    Effect.suspend(() => {
      const watch = watchLoop()
      return Effect.ensuring(
        work,
        Effect.sync(() => void steps.push({ name, ...watch() }))
      )
    })
  const withJournal = <A, E>(use: (journal: TaskStore.JournalBackend) => Effect.Effect<A, E>) =>
    Effect.runPromise(Effect.scoped(Effect.flatMap(timed("opening", FileStore.journal({ path })), use)))

  await withJournal((journal) => journal.rewrite(() => Effect.succeed(history(entries))))
  steps.length = 0
  await withJournal((journal) =>
    Effect.gen(function* () {
      const tasks = yield* timed("reading the works", TaskStore.make(journal))
      yield* timed("compacting", tasks.compact())
    })
  )
  return steps
}

const at = "2026-01-01T00:00:00.000Z"
const owner = { provider: "browser-use/v2", kind: "task", endpoint: "https://api.browser-use.com/api/v2#0123456789ab" }

/** A store after so many entries, of which every tenth task is not delivered yet. */
const history = (entries: number): ReadonlyArray<StoreEntry.StoreEntry> =>
  Array.from({ length: Math.ceil(entries / 5) }, (_, task): ReadonlyArray<StoreEntry.StoreEntry> => {
    const nonce = `m9x1c2-${task.toString(36)}-5k2m8q0z7f`
    const about = { v: 1, at, work: `${owner.provider}:task:${task}:${nonce}` } as const
    const ref = { ...owner, v: 1, id: `3fa85f64-5717-4562-b3fc-${task.toString().padStart(12, "0")}`, nonce } as const
    return [
      {
        ...about,
        ...owner,
        _tag: "Intended",
        nonce,
        since: at,
        kept: { task: "Find the price of a Pixel 9", task_no: task }
      },
      { ...about, _tag: "Sending" },
      { ...about, _tag: "Started", ref: { ...ref, startedAt: at } },
      { ...about, _tag: "Ended", outcome: "Succeeded" },
      task % 10 === 0 ? { ...about, _tag: "Delivering" } : { ...about, _tag: "Delivered", to: "handler" }
    ] as ReadonlyArray<StoreEntry.StoreEntry>
  }).flat()

/** Watches from now on how much is done between two turns of the event loop. */
const watchLoop = () => {
  const began = performance.now()
  const spent = () => {
    const { system, user } = process.threadCpuUsage()
    return (system + user) / 1000
  }
  let last = spent()
  let blocked = 0
  const note = () => {
    const now = spent()
    blocked = Math.max(blocked, now - last)
    last = now
  }
  let timer = setImmediate(function turn() {
    note()
    timer = setImmediate(turn)
  })
  return () => {
    note()
    clearImmediate(timer)
    return { wall: performance.now() - began, blocked }
  }
}
