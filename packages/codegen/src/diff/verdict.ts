/** What a change means: to callers, and to the versions of two packages. */

/** By how much a version has to grow. */
export type Bump = "major" | "minor" | "patch" | "none"

/**
 * What a change does to a program that was written against the old description, the worst first.
 */
export type Caller = "breaks compile" | "breaks at run time" | "behaviour" | "new" | "prose" | "none"

/** Which way the changed thing travels, seen by the caller. */
export type Direction = "request" | "response" | "both"

/** What a kind of change means for one direction. */
export interface Verdict {
  readonly caller: Caller
  readonly types: Bump
  readonly client: Bump
  readonly review: boolean
}

/** The smallest first. */
export const bumpsSmallestFirst: ReadonlyArray<Bump> = ["none", "patch", "minor", "major"]

export const highest = (all: Iterable<Bump>): Bump => {
  let found = 0
  for (const bump of all) found = Math.max(found, bumpsSmallestFirst.indexOf(bump))
  return bumpsSmallestFirst[found] ?? "none"
}

/** Callers' fates, the worst first. */
export const callersWorstFirst: ReadonlyArray<Caller> = [
  "breaks compile",
  "breaks at run time",
  "behaviour",
  "new",
  "prose",
  "none"
]
