/** Values of a document with their place, so that every change can name where it is. */
import { at, fromPointer, isArray, isObject, type Json, toPointer } from "../json.ts"

/**
 * A value and its place, as a chain of parents: most places are never printed, and a chain costs
 * nothing to make.
 */
export interface Place {
  readonly value: Json | undefined
  readonly key: string | number
  readonly up: Place | undefined
}

export const makeRoot = (document: Json): Place => ({ value: document, key: "", up: undefined })

/** One step down, by own key; the value is `undefined` where there is none. */
export const child = (up: Place, key: string | number): Place => {
  const { value } = up
  const found = isArray(value)
    ? value[Number(key)]
    : isObject(value) && Object.hasOwn(value, key)
      ? value[String(key)]
      : undefined
  return { value: found, key, up }
}

export const down = (from: Place, ...keys: ReadonlyArray<string | number>): Place => keys.reduce(child, from)

/** The children of an object, by key, or of a list. */
export const children = (up: Place): ReadonlyArray<Place> =>
  isArray(up.value)
    ? up.value.map((_, index) => child(up, index))
    : isObject(up.value)
      ? Object.keys(up.value)
          .sort()
          .map((key) => child(up, key))
      : []

export const keysTo = (place: Place): ReadonlyArray<string | number> => {
  const keys: Array<string | number> = []
  for (let here: Place = place; here.up !== undefined; here = here.up) keys.push(here.key)
  return keys.reverse()
}

export const pointerTo = (place: Place): string => toPointer(keysTo(place))

/** A document's references, followed once each. */
export class References {
  readonly #root: Place
  readonly #known = new Map<string, Place | undefined>()

  constructor(root: Place) {
    this.#root = root
  }

  /** What a reference leads to; `undefined` where it leaves the document or leads nowhere. */
  target(ref: string): Place | undefined {
    if (!this.#known.has(ref)) {
      const keys = ref.startsWith("#") ? fromPointer(ref) : undefined
      const found = keys !== undefined && at(this.#root.value ?? null, keys) !== undefined
      this.#known.set(ref, found ? down(this.#root, ...keys) : undefined)
    }
    return this.#known.get(ref)
  }

  /**
   * The place itself, or the end of its references. For what is no schema: what stands beside a
   * reference is ignored.
   */
  follow(place: Place): Place {
    let here = place
    for (let hops = 0; hops < 100 && isObject(here.value); hops++) {
      const ref = here.value["$ref"]
      const next = typeof ref === "string" ? this.target(ref) : undefined
      if (next === undefined) return here
      here = next
    }
    return here
  }
}
