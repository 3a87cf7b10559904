import { assert, describe, it } from "@effect/vitest"
import { Effect, Redacted, Stream } from "effect"
import * as Http from "../src/Http.ts"
import type { HttpError } from "../src/HttpError.ts"
import * as NodeTransport from "../src/node/index.ts"
import * as RetryPolicy from "../src/RetryPolicy.ts"
import { answer, scripted } from "./support/memory.ts"
import { getTask } from "./support/operations.ts"
import { serve } from "./support/server.ts"

const one = { path: { task_id: "1" } }

describe("an option that is undefined is one that is not given", () => {
  it.effect("to a client, and to a call", () =>
    Effect.gen(function* () {
      const { http, sent } = scripted([answer(200, { id: "1", status: "x" })], {
        timeout: undefined,
        maxBodyBytes: undefined,
        disguised: undefined,
        headers: { "x-key": Redacted.make("k"), "x-none": undefined }
      })
      yield* http.call(getTask, one, { timeout: undefined, retry: undefined, secrets: undefined })
      assert.deepStrictEqual([sent[0]?.headers.get("x-key"), sent[0]?.headers.get("x-none")], ["k", null])
      assert.strictEqual(
        Http.make({ baseUrl: "https://a.test", fetch: undefined, headers: undefined }).baseUrl,
        "https://a.test"
      )
    })
  )

  it.live("to a download, an upload, and a transport", () =>
    Effect.gen(function* () {
      const server = yield* serve((_, response) => response.end("x"))
      const fetch = yield* NodeTransport.scoped({
        connections: undefined,
        connectTimeout: undefined,
        keepAlive: undefined
      })
      const http = Http.make({ baseUrl: server.baseUrl, fetch })
      const options = { stall: undefined, maxBytes: undefined, size: undefined, retry: undefined }
      assert.lengthOf(yield* Stream.runCollect(http.download(server.baseUrl, options)), 1)
      yield* http.upload(server.baseUrl, "x", {
        method: undefined,
        headers: { "x-none": undefined },
        timeout: undefined
      })
      assert.deepStrictEqual([server.seen[1]?.method, server.seen[1]?.headers["x-none"]], ["POST", undefined])
    }).pipe(Effect.scoped)
  )

  it("to a retry policy", () => {
    const parts = { attempts: undefined, base: undefined, cap: undefined, elapsed: undefined }
    const more = { retryAfterMax: undefined, budget: undefined, retryable: undefined }
    assert.deepStrictEqual(RetryPolicy.make({ ...parts, ...more }), RetryPolicy.make())
    assert.strictEqual(RetryPolicy.make({ ...parts, attempts: 2 }).attempts, 2)
  })
})

describe("an option that makes no sense is refused before anything is sent", () => {
  const ofClients: ReadonlyArray<readonly [Partial<Http.Options>, string]> = [
    [{ timeout: NaN }, "the option timeout is NaN, and must be a duration of zero or more"],
    [{ timeout: -1 }, "the option timeout is -1, and must be a duration of zero or more"],
    [{ maxBodyBytes: NaN }, "the option maxBodyBytes is NaN, and must be a number of zero or more"]
  ]
  it.effect.each(ofClients)("by each call, download and upload of a client: %j", ([options, message]) =>
    Effect.gen(function* () {
      const { http, sent } = scripted([answer(200, { id: "1" })], options)
      for (const call of [
        http.call(getTask, one),
        Stream.runDrain(http.download("https://files.test/1")),
        http.upload("https://files.test/1", "x")
      ]) {
        const { reason } = yield* Effect.flip<unknown, HttpError, never>(call)
        assert.deepInclude(reason, { _tag: "InvalidRequest", message })
      }
      assert.lengthOf(sent, 0)
    })
  )

  const ofPolicies: ReadonlyArray<readonly [Parameters<typeof RetryPolicy.make>[0], string]> = [
    [{ attempts: NaN }, "retry.attempts is NaN, and must be a number of 1 or more"],
    [{ attempts: 0 }, "retry.attempts is 0, and must be a number of 1 or more"],
    [{ base: NaN }, "retry.base is NaN, and must be a duration of zero or more"],
    [{ cap: -1 }, "retry.cap is -1, and must be a duration of zero or more"],
    [{ elapsed: NaN }, "retry.elapsed is NaN, and must be a duration of zero or more"],
    [{ retryAfterMax: NaN }, "retry.retryAfterMax is NaN, and must be a duration of zero or more"],
    [
      { budget: { capacity: NaN, perCall: 1, perSecond: 1 } },
      "retry.budget.capacity is NaN, and must be a number of zero or more"
    ]
  ]
  it.effect.each(ofPolicies)("by a call under a retry policy: %j", ([parts, message]) =>
    Effect.gen(function* () {
      const { http, sent } = scripted([answer(200, { id: "1" })])
      const policy = RetryPolicy.make(parts)
      const scoped = Effect.provideService(http.call(getTask, one), RetryPolicy.RetryPolicy, policy)
      for (const call of [scoped, http.call(getTask, one, { retry: policy })]) {
        const { reason } = yield* Effect.flip(call)
        assert.deepInclude(reason, { _tag: "InvalidRequest", message: `the option ${message}` })
      }
      assert.lengthOf(sent, 0)
    })
  )

  it.effect("by a call, a download and an upload that have it of their own", () =>
    Effect.gen(function* () {
      const { http, sent } = scripted([answer(200, { id: "1" })])
      for (const call of [
        http.call(getTask, one, { timeout: NaN }),
        http.call(getTask, one, { timeout: { seconds: 1n } as never }),
        Stream.runDrain(http.download("https://files.test/1", { stall: NaN })),
        Stream.runDrain(http.download("https://files.test/1", { size: -1 })),
        http.upload("https://files.test/1", "x", { timeout: NaN })
      ]) {
        const { reason } = yield* Effect.flip<unknown, HttpError, never>(call)
        assert.strictEqual(reason._tag, "InvalidRequest")
      }
      assert.lengthOf(sent, 0)
    })
  )
})
