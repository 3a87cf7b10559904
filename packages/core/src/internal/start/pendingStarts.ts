/**
 * Which starts of a provider are under way in this process, and which tasks are known to be theirs.
 * Where tasks can only be told by their input, a task may be taken for that of a lost start only if
 * no other start can have made it.
 */
import type { Any, Json } from "../../Provider.ts"

/**
 * How many tasks are remembered as known; a start is in doubt for a minute or two, and no account
 * starts more in that time.
 */
const maxTaken = 10_000

/** A start that is under way. */
export interface Claim {
  /** Whether no other start that is under way could be taken for this one. */
  readonly isAlone: () => boolean
  /** The start is over, and this is the id of its task if it has one. */
  readonly release: (id?: string) => void
}

/** The starts of one provider. */
export interface Claims {
  readonly begin: (kept: Json | undefined) => Claim
  /** The tasks that are known to be those of other starts. */
  readonly taken: ReadonlySet<string>
  /** Whether a start is under way that could be taken for one of which this was kept. */
  readonly isPending: (kept: Json | undefined) => boolean
}

const claimsOf = new WeakMap<object, Map<string, Claims>>()

/**
 * The starts that share this provider's queue and name, or else this provider. Another version of
 * the service may share the queue, but what it keeps of an input has a shape of its own.
 */
export const of = (provider: Any): Claims => {
  const owner = provider.slots ?? provider
  const byName = claimsOf.get(owner) ?? new Map<string, Claims>()
  claimsOf.set(owner, byName)
  const claims = byName.get(provider.name) ?? make(provider)
  byName.set(provider.name, claims)
  return claims
}

/** Whether two starts could be taken for each other, by what was kept of their inputs. */
export const isAlike = ({ recall }: Any, a: Json | undefined, b: Json | undefined): boolean =>
  (recall?.alike ?? isEqual)(a, b)

const make = (provider: Any): Claims => {
  const pending = new Set<{ readonly kept: Json | undefined }>()
  const taken = new Set<string>()
  return {
    taken,
    isPending: (kept) => Array.from(pending).some((other) => isAlike(provider, other.kept, kept)),
    begin: (kept) => {
      const start = { kept }
      pending.add(start)
      return {
        isAlone: () =>
          !Array.from(pending).some((other) => other !== start && isAlike(provider, other.kept, start.kept)),
        release: (id) => {
          pending.delete(start)
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

const isEqual = (a: Json | undefined, b: Json | undefined): boolean => canonical(a) === canonical(b)

/**
 * The same text for the same values, in whatever order they are: services show lists in an order of
 * their own.
 */
const canonical = (json: Json | undefined): string => {
  if (json === undefined || json === null || typeof json !== "object") return JSON.stringify(json ?? null)
  if (Array.isArray(json)) return `[${json.map(canonical).toSorted().join()}]`
  return `{${Object.entries(json)
    .map(([name, value]) => `${JSON.stringify(name)}:${canonical(value)}`)
    .toSorted()
    .join()}}`
}
