/** Sessions of Browser Use v4: one run after the other, and messages that wait to become one. */
import type { QueuedMessage, SessionInfo } from "@errand/browser-use-types/v4"
import { refuse } from "../browserUse/browserUseShapes.ts"
import { Refusal } from "../service.ts"
import { time } from "./runShapes.ts"
import type { RunHandlers } from "./runShapes.ts"
import { statusOf } from "./runs.ts"
import type { RunState, Session } from "./runState.ts"

/** With more messages waiting than this, the queue of a session is full. */
const maxPending = 10

type Name =
  | "getSession"
  | "purgeSession"
  | "listQueuedMessages"
  | "queueMessage"
  | "getQueuedMessage"
  | "cancelQueuedMessage"

export const handlers = (state: RunState): Pick<RunHandlers, Name> => {
  const { world } = state
  let messages = 0
  const find = (id: string): Session | Refusal => state.sessions.get(id) ?? refuse(404, "Session not found")
  const findMessage = (path: { readonly session_id: string; readonly message_id: number }) => {
    const session = find(path.session_id)
    if (session instanceof Refusal) return session
    return session.queue.find(({ id }) => id === path.message_id) ?? refuse(404, "Message not found")
  }
  return {
    getSession: ({ path }) => {
      const session = find(path.session_id)
      return session instanceof Refusal ? session : view(state, session)
    },
    purgeSession: ({ path }) => {
      const session = find(path.session_id)
      if (session instanceof Refusal) return session
      if (world.scenario.browserUse?.zdr !== true) {
        return refuse(403, "Purging is for projects with zero data retention only")
      }
      for (const run of state.runsOf(session)) world.tasks.remove(run)
      state.sessions.delete(session.id)
      return undefined
    },
    listQueuedMessages: ({ path }) => {
      const session = find(path.session_id)
      return session instanceof Refusal ? session : { queue: session.queue.filter(isPending).map(copy) }
    },
    queueMessage: ({ body, path }) => {
      const session = find(path.session_id)
      if (session instanceof Refusal) return session
      if (session.queue.filter(isPending).length >= maxPending) return refuse(429, "The queue of the session is full")
      const isInterrupt = body.interrupt === true
      if (isInterrupt) for (const run of state.runsOf(session)) world.tasks.stop(run)
      const message: QueuedMessage = {
        id: (messages += 1),
        sessionId: session.id,
        runId: null,
        mode: isInterrupt ? "interrupt" : "queue",
        status: "pending",
        text: body.text,
        attachedFileIds: body.attachedFileIds ?? null,
        createdAt: time(world.now())
      }
      session.queue.push(message)
      // It is told as it was queued: what becomes of it is to be read.
      return { ...message }
    },
    getQueuedMessage: ({ path }) => {
      const message = findMessage(path)
      return message instanceof Refusal ? message : copy(message)
    },
    cancelQueuedMessage: ({ path }) => {
      const message = findMessage(path)
      if (message instanceof Refusal) return message
      if (message.status !== "pending") return refuse(409, "The message does not wait any more")
      message.status = "cancelled"
      return copy(message)
    }
  }
}

const isPending = ({ status }: QueuedMessage): boolean => status === "pending"

const copy = (message: QueuedMessage): QueuedMessage => ({ ...message })

const view = (state: RunState, session: Session): SessionInfo | Refusal => {
  const latest = state.runsOf(session).at(-1)
  if (latest === undefined) return refuse(404, "Session not found")
  return {
    sessionId: session.id,
    workspaceId: session.workspaceId,
    latestRunId: latest.id,
    task: latest.start.prompt,
    title: null,
    status: statusOf(state, latest),
    createdAt: time(session.createdAt),
    updatedAt: time(latest.createdAt)
  }
}
