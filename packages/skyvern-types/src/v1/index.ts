// Generated from specs/skyvern/v1.yaml by errand's codegen. Do not edit.
import type { components } from "./raw.ts"

export type Action = components["schemas"]["Action"]

/** Where an action stands: `pending`, or at its end as `completed`, `failed` or `skipped`. */
export type ActionStatus = components["schemas"]["ActionStatus"]

/** Every value of {@link ActionStatus}. */
export const ActionStatusValues = ["pending", "skipped", "failed", "completed"] as const

export type ActionType = components["schemas"]["ActionType"]

/** Every value of {@link ActionType} that is known; the provider keeps adding some. */
export const ActionTypeValues = [
  "click",
  "input_text",
  "paste_text",
  "upload_file",
  "download_file",
  "select_option",
  "checkbox",
  "wait",
  "hover",
  "null_action",
  "solve_captcha",
  "terminate",
  "complete",
  "reload_page",
  "close_page",
  "new_tab",
  "switch_tab",
  "extract",
  "verification_code",
  "goto_url",
  "go_back",
  "go_forward",
  "scroll",
  "keypress",
  "move",
  "drag",
  "left_mouse",
  "execute_js"
] as const

export type Artifact = components["schemas"]["Artifact"]

export type ArtifactType = components["schemas"]["ArtifactType"]

/** Every value of {@link ArtifactType} that is known; the provider keeps adding some. */
export const ArtifactTypeValues = [
  "recording",
  "audio",
  "session_replay",
  "eval_score",
  "eval_trajectory",
  "eval_rubrics",
  "browser_console_log",
  "browser_session_action_log",
  "skyvern_log",
  "skyvern_log_raw",
  "screenshot",
  "screenshot_llm",
  "screenshot_action",
  "screenshot_final",
  "screenshot_proxy",
  "llm_prompt",
  "llm_request",
  "llm_response",
  "llm_response_parsed",
  "llm_response_rendered",
  "visible_elements_id_css_map",
  "visible_elements_id_frame_map",
  "visible_elements_tree",
  "visible_elements_tree_trimmed",
  "visible_elements_tree_in_prompt",
  "hashed_href_map",
  "visible_elements_id_xpath_map",
  "html",
  "html_scrape",
  "html_action",
  "trace",
  "har",
  "script_file",
  "pdf",
  "step_archive",
  "task_archive",
  "download"
] as const

export type BlockType = components["schemas"]["BlockType"]

/** Every value of {@link BlockType} that is known; the provider keeps adding some. */
export const BlockTypeValues = [
  "task",
  "task_v2",
  "for_loop",
  "while_loop",
  "conditional",
  "code",
  "text_prompt",
  "download_to_s3",
  "upload_to_s3",
  "file_upload",
  "send_email",
  "file_url_parser",
  "validation",
  "action",
  "navigation",
  "extraction",
  "login",
  "wait",
  "file_download",
  "goto_url",
  "pdf_parser",
  "http_request",
  "human_interaction",
  "print_page",
  "workflow_trigger",
  "google_sheets_read",
  "google_sheets_write",
  "pdf_fill",
  "split_pdf",
  "email_inbox"
] as const

export type BrowserSeedSource = components["schemas"]["BrowserSeedSource"]

/** Every value of {@link BrowserSeedSource} that is known; the provider keeps adding some. */
export const BrowserSeedSourceValues = ["override", "picked", "own_memory", "credential", "fresh", "degraded_fresh"] as const

export type ClickContext = components["schemas"]["ClickContext"]

export type FileInfo = components["schemas"]["FileInfo"]

export type GeoTarget = components["schemas"]["GeoTarget"]

export type HTTPValidationError = components["schemas"]["HTTPValidationError"]

export type InputOrSelectContext = components["schemas"]["InputOrSelectContext"]

export type OTPType = components["schemas"]["OTPType"]

/** Every value of {@link OTPType}. */
export const OTPTypeValues = ["totp", "magic_link"] as const

export type ProxyLocation = components["schemas"]["ProxyLocation"]

/** Every value of {@link ProxyLocation} that is known; the provider keeps adding some. */
export const ProxyLocationValues = [
  "RESIDENTIAL",
  "US-CA",
  "US-NY",
  "US-TX",
  "US-FL",
  "US-WA",
  "RESIDENTIAL_ES",
  "RESIDENTIAL_IE",
  "RESIDENTIAL_GB",
  "RESIDENTIAL_IN",
  "RESIDENTIAL_JP",
  "RESIDENTIAL_FR",
  "RESIDENTIAL_DE",
  "RESIDENTIAL_NZ",
  "RESIDENTIAL_ZA",
  "RESIDENTIAL_AR",
  "RESIDENTIAL_AU",
  "RESIDENTIAL_BR",
  "RESIDENTIAL_TR",
  "RESIDENTIAL_CA",
  "RESIDENTIAL_MX",
  "RESIDENTIAL_IT",
  "RESIDENTIAL_NL",
  "RESIDENTIAL_PH",
  "RESIDENTIAL_KR",
  "RESIDENTIAL_SA",
  "RESIDENTIAL_ISP",
  "NONE"
] as const

/** What works a task. The engine decides what a run looks like, and whether it takes a title. */
export type RunEngine = components["schemas"]["RunEngine"]

/** Every value of {@link RunEngine} that is known; the provider keeps adding some. */
export const RunEngineValues = [
  "skyvern-1.0",
  "skyvern-2.0",
  "skyvern-3.0",
  "openai-cua",
  "anthropic-cua",
  "ui-tars",
  "yutori-navigator"
] as const

/**
 * Where a run stands. `created` and `queued`: it waits; `running`: the agent works; `paused`: it waits for
 * somebody. Five are ends: `completed`; `failed`, also where only the webhook failed and the output is there;
 * `terminated`: the goal cannot be reached; `timed_out`: too long, or too many steps; `canceled`.
 */
export type RunStatus = components["schemas"]["RunStatus"]

/** Every value of {@link RunStatus}. */
export const RunStatusValues = [
  "created",
  "queued",
  "running",
  "paused",
  "timed_out",
  "failed",
  "terminated",
  "completed",
  "canceled"
] as const

export type RunType = components["schemas"]["RunType"]

/** Every value of {@link RunType} that is known; the provider keeps adding some. */
export const RunTypeValues = [
  "task_v1",
  "task_v2",
  "task_v3",
  "workflow_run",
  "openai_cua",
  "anthropic_cua",
  "ui_tars",
  "yutori_navigator"
] as const

export type ScriptRunResponse = components["schemas"]["ScriptRunResponse"]

export type SelectOption = components["schemas"]["SelectOption"]

export type TOTPCode = components["schemas"]["TOTPCode"]

export type TOTPCodeCreate = components["schemas"]["TOTPCodeCreate"]

export type TaskRunListItem = components["schemas"]["TaskRunListItem"]

export type TaskRunRequestInput = components["schemas"]["TaskRunRequest-Input"]

export type TaskRunRequestOutput = components["schemas"]["TaskRunRequest-Output"]

export type TaskRunResponse = components["schemas"]["TaskRunResponse"]

/** Every value of `run_type` in {@link TaskRunResponse}. */
export const TaskRunResponseRunTypeValues = [
  "anthropic_cua",
  "openai_cua",
  "task_v1",
  "task_v2",
  "task_v3",
  "ui_tars",
  "yutori_navigator"
] as const

export type Thought = components["schemas"]["Thought"]

export type ThoughtScenario = components["schemas"]["ThoughtScenario"]

/** Every value of {@link ThoughtScenario} that is known; the provider keeps adding some. */
export const ThoughtScenarioValues = [
  "generate_plan",
  "user_goal_check",
  "failure_describe",
  "summarization",
  "generate_metadata",
  "extract_loop_values",
  "generate_task_in_loop",
  "generate_general_task",
  "termination"
] as const

export type ThoughtType = components["schemas"]["ThoughtType"]

/** Every value of {@link ThoughtType} that is known; the provider keeps adding some. */
export const ThoughtTypeValues = [
  "plan",
  "metadata",
  "user_goal_check",
  "internal_plan",
  "failure_describe",
  "termination"
] as const

export type UserDefinedError = components["schemas"]["UserDefinedError"]

export type ValidationError = components["schemas"]["ValidationError"]

export type WorkflowRunBlock = components["schemas"]["WorkflowRunBlock"]

export type WorkflowRunRequestOutput = components["schemas"]["WorkflowRunRequest-Output"]

export type WorkflowRunResponse = components["schemas"]["WorkflowRunResponse"]

/** Every value of `run_type` in {@link WorkflowRunResponse}. */
export const WorkflowRunResponseRunTypeValues = ["workflow_run"] as const

/** One item of the tree: a block with what it consists of, or a thought. */
export type WorkflowRunTimeline = components["schemas"]["WorkflowRunTimeline"]

export type WorkflowRunTimelineType = components["schemas"]["WorkflowRunTimelineType"]

/** Every value of {@link WorkflowRunTimelineType}. */
export const WorkflowRunTimelineTypeValues = ["thought", "block"] as const

export type WorkflowRunTriggerType = components["schemas"]["WorkflowRunTriggerType"]

/** Every value of {@link WorkflowRunTriggerType} that is known; the provider keeps adding some. */
export const WorkflowRunTriggerTypeValues = ["manual", "mcp", "api", "scheduled", "webhook"] as const

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

/** The types of {@link sendCode}. */
export interface SendCodeOperation {
  readonly input: SendCodeInput
  readonly success: SendCodeSuccess
  readonly error: SendCodeError
}

/** What {@link sendCode} takes. */
export interface SendCodeInput {
  readonly body: TOTPCodeCreate
}

/** What {@link sendCode} gives. */
export type SendCodeSuccess = TOTPCode

/** How {@link sendCode} fails, by status. */
export type SendCodeError =
  | { readonly status: 402; readonly body: undefined }
  | { readonly status: 422; readonly body: HTTPValidationError }

/**
 * Hand over a code that was sent to a person.
 *
 * A run whose login asks for such a code waits for it, and finds it by the run or by the identifier that it was
 * started with. Each call leaves another code.
 */
export const sendCode: Operation<SendCodeOperation> = {
  id: "sendCode",
  method: "POST",
  path: "/v1/credentials/totp",
  parameters: [],
  request: { required: true, media: ["application/json"] },
  ok: { "200": ["application/json"] },
  errors: { "402": [], "422": ["application/json"] },
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
  readonly header?: {
    /** What kind of program calls, for the provider's records. */
    readonly "x-user-agent"?: string | null
  }
  readonly body: TaskRunRequestInput
}

/** What {@link runTask} gives. */
export type RunTaskSuccess = TaskRunResponse

/** How {@link runTask} fails, by status. */
export type RunTaskError =
  | { readonly status: 400; readonly body: undefined }
  | { readonly status: 422; readonly body: HTTPValidationError }

/**
 * Start a task.
 *
 * Without `url` a model is asked where to begin before the run exists, so the answer takes seconds longer. The
 * engine may be another than the one that was asked for: `run_type` of the answer says which shape the run has. A
 * second call starts and bills a second run.
 */
export const runTask: Operation<RunTaskOperation> = {
  id: "runTask",
  method: "POST",
  path: "/v1/run/tasks",
  parameters: [{ name: "x-user-agent", in: "header" }],
  request: { required: true, media: ["application/json"] },
  ok: { "200": ["application/json"] },
  errors: { "400": [], "422": ["application/json"] },
  safe: false,
  idempotent: false
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
    /**
     * Which page, counted from 1. The first when left out.
     * @default 1
     */
    readonly page?: number
    /**
     * How many runs a page holds, 1 to 100. 10 when left out.
     * @default 10
     */
    readonly page_size?: number
    /** Only runs that stand at one of these. */
    readonly status?: RunStatus[] | null
    /** Only runs whose title or address contains this text, which has at least three letters. */
    readonly search_key?: string | null
    /** Only runs of these types. */
    readonly run_type?: RunType[] | null
    readonly workflow_permanent_id?: string[] | null
    /** Only runs with these tags. */
    readonly tags?: string[] | null
  }
}

/** What {@link listRuns} gives. */
export type ListRunsSuccess = TaskRunListItem[]

/** How {@link listRuns} fails, by status. */
export type ListRunsError = { readonly status: 422; readonly body: HTTPValidationError }

/**
 * List runs, page by page.
 *
 * Items have no output. There are no more than 100 pages, and the answer does not say how many there are.
 */
export const listRuns: Operation<ListRunsOperation> = {
  id: "listRuns",
  method: "GET",
  path: "/v1/runs",
  parameters: [
    { name: "page", in: "query" },
    { name: "page_size", in: "query" },
    { name: "status", in: "query" },
    { name: "search_key", in: "query" },
    { name: "run_type", in: "query" },
    { name: "workflow_permanent_id", in: "query" },
    { name: "tags", in: "query" }
  ],
  ok: { "200": ["application/json"] },
  errors: { "422": ["application/json"] },
  safe: true,
  idempotent: true
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
    readonly run_id: string
  }
}

/** What {@link getRun} gives. */
export type GetRunSuccess = TaskRunResponse | WorkflowRunResponse

/** How {@link getRun} fails, by status. */
export type GetRunError =
  | { readonly status: 404; readonly body: undefined }
  | { readonly status: 422; readonly body: HTTPValidationError }

/**
 * Read a run with its output and files.
 *
 * There is no lighter call for waiting. `run_type` tells which shape the answer has.
 */
export const getRun: Operation<GetRunOperation> = {
  id: "getRun",
  method: "GET",
  path: "/v1/runs/{run_id}",
  parameters: [{ name: "run_id", in: "path", required: true }],
  ok: { "200": ["application/json"] },
  errors: { "404": [], "422": ["application/json"] },
  safe: true,
  idempotent: true
}

/** The types of {@link listRunArtifacts}. */
export interface ListRunArtifactsOperation {
  readonly input: ListRunArtifactsInput
  readonly success: ListRunArtifactsSuccess
  readonly error: ListRunArtifactsError
}

/** What {@link listRunArtifacts} takes. */
export interface ListRunArtifactsInput {
  readonly path: {
    readonly run_id: string
  }
  readonly query?: {
    /** Only these types. All of them when left out. */
    readonly artifact_type?: ArtifactType[] | null
  }
}

/** What {@link listRunArtifacts} gives. */
export type ListRunArtifactsSuccess = Artifact[]

/** How {@link listRunArtifacts} fails, by status. */
export type ListRunArtifactsError = { readonly status: 422; readonly body: HTTPValidationError }

/** List what a run has left: recordings, screenshots, logs, downloads. */
export const listRunArtifacts: Operation<ListRunArtifactsOperation> = {
  id: "listRunArtifacts",
  method: "GET",
  path: "/v1/runs/{run_id}/artifacts",
  parameters: [{ name: "run_id", in: "path", required: true }, { name: "artifact_type", in: "query" }],
  ok: { "200": ["application/json"] },
  errors: { "422": ["application/json"] },
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
    readonly run_id: string
  }
}

/** What {@link cancelRun} gives. */
export type CancelRunSuccess = unknown

/** How {@link cancelRun} fails, by status. */
export type CancelRunError = { readonly status: 422; readonly body: HTTPValidationError }

/**
 * Cancel a run.
 *
 * The answer says nothing. It may come too late without saying so: read the run to see how it ended.
 */
export const cancelRun: Operation<CancelRunOperation> = {
  id: "cancelRun",
  method: "POST",
  path: "/v1/runs/{run_id}/cancel",
  parameters: [{ name: "run_id", in: "path", required: true }],
  ok: { "200": ["application/json"] },
  errors: { "422": ["application/json"] },
  safe: false,
  idempotent: true
}

/** The types of {@link getRunTimeline}. */
export interface GetRunTimelineOperation {
  readonly input: GetRunTimelineInput
  readonly success: GetRunTimelineSuccess
  readonly error: GetRunTimelineError
}

/** What {@link getRunTimeline} takes. */
export interface GetRunTimelineInput {
  readonly path: {
    readonly run_id: string
  }
}

/** What {@link getRunTimeline} gives. */
export type GetRunTimelineSuccess = WorkflowRunTimeline[]

/** How {@link getRunTimeline} fails, by status. */
export type GetRunTimelineError =
  | { readonly status: 400; readonly body: undefined }
  | { readonly status: 404; readonly body: undefined }
  | { readonly status: 422; readonly body: HTTPValidationError }

/**
 * Read what a run has done, as a tree of blocks and thoughts.
 *
 * Not every type of run has a timeline.
 */
export const getRunTimeline: Operation<GetRunTimelineOperation> = {
  id: "getRunTimeline",
  method: "GET",
  path: "/v1/runs/{run_id}/timeline",
  parameters: [{ name: "run_id", in: "path", required: true }],
  ok: { "200": ["application/json"] },
  errors: { "400": [], "404": [], "422": ["application/json"] },
  safe: true,
  idempotent: true
}
