/** Every operation through the public client, with an input that the client accepts. */
import type { Client } from "@errand/browseract/v3"
import type * as Api from "@errand/browseract-types/v3"
import type { Effect } from "effect"

/** The names of the operations in the generated table. */
export type Name = {
  [K in keyof typeof Api]: (typeof Api)[K] extends { readonly id: string; readonly method: string } ? K : never
}[keyof typeof Api]

type Call = (client: Client.Client) => Effect.Effect<unknown, { readonly _tag: string }>

/** The address of a callback, with its token. */
export const callback = "https://hooks.test/in?errand_token=0123456789abcdef0123"

const run = { path: { task_id: "1" } }

/** Total over the table: an operation that the spec gains has to be called here. */
export const calls: { readonly [K in Name]: Call } = {
  createRun: ({ runs }) => runs.create({ path: { bot_id: "1" }, body: { input: {}, callback_url: callback } }),
  createTemplateRun: ({ runs }) => runs.createOfTemplate({ path: { template_id: "1" }, body: { input: {} } }),
  getRunStatus: ({ runs }) => runs.status(run),
  getRun: ({ runs }) => runs.get(run),
  listRuns: ({ runs }) => runs.list(),
  resumeRun: ({ runs }) => runs.resume(run),
  cancelRun: ({ runs }) => runs.cancel(run),
  listBots: ({ bots }) => bots.list(),
  getBot: ({ bots }) => bots.get({ path: { bot_id: "1" } }),
  listTemplates: ({ templates }) => templates.list(),
  getTemplate: ({ templates }) => templates.get({ path: { template_id: "1" } }),
  listRegions: ({ regions }) => regions.list()
}
