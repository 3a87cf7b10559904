/** Runs of Browser Use v4. */
import type { RunSummary } from "@errand/browser-use-types/v4"
import { noCredits, refuse, tooMany, usd } from "../browserUse/browserUseShapes.ts"
import { Refusal, showAs } from "../service.ts"
import type { Task, TaskNow } from "../tasks/task.ts"
import type { Phase } from "../tasks/timeline.ts"
import { readEvents } from "./runEvents.ts"
import { cursorOf, placeOf, size, time } from "./runShapes.ts"
import type { RunHandlers } from "./runShapes.ts"
import type { Body, RunState, Session } from "./runState.ts"

/** The spec's word for a phase. It has none for a pause, during which a run goes on. */
const words: { readonly [P in Phase]: RunSummary["status"] } = {
  created: "queued",
  running: "running",
  pausing: "running",
  paused: "running",
  finished: "completed",
  failed: "failed",
  stopped: "cancelled"
}

/** The word that is sent: the script's, or the spec's. */
export const word = (look: TaskNow): string => look.word ?? words[look.phase]

type Name = "listRuns" | "createRun" | "getRun" | "getRunStatus" | "listRunAttachments" | "cancelRun" | "listRunEvents"

export const handlers = (state: RunState): Pick<RunHandlers, Name> => {
  const { world } = state
  const find = (id: string) => world.tasks.find("browser-use/v4", id) ?? refuse(404, "Run not found")
  return {
    createRun: ({ body }) => {
      if (state.account.isBroke()) return noCredits()
      const missingFileIds = (body.attachedFileIds ?? []).filter((id) => !state.uploads.has(id))
      const session = sessionFor(state, body)
      if (session instanceof Refusal) return session
      const run = state.startRun(session, body)
      return {
        id: run.id,
        status: statusOf(state, run),
        model: modelOf(run),
        sessionId: session.id,
        workspaceId: session.workspaceId,
        eventsUrl: `/runs/${run.id}/events`,
        missingFileIds
      }
    },
    listRuns: ({ query }) => {
      const limit = size(query.limit)
      // A keyset: what is older than the last run of the page before.
      const [at, number] = query.cursor == null ? [Infinity, Infinity] : placeOf(query.cursor).split("/").map(Number)
      if (at === undefined || number === undefined || Number.isNaN(at + number)) return refuse(400, "Invalid cursor")
      const isOlder = (run: Task) => run.createdAt < at || run.number < number
      const { items } = world.tasks.list(
        "browser-use/v4",
        {
          to: at,
          ...(query.cursor == null && query.sessionId == null
            ? {}
            : { only: (run) => isOlder(run) && (query.sessionId == null || run.sessionId === query.sessionId) })
        },
        1,
        limit + 1
      )
      const page = items.slice(0, limit)
      const last = page.at(-1)
      const hasMore = items.length > limit
      return {
        runs: page.map((run) => view(state, run)),
        hasMore,
        nextCursor: hasMore && last !== undefined ? cursorOf(`${last.createdAt}/${last.number}`) : null
      }
    },
    getRun: ({ path }) => {
      const run = find(path.run_id)
      return run instanceof Refusal ? run : view(state, run)
    },
    getRunStatus: ({ path }) => {
      const run = find(path.run_id)
      return run instanceof Refusal ? run : withWord({ status: statusOf(state, run) }, state, run)
    },
    listRunAttachments: ({ path }) => {
      const run = find(path.run_id)
      if (run instanceof Refusal) return run
      return {
        attachments: (bodyOf(run).attachedFileIds ?? []).flatMap((id) => {
          const file = state.uploads.get(id)
          if (file === undefined) return []
          const object = world.storage.get(file.key)
          const status = object === undefined ? ("pending" as const) : ("uploaded" as const)
          return [
            { id, name: file.name, contentType: file.contentType, sizeBytes: object?.content.length ?? 0, status }
          ]
        })
      }
    },
    listRunEvents: ({ path, query }) => {
      const run = find(path.run_id)
      return run instanceof Refusal ? run : readEvents(state, run, query.after ?? 0, size(query.limit ?? 200, 1000))
    },
    cancelRun: ({ path }) => {
      const run = find(path.run_id)
      if (run instanceof Refusal) return run
      world.tasks.stop(run)
      return view(state, run)
    }
  }
}

/** The session that a run goes into, opened where it names none. */
const sessionFor = (state: RunState, { sessionId, workspaceId }: Body): Session | Refusal => {
  const known = sessionId == null ? undefined : state.sessions.get(sessionId)
  if (sessionId != null && known === undefined) return refuse(404, "Session not found")
  if (known !== undefined && state.isBusy(known)) return refuse(409, "Session already has an active run")
  const workspace = workspaceId == null ? undefined : state.workspaces.get(workspaceId)
  if (workspaceId != null && workspace === undefined) return refuse(404, "Workspace not found")
  if (!state.account.hasRoom()) return tooMany()
  return known ?? state.openSession(workspace ?? state.openWorkspace(null))
}

const bodyOf = (run: Task): Body => run.start.body as Body

const modelOf = (run: Task) => bodyOf(run).model ?? "gpt-5.6-luna"

/** While it is queued, a run is first in line, and then a browser is made ready for it. */
export const statusOf = ({ world }: RunState, run: Task): RunSummary["status"] => {
  const { phase } = world.tasks.look(run)
  const isDispatching = phase === "created" && world.now() >= run.createdAt + run.plan.course.queued / 2
  return isDispatching ? "dispatching" : words[phase]
}

const withWord = <A extends object>(shown: A, { world }: RunState, run: Task): A =>
  showAs(shown, world.tasks.look(run).word)

/** A run as lists and single reads show it. */
const view = (state: RunState, run: Task): RunSummary => {
  const { world } = state
  const look = world.tasks.look(run)
  const { plan } = run
  const body = bodyOf(run)
  const judgedAt = look.phase === "finished" && body.judge != null ? (look.endedAt ?? 0) + plan.judge.takes : Infinity
  const shown: RunSummary = {
    id: run.id,
    task: run.start.prompt,
    title: null,
    model: modelOf(run),
    contextLimit: 200_000,
    status: statusOf(state, run),
    result: look.phase === "finished" ? plan.output : null,
    error: look.phase === "failed" ? plan.failure.message : null,
    sessionId: run.sessionId ?? "",
    workspaceId: state.workspaceOf(run)?.id ?? null,
    totalInputTokens: look.stepsDone * 1000,
    totalOutputTokens: look.stepsDone * 100,
    totalCostUsd: usd(look.micros),
    attachedFileIds: body.attachedFileIds ?? null,
    // It lands after the end.
    judgement: judgedAt <= world.now() ? { verdict: plan.judge.verdict, reasoning: plan.judge.reasoning } : null,
    createdAt: time(run.createdAt),
    updatedAt: time(judgedAt <= world.now() ? judgedAt : (look.endedAt ?? look.startedAt ?? run.createdAt))
  }
  return withWord(shown, state, run)
}
