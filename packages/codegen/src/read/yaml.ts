/** Converts parsed YAML to plain JSON within limits. */
import { type Document, isAlias, isMap, isNode, isPair, isScalar, isSeq, type Node, type YAMLMap } from "yaml"
import { define, isArray, isObject, type Json, type JsonObject } from "../json.ts"
import type { SpecProblem } from "../problem.ts"
import { maxDepth, maxValues, tooDeep, tooManyValues } from "./limits.ts"

/** A problem at an offset in the text. */
export type Failure = (offset: number | undefined, message: string) => SpecProblem

/** A value, how many values it holds with aliases written out, and how deep they lie. */
interface Measured {
  readonly value: Json
  readonly values: number
  readonly depth: number
}

/**
 * Plain JSON, in which dates are texts and no two places share one object.
 *
 * @throws SpecProblem for a key that stands twice, and where aliases make too much of a small text
 */
export const toPlainJson = (document: Document.Parsed, fail: Failure): Json => {
  const { value } = new Converter(fail).convert(document.contents, 0)
  return JSON.parse(JSON.stringify(value ?? null)) as Json
}

class Converter {
  readonly #fail: Failure
  readonly #anchors = new Map<string, Measured | undefined>()

  constructor(fail: Failure) {
    this.#fail = fail
  }

  convert(node: unknown, depth: number): Measured {
    const offset = isNode(node) ? node.range?.[0] : undefined
    if (depth > maxDepth) throw this.#fail(offset, tooDeep)
    if (isAlias(node)) return this.#alias(node.source, offset)
    const anchor = isNode(node) && !isAlias(node) ? node.anchor : undefined
    // While it is being converted an anchor has no value, which finds aliases that contain
    // themselves.
    if (anchor !== undefined) this.#anchors.set(anchor, undefined)
    const found = this.#plain(node, depth)
    if (found.values > maxValues) throw this.#fail(offset, tooManyValues)
    if (found.depth > maxDepth) throw this.#fail(offset, tooDeep)
    if (anchor !== undefined) this.#anchors.set(anchor, found)
    return found
  }

  #plain(node: unknown, depth: number): Measured {
    if (isScalar(node)) return measured(scalarValue(node.value), [])
    if (isSeq(node)) {
      const items = node.items.map((item) => this.convert(item, depth + 1))
      return measured(
        items.map(({ value }) => value),
        items
      )
    }
    return isMap(node) ? this.#map(node, depth) : measured(null, [])
  }

  #alias(name: string, offset: number | undefined): Measured {
    const found = this.#anchors.get(name)
    if (found !== undefined) return found
    const isOpen = this.#anchors.has(name)
    throw this.#fail(offset, isOpen ? `the alias ${name} contains itself` : `the alias ${name} has no anchor`)
  }

  #map(node: YAMLMap, depth: number): Measured {
    const value: JsonObject = {}
    const inner: Array<Measured> = []
    const own = new Set<string>()
    for (const pair of node.items) {
      if (!isPair(pair)) continue
      if (isMergeKey(pair.key)) {
        const merged = this.convert(pair.value, depth + 1)
        inner.push(merged)
        for (const source of isArray(merged.value) ? merged.value : [merged.value])
          if (isObject(source))
            for (const [key, item] of Object.entries(source)) if (!Object.hasOwn(value, key)) define(value, key, item)
        continue
      }
      const key = this.#key(pair.key, depth)
      if (own.has(key)) throw this.#fail((pair.key as Node | null)?.range?.[0], "Map keys must be unique")
      own.add(key)
      const item = this.convert(pair.value, depth + 1)
      inner.push(item)
      define(value, key, item.value)
    }
    return measured(value, inner)
  }

  #key(node: unknown, depth: number): string {
    const { value } = this.convert(node, depth + 1)
    return value === null ? "" : typeof value === "object" ? JSON.stringify(value) : String(value)
  }
}

const measured = (value: Json, inner: ReadonlyArray<Measured>): Measured => {
  let [values, depth] = [1, 0]
  for (const each of inner) {
    values += each.values
    depth = Math.max(depth, each.depth + 1)
  }
  return { value, values, depth }
}

const isMergeKey = (key: unknown): boolean =>
  isScalar(key) &&
  (key.type === undefined || key.type === "PLAIN") &&
  (key.value === "<<" || (typeof key.value === "symbol" && key.value.description === "<<"))

/** As `JSON.stringify` has it: what JSON cannot say is null. */
const scalarValue = (value: unknown): Json =>
  typeof value === "string" || typeof value === "boolean"
    ? value
    : (JSON.parse(JSON.stringify(value ?? null) ?? "null") as Json)
