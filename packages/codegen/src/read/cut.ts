/**
 * Cuts a document down to the paths that are wanted, and to what they reach. The patterns are
 * recorded in the overlay beside a specification, so that every later run cuts in the same way.
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
  toPointer
} from "../json.ts"
import type { Loaded } from "./load.ts"
import { SpecProblem } from "../problem.ts"
import { methods, type Visitor, walk } from "./walk.ts"

/** The key of an overlay that holds the patterns of the paths that are wanted. */
export const onlyKey = "x-errand-only"

/** Makes the error for patterns that cannot be used, with the place where they stand. */
export type FailCut = (message: string) => SpecProblem

/**
 * The part of a document whose paths an overlay records; all of it where none are recorded.
 *
 * @param isOther whether the overlay belongs to another document, in which patterns may match
 *   nothing
 * @throws SpecProblem for patterns that cannot be used
 */
export const cutByHints = (document: JsonObject, overlay: Loaded | undefined, isOther = false): JsonObject => {
  const recorded = overlay?.root[onlyKey]
  if (overlay === undefined || recorded === undefined) return document
  const fail: FailCut = (message) => new SpecProblem(overlay.file, overlay.place(toPointer([onlyKey])), message)
  const texts = isArray(recorded) ? recorded : [recorded]
  if (texts.length === 0) throw fail(`${onlyKey} needs a pattern`)
  const patterns = toPatterns(
    texts.map((text) => textOr(text) ?? ""),
    fail
  )
  return cutDocument(document, isOther ? patterns.filter((each) => matches(document, each)) : patterns, fail)
}

/** @throws SpecProblem for what is no regular expression */
export const toPatterns = (texts: ReadonlyArray<string>, fail: FailCut): ReadonlyArray<RegExp> =>
  texts.map((text) => {
    if (text === "") throw fail("a pattern of paths cannot be empty")
    try {
      return new RegExp(text, "u")
    } catch (error) {
      throw fail(error instanceof Error ? error.message : String(error))
    }
  })

/**
 * A copy with the paths and webhooks that one of the patterns matches, the components that these
 * reach, and the tags that they use.
 *
 * @param fail makes the error for a pattern that matches nothing: a typing error, or a path that
 *   is gone
 */
export const cutDocument = (document: JsonObject, patterns: ReadonlyArray<RegExp>, fail: FailCut): JsonObject => {
  for (const pattern of patterns) if (!matches(document, pattern)) throw fail(`no path matches ${pattern.source}`)
  const cut: JsonObject = { ...document }
  for (const place of ["paths", "webhooks"])
    if (isObject(document[place]))
      cut[place] = pick(document[place], (name) => patterns.some((each) => each.test(name)))
  const { components: _, ...start } = cut
  const reached = reach(document, start)
  for (const ref of reached)
    if (/^#\/(?:paths|webhooks)\//.test(ref) && at(cut, fromPointer(ref)) === undefined)
      throw fail(`what is wanted leads to ${ref}, whose path no pattern matches`)
  if (isObject(document["components"])) {
    const components = Object.entries(document["components"]).map(([kind, map]): [string, Json] => [
      kind,
      kind.startsWith("x-") ? map : pick(objectOr(map), (name) => reached.has(toPointer(["components", kind, name])))
    ])
    cut["components"] = Object.fromEntries(components.filter(([, map]) => Object.keys(objectOr(map)).length > 0))
  }
  if (isArray(document["tags"])) {
    const used = new Set(operationsOf(cut).flatMap((operation) => arrayOr(operation["tags"])))
    cut["tags"] = document["tags"].filter((tag) => used.has(objectOr(tag)["name"] ?? null))
  }
  return structuredClone(cut)
}

const matches = (document: JsonObject, pattern: RegExp): boolean =>
  ["paths", "webhooks"].some((place) => Object.keys(objectOr(document[place])).some((name) => pattern.test(name)))

const pick = (map: JsonObject, wanted: (name: string) => boolean): JsonObject =>
  Object.fromEntries(Object.entries(map).filter(([name]) => wanted(name)))

const operationsOf = (document: JsonObject): ReadonlyArray<JsonObject> =>
  ["paths", "webhooks"].flatMap((place) =>
    Object.values(objectOr(document[place])).flatMap((item) =>
      methods.map((method) => objectOr(objectOr(item)[method]))
    )
  )

/**
 * The pointers of all references from a value on, and those of the components that are named
 * without one.
 */
const reach = (document: JsonObject, start: JsonObject): ReadonlySet<string> => {
  const reached = new Set<string>()
  const schemas = objectOr(at(document, ["components", "schemas"]))
  const follow = (ref: Json | undefined): void => {
    if (typeof ref !== "string" || reached.has(ref)) return
    reached.add(ref)
    const [place, kind = "", name = ""] = fromPointer(ref)
    if (place !== "components") return
    // A reference to a part of a component keeps the whole.
    reached.add(toPointer([place, kind, name]))
    const component = at(document, [place, kind, name]) ?? null
    walk(kind === "schemas" ? { schema: component } : component, visitor)
  }
  const visitor: Visitor = {
    schema: (schema) => {
      follow(schema["$ref"])
      for (const target of Object.values(objectOr(objectOr(schema["discriminator"])["mapping"])))
        follow(
          typeof target === "string" && Object.hasOwn(schemas, target)
            ? toPointer(["components", "schemas", target])
            : target
        )
    },
    piece: (piece) => {
      follow(piece["$ref"])
      for (const name of arrayOr(piece["security"]).flatMap((each) => Object.keys(objectOr(each))))
        follow(toPointer(["components", "securitySchemes", name]))
    }
  }
  walk(start, visitor)
  return reached
}
