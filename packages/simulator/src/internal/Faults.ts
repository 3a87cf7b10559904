/** Picks the fault of a request. */
import type { Fault, RequestMatch } from "../Fault.ts"
import type { Random } from "./Random.ts"

export interface Faults {
  readonly add: (fault: Fault) => void
  /** The first fault that strikes. Every fault counts every request that it matches, also when another one strikes. */
  readonly take: (request: RequestMatch) => Fault | undefined
}

const matches = (match: RequestMatch | undefined, request: RequestMatch): boolean =>
  match === undefined ||
  ((match.provider === undefined || match.provider === request.provider) &&
    (match.operation === undefined || match.operation === request.operation) &&
    (match.task === undefined || match.task === request.task))

export const make = (random: Random): Faults => {
  const rules: Array<{ readonly fault: Fault; readonly name: string; seen: number; left: number }> = []
  return {
    add: (fault) => {
      const times = fault.times ?? (fault.probability === undefined ? 1 : "always")
      rules.push({ fault, name: `fault ${rules.length}`, seen: 0, left: times === "always" ? Infinity : times })
    },
    take: (request) => {
      const willing = rules.filter((rule) => {
        if (!matches(rule.fault.match, request)) return false
        rule.seen += 1
        return (
          rule.seen >= (rule.fault.nth ?? 1) &&
          rule.left > 0 &&
          (rule.fault.probability === undefined || random.number(rule.name) < rule.fault.probability)
        )
      })
      const rule = willing[0]
      if (rule === undefined) return undefined
      rule.left -= 1
      return rule.fault
    }
  }
}
