/** A comparison as text for people, as JSON for programs, and as a sentence for a changelog. */
import type { Json } from "../json.ts"
import type { Change, Diff } from "./change.ts"
import { type Caller, callersWorstFirst } from "./verdict.ts"

const headings: Record<Caller, string> = {
  "breaks compile": "Breaks callers when they compile",
  "breaks at run time": "Breaks callers at run time",
  behaviour: "Behaves otherwise; types do not show it",
  new: "New",
  prose: "Words only",
  none: "Breaks nobody"
}

/**
 * Several lines: the changes grouped by what they do to callers, each with its bumps, place and
 * operations; then the versions.
 */
export const format = (diff: Diff): string => {
  if (diff.changes.length === 0) return "No change.\n"
  const groups = callersWorstFirst.flatMap((caller) => {
    const changes = diff.changes.filter((change) => change.caller === caller)
    return changes.length === 0 ? [] : [`${headings[caller]} (${changes.length})\n${formatChanges(changes)}`]
  })
  return `${groups.join("\n")}\ntypes: ${diff.types}, client: ${diff.client}\n`
}

/** Prints all changes, but of prose changes only the first ten. */
const formatChanges = (changes: ReadonlyArray<Change>): string => {
  const few = changes[0]?.caller === "prose" ? changes.slice(0, 10) : changes
  const more = changes.length - few.length
  return few.map(formatChange).join("") + (more > 0 ? `  - And ${more} more.\n` : "")
}

const formatChange = (change: Change): string => {
  const { client, review, types, words } = change
  const bumps = `types ${types}, client ${client}${review ? ", look at it" : ""}`
  return `  - ${words} [${bumps}]\n    ${formatPlace(change)}${formatUses(change)}\n`
}

const formatPlace = ({ after, before }: Change): string =>
  before === undefined
    ? `+ ${after ?? "#"}`
    : after === undefined
      ? `- ${before}`
      : before === after
        ? before
        : `${before} -> ${after}`

const formatUses = ({ uses }: Change): string => {
  if (uses.length === 0) return ""
  return `, in ${uses.slice(0, 6).join(", ")}${uses.length > 6 ? ` and ${uses.length - 6} more` : ""}`
}

/** All of it as plain JSON. */
export const toJson = (diff: Diff): Json => JSON.parse(JSON.stringify(diff)) as Json

/**
 * What a changelog says of the changes that count for one of the packages, the worst first.
 *
 * @param most how many changes are written out
 */
export const summary = (diff: Diff, of: "types" | "client", most = 8): string => {
  const counted = diff.changes.filter((change) => change[of] !== "none" && change.caller !== "prose")
  const all = counted.length > 0 ? counted : diff.changes.filter((change) => change[of] !== "none")
  const words = all.slice(0, most).map((change) => change.words)
  const more = all.length - words.length
  return [...words, ...(more > 0 ? [`And ${more} ${more === 1 ? "change" : "changes"} more.`] : [])].join(" ")
}
