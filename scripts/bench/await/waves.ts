/**
 * What runs at the same time. Two cores do not carry ten thousand polling loops beside anything
 * else.
 */
import { contenders, names } from "./contenders.ts"
import type { Name } from "./contenders.ts"

export interface Entrant {
  readonly name: Name
  readonly tasks: number
}

/** So many loops may poll beside others. */
const light = 1000
/** Beyond so many, only those who share a list take part unless they are asked for by name. */
const most = 10_000

export const waves = (
  sizes: ReadonlyArray<number>,
  only: ReadonlyArray<Name> | undefined
): ReadonlyArray<ReadonlyArray<Entrant>> => {
  const together: Array<Entrant> = []
  const later: Array<ReadonlyArray<Entrant>> = []
  for (const tasks of sizes.toSorted((a, b) => a - b)) {
    const all = (only ?? names).filter((name) => only !== undefined || tasks <= most || contenders[name].shares)
    const entrants = all.map((name): Entrant => ({ name, tasks }))
    if (tasks <= light) {
      together.push(...entrants)
      continue
    }
    const sharing = entrants.filter(({ name }) => contenders[name].shares)
    later.push(...(tasks <= most ? [sharing] : sharing.map((one) => [one])))
    later.push(...entrants.filter(({ name }) => !contenders[name].shares).map((one) => [one]))
  }
  return [together, ...later].filter((wave) => wave.length > 0)
}
