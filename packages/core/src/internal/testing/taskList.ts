/**
 * The list of a service in memory, the newest task first: page by page, or from cursor to cursor.
 */
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import type { Listable, ListableByCursor } from "../../Provider.ts"
import type { Listed } from "../../Snapshot.ts"
import { isOver } from "../../Status.ts"
import type { Requests } from "./requests.ts"
import type { Found, TaskMemory } from "./taskMemory.ts"

export const make = (
  { ask }: Requests,
  { known }: TaskMemory,
  pageMax: number
): Pick<Listable, "list"> & ListableByCursor => {
  const wanted = (since: DateTime.Utc | undefined, isRunning = false) =>
    Effect.map(known, (all) =>
      all.filter(
        ({ seen, task }) =>
          (since === undefined || task.startedAt >= DateTime.toEpochMillis(since)) &&
          (!isRunning || seen.status.state === "working")
      )
    )
  return {
    pageMax,
    list: ({ limit, page, running, since }) =>
      ask(
        "list",
        undefined,
        Effect.map(wanted(since, running), (all) => {
          const size = Math.min(limit, pageMax)
          return all.slice((page - 1) * size, page * size).map(listed)
        })
      ),
    // The cursor is the last task that was shown, so that new tasks move nothing.
    listByCursor: ({ cursor, limit, since }) =>
      ask(
        "list",
        undefined,
        Effect.map(wanted(since), (all) => {
          const last = all.findIndex(({ task }) => task.id === cursor)
          const from = cursor === undefined ? 0 : last < 0 ? all.length : last + 1
          const items = all.slice(from, from + Math.min(limit, pageMax))
          const hasMore = from + items.length < all.length
          return { items: items.map(listed), next: hasMore ? items.at(-1)?.task.id : undefined }
        })
      )
  }
}

const listed = ({ seen, task: { id } }: Found): Listed => {
  const { cost, createdAt, finishedAt, isSettling, output, status, verdict } = seen
  return {
    id,
    status,
    cost,
    ...(isSettling === undefined ? {} : { isSettling }),
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(finishedAt === undefined ? {} : { finishedAt }),
    ...(isOver(status) ? { output, verdict } : {})
  }
}
