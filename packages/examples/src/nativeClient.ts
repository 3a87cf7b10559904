/**
 * The native client under the provider: every operation of the spec, typed, for what tasks do not
 * have in common.
 */
import { BrowserUseClient } from "@errand/browser-use"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"

export const program = Effect.gen(function* () {
  const client = yield* BrowserUseClient
  const session = yield* client.sessions.create({ body: { proxyCountryCode: "de" } })
  yield* client.tasks.create({ body: { task: "Log in", sessionId: session.id } })
  const tasks = yield* Stream.runCollect(client.tasks.stream({ sessionId: session.id }))
  yield* client.sessions.update({ path: { session_id: session.id }, body: { action: "stop" } })
  return tasks.map(({ task }) => task)
})
