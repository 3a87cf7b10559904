/** Whether a schema is sent or received, and what that means for properties with a default. */
import { at, fromPointer, isObject, type Json, type JsonObject, objectOr } from "../json.ts"
import { methods, walk } from "./walk.ts"

/**
 * Requires, in place, the properties with a default of schemas that are only received, because the
 * server fills them in. In a request a default means that the property may be left out, so schemas
 * that are also sent stay as they are.
 */
export const requireAnswered = (document: JsonObject): void => {
  for (const schema of readDirections(document).answered) {
    const required = Array.isArray(schema["required"]) ? schema["required"] : []
    const added = listDefaulted(schema).filter((name) => !required.includes(name))
    if (added.length > 0) schema["required"] = [...required, ...added.sort()]
  }
}

/** The properties of a schema that have a default. */
export const listDefaulted = (schema: JsonObject): Array<string> => {
  const properties = objectOr(schema["properties"])
  return Object.keys(properties).filter((name) => objectOr(properties[name])["default"] !== undefined)
}

/**
 * The schemas that are sent, those that are received, and of these the ones that are never sent.
 */
export interface Directions {
  readonly sent: ReadonlySet<JsonObject>
  readonly received: ReadonlySet<JsonObject>
  readonly answered: ReadonlySet<JsonObject>
}

/**
 * Collects the schemas of all operations by direction. The sets hold the document's own objects.
 */
export const readDirections = (document: JsonObject): Directions => {
  const sent = reach(document, listRequests(document))
  const received = reach(document, listResponses(document))
  return { sent, received, answered: new Set([...received].filter((schema) => !sent.has(schema))) }
}

const listOperations = (
  document: JsonObject
): ReadonlyArray<{ readonly item: JsonObject; readonly operation: JsonObject }> =>
  Object.values(objectOr(document["paths"])).flatMap((item) =>
    methods.flatMap((method) => {
      const operation = objectOr(item)[method]
      return isObject(operation) ? [{ item: objectOr(item), operation }] : []
    })
  )

/** Callbacks and webhooks, whose requests are received and whose responses are sent. */
const listInbound = (document: JsonObject): ReadonlyArray<JsonObject> => [
  ...Object.values(objectOr(document["webhooks"])).map(objectOr),
  ...listOperations(document).flatMap(({ operation }) =>
    Object.values(objectOr(operation["callbacks"])).flatMap((callback) =>
      Object.values(objectOr(callback)).map(objectOr)
    )
  )
]

const listParts = (items: ReadonlyArray<JsonObject>, keys: ReadonlyArray<string>): ReadonlyArray<Json> =>
  items.flatMap((item) => methods.flatMap((method) => keys.map((key) => objectOr(item[method])[key] ?? null)))

const listRequests = (document: JsonObject): ReadonlyArray<Json> => [
  ...listOperations(document).flatMap(({ item, operation }) => [
    item["parameters"] ?? null,
    operation["parameters"] ?? null,
    operation["requestBody"] ?? null
  ]),
  ...listParts(listInbound(document), ["responses"])
]

const listResponses = (document: JsonObject): ReadonlyArray<Json> => [
  ...listOperations(document).map(({ operation }) => operation["responses"] ?? null),
  ...listParts(listInbound(document), ["requestBody"])
]

/** Every schema that can be reached from these values, through references too. */
const reach = (document: JsonObject, from: ReadonlyArray<Json>): ReadonlySet<JsonObject> => {
  const met = new Set<JsonObject>()
  const seen = new Set<string>()
  const follow = (ref: Json | undefined, schema: boolean): void => {
    if (typeof ref !== "string" || seen.has(ref)) return
    seen.add(ref)
    const target = at(document, fromPointer(ref)) ?? null
    enter(schema ? { schema: target } : target)
  }
  const enter = (value: Json): void =>
    walk(value, {
      schema: (schema) => {
        met.add(schema)
        follow(schema["$ref"], true)
        for (const target of Object.values(objectOr(objectOr(schema["discriminator"])["mapping"]))) follow(target, true)
      },
      piece: (piece) => follow(piece["$ref"], false)
    })
  for (const value of from) enter(value)
  return met
}
