/**
 * Turns findings into changes: the same finding of several places becomes one, with its verdict.
 */
import type { Json } from "../json.ts"
import type { Change, Surface } from "./change.ts"
import { type Finding, type Node, type Retarget, usesOf, type Way } from "./finding.ts"
import { type Place, pointerTo } from "./place.ts"
import { rules } from "./rules.ts"
import { subjectOf } from "./subject.ts"
import { writeSentence } from "./sentences.ts"
import { type Bump, bumpsSmallestFirst, type Caller, callersWorstFirst, highest, type Verdict } from "./verdict.ts"

interface Gathered {
  readonly found: Finding
  readonly subject: string
  readonly before: string | undefined
  readonly after: string | undefined
  readonly ways: Set<Way>
  readonly uses: Set<string>
}

/** @param nameOf the name of an operation of either document */
export const gatherChanges = (
  nodes: ReadonlyArray<Node>,
  nameOf: (operation: Json | undefined) => string | undefined,
  surface: Surface
): ReadonlyArray<Change> =>
  [...groupFindings(nodes, nameOf).values()].map((each) => toChange(each, surface)).sort(compareWeight)

/** Merges the same finding of several directions and operations. */
const groupFindings = (
  nodes: ReadonlyArray<Node>,
  nameOf: (operation: Json | undefined) => string | undefined
): ReadonlyMap<string, Gathered> => {
  const all = new Map<string, Gathered>()
  for (const node of nodes) {
    if (node.found.length === 0) continue
    const uses = usesOf(node)
    for (const found of node.found) {
      const [before, after] = [pointerOrNone(found.before), pointerOrNone(found.after)]
      const place = found.before ?? found.after
      const own = place === undefined ? "the document" : subjectOf(place, nameOf)
      const subject = found.subject ?? retargeted(own, node.retarget, nameOf)
      const key = JSON.stringify([found.code, before, after, subject, found.detail])
      const known = all.get(key) ?? { found, subject, before, after, ways: new Set<Way>(), uses: new Set<string>() }
      known.ways.add(found.way)
      for (const use of uses) known.uses.add(use)
      all.set(key, known)
    }
  }
  return all
}

/** What a reference leads to is called by the place of the reference. */
const retargeted = (
  subject: string,
  retarget: Retarget | undefined,
  nameOf: (operation: Json | undefined) => string | undefined
): string => {
  const name = retarget?.names.find((each) => isCovered(new Set([each]), subject))
  return retarget === undefined || name === undefined
    ? subject
    : subjectOf(retarget.place, nameOf) + subject.slice(name.length)
}

const pointerOrNone = (place: Place | undefined): string | undefined =>
  place === undefined ? undefined : pointerTo(place)

const toChange = (gathered: Gathered, surface: Surface): Change => {
  const { after, before, found, subject } = gathered
  const { code, detail, values } = found
  const ways = [...gathered.ways]
  const direction = ways.length === 1 && !undirectedCodes.has(code) ? (ways[0] ?? "both") : "both"
  const verdicts = ways.map((way): Verdict => rules[code][way])
  const uses = [...gathered.uses].sort()
  return {
    code,
    subject,
    uses,
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
    direction,
    words: writeSentence(code, { subject, detail, values, direction }),
    caller: findWorst(verdicts.map(({ caller }) => caller)),
    types: highest(verdicts.map(({ types }) => types)),
    client: bumpForClient(highest(verdicts.map(({ client }) => client)), gathered, uses, surface),
    review: verdicts.some(({ review }) => review),
    ...(values !== undefined && { values })
  }
}

/** Kinds of change that have no direction. */
const undirectedCodes = new Set<Finding["code"]>([
  "operation-added",
  "operation-removed",
  "operation-renamed",
  "operation-id-changed",
  "path-changed",
  "method-changed",
  "hint-changed",
  "schema-added",
  "schema-removed",
  "schema-renamed",
  "export-renamed",
  "values-added",
  "values-removed",
  "prose-changed"
])

const findWorst = (all: ReadonlyArray<Caller>): Caller =>
  callersWorstFirst.find((caller) => all.includes(caller)) ?? "none"

const fillableCodes = new Set<Finding["code"]>([
  "required-parameter-added",
  "required-body-added",
  "required-property-added",
  "became-required"
])

/**
 * The bump of the client: none for what it does not show, unless it must send it; a patch for what
 * it fills in.
 */
const bumpForClient = (
  bump: Bump,
  { found, subject, ways }: Gathered,
  uses: ReadonlyArray<string>,
  surface: Surface
): Bump => {
  const { fields, fills, operations } = surface
  if (operations !== undefined && !uses.some((use) => operations.has(use))) return "none"
  if (fillableCodes.has(found.code) && isCovered(fills, subject)) return "patch"
  if (fillableCodes.has(found.code) && ways.has("request")) return bump
  return fields !== undefined && subject.includes(".") && !isCovered(fields, subject) ? "none" : bump
}

const isCovered = (names: ReadonlySet<string> | undefined, subject: string): boolean =>
  [...(names ?? [])].some(
    (name) => subject === name || (subject.startsWith(name) && /^[.[{]/.test(subject.slice(name.length)))
  )

/** The worst first: by what it does to callers, then by the bumps, then by name. */
const compareWeight = (a: Change, b: Change): number => {
  const weigh = ({ caller, client, types }: Change) =>
    callersWorstFirst.indexOf(caller) * 100 -
    bumpsSmallestFirst.indexOf(types) * 10 -
    bumpsSmallestFirst.indexOf(client)
  const text = ({ after = "", before = "", code, subject, words }: Change) =>
    [subject, code, before, after, words].join("\0")
  return weigh(a) - weigh(b) || (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0)
}
