import { assert, describe, it } from "@effect/vitest"
import createClient from "openapi-fetch"

// What this package takes from openapi-fetch, one test for each thing, so that an update that
// changes one says which.

interface Sent {
  readonly url: string
  readonly init: RequestInit
}

const client = (answer: unknown, baseUrl = "http://service.test/api") => {
  const sent: Array<Sent> = []
  const given: Array<unknown> = []
  class Remembered {
    readonly url: string
    readonly init: RequestInit
    readonly method = "GET"
    constructor(url: string, init: RequestInit) {
      this.url = url
      this.init = init
      sent.push(this)
    }
  }
  const made = createClient({ baseUrl, Request: Remembered as never }) as unknown as {
    request: (method: string, path: string, init: object) => Promise<unknown>
  }
  const request = (method: string, path: string, init: object) =>
    made.request(method, path, {
      fetch: (it: unknown) => {
        given.push(it)
        return Promise.resolve(answer)
      },
      ...init
    })
  return { request, sent, given }
}

const done = { status: 204, ok: true, headers: { get: () => null } }

describe("openapi-fetch", () => {
  it("builds requests with the class it is given, and hands exactly these to the fetch of the call", async () => {
    const { given, request, sent } = client(done)
    await request("GET", "/a", {})
    assert.strictEqual(sent.length, 1)
    assert.strictEqual(given[0], sent[0])
  })

  it("joins base URL, path and the query of the given serialiser, and touches none of them", async () => {
    const { request, sent } = client(done)
    await request("GET", "/a%2Fb/..%2F", { querySerializer: () => "x=%20&y[]=1" })
    assert.strictEqual(sent[0]?.url, "http://service.test/api/a%2Fb/..%2F?x=%20&y[]=1")
    await request("GET", "/a", { querySerializer: () => "" })
    assert.strictEqual(sent[1]?.url, "http://service.test/api/a")
  })

  it("sends the result of the body serialiser as it is, with the caller's content type", async () => {
    const { request, sent } = client(done)
    const body = new Blob(["x"])
    await request("POST", "/a", { body, bodySerializer: (it: unknown) => it, headers: { "content-type": "image/png" } })
    assert.strictEqual(sent[0]?.init.body, body)
    assert.strictEqual(new Headers(sent[0]?.init.headers).get("content-type"), "image/png")
  })

  it("leaves the content type of a form to the runtime, and gives none without a body", async () => {
    const { request, sent } = client(done)
    await request("POST", "/a", { body: new FormData(), bodySerializer: (it: unknown) => it })
    await request("POST", "/a", {})
    for (const one of sent) assert.isNull(new Headers(one.init.headers).get("content-type"))
  })

  it("passes method, redirect, signal and duplex on", async () => {
    const { request, sent } = client(done)
    const { signal } = new AbortController()
    await request("patch", "/a", { redirect: "manual", signal, duplex: "half" })
    const init: object = sent[0]?.init ?? {}
    assert.deepInclude(init, { method: "PATCH", redirect: "manual", signal, duplex: "half" })
  })

  it("asks nothing of an answer with status 204 but status, ok and two headers", async () => {
    const asked: Array<PropertyKey> = []
    const { request } = client(
      new Proxy(done, {
        get: (target, key, receiver) => {
          if (key !== "then") asked.push(key)
          return Reflect.get(target, key, receiver)
        }
      })
    )
    await request("GET", "/a", {})
    assert.deepStrictEqual(new Set(asked), new Set(["status", "headers", "ok"]))
  })

  it("rejects with what fetch rejected with", async () => {
    const failure = new Error("lost")
    const { request } = client(undefined)
    assert.strictEqual(
      await request("GET", "/a", { fetch: () => Promise.reject(failure) }).catch((it: unknown) => it),
      failure
    )
  })

  it("the traps that this package exists for are still there", async () => {
    const html = new Response("<html>", { status: 200 })
    assert.instanceOf(
      await client(html)
        .request("GET", "/a", {})
        .catch((it: unknown) => it),
      SyntaxError
    )
    const empty = new Response("", { status: 500 })
    assert.deepInclude(await client(empty).request("GET", "/a", {}), { error: "" })
    const { request, sent } = client(done)
    await request("DELETE", "/things/{id}", { params: { path: { id: ".." } } })
    assert.strictEqual(sent[0]?.url, "http://service.test/api/things/..")
    await request("POST", "/a", { body: new Uint8Array([1]) })
    assert.strictEqual(sent[1]?.init.body, '{"0":1}')
    assert.strictEqual(sent[1]?.init.redirect, "follow")
  })
})
