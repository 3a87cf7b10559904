/**
 * JSON Schemas as samples are made from: references followed, and several schemas made into one
 * that allows what all allow.
 */

/** A schema that is an object; `true` and an absent one are the empty object. */
export type Schema = { readonly [key: string]: unknown }

/** The value as a schema, the same object where it is one. */
export const asSchema = (value: unknown): Schema => (isRecord(value) ? value : {})

/** The value as a list; an empty one where it is none. */
export const asList = (value: unknown): ReadonlyArray<unknown> => (Array.isArray(value) ? value : [])

/** The value as a number; undefined where it is none. */
export const asNumber = (value: unknown): number | undefined =>
  typeof value === "number" && Number.isFinite(value) ? value : undefined

/** The JSON types that a schema allows, `null` last; empty where it does not say. */
export const typesOf = (schema: Schema): ReadonlyArray<string> => {
  const types = [schema["type"]].flat().filter((type) => typeof type === "string")
  return [...types.filter((type) => type !== "null"), ...types.filter((type) => type === "null")]
}

/** Follows references and folds `allOf`, so that all keywords stand in one schema. */
export const resolve = (schema: Schema, document: unknown, hops = 0): Schema => {
  const { $ref: reference, allOf, ...rest } = schema
  if (hops > maxHops || (typeof reference !== "string" && allOf === undefined)) return schema
  const target = typeof reference === "string" ? resolve(lookUp(document, reference), document, hops + 1) : {}
  return asList(allOf)
    .map(asSchema)
    .reduce<Schema>((whole, one) => merge(whole, resolve(one, document, hops + 1)), merge(target, rest))
}

/** References that refer to each other in a circle are followed no further. */
const maxHops = 32

const lookUp = (document: unknown, reference: string): Schema =>
  asSchema(
    reference
      .replace(/^#\/?/, "")
      .split("/")
      .filter((part) => part !== "")
      .reduce<unknown>(
        (at, part) => asSchema(at)[decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~")],
        document
      )
  )

/** One schema that allows what both allow, as far as their keywords can be combined. */
export const merge = (a: Schema, b: Schema): Schema => {
  const merged: { [key: string]: unknown } = { ...a }
  for (const [key, value] of Object.entries(b)) {
    merged[key] = Object.hasOwn(a, key) ? (combine[key] ?? second)(a[key], value) : value
  }
  return merged
}

type Combine = (a: unknown, b: unknown) => unknown

const second: Combine = (_, b) => b
const smaller: Combine = (a, b) => Math.min(Number(a), Number(b))
const larger: Combine = (a, b) => Math.max(Number(a), Number(b))
const both: Combine = (a, b) => ({ allOf: [a, b] })
const union: Combine = (a, b) => [...new Set([...asList(a), ...asList(b)])]
const schemasByKey: Combine = (a, b) => {
  const merged: { [key: string]: unknown } = { ...asSchema(a) }
  for (const [key, value] of Object.entries(asSchema(b))) {
    Object.defineProperty(merged, key, {
      value: Object.hasOwn(merged, key) ? { allOf: [merged[key], value] } : value,
      configurable: true,
      enumerable: true,
      writable: true
    })
  }
  return merged
}

const combine: { readonly [keyword: string]: Combine } = {
  type: (a, b) => {
    const allowed = typesOf({ type: b })
    const common = typesOf({ type: a }).flatMap((type) =>
      allowed.includes(type)
        ? [type]
        : type === "number" && allowed.includes("integer")
          ? ["integer"]
          : type === "integer" && allowed.includes("number")
            ? ["integer"]
            : []
    )
    return common.length === 0 ? b : common
  },
  enum: (a, b) => {
    const texts = new Set(asList(b).map((one) => JSON.stringify(one)))
    const common = asList(a).filter((one) => texts.has(JSON.stringify(one)))
    return common.length === 0 ? b : common
  },
  minLength: larger,
  maxLength: smaller,
  minimum: larger,
  maximum: smaller,
  exclusiveMinimum: larger,
  exclusiveMaximum: smaller,
  minItems: larger,
  maxItems: smaller,
  minProperties: larger,
  maxProperties: smaller,
  uniqueItems: (a, b) => a === true || b === true,
  required: union,
  properties: schemasByKey,
  patternProperties: schemasByKey,
  items: both,
  additionalProperties: (a, b) => (a === false || b === false ? false : both(a, b)),
  propertyNames: both,
  dependentRequired: (a, b) => ({ ...asSchema(a), ...asSchema(b) }),
  multipleOf: (a, b) => {
    const [one, other] = [Number(a), Number(b)]
    // A multiple of both: the first multiple of the larger that is one of the smaller, too.
    const [step, divisor] = one > other ? [one, other] : [other, one]
    for (let times = 1; times <= 1000; times += 1) if (Number.isInteger((step * times) / divisor)) return step * times
    return step * divisor
  },
  not: (a, b) => ({ anyOf: [a, b] }),
  anyOf: (a, b) => asList(a).flatMap((one) => asList(b).map((other) => both(one, other))),
  oneOf: second
}

const isRecord = (value: unknown): value is Schema =>
  typeof value === "object" && value !== null && !Array.isArray(value)
