/** Refuses documents that have no clear meaning, and names the place. */
import {
  arrayOr,
  at,
  fromPointer,
  isArray,
  isObject,
  type Json,
  type JsonObject,
  objectOr,
  showValue,
  textOr,
  type Path
} from "../json.ts"
import type { Fail } from "../problem.ts"
import { checkHints } from "./hints.ts"
import { checkSchema } from "./validateSchema.ts"
import { methods, walk } from "./walk.ts"

/**
 * Checks a bundled document before it is rewritten, so that places in messages are those of the
 * file.
 */
export const validate = (document: JsonObject, fail: Fail): void => {
  for (const key of ["paths", "webhooks", "components"]) {
    if (document[key] !== undefined && !isObject(document[key])) fail([key], `${key} has to be an object`)
  }
  if (document["paths"] === undefined && document["webhooks"] === undefined && document["components"] === undefined) {
    fail([], "there is nothing in it: no paths, no webhooks, no components")
  }
  checkReferences(document, fail)
  checkOperations(document, fail)
  walk(document, { schema: (schema, path) => checkSchema(document, schema, path, fail) })
  for (const [name, schema] of Object.entries(objectOr(at(document, ["components", "schemas"])))) {
    if (!isObject(schema) && typeof schema !== "boolean")
      fail(["components", "schemas", name], "a schema has to be an object")
  }
}

const checkReferences = (document: JsonObject, fail: Fail): void => {
  const check = (value: JsonObject, path: Path) => {
    const ref = value["$ref"]
    if (typeof ref !== "string") return
    const seen = new Set<string>()
    for (let next: string = ref; ;) {
      if (seen.has(next)) fail(path, `$ref ${ref} leads back to itself`)
      seen.add(next)
      const target = at(document, fromPointer(next))
      if (target === undefined) fail(path, `$ref ${next} leads nowhere`)
      const onward = isObject(target ?? null) ? objectOr(target)["$ref"] : undefined
      if (typeof onward !== "string") return
      next = onward
    }
  }
  walk(document, { schema: check, piece: check })
}

const checkOperations = (document: JsonObject, fail: Fail): void => {
  const ids = new Map<string, string>()
  for (const place of ["paths", "webhooks"]) {
    for (const [path, item] of Object.entries(objectOr(document[place]))) {
      if (path.startsWith("x-")) continue
      const here = [place, path]
      if (!isObject(item)) fail(here, "a path item has to be an object")
      if (place === "paths" && !path.startsWith("/")) fail(here, "a path has to start with /")
      for (const method of methods) {
        const operation = objectOr(item)[method]
        if (operation === undefined) continue
        if (!isObject(operation)) fail([...here, method], "an operation has to be an object")
        checkOperation(document, objectOr(item), objectOr(operation), [...here, method], fail)
        const id = textOr(objectOr(operation)["operationId"])
        if (id === undefined || id === "") continue
        const name = `${method.toUpperCase()} ${path}`
        const other = ids.get(id)
        if (other !== undefined) fail([...here, method, "operationId"], `${other} has the operationId ${id} too`)
        ids.set(id, name)
      }
    }
  }
}

const checkOperation = (
  document: JsonObject,
  item: JsonObject,
  operation: JsonObject,
  path: Path,
  fail: Fail
): void => {
  checkParameters(document, item["parameters"], [...path.slice(0, -1), "parameters"], fail)
  checkParameters(document, operation["parameters"], [...path, "parameters"], fail)
  const responses = operation["responses"]
  if (responses !== undefined && !isObject(responses)) fail([...path, "responses"], "responses have to be an object")
  for (const [status, response] of Object.entries(objectOr(responses))) {
    const here = [...path, "responses", status]
    if (!/^(?:[1-5]\d\d|[1-5]XX|default|x-.*)$/i.test(status)) fail(here, `${status} is no status: 200, 4XX or default`)
    checkContent(document, response, here, fail)
  }
  if (operation["requestBody"] !== undefined)
    checkContent(document, operation["requestBody"], [...path, "requestBody"], fail)
  checkHints(
    operation,
    [...arrayOr(item["parameters"]), ...arrayOr(operation["parameters"])].map((each) => follow(document, each)),
    path,
    fail
  )
}

const checkParameters = (document: JsonObject, value: Json | undefined, path: Path, fail: Fail): void => {
  if (value === undefined) return
  if (!isArray(value)) fail(path, "parameters have to be a list")
  arrayOr(value).forEach((each, index) => {
    const parameter = follow(document, each)
    if (textOr(parameter["name"]) === undefined) fail([...path, index], "a parameter needs a name")
    if (!["path", "query", "header", "cookie"].includes(showValue(parameter["in"]))) {
      fail([...path, index], `parameter ${showValue(parameter["name"])} has to be in path, query, header or cookie`)
    }
  })
}

const checkContent = (document: JsonObject, value: Json | undefined, path: Path, fail: Fail): void => {
  if (!isObject(value)) fail(path, "an object was expected")
  const { content } = follow(document, value)
  if (content !== undefined && !isObject(content))
    fail([...path, "content"], "content has to be an object of media types")
}

/** Follows references; {@link checkReferences} has made sure that they end. */
const follow = (document: JsonObject, value: Json | undefined): JsonObject => {
  const found = objectOr(value)
  return typeof found["$ref"] === "string" ? follow(document, at(document, fromPointer(found["$ref"]))) : found
}
