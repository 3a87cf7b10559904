/** The mistakes in a schema that would otherwise come out as wrong types. */
import { at, isArray, isObject, type JsonObject, objectOr, showValue, type Path } from "../json.ts"
import type { Fail } from "../problem.ts"

const typeNames = new Set(["array", "boolean", "integer", "null", "number", "object", "string"])

export const checkSchema = (document: JsonObject, schema: JsonObject, path: Path, fail: Fail): void => {
  const { properties, required, type } = schema
  for (const each of isArray(type) ? type : type === undefined ? [] : [type]) {
    if (typeof each !== "string" || !typeNames.has(each)) fail([...path, "type"], `${JSON.stringify(each)} is no type`)
  }
  if (properties !== undefined && !isObject(properties))
    fail([...path, "properties"], "properties have to be an object")
  for (const [name, property] of Object.entries(objectOr(properties))) {
    if (!isObject(property) && typeof property !== "boolean")
      fail([...path, "properties", name], `property ${name} has to be a schema`)
  }
  if (required !== undefined && !(isArray(required) && required.every((name) => typeof name === "string"))) {
    fail([...path, "required"], "required has to be a list of property names")
  }
  if (schema["enum"] !== undefined && !isArray(schema["enum"])) fail([...path, "enum"], "enum has to be a list")
  for (const keyword of ["allOf", "anyOf", "oneOf"]) {
    const parts = schema[keyword]
    if (parts !== undefined && !isArray(parts)) fail([...path, keyword], `${keyword} has to be a list of schemas`)
  }
  if (schema["$dynamicRef"] !== undefined) fail([...path, "$dynamicRef"], "$dynamicRef is not supported")
  for (const key of Object.keys(schema)) {
    if (key.startsWith("x-errand-") && key !== "x-errand-open")
      fail([...path, key], `${key} is no hint that is known for a schema`)
  }
  if (schema["x-errand-open"] !== undefined && !(schema["x-errand-open"] === true && isArray(schema["enum"]))) {
    fail([...path, "x-errand-open"], "x-errand-open: true belongs to a schema with an enum")
  }
  checkDiscriminator(document, schema, path, fail)
}

/**
 * Each target of a mapping has to be a schema; a misspelt one would leave a variant without its
 * tag.
 */
const checkDiscriminator = (document: JsonObject, schema: JsonObject, path: Path, fail: Fail): void => {
  const discriminator = schema["discriminator"]
  if (discriminator === undefined) return
  const here = [...path, "discriminator"]
  if (!isObject(discriminator) || typeof discriminator["propertyName"] !== "string")
    fail(here, "a discriminator needs a propertyName")
  const schemas = objectOr(at(document, ["components", "schemas"]))
  for (const [value, target] of Object.entries(objectOr(objectOr(discriminator)["mapping"]))) {
    const name = typeof target === "string" ? target.replace(/^#\/components\/schemas\//, "") : ""
    if (!Object.hasOwn(schemas, name)) {
      fail(
        [...here, "mapping", value],
        `the discriminator maps ${value} to ${showValue(target)}, which is no schema of this document`
      )
    }
  }
}
