/**
 * Skyvern's words in core's. The status table is total over the generated enum: a new status in the
 * spec stops the build here. Everything else is read leniently, because servers leave out what
 * specs promise.
 */
import type { Listed, Look, Snapshot } from "@errand/core/Snapshot"
import * as Status from "@errand/core/Status"
import { at, number, objects, optional, output, text, time } from "@errand/http/Answer"
import * as Secrets from "@errand/http/Secrets"
import type * as Api from "@errand/skyvern-types/v1"
import * as Confidential from "./confidential.ts"
import { sources } from "./fileSources.ts"
import { steps } from "./timeline.ts"

/** What each status means. Who canceled a run is not told. */
export const meanings: { readonly [Word in Api.RunStatus]: Status.Meaning } = {
  created: { state: "working", phase: "queued" },
  queued: { state: "working", phase: "queued" },
  running: { state: "working", phase: "running" },
  paused: { state: "input_required" },
  completed: { state: "completed" },
  failed: { state: "failed", reason: "error" },
  terminated: { state: "failed", reason: "goal_not_met" },
  timed_out: { state: "failed", reason: "timed_out" },
  canceled: { state: "cancelled", by: "unknown" }
}

/** What a status word means; one that is not in the table is taken for work, which may go on. */
const status = Status.fromTable<Api.RunStatus>(meanings)

/** What any view of a run tells; `undefined` if it holds no status. */
export const look = (view: unknown): Look | undefined => {
  const word = text(at(view, "status"))
  if (word === undefined) return undefined
  if (word === "failed" && isWebhookFailure(view)) return { status: { state: "completed", native: word } }
  const now = status(word)
  // Without a time of its end the agent may work on, and the run be called completed afterwards.
  if (now.state === "cancelled" && text(at(view, "finished_at")) === undefined) return { status: now, isSettling: true }
  if (now.state !== "failed") return { status: now }
  const reason = isOutOfSteps(view) ? "step_limit" : now.reason
  return { status: { ...now, reason, ...optional("message", why(view)) } }
}

/** Everything about a run, and what its timeline tells; `undefined` if it holds no status. */
export const snapshot = (view: Api.GetRunSuccess, timeline: unknown): Snapshot<Api.GetRunSuccess> | undefined => {
  const seen = look(view)
  if (seen === undefined) return undefined
  const isOver = Status.isOver(seen.status)
  return {
    ...seen,
    // A run shows no cost.
    cost: { final: isOver },
    steps: steps(timeline),
    output: output(at(view, "output")),
    verdict: verdict(seen.status),
    files: sources(view, isOver).map(({ ref }) => ref),
    ...optional("createdAt", time(at(view, "created_at"))),
    ...optional("startedAt", time(at(view, "started_at"))),
    ...optional("finishedAt", time(at(view, "finished_at"))),
    // The page of the run in Skyvern's app, which asks for a login: so it may stand in `raw`, too.
    ...optional("liveUrl", isOver ? undefined : Secrets.read(at(view, "app_url"))),
    raw: Confidential.hide(view)
  }
}

/** Reads an item of a list, which has no output; nothing when it holds no id or no status. */
export const listed = (item: unknown): ReadonlyArray<Listed> => {
  const id = text(at(item, "run_id"))
  const seen = look(item)
  if (id === undefined || seen === undefined) return []
  return [
    {
      id,
      ...seen,
      ...optional("createdAt", time(at(item, "created_at"))),
      ...optional("finishedAt", time(at(item, "finished_at")))
    }
  ]
}

/** Runs that are made of several tasks, whose outputs may be those of the tasks that went well. */
const isComposed = (view: unknown): boolean => {
  const type = at(view, "run_type")
  return type === "task_v2" || type === "workflow_run"
}

/**
 * A run with an output had come to its end before it was called `failed`, because its webhook could
 * not be delivered. Where the output may be of a part, the reason must say so, too.
 */
const isWebhookFailure = (view: unknown): boolean =>
  output(at(view, "output")) !== null &&
  (!isComposed(view) || /webhook/i.test(text(at(view, "failure_reason")) ?? "webhook"))

/** A run that may take no more steps is called `timed_out`, too. */
const isOutOfSteps = (view: unknown): boolean => {
  const most = number(at(view, "run_request", "max_steps"))
  const taken = number(at(view, "step_count"))
  return at(view, "status") === "timed_out" && most !== undefined && taken !== undefined && taken >= most
}

/** Why it went wrong, in the service's words: the reason, or else the caller's own codes. */
const why = (view: unknown): string | undefined => {
  const codes = objects(at(view, "errors")).flatMap((error) => text(at(error, "error_code")) ?? [])
  return (text(at(view, "failure_reason")) ?? text(codes.join(", ")))?.slice(0, 2000)
}

/** The agent calls a run `completed` if it reached the goal, and `terminated` if it cannot. */
const verdict = (now: Status.Status): Snapshot["verdict"] => ({
  claimed: now.state === "completed" ? true : now.state === "failed" && now.native === "terminated" ? false : null,
  judged: null
})
