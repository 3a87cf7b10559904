/**
 * Whether a task is what a start asked for. BrowserAct holds nothing that names a start, so only
 * its input can be compared: the workflow, the profile, the time, and the parameters as the service
 * echoes them.
 */
import { at, identifier, isFields, text, time } from "@errand/http/Answer"
import type * as DateTime from "effect/DateTime"
import { type Input, isTemplate } from "./input.ts"
import { matchCreated } from "./matchCreated.ts"
import { compare, given, type Match } from "./parameters.ts"

/**
 * Judges a listed task. "other" where it is certainly not the start's, "unclear" where it cannot be
 * told from it.
 */
export const matchTask = (input: Input, item: unknown, since: DateTime.Utc): Match => {
  if (!isFields(item)) return "unclear"
  const parts = [
    identifier(at(item, "id")) === undefined ? "unclear" : "same",
    matchCreated(time(at(item, "created_at")), since),
    workflow(input, at(item, "workflow_id")),
    profile(input, text(at(item, "profile_id"))),
    parameters(input, at(item, "input_parameters"))
  ]
  return parts.includes("other") ? "other" : parts.includes("unclear") ? "unclear" : "same"
}

/** Whether two starts could be taken for each other. */
export const isAlike = (a: Input, b: Input): boolean => fits(a, b) || fits(b, a)

/** Whether the task of one start, as the service would show it, could be the other's. */
const fits = (a: Input, b: Input): boolean =>
  [
    // A template's task shows a workflow that is not known before, and a start that saves its data
    // shows a profile.
    workflow(a, "workflow_id" in b ? b.workflow_id : undefined),
    profile(a, text(at(b, "profile_id"))),
    compare(given(a), given(b))
  ].every((part) => part !== "other")

/** Which workflow a template runs is not told. */
const workflow = (input: Input, shown: unknown): Match => {
  if (isTemplate(input)) return "same"
  const id = typeof shown === "number" ? String(shown) : text(shown)?.trim()
  if (id === undefined) return "unclear"
  if (id === input.workflow_id.trim()) return "same"
  // An id that was once a number has lost its last digits.
  return id === String(Number(input.workflow_id)) ? "unclear" : "other"
}

/** A profile is shown where one was asked for, or data are saved in one. */
const profile = (input: Input, shown: string | undefined): Match => {
  const wanted = text(at(input, "profile_id"))
  if (wanted !== undefined && shown !== undefined) return wanted === shown ? "same" : "other"
  return wanted === shown || (wanted === undefined && at(input, "save_browser_data") === true) ? "same" : "unclear"
}

/** Without parameters nothing in a task tells which template it runs. */
const parameters = (input: Input, shown: unknown): Match => {
  const wanted = given(input)
  return isTemplate(input) && wanted.length === 0 ? "unclear" : compare(wanted, shown)
}
