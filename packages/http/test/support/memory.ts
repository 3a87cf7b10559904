import { Effect } from "effect"
import * as Http from "../../src/Http.ts"

/**
 * A client whose answers come out of a list, the last of them for ever; it counts what it sends.
 */
export const scripted = (
  answers: ReadonlyArray<() => Response | Promise<Response>>,
  options: Partial<Http.Options> = {}
) => {
  const sent: Array<Request> = []
  const http = Http.make({
    baseUrl: "http://service.test/api",
    fetch: (request) => {
      sent.push(request)
      const answer = answers[Math.min(sent.length, answers.length) - 1]
      return answer === undefined ? Promise.reject(new Error("no answer scripted")) : Promise.resolve().then(answer)
    },
    ...options
  })
  return { http, sent }
}

/** An answer of JSON. */
export const answer =
  (status: number, body: unknown = {}, headers: Record<string, string> = {}) =>
  () =>
    new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json", ...headers } })

/** A failed connection, as undici words it. */
export const lost = (code: string) => (): Promise<Response> =>
  Promise.reject(Object.assign(new TypeError("fetch failed"), { cause: Object.assign(new Error(code), { code }) }))

/** Lets promises settle that no virtual clock knows of. */
export const settle = Effect.promise(() => new Promise<void>((resolve) => setImmediate(resolve)))
