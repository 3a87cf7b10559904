/** The loop that everybody writes first. */
import { setTimeout as sleep } from "node:timers/promises"
import { ask } from "../ask.ts"
import type { View } from "../ask.ts"
import { each } from "../protocol.ts"

export const contender = each((target) => {
  const get = ask(target)
  return async (id) => {
    while ((await get<View>(`/tasks/${id}/status`)).status !== "finished") await sleep(target.pace)
    return (await get<View>(`/tasks/${id}`)).output
  }
})
