/**
 * Which runs a judge was asked for. The service does not tell it of a run, so only the process that
 * started it knows. A run of another process may have a judge, whose word lands after the end.
 */
import type { Input } from "./input.ts"

/** So many runs without a judge are remembered: those that were started last. */
const maxRuns = 10_000

/** The runs of one provider. */
export interface Judged {
  readonly add: (input: Input, id: string) => void
  /** Whether a judge may speak: false only for a run that was started here without one. */
  readonly isPossible: (id: string) => boolean
}

/** No run yet. */
export const make = (): Judged => {
  const ids = new Set<string>()
  return {
    isPossible: (id) => !ids.has(id),
    add: ({ judge }, id) => {
      if ((judge ?? undefined) !== undefined) return
      ids.add(id)
      const [oldest] = ids
      if (ids.size > maxRuns && oldest !== undefined) ids.delete(oldest)
    }
  }
}
