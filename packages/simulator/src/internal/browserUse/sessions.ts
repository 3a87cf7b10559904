/** Sessions of Browser Use: opened by hand or with a task, stopped, shared, deleted. */
import type { SessionItemView, SessionView, ShareView } from "@errand/browser-use-types/v2"
import { Refusal } from "../service.ts"
import { page } from "../world.ts"
import { noCredits, refuse, time, timeOrNull, tooMany } from "./browserUseShapes.ts"
import type { BrowserUseHandlers } from "./browserUseShapes.ts"
import type { Session, State } from "./accountState.ts"
import { item } from "./browserUseTasks.ts"

type Name =
  | "listSessions"
  | "createSession"
  | "getSession"
  | "updateSession"
  | "deleteSession"
  | "purgeSession"
  | "getSessionPublicShare"
  | "createSessionPublicShare"
  | "deleteSessionPublicShare"

export const handlers = (state: State): Pick<BrowserUseHandlers, Name> => {
  const { world } = state
  const find = (id: string): Session | Refusal => state.sessions.get(id) ?? refuse(404, "Session not found")
  const erase = (session: Session) => {
    for (const task of state.tasksOf(session)) world.tasks.remove(task)
    state.sessions.delete(session.id)
  }

  return {
    listSessions: ({ query }) => {
      const found = [...state.sessions.values()]
        .toReversed()
        .filter((session) => query.filterBy == null || status(state, session) === query.filterBy)
      const [number, size] = [query.pageNumber ?? 1, query.pageSize ?? 10]
      return {
        items: page(found, number, size).map((session) => summary(state, session)),
        totalItems: found.length,
        pageNumber: number,
        pageSize: size
      }
    },
    createSession: ({ body }) => {
      if (state.isBroke()) return noCredits()
      const profile = body.profileId == null ? undefined : state.profiles.get(body.profileId)
      if (body.profileId != null && profile === undefined) return refuse(404, "Profile not found")
      if (!state.hasRoom()) return tooMany()
      if (profile !== undefined) profile.lastUsedAt = world.now()
      return summary(
        state,
        state.openSession({ keepAlive: body.keepAlive ?? true, persistMemory: body.persistMemory ?? true })
      )
    },
    getSession: ({ path }) => {
      const session = find(path.session_id)
      return session instanceof Refusal ? session : view(state, session)
    },
    updateSession: ({ path }) => {
      const session = find(path.session_id)
      if (session instanceof Refusal) return session
      for (const task of state.tasksOf(session)) world.tasks.stop(task)
      session.stoppedAt ??= state.endOf(session) ?? world.now()
      return view(state, session)
    },
    deleteSession: ({ path }) => {
      const session = find(path.session_id)
      return session instanceof Refusal ? session : erase(session)
    },
    purgeSession: ({ path }) => {
      const session = find(path.session_id)
      if (session instanceof Refusal) return session
      if (world.scenario.browserUse?.zdr !== true) {
        return refuse(403, "Purging is for projects with zero data retention only")
      }
      return erase(session)
    },
    getSessionPublicShare: ({ path }) => {
      const session = find(path.session_id)
      if (session instanceof Refusal) return session
      return session.share === undefined ? refuse(404, "Public share not found") : share(state, session.share.token)
    },
    createSessionPublicShare: ({ path }) => {
      const session = find(path.session_id)
      if (session instanceof Refusal) return session
      session.share ??= { token: world.random.hex("share", 24) }
      return share(state, session.share.token)
    },
    deleteSessionPublicShare: ({ path }) => {
      const session = find(path.session_id)
      if (session instanceof Refusal) return session
      session.share = undefined
    }
  }
}

const status = (state: State, session: Session) => (state.endOf(session) === undefined ? "active" : "stopped")

const summary = (state: State, session: Session): SessionItemView => ({
  id: session.id,
  status: status(state, session),
  liveUrl: state.endOf(session) === undefined ? state.world.liveUrl(session.id) : null,
  recordingUrl: null,
  startedAt: time(session.startedAt),
  finishedAt: timeOrNull(state.endOf(session)),
  persistMemory: session.persistMemory,
  keepAlive: session.keepAlive,
  proxyUsedMb: "0",
  proxyCost: "0"
})

const view = (state: State, session: Session): SessionView => ({
  ...summary(state, session),
  tasks: state.tasksOf(session).map((task) => item(state, task)),
  publicShareUrl: session.share === undefined ? null : share(state, session.share.token).shareUrl
})

const share = (state: State, token: string): ShareView => ({
  shareToken: token,
  shareUrl: `${state.world.origin}/live/share/${token}`,
  viewCount: 0,
  lastViewedAt: null
})
