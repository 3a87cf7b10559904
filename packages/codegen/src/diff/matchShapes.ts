/** Which alternative of the old schema lives on as which of the new one. */
import { shown } from "../json.ts"
import { canonical } from "./canonical.ts"
import { keysTo } from "./place.ts"
import type { Reader } from "./schemaReader.ts"
import type { Shape } from "./shape.ts"

export interface Matched {
  readonly pairs: ReadonlyArray<readonly [Shape, Shape]>
  readonly removed: ReadonlyArray<Shape>
  readonly added: ReadonlyArray<Shape>
}

/** Alternatives of a kind belong together; of several objects or lists, by name, by tag, by content, then in their order. */
export const match = (as: ReadonlyArray<Shape>, bs: ReadonlyArray<Shape>, a: Reader, b: Reader): Matched => {
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
  const single = (kind: Shape["kind"]) => as.filter(is(kind)).length === 1 && bs.filter(is(kind)).length === 1
  const alone = new Set(
    ["boolean", "number", "string", "bytes", "array", "object"].filter((kind) => single(kind as Shape["kind"]))
  )
  pair((left) => alone.has(left.kind))
  if (removed.size === 0 || added.size === 0) return { pairs, removed: [...removed], added: [...added] }
  pair((left, right) => nameOf(left) !== undefined && nameOf(left) === nameOf(right))
  pair((left, right) => tagsOf(left, a).some((tag) => tagsOf(right, b).includes(tag)))
  pair((left, right) => canonical(left.at.value ?? null) === canonical(right.at.value ?? null))
  pair((left, right) => nameOf(left) === undefined && nameOf(right) === undefined && alike(left, right, a, b))
  return { pairs, removed: [...removed], added: [...added] }
}

const is = (kind: Shape["kind"]) => (shape: Shape) => shape.kind === kind

/** The component that an alternative is. */
const nameOf = ({ at }: Shape): string | undefined => {
  const [first, second, name, ...more] = keysTo(at)
  return first === "components" && second === "schemas" && more.length === 0 ? String(name) : undefined
}

/** What tells an object from others: properties that have few values. */
const tagsOf = (shape: Shape, reader: Reader): ReadonlyArray<string> =>
  [...shape.properties].flatMap(([name, { schema }]) => {
    const [only, ...more] = reader.shapes(schema)
    return only?.kind === "string" && more.length === 0 && only.values?.length === 1
      ? [`${name} ${shown(only.values[0])}`]
      : []
  })

/** Nameless objects are taken for each other as long as no tag says otherwise. */
const alike = (left: Shape, right: Shape, a: Reader, b: Reader): boolean =>
  tagsOf(left, a).length === 0 || tagsOf(right, b).length === 0
