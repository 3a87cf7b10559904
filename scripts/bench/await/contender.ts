/**
 * The process of one contender: takes the tasks, waits, and says when each wait was over and what
 * it cost.
 */
import { output } from "./protocol.ts"
import type { Assignment, Contender, Waited } from "./protocol.ts"

/** Says that it is loaded, and takes one assignment. */
export const serve = (contender: Contender): void => {
  process.once("disconnect", () => process.exit())
  process.once("message", (assignment) => {
    void take(contender, assignment as Assignment).then((waited) => process.send!(waited, () => process.exit(0)))
  })
  process.send!("ready")
}

const take = async (contender: Contender, { started, until, ...target }: Assignment): Promise<Waited> => {
  const noticed = started.map((): number | null => null)
  const lost: Record<string, number> = {}
  const lose = (why: unknown) => {
    const words = reason(why)
    lost[words] = (lost[words] ?? 0) + 1
  }
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, until - Date.now())
  })
  const waiting = contender(target, started, {
    ended: (index, text) => {
      if (text === output(index)) noticed[index] = Date.now()
      else lose("ended with a wrong output")
    },
    lost: (_index, why) => lose(why)
  })
  await Promise.race([waiting, over])
  clearTimeout(timer)
  const { system, user } = process.cpuUsage()
  const missing = noticed.filter((at) => at === null).length - Object.values(lost).reduce((sum, some) => sum + some, 0)
  if (missing > 0) lost["still waiting"] = missing
  return { noticed, lost, cpu: (user + system) / 1e6, memory: process.resourceUsage().maxRSS * 1024 }
}

/** The innermost words of an error, without what differs from task to task. */
const reason = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  const deeper = error.cause ?? (error as { readonly reason?: unknown }).reason
  if (deeper instanceof Error) return reason(deeper)
  const { code } = error as { readonly code?: unknown }
  return typeof code === "string" ? code : error.message.replaceAll(/[0-9a-f-]{36}/g, "…")
}
