/** What a task has cost, as both versions tell it. */
import type { Cost } from "@errand/core/Snapshot"
import * as BigDecimal from "effect/BigDecimal"
import * as Option from "effect/Option"

/** USD as a decimal string, with as many digits as money has; anything else is no amount. */
export const usd = (value: unknown, final: boolean): Cost => {
  const decimal =
    typeof value === "number" || (typeof value === "string" && /^[+-]?(?=\.?\d)\d{0,20}\.?\d{0,30}$/.test(value))
  const amount = decimal ? Option.getOrUndefined(BigDecimal.fromString(String(value))) : undefined
  return amount === undefined ? { final } : { usd: amount, final }
}
