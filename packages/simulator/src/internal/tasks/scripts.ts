/** Picks the script of a task. */
import type { Behaviour, TaskMatch, TaskScript, TaskStart } from "../../TaskScript.ts"

/** Rules in order; those with a number of times go before those for always. */
export interface Scripts {
  readonly add: (script: TaskScript) => void
  readonly take: (start: TaskStart) => Behaviour
}

/** Whether a start is one of those named. */
const matches = (match: TaskMatch | undefined, start: TaskStart): boolean =>
  match === undefined ||
  ((match.provider === undefined || match.provider === start.provider) &&
    (match.prompt === undefined || start.prompt.includes(match.prompt)) &&
    (match.workflow === undefined || match.workflow === start.workflow) &&
    Object.entries(match.metadata ?? {}).every(([key, value]) => start.metadata[key] === value) &&
    (match.when === undefined || match.when(start)))

export const make = (): Scripts => {
  // In the order of their arrival; one that is used up is gone.
  const counted = new Set<{ readonly script: TaskScript; left: number }>()
  const always: Array<TaskScript> = []
  return {
    add: (script) => {
      if (script.times === "always") always.push(script)
      else if ((script.times ?? 1) > 0) counted.add({ script, left: script.times ?? 1 })
    },
    take: (start) => {
      for (const rule of counted) {
        if (!matches(rule.script.match, start)) continue
        rule.left -= 1
        if (rule.left <= 0) counted.delete(rule)
        return rule.script
      }
      return always.find((script) => matches(script.match, start)) ?? {}
    }
  }
}
