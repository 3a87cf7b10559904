import { assert, describe, it } from "@effect/vitest"
import { ConfigProvider, Effect, Redacted } from "effect"
import * as fc from "fast-check"
import * as Connection from "../src/Connection.ts"
import { operation } from "./support/operations.ts"

const service = { baseUrl: "https://api.service.test/v1", key: { header: "authorization", scheme: "Bearer" } } as const

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
      const plain = { ...service, key: { header: "service-token" } }
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

  const read = (env: Record<string, string>, given: Partial<Connection.Options> = {}) =>
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
