/**
 * Browser Use's words in core's. The status table is total over the generated enum: a new status in
 * the spec stops the build here. Everything else is read leniently, because servers leave out what
 * specs promise.
 */
import type * as Api from "@errand/browser-use-types/v2"
import type { Cost, FileRef, Listed, Look, Snapshot, StepView } from "@errand/core/Snapshot"
import * as Status from "@errand/core/Status"
import { at, flag, isFields, list, optional, output, text, time } from "@errand/http/Answer"
import { usd } from "./usd.ts"

/** What each status means. Why a task failed is not told, and neither is who stopped it. */
export const meanings: { readonly [Word in Api.TaskStatus]: Status.Meaning } = {
  created: { state: "working", phase: "queued" },
  started: { state: "working", phase: "running" },
  finished: { state: "completed" },
  failed: { state: "failed", reason: "error" },
  stopped: { state: "cancelled", by: "unknown" }
}

/** What a status word means; one that is not in the table is taken for work, which may go on. */
const status = Status.fromTable<Api.TaskStatus>(meanings)

/** Reads the light view; `undefined` when it does not even hold a status. */
export const look = (view: unknown): (Look & { readonly cost: Cost }) | undefined => {
  const word = text(at(view, "status"))
  if (word === undefined) return undefined
  const now = status(word)
  return { status: now, cost: usd(at(view, "cost"), Status.isOver(now)) }
}

/** Reads the full view; `undefined` when it does not even hold a status. */
export const snapshot = (view: Api.TaskView): Snapshot<Api.TaskView> | undefined => {
  const seen = look(view)
  if (seen === undefined) return undefined
  return {
    ...seen,
    steps: list(at(view, "steps")).flatMap(step),
    output: output(at(view, "output")),
    verdict: verdict(view),
    files: list(at(view, "outputFiles")).flatMap(file),
    ...optional("createdAt", time(at(view, "createdAt"))),
    ...optional("startedAt", time(at(view, "startedAt"))),
    ...optional("finishedAt", time(at(view, "finishedAt"))),
    raw: view
  }
}

/**
 * Reads an item of a list, and of one that is over its result; nothing when it holds no id or no
 * status.
 */
export const listed = (item: unknown): ReadonlyArray<Listed> => {
  const id = text(at(item, "id"))
  const seen = look(item)
  if (id === undefined || seen === undefined) return []
  if (!Status.isOver(seen.status)) return [{ id, ...seen }]
  return [
    {
      id,
      ...seen,
      output: output(at(item, "output")),
      verdict: verdict(item),
      ...optional("finishedAt", time(at(item, "finishedAt")))
    }
  ]
}

/** What the agent says of its goal, and what a judge says. */
const verdict = (view: unknown): Snapshot["verdict"] => ({
  claimed: flag(at(view, "isSuccess")),
  judged: flag(at(view, "judgeVerdict"))
})

const step = (view: unknown, index: number): ReadonlyArray<StepView> => {
  if (!isFields(view)) return []
  const count = at(view, "number")
  const number = typeof count === "number" && Number.isSafeInteger(count) ? count : index + 1
  return [
    {
      key: String(number),
      number,
      goal: text(at(view, "nextGoal")) ?? "",
      actions: list(at(view, "actions")).map((action) => output(action) ?? ""),
      ...optional("evaluation", text(at(view, "evaluationPreviousGoal"))),
      ...optional("url", text(at(view, "url"))),
      ...optional("screenshot", text(at(view, "screenshotUrl"))),
      raw: view
    }
  ]
}

const file = (view: unknown): ReadonlyArray<FileRef> => {
  const id = text(at(view, "id"))
  return id === undefined ? [] : [{ id, name: text(at(view, "fileName")) ?? id, state: "ready" }]
}
