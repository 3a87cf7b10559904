/** Decides which alternative of the old schema is which of the new one. */
import { showValue, toCanonical } from "../json.ts"
import { keysTo } from "./place.ts"
import type { SchemaReader } from "./schemaReader.ts"
import type { Shape } from "./shape.ts"

export interface Matched {
  readonly pairs: ReadonlyArray<readonly [Shape, Shape]>
  readonly removed: ReadonlyArray<Shape>
  readonly added: ReadonlyArray<Shape>
}

/**
 * Alternatives of a kind belong together; of several objects or lists, by name, by tag, by content,
 * then in their order.
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
  pair((left, right) => tagsOf(left, a).some((tag) => tagsOf(right, b).includes(tag)))
  pair((left, right) => toCanonical(left.at.value ?? null) === toCanonical(right.at.value ?? null))
  pair((left, right) => nameOf(left) === undefined && nameOf(right) === undefined && isAlike(left, right, a, b))
  return { pairs, removed: [...removed], added: [...added] }
}

const isKind = (kind: Shape["kind"]) => (shape: Shape) => shape.kind === kind

/** The component that an alternative is. */
const nameOf = ({ at }: Shape): string | undefined => {
  const [first, second, name, ...more] = keysTo(at)
  return first === "components" && second === "schemas" && more.length === 0 ? String(name) : undefined
}

/** The tags of an object: its properties with a single value. */
const tagsOf = (shape: Shape, reader: SchemaReader): ReadonlyArray<string> =>
  [...shape.properties].flatMap(([name, { schema }]) => {
    const [only, ...more] = reader.shapes(schema)
    return only?.kind === "string" && more.length === 0 && only.values?.length === 1
      ? [`${name} ${showValue(only.values[0])}`]
      : []
  })

/** Whether two objects without a name may be one and the same: their tags do not contradict. */
const isAlike = (left: Shape, right: Shape, a: SchemaReader, b: SchemaReader): boolean =>
  tagsOf(left, a).length === 0 || tagsOf(right, b).length === 0
