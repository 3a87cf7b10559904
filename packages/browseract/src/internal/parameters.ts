/**
 * Whether the parameters that a task shows are those that a start was given. The service echoes
 * them as a list or as one text, in formats that are not documented, so there are three answers;
 * "other" and "same" are given only where no format can explain the rest.
 */
import { at, isFields } from "@errand/http/Answer"
import type { Input } from "./input.ts"

/** Whether a task is the one of a start. */
export type Match = "same" | "other" | "unclear"

/**
 * One parameter. A value that is not there is unknown where it is shown, and empty where it was
 * given.
 */
interface Pair {
  readonly name: string
  readonly value: string | undefined
}
interface Given extends Pair {
  readonly value: string
}

/** What a start was given. */
export const given = ({ input_parameters }: Input): ReadonlyArray<Given> =>
  (input_parameters ?? []).map((one) => ({ name: plain(at(one, "name")), value: plain(at(one, "value")) }))

/** The parameters as `name=value`. */
export const lines = (pairs: ReadonlyArray<Pair>): ReadonlyArray<string> =>
  pairs.map(({ name, value }) => `${name}=${value ?? ""}`)

/** Compares what was given with what is shown. */
export const compare = (wanted: ReadonlyArray<Given>, shown: unknown): Match =>
  Array.isArray(shown) ? asList(wanted, shown) : typeof shown === "string" ? asText(wanted, shown) : "unclear"

const plain = (value: unknown): string =>
  typeof value === "string" ? value : value === undefined || value === null ? "" : (JSON.stringify(value) ?? "")

const asList = (wanted: ReadonlyArray<Given>, list: ReadonlyArray<unknown>): Match => {
  const shown = list.flatMap(pair)
  if (shown.length < list.length) return "unclear"
  const isContradicted = wanted.some(({ name }) => {
    const [ours, theirs] = [wanted, shown].map((pairs) => pairs.filter((one) => one.name === name))
    return theirs?.length !== 0 && theirs?.every((their) => ours?.every((our) => differs(our.value ?? "", their.value)))
  })
  if (isContradicted) return "other"
  const [ours, theirs] = [lines(wanted).toSorted(), lines(shown).toSorted()]
  return ours.length === theirs.length && ours.every((line, index) => line === theirs[index]) ? "same" : "unclear"
}

/** A shown parameter; none if this is no parameter, or not one that can be read. */
const pair = (one: unknown): ReadonlyArray<Pair> => {
  if (!isFields(one)) return []
  const name = at(one, "name")
  const value = at(one, "value") ?? undefined
  return typeof name === "string" && (value === undefined || typeof value === "string") ? [{ name, value }] : []
}

/**
 * Whether a value is another one for certain. An empty one may have been filled in, or be left out
 * of what is shown.
 */
const differs = (wanted: string, shown = ""): boolean =>
  wanted !== "" && shown !== "" && !masked.test(shown) && normalized(wanted) !== normalized(shown)

/** What is left of a value however it was trimmed, quoted or spelt. */
const normalized = (value: string): string =>
  value
    .normalize("NFKD")
    .toUpperCase()
    .normalize("NFKD")
    .replaceAll(/[^\p{L}\p{N}]/gu, "")

/** What may have been escaped, cut or hidden, so that it can be anything. */
const masked = /%[0-9a-f]{2}|&#?\w+;|\\[\w"\\]|…|\.{3}|[*•]{2}/i

const separators = ["\n", "\r\n", ",", ", ", ";", "; ", "&"]

const asText = (wanted: ReadonlyArray<Given>, shown: string): Match => {
  if (wanted.length === 0) return shown === "" ? "same" : "unclear"
  const parts = lines(wanted)
  const budget = { steps: 1000 }
  const fitting = separators.filter((separator) => isMadeOf(shown, parts, separator, budget))
  if (fitting.length > 0) return fitting.every((separator) => isPlain(wanted, separator)) ? "same" : "unclear"
  return budget.steps > 0 && isContradiction(wanted, shown) ? "other" : "unclear"
}

/**
 * Whether a text is all the parts, each once, in any order. Parts may hold separators, so the text
 * is not just split.
 */
const isMadeOf = (
  shown: string,
  parts: ReadonlyArray<string>,
  separator: string,
  budget: { steps: number }
): boolean => {
  if (parts.length === 1) return shown === parts[0]
  return parts.some(
    (part, index) =>
      budget.steps-- > 0 &&
      parts.indexOf(part) === index &&
      shown.startsWith(part + separator) &&
      isMadeOf(shown.slice(part.length + separator.length), parts.toSpliced(index, 1), separator, budget)
  )
}

/**
 * Whether other parameters could not be written in the same way: no value goes on as if it were the
 * next parameter.
 */
const isPlain = (wanted: ReadonlyArray<Given>, separator: string): boolean =>
  wanted.every(({ name, value }) => {
    if (/[=\n,;]/.test(name)) return false
    if (wanted.length === 1) return !/[\n,;][^=]*=/.test(value)
    const at = value.indexOf(separator)
    return at === -1 || !value.includes("=", at)
  })

/**
 * Whether a text gives a parameter another value for certain. What it shows as given is taken out
 * first, so that it explains nothing else.
 */
const isContradiction = (wanted: ReadonlyArray<Given>, shown: string): boolean => {
  if (masked.test(shown)) return false
  const found = wanted
    .toSorted((a, b) => b.name.length + b.value.length - a.name.length - a.value.length)
    .reduce<{ readonly rest: string; readonly missing: ReadonlyArray<Given> }>(
      ({ missing, rest }, one) => {
        const part = `${one.name}=${one.value}`
        const at = places(rest, part).find((from) => isBetween(rest, from + part.length))
        return at === undefined
          ? { rest, missing: [...missing, one] }
          : { rest: rest.slice(0, at) + "\n".repeat(part.length) + rest.slice(at + part.length), missing }
      },
      { rest: shown, missing: [] }
    )
  return found.missing.some(({ name, value }) => {
    const at = places(found.rest, `${name}=`)
    return (
      at.length < maxPlaces &&
      !wanted.some((one) => one.value.includes(`${name}=`)) &&
      at.some((from) => /(^|[\n,;&])\s?$/.test(found.rest.slice(Math.max(0, from - 2), from))) &&
      at.every((from) => isAnother(value, shown.slice(from + name.length + 1)))
    )
  })
}

/** More places of a word than this are not looked at. */
const maxPlaces = 100

/** Where a word begins in a text. */
const places = (text: string, word: string): ReadonlyArray<number> => {
  const all: Array<number> = []
  for (let at = text.indexOf(word); at !== -1 && all.length < maxPlaces; at = text.indexOf(word, at + 1)) {
    if (isBetween(text, at)) all.push(at)
  }
  return all
}

/** Whether what follows a name is another value for certain. */
const isAnother = (value: string, rest: string): boolean => {
  if (value === "" || /^\s*([\n,;&]|$)/.test(rest)) return false
  if (rest.startsWith(value)) return !isBetween(rest, value.length)
  const near = rest.slice(0, 4 * value.length + 100)
  const [ours, theirs] = [normalized(value), normalized(near)]
  return !theirs.startsWith(ours) && (near.length === rest.length || !ours.startsWith(theirs))
}

/** Whether no word goes on here. */
const isBetween = (text: string, at: number): boolean =>
  !/^[\p{L}\p{N}]{2}$/u.test(text.slice(Math.max(0, at - 1), at + 1))
