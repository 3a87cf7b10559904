import { assert, describe, it } from "@effect/vitest"
import { Effect, Redacted, Stream } from "effect"
import * as Http from "../src/Http.ts"
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
