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
  toCanonical,
  type Path
} from "../json.ts"
import type { Fail, Warn } from "../problem.ts"
import { checkHints } from "./hints.ts"
import { checkSchema } from "./validateSchema.ts"
import { methods, walk, withoutFragment } from "./walk.ts"

/**
 * Checks a bundled document before it is rewritten, so that places in messages are those of the
 * file.
 */
export const validate = (document: JsonObject, fail: Fail, warn: Warn = () => {}): void => {
  for (const key of ["paths", "webhooks", "components"]) {
    if (document[key] !== undefined && !isObject(document[key])) fail([key], `${key} has to be an object`)
  }
  for (const [kind, map] of Object.entries(objectOr(document["components"]))) {
    if (kind.startsWith("x-")) continue
    if (!isObject(map)) fail(["components", kind], `${kind} have to be an object`)
    for (const [name, item] of Object.entries(objectOr(map)))
      if (kind !== "schemas" && kind !== "examples" && !isObject(item))
        fail(["components", kind, name], "an object was expected")
  }
  if (document["paths"] === undefined && document["webhooks"] === undefined && document["components"] === undefined) {
    fail([], "there is nothing in it: no paths, no webhooks, no components")
  }
  checkReferences(document, fail)
  checkOperations(document, fail, warn)
  warnOfFragments(document, warn)
  walk(document, {
    schema: (schema, path) => checkSchema(document, schema, path, fail, warn),
    piece: (piece, path) => checkPiece(piece, path, fail)
  })
  for (const [name, schema] of Object.entries(objectOr(at(document, ["components", "schemas"])))) {
    if (!isObject(schema) && typeof schema !== "boolean")
      fail(["components", "schemas", name], "a schema has to be an object")
  }
}

const checkReferences = (document: JsonObject, fail: Fail): void => {
  const check = (value: JsonObject, path: Path) => {
    const ref = value["$ref"]
    if (ref !== undefined && typeof ref !== "string") fail(path, `a $ref has to be a text, not ${showValue(ref)}`)
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

const checkOperations = (document: JsonObject, fail: Fail, warn: Warn): void => {
  const ids = new Map<string, { readonly name: string; readonly operation: JsonObject }>()
  for (const place of ["paths", "webhooks"]) {
    for (const [path, item] of Object.entries(objectOr(document[place]))) {
      if (path.startsWith("x-")) continue
      const here = [place, path]
      if (!isObject(item)) fail(here, "a path item has to be an object")
      if (place === "paths") checkPath(path, here, fail)
      const whole = follow(document, item)
      for (const method of methods) {
        const operation = whole[method]
        if (operation === undefined) continue
        if (!isObject(operation)) fail([...here, method], "an operation has to be an object")
        checkOperation(document, whole, objectOr(operation), [...here, method], fail, warn)
        const id = textOr(objectOr(operation)["operationId"])
        if (id === undefined || id === "") continue
        const name = `${method.toUpperCase()} ${path}`
        const other = ids.get(id)
        // One path item may stand under several paths: the same operation is no second one of its
        // name.
        if (other !== undefined && other.operation !== operation)
          fail([...here, method, "operationId"], `${other.name} has the operationId ${id} too`)
        ids.set(id, { name, operation: objectOr(operation) })
      }
    }
  }
}

/** A query in a path would not be sent as it is written. */
const checkPath = (path: string, here: Path, fail: Fail): void => {
  if (!path.startsWith("/")) fail(here, "a path has to start with /")
  if (withoutFragment(path.replaceAll(/\{[^}]*\}/g, "")).includes("?"))
    fail(here, "a path ends before its query; declare what follows the ? as query parameters")
}

/** What follows a `#` tells operations of one path apart, and never leaves the caller. */
const warnOfFragments = (document: JsonObject, warn: Warn): void => {
  const [first, ...more] = Object.keys(objectOr(document["paths"])).filter(
    (path) => !path.startsWith("x-") && path !== withoutFragment(path)
  )
  const others = more.length > 0 ? `, and so is that of ${more.length} others` : ""
  if (first !== undefined)
    warn(["paths", first], `what follows the # of a path is never sent, and is left out${others}`)
}

const checkOperation = (
  document: JsonObject,
  item: JsonObject,
  operation: JsonObject,
  path: Path,
  fail: Fail,
  warn: Warn
): void => {
  checkParameters(document, item["parameters"], [...path.slice(0, -1), "parameters"], fail, warn)
  checkParameters(document, operation["parameters"], [...path, "parameters"], fail, warn)
  const responses = operation["responses"]
  if (responses !== undefined && !isObject(responses)) fail([...path, "responses"], "responses have to be an object")
  for (const [status, response] of Object.entries(objectOr(responses))) {
    const here = [...path, "responses", status]
    if (!/^(?:[1-5]\d\d|[1-5]XX|default|x-.*)$/i.test(status)) fail(here, `${status} is no status: 200, 4XX or default`)
    if (status.startsWith("x-")) continue
    checkContent(document, response, here, fail)
    if (path.at(-1) === "head" && follow(document, response)["content"] !== undefined)
      warn(here, "an answer to HEAD has no body, so its content is left out")
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

const checkParameters = (document: JsonObject, value: Json | undefined, path: Path, fail: Fail, warn: Warn): void => {
  if (value === undefined) return
  if (!isArray(value)) fail(path, "parameters have to be a list")
  const known = new Map<string, JsonObject>()
  arrayOr(value).forEach((each, index) => {
    const parameter = follow(document, each)
    const name = `${showValue(parameter["name"])} in ${showValue(parameter["in"])}`
    const other = known.get(name)
    if (other !== undefined && toCanonical(other) !== toCanonical(parameter))
      fail([...path, index], `the parameter ${name} stands twice, and not with the same meaning`)
    if (other !== undefined)
      warn([...path, index], `the parameter ${name} stands twice with the same meaning, and is taken once`)
    known.set(name, parameter)
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

/** What stands in each object that is no schema, wherever it is. */
const checkPiece = (piece: JsonObject, path: Path, fail: Fail): void => {
  for (const key of ["content", "headers", "callbacks", "encoding", "links", "responses"]) {
    const map = piece[key]
    // Between the names of a map such a key is one of them.
    if (map === undefined || (path.at(-1) === "components" && isObject(map))) continue
    if (!isObject(map))
      fail([...path, key], `${key} ${key === "content" || key === "encoding" ? "has" : "have"} to be an object`)
    for (const [name, each] of Object.entries(objectOr(map)))
      if (!isObject(each) && !name.startsWith("x-")) fail([...path, key, name], "an object was expected")
  }
  if (piece["schema"] !== undefined && !isObject(piece["schema"]) && typeof piece["schema"] !== "boolean")
    fail([...path, "schema"], "a schema has to be an object")
  if (piece["requestBody"] !== undefined && !isObject(piece["requestBody"]))
    fail([...path, "requestBody"], "an object was expected")
}

/** Follows references; {@link checkReferences} has made sure that they end. */
const follow = (document: JsonObject, value: Json | undefined): JsonObject => {
  const found = objectOr(value)
  return typeof found["$ref"] === "string" ? follow(document, at(document, fromPointer(found["$ref"]))) : found
}
