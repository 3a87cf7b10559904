/** Which way a schema travels, and what that means for properties with a default. */
import { at, fromPointer, isObject, type Json, type JsonObject, objectOr } from "./json.ts"
import { eachRootSchema, eachSchema, methods } from "./walk.ts"

/**
 * Requires, in place, the defaulted properties of schemas that only ever come back: the server fills them in.
 * In a request a default means that the property may be left out, so what travels both ways stays as it is.
 */
export const requireAnswered = (document: JsonObject): void => {
  const sent = reach(document, requests(document))
  const received = reach(document, responses(document))
  for (const schema of received) {
    if (sent.has(schema)) continue
    const properties = objectOr(schema["properties"])
    const defaulted = Object.keys(properties).filter((name) => objectOr(properties[name])["default"] !== undefined)
    const required = Array.isArray(schema["required"]) ? schema["required"] : []
    const added = defaulted.filter((name) => !required.includes(name))
    if (added.length > 0) schema["required"] = [...required, ...added.sort()]
  }
}

const operationsOf = (document: JsonObject): ReadonlyArray<{ readonly item: JsonObject; readonly operation: JsonObject }> =>
  Object.values(objectOr(document["paths"])).flatMap((item) =>
    methods.flatMap((method) => {
      const operation = objectOr(item)[method]
      return isObject(operation) ? [{ item: objectOr(item), operation }] : []
    })
  )

/** A callback or webhook turns the direction round: its request comes to us. */
const inbound = (document: JsonObject): ReadonlyArray<JsonObject> => [
  ...Object.values(objectOr(document["webhooks"])).map(objectOr),
  ...operationsOf(document).flatMap(({ operation }) =>
    Object.values(objectOr(operation["callbacks"])).flatMap((callback) => Object.values(objectOr(callback)).map(objectOr))
  )
]

const parts = (items: ReadonlyArray<JsonObject>, keys: ReadonlyArray<string>): ReadonlyArray<Json> =>
  items.flatMap((item) => methods.flatMap((method) => keys.map((key) => objectOr(item[method])[key] ?? null)))

const requests = (document: JsonObject): ReadonlyArray<Json> => [
  ...operationsOf(document).flatMap(({ item, operation }) => [
    item["parameters"] ?? null, operation["parameters"] ?? null, operation["requestBody"] ?? null
  ]),
  ...parts(inbound(document), ["responses"])
]

const responses = (document: JsonObject): ReadonlyArray<Json> => [
  ...operationsOf(document).map(({ operation }) => operation["responses"] ?? null),
  ...parts(inbound(document), ["requestBody"])
]

/** Every schema that can be met from here, references followed. */
const reach = (document: JsonObject, from: ReadonlyArray<Json>): ReadonlySet<JsonObject> => {
  const met = new Set<JsonObject>()
  const seen = new Set<string>()
  const follow = (value: JsonObject, next: (target: Json) => void) => {
    const ref = value["$ref"]
    if (typeof ref !== "string" || seen.has(ref)) return
    seen.add(ref)
    next(at(document, fromPointer(ref)) ?? null)
  }
  const schema = (root: Json) =>
    eachSchema(root, (each) => {
      met.add(each)
      follow(each, schema)
      for (const target of Object.values(objectOr(objectOr(each["discriminator"])["mapping"]))) follow({ $ref: target }, schema)
    })
  const piece = (value: Json): void => {
    eachRootSchema(value, schema)
    eachReference(value, (each) => follow(each, piece))
  }
  for (const value of from) piece(value)
  return met
}

/** References to whole parameters, bodies and responses; those inside schemas are the schemas' own affair. */
const eachReference = (value: Json, visit: (value: JsonObject) => void): void => {
  if (Array.isArray(value)) return value.forEach((item) => eachReference(item, visit))
  if (!isObject(value)) return
  if (typeof value["$ref"] === "string") return visit(value)
  for (const [key, item] of Object.entries(value)) if (key !== "schema" && key !== "example" && key !== "examples") eachReference(item, visit)
}
