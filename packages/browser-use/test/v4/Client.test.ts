import { BrowserUse, Client } from "@errand/browser-use/v4"
import * as RetryPolicy from "@errand/http/RetryPolicy"
import { assert, describe, it } from "@effect/vitest"
import { ConfigProvider, Effect, Stream } from "effect"

type Answer = (request: Request, nth: number) => Response | Promise<Response>

const fake = (answer: Answer) => {
  const asked: Array<Request> = []
  const options = {
    apiKey: "bu_canary",
    baseUrl: "https://fake.test/api/v4",
    fetch: (request: Request) => Promise.resolve(answer(request, asked.push(request)))
  }
  return { asked, client: Client.make(options), provider: BrowserUse.make(options) }
}
const refusing = (status: number) => fake(() => Response.json({ detail: "no" }, { status }))

describe("a refusal", () => {
  it.effect.each([
    [401, "Unauthorized", "Unauthorized"],
    [402, "InsufficientCredits", "OutOfCredit"],
    // A project whose data may not be kept.
    [403, "Forbidden", "Forbidden"],
    [404, "NotFound", "NotFound"],
    // Its session still works on another run.
    [409, "SessionBusy", "Conflict"],
    [422, "Validation", "BadRequest"],
    [429, "TooManyConcurrentSessions", "ConcurrencyLimited"]
  ] as const)("of a start with %d is %s to the client, and %s to a task", ([status, reason, ofTask]) =>
    Effect.gen(function* () {
      const { client, provider } = refusing(status)
      const once = Effect.provideService(RetryPolicy.RetryPolicy, RetryPolicy.none)
      const ofClient = yield* Effect.flip(once(client.runs.create({ body: { task: "x" } })))
      assert.strictEqual(ofClient._tag === "BrowserUseError" && ofClient.reason._tag, reason)
      const error = yield* Effect.flip(once(provider.start({ task: "x" }, {})))
      assert.strictEqual(error._tag === "ProviderError" && error.reason._tag, ofTask)
    })
  )

  it.effect("of a message with 429 says that the queue of the session is full", () =>
    Effect.gen(function* () {
      const { client } = refusing(429)
      const message = client.sessions.send({ path: { session_id: "s" }, body: { text: "go on" } })
      const error = yield* Effect.flip(Effect.provideService(message, RetryPolicy.RetryPolicy, RetryPolicy.none))
      assert.strictEqual(error.reason._tag, "QueueFull")
    })
  )
})

describe("a start", () => {
  it.effect("takes what the service takes, and adds nothing that was not asked for", () =>
    Effect.gen(function* () {
      const bodies: Array<unknown> = []
      const { provider } = fake(async (request) => {
        bodies.push(await request.json())
        return Response.json({ id: "r-1", sessionId: "s-1" })
      })
      const started = yield* provider.start({ task: "x" }, {})
      assert.deepStrictEqual(started, { id: "r-1", scope: { sessionId: "s-1" } })
      const prepared = { workspaceId: "w-1" }
      yield* provider.start({ task: "x", maxCostUsd: 2, model: "some-new-model" }, { prepared })
      assert.deepStrictEqual(bodies, [
        { task: "x" },
        { task: "x", maxCostUsd: 2, model: "some-new-model", workspaceId: "w-1" }
      ])
    })
  )

  it.effect("makes a workspace that is named by its key, unless the caller names a session or a workspace", () =>
    Effect.gen(function* () {
      const bodies: Array<unknown> = []
      const { provider } = fake(async (request) => {
        bodies.push(await request.json())
        return Response.json({ id: "w-1" })
      })
      const prepare = provider.prepare
      assert.deepStrictEqual(yield* prepare({ task: "x" }, { key: "order-7", nonce: "order-7" }), {
        workspaceId: "w-1"
      })
      yield* prepare({ task: "x" }, { nonce: "n".repeat(200) })
      for (const input of [{ sessionId: "s" }, { workspaceId: "w" }]) {
        assert.isUndefined(yield* prepare({ task: "x", ...input }, { nonce: "n" }))
      }
      assert.deepStrictEqual(bodies, [{ name: "errand order-7" }, { name: `errand ${"n".repeat(93)}` }])
    })
  )
})

describe("files", () => {
  it.effect("a link that has expired in the middle is replaced, and the download goes on", () =>
    Effect.gen(function* () {
      let links = 0
      const { provider } = fake(({ headers, url }) => {
        if (url.includes("/files?")) {
          const files = [
            { path: "a.txt.bak", url: "https://store.test/other" },
            { path: "a.txt", url: `https://store.test/${++links}` }
          ]
          return Response.json({ files, nextCursor: null, hasMore: false })
        }
        if (url.endsWith("/1")) return new Response("expired", { status: 403 })
        assert.isNull(headers.get("x-browser-use-api-key"))
        return new Response("hello")
      })
      const file = { id: "w-1/a.txt", name: "a.txt", state: "ready" } as const
      assert.strictEqual(yield* Stream.mkString(Stream.decodeText(provider.file("r-1", file))), "hello")
      assert.strictEqual(links, 2)
    })
  )

  it.effect("that are no files of a workspace are not asked for", () =>
    Effect.gen(function* () {
      const { asked, provider } = refusing(500)
      for (const id of ["", "w-1", "w-1/"]) {
        const error = yield* Effect.flip(Stream.runDrain(provider.file("r-1", { id, name: "a", state: "ready" })))
        assert.strictEqual(error.reason._tag, "NotFound")
      }
      assert.lengthOf(asked, 0)
    })
  )

  it.effect("of a run are those that came after its start; none where its workspace is gone", () =>
    Effect.gen(function* () {
      const run = { id: "r-1", status: "completed", workspaceId: "w-1", createdAt: "2026-11-01T00:00:00Z" }
      const files = [
        { path: "uploads/in.csv", size: 1, lastModified: "2026-10-31T23:59:00Z" },
        { path: "out.csv", size: 2, lastModified: "2026-11-01T00:01:00Z" },
        { path: "odd.csv", size: "3", lastModified: null }
      ]
      const shown = fake(({ url }) => Response.json(url.includes("/files") ? { files, nextCursor: null } : run))
      const seen = yield* shown.provider.snapshot("r-1")
      assert.deepStrictEqual(seen.files, [
        { id: "w-1/out.csv", name: "out.csv", size: 2, state: "ready" },
        { id: "w-1/odd.csv", name: "odd.csv", state: "ready" }
      ])
      const gone = fake(({ url }) => (url.includes("/files") ? Response.json({}, { status: 404 }) : Response.json(run)))
      assert.deepStrictEqual((yield* gone.provider.snapshot("r-1")).files, [])
      const running = fake(() => Response.json({ ...run, status: "running" }))
      assert.deepStrictEqual((yield* running.provider.snapshot("r-1")).files, [])
      assert.lengthOf(running.asked, 1)
    })
  )

  it.effect("that are too large, empty or nameless are not sent", () =>
    Effect.gen(function* () {
      const { asked, client } = refusing(500)
      const upload = (name: string, data: Uint8Array | Stream.Stream<Uint8Array>) =>
        Effect.flip(client.workspaces.upload({ workspaceId: "w", name, data }))
      const chunk = new Uint8Array(10_485_761)
      for (const [where, error] of [
        ["name", yield* upload("", new Uint8Array(1))],
        ["name", yield* upload("x".repeat(256), new Uint8Array(1))],
        ["data", yield* upload("a", new Uint8Array(0))],
        ["data", yield* upload("a", Stream.forever(Stream.succeed(chunk)))]
      ] as const) {
        assert.deepInclude(error.reason, { _tag: "InvalidRequest", where })
      }
      assert.lengthOf(asked, 0)
    })
  )
})

describe("the environment", () => {
  it.effect("has one key for all versions, and an address for each", () =>
    Effect.gen(function* () {
      const env = {
        BROWSER_USE_API_KEY: "bu_1",
        BROWSER_USE_BASE_URL: "https://v2.test/api/v2",
        BROWSER_USE_V4_BASE_URL: "https://v4.test/api/v4"
      }
      const client = yield* Effect.provide(
        Effect.provide(Client.BrowserUseClient, Client.layerConfig()),
        ConfigProvider.layer(ConfigProvider.fromEnv({ env }))
      )
      assert.strictEqual(client.baseUrl, "https://v4.test/api/v4")
    })
  )
})
