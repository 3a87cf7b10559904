/**
 * Browser Use's words in core's. The status table is total over the generated enum: a new status in
 * the spec stops the build here. Everything else is read leniently, because servers leave out what
 * specs promise.
 */
import type * as Api from "@errand/browser-use-types/v4"
import type { EventPage } from "@errand/core/Provider"
import type { FileRef, Listed, Look, Snapshot, StepView } from "@errand/core/Snapshot"
import * as Status from "@errand/core/Status"
import { at, flag, isFields, list, number, optional, output, text, time } from "@errand/http/Answer"
import * as Secrets from "@errand/http/Secrets"
import * as DateTime from "effect/DateTime"
import { usd } from "../../internal/usd.ts"

/** What each status means. Who cancelled a run is not told. */
export const meanings: { readonly [Word in Api.RunSummary["status"]]: Status.Meaning } = {
  queued: { state: "working", phase: "queued" },
  dispatching: { state: "working", phase: "starting" },
  running: { state: "working", phase: "running" },
  completed: { state: "completed" },
  failed: { state: "failed", reason: "error" },
  cancelled: { state: "cancelled", by: "unknown" }
}

/** What a status word means; one that is not in the table is taken for work, which may go on. */
const status = Status.fromTable<Api.RunSummary["status"]>(meanings)

/** Reads any view of a run; `undefined` when it does not even hold a status. */
export const look = (view: unknown): Look | undefined => {
  const word = text(at(view, "status"))
  if (word === undefined) return undefined
  const now = status(word)
  const message = text(at(view, "error"))
  const amount = at(view, "totalCostUsd")
  return {
    status: now.state === "failed" && message !== undefined ? { ...now, message } : now,
    ...(amount !== undefined && { cost: usd(amount, Status.isOver(now)) })
  }
}

/**
 * Reads the full view; `undefined` when it does not even hold a status. Files come on their own.
 */
export const snapshot = (view: Api.RunSummary): Snapshot<Api.RunSummary> | undefined => {
  const seen = look(view)
  if (seen === undefined) return undefined
  return {
    ...seen,
    cost: seen.cost ?? usd(undefined, Status.isOver(seen.status)),
    steps: [],
    output: output(at(view, "result")),
    verdict: verdict(view),
    files: [],
    ...optional("createdAt", time(at(view, "createdAt"))),
    raw: view
  }
}

/** Reads an item of a list; nothing when it holds no id or no status. */
export const listed = (item: unknown): ReadonlyArray<Listed> => {
  const id = text(at(item, "id"))
  const seen = look(item)
  if (id === undefined || seen === undefined) return []
  const createdAt = optional("createdAt", time(at(item, "createdAt")))
  if (!Status.isOver(seen.status)) return [{ id, ...seen, ...createdAt }]
  return [{ id, ...seen, ...createdAt, output: output(at(item, "result")), verdict: verdict(item) }]
}

/** The agent does not say whether it has met the goal; a judge does, where one was asked for. */
const verdict = (view: unknown): Snapshot["verdict"] => ({
  claimed: null,
  judged: flag(at(view, "judgement", "verdict"))
})

/**
 * The same view of a run that a judge was asked for: its judgement may still come after its end.
 */
export const withJudge = <L extends Look>(seen: L, view: unknown, isJudged: boolean): L =>
  isJudged && seen.status.state === "completed" && !isFields(at(view, "judgement"))
    ? { ...seen, isSettling: true }
    : seen

/**
 * Whether a page shows runs that were all created before this moment, newest first: then so are the
 * runs of all later pages.
 */
export const isBefore = (runs: ReadonlyArray<unknown>, since: DateTime.Utc): boolean => {
  let last = DateTime.toEpochMillis(since)
  for (const run of runs) {
    const created = time(at(run, "createdAt"))
    const millis = created === undefined ? NaN : DateTime.toEpochMillis(created)
    if (!(millis <= last)) return false
    last = millis
  }
  return runs.length > 0
}

/** Events that are about the run as a whole, and no steps of the agent. */
const isStep = (type: string): boolean => !/^(?:run|browser|session)\./.test(type)

/** Reads a page of events; `undefined` when it holds none. `after` is the cursor that was asked. */
export const events = (page: unknown, after: string | undefined): EventPage | undefined => {
  const all = at(page, "events")
  if (!Array.isArray(all)) return undefined
  const last = number(at(page, "nextAfter")) ?? number(at(all.at(-1), "id"))
  const next = last === undefined || String(last) === after ? undefined : String(last)
  const links = all.flatMap((event) => liveUrl(event) ?? [])
  return {
    events: all.flatMap(step),
    ...optional("liveUrl", links.at(-1)),
    after: next,
    isDone: at(page, "hasMore") !== true || next === undefined
  }
}

const liveUrl = (event: unknown): EventPage["liveUrl"] =>
  at(event, "type") === "browser.ready" ? Secrets.read(at(event, "data", "live_view_url")) : undefined

/** What of an event's data says what the agent is about. */
const goalFields = ["next_goal", "goal", "message", "text"] as const

const step = (event: unknown): ReadonlyArray<StepView> => {
  const id = at(event, "id")
  const type = text(at(event, "type"))
  if (typeof id !== "number" || !Number.isSafeInteger(id) || type === undefined || !isStep(type)) return []
  const data = at(event, "data")
  const said = goalFields.map((name) => text(at(data, name))).find((goal) => goal !== undefined)
  return [
    {
      key: String(id),
      number: number(at(data, "number")) ?? id,
      goal: said ?? type,
      actions: list(at(data, "actions")).map((action) => output(action) ?? ""),
      ...optional("url", text(at(data, "url"))),
      raw: event
    }
  ]
}

/** A file of the workspace of a run, by workspace and path. */
export const file = (workspaceId: string, view: unknown): ReadonlyArray<FileRef> => {
  const path = text(at(view, "path"))
  if (path === undefined) return []
  const size = number(at(view, "size"))
  return [{ id: `${workspaceId}/${path}`, name: path, ...optional("size", size), state: "ready" }]
}
