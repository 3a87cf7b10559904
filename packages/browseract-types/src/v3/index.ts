// Generated from specs/browseract/v3.yaml by errand's codegen. Do not edit.
import type { components } from "./raw.ts"

export type BotDetailResponse = components["schemas"]["BotDetailResponse"]

export type BotRegionResponse = components["schemas"]["BotRegionResponse"]

export type BotRunCreateRequest = components["schemas"]["BotRunCreateRequest"]

export type BotRunCreatedResponse = components["schemas"]["BotRunCreatedResponse"]

export type BotRunDetailResponse = components["schemas"]["BotRunDetailResponse"]

export type BotRunDownloadFileResponse = components["schemas"]["BotRunDownloadFileResponse"]

export type BotRunFailureInfoResponse = components["schemas"]["BotRunFailureInfoResponse"]

export type BotRunLiveUrlInfoResponse = components["schemas"]["BotRunLiveUrlInfoResponse"]

export type BotRunOutputFileResponse = components["schemas"]["BotRunOutputFileResponse"]

/**
 * Where a run stands. `created`: it waits; `running`: the bot works; `pausing` and `paused`: it is about to wait,
 * and waits, for somebody to resume it. Three are ends: `finished`, `failed` (`task_failure_info` says why) and
 * `canceled`.
 */
export type BotRunStatus = components["schemas"]["BotRunStatus"]

/** Every value of {@link BotRunStatus}. */
export const BotRunStatusValues = ["created", "running", "finished", "canceled", "pausing", "paused", "failed"] as const

export type BotRunStatusResponse = components["schemas"]["BotRunStatusResponse"]

export type BotRunSummaryPage = components["schemas"]["BotRunSummaryPage"]

export type BotRunSummaryResponse = components["schemas"]["BotRunSummaryResponse"]

export type BotSummaryPage = components["schemas"]["BotSummaryPage"]

export type BotSummaryResponse = components["schemas"]["BotSummaryResponse"]

export type BotTemplateDetailResponse = components["schemas"]["BotTemplateDetailResponse"]

export type BotTemplateRunCreateRequest = components["schemas"]["BotTemplateRunCreateRequest"]

export type BotTemplateSummaryPage = components["schemas"]["BotTemplateSummaryPage"]

export type BotTemplateSummaryResponse = components["schemas"]["BotTemplateSummaryResponse"]

/** How a bot was made: as a `workflow` of nodes, or by an `agent` from a description. */
export type BotType = components["schemas"]["BotType"]

/** Every value of {@link BotType}. */
export const BotTypeValues = ["workflow", "agent"] as const

/** What an error looks like. */
export type ErrorResponse = components["schemas"]["ErrorResponse"]

export type TaskStepDto = components["schemas"]["TaskStepDto"]

/** Where a step stands: `running`, or at its end as `succeed` or `failed`. */
export type TaskStepStatusEnum = components["schemas"]["TaskStepStatusEnum"]

/** Every value of {@link TaskStepStatusEnum}. */
export const TaskStepStatusEnumValues = ["running", "succeed", "failed"] as const

/** The run is over. */
export type CreateTemplateRunRunCompletedCallback = BotRunDetailResponse

/** The run stands somewhere else. */
export type CreateTemplateRunRunStatusChangedCallback = BotRunDetailResponse

/** The run is over. */
export type CreateRunRunCompletedCallback = BotRunDetailResponse

/** The run stands somewhere else. */
export type CreateRunRunStatusChangedCallback = BotRunDetailResponse

/** What an operation takes and gives; a type only. */
export interface OperationTypes {
  readonly input: unknown
  readonly success: unknown
  readonly error: { readonly status: number; readonly body: unknown }
}

/** Where a parameter goes. Style and explode stand only where they are not OpenAPI's default for the place. */
export interface Parameter {
  readonly name: string
  readonly in: "path" | "query" | "header" | "cookie"
  readonly required?: true
  readonly style?: string
  readonly explode?: boolean
  readonly content?: string
}

/** How a list is paged: the names of the query parameters and of the properties of an answer. */
export interface Pagination {
  readonly page: string
  readonly size: string
  readonly max: number
  readonly items: string
  readonly total?: string
  readonly pages?: string
}

/** A row of the operation table: all that is needed at run time to send a request and to read its answer. */
export interface Operation<out T extends OperationTypes = OperationTypes> {
  readonly id: string
  readonly method: "GET" | "PUT" | "POST" | "DELETE" | "OPTIONS" | "HEAD" | "PATCH" | "TRACE"
  readonly path: string
  readonly parameters: ReadonlyArray<Parameter>
  readonly request?: { readonly required: boolean; readonly media: ReadonlyArray<string> }
  readonly ok: { readonly [status: string]: ReadonlyArray<string> }
  readonly errors: { readonly [status: string]: ReadonlyArray<string> }
  /** Changes nothing on the server. */
  readonly safe: boolean
  /** Twice is the same as once. */
  readonly idempotent: boolean
  readonly pagination?: Pagination
  /** Carries the types; never present at run time. */
  readonly "~types"?: T
}

/** The types of {@link listBots}. */
export interface ListBotsOperation {
  readonly input: ListBotsInput
  readonly success: ListBotsSuccess
  readonly error: ListBotsError
}

/** What {@link listBots} takes. */
export interface ListBotsInput {
  readonly query?: {
    /** Only bots of this type. */
    readonly bot_type?: "workflow" | "agent"
    /** Only bots in which this text is found. */
    readonly keyword?: string
    /** @default 1 */
    readonly page?: number
    /**
     * How many items a page holds, 1 to 100. 20 when left out.
     * @default 20
     */
    readonly limit?: number
  }
}

/** What {@link listBots} gives. */
export type ListBotsSuccess = BotSummaryPage

/** How {@link listBots} fails, by status. */
export type ListBotsError =
  | { readonly status: 400; readonly body: ErrorResponse }
  | { readonly status: 500; readonly body: ErrorResponse }

/** List the account's bots, page by page. */
export const listBots: Operation<ListBotsOperation> = {
  id: "listBots",
  method: "GET",
  path: "/v3/bots",
  parameters: [
    { name: "bot_type", in: "query" },
    { name: "keyword", in: "query" },
    { name: "page", in: "query" },
    { name: "limit", in: "query" }
  ],
  ok: { "200": ["application/json"] },
  errors: { "400": ["application/json"], "500": ["application/json"] },
  safe: true,
  idempotent: true,
  pagination: { items: "items", max: 100, page: "page", pages: "total_pages", size: "limit", total: "total_count" }
}

/** The types of {@link listRegions}. */
export interface ListRegionsOperation {
  readonly input: ListRegionsInput
  readonly success: ListRegionsSuccess
  readonly error: ListRegionsError
}

/** What {@link listRegions} takes. */
export interface ListRegionsInput {}

/** What {@link listRegions} gives. */
export type ListRegionsSuccess = BotRegionResponse[]

/** How {@link listRegions} fails, by status. */
export type ListRegionsError =
  | { readonly status: 400; readonly body: ErrorResponse }
  | { readonly status: 500; readonly body: ErrorResponse }

/** List the regions that a proxy can be in. */
export const listRegions: Operation<ListRegionsOperation> = {
  id: "listRegions",
  method: "GET",
  path: "/v3/bots/regions",
  parameters: [],
  ok: { "200": ["application/json"] },
  errors: { "400": ["application/json"], "500": ["application/json"] },
  safe: true,
  idempotent: true
}

/** The types of {@link listRuns}. */
export interface ListRunsOperation {
  readonly input: ListRunsInput
  readonly success: ListRunsSuccess
  readonly error: ListRunsError
}

/** What {@link listRuns} takes. */
export interface ListRunsInput {
  readonly query?: {
    readonly bot_id?: string
    /** Only runs of bots with this name. */
    readonly bot_name?: string
    /** Only runs that stand here. */
    readonly status?: BotRunStatus
    /** Only runs that were created at this time or later. */
    readonly created_at_from?: string
    /** Only runs that were created at this time or earlier. */
    readonly created_at_to?: string
    /** @default 1 */
    readonly page?: number
    /**
     * How many items a page holds, 1 to 100. 20 when left out.
     * @default 20
     */
    readonly limit?: number
  }
}

/** What {@link listRuns} gives. */
export type ListRunsSuccess = BotRunSummaryPage

/** How {@link listRuns} fails, by status. */
export type ListRunsError =
  | { readonly status: 400; readonly body: ErrorResponse }
  | { readonly status: 500; readonly body: ErrorResponse }

/**
 * List runs, page by page.
 *
 * Filters combine: a run must match all of them. Items show the input, and neither output nor steps.
 */
export const listRuns: Operation<ListRunsOperation> = {
  id: "listRuns",
  method: "GET",
  path: "/v3/bots/runs",
  parameters: [
    { name: "bot_id", in: "query" },
    { name: "bot_name", in: "query" },
    { name: "status", in: "query" },
    { name: "created_at_from", in: "query" },
    { name: "created_at_to", in: "query" },
    { name: "page", in: "query" },
    { name: "limit", in: "query" }
  ],
  ok: { "200": ["application/json"] },
  errors: { "400": ["application/json"], "500": ["application/json"] },
  safe: true,
  idempotent: true,
  pagination: { items: "items", max: 100, page: "page", pages: "total_pages", size: "limit", total: "total_count" }
}

/** The types of {@link getRun}. */
export interface GetRunOperation {
  readonly input: GetRunInput
  readonly success: GetRunSuccess
  readonly error: GetRunError
}

/** What {@link getRun} takes. */
export interface GetRunInput {
  readonly path: {
    readonly task_id: string
  }
}

/** What {@link getRun} gives. */
export type GetRunSuccess = BotRunDetailResponse

/** How {@link getRun} fails, by status. */
export type GetRunError =
  | { readonly status: 400; readonly body: ErrorResponse }
  | { readonly status: 500; readonly body: ErrorResponse }

/** Read a run with its output, steps and files. */
export const getRun: Operation<GetRunOperation> = {
  id: "getRun",
  method: "GET",
  path: "/v3/bots/runs/{task_id}",
  parameters: [{ name: "task_id", in: "path", required: true }],
  ok: { "200": ["application/json"] },
  errors: { "400": ["application/json"], "500": ["application/json"] },
  safe: true,
  idempotent: true
}

/** The types of {@link cancelRun}. */
export interface CancelRunOperation {
  readonly input: CancelRunInput
  readonly success: CancelRunSuccess
  readonly error: CancelRunError
}

/** What {@link cancelRun} takes. */
export interface CancelRunInput {
  readonly path: {
    readonly task_id: string
  }
  readonly query?: {
    /** A number of the service's own. What it does is not documented; leave it out. */
    readonly biz_code?: number
  }
}

/** What {@link cancelRun} gives. */
export type CancelRunSuccess = BotRunStatusResponse

/** How {@link cancelRun} fails, by status. */
export type CancelRunError =
  | { readonly status: 400; readonly body: ErrorResponse }
  | { readonly status: 500; readonly body: ErrorResponse }

/**
 * Cancel a run.
 *
 * A run that is over is refused with the code 10121.
 */
export const cancelRun: Operation<CancelRunOperation> = {
  id: "cancelRun",
  method: "POST",
  path: "/v3/bots/runs/{task_id}/cancel",
  parameters: [{ name: "task_id", in: "path", required: true }, { name: "biz_code", in: "query" }],
  ok: { "200": ["application/json"] },
  errors: { "400": ["application/json"], "500": ["application/json"] },
  safe: false,
  idempotent: true
}

/** The types of {@link resumeRun}. */
export interface ResumeRunOperation {
  readonly input: ResumeRunInput
  readonly success: ResumeRunSuccess
  readonly error: ResumeRunError
}

/** What {@link resumeRun} takes. */
export interface ResumeRunInput {
  readonly path: {
    readonly task_id: string
  }
}

/** What {@link resumeRun} gives. */
export type ResumeRunSuccess = BotRunStatusResponse

/** How {@link resumeRun} fails, by status. */
export type ResumeRunError =
  | { readonly status: 400; readonly body: ErrorResponse }
  | { readonly status: 500; readonly body: ErrorResponse }

/**
 * Let a paused run go on.
 *
 * Answers before it takes effect, so `paused` may be seen once more. Bots of the type `agent` cannot be resumed:
 * code 10879.
 */
export const resumeRun: Operation<ResumeRunOperation> = {
  id: "resumeRun",
  method: "POST",
  path: "/v3/bots/runs/{task_id}/resume",
  parameters: [{ name: "task_id", in: "path", required: true }],
  ok: { "200": ["application/json"] },
  errors: { "400": ["application/json"], "500": ["application/json"] },
  safe: false,
  idempotent: false
}

/** The types of {@link getRunStatus}. */
export interface GetRunStatusOperation {
  readonly input: GetRunStatusInput
  readonly success: GetRunStatusSuccess
  readonly error: GetRunStatusError
}

/** What {@link getRunStatus} takes. */
export interface GetRunStatusInput {
  readonly path: {
    readonly task_id: string
  }
}

/** What {@link getRunStatus} gives. */
export type GetRunStatusSuccess = BotRunStatusResponse

/** How {@link getRunStatus} fails, by status. */
export type GetRunStatusError =
  | { readonly status: 400; readonly body: ErrorResponse }
  | { readonly status: 500; readonly body: ErrorResponse }

/** Read where a run stands, and nothing else. */
export const getRunStatus: Operation<GetRunStatusOperation> = {
  id: "getRunStatus",
  method: "GET",
  path: "/v3/bots/runs/{task_id}/status",
  parameters: [{ name: "task_id", in: "path", required: true }],
  ok: { "200": ["application/json"] },
  errors: { "400": ["application/json"], "500": ["application/json"] },
  safe: true,
  idempotent: true
}

/** The types of {@link listTemplates}. */
export interface ListTemplatesOperation {
  readonly input: ListTemplatesInput
  readonly success: ListTemplatesSuccess
  readonly error: ListTemplatesError
}

/** What {@link listTemplates} takes. */
export interface ListTemplatesInput {
  readonly query?: {
    /** Only templates in which this text is found. */
    readonly keyword?: string
    /** @default 1 */
    readonly page?: number
    /**
     * How many items a page holds, 1 to 500. 10 when left out.
     * @default 10
     */
    readonly limit?: number
  }
}

/** What {@link listTemplates} gives. */
export type ListTemplatesSuccess = BotTemplateSummaryPage

/** How {@link listTemplates} fails, by status. */
export type ListTemplatesError =
  | { readonly status: 400; readonly body: ErrorResponse }
  | { readonly status: 500; readonly body: ErrorResponse }

/** List the provider's templates, page by page. */
export const listTemplates: Operation<ListTemplatesOperation> = {
  id: "listTemplates",
  method: "GET",
  path: "/v3/bots/templates",
  parameters: [{ name: "keyword", in: "query" }, { name: "page", in: "query" }, { name: "limit", in: "query" }],
  ok: { "200": ["application/json"] },
  errors: { "400": ["application/json"], "500": ["application/json"] },
  safe: true,
  idempotent: true,
  pagination: { items: "items", max: 500, page: "page", pages: "total_pages", size: "limit", total: "total_count" }
}

/** The types of {@link getTemplate}. */
export interface GetTemplateOperation {
  readonly input: GetTemplateInput
  readonly success: GetTemplateSuccess
  readonly error: GetTemplateError
}

/** What {@link getTemplate} takes. */
export interface GetTemplateInput {
  readonly path: {
    readonly template_id: string
  }
}

/** What {@link getTemplate} gives. */
export type GetTemplateSuccess = BotTemplateDetailResponse

/** How {@link getTemplate} fails, by status. */
export type GetTemplateError =
  | { readonly status: 400; readonly body: ErrorResponse }
  | { readonly status: 500; readonly body: ErrorResponse }

/** Read a template with the schema of its input. */
export const getTemplate: Operation<GetTemplateOperation> = {
  id: "getTemplate",
  method: "GET",
  path: "/v3/bots/templates/{template_id}",
  parameters: [{ name: "template_id", in: "path", required: true }],
  ok: { "200": ["application/json"] },
  errors: { "400": ["application/json"], "500": ["application/json"] },
  safe: true,
  idempotent: true
}

/** The types of {@link createTemplateRun}. */
export interface CreateTemplateRunOperation {
  readonly input: CreateTemplateRunInput
  readonly success: CreateTemplateRunSuccess
  readonly error: CreateTemplateRunError
}

/** What {@link createTemplateRun} takes. */
export interface CreateTemplateRunInput {
  readonly path: {
    readonly template_id: string
  }
  readonly body: BotTemplateRunCreateRequest
}

/** What {@link createTemplateRun} gives. */
export type CreateTemplateRunSuccess = BotRunCreatedResponse

/** How {@link createTemplateRun} fails, by status. */
export type CreateTemplateRunError =
  | { readonly status: 400; readonly body: ErrorResponse }
  | { readonly status: 500; readonly body: ErrorResponse }

/**
 * Run a template, without a bot of one's own.
 *
 * Answers as soon as the run is accepted. There is no idempotency key: a second call starts and bills a second
 * run.
 */
export const createTemplateRun: Operation<CreateTemplateRunOperation> = {
  id: "createTemplateRun",
  method: "POST",
  path: "/v3/bots/templates/{template_id}/runs",
  parameters: [{ name: "template_id", in: "path", required: true }],
  request: { required: true, media: ["application/json"] },
  ok: { "200": ["application/json"] },
  errors: { "400": ["application/json"], "500": ["application/json"] },
  safe: false,
  idempotent: false
}

/** The types of {@link getBot}. */
export interface GetBotOperation {
  readonly input: GetBotInput
  readonly success: GetBotSuccess
  readonly error: GetBotError
}

/** What {@link getBot} takes. */
export interface GetBotInput {
  readonly path: {
    readonly bot_id: string
  }
}

/** What {@link getBot} gives. */
export type GetBotSuccess = BotDetailResponse

/** How {@link getBot} fails, by status. */
export type GetBotError =
  | { readonly status: 400; readonly body: ErrorResponse }
  | { readonly status: 500; readonly body: ErrorResponse }

/** Read a bot with the schemas of its input and output. */
export const getBot: Operation<GetBotOperation> = {
  id: "getBot",
  method: "GET",
  path: "/v3/bots/{bot_id}",
  parameters: [{ name: "bot_id", in: "path", required: true }],
  ok: { "200": ["application/json"] },
  errors: { "400": ["application/json"], "500": ["application/json"] },
  safe: true,
  idempotent: true
}

/** The types of {@link createRun}. */
export interface CreateRunOperation {
  readonly input: CreateRunInput
  readonly success: CreateRunSuccess
  readonly error: CreateRunError
}

/** What {@link createRun} takes. */
export interface CreateRunInput {
  readonly path: {
    readonly bot_id: string
  }
  readonly body: BotRunCreateRequest
}

/** What {@link createRun} gives. */
export type CreateRunSuccess = BotRunCreatedResponse

/** How {@link createRun} fails, by status. */
export type CreateRunError =
  | { readonly status: 400; readonly body: ErrorResponse }
  | { readonly status: 500; readonly body: ErrorResponse }

/**
 * Run a bot.
 *
 * Answers as soon as the run is accepted. There is no idempotency key: a second call starts and bills a second
 * run.
 */
export const createRun: Operation<CreateRunOperation> = {
  id: "createRun",
  method: "POST",
  path: "/v3/bots/{bot_id}/runs",
  parameters: [{ name: "bot_id", in: "path", required: true }],
  request: { required: true, media: ["application/json"] },
  ok: { "200": ["application/json"] },
  errors: { "400": ["application/json"], "500": ["application/json"] },
  safe: false,
  idempotent: false
}
