/**
 * The whole Browser Use API, v2, as typed effects: every operation of the generated table, grouped
 * by resource. Usable alone; it knows nothing of tasks as `@errand/core` has them.
 */
import * as Api from "@errand/browser-use-types/v2"
import * as Connection from "@errand/http/Connection"
import type * as Config from "effect/Config"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { bind } from "./internal/call.ts"
import { download } from "./internal/files.ts"
import { paged } from "./internal/paged.ts"
import { upload } from "./internal/upload.ts"
import type { Billing, Browsers, Call, Files, Marketplace, Profiles, Sessions, Skills, Tasks } from "./Resources.ts"

export type { ContentType, Upload, Uploaded } from "./internal/upload.ts"
export type { Billing, Browsers, Call, Files, Marketplace, Profiles, Sessions, Skills, Tasks }

/** Where Browser Use Cloud v2 answers. */
export const defaultBaseUrl = "https://api.browser-use.com/api/v2"

/** The header of the key. */
const key = { header: "X-Browser-Use-API-Key", variable: "BROWSER_USE_API_KEY" } as const

/** What a client needs to know. */
export interface Options extends Connection.Options {}

/**
 * The API by resource. Methods take what the operation takes (`path`, `query`, `body`) and give
 * what it gives.
 */
export interface Client {
  readonly baseUrl: string
  readonly tasks: Tasks
  readonly sessions: Sessions
  readonly files: Files
  readonly profiles: Profiles
  readonly browsers: Browsers
  readonly skills: Skills
  readonly marketplace: Marketplace
  readonly billing: Billing
}

/** The client as a service. */
export class BrowserUseClient extends Context.Service<BrowserUseClient, Client>()("@errand/browser-use/Client") {}

/** A client. Makes no request and holds nothing that must be closed. */
export const make = (options: Options): Client => {
  const http = Connection.make(options, { baseUrl: defaultBaseUrl, key })
  const bound = bind(http)
  const { byCursor, byNumber, call } = bound
  return {
    baseUrl: http.baseUrl,
    tasks: {
      create: call(Api.createTask),
      get: call(Api.getTask),
      status: call(Api.getTaskStatus),
      update: call(Api.updateTask),
      list: call(Api.listTasks),
      stream: byNumber(Api.listTasks, paged),
      logs: call(Api.getTaskLogs),
      downloadLogs: download(http, bound, Api.getTaskLogs)
    },
    sessions: {
      create: call(Api.createSession),
      get: call(Api.getSession),
      update: call(Api.updateSession),
      delete: call(Api.deleteSession),
      purge: call(Api.purgeSession),
      list: call(Api.listSessions),
      stream: byNumber(Api.listSessions, paged),
      getPublicShare: call(Api.getSessionPublicShare),
      createPublicShare: call(Api.createSessionPublicShare),
      deletePublicShare: call(Api.deleteSessionPublicShare)
    },
    files: {
      sessionUploadUrl: call(Api.createSessionUploadUrl),
      browserUploadUrl: call(Api.createBrowserUploadUrl),
      output: call(Api.getTaskOutputFile),
      upload: upload(http, bound),
      download: download(http, bound, Api.getTaskOutputFile)
    },
    profiles: {
      create: call(Api.createProfile),
      get: call(Api.getProfile),
      update: call(Api.updateProfile),
      delete: call(Api.deleteProfile),
      list: call(Api.listProfiles),
      stream: byNumber(Api.listProfiles, paged)
    },
    browsers: {
      create: call(Api.createBrowser),
      get: call(Api.getBrowser),
      update: call(Api.updateBrowser),
      list: call(Api.listBrowsers),
      stream: byNumber(Api.listBrowsers, paged),
      downloads: call(Api.listBrowserDownloads),
      streamDownloads: byCursor(Api.listBrowserDownloads, {
        cursor: "cursor",
        next: "nextCursor",
        more: "hasMore",
        items: "files"
      })
    },
    skills: {
      create: call(Api.createSkill),
      get: call(Api.getSkill),
      update: call(Api.updateSkill),
      delete: call(Api.deleteSkill),
      list: call(Api.listSkills),
      stream: byNumber(Api.listSkills, paged),
      cancel: call(Api.cancelSkillGeneration),
      rollback: call(Api.rollbackSkill),
      execute: call(Api.executeSkill),
      refine: call(Api.refineSkill),
      executions: call(Api.listSkillExecutions),
      streamExecutions: byNumber(Api.listSkillExecutions, paged),
      executionOutput: call(Api.getSkillExecutionOutput),
      downloadOutput: download(http, bound, Api.getSkillExecutionOutput)
    },
    marketplace: {
      list: call(Api.listMarketplaceSkills),
      stream: byNumber(Api.listMarketplaceSkills, paged),
      get: call(Api.getMarketplaceSkill),
      clone: call(Api.cloneMarketplaceSkill),
      execute: call(Api.executeMarketplaceSkill)
    },
    billing: { account: call(Api.getAccountBilling) }
  }
}

/** The client from plain options. */
export const layer = (options: Options): Layer.Layer<BrowserUseClient> =>
  Layer.sync(BrowserUseClient, () => make(options))

/**
 * Options from `Config`: `BROWSER_USE_API_KEY`, and `BROWSER_USE_BASE_URL` where it is set. What is
 * given here is not looked up.
 */
export const config = Connection.config("BROWSER_USE")

/** The client from `Config`; see {@link config}. */
export const layerConfig = (given: Connection.Some<Options> = {}): Layer.Layer<BrowserUseClient, Config.ConfigError> =>
  Layer.effect(BrowserUseClient, Effect.map(config(given), make))
