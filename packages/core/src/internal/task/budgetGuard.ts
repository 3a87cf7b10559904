/** Whether a running task has used more than it may. */
import * as BigDecimal from "effect/BigDecimal"
import * as Data from "effect/Data"
import * as Duration from "effect/Duration"
import type { Look, Snapshot } from "../../Snapshot.ts"
import type { Budget } from "../../TaskOptions.ts"
import type { Guard } from "../lookout/waiter.ts"

/** The task has passed a limit; it still runs. */
export class Overrun<out Raw> extends Data.TaggedError("Overrun")<{
  readonly look?: Look
  readonly snapshot?: Snapshot<Raw>
  readonly message: string
}> {}

/** Watches the budget with the light look, as far as that tells enough. */
export const makeGuard = <Raw>({ credits, steps, time, usd }: Budget): Guard<Raw, Overrun<Raw>> => {
  const longest = Duration.toMillis(time ?? Duration.infinity)
  const dollars = usd === undefined || usd === Infinity ? undefined : BigDecimal.fromNumberUnsafe(usd)
  const findExcess = (look: Look | undefined, age: number, taken: number): string | undefined => {
    const spent = look?.cost?.usd
    if (dollars !== undefined && spent !== undefined && BigDecimal.isGreaterThan(spent, dollars)) {
      return `it has cost ${BigDecimal.toNumberUnsafe(spent)} USD of at most ${usd}`
    }
    const used = look?.cost?.credits
    if (credits !== undefined && used !== undefined && used > credits) {
      return `it has used ${used} credits of at most ${credits}`
    }
    if (steps !== undefined && taken > steps) return `it has taken ${taken} steps of at most ${steps}`
    return age >= longest ? `it has run for ${Duration.format(Duration.millis(longest))}` : undefined
  }
  return {
    time: longest,
    wantsAll: (look) =>
      steps !== undefined ||
      (look !== undefined &&
        ((usd !== undefined && look.cost?.usd === undefined) ||
          (credits !== undefined && look.cost?.credits === undefined))),
    countsSteps: steps !== undefined,
    check: (look, snapshot, age, taken) => {
      const why = findExcess(look, age, taken)
      return why === undefined
        ? undefined
        : new Overrun({
            message: `the budget is exceeded: ${why}`,
            ...(look === undefined ? {} : { look }),
            ...(snapshot === undefined ? {} : { snapshot })
          })
    }
  }
}
