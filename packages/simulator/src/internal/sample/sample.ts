/**
 * Makes a value that fits a JSON Schema, the same value for the same seed. It stands for the output
 * of an agent.
 */
import type { Json } from "../../TaskScript.ts"
import type { Random } from "./random.ts"
import * as SampleText from "./sampleText.ts"

type Schema = { readonly [key: string]: unknown }

/** Makes a value for a schema document. References point into the document itself. */
export const sample = (document: unknown, random: Random): Json => {
  const generate = (schema: Schema, name: string, depth: number): Json => {
    const whole = resolve(schema, document)
    if (whole["const"] !== undefined) return json(whole["const"])
    const choices = list(whole["enum"])
    if (choices.length > 0) return json(choices[random.between("enum", 0, choices.length - 1)])
    const examples = list(whole["examples"])
    if (examples.length > 0) return json(examples[0])
    const alternatives = [...list(whole["anyOf"]), ...list(whole["oneOf"])].map(object)
    if (alternatives.length > 0) {
      const { anyOf: _any, oneOf: _one, ...rest } = whole
      const chosen = alternatives.find((one) => resolve(one, document)["type"] !== "null") ?? alternatives[0] ?? {}
      return generate(merge(rest, resolve(chosen, document)), name, depth)
    }
    switch (typeOf(whole)) {
      case "object":
        return properties(whole, depth)
      case "array":
        return items(whole, name, depth)
      case "integer":
      case "number":
        return number(whole, random)
      case "boolean":
        return random.number("boolean") < 0.5
      case "null":
        return null
      default:
        return SampleText.text(whole, name, random)
    }
  }

  const properties = (schema: Schema, depth: number): Json => {
    const named = Object.entries(object(schema["properties"]))
    const required = new Set(list(schema["required"]))
    const wanted = named.filter(([key]) => depth < 4 || required.has(key))
    const made = wanted.map(([key, value]) => [key, generate(object(value), key, depth + 1)] as const)
    const unnamed = [...required]
      .filter((key) => typeof key === "string" && !named.some(([other]) => other === key))
      .map((key) => [String(key), generate(object(schema["additionalProperties"]), String(key), depth + 1)] as const)
    return Object.fromEntries([...made, ...unnamed])
  }

  const items = (schema: Schema, name: string, depth: number): Json => {
    const fixed = list(schema["prefixItems"]).map((one) => generate(object(one), name, depth + 1))
    const least = Math.max(integer(schema["minItems"]) ?? 0, depth < 4 ? 2 : 0)
    const most = integer(schema["maxItems"]) ?? Infinity
    const more =
      schema["items"] === false || (fixed.length > 0 && schema["items"] === undefined)
        ? 0
        : Math.max(0, Math.min(least, most) - fixed.length)
    const made = [...fixed, ...Array.from({ length: more }, () => generate(object(schema["items"]), name, depth + 1))]
    return schema["uniqueItems"] === true
      ? [...new Map(made.map((item) => [JSON.stringify(item), item])).values()]
      : made
  }

  return generate(object(document), "value", 0)
}

/** Follows references and folds `allOf` into one schema. */
const resolve = (schema: Schema, document: unknown, hops = 0): Schema => {
  const reference = schema["$ref"]
  if (typeof reference === "string" && hops < 32) {
    const { $ref: _, ...rest } = schema
    return merge(resolve(lookUp(document, reference), document, hops + 1), rest)
  }
  const all = list(schema["allOf"]).map(object)
  if (all.length === 0) return schema
  const { allOf: _, ...rest } = schema
  return all.reduce<Schema>((whole, one) => merge(whole, resolve(one, document, hops + 1)), rest)
}

const lookUp = (document: unknown, reference: string): Schema =>
  object(
    reference
      .replace(/^#\/?/, "")
      .split("/")
      .filter((part) => part !== "")
      .reduce<unknown>(
        (at, part) => object(at)[decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~")],
        document
      )
  )

const merge = (a: Schema, b: Schema): Schema => ({
  ...a,
  ...b,
  ...(a["properties"] === undefined || b["properties"] === undefined
    ? {}
    : { properties: { ...object(a["properties"]), ...object(b["properties"]) } }),
  ...(a["required"] === undefined || b["required"] === undefined
    ? {}
    : { required: [...new Set([...list(a["required"]), ...list(b["required"])])] })
})

const typeOf = (schema: Schema): string | undefined => {
  const type = list([schema["type"]].flat()).find((one) => one !== "null") ?? [schema["type"]].flat()[0]
  if (typeof type === "string") return type
  if (schema["properties"] !== undefined) return "object"
  if (schema["items"] !== undefined || schema["prefixItems"] !== undefined) return "array"
  return undefined
}

const number = (schema: Schema, random: Random): number => {
  const step = finite(schema["multipleOf"]) ?? (typeOf(schema) === "integer" ? 1 : undefined)
  const above = finite(schema["exclusiveMinimum"])
  const below = finite(schema["exclusiveMaximum"])
  const small = step ?? 0.01
  const least = Math.max(finite(schema["minimum"]) ?? -Infinity, above === undefined ? -Infinity : above + small)
  const most = Math.min(finite(schema["maximum"]) ?? Infinity, below === undefined ? Infinity : below - small)
  const from = Number.isFinite(least) ? least : Number.isFinite(most) ? Math.min(0, most) : 1
  const to = Math.max(from, Math.min(most, from + 100 * small))
  if (from === to) return from
  const first = Math.ceil(from / small - 1e-9)
  const steps = Math.max(0, Math.floor(to / small + 1e-9) - first)
  return Number(((first + random.between("number", 0, steps)) * small).toPrecision(12))
}

const object = (value: unknown): Schema =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {}
const list = (value: unknown): ReadonlyArray<unknown> => (Array.isArray(value) ? value : [])
const finite = (value: unknown): number | undefined =>
  typeof value === "number" && Number.isFinite(value) ? value : undefined
const integer = (value: unknown): number | undefined => (Number.isInteger(value) ? finite(value) : undefined)
const json = (value: unknown): Json => {
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return value
  if (Array.isArray(value)) return value.map(json)
  return Object.fromEntries(Object.entries(object(value)).map(([key, one]) => [key, json(one)]))
}
