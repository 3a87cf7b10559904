/** Decides which operation of the old document is which of the new one. */
import type { Operation } from "./readOperations.ts"

export interface Pairs {
  readonly pairs: ReadonlyArray<readonly [Operation, Operation]>
  readonly removed: ReadonlyArray<Operation>
  readonly added: ReadonlyArray<Operation>
}

/**
 * By name first, because callers write the name; then by path, with or without the names of its
 * parameters.
 */
export const pairOperations = (as: ReadonlyArray<Operation>, bs: ReadonlyArray<Operation>): Pairs => {
  const pairs: Array<readonly [Operation, Operation]> = []
  let removed = as
  let added = bs
  for (const key of pairingKeys) {
    const wanted = new Map(added.map((each) => [key(each), each]))
    const found = new Set<Operation>()
    for (const each of removed) {
      const other = wanted.get(key(each))
      if (other === undefined || found.has(other)) continue
      pairs.push([each, other])
      found.add(each).add(other)
    }
    removed = removed.filter((each) => !found.has(each))
    added = added.filter((each) => !found.has(each))
  }
  return { pairs, removed, added }
}

const pairingKeys: ReadonlyArray<(operation: Operation) => string> = [
  ({ method, name, path }) => `${name} ${method} ${path}`,
  ({ name }) => name,
  ({ method, path }) => `${method} ${path}`,
  ({ method, path }) => `${method} ${path.replace(/\{[^}]*\}/g, "{}")}`
]
