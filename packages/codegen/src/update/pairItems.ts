/** Which item of a list is which item of its next version. */
import { isObject, type Json, showValue, sortKeys } from "../json.ts"
import { withoutProse } from "../read/withoutProse.ts"
import type { KeyKind } from "../read/keyKind.ts"

/** Which items of two lists are each other's next version. */
export interface Pairing {
  /**
   * For every item of ours, in our order: the index of its next version, or `undefined` where it is
   * gone.
   */
  readonly next: ReadonlyArray<number | undefined>
  /** The indices of items that are new, in their order. */
  readonly fresh: ReadonlyArray<number>
}

/**
 * Pairs by identity first (parameters by place and name, references by target), then the rest in
 * order.
 */
export const pairItems = (ours: ReadonlyArray<Json>, theirs: ReadonlyArray<Json>, kind: KeyKind): Pairing => {
  const free = new Set(theirs.keys())
  const take = (fits: (index: number) => boolean): number | undefined => {
    const found = [...free].find(fits)
    if (found !== undefined) free.delete(found)
    return found
  }
  const ids = theirs.map((item) => identify(item, kind))
  const next = ours.map((item) => take((index) => ids[index] === identify(item, kind)))
  const rest = next.map((found, index) => found ?? take((other) => isAlike(ours[index] ?? null, theirs[other] ?? null)))
  return { next: rest, fresh: [...free] }
}

const identify = (item: Json, kind: KeyKind): string => {
  if (!isObject(item) || kind === "data") return JSON.stringify(sortKeys(item))
  const { $ref, in: place, name, url } = item
  if (typeof $ref === "string") return `$ref ${$ref}`
  if (typeof name === "string") return `${showValue(place ?? "")} ${name}`
  if (typeof url === "string") return url
  return JSON.stringify(sortKeys(withoutProse(item, kind)))
}

/**
 * Anonymous schemas may be each other's next version; scalars, references and named things may not.
 */
const isAlike = (a: Json, b: Json): boolean =>
  [a, b].every((item) => isObject(item) && !["$ref", "name", "url"].some((key) => Object.hasOwn(item, key)))
