/** Makes a component of every schema that a reference reaches below a component. */
import { at, define, fromPointer, isObject, type Json, type JsonObject, objectOr, toPointer } from "../json.ts"
import { toPascal } from "../names.ts"
import { walk } from "./walk.ts"

/**
 * Rewrites in place: `#/components/schemas/Order/$defs/Line` becomes
 * `#/components/schemas/OrderLine`, and `$defs` go. The types would otherwise be reached through
 * optional properties, or show `$defs` as a property.
 */
export const hoist = (document: JsonObject): void => {
  const names = new Map<string, string>()
  const components = objectOr(document["components"])
  const schemas = objectOr(components["schemas"])
  const settle = (value: Json): void =>
    walk(
      { schema: value },
      {
        schema: (schema) => {
          lead(schema)
        }
      }
    )
  const target = (ref: string): string => {
    const known = names.get(ref)
    if (known !== undefined) return known
    const found = at(document, fromPointer(ref))
    if (found === undefined || !(isObject(found) || typeof found === "boolean")) return ref
    const name = freeName(schemas, fromPointer(ref))
    const pointer = toPointer(["components", "schemas", name])
    names.set(ref, pointer)
    const copy = structuredClone(found)
    define(schemas, name, copy)
    settle(copy)
    return pointer
  }
  const lead = (schema: JsonObject): void => {
    const ref = schema["$ref"]
    if (typeof ref === "string" && !isComponent(ref)) schema["$ref"] = target(ref)
    const mapping = objectOr(objectOr(schema["discriminator"])["mapping"])
    for (const [value, to] of Object.entries(mapping))
      if (typeof to === "string" && to.startsWith("#/") && !isComponent(to)) define(mapping, value, target(to))
  }
  walk(document, { schema: lead })
  if (names.size > 0) document["components"] = { ...components, schemas }
  walk(document, { schema: (schema) => void (delete schema["$defs"], delete schema["definitions"]) })
  delete document["$defs"]
}

const isComponent = (ref: string): boolean => /^#\/components\/schemas\/[^/]+$/.test(ref)

/** Keys that only lead to a schema and would add nothing to its name. */
const structuralWords = new Set(["components", "schemas", "$defs", "definitions", "properties", "schema", "content"])

const freeName = (schemas: JsonObject, path: ReadonlyArray<string>): string => {
  const words = path.filter((word) => !structuralWords.has(word)).slice(-3)
  const name = toPascal(words.join(" ")).replace(/[^\w]/g, "_")
  for (let count = 1; ; count++) {
    const wanted = count === 1 ? name : `${name}${count}`
    if (!Object.hasOwn(schemas, wanted)) return wanted
  }
}
