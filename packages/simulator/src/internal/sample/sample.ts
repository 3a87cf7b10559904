/**
 * Makes a value that fits a JSON Schema, the same value for the same seed. It stands for the output
 * of an agent, or for the answer of a service.
 */
import { Ajv2020 } from "ajv/dist/2020.js"
import { fullFormats } from "ajv-formats/dist/formats.js"
import type { Json } from "../../TaskScript.ts"
import type { Random } from "./random.ts"
import { sampleNumber } from "./sampleNumber.ts"
import * as SamplePattern from "./samplePattern.ts"
import { sampleText } from "./sampleText.ts"
import { asList, asNumber, asSchema, merge, resolve, typesOf } from "./schema.ts"
import type { Schema } from "./schema.ts"

/** From this depth on, values have nothing but what they must have. */
const fullDepth = 4

/** From this depth on, a schema that must contain itself is given up. */
const maxDepth = 24

/** So many values are made before one that does not fit is given. */
const maxTries = 40

/**
 * So many values are checked in all, so that a schema that nothing fits costs no more than that.
 */
const maxChecks = 2000

/**
 * Keywords that a value is not made to fit, but checked against. A value that does not fit is made
 * again in another way.
 */
const checkedKeywords = [
  "oneOf",
  "not",
  "if",
  "contains",
  "dependentSchemas",
  "dependentRequired",
  "propertyNames",
  "patternProperties",
  "unevaluatedProperties",
  "unevaluatedItems"
] as const

/** How much of what a schema allows is in a value. */
type Extent = "full" | "required"

/**
 * Makes a value for a schema document, in texts under a name. References point into the document
 * itself.
 */
export const sample = (document: unknown, random: Random, name = "value"): Json => {
  const isValid = checker(document)
  const resolved = memoize((schema: Schema) => resolve(schema, document))
  let remainingChecks = maxChecks

  const generate = (schema: Schema, name: string, depth: number, preferred: Extent = "full"): Json => {
    if (depth > maxDepth) return null
    const whole = resolved(schema)
    const isChecked = [...checkedKeywords, "examples"].some((keyword) => Object.hasOwn(whole, keyword))
    let first: Json | undefined
    let tries = 0
    for (const value of candidates(whole, name, depth, preferred)) {
      first ??= value
      if (!isChecked || remainingChecks <= 0 || (tries += 1) > maxTries) break
      remainingChecks -= 1
      if (isValid(whole, value)) return value
    }
    return first ?? null
  }

  /** Values for a schema, the most likely and fullest first. */
  const candidates = function* (whole: Schema, name: string, depth: number, preferred: Extent): Generator<Json> {
    if (whole["const"] !== undefined) return yield toJson(whole["const"])
    const choices = asList(whole["enum"]).filter((choice) => isOfType(choice, typesOf(whole)))
    if (choices.length > 0) {
      yield toJson(choices[random.between("enum", 0, choices.length - 1)])
      for (const choice of choices) yield toJson(choice)
      return
    }
    for (const example of asList(whole["examples"])) yield toJson(example)
    const extents: ReadonlyArray<Extent> = preferred === "full" ? ["full", "required"] : ["required", "full"]
    for (let round = 0; round < maxTries; round += 1) {
      for (const each of extents) {
        for (const one of alternativesOf(whole, depth)) {
          if (one !== whole) yield generate(one, name, depth, each)
          else for (const type of typesToTry(whole)) yield ofType(type, whole, name, depth, each)
        }
      }
    }
  }

  /** The schema once for each of its alternatives; itself where it has none. */
  const alternativesOf = (whole: Schema, depth: number): ReadonlyArray<Schema> =>
    depth < fullDepth ? alternatives(whole) : endingFirst(whole)

  // Deep down, the alternatives that end come first.
  const endingFirst = memoize((whole: Schema) =>
    alternatives(whole).toSorted((a, b) => Number(typesOf(b)[0] === "null") - Number(typesOf(a)[0] === "null"))
  )

  const alternatives = memoize((whole: Schema): ReadonlyArray<Schema> => {
    for (const keyword of ["anyOf", "oneOf"] as const) {
      const allowed = asList(whole[keyword]).filter((one) => one !== false)
      if (allowed.length === 0) continue
      const { [keyword]: _, ...rest } = whole
      const all = allowed.map((one) => resolve(asSchema(one), document))
      const nulls = all.filter((one) => typesOf(one)[0] === "null")
      const others = all.filter((one) => typesOf(one)[0] !== "null")
      return [...others, ...nulls].map((one) => resolve(merge(rest, one), document))
    }
    if (whole["if"] === undefined) return [whole]
    const { else: otherwise, if: condition, then, ...rest } = whole
    const met = merge(resolve(merge(rest, asSchema(condition)), document), resolve(asSchema(then), document))
    return [met, merge(rest, resolve(asSchema(otherwise), document))]
  })

  const ofType = (type: string | undefined, schema: Schema, name: string, depth: number, extent: Extent): Json => {
    switch (type) {
      case "object":
        return object(schema, depth, extent)
      case "array":
        return array(schema, name, depth, extent)
      case "integer":
      case "number":
        return sampleNumber({ ...schema, type }, random)
      case "boolean":
        return random.number("boolean") < 0.5
      case "null":
        return null
      default:
        return sampleText(schema, name, random)
    }
  }

  const object = (schema: Schema, depth: number, extent: Extent): Json => {
    const named = asSchema(schema["properties"])
    const required = asList(schema["required"]).filter((key) => typeof key === "string")
    const optional = Object.keys(named).filter((key) => !required.includes(key) && named[key] !== false)
    const least = asNumber(schema["minProperties"]) ?? 0
    const most = asNumber(schema["maxProperties"]) ?? Infinity
    const wanted = extent === "full" && depth < fullDepth ? optional.length : Math.max(0, least - required.length)
    const keys = new Set([...required, ...optional.slice(0, Math.min(wanted, Math.max(0, most - required.length)))])
    for (let tries = 0; keys.size < least && tries < maxTries + least; tries += 1) keys.add(madeUpKey(schema, tries))
    return Object.fromEntries(
      [...keys].map((key) => [key, generate(schemaOfKey(schema, key), key, depth + 1)] as const)
    )
  }

  /** A key that the schema does not name, for an object that must have more keys than it names. */
  const madeUpKey = (schema: Schema, number: number): string => {
    const names = resolve(asSchema(schema["propertyNames"]), document)
    if (Object.keys(names).length > 0) {
      const key = generate({ type: "string", ...names }, `key${number}`, maxDepth)
      return typeof key === "string" ? key : `key${number}`
    }
    const [pattern] = Object.keys(asSchema(schema["patternProperties"]))
    return schema["additionalProperties"] === false && pattern !== undefined
      ? SamplePattern.sample(pattern, random)
      : `key${number}`
  }

  const schemaOfKey = (schema: Schema, key: string): Schema => {
    const named = asSchema(schema["properties"])
    const byPattern = Object.entries(asSchema(schema["patternProperties"])).flatMap(([pattern, of]) =>
      new RegExp(pattern, "u").test(key) ? [of] : []
    )
    const all = [...(Object.hasOwn(named, key) ? [named[key]] : []), ...byPattern]
    return all.length === 0
      ? asSchema(schema["additionalProperties"])
      : all.length === 1
        ? asSchema(all[0])
        : { allOf: all }
  }

  const array = (schema: Schema, name: string, depth: number, extent: Extent): Json => {
    const prefix = asList(schema["prefixItems"])
    const most = asNumber(schema["maxItems"]) ?? Infinity
    const contained = asSchema(schema["contains"])
    const isContaining = schema["contains"] !== undefined
    const usual = extent === "full" && depth < fullDepth ? 2 : 0
    const least = Math.max(asNumber(schema["minItems"]) ?? 0, isContaining ? (asNumber(schema["minContains"]) ?? 1) : 0)
    const isClosed = schema["items"] === false || (prefix.length > 0 && schema["items"] === undefined && least === 0)
    const length = Math.min(most, Math.max(least, isClosed ? prefix.length : Math.max(usual, prefix.length)))
    const isUnique = schema["uniqueItems"] === true
    const made = new Map<string, Json>()
    for (let tries = 0; made.size < length && tries < length * maxTries; tries += 1) {
      const own = made.size < prefix.length ? asSchema(prefix[made.size]) : asSchema(schema["items"])
      const of =
        isContaining && made.size >= prefix.length ? merge(resolve(own, document), resolve(contained, document)) : own
      // Another name makes another text.
      const item = generate(of, isUnique && tries > 0 ? `${name} ${tries}` : name, depth + 1)
      made.set(isUnique ? JSON.stringify(item) : String(tries), item)
    }
    return [...made.values()]
  }

  return generate(asSchema(document), name, 0)
}

/** Remembers what a function gave for a schema, so that each schema is made and compiled once. */
const memoize = <A>(f: (schema: Schema) => A): ((schema: Schema) => A) => {
  const known = new WeakMap<Schema, { readonly value: A }>()
  return (schema) => {
    const found = known.get(schema) ?? { value: f(schema) }
    known.set(schema, found)
    return found.value
  }
}

/** Types that a value may have; undefined where the schema says nothing about it. */
const typesToTry = (schema: Schema): ReadonlyArray<string | undefined> => {
  const types = typesOf(schema)
  if (types.length > 0) return types
  if (["properties", "required", "minProperties", "patternProperties"].some((key) => schema[key] !== undefined))
    return ["object"]
  if (["items", "prefixItems", "minItems", "contains"].some((key) => schema[key] !== undefined)) return ["array"]
  if (
    ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"].some(
      (key) => schema[key] !== undefined
    )
  )
    return ["number"]
  return [undefined, "integer", "object", "array", "boolean", "null"]
}

/** Whether a value has one of these types, or there are none to have. */
const isOfType = (value: unknown, types: ReadonlyArray<string>): boolean => {
  const type = value === null ? "null" : Array.isArray(value) ? "array" : typeof value
  return types.length === 0 || types.includes(type) || (types.includes("integer") && Number.isInteger(value))
}

/**
 * Whether a value fits a schema whose references point into the document. Compiled at the first
 * use.
 */
const checker = (document: unknown): ((schema: Schema, value: Json) => boolean) => {
  const ajv = new Ajv2020({ strict: false, formats: fullFormats, logger: false })
  const { $defs, components, definitions } = asSchema(document)
  const compiled = memoize((schema) => compile(ajv, { ...schema, $defs, components, definitions }))
  return (schema, value) => compiled(schema)(value)
}

/**
 * A schema that cannot be compiled, such as one whose reference leads nowhere, lets any value pass.
 */
const compile = (ajv: Ajv2020, schema: Schema): ((value: Json) => boolean) => {
  try {
    const defined = Object.fromEntries(Object.entries(schema).filter(([, value]) => value !== undefined))
    const validate = ajv.compile(defined)
    return (value) => validate(value) === true
  } catch {
    return () => true
  }
}

const toJson = (value: unknown): Json => {
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return value
  if (Array.isArray(value)) return value.map(toJson)
  return Object.fromEntries(Object.entries(asSchema(value)).map(([key, one]) => [key, toJson(one)]))
}
