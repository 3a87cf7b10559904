/**
 * The alternatives that a schema allows, whether by a type list, `nullable`, `oneOf`, `allOf` or
 * `$ref`.
 */
import { isObject, type Json } from "../json.ts"
import type { Place } from "./place.ts"

/** The kinds that TypeScript tells apart; `bytes` is a string that holds a file. */
export type Kind = "null" | "boolean" | "number" | "string" | "bytes" | "array" | "object" | "unknown"

/**
 * Schemas that a value has to satisfy together; nearly always one, and none where the document has
 * no schema.
 */
export type Schema = ReadonlyArray<Place>

export interface Property {
  readonly schema: Schema
  readonly required: boolean
  /** Required by its default alone: the server fills it in. */
  readonly filled: boolean
}

/** One alternative. */
export interface Shape {
  readonly kind: Kind
  /** The schema that allows it. */
  readonly at: Place
  /** The allowed values, where they are listed. */
  readonly values: ReadonlyArray<Json> | undefined
  /** The list is known not to be complete. */
  readonly open: boolean
  /** Limits that types do not show, by keyword. */
  readonly limits: Readonly<Record<string, Json>>
  readonly items: Schema | undefined
  /** A tuple's positions. */
  readonly positions: ReadonlyArray<Schema>
  readonly properties: ReadonlyMap<string, Property>
  /** What other properties may be; `undefined` where there are none to speak of. */
  readonly others: Schema | undefined
}

export const makeShape = (kind: Kind, at: Place, parts: Partial<Shape> = {}): Shape => ({
  kind,
  at,
  values: undefined,
  open: false,
  limits: {},
  items: undefined,
  positions: [],
  properties: new Map(),
  others: undefined,
  ...parts
})

const isSame = (a: Json | undefined, b: Json | undefined): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)

/**
 * The alternatives of a union. Scalars of one kind are merged, and an alternative that allows
 * anything replaces the rest.
 */
export const joinShapes = (parts: ReadonlyArray<ReadonlyArray<Shape>>): ReadonlyArray<Shape> => {
  const joined: Array<Shape> = []
  for (const shape of parts.flat()) {
    if (joined.includes(shape)) continue
    const index =
      shape.kind === "object" || shape.kind === "array" ? -1 : joined.findIndex((b) => b.kind === shape.kind)
    const other = joined[index]
    if (other === undefined) joined.push(shape)
    else joined[index] = mergeShapes(other, shape)
  }
  const anything = joined.find((shape) => shape.kind === "unknown")
  return anything === undefined ? joined : [anything]
}

const mergeShapes = (a: Shape, b: Shape): Shape => {
  const alike = hasSameLimits(a, b)
  return {
    ...a,
    values: a.values && b.values && withoutDuplicates([...a.values, ...b.values]),
    open: a.open || b.open,
    limits: alike ? a.limits : { anyOf: [a.limits, b.limits] }
  }
}

const hasSameLimits = (a: Shape, b: Shape): boolean =>
  [...new Set([...Object.keys(a.limits), ...Object.keys(b.limits)])].every((key) =>
    isSame(a.limits[key], b.limits[key])
  )

const withoutDuplicates = (values: ReadonlyArray<Json>): ReadonlyArray<Json> =>
  values.filter((value, index) => values.findIndex((other) => isSame(other, value)) === index)

/** The alternatives of an intersection. `at` is the schema that demands both. */
export const meetShapes = (a: ReadonlyArray<Shape>, b: ReadonlyArray<Shape>, at: Place): ReadonlyArray<Shape> => {
  if (a.length * b.length > 400) return a
  return a.flatMap((left) =>
    b.flatMap((right) => {
      if (left.kind === "unknown") return [right]
      if (right.kind === "unknown") return [left]
      return left.kind === right.kind ? [intersectShapes(left, right, at)] : []
    })
  )
}

const intersectShapes = (a: Shape, b: Shape, at: Place): Shape => {
  const properties = new Map(a.properties)
  for (const [name, property] of b.properties) {
    const other = properties.get(name)
    properties.set(
      name,
      other === undefined
        ? property
        : {
            schema: [...other.schema, ...property.schema.filter((each) => !other.schema.includes(each))],
            required: other.required || property.required,
            filled: other.filled || property.filled
          }
    )
  }
  const values =
    a.values && b.values ? a.values.filter((value) => b.values?.some((other) => isSame(other, value))) : a.values
  return makeShape(a.kind, at, {
    values: values ?? b.values,
    open: (a.values === undefined || a.open) && (b.values === undefined || b.open) && (a.open || b.open),
    limits: { ...a.limits, ...b.limits },
    items: a.items && b.items ? [...a.items, ...b.items] : (a.items ?? b.items),
    positions: a.positions.length > 0 ? a.positions : b.positions,
    properties,
    others: a.others && b.others ? [...a.others, ...b.others] : (a.others ?? b.others)
  })
}

/** The same alternative with more of its properties required. */
export const requireProperties = (shape: Shape, names: ReadonlyArray<Json>, filled = false): Shape => {
  if (shape.kind !== "object") return shape
  const properties = new Map(shape.properties)
  let changed = false
  for (const name of names) {
    const property = typeof name === "string" ? properties.get(name) : undefined
    if (typeof name !== "string" || property === undefined || property.required) continue
    properties.set(name, { ...property, required: true, filled })
    changed = true
  }
  return changed ? { ...shape, properties } : shape
}

/**
 * Gives an alternative the tag that tells it from others, unless its property already lists its
 * values.
 */
export const tagShape = (shape: Shape, name: string, values: ReadonlyArray<Json>, from: Place): Shape => {
  const property = shape.properties.get(name)
  if (shape.kind !== "object" || values.length === 0) return shape
  const says = property?.schema.some(({ value }) => isObject(value) && ("const" in value || "enum" in value))
  if (says === true) return shape
  const schema = [{ ...from, value: { type: "string", enum: values } }]
  return {
    ...shape,
    properties: new Map([
      ...shape.properties,
      [name, { schema, required: property?.required ?? true, filled: property?.filled ?? false }]
    ])
  }
}
