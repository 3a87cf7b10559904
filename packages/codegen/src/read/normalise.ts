/**
 * Makes explicit what a document may leave out or write in several ways: operation names,
 * discriminators, dialect.
 */
import {
  arrayOr,
  at,
  define,
  fromPointer,
  isArray,
  isObject,
  type Json,
  type JsonObject,
  objectOr,
  showValue,
  sortedKeys,
  toCanonical,
  toPointer
} from "../json.ts"
import type { Warn } from "../problem.ts"
import { modernise } from "./dialect.ts"
import { hoist } from "./hoist.ts"
import { inlineReferences } from "./inline.ts"
import { toCamel } from "../names.ts"
import { resolveReference } from "./references.ts"
import { methods, walk } from "./walk.ts"
import { withoutProse } from "./withoutProse.ts"

/** Rewrites a valid, bundled document in place. */
export const normalise = (document: JsonObject, warn: Warn = () => {}): void => {
  modernise(document)
  dropExtensions(document)
  inlineReferences(document)
  dropDoubled(document)
  declarePathParameters(document, warn)
  nameOperations(document, warn)
  requireProperties(document)
  writeMappingsInFull(document, warn)
  hoist(document)
}

/** Extensions among the paths, responses or kinds of components would be taken for one. */
const dropExtensions = (document: JsonObject): void => {
  const drop = (value: JsonObject): void => {
    for (const key of Object.keys(value)) if (key.startsWith("x-")) delete value[key]
  }
  drop(objectOr(document["paths"]))
  drop(objectOr(document["components"]))
  walk(document, {
    piece: (piece, path) => {
      if (path.at(-2) === "callbacks") drop(piece)
      if (methods.some((method) => path.at(-1) === method)) drop(objectOr(piece["responses"]))
    }
  })
}

/** `get /a/{b}` is called `getAB`; the second of that name, in the order of the paths, `getAB2`. */
const nameOperations = (document: JsonObject, warn: Warn): void => {
  const nameless: Array<{ readonly operation: JsonObject; readonly name: string }> = []
  const taken = new Set<string>()
  const ids = new Set<string>()
  for (const place of ["paths", "webhooks"]) {
    const items = objectOr(document[place])
    for (const path of sortedKeys(items)) {
      for (const method of methods) {
        const operation = objectOr(items[path])[method]
        if (!isObject(operation)) continue
        const id = operation["operationId"]
        const isSecond = typeof id === "string" && ids.has(id)
        if (isSecond)
          warn(
            [place, path, method],
            `the operation ${id} stands under several paths, and is called by its path here; give it an operationId of its own`
          )
        if (typeof id === "string" && id !== "" && !isSecond) {
          ids.add(id)
          taken.add(toCamel(id))
        } else nameless.push({ operation, name: toCamel(`${method} ${path}`) })
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
const writeMappingsInFull = (document: JsonObject, warn: Warn): void => {
  const schemas = objectOr(at(document, ["components", "schemas"]))
  walk(document, {
    schema: (schema, path) => {
      const mapping = objectOr(objectOr(schema["discriminator"])["mapping"])
      for (const [value, target] of Object.entries(mapping)) {
        const twin =
          typeof target === "string" && target.startsWith("#/") ? twinOf(document, schema, target) : undefined
        if (twin !== undefined) {
          define(mapping, value, twin)
          const here = [...path, "discriminator", "mapping", value]
          warn(here, `${showValue(target)} is taken for ${twin}, which says the same and is one of the alternatives`)
        } else if (typeof target === "string" && Object.hasOwn(schemas, target))
          define(mapping, value, toPointer(["components", "schemas", target]))
      }
    }
  })
}

/** The alternative that says the same as a schema that is none of the alternatives. */
const twinOf = (document: JsonObject, schema: JsonObject, target: string): string | undefined => {
  const refs = ["oneOf", "anyOf"]
    .flatMap((keyword) => arrayOr(schema[keyword]))
    .map((part) => objectOr(part)["$ref"])
    .filter((ref) => typeof ref === "string")
  if (refs.length === 0 || refs.includes(target)) return undefined
  const content = (ref: string): string => toCanonical(withoutProse(at(document, fromPointer(ref)) ?? null, "keywords"))
  return refs.find((ref) => content(ref) === content(target))
}

/** The operations of paths with their path and path item. */
const eachOperation = (
  document: JsonObject,
  visit: (operation: JsonObject, item: JsonObject, path: string, method: string) => void
): void => {
  const paths = objectOr(document["paths"])
  for (const path of sortedKeys(paths)) {
    const item = objectOr(paths[path])
    for (const method of methods) if (isObject(item[method])) visit(item[method], item, path, method)
  }
}

const isParameter = (document: JsonObject, value: Json, place: string, name: string): boolean => {
  const parameter = resolveReference(document, value)
  return parameter["in"] === place && parameter["name"] === name
}

/** A parameter that stands twice in one list has one meaning; anything else was refused. */
const dropDoubled = (document: JsonObject): void =>
  walk(document, {
    piece: (piece) => {
      const list = piece["parameters"]
      if (!isArray(list)) return
      const nameOf = (each: Json): string => {
        const { in: place = null, name = null } = resolveReference(document, each)
        return toCanonical([place, name])
      }
      const last = new Map(list.map((each, index) => [nameOf(each), index]))
      piece["parameters"] = list.filter((each, index) => last.get(nameOf(each)) === index)
    }
  })

/**
 * A `{name}` in a path that no parameter declares can only be a required text. A path parameter
 * that stands in no path cannot be sent.
 */
const declarePathParameters = (document: JsonObject, warn: Warn): void =>
  eachOperation(document, (operation, item, path, method) => {
    const here = ["paths", path, method]
    const names = new Set([...path.matchAll(/\{([^{}]+)\}/g)].map(([, name = ""]) => name))
    const all = [...arrayOr(item["parameters"]), ...arrayOr(operation["parameters"])]
    const missing = [...names].filter((name) => !all.some((each) => isParameter(document, each, "path", name)))
    for (const name of missing) warn(here, `{${name}} is no declared parameter, and is taken for a required text`)
    if (missing.length > 0) {
      const added = missing.map((name) => ({ name, in: "path", required: true, schema: { type: "string" } }))
      operation["parameters"] = [...arrayOr(operation["parameters"]), ...added]
    }
    for (const holder of [item, operation]) {
      const list = arrayOr(holder["parameters"])
      const kept = list.filter((each) => {
        const { in: place, name } = resolveReference(document, each)
        return place !== "path" || typeof name !== "string" || names.has(name)
      })
      if (kept.length === list.length) continue
      warn(here, "a path parameter that does not stand in the path is left out: it could not be sent")
      holder["parameters"] = kept
    }
  })

/** `required: true` at a property means that the object around it requires the property. */
const requireProperties = (document: JsonObject): void =>
  walk(document, {
    schema: (schema) => {
      if (typeof schema["required"] === "boolean") delete schema["required"]
      const properties = objectOr(schema["properties"])
      const names = Object.keys(properties).filter((name) => objectOr(properties[name])["required"] === true)
      if (names.length > 0) schema["required"] = [...new Set([...arrayOr(schema["required"]), ...names])]
    }
  })
