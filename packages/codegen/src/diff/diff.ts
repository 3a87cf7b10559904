/** Compares two documents: operations in their pairs, then names, events, servers and words. */
import { readDirections } from "../read/direction.ts"
import { isObject, type Json, type JsonObject, objectOr } from "../json.ts"
import type { Diff, Options } from "./change.ts"
import { compareExchange } from "./compareExchange.ts"
import { type Node, makeNode, type Way } from "./finding.ts"
import { readEvents, readOperations } from "./readOperations.ts"
import { pairOperations } from "./pairOperations.ts"
import { child, children, down, type Place } from "./place.ts"
import { countWords } from "./countWords.ts"
import { SchemaReader } from "./schemaReader.ts"
import { SchemaComparison } from "./compareSchemas.ts"
import { compareCall, compareEvents, compareNames, compareServers } from "./compareSurroundings.ts"
import { gatherChanges } from "./gatherChanges.ts"
import { highest } from "./verdict.ts"

/**
 * Compares two parsed OpenAPI 3.0 or 3.1 documents and changes neither. Names are stable where an
 * overlay has given them, so it should have been applied; references to other files are not
 * followed, so they should have been bundled.
 */
export const diff = (a: JsonObject, b: JsonObject, options: Options = {}): Diff => {
  const [waysA, waysB] = [readDirections(a), readDirections(b)]
  const schemas = new SchemaComparison(new SchemaReader(a, waysA.answered), new SchemaReader(b, waysB.answered))
  const { nodes } = schemas
  const names = new Map<Json, string>()
  const read = ({ references, root }: SchemaReader) => {
    const operations = readOperations(root, references)
    for (const { at, name } of operations) if (isObject(at.value)) names.set(at.value, name)
    return { operations, events: readEvents(root, references, operations) }
  }
  const roots = [schemas.a.root, schemas.b.root] as const
  const [old, now] = [read(schemas.a), read(schemas.b)]
  const start = (operation?: string): Node => {
    const made = makeNode(undefined, operation)
    nodes.push(made)
    return made
  }
  const { added, pairs, removed } = pairOperations(old.operations, now.operations)
  for (const [before, after] of pairs) {
    const here = start(before.name)
    compareCall(before, after, roots, here)
    compareExchange(schemas, before, after, here)
    compareProse(before.at, after.at, here)
  }
  for (const { at, method, name, path } of removed)
    start(name).found.push({
      code: "operation-removed",
      way: "request",
      before: at,
      after: undefined,
      detail: `${method} ${path}`
    })
  for (const { at, method, name, path } of added)
    start(name).found.push({
      code: "operation-added",
      way: "request",
      before: undefined,
      after: at,
      detail: `${method} ${path}`
    })
  compareEvents(schemas, old.events, now.events, start())
  compareServers(child(roots[0], "servers"), child(roots[1], "servers"), start())
  const ways = (name: string): ReadonlyArray<Way> => {
    const travels = (of: typeof waysA, way: Way, root: Place) =>
      (way === "request" ? of.sent : of.received).has(objectOr(down(root, "components", "schemas", name).value))
    const both = (["request", "response"] as const).filter(
      (way) => travels(waysA, way, roots[0]) && travels(waysB, way, roots[1])
    )
    return both.length > 0 ? both : ["response"]
  }
  compareNames(schemas, ways, nodes, [old.operations, now.operations])
  compareWords(roots[0], roots[1], start())
  const changes = gatherChanges(nodes, (operation) => names.get(operation ?? null), options.surface ?? {})
  return {
    changes,
    types: highest(changes.map(({ types }) => types)),
    client: highest(changes.map(({ client }) => client))
  }
}

/** The words about everything but operations, which were compared in their pairs. */
const compareWords = (a: Place, b: Place, here: Node): void => {
  for (const before of children(a)) {
    if (before.key === "paths") continue
    const after = child(b, before.key)
    if (before.key !== "components") compareProse(before, after, here)
    else
      for (const kind of children(before))
        for (const each of children(kind)) compareProse(each, down(after, kind.key, each.key), here)
  }
}

const compareProse = (before: Place, after: Place, here: Node): void => {
  const whole = before.up?.up === undefined && after.value !== undefined
  const count = whole
    ? countWords({ [before.key]: before.value ?? null }, { [before.key]: after.value ?? null })
    : countWords(before.value, after.value)
  if (count > 0)
    here.found.push({
      code: "prose-changed",
      way: "request",
      before,
      after,
      detail: `${count} ${count === 1 ? "place" : "places"}`
    })
}
