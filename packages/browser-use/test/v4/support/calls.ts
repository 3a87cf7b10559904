/** Every operation through the public client, with an input that the client accepts. */
import type { Client } from "@errand/browser-use/v4"
import type * as Api from "@errand/browser-use-types/v4"
import type { Effect } from "effect"

/** The names of the operations in the generated table. */
export type Name = {
  [K in keyof typeof Api]: (typeof Api)[K] extends { readonly id: string; readonly method: string } ? K : never
}[keyof typeof Api]

type Call = (client: Client.Client) => Effect.Effect<unknown, { readonly _tag: string }>

const run = { path: { run_id: "r" } }
const session = { path: { session_id: "s" } }
const message = { path: { session_id: "s", message_id: 1 } }
const workspace = { path: { workspace_id: "w" } }
const secretBindings = [
  { alias: "a", allowedDomains: ["shop.test"], source: { type: "inline", value: "hunter2" } }
] as const

/** Total over the table: an operation that the spec gains has to be called here. */
export const calls: { readonly [K in Name]: Call } = {
  listRuns: ({ runs }) => runs.list(),
  createRun: ({ runs }) => runs.create({ body: { task: "x", secretBindings } }),
  getRun: ({ runs }) => runs.get(run),
  listRunAttachments: ({ runs }) => runs.attachments(run),
  cancelRun: ({ runs }) => runs.cancel(run),
  listRunEvents: ({ runs }) => runs.events(run),
  getRunStatus: ({ runs }) => runs.status(run),
  getSession: ({ sessions }) => sessions.get(session),
  purgeSession: ({ sessions }) => sessions.purge(session),
  listQueuedMessages: ({ sessions }) => sessions.messages(session),
  queueMessage: ({ sessions }) => sessions.send({ ...session, body: { text: "go on" } }),
  getQueuedMessage: ({ sessions }) => sessions.message(message),
  cancelQueuedMessage: ({ sessions }) => sessions.withdraw(message),
  createWorkspace: ({ workspaces }) => workspaces.create({ body: {} }),
  getWorkspace: ({ workspaces }) => workspaces.get(workspace),
  deleteWorkspace: ({ workspaces }) => workspaces.delete(workspace),
  updateWorkspace: ({ workspaces }) => workspaces.update({ ...workspace, body: { name: "n" } }),
  listWorkspaceFiles: ({ workspaces }) => workspaces.files(workspace),
  deleteWorkspaceFile: ({ workspaces }) => workspaces.deleteFile({ ...workspace, query: { path: "p" } }),
  createWorkspaceUploadUrls: ({ workspaces }) =>
    workspaces.uploadUrls({ ...workspace, body: { files: [{ name: "a.txt", size: 1 }] } }),
  getWorkspaceSize: ({ workspaces }) => workspaces.size(workspace)
}
