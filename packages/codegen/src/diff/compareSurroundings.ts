/**
 * Compares what is not a schema: names, paths, hints, authorisation, servers, webhooks and
 * callbacks.
 */
import { arrayOr, isArray, isObject, type Json, objectOr, showValue, sortedKeys, toCanonical } from "../json.ts"
import { readEnums } from "../model/enums.ts"
import { toPascal } from "../names.ts"
import { compareMedia } from "./compareExchange.ts"
import { type Finding, type Node, makeNode } from "./finding.ts"
import { exportedNames } from "./exportedNames.ts"
import { type Event, hintsOf, type Operation, securityOf } from "./readOperations.ts"
import { child, children, down, type Place } from "./place.ts"
import type { SchemaReader } from "./schemaReader.ts"
import type { SchemaComparison } from "./compareSchemas.ts"

/** Where an operation stands and what is said of it, apart from what it takes and gives. */
export const compareCall = (a: Operation, b: Operation, roots: readonly [Place, Place], here: Node): void => {
  const say = (code: Finding["code"], detail?: string) =>
    void here.found.push({ code, way: "request", before: a.at, after: b.at, detail })
  if (a.name !== b.name) say("operation-renamed", `\`${a.name}\` to \`${b.name}\``)
  else if (a.id !== b.id) say("operation-id-changed", `\`${a.id ?? "none"}\` to \`${b.id ?? "none"}\``)
  const shape = (path: string) => path.replace(/\{[^}]*\}/g, "{}")
  if (shape(a.path) !== shape(b.path)) say("path-changed", `${a.path} to ${b.path}`)
  if (a.method !== b.method) say("method-changed", `${a.method} to ${b.method}`)
  const [before, after] = [hintsOf(a), hintsOf(b)]
  for (const hint of sortedKeys(before)) {
    if (a.method !== b.method && hint !== "pagination") continue
    const [left, right] = [toCanonical(before[hint] ?? null), toCanonical(after[hint] ?? null)]
    if (left !== right) say("hint-changed", `${hint} ${left} to ${right}`)
  }
  const was = objectOr(a.at.value)["deprecated"] === true
  const is = objectOr(b.at.value)["deprecated"] === true
  if (was !== is) say(is ? "deprecated" : "undeprecated")
  compareSecurity(a, b, roots, here)
  compareServers(
    isArray(child(a.at, "servers").value) ? child(a.at, "servers") : child(a.item, "servers"),
    isArray(child(b.at, "servers").value) ? child(b.at, "servers") : child(b.item, "servers"),
    here
  )
}

/** A removed way to authorise breaks the callers who use it. */
const compareSecurity = (a: Operation, b: Operation, roots: readonly [Place, Place], here: Node): void => {
  const before = new Set(securityOf(roots[0], a).map((each) => toCanonical(each)))
  const after = new Set(securityOf(roots[1], b).map((each) => toCanonical(each)))
  const gone = [...before].filter((each) => !after.has(each))
  const come = [...after].filter((each) => !before.has(each))
  if (gone.length === 0 && come.length === 0) return
  const free = toCanonical([])
  const code =
    gone.length === 0 || after.has(free)
      ? "security-loosened"
      : come.length === 0 || before.has(free)
        ? "security-tightened"
        : "security-changed"
  const detail = `${describeSecurity(before)} to ${describeSecurity(after)}`
  here.found.push({ code, way: "request", before: securityAt(a, roots[0]), after: securityAt(b, roots[1]), detail })
}

/** Where the authorisation stands: at the operation, or once for the document. */
const securityAt = ({ at }: Operation, root: Place): Place =>
  objectOr(at.value)["security"] === undefined ? child(root, "security") : at

const describeSecurity = (ways: ReadonlySet<string>): string =>
  [...ways]
    .map((way) => {
      const parts = arrayOr(JSON.parse(way) as Json).map((part) => {
        const { how = null, name = null, scopes, type = null, where = null } = objectOr(part)
        const words = [type, how, where, name, ...arrayOr(scopes)].filter((word) => word !== null)
        return words.map(showValue).join(" ")
      })
      return parts.length === 0 ? "no authorisation" : parts.sort().join(" with ")
    })
    .sort()
    .join(" or ")

export const compareServers = (a: Place, b: Place, here: Node): void => {
  const read = (place: Place) =>
    new Map(children(place).map((each) => [showValue(objectOr(each.value)["url"]).replace(/(.)\/$/, "$1"), each]))
  const [before, after] = [read(a), read(b)]
  for (const [url, place] of before)
    if (!after.has(url))
      here.found.push({ code: "server-removed", way: "request", before: place, after: undefined, detail: url })
  for (const [url, place] of after)
    if (!before.has(url))
      here.found.push({ code: "server-added", way: "request", before: undefined, after: place, detail: url })
}

export const compareEvents = (
  schemas: SchemaComparison,
  as: ReadonlyArray<Event>,
  bs: ReadonlyArray<Event>,
  here: Node
): void => {
  const others = new Map(bs.map((each) => [each.name, each]))
  for (const event of as) {
    const other = others.get(event.name)
    others.delete(event.name)
    if (other === undefined)
      here.found.push({ code: "event-removed", way: "response", before: event.at, after: undefined })
    else compareMedia(schemas, event.media, other.media, "response", here)
  }
  for (const event of others.values())
    here.found.push({ code: "event-added", way: "response", before: undefined, after: event.at })
}

/**
 * Schemas by name, and the lists of their values: both are exported, whether an operation uses them
 * or not.
 */
export const compareNames = (
  schemas: SchemaComparison,
  ways: (name: string) => ReadonlyArray<"request" | "response">,
  nodes: Array<Node>,
  operations: readonly [ReadonlyArray<Operation>, ReadonlyArray<Operation>]
): void => {
  const here = makeNode()
  nodes.push(here)
  const [a, b] = [readSchemas(schemas.a), readSchemas(schemas.b)]
  const [exportedA, exportedB] = [
    exportedNames(operations[0], [...a.keys()]),
    exportedNames(operations[1], [...b.keys()])
  ]
  for (const [name, before] of a) {
    const [was, is] = [exportedA.get(name), exportedB.get(name)]
    if (was === undefined || is === undefined || was === is) continue
    const detail = `\`${was}\` to \`${is}\``
    here.found.push({ code: "export-renamed", way: "response", before, after: b.get(name), detail })
  }
  const removed = new Map([...a].filter(([name]) => !b.has(name)))
  const added = new Map([...b].filter(([name]) => !a.has(name)))
  for (const before of removed.values()) {
    const text = toCanonical(before.value ?? null)
    const [twin] = [...added].find(([, after]) => isObject(after.value) && toCanonical(after.value) === text) ?? []
    const after = twin === undefined ? undefined : added.get(twin)
    if (twin !== undefined) added.delete(twin)
    const code = twin === undefined ? "schema-removed" : "schema-renamed"
    here.found.push({ code, way: "response", before, after, detail: twin })
  }
  for (const after of added.values())
    here.found.push({ code: "schema-added", way: "response", before: undefined, after })
  for (const [name, before] of a) {
    const after = b.get(name)
    if (after === undefined) continue
    compareValueLists(before, after, here)
    for (const way of ways(name)) schemas.compare([before], [after], way, here)
  }
}

const readSchemas = ({ root }: SchemaReader): ReadonlyMap<string, Place> =>
  new Map(children(down(root, "components", "schemas")).map((place) => [String(place.key), place]))

/**
 * Compares lists of values of properties that stay; a removed property already reports its list.
 */
const compareValueLists = (before: Place, after: Place, here: Node): void => {
  const [a, b] = [listsOf(before), listsOf(after)]
  const stays = (place: Place, other: Place) =>
    place.up?.key !== "properties" || down(other, "properties", place.key).value !== undefined
  for (const [name, place] of a)
    if (!b.has(name) && stays(place, after))
      here.found.push({ code: "values-removed", way: "response", before: place, after: undefined, detail: name })
  for (const [name, place] of b)
    if (!a.has(name) && stays(place, before))
      here.found.push({ code: "values-added", way: "response", before: undefined, after: place, detail: name })
}

const listsOf = (schema: Place): ReadonlyMap<string, Place> =>
  new Map(
    [schema, ...children(child(schema, "properties"))].flatMap((place) => {
      const listed = isObject(place.value) && isArray(place.value["enum"]) ? { enum: place.value["enum"] } : {}
      const stem = place === schema ? "" : toPascal(String(place.key))
      return readEnums(listed, `${schema.key}${stem}`).map((list) => [list.name, place] as const)
    })
  )
