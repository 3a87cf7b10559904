/** Where the browser of a task can be watched: its session tells, and is asked once. */
import type * as Api from "@errand/browser-use-types/v2"
import type { Snapshot } from "@errand/core/Snapshot"
import * as Status from "@errand/core/Status"
import { at, identifier, optional } from "@errand/http/Answer"
import * as RetryPolicy from "@errand/http/RetryPolicy"
import * as Secrets from "@errand/http/Secrets"
import * as Effect from "effect/Effect"
import type { Client } from "../Client.ts"

/** So many sessions are remembered. */
const maxSessions = 1000
/** A session that tells none, or cannot be read, is asked no more than this. */
const maxRequests = 3

/** What is known of one session. */
interface Known {
  requests: number
  liveUrl?: Snapshot["liveUrl"]
}

/** Adds the address to snapshots of tasks that run. Never fails: no answer, no address. */
export const make = (client: Client) => {
  const sessions = new Map<string, Known>()
  const knownOf = (sessionId: string): Known => {
    const known = sessions.get(sessionId) ?? { requests: 0 }
    sessions.set(sessionId, known)
    const [oldest] = sessions.keys()
    if (sessions.size > maxSessions && oldest !== undefined) sessions.delete(oldest)
    return known
  }
  const ask = (sessionId: string, known: Known) =>
    client.sessions.get({ path: { session_id: sessionId } }).pipe(
      Effect.provideService(RetryPolicy.RetryPolicy, RetryPolicy.none),
      Effect.match({
        onFailure: () => undefined,
        onSuccess: (session) => {
          const liveUrl = Secrets.read(at(session, "liveUrl"))
          if (liveUrl !== undefined) known.liveUrl = liveUrl
          return liveUrl
        }
      })
    )
  return (seen: Snapshot<Api.TaskView>): Effect.Effect<Snapshot<Api.TaskView>> =>
    Effect.suspend(() => {
      const sessionId = identifier(at(seen.raw, "sessionId"))
      // The browser is gone with the task, or is not there yet.
      if (sessionId === undefined || Status.isOver(seen.status) || isQueued(seen.status)) return Effect.succeed(seen)
      const known = knownOf(sessionId)
      if (known.liveUrl !== undefined) return Effect.succeed({ ...seen, liveUrl: known.liveUrl })
      if (known.requests >= maxRequests) return Effect.succeed(seen)
      known.requests++
      return Effect.map(ask(sessionId, known), (liveUrl) => ({ ...seen, ...optional("liveUrl", liveUrl) }))
    })
}

const isQueued = (status: Status.Status): boolean => status.state === "working" && status.phase === "queued"
