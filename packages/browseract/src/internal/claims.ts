/**
 * What one provider knows of its own starts: which are under way, and which tasks are spoken for.
 */
import type { Input } from "./input.ts"
import { isAlike } from "./matchInput.ts"

/** The tasks that are remembered: enough for the minute in which a start can be in doubt. */
const maxTaken = 10_000

/** A start that is under way. */
export interface Claim {
  /** Whether no other start that is under way could be taken for this one. */
  readonly isAlone: () => boolean
  /** The start is over, and this is its task if it has one. */
  readonly end: (id?: string) => void
}

/** The starts of one provider. */
export interface Claims {
  readonly begin: (input: Input) => Claim
  readonly isTaken: (id: string) => boolean
  /** Whether a start is under way that could be taken for one with this input. */
  readonly isPending: (input: Input) => boolean
}

/** No starts yet. */
export const make = (): Claims => {
  const pending = new Set<Input>()
  const taken = new Set<string>()
  return {
    isTaken: (id) => taken.has(id),
    isPending: (input) => [...pending].some((other) => isAlike(other, input)),
    begin: (given) => {
      const input = { ...given }
      pending.add(input)
      return {
        isAlone: () => ![...pending].some((other) => other !== input && isAlike(other, input)),
        end: (id) => {
          pending.delete(input)
          if (id === undefined) return
          taken.add(id)
          for (const oldest of taken) {
            if (taken.size <= maxTaken) break
            taken.delete(oldest)
          }
        }
      }
    }
  }
}
