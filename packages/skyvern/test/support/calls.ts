/** Every operation through the public client, with an input that the client accepts. */
import type { Client } from "@errand/skyvern"
import type * as Api from "@errand/skyvern-types/v1"
import type { Effect } from "effect"

/** The names of the operations in the generated table. */
export type Name = {
  [K in keyof typeof Api]: (typeof Api)[K] extends { readonly id: string; readonly method: string } ? K : never
}[keyof typeof Api]

type Call = (client: Client.Client) => Effect.Effect<unknown, { readonly _tag: string }>

const path = { path: { run_id: "tsk_1" } }

/** Total over the table: an operation that the spec gains has to be called here. */
export const calls: { readonly [K in Name]: Call } = {
  runTask: ({ tasks }) => tasks.run({ body: { prompt: "x", url: "https://shop.example" } }),
  listRuns: ({ runs }) => runs.list(),
  getRun: ({ runs }) => runs.get(path),
  cancelRun: ({ runs }) => runs.cancel(path),
  getRunTimeline: ({ runs }) => runs.timeline(path),
  sendCode: ({ codes }) => codes.send({ body: { content: "123456", totp_identifier: "me" } }),
  listRunArtifacts: ({ runs }) => runs.artifacts(path)
}
