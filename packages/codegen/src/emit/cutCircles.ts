/**
 * Schemas that are made of themselves: a base that lists its variants, each of which extends it. In
 * types such a circle has no end, so a variant extends what the base says without its variants.
 */
import { findCircles, groupCircles } from "../circles.ts"
import { at, define, fromPointer, isArray, isObject, type Json, type JsonObject, objectOr } from "../json.ts"
import { annotations } from "../read/dialect.ts"

const composing = ["allOf", "anyOf", "oneOf"] as const

/** Cuts, in place, every circle of component schemas that has no property or list in it. */
export const cutCircles = (document: JsonObject): void => {
  const schemas = objectOr(at(document, ["components", "schemas"]))
  extendBasesAlone(schemas)
  const left = groupCircles(partsOf(schemas))
  // What is left adds nothing: a schema that is one of its own alternatives, or a part of itself.
  for (const group of left) for (const name of group) dropSelf(schemas, name, new Set(group))
}

/** The component that a reference leads to. */
const targetOf = (schema: Json): string | undefined => {
  const ref = isObject(schema) ? schema["$ref"] : undefined
  if (typeof ref !== "string" || !ref.startsWith("#/components/schemas/")) return undefined
  const [, , name, ...more] = fromPointer(ref)
  return more.length === 0 ? name : undefined
}

/** Which components each component is made of, without a property or a list between them. */
const partsOf = (schemas: JsonObject): ReadonlyMap<string, ReadonlySet<string>> => {
  const parts = new Map<string, Set<string>>()
  for (const [name, schema] of Object.entries(schemas)) {
    const found = new Set<string>()
    collect(schema, found)
    parts.set(name, new Set([...found].filter((each) => Object.hasOwn(schemas, each))))
  }
  return parts
}

const collect = (schema: Json, found: Set<string>): void => {
  if (!isObject(schema)) return
  const target = targetOf(schema)
  if (target !== undefined) found.add(target)
  for (const keyword of composing) {
    const items = schema[keyword]
    if (isArray(items)) for (const item of items) collect(item, found)
  }
}

const extendBasesAlone = (schemas: JsonObject): void => {
  const parts = partsOf(schemas)
  const circles = findCircles(parts)
  if (circles.size === 0) return
  const groups = groupCircles(parts)
  const originals = structuredClone(schemas)
  for (const group of groups) {
    const members = new Set(group)
    for (const name of group) {
      const schema = schemas[name]
      if (isObject(schema)) replaceBases(schema, originals, members)
    }
  }
}

const replaceBases = (schema: JsonObject, originals: JsonObject, members: ReadonlySet<string>): void => {
  for (const keyword of composing) {
    const items = schema[keyword]
    if (!isArray(items)) continue
    schema[keyword] = items.flatMap((item): ReadonlyArray<Json> => {
      const target = targetOf(item)
      if (keyword === "allOf" && target !== undefined && members.has(target) && hasVariants(originals[target])) {
        const own = ownPart(originals[target] ?? null, originals, members, [target])
        return own === undefined ? [] : [own]
      }
      if (isObject(item)) replaceBases(item, originals, members)
      return [item]
    })
  }
}

const hasVariants = (schema: Json | undefined): boolean =>
  isObject(schema) && (isArray(schema["anyOf"]) || isArray(schema["oneOf"]))

/** A schema without its variants; `undefined` where nothing is left that limits a value. */
const ownPart = (
  schema: Json,
  originals: JsonObject,
  members: ReadonlySet<string>,
  inside: ReadonlyArray<string>
): Json | undefined => {
  if (!isObject(schema)) return schema
  const own: JsonObject = {}
  for (const [key, value] of Object.entries(schema)) {
    if (key === "anyOf" || key === "oneOf" || key === "discriminator") continue
    if (key !== "allOf" || !isArray(value)) define(own, key, structuredClone(value))
    else {
      const kept = value.flatMap((item): ReadonlyArray<Json> => {
        const target = targetOf(item)
        if (target === undefined || !members.has(target)) return [structuredClone(item)]
        if (inside.includes(target)) return []
        const part = ownPart(originals[target] ?? null, originals, members, [...inside, target])
        return part === undefined ? [] : [part]
      })
      if (kept.length > 0) own["allOf"] = kept
    }
  }
  return Object.keys(own).some((key) => !annotations.has(key) && !key.startsWith("x-")) ? own : undefined
}

/** Takes out of a schema the members of its circle that stand in it as they are. */
const dropSelf = (schemas: JsonObject, name: string, members: ReadonlySet<string>): void => {
  const drop = (schema: JsonObject): void => {
    for (const keyword of composing) {
      const items = schema[keyword]
      if (!isArray(items)) continue
      const kept = items.filter((item) => !leadsBack(targetOf(item)))
      for (const item of kept) if (isObject(item)) drop(item)
      if (kept.length > 0) schema[keyword] = kept
      else delete schema[keyword]
    }
  }
  const leadsBack = (target: string | undefined): boolean =>
    target !== undefined && members.has(target) && reaches(schemas, target, name)
  const schema = schemas[name]
  if (isObject(schema)) drop(schema)
}

/**
 * Whether a way leads from one component to another; computed anew, since earlier cuts may have
 * ended it.
 */
const reaches = (schemas: JsonObject, from: string, to: string): boolean => {
  const parts = partsOf(schemas)
  const met = new Set([from])
  for (const each of met) {
    if (each === to) return true
    for (const next of parts.get(each) ?? []) met.add(next)
  }
  return false
}
