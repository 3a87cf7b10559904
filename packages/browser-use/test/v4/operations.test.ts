import * as Api from "@errand/browser-use-types/v4"
import { Client } from "@errand/browser-use/v4"
import * as NodeTransport from "@errand/http/node"
import { Simulator } from "@errand/simulator"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Schedule, Stream } from "effect"

const names = Object.values<unknown>(Api).flatMap((row) =>
  typeof row === "object" && row !== null && "id" in row && typeof row.id === "string" ? [row.id] : []
)

const text = (content: Stream.Stream<Uint8Array, unknown>) =>
  Effect.map(Stream.mkUint8Array(content), (bytes) => new TextDecoder().decode(bytes))

/**
 * Uses every operation once or more, as a program would; the simulator refuses what the spec does
 * not allow.
 */
const everything = Effect.fnUntraced(function* (client: Client.Client) {
  const { runs, sessions, workspaces } = client
  const soon = { schedule: Schedule.spaced("20 millis") }
  const workspace = yield* workspaces.create({ body: { name: "mine" } })
  const inside = { path: { workspace_id: workspace.id } }
  assert.strictEqual((yield* workspaces.update({ ...inside, body: { name: "still mine" } })).name, "still mine")
  assert.strictEqual((yield* workspaces.get(inside)).name, "still mine")
  const hello = new TextEncoder().encode("hello")
  const file = yield* workspaces.upload({
    workspaceId: workspace.id,
    name: "a.txt",
    contentType: "text/plain",
    data: hello
  })
  const asked = yield* workspaces.uploadUrls({ ...inside, body: { files: [{ name: "b.txt", size: 2 }] } })
  assert.strictEqual(asked.files.length, 1)
  assert.strictEqual((yield* workspaces.size(inside)).usedBytes, 5)

  const started = yield* runs.create({
    body: { task: "work", workspaceId: workspace.id, attachedFileIds: [file.id], judge: {}, maxCostUsd: "1.5" }
  })
  assert.deepStrictEqual(started.missingFileIds, [])
  const run = { path: { run_id: started.id } }
  const session = { path: { session_id: started.sessionId } }
  yield* runs.status(run).pipe(Effect.repeat({ until: ({ status }) => status === "completed", ...soon }))
  const { events, hasMore } = yield* runs.events({ ...run, query: { limit: 500, include_output: false } })
  assert.deepStrictEqual([events[0]?.type, events.at(-1)?.type, hasMore], ["run.queued", "run.completed", false])
  assert.deepStrictEqual(
    (yield* runs.attachments(run)).attachments.map(({ name, status }) => [name, status]),
    [["a.txt", "uploaded"]]
  )
  const judged = yield* runs.get(run).pipe(Effect.repeat({ until: ({ judgement }) => judgement != null, ...soon }))
  assert.strictEqual(judged.workspaceId, workspace.id)
  assert.strictEqual((yield* runs.cancel(run)).status, "completed")

  assert.strictEqual((yield* sessions.get(session)).latestRunId, started.id)
  const first = yield* sessions.send({ ...session, body: { text: "go on" } })
  const second = yield* sessions.send({ ...session, body: { text: "and on" } })
  const message = { path: { ...session.path, message_id: first.id } }
  const consumed = yield* sessions.message(message)
  assert.isString(consumed.runId)
  assert.deepStrictEqual(
    (yield* sessions.messages(session)).queue.map(({ id }) => id),
    [second.id]
  )
  yield* sessions.withdraw({ path: { ...session.path, message_id: second.id } })
  assert.lengthOf((yield* runs.list({ query: { sessionId: started.sessionId } })).runs, 2)
  const all = yield* Stream.runCollect(runs.stream({ limit: 1 }))
  assert.deepStrictEqual(
    all.map(({ id }) => id),
    [consumed.runId, started.id]
  )

  const shown = yield* workspaces.files({ ...inside, query: { includeUrls: true } })
  assert.deepStrictEqual(
    shown.files.map(({ path }) => path),
    ["out.txt", "uploads/a.txt"]
  )
  assert.lengthOf(yield* Stream.runCollect(workspaces.streamFiles({ ...inside, query: { limit: 1 } })), 2)
  assert.strictEqual(yield* text(workspaces.download({ workspaceId: workspace.id, path: "out.txt" })), "content")
  yield* workspaces.deleteFile({ ...inside, query: { path: "out.txt" } })
  const gone = yield* Effect.flip(text(workspaces.download({ workspaceId: workspace.id, path: "out.txt" })))
  assert.include(String(gone), "no file of this path")
  yield* sessions.purge(session)
  yield* workspaces.delete(inside)
  assert.strictEqual((yield* Effect.flip(workspaces.get(inside))).reason._tag, "NotFound")
})

describe("every operation of the spec", () => {
  it.live.each(["the global fetch", "Node's own transport"])("is understood by the service, on %s", (transport) =>
    Effect.gen(function* () {
      const { apiKey, requests, services, uploads } = yield* Simulator.Simulator
      const options = { apiKey, baseUrl: services["browser-use/v4"].baseUrl }
      const fetch = transport === "the global fetch" ? {} : { fetch: yield* NodeTransport.scoped() }
      yield* everything(Client.make({ ...options, ...fetch }))
      const seen = yield* requests
      assert.deepStrictEqual(
        names.filter((name) => !seen.some(({ operation }) => operation === name)),
        []
      )
      assert.deepStrictEqual(
        seen.filter(({ status }) => status === 422),
        []
      )
      assert.deepStrictEqual(
        (yield* uploads).map(({ content, name }) => [name, content.length]),
        [["a.txt", 5]]
      )
    }).pipe(
      Effect.scoped,
      Effect.provide(
        Simulator.layer({
          speed: 200,
          browserUse: { zdr: true },
          tasks: [{ files: [{ name: "out.txt", content: "content" }] }, { end: "never" }]
        })
      )
    )
  )
})
