/** Picks the script that a new task follows. */
import type { Behaviour, TaskMatch, TaskScript, TaskStart } from "../../TaskScript.ts"

/**
 * Scripts in the order of their arrival. Scripts for a number of tasks come before scripts for
 * always.
 */
export interface Scripts {
  readonly add: (script: TaskScript) => void
  readonly take: (start: TaskStart) => Behaviour
}

/** Whether a start meets all conditions of a match. */
const matches = (match: TaskMatch | undefined, start: TaskStart): boolean =>
  match === undefined ||
  ((match.provider === undefined || match.provider === start.provider) &&
    (match.prompt === undefined || start.prompt.includes(match.prompt)) &&
    (match.workflow === undefined || match.workflow === start.workflow) &&
    Object.entries(match.metadata ?? {}).every(([key, value]) => start.metadata[key] === value) &&
    (match.when === undefined || match.when(start)))

export const make = (): Scripts => {
  // In the order of their arrival, without those that are used up.
  const counted = new Set<{ readonly script: TaskScript; remaining: number }>()
  const always: Array<TaskScript> = []
  return {
    add: (script) => {
      if (script.times === "always") always.push(script)
      else if ((script.times ?? 1) > 0) counted.add({ script, remaining: script.times ?? 1 })
    },
    take: (start) => {
      for (const rule of counted) {
        if (!matches(rule.script.match, start)) continue
        rule.remaining -= 1
        if (rule.remaining <= 0) counted.delete(rule)
        return rule.script
      }
      return always.find((script) => matches(script.match, start)) ?? {}
    }
  }
}
