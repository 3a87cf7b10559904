import { type Client, Skyvern } from "@errand/skyvern"

/** What a test's service answers: JSON with HTTP 200 for a plain value, `never` for no answer. */
export type Answer = Response | object | null | "never"

/** A request as the service saw it. */
export interface Seen {
  readonly method: string
  readonly url: URL
  readonly headers: Headers
  readonly body: unknown
}

/** The key of every test that looks for it where it must not be. */
export const canary = "sk_canary_5d41402abc4b2a76b9719d911017c592"

/** A service in memory that answers as `respond` says; throwing breaks the connection. */
export const service = (respond: (request: Seen, count: number) => Answer) => {
  const requests: Array<Seen> = []
  const options: Client.Options = {
    apiKey: canary,
    baseUrl: "https://skyvern.test",
    fetch: async (request) => {
      const text = await request.text()
      const { headers, method } = request
      const seen = { method, url: new URL(request.url), headers, body: text === "" ? undefined : JSON.parse(text) }
      requests.push(seen)
      const answer = respond(seen, requests.length)
      if (answer === "never") return new Promise<never>(() => {})
      return answer instanceof Response ? answer : Response.json(answer)
    }
  }
  return { requests, options }
}

/** A provider on a service of its own. */
export const provider = (respond: (request: Seen, count: number) => Answer) => {
  const { options, requests } = service(respond)
  return { ...Skyvern.make(options), requests }
}

/** What was asked, in short. */
export const paths = (requests: ReadonlyArray<Seen>): ReadonlyArray<string> =>
  requests.map(({ method, url }) => `${method} ${url.pathname}`)
