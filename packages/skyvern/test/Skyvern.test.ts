import { Task } from "@errand/core"
import { Skyvern, TaskV2 } from "@errand/skyvern"
import { assert, describe, it } from "@effect/vitest"
import { ConfigProvider, DateTime, Effect, Exit, Layer, Stream } from "effect"
import { canary, paths, provider, service } from "./support/service.ts"
import { input, on } from "./support/simulated.ts"
import { completed, running } from "./support/views.ts"

describe("the engine decides the kind of a task", () => {
  it("and a profile, or the engine 2.0, is no input of a task that must be found again", () => {
    const skyvern = Skyvern.make({ apiKey: "key" })
    const tasks = TaskV2.make({ apiKey: "key" })
    assert.deepStrictEqual([skyvern.name, skyvern.kind, skyvern.findsBy], ["skyvern/v1", "task", "nonce"])
    assert.deepStrictEqual([tasks.name, tasks.kind, tasks.endpoint], ["skyvern/v1", "task_v2", skyvern.endpoint])
    const shared = TaskV2.make({ apiKey: "key", shareWith: skyvern })
    assert.strictEqual(shared.slots, skyvern.slots)
    assert.notStrictEqual(tasks.slots, skyvern.slots)
    assert.notProperty(tasks, "find")
    assert.notProperty(tasks, "recall")
    void (() => [
      // @ts-expect-error a profile needs the engine 2.0
      Task.start(skyvern, { ...input, browser_profile_id: "bp_1" }),
      // @ts-expect-error the engine 2.0 keeps no title
      Task.start(skyvern, { ...input, engine: "skyvern-2.0" }),
      // @ts-expect-error the engine 2.0 takes no title
      Task.start(tasks, { ...input, title: "mine" }),
      // @ts-expect-error another engine has no profile
      Task.start(tasks, { ...input, engine: "skyvern-3.0" }),
      // @ts-expect-error where to begin is said, or said to be open
      Task.start(skyvern, { prompt: "x" }),
      Task.start(skyvern, { prompt: "x", url: null, engine: "skyvern-3.0", title: undefined }),
      Task.start(tasks, { ...input, browser_profile_id: "bp_1", engine: "skyvern-2.0" })
    ])
  })

  it.effect("and both are refused before anything is sent, for callers without types", () =>
    Effect.gen(function* () {
      const skyvern = provider(() => running)
      for (const more of [{ engine: "skyvern-2.0" }, { browser_profile_id: "bp_1" }] as ReadonlyArray<object>) {
        const error = yield* Effect.flip(skyvern.start({ ...input, ...more }, { nonce: "n" }))
        assert(error._tag === "ProviderError")
        assert.strictEqual(error.reason._tag, "BadRequest")
        assert.include(error.reason.message, "TaskV2")
      }
      assert.deepStrictEqual(skyvern.requests, [])
    })
  )
})

describe("a start", () => {
  it.effect("sends what makes it quick and findable, and the wanted output, once", () =>
    Effect.gen(function* () {
      const skyvern = provider(() => ({ ...running, status: "created", browser_session_id: "pbs_1" }))
      const outputSchema = { type: "object" }
      const started = yield* skyvern.start(input, { nonce: "n-1", outputSchema })
      assert.deepInclude(started, { id: "tsk_1", scope: { sessionId: "pbs_1" } })
      assert.deepStrictEqual(started.startedAt, DateTime.makeUnsafe("2026-03-01T08:00:00Z"))
      const own = { ...input, data_extraction_schema: "{}", title: "mine", engine: "ui-tars" } as const
      yield* skyvern.start(own, { nonce: "n-2", outputSchema })
      assert.deepStrictEqual(
        skyvern.requests.map(({ body }) => body),
        [
          { ...input, engine: "skyvern-1.0", title: "errand:n-1", data_extraction_schema: outputSchema },
          { ...own, title: "mine errand:n-2" }
        ]
      )
    })
  )
})

describe("a look", () => {
  it.effect("is one request, and a snapshot one more where the run has a timeline", () =>
    Effect.gen(function* () {
      const seen: Array<unknown> = []
      for (const run_type of ["task_v1", "task_v2"] as const) {
        const skyvern = provider(({ url }) => (url.pathname.endsWith("timeline") ? [] : { ...completed, run_type }))
        yield* skyvern.status("tsk_1")
        yield* skyvern.snapshot("tsk_1")
        seen.push(paths(skyvern.requests))
      }
      const run = "GET /v1/runs/tsk_1"
      assert.deepStrictEqual(seen, [
        [run, run],
        [run, run, `${run}/timeline`]
      ])
    })
  )

  it.effect("has no steps, and no error, where the timeline is refused or too long", () =>
    Effect.gen(function* () {
      for (const refusal of [400, 404, 422]) {
        const skyvern = provider(({ url }) =>
          url.pathname.endsWith("timeline")
            ? Response.json({ detail: "Timeline not available" }, { status: refusal })
            : { ...completed, run_type: "task_v2" }
        )
        assert.deepStrictEqual((yield* skyvern.snapshot("tsk_1")).steps, [])
      }
    })
  )

  it.effect("fails where the timeline fails for now, so that no step is missed", () =>
    Effect.gen(function* () {
      const skyvern = provider(({ url }) =>
        url.pathname.endsWith("timeline") ? new Response("", { status: 401 }) : { ...completed, run_type: "task_v2" }
      )
      assert.strictEqual((yield* Effect.flip(skyvern.snapshot("tsk_1"))).reason._tag, "Unauthorized")
    })
  )
})

describe("a list", () => {
  it.effect("asks for tasks, for those at work where only they are wanted, and shows none of before", () =>
    Effect.gen(function* () {
      const item = (run_id: string, created_at: string) => ({ run_id, status: "running", created_at })
      const skyvern = provider(() => [item("b", "2026-03-01T08:00:00"), item("a", "2026-03-01T07:00:00"), 7])
      const since = DateTime.makeUnsafe("2026-03-01T07:30:00Z")
      const found = yield* skyvern.list({ page: 2, limit: 100, running: true, since })
      assert.deepStrictEqual(
        found.map(({ id }) => id),
        ["b"]
      )
      const [{ url } = { url: new URL("x:") }] = skyvern.requests
      assert.deepStrictEqual(url.searchParams.getAll("status"), ["created", "queued", "running", "paused"])
      assert.notInclude(url.searchParams.getAll("run_type"), "workflow_run")
      assert.include(url.searchParams.getAll("run_type"), "task_v2")
      assert.deepStrictEqual([url.searchParams.get("page"), url.searchParams.get("page_size")], ["2", "100"])
    })
  )

  it.effect("has no page after the hundredth, and asks for none", () =>
    Effect.gen(function* () {
      const skyvern = provider(() => [])
      assert.deepStrictEqual(yield* skyvern.list({ page: 101, limit: 100 }), [])
      assert.lengthOf(skyvern.requests, 0)
    })
  )

  it.effect("serves many waits", () =>
    on({ tasks: [{ running: "30 seconds", times: "always" }] }, (skyvern, simulator) =>
      Effect.gen(function* () {
        const tasks = yield* Effect.forEach(Array.from({ length: 60 }), () => Task.start(skyvern, input), {
          concurrency: 20
        })
        yield* Effect.forEach(tasks, (task) => Task.join(task), { concurrency: "unbounded" })
        assert.isAbove(yield* simulator.count({ operation: "listRuns" }), 0)
      })
    )
  )
})

describe("layerConfig", () => {
  const env = (env: Record<string, string>) => ConfigProvider.layer(ConfigProvider.fromEnv({ env }))

  it.effect("reads key and address from the environment, for both kinds", () =>
    Effect.gen(function* () {
      const { options, requests } = service(() => running)
      const there = env({ SKYVERN_API_KEY: canary, SKYVERN_BASE_URL: "https://own.example" })
      const given = { fetch: options.fetch }
      const one = Effect.flatMap(Skyvern.Skyvern, ({ status }) => status("tsk_1"))
      const other = Effect.flatMap(TaskV2.TaskV2, ({ status }) => status("tsk_1"))
      yield* one.pipe(Effect.provide(Skyvern.layerConfig(given)), Effect.provide(there))
      yield* other.pipe(Effect.provide(TaskV2.layerConfig(given)), Effect.provide(there))
      yield* one.pipe(
        Effect.provide(Layer.fresh(Skyvern.layerConfig(given))),
        Effect.provide(env({ SKYVERN_API_KEY: canary }))
      )
      assert.deepStrictEqual(
        requests.map(({ headers, url }) => [url.origin, headers.get("x-api-key")]),
        ["https://own.example", "https://own.example", "https://api.skyvern.com"].map((origin) => [origin, canary])
      )
    })
  )

  it.effect("without a key fails with an error that names the variable", () =>
    Effect.gen(function* () {
      const exit = yield* Effect.exit(
        Effect.provide(Skyvern.Skyvern, Skyvern.layerConfig()).pipe(Effect.provide(env({})))
      )
      assert.isTrue(Exit.isFailure(exit))
      assert.include(String(exit), "SKYVERN_API_KEY")
    })
  )
})

describe("the client", () => {
  it.effect("lists runs page after page, each once, up to a page that is not full", () =>
    Effect.gen(function* () {
      const runs = (from: number, count: number) =>
        Array.from({ length: count }, (_, at) => ({ run_id: `${from + at}` }))
      const skyvern = provider((_, nth) => (nth === 1 ? runs(0, 2) : runs(1, 1)))
      const found = yield* Stream.runCollect(skyvern.client.runs.stream({ page_size: 2, search_key: "abc" }))
      assert.deepStrictEqual(
        found.map(({ run_id }) => run_id),
        ["0", "1"]
      )
      assert.deepStrictEqual(
        skyvern.requests.map(({ url }) => url.search),
        ["?page=1&page_size=2&search_key=abc", "?page=2&page_size=2&search_key=abc"]
      )
    })
  )
})
