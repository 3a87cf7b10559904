/**
 * BrowserAct's words in core's terms. The tables are total over the spec's words, without a default; everything else is taken
 * from an answer leniently, since spec and service differ, and nothing here throws.
 */
import type * as Api from "@errand/browseract-types/v2"
import type { Listed, Look, Snapshot, StepView } from "@errand/core/Snapshot"
import * as Status from "@errand/core/Status"
import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import { type Fields, fields, list, number, optional, text } from "./fields.ts"
import { sources } from "./files.ts"

/** What each status means. Who stopped a canceled task is not told. */
export const meanings: { readonly [Word in Api.TaskStatus]: Status.Meaning } = {
  created: { state: "working", phase: "queued" },
  running: { state: "working", phase: "running" },
  pausing: { state: "working", phase: "pausing" },
  paused: { state: "input_required" },
  finished: { state: "completed" },
  failed: { state: "failed", reason: "error" },
  canceled: { state: "cancelled", by: "unknown" },
  unknown: { state: "working", phase: "unrecognised" }
}

/** What a status word means; a word that is not in the table is still working, as far as anyone can tell. */
export const status = Status.fromTable<Api.TaskStatus>(meanings)

const stepMeanings: { readonly [Word in Api.StepStatus]: NonNullable<StepView["status"]> } = {
  running: "running",
  succeed: "succeeded",
  failed: "failed"
}
const stepStates: ReadonlyMap<unknown, NonNullable<StepView["status"]>> = new Map(Object.entries(stepMeanings))

/** What any view of a task tells; `undefined` if it holds no status. */
export const look = (answer: unknown): Look | undefined => {
  const view = fields(answer)
  const word = text(view["status"])
  if (word === undefined) return undefined
  const now = status(word)
  const credits = number(view["credit"])
  return { status: now, ...(credits !== undefined && { cost: { credits, final: Status.isOver(now) } }) }
}

/** The tasks of a list, and of those that are over the result; what has no id or no status is left out. */
export const listed = (page: unknown): ReadonlyArray<Listed> =>
  list(fields(page)["items"]).flatMap((item) => {
    const id = text(item["id"])
    const seen = look(item)
    if (id === undefined || seen === undefined) return []
    if (!Status.isOver(seen.status)) return [{ id, ...seen }]
    return [
      { id, ...seen, output: outputOf(item["output"]), verdict, ...optional("finishedAt", time(item["finished_at"])) }
    ]
  })

/** A workflow makes no claim about its goal, and nobody judges it. */
const verdict = { claimed: null, judged: null }

const detailed = (status: Status.Status, task: Fields, liveUrl: string | undefined): Status.Status => {
  if (status.state === "input_required") return { ...status, ...optional("liveUrl", liveUrl) }
  if (status.state !== "failed") return status
  const { code, message } = fields(task["task_failure_info"])
  const codeText = number(code) === undefined ? undefined : `code ${String(code)}`
  return { ...status, ...optional("message", text(message)?.slice(0, 2000) ?? codeText) }
}

const step = (fields: Fields, index: number): StepView => {
  const count = number(fields["step"]) ?? index + 1
  return {
    key: text(fields["id"]) ?? `#${count}`,
    number: count,
    goal: text(fields["step_goal"]) ?? "",
    actions: [],
    ...optional("evaluation", text(fields["evaluation_previous_goal"])),
    ...optional("screenshot", text(fields["screenshots_url"])),
    ...optional("status", stepStates.get(fields["status"])),
    raw: fields
  }
}

const stringify = Option.liftThrowable((value: unknown): string => JSON.stringify(value))

/** Text as it is; anything else as JSON, since somebody paid for it. */
const outputOf = (output: unknown): string | null => {
  const value = (typeof output === "string" ? output : fields(output)["string"]) ?? null
  return value === null || typeof value === "string" ? value : Option.getOrNull(stringify(value))
}

/** Timestamps are UTC, with or without a zone. */
export const time = (value: unknown): DateTime.Utc | undefined =>
  typeof value === "string" ? Option.getOrUndefined(DateTime.make(value)) : undefined

/** What get-task tells; `undefined` if it holds no status. `now` in milliseconds tells which files have expired. */
export const snapshot = (
  answer: Api.WorkflowTaskResponse,
  now: number
): Snapshot<Api.WorkflowTaskResponse> | undefined => {
  const task = fields(answer)
  const seen = look(task)
  if (seen === undefined) return undefined
  const liveUrl = text(fields(task["live_url_info"])["live_url"]) ?? text(task["live_url"])
  return {
    status: detailed(seen.status, task, liveUrl),
    cost: seen.cost ?? { final: Status.isOver(seen.status) },
    steps: list(task["steps"]).map(step),
    output: outputOf(task["output"]),
    verdict,
    files: sources(task, now).map(({ ref }) => ref),
    ...optional("createdAt", time(task["created_at"])),
    ...optional("finishedAt", time(task["finished_at"])),
    ...optional("liveUrl", liveUrl),
    raw: answer
  }
}
