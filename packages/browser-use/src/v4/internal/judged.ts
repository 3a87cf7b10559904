/**
 * Which runs a judge was asked for. The service does not tell it of a run, so only this process
 * knows, and waits for the judgement, which lands after the end.
 */
import type { Input } from "./input.ts"

/** So many runs are remembered: those that were started last. */
const maxRuns = 10_000

/** The runs of one provider. */
export interface Judged {
  readonly add: (input: Input, id: string) => void
  readonly has: (id: string) => boolean
}

/** No run yet. */
export const make = (): Judged => {
  const ids = new Set<string>()
  return {
    has: (id) => ids.has(id),
    add: ({ judge }, id) => {
      if ((judge ?? undefined) === undefined) return
      ids.add(id)
      const [oldest] = ids
      if (ids.size > maxRuns && oldest !== undefined) ids.delete(oldest)
    }
  }
}
