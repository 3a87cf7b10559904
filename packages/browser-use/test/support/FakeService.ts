/** A service in memory: answers as told, and remembers what it was asked. */
import { Client } from "@errand/browser-use"

export interface Asked {
  readonly method: string
  readonly url: URL
  readonly headers: Headers
  readonly body: unknown
}

export type Answer = Response | Error | "never"
export type Answers = (asked: Asked, nth: number) => Answer

export const key = "bu_canary_0123456789"

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(status === 204 ? null : JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json", ...headers }
  })

export const html = (status: number): Response =>
  new Response("<html><body><h1>Bad gateway</h1></body></html>", { status, headers: { "content-type": "text/html" } })

export const fake = (answers: Answers) => {
  const asked: Array<Asked> = []
  const fetch = async (request: Request): Promise<Response> => {
    const form = request.headers.get("content-type")?.startsWith("multipart/form-data") === true
    const text = form ? "" : await request.text()
    const body: unknown = form ? await request.formData() : text === "" ? undefined : JSON.parse(text)
    const one = { method: request.method, url: new URL(request.url), headers: request.headers, body }
    const answer = answers(one, asked.push(one))
    if (answer === "never") return new Promise(() => {})
    if (answer instanceof Error) throw answer
    return answer
  }
  return { asked, fetch, client: Client.make({ apiKey: key, baseUrl: "https://fake.test/api/v2", fetch }) }
}
