/**
 * Browser Use's words in core's. The status table is total over the generated enum: a new status in the spec stops the
 * build here. Everything else is read leniently, because servers leave out what specs promise.
 */
import type * as Api from "@errand/browser-use-types/v2"
import type { Cost, FileRef, Listed, Look, Snapshot, StepView } from "@errand/core/Snapshot"
import * as Status from "@errand/core/Status"
import * as BigDecimal from "effect/BigDecimal"
import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import { at, isRecord, list, text } from "./unknown.ts"

/** What each status means. Why a task failed is not told, and neither is who stopped it. */
export const meanings: { readonly [Word in Api.TaskStatus]: Status.Meaning } = {
  created: { state: "working", phase: "queued" },
  started: { state: "working", phase: "running" },
  finished: { state: "completed" },
  failed: { state: "failed", reason: "error" },
  stopped: { state: "cancelled", by: "unknown" }
}

/** What a status word means; a word that is not in the table is still working, as far as anyone can tell. */
const status = Status.fromTable<Api.TaskStatus>(meanings)

/** Reads the light view; `undefined` when it does not even hold a status. */
export const look = (view: unknown): (Look & { readonly cost: Cost }) | undefined => {
  const word = text(at(view, "status"))
  if (word === undefined) return undefined
  const now = status(word)
  return { status: now, cost: cost(at(view, "cost"), Status.isOver(now)) }
}

/** Reads the full view; `undefined` when it does not even hold a status. */
export const snapshot = (view: Api.TaskView): Snapshot<Api.TaskView> | undefined => {
  const seen = look(view)
  if (seen === undefined) return undefined
  const fields: { readonly [Key in keyof Api.TaskView]?: unknown } = view
  const createdAt = time(fields.createdAt)
  const startedAt = time(fields.startedAt)
  const finishedAt = time(fields.finishedAt)
  return {
    ...seen,
    steps: list(fields.steps).flatMap(step),
    output: output(fields.output),
    verdict: { claimed: flag(fields.isSuccess), judged: flag(fields.judgeVerdict) },
    files: list(fields.outputFiles).flatMap(file),
    ...(createdAt !== undefined && { createdAt }),
    ...(startedAt !== undefined && { startedAt }),
    ...(finishedAt !== undefined && { finishedAt }),
    raw: view
  }
}

/** Reads an item of a list, and of one that is over its result; nothing when it holds no id or no status. */
export const listed = (item: unknown): ReadonlyArray<Listed> => {
  const id = text(at(item, "id"))
  const seen = look(item)
  if (id === undefined || seen === undefined) return []
  if (!Status.isOver(seen.status)) return [{ id, ...seen }]
  const finishedAt = time(at(item, "finishedAt"))
  return [
    {
      id,
      ...seen,
      output: output(at(item, "output")),
      verdict: { claimed: flag(at(item, "isSuccess")), judged: flag(at(item, "judgeVerdict")) },
      ...(finishedAt !== undefined && { finishedAt })
    }
  ]
}

/** USD as a decimal string, with as many digits as money has; anything else is no amount. */
const cost = (value: unknown, final: boolean): Cost => {
  const decimal =
    typeof value === "number" || (typeof value === "string" && /^[+-]?(?=\.?\d)\d{0,20}\.?\d{0,30}$/.test(value))
  const usd = decimal ? Option.getOrUndefined(BigDecimal.fromString(String(value))) : undefined
  return usd === undefined ? { final } : { usd, final }
}

const step = (view: unknown, index: number): ReadonlyArray<StepView> => {
  if (!isRecord(view)) return []
  const { number: count } = view
  const number = typeof count === "number" && Number.isSafeInteger(count) ? count : index + 1
  const evaluation = text(view["evaluationPreviousGoal"])
  const url = text(view["url"])
  const screenshot = text(view["screenshotUrl"])
  return [
    {
      key: String(number),
      number,
      goal: text(view["nextGoal"]) ?? "",
      actions: list(view["actions"]).map((action) => output(action) ?? ""),
      ...(evaluation !== undefined && { evaluation }),
      ...(url !== undefined && { url }),
      ...(screenshot !== undefined && { screenshot }),
      raw: view
    }
  ]
}

const file = (view: unknown): ReadonlyArray<FileRef> => {
  const id = text(at(view, "id"))
  return id === undefined ? [] : [{ id, name: text(at(view, "fileName")) ?? id, state: "ready" }]
}

/** Text as it came; structure, which older versions sent, as JSON. */
const output = (value: unknown): string | null =>
  typeof value === "string" ? value : value === undefined || value === null ? null : JSON.stringify(value)

const flag = (value: unknown): boolean | null => (typeof value === "boolean" ? value : null)

/** Timestamps are UTC, with or without a zone. */
export const time = (value: unknown): DateTime.Utc | undefined =>
  typeof value === "string" ? Option.getOrUndefined(DateTime.make(value)) : undefined
