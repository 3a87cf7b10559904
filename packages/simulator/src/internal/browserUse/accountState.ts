/**
 * The state of the Browser Use account beside its tasks: sessions, profiles, browsers and money.
 */
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
  /** When the session ended; undefined while it has not. */
  readonly endOf: (session: Session) => number | undefined
  readonly browserEndOf: (browser: Browser) => number | undefined
  /** Whether one more session or browser, or run of v4, has room. */
  readonly hasRoom: () => boolean
  /** Credits that are not used up, in millionths of a USD. */
  readonly balance: () => number
  /** Whether the scenario's credits are used up. Never so where the scenario sets none. */
  readonly isBroke: () => boolean
  readonly openSession: (options: { readonly keepAlive: boolean; readonly persistMemory: boolean }) => Session
}

const states = new WeakMap<World, State>()

/** The account, which all versions of the service share. */
export const of = (world: World): State => {
  const known = states.get(world) ?? make(world)
  states.set(world, known)
  return known
}

const make = (world: World): State => {
  const sessions = new Map<string, Session>()
  const browsers = new Map<string, Browser>()
  /** Sessions that had not ended at the last check. A session that has ended stays so. */
  const open = new Set<Session>()
  const concurrency = world.scenario.browserUse?.concurrency ?? 100_000
  const spentMicros = () =>
    world.tasks
      .all()
      .reduce((sum, task) => sum + (task.provider.startsWith("browser-use") ? world.tasks.look(task).micros : 0), 0)
  const state: State = {
    world,
    projectId: world.random.uuid("project"),
    concurrency,
    sessions,
    profiles: new Map(),
    browsers,
    tasksOf: (session) => world.tasks.ofSession(session.id),
    endOf: (session) => {
      if (session.stoppedAt !== undefined || session.keepAlive) return session.stoppedAt
      // A session that was opened for a task closes with it.
      const looks = state.tasksOf(session).map(world.tasks.look)
      return looks.length > 0 && looks.every((look) => isOver(look.phase))
        ? Math.max(...looks.map((look) => look.endedAt ?? world.now()))
        : undefined
    },
    browserEndOf: (browser) => browser.stoppedAt ?? (browser.timeoutAt <= world.now() ? browser.timeoutAt : undefined),
    hasRoom: () => {
      const runs = world.tasks.running("browser-use/v4")
      if (sessions.size + browsers.size + runs < concurrency) return true
      for (const session of open) {
        if (sessions.get(session.id) !== session || state.endOf(session) !== undefined) open.delete(session)
      }
      const active =
        runs + open.size + [...browsers.values()].filter((browser) => state.browserEndOf(browser) === undefined).length
      return active < concurrency
    },
    balance: () => Math.max(0, (world.scenario.browserUse?.credits ?? 1000) * 1e6 - spentMicros()),
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
