import { assert } from "@effect/vitest"
import { BrowserAct, type Client } from "@errand/browseract"

/** What a test's service answers: JSON with HTTP 200 for a plain value. */
export type Answer = Response | object | null

/** Any value as a JSON answer. */
export const json = (value: unknown): Response => Response.json(value)

/** A request as the service saw it. */
export interface Seen {
  readonly method: string
  readonly url: URL
  readonly headers: Headers
  readonly body: unknown
}

/** A service in memory: what it was asked, and client options that lead to it. */
export interface Service {
  readonly requests: Array<Seen>
  readonly options: Client.Options
}

/** The key of every test that looks for it where it must not be. */
export const canary = "ba_canary_5d41402abc4b2a76b9719d911017c592"

/** A service that answers as `respond` says; throwing breaks the connection. */
export const service = (respond: (request: Seen, count: number) => Answer): Service => {
  const requests: Array<Seen> = []
  return {
    requests,
    options: {
      apiKey: canary,
      baseUrl: "https://browseract.test",
      fetch: async (request) => {
        const text = await request.text()
        const { headers, method } = request
        const seen = { method, url: new URL(request.url), headers, body: text === "" ? undefined : JSON.parse(text) }
        requests.push(seen)
        const answer = respond(seen, requests.length)
        return answer instanceof Response ? answer : Response.json(answer)
      }
    }
  }
}

/** An envelope as BrowserAct refuses with. */
export const envelope = (code: number, status = 200, headers: Record<string, string> = {}): Response =>
  Response.json(
    { code, msg: `message ${code}`, data: null, ts: 1_770_000_000_000, traceId: `trace-${code}` },
    { status, headers }
  )

/** Fails the test unless `error` has this tag, and tells the compiler. */
export function assertTag<E extends { readonly _tag: string }, T extends E["_tag"]>(
  error: E,
  tag: T
): asserts error is Extract<E, { readonly _tag: T }> {
  assert.strictEqual(error._tag, tag)
}

/** A provider on a service of its own. */
export const provider = (respond: (request: Seen, count: number) => Answer) => {
  const { options, requests } = service(respond)
  return { ...BrowserAct.make(options), requests }
}

/** What was asked, in short. */
export const paths = (requests: ReadonlyArray<Seen>): ReadonlyArray<string> =>
  requests.map(({ method, url }) => `${method} ${url.pathname.slice("/v2/workflow/".length)}`)
