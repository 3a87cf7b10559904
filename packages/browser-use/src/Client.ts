/**
 * The whole Browser Use API, v2, as typed effects: every operation of the generated table, grouped by resource. Usable
 * alone; it knows nothing of tasks as `@errand/core` has them.
 */
import * as Api from "@errand/browser-use-types/v2"
import * as Http from "@errand/http/Http"
import * as Config from "effect/Config"
import * as Context from "effect/Context"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { bind } from "./internal/call.ts"
import { content } from "./internal/content.ts"
import { downloads } from "./internal/cursor.ts"
import { pages } from "./internal/pages.ts"
import { upload } from "./internal/upload.ts"
import type { Billing, Browsers, Call, Files, Marketplace, Profiles, Sessions, Skills, Tasks } from "./Resources.ts"

export type { ContentType, Upload, Uploaded } from "./internal/upload.ts"
export type { Billing, Browsers, Call, Files, Marketplace, Profiles, Sessions, Skills, Tasks }

/** Where Browser Use Cloud v2 answers. */
export const defaultBaseUrl = "https://api.browser-use.com/api/v2"

/** What a client needs to know. */
export interface Options {
  /** The key, as `bu_…`. A plain string is wrapped at once. */
  readonly apiKey: Redacted.Redacted<string> | string
  /** Another place that speaks the same API: a proxy, the simulator. */
  readonly baseUrl?: string
  /** The global fetch unless given; on Node, the one of `@errand/http/node` is cheaper. */
  readonly fetch?: NonNullable<Http.Options["fetch"]>
  /** How long one request may take, headers and body; 30 seconds unless given. */
  readonly timeout?: Duration.Input
}

/** The API by resource. Methods take what the operation takes (`path`, `query`, `body`) and give what it gives. */
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
  const { baseUrl = defaultBaseUrl, fetch, timeout } = options
  const apiKey = typeof options.apiKey === "string" ? Redacted.make(options.apiKey) : options.apiKey
  const http = Http.make({
    baseUrl,
    headers: { "X-Browser-Use-API-Key": apiKey },
    ...(fetch !== undefined && { fetch }),
    ...(timeout !== undefined && { timeout })
  })
  const of = bind(http)
  const executions = pages(of, Api.listSkillExecutions)
  return {
    baseUrl: http.baseUrl,
    tasks: {
      create: of(Api.createTask),
      get: of(Api.getTask),
      status: of(Api.getTaskStatus),
      update: of(Api.updateTask),
      list: of(Api.listTasks),
      stream: pages(of, Api.listTasks),
      logs: of(Api.getTaskLogs),
      downloadLogs: content(http, of, Api.getTaskLogs)
    },
    sessions: {
      create: of(Api.createSession),
      get: of(Api.getSession),
      update: of(Api.updateSession),
      delete: of(Api.deleteSession),
      purge: of(Api.purgeSession),
      list: of(Api.listSessions),
      stream: pages(of, Api.listSessions),
      getPublicShare: of(Api.getSessionPublicShare),
      createPublicShare: of(Api.createSessionPublicShare),
      deletePublicShare: of(Api.deleteSessionPublicShare)
    },
    files: {
      sessionUploadUrl: of(Api.createSessionUploadUrl),
      browserUploadUrl: of(Api.createBrowserUploadUrl),
      output: of(Api.getTaskOutputFile),
      upload: upload(http, of),
      download: content(http, of, Api.getTaskOutputFile)
    },
    profiles: {
      create: of(Api.createProfile),
      get: of(Api.getProfile),
      update: of(Api.updateProfile),
      delete: of(Api.deleteProfile),
      list: of(Api.listProfiles),
      stream: pages(of, Api.listProfiles)
    },
    browsers: {
      create: of(Api.createBrowser),
      get: of(Api.getBrowser),
      update: of(Api.updateBrowser),
      list: of(Api.listBrowsers),
      stream: pages(of, Api.listBrowsers),
      downloads: of(Api.listBrowserDownloads),
      streamDownloads: downloads(of)
    },
    skills: {
      create: of(Api.createSkill),
      get: of(Api.getSkill),
      update: of(Api.updateSkill),
      delete: of(Api.deleteSkill),
      list: of(Api.listSkills),
      stream: pages(of, Api.listSkills),
      cancel: of(Api.cancelSkillGeneration),
      rollback: of(Api.rollbackSkill),
      execute: of(Api.executeSkill),
      refine: of(Api.refineSkill),
      executions: of(Api.listSkillExecutions),
      streamExecutions: ({ path, query }) => executions(query, { path }),
      executionOutput: of(Api.getSkillExecutionOutput),
      downloadOutput: content(http, of, Api.getSkillExecutionOutput)
    },
    marketplace: {
      list: of(Api.listMarketplaceSkills),
      stream: pages(of, Api.listMarketplaceSkills),
      get: of(Api.getMarketplaceSkill),
      clone: of(Api.cloneMarketplaceSkill),
      execute: of(Api.executeMarketplaceSkill)
    },
    billing: { account: of(Api.getAccountBilling) }
  }
}

/** The client from plain options. */
export const layer = (options: Options): Layer.Layer<BrowserUseClient> =>
  Layer.sync(BrowserUseClient, () => make(options))

/**
 * Options from `Config`: `BROWSER_USE_API_KEY`, and `BROWSER_USE_BASE_URL` where it is set. What is given here is not
 * looked up.
 */
export const config = (overrides: Partial<Options> = {}): Config.Config<Options> =>
  Config.all({
    apiKey: overrides.apiKey === undefined ? key : Config.succeed(overrides.apiKey),
    baseUrl: overrides.baseUrl === undefined ? url : Config.succeed(overrides.baseUrl)
  }).pipe(Config.map((found) => ({ ...overrides, ...found })))

/** The client from `Config`; see {@link config}. */
export const layerConfig = (overrides?: Partial<Options>): Layer.Layer<BrowserUseClient, Config.ConfigError> =>
  Layer.effect(BrowserUseClient, Effect.map(config(overrides), make))

const key = Config.schema(
  Schema.String.check(Schema.isPattern(/\S/, { expected: "an API key" })),
  "BROWSER_USE_API_KEY"
).pipe(Config.map((text) => Redacted.make(text.trim())))
// Set to nothing is not set.
const url = Config.String("BROWSER_USE_BASE_URL").pipe(
  Config.withDefault(""),
  Config.map((text) => text.trim() || defaultBaseUrl)
)
