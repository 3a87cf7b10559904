import { assert, describe, it } from "@effect/vitest"
import { ConfigProvider, Effect, Redacted } from "effect"
import * as fc from "fast-check"
import * as Connection from "../src/Connection.ts"
import { operation } from "./support/operations.ts"

const service = {
  baseUrl: "https://api.service.test/v1",
  key: { header: "authorization", scheme: "Bearer", variable: "ACME_API_KEY" }
} as const

describe("a connection", () => {
  it.effect("sends the key as the service wants it, and shows it nowhere", () =>
    Effect.gen(function* () {
      const seen: Array<Request> = []
      const fetch = (request: Request) => {
        seen.push(request)
        return Promise.resolve(new Response("no key-0123456789abcdef", { status: 401 }))
      }
      const error = yield* Effect.flip(
        Connection.make({ apiKey: "key-0123456789abcdef", fetch }, service).call(operation(), {})
      )
      assert.notInclude(JSON.stringify(error), "0123456789abcdef")
      const plain = { ...service, key: { header: "service-token", variable: "ACME_API_KEY" } }
      const other = { apiKey: Redacted.make("k-2"), baseUrl: "http://127.0.0.1:1/", fetch }
      yield* Effect.flip(Connection.make(other, plain).call(operation(), {}))
      assert.deepStrictEqual(
        seen.map(({ headers, url }) => [url, headers.get("authorization"), headers.get("service-token")]),
        [
          ["https://api.service.test/v1/thing", "Bearer key-0123456789abcdef", null],
          ["http://127.0.0.1:1/thing", null, "k-2"]
        ]
      )
    })
  )

  const read = (env: Record<string, string>, given: Connection.Some<Connection.Options> = {}) =>
    Connection.config("ACME")(given).pipe(Effect.provide(ConfigProvider.layer(ConfigProvider.fromEnv({ env }))))

  it.effect("reads key and address from the environment, unless they are given", () =>
    Effect.gen(function* () {
      const { apiKey, baseUrl } = yield* read({ ACME_API_KEY: " k ", ACME_BASE_URL: "http://a.test" })
      assert.deepStrictEqual([Redacted.isRedacted(apiKey) && Redacted.value(apiKey), baseUrl], ["k", "http://a.test"])
      assert.notProperty(yield* read({ ACME_API_KEY: "k", ACME_BASE_URL: "" }), "baseUrl")
      assert.deepStrictEqual(yield* read({}, { apiKey: "given", baseUrl: "http://b.test" }), {
        apiKey: "given",
        baseUrl: "http://b.test"
      })
    })
  )

  it.effect("names the variable of a key that is missing or blank, and nothing that it held", () =>
    Effect.gen(function* () {
      for (const env of [{}, { ACME_API_KEY: "" }, { ACME_API_KEY: "  " }] as ReadonlyArray<Record<string, string>>)
        assert.include((yield* Effect.flip(read(env))).message, "ACME_API_KEY")
    })
  )

  it.effect.each(["", " ", Redacted.make("\n")])("without a key sends nothing, and names the variable", (apiKey) =>
    Effect.gen(function* () {
      let sent = 0
      const fetch = () => Promise.resolve(new Response(null, { status: (sent++, 200) }))
      const http = Connection.make({ apiKey, fetch }, service)
      const error = yield* Effect.flip(http.call(operation(), {}))
      assert.deepInclude(error.reason, { _tag: "InvalidRequest", where: "apiKey" })
      assert.deepStrictEqual([error.executed, error.attempts, sent], ["no", 0, 0])
      assert.include(error.message, "ACME_API_KEY")
    })
  )

  it.effect.each(["key\n", "  key\r\n", Redacted.make("\tkey ")])(
    "sends a key without the blanks and line ends that were copied with it",
    (apiKey) =>
      Effect.gen(function* () {
        const seen: Array<string | null> = []
        const fetch = ({ headers }: Request) => {
          seen.push(headers.get("authorization"))
          return Promise.resolve(Response.json({}))
        }
        yield* Effect.exit(Connection.make({ apiKey, fetch }, service).call(operation(), {}))
        assert.deepStrictEqual(seen, ["Bearer key"])
      })
  )

  it.effect("reads a long answer only as far as it was told to", () =>
    Effect.gen(function* () {
      const fetch = () => Promise.resolve(Response.json({ text: "x".repeat(100) }))
      const http = Connection.make({ apiKey: "key", fetch, maxBodyBytes: 50 }, service)
      assert.strictEqual((yield* Effect.flip(http.call(operation(), {}))).reason._tag, "BodyTooLarge")
    })
  )

  it.effect("takes an option that is undefined for one that is not given", () =>
    Effect.gen(function* () {
      const options = {
        apiKey: undefined,
        baseUrl: undefined,
        fetch: undefined,
        timeout: undefined,
        maxBodyBytes: undefined
      }
      assert.strictEqual(Connection.make({ ...options, apiKey: "k" }, service).baseUrl, service.baseUrl)
      const { apiKey, baseUrl } = yield* read({ ACME_API_KEY: "k", ACME_BASE_URL: "http://a.test" }, options)
      assert.deepStrictEqual([Redacted.isRedacted(apiKey), baseUrl], [true, "http://a.test"])
    })
  )

  it.effect.each<readonly [string, string]>([
    ["api.acme.test/v1", "has no scheme"],
    ["htps://api.acme.test", 'has the scheme "htps"'],
    ["https://acme.test/a b", "holds blanks"],
    ["https://anna:hunter2@acme.test/v1", "holds a user name or a password"],
    ["https://acme.test/v1?token=hunter2", "has a query"]
  ])("refuses the address %s from the environment, with the variable and what is wrong", ([address, problem]) =>
    Effect.gen(function* () {
      const { message } = yield* Effect.flip(read({ ACME_API_KEY: "k", ACME_BASE_URL: address }))
      assert.include(message, "ACME_BASE_URL")
      assert.include(message, problem)
      assert.notInclude(message, "hunter2")
    })
  )

  it.effect("refuses an address that is given beside the environment, too", () =>
    Effect.gen(function* () {
      const { message } = yield* Effect.flip(read({ ACME_API_KEY: "k" }, { baseUrl: "api.acme.test" }))
      assert.include(message, "baseUrl")
      assert.include(message, "has no scheme")
    })
  )

  it("its fingerprint shows no part of the address that may be a token", () => {
    const { fingerprint } = Connection
    const one = fingerprint("https://proxy.test/t0k-9f8e7d6c5b4a3210/v2", "key")
    assert.match(one, /^proxy\.test\/…\/v2#[0-9a-f]{8}$/)
    assert.notStrictEqual(one, fingerprint("https://proxy.test/t0k-0f8e7d6c5b4a3210/v2", "key"))
    for (const usual of ["api.test/api/v2", "api.test:8443/agents/v1.2", "api.test/v2beta1/browser-use"])
      assert.match(fingerprint(`https://${usual}`, "key"), new RegExp(`^${usual}#`))
  })

  it("its fingerprint tells accounts and places apart, and shows neither key nor credentials", () => {
    const { fingerprint } = Connection
    assert.match(fingerprint("https://api.service.test/v1", "key-1"), /^api\.service\.test\/v1#[0-9a-f]{8}$/)
    assert.notStrictEqual(fingerprint("https://a.test", "key-1"), fingerprint("https://a.test", "key-2"))
    assert.strictEqual(fingerprint("https://a.test", "k"), fingerprint("https://a.test", Redacted.make("k")))
    assert.match(fingerprint("https://user:secret@a.test", "key"), /^a\.test#/)
    // Refs are stored for long: the same in every version.
    assert.strictEqual(fingerprint("https://a.test", "k"), "a.test#51a11565")
  })

  it("its fingerprint of an account in ASCII is FNV-1a over the bytes", () => {
    const fnv1a = (bytes: Uint8Array) =>
      bytes.reduce((hash, byte) => Number((BigInt(hash ^ byte) * 0x01000193n) & 0xffffffffn), 0x811c9dc5)
    const ascii = fc.string({ unit: "binary-ascii" })
    fc.assert(
      fc.property(ascii, (account) => {
        const bytes = new TextEncoder().encode(`api.service.test/v1\n${account}`)
        const expected = `api.service.test/v1#${(fnv1a(bytes) >>> 0).toString(16).padStart(8, "0")}`
        assert.strictEqual(Connection.fingerprint("https://api.service.test/v1", account), expected)
      })
    )
  })
})
