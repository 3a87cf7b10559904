/** Decides which alternative of the old schema is which of the new one. */
import { type Json, showValue, toCanonical } from "../json.ts"
import { withoutProse } from "../read/withoutProse.ts"
import { keysTo } from "./place.ts"
import type { SchemaReader } from "./schemaReader.ts"
import type { Schema, Shape } from "./shape.ts"

export interface Matched {
  readonly pairs: ReadonlyArray<readonly [Shape, Shape]>
  readonly removed: ReadonlyArray<Shape>
  readonly added: ReadonlyArray<Shape>
}

/**
 * Alternatives of a kind belong together; several objects or lists are paired by name, by equal
 * content, by a tag that tells them apart, and then by likeness.
 */
export const matchShapes = (
  as: ReadonlyArray<Shape>,
  bs: ReadonlyArray<Shape>,
  a: SchemaReader,
  b: SchemaReader
): Matched => {
  const pairs: Array<readonly [Shape, Shape]> = []
  const removed = new Set(as)
  const added = new Set(bs)
  const pair = (fits: (left: Shape, right: Shape) => boolean): void => {
    for (const left of removed) {
      for (const right of added) {
        if (left.kind !== right.kind || !fits(left, right)) continue
        pairs.push([left, right])
        removed.delete(left)
        added.delete(right)
        break
      }
    }
  }
  const single = (kind: Shape["kind"]) => as.filter(isKind(kind)).length === 1 && bs.filter(isKind(kind)).length === 1
  const alone = new Set(
    ["boolean", "number", "string", "bytes", "array", "object"].filter((kind) => single(kind as Shape["kind"]))
  )
  pair((left) => alone.has(left.kind))
  if (removed.size === 0 || added.size === 0) return { pairs, removed: [...removed], added: [...added] }
  pair((left, right) => nameOf(left) !== undefined && nameOf(left) === nameOf(right))
  pair((left, right) => contentOf(left) === contentOf(right))
  const telling = findTelling([as.map((shape) => tagsOf(shape, a)), bs.map((shape) => tagsOf(shape, b))])
  pair((left, right) => isSameTag(tagsOf(left, a), tagsOf(right, b), telling))
  for (const [left, right] of byLikeness(removed, added, a, b)) {
    pairs.push([left, right])
    removed.delete(left)
    added.delete(right)
  }
  return { pairs, removed: [...removed], added: [...added] }
}

const isKind = (kind: Shape["kind"]) => (shape: Shape) => shape.kind === kind

/** The component that an alternative is. */
const nameOf = ({ at }: Shape): string | undefined => {
  const [first, second, name, ...more] = keysTo(at)
  return first === "components" && second === "schemas" && more.length === 0 ? String(name) : undefined
}

/** All that an alternative says, apart from prose. */
const contentOf = (shape: Shape): string => {
  const values = (schema: Schema | undefined): Json =>
    (schema ?? []).map(({ value }) => withoutProse(value ?? null, "keywords"))
  return toCanonical({
    kind: shape.kind,
    values: shape.values === undefined ? null : [...shape.values],
    limits: shape.limits,
    items: values(shape.items),
    positions: shape.positions.map(values),
    others: values(shape.others),
    properties: [...shape.properties].map(([name, { required, schema }]) => [name, required, values(schema)])
  } as unknown as Json)
}

type Tags = ReadonlyMap<string, string>

/** The tags of an object: its properties with a single value. */
const tagsOf = (shape: Shape, reader: SchemaReader): Tags =>
  new Map(
    [...shape.properties].flatMap(([name, { schema }]) => {
      const [only, ...more] = reader.shapes(schema)
      return only?.kind === "string" && more.length === 0 && only.values?.length === 1
        ? [[name, showValue(only.values[0])] as const]
        : []
    })
  )

/** The tags that tell alternatives apart: one that all of them share says nothing. */
const findTelling = (sides: ReadonlyArray<ReadonlyArray<Tags>>): ReadonlySet<string> => {
  const telling = new Set<string>()
  for (const side of sides) {
    for (const name of new Set(side.flatMap((tags) => [...tags.keys()]))) {
      const values = side.flatMap((tags) => tags.get(name) ?? [])
      if (new Set(values).size > 1 || (values.length === 1 && side.length === 1)) telling.add(name)
    }
  }
  return telling
}

const isSameTag = (left: Tags, right: Tags, telling: ReadonlySet<string>): boolean => {
  const names = [...telling].filter((name) => left.has(name) && right.has(name))
  return names.length > 0 && names.every((name) => left.get(name) === right.get(name))
}

/**
 * Pairs what is left by how many properties two alternatives share, as long as no tag contradicts.
 */
const byLikeness = (
  as: ReadonlySet<Shape>,
  bs: ReadonlySet<Shape>,
  a: SchemaReader,
  b: SchemaReader
): ReadonlyArray<readonly [Shape, Shape]> => {
  const candidates = [...as].flatMap((left, row) =>
    [...bs]
      .filter((right) => left.kind === right.kind && nameOf(left) === undefined && nameOf(right) === undefined)
      .filter((right) => !contradicts(tagsOf(left, a), tagsOf(right, b)))
      .map((right, column) => ({ left, right, row, column, likeness: likenessOf(left, right) }))
  )
  const taken = new Set<Shape>()
  return candidates
    .sort(
      (one, other) =>
        other.likeness - one.likeness ||
        Math.abs(one.row - one.column) - Math.abs(other.row - other.column) ||
        one.row + one.column - other.row - other.column
    )
    .flatMap(({ left, right }) => {
      if (taken.has(left) || taken.has(right)) return []
      taken.add(left).add(right)
      return [[left, right] as const]
    })
}

const contradicts = (left: Tags, right: Tags): boolean =>
  [...left].some(([name, value]) => right.has(name) && right.get(name) !== value)

/** The share of properties that both have, from 0 to 1. */
const likenessOf = (left: Shape, right: Shape): number => {
  const names = new Set([...left.properties.keys(), ...right.properties.keys()])
  if (names.size === 0) return 0
  return [...names].filter((name) => left.properties.has(name) && right.properties.has(name)).length / names.size
}
