/**
 * The descriptions that are demanded: those of what a caller sees first. These are operations,
 * what an operation takes at its top level, and the words for a state. All others may be empty, and
 * what a name says already needs none.
 */
import {
  arrayOr,
  at,
  fromPointer,
  isArray,
  isObject,
  type Json,
  type JsonObject,
  objectOr,
  textOr,
  toPointer,
  type Path
} from "../json.ts"
import { findMarks, mark } from "./marks.ts"
import { methods, walk } from "./walk.ts"

/** A place whose description is demanded. */
export interface Demand {
  /** The keys of what is to be described. */
  readonly path: Path
  readonly keyword: "description" | "summary"
  /** The same in every version of a document, also where a parameter has moved in its list. */
  readonly id: string
}

/** Every place whose description is demanded, described or not, each once. */
export const listDemanded = (document: JsonObject): ReadonlyArray<Demand> => {
  const all = [...listOperations(document), ...listStates(document)]
  return [...new Map(all.map((each) => [each.id, each])).values()]
}

/** Whether what is demanded has a description that is written. */
export const isDescribed = (document: JsonObject, { keyword, path }: Demand): boolean => {
  const value = objectOr(at(document, path))
  const isWritten = (key: string) => !["", mark].includes((textOr(value[key]) ?? "").trim())
  return isWritten("description") || (keyword === "summary" && isWritten("summary"))
}

/** Pointers of the marks that stand where a description is demanded. */
export const findDemandedMarks = (document: JsonObject): ReadonlyArray<string> => {
  const marks = findMarks(document)
  if (marks.length === 0) return marks
  const demanded = new Set(listDemanded(document).map(({ path }) => toPointer(path)))
  return marks.filter((pointer) => demanded.has(pointer.replace(/\/[^/]*$/, "")))
}

const demand = (path: Path, id = toPointer(path)): Demand => ({ path, keyword: "description", id })

const listOperations = (document: JsonObject): ReadonlyArray<Demand> =>
  ["paths", "webhooks"].flatMap((place) =>
    Object.entries(objectOr(document[place])).flatMap(([name, item]) => {
      const path = [place, name]
      const inputs = place === "paths" ? listParameters(document, path) : []
      return [...inputs, ...methods.flatMap((method) => listOperation(document, [...path, method], objectOr(item)))]
    })
  )

const listOperation = (document: JsonObject, path: Path, item: JsonObject): ReadonlyArray<Demand> => {
  const operation = item[String(path.at(-1))]
  if (!isObject(operation)) return []
  const own: Demand = { ...demand(path), keyword: "summary" }
  if (path[0] !== "paths") return [own]
  const body = resolve(document, [...path, "requestBody"])
  const media = Object.keys(objectOr(objectOr(at(document, body))["content"]))
  const inputs = media.flatMap((type) => listProperties(document, [...body, "content", type, "schema"]))
  return [own, ...listParameters(document, path), ...inputs]
}

const listParameters = (document: JsonObject, path: Path): ReadonlyArray<Demand> =>
  arrayOr(at(document, [...path, "parameters"])).flatMap((_, index) => {
    const own = [...path, "parameters", index]
    const place = resolve(document, own)
    const { in: where, name } = objectOr(at(document, place))
    // What a path's parameter is, the path says.
    if (typeof name !== "string" || where === "path" || saysItself(name)) return []
    const id = place === own ? `${toPointer(own.slice(0, -1))} ${textOr(where) ?? ""} ${name}` : toPointer(place)
    return [demand(place, id)]
  })

/** The properties of a schema, also of those that it is composed of. */
const listProperties = (
  document: JsonObject,
  path: Path,
  inside: ReadonlyArray<string> = []
): ReadonlyArray<Demand> => {
  const place = resolve(document, path)
  const id = toPointer(place)
  const schema = at(document, place)
  if (!isObject(schema) || inside.includes(id)) return []
  const own = Object.entries(objectOr(schema["properties"])).flatMap(([name, value]) =>
    isObject(value) && !saysItself(name) ? [demand([...place, "properties", name])] : []
  )
  const parts = ["allOf", "anyOf", "oneOf"].flatMap((key) =>
    arrayOr(schema[key]).flatMap((_, index) => listProperties(document, [...place, key, index], [...inside, id]))
  )
  return [...own, ...parts]
}

/** Closed lists that are called a status or the like, as components and as properties. */
const listStates = (document: JsonObject): ReadonlyArray<Demand> => {
  const found: Array<Demand> = []
  const schemas = objectOr(at(document, ["components", "schemas"]))
  for (const [name, schema] of Object.entries(schemas))
    if (isState(name) && isArray(objectOr(schema)["enum"])) found.push(demand(["components", "schemas", name]))
  walk(document, {
    schema: (schema, path) => {
      for (const [name, value] of Object.entries(objectOr(schema["properties"])))
        if (isState(name)) found.push(...listEnums(document, value, [...path, "properties", name]))
    }
  })
  return found
}

/**
 * Where the closed list of a property is described: at the property, or at the component that it
 * is.
 */
const listEnums = (document: JsonObject, value: Json | undefined, property: Path): ReadonlyArray<Demand> => {
  if (!isObject(value)) return []
  const ref = value["$ref"]
  if (typeof ref === "string") {
    const target = fromPointer(ref)
    return ref.startsWith("#/") && isArray(objectOr(at(document, target))["enum"]) ? [demand(target)] : []
  }
  const parts = ["allOf", "anyOf", "oneOf"].flatMap((key) => arrayOr(value[key]))
  return isArray(value["enum"])
    ? [demand(property)]
    : [...parts, ...arrayOr(value["items"]), value["items"]].flatMap((part) => listEnums(document, part, property))
}

/**
 * Follows references within the document; the path itself where there is none, or where it leads
 * nowhere.
 */
const resolve = (document: JsonObject, path: Path): Path => {
  let place = path
  for (let count = 0; count < 20; count++) {
    const ref = objectOr(at(document, place))["$ref"]
    if (typeof ref !== "string" || !ref.startsWith("#/") || at(document, fromPointer(ref)) === undefined) return place
    place = fromPointer(ref)
  }
  return path
}

const splitWords = (name: string): ReadonlyArray<string> =>
  name
    .replaceAll(/([\p{Ll}\p{N}])(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")

const isState = (name: string): boolean => ["phase", "state", "status"].includes(splitWords(name).at(-1) ?? "")

/** Names of which any description would only be a repetition. */
const plainNames = new Set([
  "cursor",
  "limit",
  "name",
  "offset",
  "page",
  "page number",
  "page size",
  "per page",
  "title"
])

const saysItself = (name: string): boolean => {
  const words = splitWords(name)
  return ["id", "ids"].includes(words.at(-1) ?? "") || plainNames.has(words.join(" "))
}
