/** Every operation through the public client, with an input that the client accepts. */
import type { Client } from "@errand/firecrawl"
import type * as Api from "@errand/firecrawl-types/v2"
import type { Effect } from "effect"

/** The names of the operations in the generated table. */
export type Name = {
  [K in keyof typeof Api]: (typeof Api)[K] extends { readonly id: string; readonly method: string } ? K : never
}[keyof typeof Api]

type Call = (client: Client.Client) => Effect.Effect<unknown, { readonly _tag: string }>

export const jobId = "0a1b2c3d-0000-4000-8000-000000000000"

/** Total over the table: an operation that the spec gains has to be called here. */
export const calls: { readonly [K in Name]: Call } = {
  startAgent: ({ agent }) =>
    agent.start({ body: { prompt: "Find it", webhook: { url: "https://hooks.test/in?token=0123456789abcdef" } } }),
  getAgent: ({ agent }) => agent.get({ path: { jobId } }),
  cancelAgent: ({ agent }) => agent.cancel({ path: { jobId } })
}
