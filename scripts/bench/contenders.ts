/** The same request, a task's status, by every client that is compared. */
import { BrowserUseClient, Client } from "@errand/browser-use"
import type { paths } from "@errand/browser-use-types/v2/raw"
import * as NodeTransport from "@errand/http/node"
import { BrowserUse } from "browser-use-sdk"
import { Effect } from "effect"
import createClient from "openapi-fetch"

/** Sends so many requests, so many at a time. */
export type Contender = (requests: number, concurrency: number) => Promise<void>

export interface Target {
  readonly baseUrl: string
  readonly apiKey: string
  readonly id: string
}

export const names = [
  "fetch",
  "openapi-fetch",
  "browser-use-sdk",
  "errand, global fetch",
  "errand, Node transport"
] as const
export type Name = (typeof names)[number]

export const contenders: Readonly<Record<Name, (target: Target) => Contender>> = {
  fetch: ({ apiKey, baseUrl, id }) =>
    workers(async () => {
      const response = await fetch(`${baseUrl}/tasks/${id}/status`, { headers: { "X-Browser-Use-API-Key": apiKey } })
      seen(await response.json())
    }),
  "openapi-fetch": ({ apiKey, baseUrl, id }) => {
    const client = createClient<paths>({ baseUrl, headers: { "X-Browser-Use-API-Key": apiKey } })
    return workers(async () => {
      const { data } = await client.GET("/tasks/{task_id}/status", { params: { path: { task_id: id } } })
      seen(data)
    })
  },
  "browser-use-sdk": ({ apiKey, baseUrl, id }) => {
    const client = new BrowserUse({ apiKey, baseUrl })
    return workers(async () => seen(await client.tasks.status(id)))
  },
  "errand, global fetch": (target) => effects(Client.make(target), target.id),
  "errand, Node transport": (target) => effects(Client.make({ ...target, fetch: NodeTransport.make() }), target.id)
}

const seen = (view: unknown): void => {
  if ((view as { status?: unknown } | undefined)?.status === undefined) throw new Error("no status in the answer")
}

const workers =
  (once: () => Promise<void>): Contender =>
  async (requests, concurrency) => {
    let left = requests
    const work = async () => {
      while (left-- > 0) await once()
    }
    await Promise.all(Array.from({ length: concurrency }, work))
  }

/** As in a program: one fiber each at a time, with retry and deadline; spans off. */
const effects = (client: Client.Client, id: string): Contender => {
  const once = Effect.map(client.tasks.status({ path: { task_id: id } }), seen)
  return (requests, concurrency) =>
    Effect.forEach(Array.from({ length: requests }), () => once, { concurrency, discard: true }).pipe(
      Effect.provideService(BrowserUseClient, client),
      Effect.withTracerEnabled(false),
      Effect.runPromise
    )
}
