import { assert, describe, it } from "@effect/vitest"
import { Cause, Effect, Logger } from "effect"
import { inspect } from "node:util"
import { findCauseWords, findRemedy } from "../src/internal/causeWords.ts"
import * as RetryPolicy from "../src/RetryPolicy.ts"
import { scripted } from "./support/memory.ts"
import { createTask } from "./support/operations.ts"

const refused = () =>
  Promise.reject(
    new TypeError("fetch failed", {
      cause: Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:9"), { code: "ECONNREFUSED", syscall: "connect" })
    })
  )
const sentence =
  "POST /tasks (createTask): could not connect to service.test: connect ECONNREFUSED 127.0.0.1:9; check host and port"

const failed = (fetch: () => Promise<Response>, baseUrl = "http://service.test/api") =>
  Effect.flip(
    scripted([fetch], { baseUrl }).http.call(createTask, { body: { task: "x" } }, { retry: RetryPolicy.none })
  )

describe("a refused connection", () => {
  it.effect("is told with host, code and what to do, wherever an error is shown", () =>
    Effect.gen(function* () {
      const lines: Array<string> = []
      const error = yield* failed(refused)
      const logger = Logger.layer([Logger.map(Logger.formatJson, (line) => void lines.push(line))])
      yield* Effect.provide(Effect.logError("failed", error), logger)
      yield* Effect.provide(Effect.logError(Cause.fail(error)), logger)
      assert.strictEqual(error.message, sentence)
      assert.strictEqual(error.host, "service.test")
      for (const shown of [
        String(error),
        inspect(error),
        JSON.stringify(error),
        Cause.pretty(Cause.fail(error)),
        ...lines
      ]) {
        assert.include(shown, sentence)
      }
    })
  )

  it.effect("is shown with its stack, and its causes have none", () =>
    Effect.gen(function* () {
      const error = yield* failed(refused)
      const shown = inspect(error, { depth: 10 })
      assert.match(shown, /^HttpError: POST .*\n {4}at /)
      assert.include(shown, "cause: TypeError: fetch failed <- Error: connect ECONNREFUSED 127.0.0.1:9")
      const { length } = shown.split("\n").filter((line) => !/^\s+at /.test(line))
      assert.isBelow(length, 15)
      const nested = inspect({ of: { another: error } })
      assert.include(nested, sentence)
      assert.notMatch(nested, /^\s+at /m)
      const json = JSON.parse(JSON.stringify(error))
      assert.deepStrictEqual(Object.keys(json).slice(0, 2), ["_tag", "message"])
      assert.deepStrictEqual(json.reason.cause, {
        name: "TypeError",
        message: "fetch failed",
        cause: { name: "Error", message: "connect ECONNREFUSED 127.0.0.1:9", code: "ECONNREFUSED" }
      })
    })
  )
})

describe("the words of a cause", () => {
  it.effect("name no path and no query of an address", () =>
    Effect.gen(function* () {
      const words = (url: string) => `error sending request for url (${url}): client error (Connect): tcp connect error`
      const error = yield* failed(
        () =>
          Promise.reject(
            new TypeError("fetch failed", { cause: new Error(words("https://me:pw@a.test/t0ken?k=t0ken")) })
          ),
        "https://a.test/t0ken"
      )
      assert.include(error.message, "could not connect to a.test: tcp connect error")
      assert.notMatch(inspect(error, { depth: 10 }) + JSON.stringify(error), /t0ken|pw@/)
      assert.strictEqual(error.executed, "no")
    })
  )

  it.each<readonly [string, string, string]>([
    [
      "4027CC767F0000:error:0A00010B:SSL routines:tls_validate_record_header:wrong version number:../deps/x.c:77:\n",
      "wrong version number (X)",
      "nothing speaks TLS there; is it an http:// address?"
    ],
    ["self-signed certificate", "self-signed certificate (X)", "this runtime does not trust its certificate"],
    [
      "error sending request from 127.0.0.1:1 for http://a.test (127.0.0.1:2): client error (SendRequest): closed",
      "closed (X)",
      ""
    ],
    [
      "getaddrinfo ENOTFOUND a.test",
      "getaddrinfo ENOTFOUND a.test (X)",
      "check the host name, and whether this network needs a proxy"
    ],
    [
      "connect ETIMEDOUT 10.0.0.1:443",
      "connect ETIMEDOUT 10.0.0.1:443 (X)",
      "check the network, and whether it needs a proxy"
    ],
    ["Proxy response (403) !== 200", "Proxy response (403) !== 200 (X)", "check the proxy"],
    [
      "X: Unable to connect. Is the computer able to access the url?",
      "X: Unable to connect. Is the computer able to access the url",
      ""
    ],
    ["X: closed. For more information, pass `verbose: true` in the second argument to fetch()", "X: closed", ""],
    ["", "X", ""]
  ])("%j", (message, words, remedy) => {
    const found = findCauseWords(new Error("outer", { cause: Object.assign(new Error(message), { code: "X" }) }))
    assert.deepStrictEqual([found, findRemedy(found)], [words, remedy])
  })
})

describe("a key with a line end", () => {
  it.effect("is told by its header, and what probably happened", () =>
    Effect.gen(function* () {
      const { http } = scripted([refused], { headers: { "x-api-key": "secret\n" } })
      const { message } = yield* Effect.flip(http.call(createTask, { body: { task: "x" } }))
      assert.include(
        message,
        "not sent: headers.x-api-key: the value of x-api-key holds a line break, perhaps copied with it"
      )
      assert.notInclude(message, "secret")
    })
  )
})
