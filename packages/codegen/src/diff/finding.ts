/** What a comparison finds, and from which operations it is reached. */
import type { Json } from "../json.ts"
import type { Place } from "./place.ts"
import type { Code } from "./rules.ts"

export type Way = "request" | "response"

export interface Finding {
  readonly code: Code
  readonly way: Way
  readonly before: Place | undefined
  readonly after: Place | undefined
  /** A part of the sentence. */
  readonly detail?: string | undefined
  readonly values?: ReadonlyArray<Json> | undefined
  /** A subject other than the place's own. */
  readonly subject?: string | undefined
}

/**
 * Two things that were compared. A thing that several others use is compared once and has several
 * parents.
 */
export interface Node {
  readonly found: Array<Finding>
  readonly parents: Array<Node>
  /** The operation that starts here. */
  readonly operation: string | undefined
  readonly retarget: Retarget | undefined
}

/** A reference that leads to another schema than before: what differs is said of its own place. */
export interface Retarget {
  readonly place: Place
  /** The components that it leads to. */
  readonly names: ReadonlyArray<string>
}

export const makeNode = (parent?: Node, operation?: string, retarget?: Retarget): Node => ({
  found: [],
  parents: parent === undefined ? [] : [parent],
  operation,
  retarget
})

/** The operations from which a node is reached. */
export const usesOf = (from: Node): ReadonlyArray<string> => {
  const met = new Set<Node>([from])
  const names = new Set<string>()
  for (const each of met) {
    if (each.operation !== undefined) names.add(each.operation)
    for (const parent of each.parents) met.add(parent)
  }
  return [...names].sort()
}
