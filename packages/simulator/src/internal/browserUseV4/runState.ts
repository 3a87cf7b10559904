/** The state of Browser Use v4 beside its runs: workspaces with files, sessions with queues. */
import type { QueuedMessage, RunCreateRequest } from "@errand/browser-use-types/v4"
import * as AccountState from "../browserUse/accountState.ts"
import type { Task } from "../tasks/task.ts"
import { isOver } from "../tasks/timeline.ts"
import type { World } from "../world.ts"

export interface WorkspaceFile {
  readonly path: string
  readonly size: number
  readonly lastModified: number
  /** Where the storage has it. */
  readonly key: string
}

export interface Workspace {
  readonly id: string
  readonly createdAt: number
  name: string | null
  updatedAt: number
  /** What was uploaded, by path. */
  readonly uploads: Map<string, WorkspaceFile>
  /** Paths of files that were deleted. */
  readonly deleted: Set<string>
}

export interface Session {
  readonly id: string
  readonly createdAt: number
  readonly workspaceId: string
  readonly queue: Array<{ -readonly [K in keyof QueuedMessage]: QueuedMessage[K] }>
}

/** What a run was started with. */
export type Body = Partial<RunCreateRequest> & { readonly task: string }

export interface RunState {
  readonly world: World
  /** The account, which v2 has as well. */
  readonly account: AccountState.State
  readonly workspaces: Map<string, Workspace>
  readonly sessions: Map<string, Session>
  /** Files that were asked an upload link for, by id. */
  readonly uploads: Map<string, { readonly name: string; readonly contentType: string; readonly key: string }>
  readonly workspaceOf: (run: Task) => Workspace | undefined
  readonly runsOf: (session: Session) => ReadonlyArray<Task>
  readonly isBusy: (session: Session) => boolean
  readonly openWorkspace: (name: string | null) => Workspace
  readonly openSession: (workspace: Workspace) => Session
  readonly startRun: (session: Session, body: Body) => Task
  /** Makes runs of messages whose session has become free. To be called before any look. */
  readonly dispatchQueues: () => void
}

export const make = (world: World): RunState => {
  const account = AccountState.of(world)
  const workspaceIds = new WeakMap<Task, string>()
  const state: RunState = {
    world,
    account,
    workspaces: new Map(),
    sessions: new Map(),
    uploads: new Map(),
    workspaceOf: (run) => state.workspaces.get(workspaceIds.get(run) ?? ""),
    runsOf: (session) => world.tasks.ofSession(session.id),
    isBusy: (session) => state.runsOf(session).some((run) => !isOver(world.tasks.look(run).phase)),
    openWorkspace: (name) => {
      const now = world.now()
      const id = world.random.uuid("workspace")
      const workspace: Workspace = {
        id,
        name,
        createdAt: now,
        updatedAt: now,
        uploads: new Map(),
        deleted: new Set()
      }
      state.workspaces.set(id, workspace)
      return workspace
    },
    openSession: (workspace) => {
      const session = {
        id: world.random.uuid("run-session"),
        createdAt: world.now(),
        workspaceId: workspace.id,
        queue: []
      }
      state.sessions.set(session.id, session)
      return session
    },
    startRun: (session, body) => {
      const run = world.tasks.create({
        id: world.random.uuid("run"),
        sessionId: session.id,
        start: { provider: "browser-use/v4", prompt: body.task, metadata: {}, body },
        wish: { schema: undefined, startUrl: undefined },
        hooks:
          world.scenario.browserUse?.webhook === undefined ? {} : { changes: world.scenario.browserUse.webhook.url }
      })
      workspaceIds.set(run, session.workspaceId)
      for (const file of run.plan.files) world.storage.put(`tasks/${run.id}/${file.id}`, file)
      return run
    },
    dispatchQueues: () => {
      for (const session of state.sessions.values()) {
        const next = session.queue.find((message) => message.status === "pending")
        if (next === undefined || state.isBusy(session)) continue
        const { attachedFileIds = null, text } = next
        next.runId = state.startRun(session, { task: text, attachedFileIds }).id
        next.status = "consumed"
      }
    }
  }
  return state
}
