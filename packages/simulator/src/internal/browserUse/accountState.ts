/** What the Browser Use account holds beside its tasks. */
import type { World } from "../world.ts"
import type { Task } from "../tasks/task.ts"
import { isOver } from "../tasks/timeline.ts"

export interface Session {
  readonly id: string
  readonly startedAt: number
  readonly keepAlive: boolean
  readonly persistMemory: boolean
  stoppedAt: number | undefined
  share: { readonly token: string } | undefined
}

export interface Profile {
  readonly id: string
  readonly createdAt: number
  name: string | null
  userId: string | null
  updatedAt: number
  lastUsedAt: number | null
}

export interface Browser {
  readonly id: string
  readonly startedAt: number
  readonly timeoutAt: number
  readonly recording: boolean
  stoppedAt: number | undefined
}

export interface State {
  readonly world: World
  readonly projectId: string
  readonly concurrency: number
  readonly sessions: Map<string, Session>
  readonly profiles: Map<string, Profile>
  readonly browsers: Map<string, Browser>
  /** Tasks of a session, in the order of their creation. */
  readonly tasksOf: (session: Session) => ReadonlyArray<Task>
  /** When the session was over, if it is. */
  readonly ended: (session: Session) => number | undefined
  readonly browserEnded: (browser: Browser) => number | undefined
  /** Whether one more session or browser has room. */
  readonly hasRoom: () => boolean
  /** What is left, in millionths of a USD. */
  readonly balance: () => number
  /** Whether the scenario's credits are used up; without any, the account never runs dry. */
  readonly isBroke: () => boolean
  readonly openSession: (options: { readonly keepAlive: boolean; readonly persistMemory: boolean }) => Session
}

export const make = (world: World): State => {
  const sessions = new Map<string, Session>()
  const browsers = new Map<string, Browser>()
  /** Those that were not over when last asked; an end is for good. */
  const open = new Set<Session>()
  const concurrency = world.scenario.browserUse?.concurrency ?? 100_000
  const spent = () =>
    world.tasks
      .all()
      .reduce((sum, task) => sum + (task.provider === "browser-use" ? world.tasks.look(task).micros : 0), 0)
  const state: State = {
    world,
    projectId: world.random.uuid("project"),
    concurrency,
    sessions,
    profiles: new Map(),
    browsers,
    tasksOf: (session) => world.tasks.ofSession(session.id),
    ended: (session) => {
      if (session.stoppedAt !== undefined || session.keepAlive) return session.stoppedAt
      // A session that was opened for a task closes with it.
      const looks = state.tasksOf(session).map(world.tasks.look)
      return looks.length > 0 && looks.every((look) => isOver(look.phase))
        ? Math.max(...looks.map((look) => look.endedAt ?? world.now()))
        : undefined
    },
    browserEnded: (browser) => browser.stoppedAt ?? (browser.timeoutAt <= world.now() ? browser.timeoutAt : undefined),
    hasRoom: () => {
      if (sessions.size + browsers.size < concurrency) return true
      for (const session of open) {
        if (sessions.get(session.id) !== session || state.ended(session) !== undefined) open.delete(session)
      }
      const active =
        open.size + [...browsers.values()].filter((browser) => state.browserEnded(browser) === undefined).length
      return active < concurrency
    },
    balance: () => Math.max(0, (world.scenario.browserUse?.credits ?? 1000) * 1e6 - spent()),
    isBroke: () => world.scenario.browserUse?.credits !== undefined && state.balance() <= 0,
    openSession: ({ keepAlive, persistMemory }) => {
      const session: Session = {
        id: world.random.uuid("session"),
        startedAt: world.now(),
        keepAlive,
        persistMemory,
        stoppedAt: undefined,
        share: undefined
      }
      sessions.set(session.id, session)
      open.add(session)
      return session
    }
  }
  return state
}
