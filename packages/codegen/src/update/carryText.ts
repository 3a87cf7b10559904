/** Carries a provider's facts into the text of our file. */
import { type Document, type ParsedNode, parseDocument, type ToStringOptions } from "yaml"
import type { JsonObject } from "../json.ts"
import { type Loaded, parse } from "../read/load.ts"
import { findDemandedMarks } from "../read/demanded.ts"
import { carry } from "./carry.ts"
import { extractFacts } from "./facts.ts"
import { applyCorrections } from "./corrections.ts"
import { markDemanded } from "./markDemanded.ts"
import { renamePaths } from "./renamePaths.ts"

/** A place in a file. */
export interface Place {
  readonly file: string
  /** From 1. */
  readonly line: number
  /** What stands there. */
  readonly pointer: string
}

export interface Carried {
  readonly text: string
  /** What has no description yet and needs one, from this update or an earlier one. */
  readonly undescribed: ReadonlyArray<Place>
  /** What has a description that may no longer be true. */
  readonly reread: ReadonlyArray<Place>
  /** Paths whose parameters have other names now: the new path by the old one. */
  readonly renamed: ReadonlyMap<string, string>
}

/**
 * Carries the facts of `published` into `text`; the same facts leave it as it is, byte for byte.
 *
 * @param file how messages call our file
 * @param corrections of what is known to be wrong in the provider's document
 * @param cut gives the part of the corrected document that is wanted
 * @throws SpecProblem for a file that is not understood, and for a correction that no longer
 *   applies
 */
export const carryText = (
  text: string,
  file: string,
  published: JsonObject,
  corrections?: Loaded,
  cut: (document: JsonObject) => JsonObject = (document) => document
): Carried => {
  const before = parse(text, file)
  const right = cut(corrections === undefined ? published : applyCorrections(published, corrections))
  const document = parseDocument(text)
  const layout = layoutOf(text, document)
  const said = extractFacts(right, before.root)
  const renamed = renamePaths(document, said)
  const reread = new Set<string>()
  // Repeated until nothing changes: a changed anchor may have changed an alias that was already
  // right.
  for (let was = ""; was !== JSON.stringify(document);) {
    was = JSON.stringify(document)
    for (const pointer of carry(document, said)) reread.add(pointer)
  }
  markDemanded(document, before.root)
  const next = /^\s*\{/.test(text)
    ? `${JSON.stringify(document.toJS(), null, /\n([ \t]+)"/.exec(text)?.[1] ?? 2)}\n`
    : document.toString(layout)
  const changed = !same(before.root, document.toJS() as JsonObject)
  const after = changed ? parse(next, file) : before
  return {
    text: changed ? next : text,
    undescribed: findDemandedMarks(after.root).map((pointer) => placeOf(after, pointer)),
    reread: [...reread].map((pointer) => placeOf(after, pointer)),
    renamed
  }
}

const same = (a: JsonObject, b: JsonObject): boolean => JSON.stringify(a) === JSON.stringify(b)

const knownLayouts: ReadonlyArray<ToStringOptions> = [120, 100, 80, 0].flatMap((lineWidth) =>
  [true, false].map((flowCollectionPadding) => ({ lineWidth, flowCollectionPadding }))
)

/** The layout that prints a file most like it stands, so that only the lines that change differ. */
const layoutOf = (text: string, document: Document<ParsedNode>): ToStringOptions => {
  const lines = new Set(text.split("\n"))
  let best = { layout: knownLayouts[0] ?? {}, odd: Infinity }
  for (const layout of knownLayouts) {
    const odd = document
      .toString(layout)
      .split("\n")
      .filter((line) => !lines.has(line)).length
    if (odd < best.odd) best = { layout, odd }
    if (odd === 0) break
  }
  return best.layout
}

const placeOf = (loaded: Loaded, pointer: string): Place => ({
  file: loaded.file,
  line: loaded.line(pointer),
  pointer
})
