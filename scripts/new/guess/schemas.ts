/** What a schema of a document holds, with references followed and alternatives looked into. */
import { arrayOr, at, fromPointer, type Json, type JsonObject, objectOr, textOr } from "@errand/codegen/json"
import type { Operation } from "@errand/codegen/model/operations"

/** The schema of the first success that has one. */
export const successSchema = (operation: Operation): Json | undefined =>
  operation.ok.flatMap(({ media }) => media.map(({ schema }) => schema)).find((schema) => schema !== undefined)

/** A schema with its references followed, and `null` taken off. */
export const resolved = (document: JsonObject, schema: Json | undefined, hops = 0): JsonObject => {
  const found = objectOr(schema)
  if (hops > 16) return found
  if (typeof found["$ref"] === "string") return resolved(document, at(document, fromPointer(found["$ref"])), hops + 1)
  const parts = alternativesOf(found)
  const [only, ...more] = [
    ...parts,
    ...(parts.length === 0 && found["properties"] === undefined ? arrayOr(found["allOf"]) : [])
  ]
  return only !== undefined && more.length === 0 ? resolved(document, only, hops + 1) : found
}

/** What a value may be besides `null`; none where the schema has no alternatives. */
const alternativesOf = (schema: JsonObject): ReadonlyArray<Json> =>
  [...arrayOr(schema["anyOf"]), ...arrayOr(schema["oneOf"])].filter((part) => objectOr(part)["type"] !== "null")

/** Which properties of alternatives count: those that all of them have, or those of any. */
type Which = "all" | "any"

/**
 * The properties of a schema, those of its parts included. A property that alternatives have in
 * different ways is any of these.
 */
export const propertiesOf = (
  document: JsonObject,
  schema: Json | undefined,
  which: Which = "all",
  depth = 0
): JsonObject => {
  const found = resolved(document, schema)
  if (depth > 16) return {}
  const inside = (part: Json) => propertiesOf(document, part, which, depth + 1)
  const parts = arrayOr(found["allOf"]).map(inside)
  const shared = joined(alternativesOf(found).map(inside), which)
  return Object.assign({}, ...parts, shared, objectOr(found["properties"])) as JsonObject
}

const joined = (alternatives: ReadonlyArray<JsonObject>, which: Which): JsonObject => {
  const names = [...new Set(alternatives.flatMap((each) => Object.keys(each)))].filter(
    (name) => which === "any" || alternatives.every((each) => Object.hasOwn(each, name))
  )
  return Object.fromEntries(
    names.map((name) => {
      const schemas = alternatives.flatMap((each) => (Object.hasOwn(each, name) ? [each[name] ?? null] : []))
      const distinct = [...new Map(schemas.map((each) => [JSON.stringify(each), each])).values()]
      return [name, distinct.length === 1 ? (distinct[0] ?? null) : { anyOf: distinct }]
    })
  )
}

/** The JSON types of a schema, without `null`. */
export const typesOf = (document: JsonObject, schema: Json | undefined, depth = 0): ReadonlyArray<string> => {
  const found = resolved(document, schema)
  const inside = depth > 16 ? [] : alternativesOf(found).flatMap((part) => typesOf(document, part, depth + 1))
  const own = [found["type"]].flat().filter((each): each is string => typeof each === "string" && each !== "null")
  return [...new Set([...own, ...inside])]
}

/** Whether a value is counted and not named. */
export const isNumeric = (document: JsonObject, schema: Json | undefined): boolean => {
  const types = typesOf(document, schema)
  return types.length > 0 && !types.includes("string")
}

/** The words of a closed list. */
export interface Words {
  /** None where the schema is no closed list. */
  readonly words: ReadonlyArray<string>
  /** The component that the list is, where it is one. */
  readonly schema: string | undefined
}

/** The words that a schema lists, in all its alternatives where each of them lists some. */
export const wordsOf = (document: JsonObject, schema: Json | undefined, depth = 0): Words => {
  const found = resolved(document, schema)
  const parts = depth > 16 ? [] : alternativesOf(found).map((part) => wordsOf(document, part, depth + 1).words)
  const constant = textOr(found["const"])
  const listed = [...arrayOr(found["enum"]), ...(constant === undefined ? [] : [constant])]
  const own = listed.filter((word): word is string => typeof word === "string")
  const words = own.length > 0 ? own : parts.every((each) => each.length > 0) ? [...new Set(parts.flat())] : []
  const references = [
    ...JSON.stringify(schema ?? null).matchAll(/"\$ref":"#\/components\/schemas\/([^"/]+)"/g)
  ].flatMap(([, name = ""]) => [name])
  const [reference, ...others] = new Set(references)
  return { words, schema: words.length > 0 && others.length === 0 ? reference : undefined }
}
