/** Picks the fault of a request. */
import * as Duration from "effect/Duration"
import type { Fault, RequestMatch } from "../../Fault.ts"
import type { Random } from "../sample/random.ts"

export interface Faults {
  readonly add: (fault: Fault) => void
  /**
   * The first fault that applies. Every fault counts every request that it matches, also when
   * another fault applies.
   */
  readonly take: (request: RequestMatch) => Fault | undefined
}

const matches = (match: RequestMatch | undefined, request: RequestMatch): boolean =>
  match === undefined ||
  ((match.provider === undefined || match.provider === request.provider) &&
    (match.operation === undefined || match.operation === request.operation) &&
    (match.task === undefined || match.task === request.task))

interface Rule {
  readonly fault: Fault
  readonly name: string
  /** How long it applies after the first time, in milliseconds. */
  readonly lasts: number
  seen: number
  remaining: number
  end: number
}

/** `now` in milliseconds. */
export const make = (random: Random, now: () => number): Faults => {
  const rules: Array<Rule> = []
  return {
    add: (fault) => {
      const isOnce = fault.probability === undefined && fault.for === undefined
      const times = fault.times ?? (isOnce ? 1 : "always")
      rules.push({
        fault,
        name: `fault ${rules.length}`,
        lasts: fault.for === undefined ? Infinity : Duration.toMillis(fault.for),
        seen: 0,
        remaining: times === "always" ? Infinity : times,
        end: Infinity
      })
    },
    take: (request) => {
      const willing = rules.filter((rule) => {
        if (!matches(rule.fault.match, request)) return false
        rule.seen += 1
        return (
          rule.seen >= (rule.fault.nth ?? 1) &&
          rule.remaining > 0 &&
          now() < rule.end &&
          (rule.fault.probability === undefined || random.number(rule.name) < rule.fault.probability)
        )
      })
      const rule = willing[0]
      if (rule === undefined) return undefined
      rule.remaining -= 1
      if (rule.end === Infinity) rule.end = now() + rule.lasts
      return rule.fault
    }
  }
}
