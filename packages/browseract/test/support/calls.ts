/** Every operation through the public client, with an input that the client accepts. */
import type { Client } from "@errand/browseract"
import type * as Api from "@errand/browseract-types/v2"
import type { Effect } from "effect"

/** The names of the operations in the generated table. */
export type Name = {
  [K in keyof typeof Api]: (typeof Api)[K] extends { readonly id: string; readonly method: string } ? K : never
}[keyof typeof Api]

type Call = (client: Client.Client) => Effect.Effect<unknown, { readonly _tag: string }>

/** The address of a callback, with its token. */
export const callback = "https://hooks.test/in?errand_token=0123456789abcdef0123"

const query = { query: { task_id: "1" } }

/** Total over the table: an operation that the spec gains has to be called here. */
export const calls: { readonly [K in Name]: Call } = {
  runTask: ({ tasks }) => tasks.run({ body: { workflow_id: "1", callback_url: callback } }),
  runTemplateTask: ({ tasks }) => tasks.runTemplate({ body: { workflow_template_id: "1" } }),
  getTaskStatus: ({ tasks }) => tasks.status(query),
  getTask: ({ tasks }) => tasks.get(query),
  listTasks: ({ tasks }) => tasks.list(),
  resumeTask: ({ tasks }) => tasks.resume(query),
  stopTask: ({ tasks }) => tasks.stop(query),
  listWorkflows: ({ workflows }) => workflows.list(),
  getWorkflow: ({ workflows }) => workflows.get({ query: { workflow_id: "1" } }),
  listTemplates: ({ templates }) => templates.list(),
  getTemplate: ({ templates }) => templates.get({ query: { workflow_template_id: "1" } }),
  listRegions: ({ regions }) => regions.list()
}
