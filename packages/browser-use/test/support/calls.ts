/** Every operation through the public client, with an input that the client accepts. */
import type { Client } from "@errand/browser-use"
import type * as Api from "@errand/browser-use-types/v2"
import type { Effect } from "effect"

/** The names of the operations in the generated table. */
export type Name = {
  [K in keyof typeof Api]: (typeof Api)[K] extends { readonly id: string; readonly method: string } ? K : never
}[keyof typeof Api]

type Call = (client: Client.Client) => Effect.Effect<unknown, { readonly _tag: string }>

const task = { path: { task_id: "t" } }
const session = { path: { session_id: "s" } }
const profile = { path: { profile_id: "p" } }
const skill = { path: { skill_id: "k" } }
const file = { fileName: "a.txt", contentType: "text/plain", sizeBytes: 1 } as const

/** Total over the table: an operation that the spec gains has to be called here. */
export const calls: { readonly [K in Name]: Call } = {
  getAccountBilling: ({ billing }) => billing.account(),
  listTasks: ({ tasks }) => tasks.list(),
  createTask: ({ tasks }) => tasks.create({ body: { task: "x", secrets: { a: "hunter2" } } }),
  getTask: ({ tasks }) => tasks.get(task),
  updateTask: ({ tasks }) => tasks.update({ ...task, body: { action: "stop" } }),
  getTaskStatus: ({ tasks }) => tasks.status(task),
  getTaskLogs: ({ tasks }) => tasks.logs(task),
  listSessions: ({ sessions }) => sessions.list(),
  createSession: ({ sessions }) => sessions.create({ body: {} }),
  getSession: ({ sessions }) => sessions.get(session),
  updateSession: ({ sessions }) => sessions.update({ ...session, body: { action: "stop" } }),
  deleteSession: ({ sessions }) => sessions.delete(session),
  purgeSession: ({ sessions }) => sessions.purge(session),
  getSessionPublicShare: ({ sessions }) => sessions.getPublicShare(session),
  createSessionPublicShare: ({ sessions }) => sessions.createPublicShare(session),
  deleteSessionPublicShare: ({ sessions }) => sessions.deletePublicShare(session),
  createSessionUploadUrl: ({ files }) => files.sessionUploadUrl({ ...session, body: file }),
  createBrowserUploadUrl: ({ files }) => files.browserUploadUrl({ ...session, body: file }),
  getTaskOutputFile: ({ files }) => files.output({ path: { task_id: "t", file_id: "f" } }),
  listProfiles: ({ profiles }) => profiles.list(),
  createProfile: ({ profiles }) => profiles.create({ body: {} }),
  getProfile: ({ profiles }) => profiles.get(profile),
  updateProfile: ({ profiles }) => profiles.update({ ...profile, body: {} }),
  deleteProfile: ({ profiles }) => profiles.delete(profile),
  listBrowsers: ({ browsers }) => browsers.list(),
  createBrowser: ({ browsers }) => browsers.create({ body: {} }),
  getBrowser: ({ browsers }) => browsers.get(session),
  updateBrowser: ({ browsers }) => browsers.update({ ...session, body: { action: "stop" } }),
  listBrowserDownloads: ({ browsers }) => browsers.downloads(session),
  listSkills: ({ skills }) => skills.list(),
  createSkill: ({ skills }) => skills.create({ body: { goal: "g", agentPrompt: "p" } }),
  getSkill: ({ skills }) => skills.get(skill),
  deleteSkill: ({ skills }) => skills.delete(skill),
  updateSkill: ({ skills }) => skills.update({ ...skill, body: {} }),
  cancelSkillGeneration: ({ skills }) => skills.cancel(skill),
  rollbackSkill: ({ skills }) => skills.rollback(skill),
  executeSkill: ({ skills }) => skills.execute({ ...skill, body: {} }),
  refineSkill: ({ skills }) => skills.refine({ ...skill, body: { feedback: "f" } }),
  listSkillExecutions: ({ skills }) => skills.executions(skill),
  getSkillExecutionOutput: ({ skills }) => skills.executionOutput({ path: { skill_id: "k", execution_id: "e" } }),
  listMarketplaceSkills: ({ marketplace }) => marketplace.list(),
  getMarketplaceSkill: ({ marketplace }) => marketplace.get({ path: { skill_slug: "s" } }),
  cloneMarketplaceSkill: ({ marketplace }) => marketplace.clone(skill),
  executeMarketplaceSkill: ({ marketplace }) => marketplace.execute({ ...skill, body: {} })
}
