/**
 * BrowserAct's words in core's terms. The tables are total over the spec's words, without a
 * default; everything else is taken from an answer leniently, since spec and service differ, and
 * nothing here throws.
 */
import type * as Api from "@errand/browseract-types/v2"
import type { Listed, Look, Snapshot, StepView } from "@errand/core/Snapshot"
import * as Status from "@errand/core/Status"
import { at, isFields, number, objects, optional, output, text, time } from "@errand/http/Answer"
import * as Secrets from "@errand/http/Secrets"
import { sources } from "./fileSources.ts"
import { withoutLiveUrl } from "./liveUrl.ts"
import { step } from "./step.ts"

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

/** What a status word means; one that is not in the table is taken for work, which may go on. */
export const status = Status.fromTable<Api.TaskStatus>(meanings)

const stepMeanings: { readonly [Word in Api.StepStatus]: NonNullable<StepView["status"]> } = {
  running: "running",
  succeed: "succeeded",
  failed: "failed"
}
const stepStates: ReadonlyMap<unknown, NonNullable<StepView["status"]>> = new Map(Object.entries(stepMeanings))

/** What any view of a task tells; `undefined` if it holds no status. */
export const look = (view: unknown): Look | undefined => {
  const word = text(at(view, "status"))
  if (word === undefined) return undefined
  const now = status(word)
  const credits = number(at(view, "credit"))
  return { status: now, ...(credits !== undefined && { cost: { credits, final: Status.isOver(now) } }) }
}

/**
 * The tasks of a list, and of those that are over the result; what has no id or no status is left
 * out.
 */
export const listed = (page: unknown): ReadonlyArray<Listed> =>
  objects(at(page, "items")).flatMap((item) => {
    const id = text(at(item, "id"))
    const seen = look(item)
    if (id === undefined || seen === undefined) return []
    if (!Status.isOver(seen.status)) return [{ id, ...seen }]
    return [
      {
        id,
        ...seen,
        output: outputOf(at(item, "output")),
        verdict,
        ...optional("finishedAt", time(at(item, "finished_at")))
      }
    ]
  })

/**
 * What get-task tells; `undefined` if it holds no status. `now` in milliseconds tells which files
 * have expired.
 */
export const snapshot = (
  view: Api.WorkflowTaskResponse,
  now: number
): Snapshot<Api.WorkflowTaskResponse> | undefined => {
  const seen = look(view)
  if (seen === undefined) return undefined
  const liveUrl = Secrets.read(text(at(view, "live_url_info", "live_url")) ?? at(view, "live_url"))
  return {
    status: detailed(seen.status, view, liveUrl),
    cost: seen.cost ?? { final: Status.isOver(seen.status) },
    steps: objects(at(view, "steps")).map((one, index) => step(one, index, stepStates)),
    output: outputOf(at(view, "output")),
    verdict,
    files: sources(view, now).map(({ ref }) => ref),
    ...optional("createdAt", time(at(view, "created_at"))),
    ...optional("finishedAt", time(at(view, "finished_at"))),
    ...optional("liveUrl", liveUrl),
    raw: withoutLiveUrl(view)
  }
}

/** A workflow makes no claim about its goal, and nothing judges it. */
const verdict = { claimed: null, judged: null }

const detailed = (status: Status.Status, view: unknown, liveUrl: Snapshot["liveUrl"]): Status.Status => {
  if (status.state === "input_required") return { ...status, ...optional("liveUrl", liveUrl) }
  if (status.state !== "failed") return status
  const code = number(at(view, "task_failure_info", "code"))
  const message = text(at(view, "task_failure_info", "message"))?.slice(0, 2000)
  return { ...status, ...optional("message", message ?? (code === undefined ? undefined : `code ${code}`)) }
}

/** The text of an output; one that is something else is kept as JSON, since it was paid for. */
const outputOf = (value: unknown): string | null =>
  output(isFields(value) ? at(value, "string") : typeof value === "string" ? value : undefined)
