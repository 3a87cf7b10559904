/**
 * A lower bound: one loop that reads the list of running tasks and asks for those that are gone. It
 * knows nothing of errors, deadlines, strangers' tasks or lag, so no client that does can be had
 * for less.
 */
import { setTimeout as sleep } from "node:timers/promises"
import { ask } from "../ask.ts"
import type { Listing, View } from "../ask.ts"
import type { Contender } from "../protocol.ts"

const pageSize = 100
const atOnce = 16

export const contender: Contender = async (target, tasks, tell) => {
  const get = ask(target)
  const page = (number: number) => get<Listing>(`/tasks?filterBy=started&pageSize=${pageSize}&pageNumber=${number}`)
  const open = new Map(tasks.map(({ id }, index) => [id, index]))
  while (open.size > 0) {
    await sleep(target.pace)
    const running = new Set<string>()
    const read = ({ items }: Listing) => items.forEach(({ id }) => running.add(id))
    const first = await page(1)
    read(first)
    const pages = Math.ceil(first.totalItems / pageSize)
    await all(Math.max(0, pages - 1), async (index) => read(await page(index + 2)))
    const gone = [...open].filter(([id]) => !running.has(id))
    await all(gone.length, async (at) => {
      const [id, index] = gone[at]!
      const { output, status } = await get<View>(`/tasks/${id}`)
      // It moved to a page that was read before.
      if (status !== "finished") return
      open.delete(id)
      tell.ended(index, output)
    })
  }
}

/** So many, a few at a time. */
const all = async (count: number, work: (index: number) => Promise<void>): Promise<void> => {
  let next = 0
  await Promise.all(
    Array.from({ length: Math.min(atOnce, count) }, async () => {
      while (next < count) await work(next++)
    })
  )
}
