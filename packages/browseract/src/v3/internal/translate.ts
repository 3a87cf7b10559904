/**
 * BrowserAct's words, v3, in core's terms. The tables are total over the spec's words, without a
 * default; everything else is taken from an answer leniently, since spec and service differ, and
 * nothing here throws.
 */
import type * as Api from "@errand/browseract-types/v3"
import type { Listed, Look, Snapshot, StepView } from "@errand/core/Snapshot"
import * as Status from "@errand/core/Status"
import { at, number, objects, optional, output, text, time } from "@errand/http/Answer"
import * as Secrets from "@errand/http/Secrets"
import { withoutLiveUrl } from "../../internal/liveUrl.ts"
import { step } from "../../internal/step.ts"
import { sources } from "./fileSources.ts"

/** What each status means. Who stopped a canceled run is not told. */
export const meanings: { readonly [Word in Api.BotRunStatus]: Status.Meaning } = {
  created: { state: "working", phase: "queued" },
  running: { state: "working", phase: "running" },
  pausing: { state: "working", phase: "pausing" },
  paused: { state: "input_required" },
  finished: { state: "completed" },
  failed: { state: "failed", reason: "error" },
  canceled: { state: "cancelled", by: "unknown" }
}

/** What a status word means; one that is not in the table is taken for work, which may go on. */
const status = Status.fromTable<Api.BotRunStatus>(meanings)

const stepMeanings: { readonly [Word in Api.TaskStepStatusEnum]: NonNullable<StepView["status"]> } = {
  running: "running",
  succeed: "succeeded",
  failed: "failed"
}
const stepStates: ReadonlyMap<unknown, NonNullable<StepView["status"]>> = new Map(Object.entries(stepMeanings))

/** What any view of a run tells; `undefined` if it holds no status. */
export const look = (view: unknown): Look | undefined => {
  const word = text(at(view, "status"))
  if (word === undefined) return undefined
  const now = detailed(status(word), view)
  const credits = number(at(view, "credit"))
  return { status: now, ...(credits !== undefined && { cost: { credits, final: Status.isOver(now) } }) }
}

/** The runs of a list, which tells no output; what has no id or no status is left out. */
export const listed = (page: unknown): ReadonlyArray<Listed> =>
  objects(at(page, "items")).flatMap((item) => {
    const id = text(at(item, "task_id"))
    const seen = look(item)
    return id === undefined || seen === undefined
      ? []
      : [{ id, ...seen, ...optional("finishedAt", time(at(item, "finished_at"))) }]
  })

/**
 * What a run tells; `undefined` if it holds no status. `now` in milliseconds tells which files have
 * expired.
 */
export const snapshot = (
  view: Api.BotRunDetailResponse,
  now: number
): Snapshot<Api.BotRunDetailResponse> | undefined => {
  const seen = look(view)
  if (seen === undefined) return undefined
  return {
    ...seen,
    cost: seen.cost ?? { final: Status.isOver(seen.status) },
    steps: objects(at(view, "steps")).map((one, index) => step(one, index, stepStates)),
    output: output(at(view, "output")),
    // A bot makes no claim about its goal, and nothing judges it.
    verdict: { claimed: null, judged: null },
    files: sources(view, now).map(({ ref }) => ref),
    ...optional("createdAt", time(at(view, "created_at"))),
    ...optional("finishedAt", time(at(view, "finished_at"))),
    ...optional("liveUrl", liveUrlOf(view)),
    raw: withoutLiveUrl(view)
  }
}

const liveUrlOf = (view: unknown) => Secrets.read(at(view, "live_url_info", "live_url"))

const detailed = (status: Status.Status, view: unknown): Status.Status => {
  if (status.state === "input_required") return { ...status, ...optional("liveUrl", liveUrlOf(view)) }
  if (status.state !== "failed") return status
  const code = number(at(view, "task_failure_info", "code"))
  const message = text(at(view, "task_failure_info", "message"))?.slice(0, 2000)
  return { ...status, ...optional("message", message ?? (code === undefined ? undefined : `code ${code}`)) }
}
