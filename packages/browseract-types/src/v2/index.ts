// Generated from specs/browseract/v2.yaml by errand's codegen. Do not edit.
import type { components } from "./raw.ts"

/** A workflow with the parameters that it takes. */
export type ApiWorkflowConfigDto = components["schemas"]["ApiWorkflowConfigDto"]

/** A workflow of the account, without its parameters. */
export type ApiWorkflowDto = components["schemas"]["ApiWorkflowDto"]

/** An official template with the parameters that it takes. */
export type ApiWorkflowTemplateConfigDto = components["schemas"]["ApiWorkflowTemplateConfigDto"]

/** One input parameter and its value. */
export type InputParamItemDto = components["schemas"]["InputParamItemDto"]

/** Where and in which size to watch the browser of a running task. */
export type LiveUrlInfo = components["schemas"]["LiveUrlInfo"]

/** One page of workflows. Every field may be missing. */
export type PageRespApiWorkflowDto = components["schemas"]["PageRespApiWorkflowDto"]

/** One page of tasks. Every field may be missing. */
export type PageRespWorkflowTaskSimpleResponse = components["schemas"]["PageRespWorkflowTaskSimpleResponse"]

/** One page of templates. Every field may be missing. */
export type PageRespWorkflowTemplateDto = components["schemas"]["PageRespWorkflowTemplateDto"]

/**
 * Envelope of an error. Every field may be missing. It also may come with HTTP 200, so the status alone does not
 * tell success from failure.
 */
export type ResponseData = components["schemas"]["ResponseData"]

/** What to run, and how. */
export type RunWorkflowTaskRequest = components["schemas"]["RunWorkflowTaskRequest"]

/** Which template to run, and how. */
export type RunWorkflowTemplateTaskRequest = components["schemas"]["RunWorkflowTemplateTaskRequest"]

/** How a step is doing. `succeed` and `failed` are final. */
export type StepStatus = components["schemas"]["StepStatus"]

/** Every value of {@link StepStatus}. */
export const StepStatusValues = ["running", "succeed", "failed"] as const

/** A region that a proxy can be in. */
export type SysRegionSimpleView = components["schemas"]["SysRegionSimpleView"]

/** Handle of a task that was just created. */
export type TaskCreatedResponse = components["schemas"]["TaskCreatedResponse"]

/**
 * A file that the browser downloaded during a task, and how far its transfer to the provider's storage has come.
 * Transfers can go on for up to 30 minutes after the task has ended. At most 50 MB a file and 100 files a task;
 * files are kept for 7 days. Every field may be missing. Times are Unix timestamps; milliseconds are stated for
 * `createTime` only.
 */
export type TaskDownloadFileView = components["schemas"]["TaskDownloadFileView"]

/** Why a task failed. */
export type TaskFailureInfo = components["schemas"]["TaskFailureInfo"]

/** What a task produced. Both parts may be missing. */
export type TaskOutputDto = components["schemas"]["TaskOutputDto"]

/**
 * Where a task stands. Terminal are `finished`, `failed` and `canceled`. `created` waits to run; `running` may
 * end, or go through `pausing` to `paused`, from where it is resumed or canceled. `unknown` is the provider's
 * word for a state that it cannot name: not terminal, so keep looking, but not for ever.
 */
export type TaskStatus = components["schemas"]["TaskStatus"]

/** Every value of {@link TaskStatus}. */
export const TaskStatusValues = ["created", "running", "finished", "canceled", "pausing", "paused", "failed", "unknown"] as const

/** The status of a task and nothing else. */
export type TaskStatusResponse = components["schemas"]["TaskStatusResponse"]

/**
 * One step of a task. A step changes in place: it comes first as `running`, later again under the same id as
 * `succeed` or `failed`.
 */
export type TaskStepDto = components["schemas"]["TaskStepDto"]

/** A parameter that a workflow or template takes. */
export type WorkflowInputParameterDto = components["schemas"]["WorkflowInputParameterDto"]

/** A task with its steps, output and files. Callbacks carry the same shape. */
export type WorkflowTaskResponse = components["schemas"]["WorkflowTaskResponse"]

/** A task as lists show it: without steps, files and log. */
export type WorkflowTaskSimpleResponse = components["schemas"]["WorkflowTaskSimpleResponse"]

/** An official template, without its parameters. */
export type WorkflowTemplateDto = components["schemas"]["WorkflowTemplateDto"]

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

/** The types of {@link getTemplate}. */
export interface GetTemplateOperation {
  readonly input: GetTemplateInput
  readonly success: GetTemplateSuccess
  readonly error: GetTemplateError
}

/** What {@link getTemplate} takes. */
export interface GetTemplateInput {
  readonly query: {
    /** Id of the template. */
    readonly workflow_template_id: string
  }
}

/** What {@link getTemplate} gives. */
export type GetTemplateSuccess = ApiWorkflowTemplateConfigDto

/** How {@link getTemplate} fails, by status. */
export type GetTemplateError =
  | { readonly status: 400; readonly body: ResponseData }
  | { readonly status: 500; readonly body: ResponseData }

/**
 * Read one official template with the parameters that it takes.
 *
 * The names under `input_parameters` are those that `runTemplateTask` takes.
 */
export const getTemplate: Operation<GetTemplateOperation> = {
  id: "getTemplate",
  method: "GET",
  path: "/v2/workflow/get-official-workflow-template",
  parameters: [{ name: "workflow_template_id", in: "query", required: true }],
  ok: { "200": ["application/json"] },
  errors: { "400": ["application/json"], "500": ["application/json"] },
  safe: true,
  idempotent: true
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
export type ListRegionsSuccess = SysRegionSimpleView[]

/** How {@link listRegions} fails, by status. */
export type ListRegionsError =
  | { readonly status: 400; readonly body: ResponseData }
  | { readonly status: 500; readonly body: ResponseData }

/**
 * List the regions that a proxy can be in.
 *
 * The list comes whole, without pages. Only tasks of templates take a region.
 */
export const listRegions: Operation<ListRegionsOperation> = {
  id: "listRegions",
  method: "GET",
  path: "/v2/workflow/get-region-list",
  parameters: [],
  ok: { "200": ["application/json"] },
  errors: { "400": ["application/json"], "500": ["application/json"] },
  safe: true,
  idempotent: true
}

/** The types of {@link getTask}. */
export interface GetTaskOperation {
  readonly input: GetTaskInput
  readonly success: GetTaskSuccess
  readonly error: GetTaskError
}

/** What {@link getTask} takes. */
export interface GetTaskInput {
  readonly query: {
    /**
     * Id of the task: 17 digits in a string. Keep it a string: as a JavaScript number its last digits change, and
     * another task is asked for.
     */
    readonly task_id: string
  }
}

/** What {@link getTask} gives. */
export type GetTaskSuccess = WorkflowTaskResponse

/** How {@link getTask} fails, by status. */
export type GetTaskError =
  | { readonly status: 400; readonly body: ResponseData }
  | { readonly status: 500; readonly body: ResponseData }

/**
 * Read a task with its steps, output and files.
 *
 * Steps change in place (`running` becomes `succeed` or `failed`), so the same step comes again with a new
 * status. Files may go on transferring for up to 30 minutes after the task has ended, so the list of files can
 * grow on a task that is already terminal.
 */
export const getTask: Operation<GetTaskOperation> = {
  id: "getTask",
  method: "GET",
  path: "/v2/workflow/get-task",
  parameters: [{ name: "task_id", in: "query", required: true }],
  ok: { "200": ["application/json"] },
  errors: { "400": ["application/json"], "500": ["application/json"] },
  safe: true,
  idempotent: true
}

/** The types of {@link getTaskStatus}. */
export interface GetTaskStatusOperation {
  readonly input: GetTaskStatusInput
  readonly success: GetTaskStatusSuccess
  readonly error: GetTaskStatusError
}

/** What {@link getTaskStatus} takes. */
export interface GetTaskStatusInput {
  readonly query: {
    /**
     * Id of the task: 17 digits in a string. Keep it a string: as a JavaScript number its last digits change, and
     * another task is asked for.
     */
    readonly task_id: string
  }
}

/** What {@link getTaskStatus} gives. */
export type GetTaskStatusSuccess = TaskStatusResponse

/** How {@link getTaskStatus} fails, by status. */
export type GetTaskStatusError =
  | { readonly status: 400; readonly body: ResponseData }
  | { readonly status: 500; readonly body: ResponseData }

/**
 * Read only the status of a task.
 *
 * The light call for polling. `getTask` adds steps, output and files.
 */
export const getTaskStatus: Operation<GetTaskStatusOperation> = {
  id: "getTaskStatus",
  method: "GET",
  path: "/v2/workflow/get-task-status",
  parameters: [{ name: "task_id", in: "query", required: true }],
  ok: { "200": ["application/json"] },
  errors: { "400": ["application/json"], "500": ["application/json"] },
  safe: true,
  idempotent: true
}

/** The types of {@link getWorkflow}. */
export interface GetWorkflowOperation {
  readonly input: GetWorkflowInput
  readonly success: GetWorkflowSuccess
  readonly error: GetWorkflowError
}

/** What {@link getWorkflow} takes. */
export interface GetWorkflowInput {
  readonly query: {
    /** Id of the workflow, as digits in a string. */
    readonly workflow_id: string
  }
}

/** What {@link getWorkflow} gives. */
export type GetWorkflowSuccess = ApiWorkflowConfigDto

/** How {@link getWorkflow} fails, by status. */
export type GetWorkflowError =
  | { readonly status: 400; readonly body: ResponseData }
  | { readonly status: 500; readonly body: ResponseData }

/**
 * Read one workflow with the parameters that it takes.
 *
 * The names under `input_parameters` are those that `runTask` takes.
 */
export const getWorkflow: Operation<GetWorkflowOperation> = {
  id: "getWorkflow",
  method: "GET",
  path: "/v2/workflow/get-workflow",
  parameters: [{ name: "workflow_id", in: "query", required: true }],
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
    /** Only templates that match this text. */
    readonly keyword?: string
    /** Which page, counted from 1. No default is declared; the first page comes when it is left out. */
    readonly page?: number
    /** How many items a page holds, 1 to 500. No default is declared. */
    readonly limit?: number
  }
}

/** What {@link listTemplates} gives. */
export type ListTemplatesSuccess = PageRespWorkflowTemplateDto

/** How {@link listTemplates} fails, by status. */
export type ListTemplatesError =
  | { readonly status: 400; readonly body: ResponseData }
  | { readonly status: 500; readonly body: ResponseData }

/**
 * List official templates, page by page.
 *
 * Templates belong to BrowserAct and can be run as they are by `runTemplateTask`.
 */
export const listTemplates: Operation<ListTemplatesOperation> = {
  id: "listTemplates",
  method: "GET",
  path: "/v2/workflow/list-official-workflow-templates",
  parameters: [{ name: "keyword", in: "query" }, { name: "page", in: "query" }, { name: "limit", in: "query" }],
  ok: { "200": ["application/json"] },
  errors: { "400": ["application/json"], "500": ["application/json"] },
  safe: true,
  idempotent: true,
  pagination: { items: "items", max: 500, page: "page", pages: "total_pages", size: "limit", total: "total_count" }
}

/** The types of {@link listTasks}. */
export interface ListTasksOperation {
  readonly input: ListTasksInput
  readonly success: ListTasksSuccess
  readonly error: ListTasksError
}

/** What {@link listTasks} takes. */
export interface ListTasksInput {
  readonly query?: {
    /** Only tasks with this status. */
    readonly status?: TaskStatus
    /** Only tasks of this workflow. */
    readonly workflow_id?: string
    /** Only tasks whose workflow's name contains this text. */
    readonly workflow_name?: string
    /** Only tasks created at this time or later, in ISO 8601. */
    readonly created_at_from?: string
    /** Only tasks created at this time or earlier, in ISO 8601. */
    readonly created_at_to?: string
    /** Which page, counted from 1. No default is declared; the first page comes when it is left out. */
    readonly page?: number
    /** How many items a page holds, 1 to 500. No default is declared. */
    readonly limit?: number
  }
}

/** What {@link listTasks} gives. */
export type ListTasksSuccess = PageRespWorkflowTaskSimpleResponse

/** How {@link listTasks} fails, by status. */
export type ListTasksError =
  | { readonly status: 400; readonly body: ResponseData }
  | { readonly status: 500; readonly body: ResponseData }

/**
 * List tasks, page by page.
 *
 * Filters combine: a task must match all of them. Items have no steps and no list of files; `getTask` has. The
 * only way to look for a task whose start was not answered: filter by workflow and creation time, and compare the
 * parameters.
 */
export const listTasks: Operation<ListTasksOperation> = {
  id: "listTasks",
  method: "GET",
  path: "/v2/workflow/list-tasks",
  parameters: [
    { name: "status", in: "query" },
    { name: "workflow_id", in: "query" },
    { name: "workflow_name", in: "query" },
    { name: "created_at_from", in: "query" },
    { name: "created_at_to", in: "query" },
    { name: "page", in: "query" },
    { name: "limit", in: "query" }
  ],
  ok: { "200": ["application/json"] },
  errors: { "400": ["application/json"], "500": ["application/json"] },
  safe: true,
  idempotent: true,
  pagination: { items: "items", max: 500, page: "page", pages: "total_pages", size: "limit", total: "total_count" }
}

/** The types of {@link listWorkflows}. */
export interface ListWorkflowsOperation {
  readonly input: ListWorkflowsInput
  readonly success: ListWorkflowsSuccess
  readonly error: ListWorkflowsError
}

/** What {@link listWorkflows} takes. */
export interface ListWorkflowsInput {
  readonly query?: {
    /** Which page, counted from 1. No default is declared; the first page comes when it is left out. */
    readonly page?: number
    /** How many items a page holds, 1 to 500. No default is declared. */
    readonly limit?: number
  }
}

/** What {@link listWorkflows} gives. */
export type ListWorkflowsSuccess = PageRespApiWorkflowDto

/** How {@link listWorkflows} fails, by status. */
export type ListWorkflowsError =
  | { readonly status: 400; readonly body: ResponseData }
  | { readonly status: 500; readonly body: ResponseData }

/**
 * List the account's own workflows, page by page.
 *
 * Gives names and ids. `getWorkflow` adds the parameters that a workflow takes.
 */
export const listWorkflows: Operation<ListWorkflowsOperation> = {
  id: "listWorkflows",
  method: "GET",
  path: "/v2/workflow/list-workflows",
  parameters: [{ name: "page", in: "query" }, { name: "limit", in: "query" }],
  ok: { "200": ["application/json"] },
  errors: { "400": ["application/json"], "500": ["application/json"] },
  safe: true,
  idempotent: true,
  pagination: { items: "items", max: 500, page: "page", pages: "total_pages", size: "limit", total: "total_count" }
}

/** The types of {@link resumeTask}. */
export interface ResumeTaskOperation {
  readonly input: ResumeTaskInput
  readonly success: ResumeTaskSuccess
  readonly error: ResumeTaskError
}

/** What {@link resumeTask} takes. */
export interface ResumeTaskInput {
  readonly query: {
    /**
     * Id of the task: 17 digits in a string. Keep it a string: as a JavaScript number its last digits change, and
     * another task is asked for.
     */
    readonly task_id: string
  }
}

/** What {@link resumeTask} gives. */
export type ResumeTaskSuccess = void

/** How {@link resumeTask} fails, by status. */
export type ResumeTaskError =
  | { readonly status: 400; readonly body: ResponseData }
  | { readonly status: 500; readonly body: ResponseData }

/**
 * Let a paused task go on.
 *
 * A task pauses by itself at a node of its workflow that waits for a person, or from the dashboard; no call
 * pauses one. Whether resuming a task that is already running is ignored or refused with code 10127 is stated
 * both ways, so be ready for either. Do not repeat a call blindly: the task may have reached its next pause in
 * between.
 */
export const resumeTask: Operation<ResumeTaskOperation> = {
  id: "resumeTask",
  method: "PUT",
  path: "/v2/workflow/resume-task",
  parameters: [{ name: "task_id", in: "query", required: true }],
  ok: { "200": [] },
  errors: { "400": ["application/json"], "500": ["application/json"] },
  safe: false,
  idempotent: false
}

/** The types of {@link runTask}. */
export interface RunTaskOperation {
  readonly input: RunTaskInput
  readonly success: RunTaskSuccess
  readonly error: RunTaskError
}

/** What {@link runTask} takes. */
export interface RunTaskInput {
  /** The workflow to run, its parameters, and what to call back. */
  readonly body: RunWorkflowTaskRequest
}

/** What {@link runTask} gives. */
export type RunTaskSuccess = TaskCreatedResponse

/** How {@link runTask} fails, by status. */
export type RunTaskError =
  | { readonly status: 400; readonly body: ResponseData }
  | { readonly status: 500; readonly body: ResponseData }

/**
 * Start a task of one of the account's own workflows.
 *
 * Answers as soon as the task is accepted; the task then runs on its own. There is no idempotency key: a second
 * call starts and bills a second task, also when the answer to the first was lost. With too many tasks running
 * the start is refused with code 10118 and may be tried again later.
 */
export const runTask: Operation<RunTaskOperation> = {
  id: "runTask",
  method: "POST",
  path: "/v2/workflow/run-task",
  parameters: [],
  request: { required: true, media: ["application/json"] },
  ok: { "200": ["application/json"] },
  errors: { "400": ["application/json"], "500": ["application/json"] },
  safe: false,
  idempotent: false
}

/** The types of {@link runTemplateTask}. */
export interface RunTemplateTaskOperation {
  readonly input: RunTemplateTaskInput
  readonly success: RunTemplateTaskSuccess
  readonly error: RunTemplateTaskError
}

/** What {@link runTemplateTask} takes. */
export interface RunTemplateTaskInput {
  /** The template to run, its parameters, the proxy's region, and what to call back. */
  readonly body: RunWorkflowTemplateTaskRequest
}

/** What {@link runTemplateTask} gives. */
export type RunTemplateTaskSuccess = TaskCreatedResponse

/** How {@link runTemplateTask} fails, by status. */
export type RunTemplateTaskError =
  | { readonly status: 400; readonly body: ResponseData }
  | { readonly status: 500; readonly body: ResponseData }

/**
 * Start a task of an official template.
 *
 * As `runTask`, but for a template that BrowserAct provides, and with a choice of the proxy's region. A second
 * call starts and bills a second task.
 */
export const runTemplateTask: Operation<RunTemplateTaskOperation> = {
  id: "runTemplateTask",
  method: "POST",
  path: "/v2/workflow/run-task-by-template",
  parameters: [],
  request: { required: true, media: ["application/json"] },
  ok: { "200": ["application/json"] },
  errors: { "400": ["application/json"], "500": ["application/json"] },
  safe: false,
  idempotent: false
}

/** The types of {@link stopTask}. */
export interface StopTaskOperation {
  readonly input: StopTaskInput
  readonly success: StopTaskSuccess
  readonly error: StopTaskError
}

/** What {@link stopTask} takes. */
export interface StopTaskInput {
  readonly query: {
    /**
     * Id of the task: 17 digits in a string. Keep it a string: as a JavaScript number its last digits change, and
     * another task is asked for.
     */
    readonly task_id: string
    /** A number of the caller's own, for tracking who stopped the task. It has no effect on the task. */
    readonly biz_code?: number
  }
}

/** What {@link stopTask} gives. */
export type StopTaskSuccess = void

/** How {@link stopTask} fails, by status. */
export type StopTaskError =
  | { readonly status: 400; readonly body: ResponseData }
  | { readonly status: 500; readonly body: ResponseData }

/**
 * Stop a task for good.
 *
 * The task ends as `canceled` and cannot be resumed. Whether stopping a task that has already ended is ignored or
 * refused with code 10121 is stated both ways, so be ready for either.
 */
export const stopTask: Operation<StopTaskOperation> = {
  id: "stopTask",
  method: "PUT",
  path: "/v2/workflow/stop-task",
  parameters: [{ name: "task_id", in: "query", required: true }, { name: "biz_code", in: "query" }],
  ok: { "200": [] },
  errors: { "400": ["application/json"], "500": ["application/json"] },
  safe: false,
  idempotent: true
}
