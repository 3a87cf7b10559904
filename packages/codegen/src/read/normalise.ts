/**
 * Makes explicit what a document may leave out or write in several ways: operation names,
 * discriminators, dialect.
 */
import { at, define, isObject, type JsonObject, objectOr, sortedKeys, toPointer } from "../json.ts"
import { modernise } from "./dialect.ts"
import { hoist } from "./hoist.ts"
import { inlineReferences } from "./inline.ts"
import { toCamel } from "../names.ts"
import { methods, walk } from "./walk.ts"

/** Rewrites a valid, bundled document in place. */
export const normalise = (document: JsonObject): void => {
  modernise(document)
  inlineReferences(document)
  nameOperations(document)
  writeMappingsInFull(document)
  hoist(document)
}

/** `get /a/{b}` is called `getAB`; the second of that name, in the order of the paths, `getAB2`. */
const nameOperations = (document: JsonObject): void => {
  const nameless: Array<{ readonly operation: JsonObject; readonly name: string }> = []
  const taken = new Set<string>()
  for (const place of ["paths", "webhooks"]) {
    const items = objectOr(document[place])
    for (const path of sortedKeys(items)) {
      for (const method of methods) {
        const operation = objectOr(items[path])[method]
        if (!isObject(operation)) continue
        const id = operation["operationId"]
        if (typeof id === "string" && id !== "") taken.add(toCamel(id))
        else nameless.push({ operation, name: toCamel(`${method} ${path}`) })
        if (typeof operation["x-errand-name"] === "string") taken.add(toCamel(operation["x-errand-name"]))
      }
    }
  }
  for (const { name, operation } of nameless) {
    let free = name
    for (let count = 2; taken.has(free); count++) free = `${name}${count}`
    taken.add(free)
    operation["operationId"] = free
  }
}

/** A mapping may name a schema by its bare name; the later stages know references only. */
const writeMappingsInFull = (document: JsonObject): void => {
  const schemas = objectOr(at(document, ["components", "schemas"]))
  walk(document, {
    schema: (schema) => {
      const mapping = objectOr(objectOr(schema["discriminator"])["mapping"])
      for (const [value, target] of Object.entries(mapping)) {
        if (typeof target === "string" && Object.hasOwn(schemas, target))
          define(mapping, value, toPointer(["components", "schemas", target]))
      }
    }
  })
}
