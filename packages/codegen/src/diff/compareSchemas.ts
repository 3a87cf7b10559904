/**
 * Compares schemas by what may stand in their place. A pair is compared once for each way, and
 * recursion ends at a known pair.
 */
import { isObject, type Json, showValue, toCanonical } from "../json.ts"
import { compareLimits, compareValues } from "./compareFacets.ts"
import { type Finding, type Node, makeNode, type Retarget, type Way } from "./finding.ts"
import { matchShapes } from "./matchShapes.ts"
import { down, keysTo, type Place } from "./place.ts"
import type { SchemaReader } from "./schemaReader.ts"
import type { Property, Schema, Shape } from "./shape.ts"

export class SchemaComparison {
  readonly a: SchemaReader
  readonly b: SchemaReader
  readonly nodes: Array<Node> = []
  readonly #known = new Map<string, Node>()

  constructor(a: SchemaReader, b: SchemaReader) {
    this.a = a
    this.b = b
  }

  /** Compares what travels one way; findings are reached from `parent`. */
  compare(before: Schema, after: Schema, way: Way, parent: Node): void {
    const a = this.a.settle(before)
    const b = this.b.settle(after)
    this.#annotations([...before, ...a], [...after, ...b], way, parent)
    const retarget = this.#retarget(before[0], a[0], b[0]) ?? (before[0] === a[0] ? parent.retarget : undefined)
    const here = this.#enter(`${way} ${this.a.key(a)} ${this.b.key(b)}`, parent, retarget)
    if (here !== undefined) this.#alternatives(a, b, way, here)
  }

  /**
   * A reference that leads elsewhere than before, while the schema that it led to is still there.
   */
  #retarget(place: Place | undefined, a: Place | undefined, b: Place | undefined): Retarget | undefined {
    const [from, to] = [componentOf(a), componentOf(b)]
    if (place === undefined || place === a || from === to) return undefined
    const isGone = from !== undefined && down(this.b.root, "components", "schemas", from).value === undefined
    return isGone ? undefined : { place, names: [from, to].filter((name) => name !== undefined) }
  }

  /** A new node, or nothing where the pair is known. */
  #enter(key: string, parent: Node, retarget = parent.retarget): Node | undefined {
    const known = this.#known.get(key)
    if (known !== undefined) {
      known.parents.push(parent)
      return undefined
    }
    const made = makeNode(parent, undefined, retarget)
    this.#known.set(key, made)
    this.nodes.push(made)
    return made
  }

  #alternatives(before: Schema, after: Schema, way: Way, here: Node): void {
    const as = this.a.shapes(before)
    const bs = this.b.shapes(after)
    const say = (code: Finding["code"], detail?: string) =>
      void here.found.push({ code, way, before: before[0], after: after[0], detail })
    const anyA = as.some((shape) => shape.kind === "unknown")
    const anyB = bs.some((shape) => shape.kind === "unknown")
    if (anyA && anyB) {
      if (showValue(as[0]?.limits["$ref"]) !== showValue(bs[0]?.limits["$ref"])) say("type-changed", "other files")
      return
    }
    if (as.length === 0 && bs.length === 0) return
    if (anyA || bs.length === 0) return say("type-narrowed", describeKinds(bs))
    if (anyB || as.length === 0) return say("type-widened", describeKinds(as))
    const nullA = as.some((shape) => shape.kind === "null")
    const nullB = bs.some((shape) => shape.kind === "null")
    const { added, pairs, removed } = matchShapes(as.filter(isSome), bs.filter(isSome), this.a, this.b)
    if (pairs.length === 0 && added.length > 0 && removed.length > 0) {
      return say("type-changed", `${describeKinds(as)} to ${describeKinds(bs)}`)
    }
    if (nullA !== nullB) say(nullB ? "became-nullable" : "became-non-null")
    for (const shape of removed) say("variant-removed", describeShape(shape))
    for (const shape of added) say("variant-added", describeShape(shape))
    for (const [a, b] of pairs) this.#shapes(a, b, way, here, before[0])
  }

  #shapes(a: Shape, b: Shape, way: Way, parent: Node, place: Place | undefined): void {
    const retarget = this.#retarget(place, a.at, b.at) ?? parent.retarget
    const here = this.#enter(`${way} shapes ${this.a.id(a as never)} ${this.b.id(b as never)}`, parent, retarget)
    if (here === undefined) return
    compareValues(a, b, way, here)
    compareLimits(a, b, way, here)
    if (a.kind === "array") this.#arrays(a, b, way, here)
    if (a.kind === "object") this.#objects(a, b, way, here)
  }

  #arrays(a: Shape, b: Shape, way: Way, here: Node): void {
    if (a.positions.length !== b.positions.length) {
      here.found.push({
        code: "type-changed",
        way,
        before: a.at,
        after: b.at,
        detail: `${describeLength(a.positions.length)} to ${describeLength(b.positions.length)}`
      })
      return
    }
    a.positions.forEach((position, index) => this.compare(position, b.positions[index] ?? [], way, here))
    if (a.items !== undefined && b.items !== undefined) this.compare(a.items, b.items, way, here)
  }

  #objects(a: Shape, b: Shape, way: Way, here: Node): void {
    for (const [name, property] of a.properties) {
      const other = b.properties.get(name)
      const [before] = property.schema
      if (other === undefined) here.found.push({ code: "property-removed", way, before, after: undefined })
      else this.#property(property, other, way, here)
    }
    for (const [name, property] of b.properties) {
      if (a.properties.has(name)) continue
      const code = this.#widensRecord(a, b, property)
        ? "property-added-to-record"
        : property.required
          ? "required-property-added"
          : "property-added"
      here.found.push({ code, way, before: undefined, after: property.schema[0] })
    }
    if (a.others !== undefined && b.others !== undefined) return this.compare(a.others, b.others, way, here)
    if (a.others === undefined && b.others === undefined) return
    const code = a.others === undefined ? "record-added" : "record-removed"
    here.found.push({ code, way, before: a.at, after: b.at })
  }

  /** A named property of another type than the others becomes a part of the type of all. */
  #widensRecord(a: Shape, b: Shape, { schema }: Property): boolean {
    if (a.others === undefined || b.others === undefined) return false
    const others = this.b.shapes(b.others)
    if (others.some(({ kind }) => kind === "unknown")) return false
    const known = new Set(others.map(this.#typeOf))
    return this.b.shapes(schema).some((shape) => !known.has(this.#typeOf(shape)))
  }

  /** Scalars are alike by kind and values, other types only where they are the same. */
  readonly #typeOf = (shape: Shape): string =>
    shape.kind === "array" || shape.kind === "object"
      ? `${this.b.id(shape as never)}`
      : toCanonical([shape.kind, shape.values === undefined ? null : [...shape.values]])

  #property(a: Property, b: Property, way: Way, here: Node): void {
    if (a.required !== b.required) {
      const filled = a.filled || b.filled ? `its default has ${b.filled ? "come" : "gone"}` : undefined
      const code = b.required ? "became-required" : "became-optional"
      here.found.push({ code, way, before: a.schema[0], after: b.schema[0], detail: filled })
    }
    this.compare(a.schema, b.schema, way, here)
  }

  /** What stands at a schema, or beside the reference to it, and says nothing about its values. */
  #annotations(before: Schema, after: Schema, way: Way, here: Node): void {
    if (!before.some(isNoted) && !after.some(isNoted)) return
    for (const [keyword, code] of noteKeys) {
      const a = readNote(before, keyword)
      const b = readNote(after, keyword)
      if (a?.text === b?.text) continue
      const detail = `${keyword} ${a?.text ?? "nothing"} to ${b?.text ?? "nothing"}`
      const places = { before: a?.at ?? before[0], after: b?.at ?? after[0] }
      here.found.push({
        code: code === "deprecated" && b === undefined ? "undeprecated" : code,
        way,
        ...places,
        detail
      })
    }
  }
}

const noteKeys = [
  ["default", "default-changed"],
  ["readOnly", "access-changed"],
  ["writeOnly", "access-changed"],
  ["deprecated", "deprecated"]
] as const

const isNoted = ({ value }: Place): boolean =>
  isObject(value) && noteKeys.some(([keyword]) => value[keyword] !== undefined)

/** The first that has it counts: a reference's neighbours stand over what it leads to. */
const readNote = (schema: Schema, keyword: string): { readonly at: Place; readonly text: string } | undefined => {
  for (const at of schema) {
    const value: Json | undefined = isObject(at.value) ? at.value[keyword] : undefined
    if (value !== undefined && (keyword === "default" || value === true)) return { at, text: toCanonical(value) }
  }
  return undefined
}

/** The name of the component that a place is. */
const componentOf = (place: Place | undefined): string | undefined => {
  const [area, kind, name, ...more] = place === undefined ? [] : keysTo(place)
  return area === "components" && kind === "schemas" && more.length === 0 ? String(name) : undefined
}

const isSome = (shape: Shape): boolean => shape.kind !== "null"

const describeLength = (positions: number): string => (positions === 0 ? "a list" : `a tuple of ${positions}`)

const describeShape = (shape: Shape): string => {
  const keys = [shape.at.up?.up?.key, shape.at.up?.key, shape.at.key]
  return keys[0] === "components" && keys[1] === "schemas" ? `\`${keys[2]}\`` : describeKind(shape.kind)
}

const describeKind = (kind: Shape["kind"]): string =>
  kind === "null"
    ? "null"
    : kind === "bytes"
      ? "a file"
      : kind === "array"
        ? "a list"
        : kind === "object"
          ? "an object"
          : `a ${kind}`

const describeKinds = (shapes: ReadonlyArray<Shape>): string =>
  shapes.length === 0 ? "nothing" : [...new Set(shapes.map(describeShape))].sort().join(" or ")
