/** The mistakes in a schema that would otherwise come out as wrong types. */
import {
  at,
  fromPointer,
  isArray,
  isObject,
  type Json,
  type JsonObject,
  objectOr,
  showValue,
  type Path
} from "../json.ts"
import type { Fail, Warn } from "../problem.ts"
import { schemaListKeys, schemaMapKeys, singleSchemaKeys } from "./walk.ts"

const typeNames = new Set(["array", "boolean", "integer", "null", "number", "object", "string"])

export const checkSchema = (
  document: JsonObject,
  schema: JsonObject,
  path: Path,
  fail: Fail,
  warn: Warn = () => {}
): void => {
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
  if (typeof required === "boolean")
    warn(
      [...path, "required"],
      path.at(-2) === "properties"
        ? `required: ${required} at a property is taken for a word of the object that has it`
        : `required: ${required} says nothing here, and is left out`
    )
  else if (required !== undefined && !(isArray(required) && required.every((name) => typeof name === "string"))) {
    fail([...path, "required"], "required has to be a list of property names")
  }
  if (schema["enum"] !== undefined && !isArray(schema["enum"])) fail([...path, "enum"], "enum has to be a list")
  checkKeywords(schema, path, fail)
  if (schema["$dynamicRef"] !== undefined)
    fail([...path, "$dynamicRef"], "$dynamicRef is not supported where several schemas have its anchor, or none")
  for (const key of Object.keys(schema)) {
    if (key.startsWith("x-errand-") && key !== "x-errand-open")
      fail([...path, key], `${key} is no hint that is known for a schema`)
  }
  if (schema["x-errand-open"] !== undefined && !(schema["x-errand-open"] === true && isArray(schema["enum"]))) {
    fail([...path, "x-errand-open"], "x-errand-open: true belongs to a schema with an enum")
  }
  checkDiscriminator(document, schema, path, fail)
}

const isSchema = (value: Json | undefined): boolean => isObject(value) || typeof value === "boolean"

/** Keywords that hold schemas have to hold nothing else. */
const checkKeywords = (schema: JsonObject, path: Path, fail: Fail): void => {
  for (const [keyword, value] of Object.entries(schema)) {
    if (schemaListKeys.has(keyword) && isArray(value)) {
      value.forEach((part, index) => {
        if (!isSchema(part)) fail([...path, keyword, index], `${keyword} has to be a list of schemas`)
      })
    } else if (singleSchemaKeys.has(keyword)) {
      if (!isSchema(value)) fail([...path, keyword], `${keyword} has to be a schema`)
    } else if (schemaListKeys.has(keyword)) fail([...path, keyword], `${keyword} has to be a list of schemas`)
    else if (schemaMapKeys.has(keyword) && keyword !== "properties") {
      if (!isObject(value)) fail([...path, keyword], `${keyword} has to be an object of schemas`)
      for (const [name, part] of Object.entries(objectOr(value)))
        if (!isSchema(part)) fail([...path, keyword, name], `${name} has to be a schema`)
    }
  }
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
  const mapping = objectOr(discriminator)["mapping"]
  if (mapping !== undefined && !isObject(mapping)) fail([...here, "mapping"], "a mapping has to be an object")
  for (const [value, target] of Object.entries(objectOr(mapping))) {
    const leads =
      typeof target === "string" &&
      (target.startsWith("#/") ? isSchema(at(document, fromPointer(target))) : Object.hasOwn(schemas, target))
    if (!leads) {
      fail(
        [...here, "mapping", value],
        `the discriminator maps ${value} to ${showValue(target)}, which is no schema of this document`
      )
    }
  }
}
