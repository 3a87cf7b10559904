import { Firecrawl, type Client } from "@errand/firecrawl"
import * as RetryPolicy from "@errand/http/RetryPolicy"
import { Effect } from "effect"

/** What a test's service answers: JSON with HTTP 200 for a plain value. */
export type Answer = Response | object

/** A request as the service saw it. */
export interface Seen {
  readonly method: string
  readonly url: URL
  readonly headers: Headers
  readonly body: unknown
}

/** The key of every test that looks for it where it must not be. */
export const canary = "fc_canary_5d41402abc4b2a76b9719d911017c592"

/** Client options that lead to a service in memory; what `respond` throws breaks the connection. */
export const service = (respond: (request: Seen, count: number) => Answer) => {
  const requests: Array<Seen> = []
  const options: Client.Options = {
    apiKey: canary,
    baseUrl: "https://firecrawl.test/v2",
    fetch: async (request) => {
      const text = await request.text()
      const { headers, method } = request
      const seen = { method, url: new URL(request.url), headers, body: text === "" ? undefined : JSON.parse(text) }
      requests.push(seen)
      const answer = respond(seen, requests.length)
      return answer instanceof Response ? answer : Response.json(answer)
    }
  }
  return { options, requests }
}

/** A provider on a service of its own. */
export const provider = (respond: (request: Seen, count: number) => Answer) => {
  const { options, requests } = service(respond)
  return { ...Firecrawl.make(options), requests }
}

/** A refusal as the service writes it. */
export const refusal = (status: number, error = "No.", headers: Record<string, string> = {}): Response =>
  Response.json({ success: false, error }, { status, headers })

/** Without repetitions, so that what is counted is the subject's own. */
export const once = Effect.provideService(RetryPolicy.RetryPolicy, RetryPolicy.none)
