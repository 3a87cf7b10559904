import { assert, describe, it } from "@effect/vitest"
import { Effect, Result } from "effect"
import * as fc from "fast-check"
import { vi } from "vitest"
import { inspect } from "node:util"
import * as BaseUrl from "../src/BaseUrl.ts"
import * as Http from "../src/Http.ts"
import { answer, scripted } from "./support/memory.ts"
import { createTask } from "./support/operations.ts"

const message = (text: string): string =>
  Result.match(BaseUrl.parse(text), { onFailure: (error) => error.message, onSuccess: (url) => `fine: ${url}` })

describe("a base URL", () => {
  it.each([
    ["https://api.example.com/v1", "fine: https://api.example.com/v1"],
    ["http://127.0.0.1:4010//", "fine: http://127.0.0.1:4010"],
    ["HTTPS://[::1]:8080/@scope", "fine: HTTPS://[::1]:8080/@scope"],
    ["", '"" is no base URL: write the address of the service, as in https://api.example.com/v1'],
    ["api.example.com/v1", '"api.example.com/v1" has no scheme: write https://api.example.com/v1'],
    ["localhost:4010/v1", '"localhost:4010/v1" has no scheme: write http://localhost:4010/v1'],
    ["https//api.example.com", '"https//api.example.com" has no scheme: write https://api.example.com'],
    ["https:/api.example.com", '"https:/api.example.com" has no scheme: write https://api.example.com'],
    ["//api.example.com", '"//api.example.com" has no scheme: write https://api.example.com'],
    ["/api/v1", '"/api/v1" has no scheme: write https://api/v1'],
    [
      "htps://api.example.com",
      '"htps://api.example.com" has the scheme "htps": a service is reached by https:// or http://'
    ],
    [" https://api.example.com", '"https://api.example.com" holds blanks or line breaks: remove them'],
    ["https://api.example.com\n", '"https://api.example.com" holds blanks or line breaks: remove them'],
    [
      "https://127.0.0.1:99999/v1",
      '"https://127.0.0.1:99999/v1" cannot be read as an address: check its host and its port'
    ],
    [
      "https://api.example.com/v1?token=hunter2",
      '"https://api.example.com/v1" has a query or a fragment: end it before that, because the paths of operations follow it'
    ],
    [
      "https://me:hunter2@api.example.com/v1",
      '"https://api.example.com/v1" holds a user name or a password: give the key as an option, for an address is logged'
    ]
  ])("%j", (text, words) => {
    assert.strictEqual(message(text), words)
  })

  it.each([
    "https://me:hunter2@a.test",
    "https://me:hunt/hunter2@a.test",
    "https://me:hunter2@ba d.test",
    "me:hunter2@a.test/v1",
    "htps://hunter2@a.test",
    "https://a.test/?key=hunter2",
    "https://a.test#hunter2",
    "https://me:hunter2",
    "https://me:hunter2#x@a.test",
    `https://me:hunter2${"x".repeat(300)}@a.test/ /`,
    "https://a.test:99999/?hunter2"
  ])("is not told with its secrets: %s", (text) => {
    const result = BaseUrl.parse(text)
    assert.isTrue(Result.isFailure(result))
    assert.notInclude(inspect(result, { depth: 9 }) + message(text), "hunter2")
  })

  it("that is accepted is one to which paths can be appended", () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl({ withQueryParameters: true }), fc.string(), fc.webUrl()), (text) => {
        const result = BaseUrl.parse(text)
        if (Result.isFailure(result)) return
        assert.isTrue(new URL(`${result.success}/tasks`).pathname.endsWith("/tasks"))
      })
    )
  })

  it("may be a path in a page", () => {
    vi.stubGlobal("location", { href: "https://page.test/" })
    assert.strictEqual(message("/api/v1/"), "fine: /api/v1")
    vi.unstubAllGlobals()
  })
})

describe("a token in a path", () => {
  it.each([
    ["https://a.test/b7f3a9c2d4e6f8a0b1c2/v2", "https://a.test/*/v2"],
    ["https://a.test/v2/workflows-of-everybody", "https://a.test/v2/workflows-of-everybody"],
    ["https://b7f3a9c2d4e6f8a0b1c2.test/v2", "https://b7f3a9c2d4e6f8a0b1c2.test/v2"]
  ])("%s", (url, shown) => {
    assert.strictEqual(BaseUrl.withoutTokens(url), shown)
    assert.include(message(`${url}?x`), `"${shown}"`)
  })
})

describe("a client for an address that is none", () => {
  it.effect("sends nothing, and says why", () =>
    Effect.gen(function* () {
      const { http, sent } = scripted([answer(200)], { baseUrl: "https://me:hunter2@api.test/v1" })
      const error = yield* Effect.flip(http.call(createTask, { body: { task: "x" } }))
      assert.deepStrictEqual([error.executed, error.attempts, sent.length], ["no", 0, 0])
      assert(error.reason._tag === "InvalidRequest")
      assert.strictEqual(error.reason.where, "baseUrl")
      assert.include(error.message, '"https://api.test/v1" holds a user name or a password')
      assert.notInclude(inspect([error, http], { depth: 9 }), "hunter2")
    })
  )

  it("shows an address without secrets", () => {
    assert.strictEqual(
      Http.make({ baseUrl: "https://me:hunter2@api.test/v1?k=hunter2" }).baseUrl,
      "https://api.test/v1"
    )
  })
})
