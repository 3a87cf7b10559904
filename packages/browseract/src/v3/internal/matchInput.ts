/**
 * Whether a run is what a start asked for. BrowserAct holds nothing that names a start, so only
 * what the list shows can be compared: the bot, the time, and the input.
 */
import { at, fields, identifier, isFields, text, time } from "@errand/http/Answer"
import type * as DateTime from "effect/DateTime"
import { matchCreated } from "../../internal/matchCreated.ts"
import { compare, type Match } from "../../internal/parameters.ts"
import { type Input, isTemplate } from "./input.ts"

/**
 * Judges a listed run. "other" where it is certainly not the start's, "unclear" where it cannot be
 * told from it.
 */
export const matchRun = (input: Input, item: unknown, since: DateTime.Utc): Match => {
  if (!isFields(item)) return "unclear"
  const parts = [
    identifier(at(item, "task_id")) === undefined ? "unclear" : "same",
    matchCreated(time(at(item, "created_at")), since),
    bot(input, text(at(item, "bot_id"))),
    // Without an input nothing in a run tells which template it is of.
    isTemplate(input) && pairs(input.input).length === 0 ? "unclear" : values(input, at(item, "input"))
  ]
  return parts.includes("other") ? "other" : parts.includes("unclear") ? "unclear" : "same"
}

/**
 * Whether two starts could be taken for each other. Which bot a template's run shows is not known.
 */
export const isAlike = (a: Input, b: Input): boolean =>
  (isTemplate(a) || isTemplate(b) || a.bot_id.trim() === b.bot_id.trim()) &&
  (values(a, b.input) !== "other" || values(b, a.input) !== "other")

/**
 * The list is asked for runs of this bot alone, so one that does not tell its bot is of it, too.
 */
const bot = (input: Input, shown: string | undefined): Match =>
  isTemplate(input) || shown === undefined || shown.trim() === input.bot_id.trim() ? "same" : "other"

const values = ({ input }: Input, shown: unknown): Match =>
  isFields(shown) ? compare(pairs(input), pairs(shown)) : "unclear"

/** An input as names and texts, as those of v2 are. */
const pairs = (input: unknown) =>
  Object.entries(fields(input)).flatMap(([name, value]) =>
    value === undefined ? [] : [{ name, value: value === null ? "" : typeof value === "string" ? value : print(value) }]
  )

/** JSON in which the order of names does not matter. */
const print = (value: unknown): string =>
  Array.isArray(value)
    ? `[${value.map(print).join(",")}]`
    : isFields(value)
      ? `{${Object.keys(value)
          .toSorted()
          .map((name) => `${JSON.stringify(name)}:${print(value[name])}`)
          .join(",")}}`
      : (JSON.stringify(value) ?? "")
