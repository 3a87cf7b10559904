import * as Api from "@errand/browser-use-types/v2"
import { Client } from "@errand/browser-use"
import * as NodeTransport from "@errand/http/node"
import { Simulator } from "@errand/simulator"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Schedule, Stream } from "effect"

const names = Object.values<unknown>(Api).flatMap((row) =>
  typeof row === "object" && row !== null && "id" in row && typeof row.id === "string" ? [row.id] : []
)

/**
 * Uses every operation once or more, as a program would; the simulator refuses what the spec does
 * not allow.
 */
const everything = Effect.fnUntraced(function* (client: Client.Client) {
  const { billing, browsers, files, marketplace, profiles, sessions, skills, tasks } = client
  const soon = { schedule: Schedule.spaced("20 millis") }
  yield* billing.account()

  const profile = yield* profiles.create({ body: { name: "mine" } })
  const at = { path: { profile_id: profile.id } }
  yield* profiles.update({ ...at, body: { name: "still mine" } })
  assert.strictEqual((yield* profiles.get(at)).name, "still mine")
  assert.deepStrictEqual(
    (yield* profiles.list({ query: { query: "mine" } })).items.map(({ id }) => id),
    [profile.id]
  )

  const session = yield* sessions.create({ body: { profileId: profile.id, proxyCountryCode: "de", keepAlive: true } })
  const inside = { path: { session_id: session.id } }
  assert.strictEqual((yield* sessions.get(inside)).status, "active")
  yield* sessions.createPublicShare(inside)
  assert.isString((yield* sessions.getPublicShare(inside)).shareUrl)
  yield* sessions.deletePublicShare(inside)
  yield* files.sessionUploadUrl({ ...inside, body: { fileName: "a.txt", contentType: "text/plain", sizeBytes: 1 } })
  yield* files.upload({
    sessionId: session.id,
    name: "a.txt",
    contentType: "text/plain",
    data: new TextEncoder().encode("hello")
  })

  const { id: task_id } = yield* tasks.create({
    body: { task: "work", sessionId: session.id, metadata: { a: "ü" }, vision: "auto" }
  })
  const work = { path: { task_id } }
  yield* tasks.status(work).pipe(Effect.repeat({ until: ({ status }) => status === "finished", ...soon }))
  const { metadata, outputFiles } = yield* tasks.get(work)
  assert.deepStrictEqual(metadata, { a: "ü" })
  yield* tasks.list({ query: { sessionId: session.id, filterBy: "finished", after: "2020-01-01T00:00:00Z" } })
  const found = yield* Stream.runCollect(tasks.stream({ sessionId: session.id, pageSize: 1 }))
  assert.deepStrictEqual(
    found.map(({ id }) => id),
    [task_id]
  )
  const output = { path: { task_id, file_id: outputFiles[0]?.id ?? "" } }
  assert.strictEqual((yield* files.output(output)).fileName, "out.txt")
  assert.strictEqual(new TextDecoder().decode(yield* Stream.mkUint8Array(files.download(output))), "content")
  yield* tasks.logs(work)
  assert.strictEqual(new TextDecoder().decode(yield* Stream.mkUint8Array(tasks.downloadLogs(work))), "log")
  yield* tasks.update({ ...work, body: { action: "stop_task_and_session" } })
  yield* sessions.update({ ...inside, body: { action: "stop" } })
  yield* sessions.list({ query: { filterBy: "stopped" } })
  yield* sessions.purge(inside)
  const other = { path: { session_id: (yield* sessions.create()).id } }
  yield* sessions.delete(other)
  assert.strictEqual((yield* Effect.flip(sessions.get(other))).reason._tag, "NotFound")

  const browser = yield* browsers.create({
    body: { timeout: 5, customProxy: { host: "proxy.test", port: 8080, username: "u", password: "p" } }
  })
  const open = { path: { session_id: browser.id } }
  yield* browsers.get(open)
  yield* files.browserUploadUrl({ ...open, body: { fileName: "a.txt", contentType: "text/plain", sizeBytes: 1 } })
  yield* files.upload({
    browserId: browser.id,
    name: "b.txt",
    contentType: "text/plain",
    data: Stream.make(new Uint8Array(3))
  })
  yield* browsers.downloads({ ...open, query: { limit: 1, includeUrls: true } })
  yield* browsers.update({ ...open, body: { action: "stop" } })
  yield* browsers.list({ query: { filterBy: "stopped" } })

  const skill = {
    path: { skill_id: (yield* skills.create({ body: { goal: "learn", agentPrompt: "Learn to count." } })).id }
  }
  const learnt = skills
    .get(skill)
    .pipe(Effect.repeat({ until: ({ status }) => status !== "recording" && status !== "generating", ...soon }))
  yield* learnt
  yield* skills.update({ ...skill, body: { title: "Counting", categories: ["search"] } })
  yield* skills.execute({ ...skill, body: { parameters: {} } })
  const [run] = yield* Stream.runCollect(skills.streamExecutions(skill))
  yield* skills.executions(skill)
  const ran = { path: { ...skill.path, execution_id: run?.id ?? "" } }
  yield* skills.executionOutput(ran)
  assert.isAbove((yield* Stream.mkUint8Array(skills.downloadOutput(ran))).length, 0)
  yield* skills.refine({ ...skill, body: { feedback: "Count faster." } })
  // Too late to cancel is an answer, too.
  yield* Effect.catchReason(skills.cancel(skill), "BrowserUseError", "Refused", () => Effect.void)
  yield* learnt
  yield* Effect.catchReason(skills.rollback(skill), "BrowserUseError", "Refused", () => Effect.void)
  yield* skills.list({ query: { isEnabled: true, category: "search" } })
  yield* skills.delete(skill)

  const [shared] = yield* Stream.runCollect(Stream.take(marketplace.stream(), 1))
  assert(shared !== undefined)
  yield* marketplace.list()
  yield* marketplace.get({ path: { skill_slug: shared.slug } })
  yield* marketplace.clone({ path: { skill_id: shared.id } })
  yield* marketplace.execute({ path: { skill_id: shared.id }, body: {} })
  yield* profiles.delete(at)
})

describe("every operation of the spec", () => {
  it.live.each(["the global fetch", "Node's own transport"])("is understood by the service, on %s", (transport) =>
    Effect.gen(function* () {
      const { apiKey, browserUse, requests, uploads } = yield* Simulator.Simulator
      const options = { apiKey, baseUrl: browserUse.baseUrl }
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
        [
          ["a.txt", 5],
          ["b.txt", 3]
        ]
      )
    }).pipe(
      Effect.scoped,
      Effect.provide(
        Simulator.layer({
          speed: 200,
          browserUse: { zdr: true },
          tasks: [{ files: [{ name: "out.txt", content: "content" }], logs: "log", times: "always" }]
        })
      )
    )
  )
})
