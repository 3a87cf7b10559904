/** What an update leaves to a person. */
import { join } from "node:path"
import { diff } from "@errand/codegen/diff"
import { isObject, type JsonObject, objectOr } from "@errand/codegen/json"
import { load } from "@errand/codegen/read/load"
import type { Updated } from "@errand/codegen/update/update"
import { methods } from "@errand/codegen/read/walk"
import type { Source } from "./sources.ts"

/** A place, and what is missing there. */
export interface Decision {
  readonly file: string
  readonly line: number
  readonly what: string
}

/**
 * What the specification and its hints leave open; what the types leave open, only the type checker
 * knows.
 */
export const decisionsOf = (root: string, { overlay, spec }: Source, updated: Updated): ReadonlyArray<Decision> => {
  const { after, before, lost, reread, undescribed } = updated
  const loaded = load(join(root, spec), spec)
  const review = updated.changed ? diff(before, after).changes.filter((change) => change.review) : []
  const stable = overlay !== undefined && isNamed(before) ? nameless(after) : []
  return [
    ...undescribed.map(({ file, line, pointer }) => ({ file, line, what: `${pointer} is still to be described` })),
    ...reread.map(({ file, line, pointer }) => ({
      file,
      line,
      what: `the description of ${pointer} may no longer be true: what it describes has changed`
    })),
    ...lost.map(({ file, message, place }) => ({ file, line: lineOf(place), what: message.replace(/^\S+ /, "") })),
    ...stable.map((name) => ({ file: overlay ?? "", line: 1, what: `${name} has no x-errand-name` })),
    ...review.map(({ after: pointer, words }) => ({
      file: spec,
      line: loaded.line(pointer ?? "#"),
      what: words
    }))
  ]
}

const lineOf = (place: string): number => Number(/^\d+/.exec(place)?.[0] ?? 1)

/** Operations without a stable name of ours. */
const nameless = (document: JsonObject): ReadonlyArray<string> =>
  operations(document).flatMap(([name, operation]) => (operation["x-errand-name"] === undefined ? [name] : []))

/**
 * Whether our hints name the operations; then one that has come without a name is an oversight,
 * however long ago.
 */
const isNamed = (document: JsonObject): boolean => nameless(document).length * 2 < operations(document).length

const operations = (document: JsonObject): ReadonlyArray<readonly [string, JsonObject]> =>
  Object.entries(objectOr(document["paths"])).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = objectOr(item)[method]
      return isObject(operation) ? [[`${method.toUpperCase()} ${path}`, operation] as const] : []
    })
  )

/**
 * One line each, no line twice, in the order of files and lines; tests come last, for most of them
 * follow from the rest.
 */
export const listed = (decisions: ReadonlyArray<Decision>): ReadonlyArray<string> =>
  [...new Map(decisions.map((each) => [`${each.file}:${each.line}: ${brief(each.what)}`, each]))]
    .sort(([a, one], [b, other]) => {
      if (isTest(one) !== isTest(other)) return isTest(one) ? 1 : -1
      if (one.file !== other.file) return one.file < other.file ? -1 : 1
      return one.line - other.line || (a < b ? -1 : 1)
    })
    .map(([line]) => line)

const isTest = ({ file }: Decision): boolean => file.includes("/test/")

/** Types that the checker spells out can be pages long. */
const brief = (what: string): string => (what.length > 240 ? `${what.slice(0, 239)}…` : what)
