// Generated from specs/browser-use/v2.yaml by errand's codegen. Do not edit.
import type { components } from "./raw.ts"

/** The key belongs to no account. */
export type AccountNotFoundError = components["schemas"]["AccountNotFoundError"]

/** Credit, plan and limit of an account. */
export type AccountView = components["schemas"]["AccountView"]

/** A file that a browser downloaded. */
export type BrowserDownloadFile = components["schemas"]["BrowserDownloadFile"]

/** Some of the files that a browser downloaded, and where to go on. */
export type BrowserDownloadListResponse = components["schemas"]["BrowserDownloadListResponse"]

/** A browser session as lists show it. */
export type BrowserSessionItemView = components["schemas"]["BrowserSessionItemView"]

/** One page of browser sessions. */
export type BrowserSessionListResponse = components["schemas"]["BrowserSessionListResponse"]

/** Whether a browser is running. `stopped` is terminal. */
export type BrowserSessionStatus = components["schemas"]["BrowserSessionStatus"]

/** Every value of {@link BrowserSessionStatus}. */
export const BrowserSessionStatusValues = ["active", "stopped"] as const

/** What can be done with a browser: it can be stopped. */
export type BrowserSessionUpdateAction = components["schemas"]["BrowserSessionUpdateAction"]

/** Every value of {@link BrowserSessionUpdateAction}. */
export const BrowserSessionUpdateActionValues = ["stop"] as const

/** A browser session: where to connect, where to watch, what it costs. */
export type BrowserSessionView = components["schemas"]["BrowserSessionView"]

/** The skill is still in the making, so it cannot be deleted. */
export type CannotDeleteSkillWhileGeneratingError = components["schemas"]["CannotDeleteSkillWhileGeneratingError"]

/** The skill is public, so it cannot go back to a former version. */
export type CannotRollbackPublicSkillError = components["schemas"]["CannotRollbackPublicSkillError"]

/** Another skill is in the making, and only one can be at a time. */
export type ConcurrentSkillCreationsError = components["schemas"]["ConcurrentSkillCreationsError"]

/** How a browser is to be. */
export type CreateBrowserSessionRequest = components["schemas"]["CreateBrowserSessionRequest"]

/** How a session is to be. Everything can be left out. */
export type CreateSessionRequest = components["schemas"]["CreateSessionRequest"]

/** What a skill is to do. */
export type CreateSkillRequest = components["schemas"]["CreateSkillRequest"]

/** Handle of a skill in the making. */
export type CreateSkillResponse = components["schemas"]["CreateSkillResponse"]

/** What an agent is to do, and how. Only `task` is needed. */
export type CreateTaskRequest = components["schemas"]["CreateTaskRequest"]

/** A proxy of the caller's own. */
export type CustomProxy = components["schemas"]["CustomProxy"]

/** The address for a download could not be made. */
export type DownloadUrlGenerationError = components["schemas"]["DownloadUrlGenerationError"]

/** The plan does not allow more enabled skills. */
export type EnabledSkillsLimitExceededError = components["schemas"]["EnabledSkillsLimitExceededError"]

/** What to execute a skill with. */
export type ExecuteSkillRequest = components["schemas"]["ExecuteSkillRequest"]

/** How the execution of a skill went. */
export type ExecuteSkillResponse = components["schemas"]["ExecuteSkillResponse"]

/** A file that a task wrote. */
export type FileView = components["schemas"]["FileView"]

/** The skill is not in the making, so there is nothing to cancel. */
export type GenerationNotCancellableError = components["schemas"]["GenerationNotCancellableError"]

/** What is wrong with a request. */
export type HTTPValidationError = components["schemas"]["HTTPValidationError"]

/** The account has not enough credit. */
export type InsufficientCreditsError = components["schemas"]["InsufficientCreditsError"]

/** The service failed. */
export type InternalServerError = components["schemas"]["InternalServerError"]

/** One page of public skills. */
export type MarketplaceSkillListResponse = components["schemas"]["MarketplaceSkillListResponse"]

/** A public skill. */
export type MarketplaceSkillResponse = components["schemas"]["MarketplaceSkillResponse"]

/** The task has no such file. */
export type OutputFileNotFoundError = components["schemas"]["OutputFileNotFoundError"]

/** A parameter that a skill takes. */
export type ParameterSchema = components["schemas"]["ParameterSchema"]

/** Kind of value that a skill's parameter takes. A `cookie` is a text that is set as a cookie of `cookieDomain`. */
export type ParameterType = components["schemas"]["ParameterType"]

/** Every value of {@link ParameterType}. */
export const ParameterTypeValues = ["string", "number", "boolean", "object", "array", "cookie"] as const

/** A plan and its subscription. What concerns the subscription is null where there is none. */
export type PlanInfo = components["schemas"]["PlanInfo"]

/** Name and owner of a new profile. Both can be left out. */
export type ProfileCreateRequest = components["schemas"]["ProfileCreateRequest"]

/** One page of profiles. */
export type ProfileListResponse = components["schemas"]["ProfileListResponse"]

/** There is no such profile. */
export type ProfileNotFoundError = components["schemas"]["ProfileNotFoundError"]

/** Fields of a profile to change. */
export type ProfileUpdateRequest = components["schemas"]["ProfileUpdateRequest"]

/** A profile: cookies and logins that sessions can start with. */
export type ProfileView = components["schemas"]["ProfileView"]

/**
 * Country of a proxy: two letters in lower case, mostly those of ISO 3166-1. `uk` stands for the United Kingdom,
 * where ISO has `gb`.
 */
export type ProxyCountryCode = components["schemas"]["ProxyCountryCode"]

/** Every value of {@link ProxyCountryCode} that is known; the provider keeps adding some. */
export const ProxyCountryCodeValues = [
  "ad",
  "ae",
  "af",
  "ag",
  "ai",
  "al",
  "am",
  "an",
  "ao",
  "aq",
  "ar",
  "as",
  "at",
  "au",
  "aw",
  "az",
  "ba",
  "bb",
  "bd",
  "be",
  "bf",
  "bg",
  "bh",
  "bi",
  "bj",
  "bl",
  "bm",
  "bn",
  "bo",
  "bq",
  "br",
  "bs",
  "bt",
  "bv",
  "bw",
  "by",
  "bz",
  "ca",
  "cc",
  "cd",
  "cf",
  "cg",
  "ch",
  "ck",
  "cl",
  "cm",
  "co",
  "cr",
  "cs",
  "cu",
  "cv",
  "cw",
  "cx",
  "cy",
  "cz",
  "de",
  "dj",
  "dk",
  "dm",
  "do",
  "dz",
  "ec",
  "ee",
  "eg",
  "eh",
  "er",
  "es",
  "et",
  "fi",
  "fj",
  "fk",
  "fm",
  "fo",
  "fr",
  "ga",
  "gd",
  "ge",
  "gf",
  "gg",
  "gh",
  "gi",
  "gl",
  "gm",
  "gn",
  "gp",
  "gq",
  "gr",
  "gs",
  "gt",
  "gu",
  "gw",
  "gy",
  "hk",
  "hm",
  "hn",
  "hr",
  "ht",
  "hu",
  "id",
  "ie",
  "il",
  "im",
  "in",
  "iq",
  "ir",
  "is",
  "it",
  "je",
  "jm",
  "jo",
  "jp",
  "ke",
  "kg",
  "kh",
  "ki",
  "km",
  "kn",
  "kp",
  "kr",
  "kw",
  "ky",
  "kz",
  "la",
  "lb",
  "lc",
  "li",
  "lk",
  "lr",
  "ls",
  "lt",
  "lu",
  "lv",
  "ly",
  "ma",
  "mc",
  "md",
  "me",
  "mf",
  "mg",
  "mh",
  "mk",
  "ml",
  "mm",
  "mn",
  "mo",
  "mp",
  "mq",
  "mr",
  "ms",
  "mt",
  "mu",
  "mv",
  "mw",
  "mx",
  "my",
  "mz",
  "na",
  "nc",
  "ne",
  "nf",
  "ng",
  "ni",
  "nl",
  "no",
  "np",
  "nr",
  "nu",
  "nz",
  "om",
  "pa",
  "pe",
  "pf",
  "pg",
  "ph",
  "pk",
  "pl",
  "pm",
  "pn",
  "pr",
  "ps",
  "pt",
  "pw",
  "py",
  "qa",
  "re",
  "ro",
  "rs",
  "ru",
  "rw",
  "sa",
  "sb",
  "sc",
  "sd",
  "se",
  "sg",
  "sh",
  "si",
  "sj",
  "sk",
  "sl",
  "sm",
  "sn",
  "so",
  "sr",
  "ss",
  "st",
  "sv",
  "sx",
  "sy",
  "sz",
  "tc",
  "td",
  "tf",
  "tg",
  "th",
  "tj",
  "tk",
  "tl",
  "tm",
  "tn",
  "to",
  "tr",
  "tt",
  "tv",
  "tw",
  "tz",
  "ua",
  "ug",
  "uk",
  "us",
  "uy",
  "uz",
  "va",
  "vc",
  "ve",
  "vg",
  "vi",
  "vn",
  "vu",
  "wf",
  "ws",
  "xk",
  "ye",
  "yt",
  "za",
  "zm",
  "zw"
] as const

/** What is to be better about a skill. */
export type RefineSkillRequest = components["schemas"]["RefineSkillRequest"]

/** Handle of a skill whose new version is in the making. */
export type RefineSkillResponse = components["schemas"]["RefineSkillResponse"]

/** Another task is running in the session. Same shape as `SessionStoppedError`; only the text tells them apart. */
export type SessionHasRunningTaskError = components["schemas"]["SessionHasRunningTaskError"]

/** A session as lists show it: without its tasks. */
export type SessionItemView = components["schemas"]["SessionItemView"]

/** One page of sessions. */
export type SessionListResponse = components["schemas"]["SessionListResponse"]

/** There is no such session. */
export type SessionNotFoundError = components["schemas"]["SessionNotFoundError"]

/** How the session that a task opens for itself is to be. */
export type SessionSettings = components["schemas"]["SessionSettings"]

/** Whether a session is open. `stopped` is terminal. */
export type SessionStatus = components["schemas"]["SessionStatus"]

/** Every value of {@link SessionStatus}. */
export const SessionStatusValues = ["active", "stopped"] as const

/**
 * The session is stopped and takes no more tasks. Same shape as `SessionHasRunningTaskError`; only the text tells
 * them apart.
 */
export type SessionStoppedError = components["schemas"]["SessionStoppedError"]

/** The timeout is longer than allowed. */
export type SessionTimeoutLimitExceededError = components["schemas"]["SessionTimeoutLimitExceededError"]

/** What can be done with a session: it can be stopped, with every task in it. */
export type SessionUpdateAction = components["schemas"]["SessionUpdateAction"]

/** Every value of {@link SessionUpdateAction}. */
export const SessionUpdateActionValues = ["stop"] as const

/** A session with its tasks. */
export type SessionView = components["schemas"]["SessionView"]

/** The session is not shared. */
export type ShareNotFoundError = components["schemas"]["ShareNotFoundError"]

/** A session's public share. */
export type ShareView = components["schemas"]["ShareView"]

/** Topic that a skill is filed under. */
export type SkillCategory = components["schemas"]["SkillCategory"]

/** Every value of {@link SkillCategory} that is known; the provider keeps adding some. */
export const SkillCategoryValues = [
  "search",
  "e_commerce",
  "financial",
  "news",
  "real_estate",
  "social_media",
  "travel",
  "marketplace",
  "lead_generation",
  "seo",
  "jobs",
  "developer",
  "media",
  "automation",
  "integration",
  "other"
] as const

/** One page of executions. */
export type SkillExecutionListResponse = components["schemas"]["SkillExecutionListResponse"]

/** Where to fetch the output of an execution. */
export type SkillExecutionOutputResponse = components["schemas"]["SkillExecutionOutputResponse"]

/** One execution of a skill. */
export type SkillExecutionView = components["schemas"]["SkillExecutionView"]

/** One page of skills. */
export type SkillListResponse = components["schemas"]["SkillListResponse"]

/** The skill has no finished version to work with. */
export type SkillNotFinishedError = components["schemas"]["SkillNotFinishedError"]

/** There is no such skill. */
export type SkillNotFoundError = components["schemas"]["SkillNotFoundError"]

/** A skill of the project: a task turned into code that can be executed without an agent. */
export type SkillResponse = components["schemas"]["SkillResponse"]

/**
 * How far the making of a skill is: first `recording` the agent's way, then `generating` code. `finished`,
 * `failed`, `cancelled` and `timed_out` are terminal for that version.
 */
export type SkillsGenerationStatus = components["schemas"]["SkillsGenerationStatus"]

/** Every value of {@link SkillsGenerationStatus}. */
export const SkillsGenerationStatusValues = ["recording", "generating", "failed", "finished", "cancelled", "timed_out"] as const

/** Models that can drive an agent. New ones come and old ones go every few weeks. */
export type SupportedLLMs = components["schemas"]["SupportedLLMs"]

/** Every value of {@link SupportedLLMs} that is known; the provider keeps adding some. */
export const SupportedLLMsValues = [
  "browser-use-llm",
  "browser-use-2.0",
  "gpt-4.1",
  "gpt-4.1-mini",
  "o4-mini",
  "o3",
  "gemini-2.5-flash",
  "gemini-2.5-pro",
  "gemini-3-pro-preview",
  "gemini-3-flash-preview",
  "gemini-flash-latest",
  "gemini-flash-lite-latest",
  "claude-sonnet-4-20250514",
  "claude-sonnet-4-5-20250929",
  "claude-sonnet-4-6",
  "claude-opus-4-5-20251101",
  "claude-opus-4-7",
  "llama-4-maverick-17b-128e-instruct",
  "claude-3-7-sonnet-20250219"
] as const

/** Handle of a task that was just accepted. */
export type TaskCreatedResponse = components["schemas"]["TaskCreatedResponse"]

/** A task as lists show it: without steps and files. */
export type TaskItemView = components["schemas"]["TaskItemView"]

/** One page of tasks. */
export type TaskListResponse = components["schemas"]["TaskListResponse"]

/** Where to fetch the log of a task. */
export type TaskLogFileResponse = components["schemas"]["TaskLogFileResponse"]

/** There is no such task. */
export type TaskNotFoundError = components["schemas"]["TaskNotFoundError"]

/** Where to fetch a file that a task wrote. */
export type TaskOutputFileResponse = components["schemas"]["TaskOutputFileResponse"]

/**
 * Where a task stands: `created` waits for a browser, `started` is at work. `finished` (the agent came to an end,
 * with or without success), `failed` (the run broke) and `stopped` (somebody stopped it) are terminal.
 */
export type TaskStatus = components["schemas"]["TaskStatus"]

/** Every value of {@link TaskStatus}. */
export const TaskStatusValues = ["created", "started", "finished", "failed", "stopped"] as const

/** Status, result and price of a task, without steps. */
export type TaskStatusView = components["schemas"]["TaskStatusView"]

/** One step of an agent: what it saw, thought and did. It has neither id nor time; `number` is its only key. */
export type TaskStepView = components["schemas"]["TaskStepView"]

/** What can be done with a task: stop it, or stop it and close its session. There is neither pause nor resume. */
export type TaskUpdateAction = components["schemas"]["TaskUpdateAction"]

/** Every value of {@link TaskUpdateAction}. */
export const TaskUpdateActionValues = ["stop", "stop_task_and_session"] as const

/**
 * A task with its steps, output and files. It has no field for an error: why a task failed stands only in its
 * log.
 */
export type TaskView = components["schemas"]["TaskView"]

/** As many sessions are open as the plan allows. Nothing was started. */
export type TooManyConcurrentActiveSessionsError = components["schemas"]["TooManyConcurrentActiveSessionsError"]

/** Files of this type are not taken. */
export type UnsupportedContentTypeError = components["schemas"]["UnsupportedContentTypeError"]

/** What to do with a browser. */
export type UpdateBrowserSessionRequest = components["schemas"]["UpdateBrowserSessionRequest"]

/** What to do with a session. */
export type UpdateSessionRequest = components["schemas"]["UpdateSessionRequest"]

/** Fields of a skill to change. Fields that are left out stay as they are. */
export type UpdateSkillRequest = components["schemas"]["UpdateSkillRequest"]

/** What to do with a task. */
export type UpdateTaskRequest = components["schemas"]["UpdateTaskRequest"]

/** How to upload a file: a multipart form, sent to another server. */
export type UploadFilePresignedUrlResponse = components["schemas"]["UploadFilePresignedUrlResponse"]

/** The file that is to be uploaded. */
export type UploadFileRequest = components["schemas"]["UploadFileRequest"]

/** Every value of `contentType` in {@link UploadFileRequest}. */
export const UploadFileRequestContentTypeValues = [
  "image/jpg",
  "image/jpeg",
  "image/png",
  "image/gif",
  "image/webp",
  "image/svg+xml",
  "application/pdf",
  "application/msword",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  "application/vnd.ms-excel",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "text/plain",
  "text/csv",
  "text/markdown"
] as const

/** One thing that is wrong with a request. */
export type ValidationError = components["schemas"]["ValidationError"]

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

/** The types of {@link getAccountBilling}. */
export interface GetAccountBillingOperation {
  readonly input: GetAccountBillingInput
  readonly success: GetAccountBillingSuccess
  readonly error: GetAccountBillingError
}

/** What {@link getAccountBilling} takes. */
export interface GetAccountBillingInput {}

/** What {@link getAccountBilling} gives. */
export type GetAccountBillingSuccess = AccountView

/** How {@link getAccountBilling} fails, by status. */
export type GetAccountBillingError =
  | { readonly status: 404; readonly body: AccountNotFoundError }
  | { readonly status: 422; readonly body: HTTPValidationError }

/**
 * Read the account's credit, plan and limit.
 *
 * Shows what is left to spend and how many sessions may be open at once.
 */
export const getAccountBilling: Operation<GetAccountBillingOperation> = {
  id: "getAccountBilling",
  method: "GET",
  path: "/billing/account",
  parameters: [],
  ok: { "200": ["application/json"] },
  errors: { "404": ["application/json"], "422": ["application/json"] },
  safe: true,
  idempotent: true
}

/** The types of {@link listBrowsers}. */
export interface ListBrowsersOperation {
  readonly input: ListBrowsersInput
  readonly success: ListBrowsersSuccess
  readonly error: ListBrowsersError
}

/** What {@link listBrowsers} takes. */
export interface ListBrowsersInput {
  readonly query?: {
    /**
     * How many items a page holds, 1 to 100. 10 when left out.
     * @default 10
     */
    readonly pageSize?: number
    /**
     * Which page, counted from 1. The first when left out.
     * @default 1
     */
    readonly pageNumber?: number
    /** Only browsers with this status. */
    readonly filterBy?: BrowserSessionStatus | null
  }
}

/** What {@link listBrowsers} gives. */
export type ListBrowsersSuccess = BrowserSessionListResponse

/** How {@link listBrowsers} fails, by status. */
export type ListBrowsersError = { readonly status: 422; readonly body: HTTPValidationError }

/**
 * List browser sessions, page by page.
 *
 * Items carry the same as `getBrowser` gives.
 */
export const listBrowsers: Operation<ListBrowsersOperation> = {
  id: "listBrowsers",
  method: "GET",
  path: "/browsers",
  parameters: [{ name: "pageSize", in: "query" }, { name: "pageNumber", in: "query" }, { name: "filterBy", in: "query" }],
  ok: { "200": ["application/json"] },
  errors: { "422": ["application/json"] },
  safe: true,
  idempotent: true,
  pagination: { items: "items", max: 100, page: "pageNumber", size: "pageSize", total: "totalItems" }
}

/** The types of {@link createBrowser}. */
export interface CreateBrowserOperation {
  readonly input: CreateBrowserInput
  readonly success: CreateBrowserSuccess
  readonly error: CreateBrowserError
}

/** What {@link createBrowser} takes. */
export interface CreateBrowserInput {
  /** How the browser is to be. All fields can be left out, the body itself cannot. */
  readonly body: CreateBrowserSessionRequest
}

/** What {@link createBrowser} gives. */
export type CreateBrowserSuccess = BrowserSessionItemView

/** How {@link createBrowser} fails, by status. */
export type CreateBrowserError =
  | { readonly status: 403; readonly body: SessionTimeoutLimitExceededError }
  | { readonly status: 404; readonly body: ProfileNotFoundError }
  | { readonly status: 422; readonly body: ValidationError }
  | { readonly status: 429; readonly body: TooManyConcurrentActiveSessionsError }

/**
 * Start a browser without an agent.
 *
 * For driving it oneself by the Chrome DevTools Protocol. It is billed by time and counts against the plan's
 * limit until it is stopped or `timeout` is over. A second call starts a second browser.
 */
export const createBrowser: Operation<CreateBrowserOperation> = {
  id: "createBrowser",
  method: "POST",
  path: "/browsers",
  parameters: [],
  request: { required: true, media: ["application/json"] },
  ok: { "201": ["application/json"] },
  errors: { "403": ["application/json"], "404": ["application/json"], "422": ["application/json"], "429": ["application/json"] },
  safe: false,
  idempotent: false
}

/** The types of {@link getBrowser}. */
export interface GetBrowserOperation {
  readonly input: GetBrowserInput
  readonly success: GetBrowserSuccess
  readonly error: GetBrowserError
}

/** What {@link getBrowser} takes. */
export interface GetBrowserInput {
  readonly path: {
    /** Id of the browser session. */
    readonly session_id: string
  }
}

/** What {@link getBrowser} gives. */
export type GetBrowserSuccess = BrowserSessionView

/** How {@link getBrowser} fails, by status. */
export type GetBrowserError =
  | { readonly status: 404; readonly body: SessionNotFoundError }
  | { readonly status: 422; readonly body: HTTPValidationError }

/**
 * Read a browser session.
 *
 * Carries where to connect and to watch, and what it has cost so far.
 */
export const getBrowser: Operation<GetBrowserOperation> = {
  id: "getBrowser",
  method: "GET",
  path: "/browsers/{session_id}",
  parameters: [{ name: "session_id", in: "path", required: true }],
  ok: { "200": ["application/json"] },
  errors: { "404": ["application/json"], "422": ["application/json"] },
  safe: true,
  idempotent: true
}

/** The types of {@link updateBrowser}. */
export interface UpdateBrowserOperation {
  readonly input: UpdateBrowserInput
  readonly success: UpdateBrowserSuccess
  readonly error: UpdateBrowserError
}

/** What {@link updateBrowser} takes. */
export interface UpdateBrowserInput {
  readonly path: {
    /** Id of the browser session. */
    readonly session_id: string
  }
  /** What to do with the browser. */
  readonly body: UpdateBrowserSessionRequest
}

/** What {@link updateBrowser} gives. */
export type UpdateBrowserSuccess = BrowserSessionView

/** How {@link updateBrowser} fails, by status. */
export type UpdateBrowserError =
  | { readonly status: 404; readonly body: SessionNotFoundError }
  | { readonly status: 422; readonly body: ValidationError }

/**
 * Stop a browser.
 *
 * Stopping is final. Stopping it twice changes nothing.
 */
export const updateBrowser: Operation<UpdateBrowserOperation> = {
  id: "updateBrowser",
  method: "PATCH",
  path: "/browsers/{session_id}",
  parameters: [{ name: "session_id", in: "path", required: true }],
  request: { required: true, media: ["application/json"] },
  ok: { "200": ["application/json"] },
  errors: { "404": ["application/json"], "422": ["application/json"] },
  safe: false,
  idempotent: true
}

/** The types of {@link listBrowserDownloads}. */
export interface ListBrowserDownloadsOperation {
  readonly input: ListBrowserDownloadsInput
  readonly success: ListBrowserDownloadsSuccess
  readonly error: ListBrowserDownloadsError
}

/** What {@link listBrowserDownloads} takes. */
export interface ListBrowserDownloadsInput {
  readonly path: {
    /** Id of the browser session. */
    readonly session_id: string
  }
  readonly query?: {
    /**
     * How many files to list at once, 1 to 100. 50 when left out.
     * @default 50
     */
    readonly limit?: number
    /** Where to go on: `nextCursor` of the answer before. Left out, the list starts from the beginning. */
    readonly cursor?: string | null
    /**
     * Whether to add to every file the address to fetch it from. False when left out.
     * @default false
     */
    readonly includeUrls?: boolean
  }
}

/** What {@link listBrowserDownloads} gives. */
export type ListBrowserDownloadsSuccess = BrowserDownloadListResponse

/** How {@link listBrowserDownloads} fails, by status. */
export type ListBrowserDownloadsError =
  | { readonly status: 404; readonly body: SessionNotFoundError }
  | { readonly status: 422; readonly body: HTTPValidationError }

/**
 * List the files that a browser downloaded, by cursor.
 *
 * Unlike the other lists it goes on from a cursor, not by page number: pass `nextCursor` back as `cursor` while
 * `hasMore` is true.
 */
export const listBrowserDownloads: Operation<ListBrowserDownloadsOperation> = {
  id: "listBrowserDownloads",
  method: "GET",
  path: "/browsers/{session_id}/downloads",
  parameters: [
    { name: "session_id", in: "path", required: true },
    { name: "limit", in: "query" },
    { name: "cursor", in: "query" },
    { name: "includeUrls", in: "query" }
  ],
  ok: { "200": ["application/json"] },
  errors: { "404": ["application/json"], "422": ["application/json"] },
  safe: true,
  idempotent: true
}

/** The types of {@link createBrowserUploadUrl}. */
export interface CreateBrowserUploadUrlOperation {
  readonly input: CreateBrowserUploadUrlInput
  readonly success: CreateBrowserUploadUrlSuccess
  readonly error: CreateBrowserUploadUrlError
}

/** What {@link createBrowserUploadUrl} takes. */
export interface CreateBrowserUploadUrlInput {
  readonly path: {
    /** Id of the browser session. */
    readonly session_id: string
  }
  /** Name, type and size of the file. */
  readonly body: UploadFileRequest
}

/** What {@link createBrowserUploadUrl} gives. */
export type CreateBrowserUploadUrlSuccess = UploadFilePresignedUrlResponse

/** How {@link createBrowserUploadUrl} fails, by status. */
export type CreateBrowserUploadUrlError =
  | { readonly status: 400; readonly body: UnsupportedContentTypeError }
  | { readonly status: 404; readonly body: SessionNotFoundError }
  | { readonly status: 422; readonly body: HTTPValidationError }
  | { readonly status: 500; readonly body: InternalServerError }

/**
 * Get an address for uploading a file to a browser.
 *
 * Uploading takes two steps. The first is this call, which checks name, type and size and stores nothing. The
 * second sends the file to `url` as a multipart form: first every pair of `fields`, then the file under the name
 * `file`, without the API key. A raw body is not understood there. The browser can then use the file.
 */
export const createBrowserUploadUrl: Operation<CreateBrowserUploadUrlOperation> = {
  id: "createBrowserUploadUrl",
  method: "POST",
  path: "/files/browsers/{session_id}/presigned-url",
  parameters: [{ name: "session_id", in: "path", required: true }],
  request: { required: true, media: ["application/json"] },
  ok: { "200": ["application/json"] },
  errors: { "400": ["application/json"], "404": ["application/json"], "422": ["application/json"], "500": ["application/json"] },
  safe: false,
  idempotent: true
}

/** The types of {@link createSessionUploadUrl}. */
export interface CreateSessionUploadUrlOperation {
  readonly input: CreateSessionUploadUrlInput
  readonly success: CreateSessionUploadUrlSuccess
  readonly error: CreateSessionUploadUrlError
}

/** What {@link createSessionUploadUrl} takes. */
export interface CreateSessionUploadUrlInput {
  readonly path: {
    /** Id of the session. */
    readonly session_id: string
  }
  /** Name, type and size of the file. */
  readonly body: UploadFileRequest
}

/** What {@link createSessionUploadUrl} gives. */
export type CreateSessionUploadUrlSuccess = UploadFilePresignedUrlResponse

/** How {@link createSessionUploadUrl} fails, by status. */
export type CreateSessionUploadUrlError =
  | { readonly status: 400; readonly body: UnsupportedContentTypeError }
  | { readonly status: 404; readonly body: SessionNotFoundError }
  | { readonly status: 422; readonly body: HTTPValidationError }
  | { readonly status: 500; readonly body: InternalServerError }

/**
 * Get an address for uploading a file to an agent's session.
 *
 * Uploading takes two steps. The first is this call, which checks name, type and size and stores nothing. The
 * second sends the file to `url` as a multipart form: first every pair of `fields`, then the file under the name
 * `file`, without the API key. A raw body is not understood there. Tasks of the session can then use the file.
 */
export const createSessionUploadUrl: Operation<CreateSessionUploadUrlOperation> = {
  id: "createSessionUploadUrl",
  method: "POST",
  path: "/files/sessions/{session_id}/presigned-url",
  parameters: [{ name: "session_id", in: "path", required: true }],
  request: { required: true, media: ["application/json"] },
  ok: { "200": ["application/json"] },
  errors: { "400": ["application/json"], "404": ["application/json"], "422": ["application/json"], "500": ["application/json"] },
  safe: false,
  idempotent: true
}

/** The types of {@link getTaskOutputFile}. */
export interface GetTaskOutputFileOperation {
  readonly input: GetTaskOutputFileInput
  readonly success: GetTaskOutputFileSuccess
  readonly error: GetTaskOutputFileError
}

/** What {@link getTaskOutputFile} takes. */
export interface GetTaskOutputFileInput {
  readonly path: {
    /** Id of the task. */
    readonly task_id: string
    /** Id of the file, from `outputFiles` of the task. */
    readonly file_id: string
  }
}

/** What {@link getTaskOutputFile} gives. */
export type GetTaskOutputFileSuccess = TaskOutputFileResponse

/** How {@link getTaskOutputFile} fails, by status. */
export type GetTaskOutputFileError =
  | { readonly status: 404; readonly body: TaskNotFoundError | OutputFileNotFoundError }
  | { readonly status: 422; readonly body: HTTPValidationError }
  | { readonly status: 500; readonly body: DownloadUrlGenerationError }

/**
 * Get the address of a file that a task wrote.
 *
 * The address is signed and expires, nobody says when: fetch soon, ask again when it is refused, and send no API
 * key to it.
 */
export const getTaskOutputFile: Operation<GetTaskOutputFileOperation> = {
  id: "getTaskOutputFile",
  method: "GET",
  path: "/files/tasks/{task_id}/output-files/{file_id}",
  parameters: [{ name: "task_id", in: "path", required: true }, { name: "file_id", in: "path", required: true }],
  ok: { "200": ["application/json"] },
  errors: { "404": ["application/json"], "422": ["application/json"], "500": ["application/json"] },
  safe: true,
  idempotent: true
}

/** The types of {@link listMarketplaceSkills}. */
export interface ListMarketplaceSkillsOperation {
  readonly input: ListMarketplaceSkillsInput
  readonly success: ListMarketplaceSkillsSuccess
  readonly error: ListMarketplaceSkillsError
}

/** What {@link listMarketplaceSkills} takes. */
export interface ListMarketplaceSkillsInput {
  readonly query?: {
    /**
     * How many items a page holds, 1 to 100. 10 when left out.
     * @default 10
     */
    readonly pageSize?: number
    /**
     * Which page, counted from 1. The first when left out.
     * @default 1
     */
    readonly pageNumber?: number
    /** Only skills that match this text, at most 100 characters. */
    readonly query?: string | null
    /** Only skills filed under this topic. */
    readonly category?: SkillCategory | null
    /** Only skills from this time or later. */
    readonly fromDate?: string | null
    /** Only skills from this time or earlier. */
    readonly toDate?: string | null
  }
}

/** What {@link listMarketplaceSkills} gives. */
export type ListMarketplaceSkillsSuccess = MarketplaceSkillListResponse

/** How {@link listMarketplaceSkills} fails, by status. */
export type ListMarketplaceSkillsError = { readonly status: 422; readonly body: HTTPValidationError }

/**
 * List public skills, page by page.
 *
 * Declared without a key. Filters combine: a skill must match all of them.
 */
export const listMarketplaceSkills: Operation<ListMarketplaceSkillsOperation> = {
  id: "listMarketplaceSkills",
  method: "GET",
  path: "/marketplace/skills",
  parameters: [
    { name: "pageSize", in: "query" },
    { name: "pageNumber", in: "query" },
    { name: "query", in: "query" },
    { name: "category", in: "query" },
    { name: "fromDate", in: "query" },
    { name: "toDate", in: "query" }
  ],
  ok: { "200": ["application/json"] },
  errors: { "422": ["application/json"] },
  safe: true,
  idempotent: true,
  pagination: { items: "items", max: 100, page: "pageNumber", size: "pageSize", total: "totalItems" }
}

/** The types of {@link cloneMarketplaceSkill}. */
export interface CloneMarketplaceSkillOperation {
  readonly input: CloneMarketplaceSkillInput
  readonly success: CloneMarketplaceSkillSuccess
  readonly error: CloneMarketplaceSkillError
}

/** What {@link cloneMarketplaceSkill} takes. */
export interface CloneMarketplaceSkillInput {
  readonly path: {
    /** Id of the skill. */
    readonly skill_id: string
  }
}

/** What {@link cloneMarketplaceSkill} gives. */
export type CloneMarketplaceSkillSuccess = SkillResponse

/** How {@link cloneMarketplaceSkill} fails, by status. */
export type CloneMarketplaceSkillError =
  | { readonly status: 400; readonly body: SkillNotFinishedError }
  | { readonly status: 404; readonly body: SkillNotFoundError }
  | { readonly status: 422; readonly body: HTTPValidationError }

/**
 * Copy a public skill into the project.
 *
 * The copy belongs to the project and names its original in `clonedFromSkillId`. A second call makes a second
 * copy.
 */
export const cloneMarketplaceSkill: Operation<CloneMarketplaceSkillOperation> = {
  id: "cloneMarketplaceSkill",
  method: "POST",
  path: "/marketplace/skills/{skill_id}/clone",
  parameters: [{ name: "skill_id", in: "path", required: true }],
  ok: { "200": ["application/json"] },
  errors: { "400": ["application/json"], "404": ["application/json"], "422": ["application/json"] },
  safe: false,
  idempotent: false
}

/** The types of {@link executeMarketplaceSkill}. */
export interface ExecuteMarketplaceSkillOperation {
  readonly input: ExecuteMarketplaceSkillInput
  readonly success: ExecuteMarketplaceSkillSuccess
  readonly error: ExecuteMarketplaceSkillError
}

/** What {@link executeMarketplaceSkill} takes. */
export interface ExecuteMarketplaceSkillInput {
  readonly path: {
    /** Id of the skill. */
    readonly skill_id: string
  }
  /** Values for the skill's parameters. */
  readonly body: ExecuteSkillRequest
}

/** What {@link executeMarketplaceSkill} gives. */
export type ExecuteMarketplaceSkillSuccess = ExecuteSkillResponse

/** How {@link executeMarketplaceSkill} fails, by status. */
export type ExecuteMarketplaceSkillError =
  | { readonly status: 400; readonly body: SkillNotFinishedError }
  | { readonly status: 402; readonly body: InsufficientCreditsError }
  | { readonly status: 404; readonly body: SkillNotFoundError }
  | { readonly status: 422; readonly body: HTTPValidationError }

/**
 * Execute a public skill without copying it.
 *
 * As `executeSkill`, at the caller's expense: it answers when the skill is done, and one that went wrong answers
 * 200 with `success` false.
 */
export const executeMarketplaceSkill: Operation<ExecuteMarketplaceSkillOperation> = {
  id: "executeMarketplaceSkill",
  method: "POST",
  path: "/marketplace/skills/{skill_id}/execute",
  parameters: [{ name: "skill_id", in: "path", required: true }],
  request: { required: true, media: ["application/json"] },
  ok: { "200": ["application/json"] },
  errors: { "400": ["application/json"], "402": ["application/json"], "404": ["application/json"], "422": ["application/json"] },
  safe: false,
  idempotent: false
}

/** The types of {@link getMarketplaceSkill}. */
export interface GetMarketplaceSkillOperation {
  readonly input: GetMarketplaceSkillInput
  readonly success: GetMarketplaceSkillSuccess
  readonly error: GetMarketplaceSkillError
}

/** What {@link getMarketplaceSkill} takes. */
export interface GetMarketplaceSkillInput {
  readonly path: {
    /** Name of the skill in marketplace addresses. */
    readonly skill_slug: string
  }
}

/** What {@link getMarketplaceSkill} gives. */
export type GetMarketplaceSkillSuccess = MarketplaceSkillResponse

/** How {@link getMarketplaceSkill} fails, by status. */
export type GetMarketplaceSkillError =
  | { readonly status: 404; readonly body: SkillNotFoundError }
  | { readonly status: 422; readonly body: HTTPValidationError }

/**
 * Read a public skill.
 *
 * Declared without a key. Takes the slug, while the other calls take the id.
 */
export const getMarketplaceSkill: Operation<GetMarketplaceSkillOperation> = {
  id: "getMarketplaceSkill",
  method: "GET",
  path: "/marketplace/skills/{skill_slug}",
  parameters: [{ name: "skill_slug", in: "path", required: true }],
  ok: { "200": ["application/json"] },
  errors: { "404": ["application/json"], "422": ["application/json"] },
  safe: true,
  idempotent: true
}

/** The types of {@link listProfiles}. */
export interface ListProfilesOperation {
  readonly input: ListProfilesInput
  readonly success: ListProfilesSuccess
  readonly error: ListProfilesError
}

/** What {@link listProfiles} takes. */
export interface ListProfilesInput {
  readonly query?: {
    /**
     * How many items a page holds, 1 to 100. 10 when left out.
     * @default 10
     */
    readonly pageSize?: number
    /**
     * Which page, counted from 1. The first when left out.
     * @default 1
     */
    readonly pageNumber?: number
    /** Only profiles that match this text, at most 200 characters. */
    readonly query?: string | null
  }
}

/** What {@link listProfiles} gives. */
export type ListProfilesSuccess = ProfileListResponse

/** How {@link listProfiles} fails, by status. */
export type ListProfilesError = { readonly status: 422; readonly body: HTTPValidationError }

/**
 * List profiles, page by page.
 *
 * A profile keeps cookies and logins for later sessions.
 */
export const listProfiles: Operation<ListProfilesOperation> = {
  id: "listProfiles",
  method: "GET",
  path: "/profiles",
  parameters: [{ name: "pageSize", in: "query" }, { name: "pageNumber", in: "query" }, { name: "query", in: "query" }],
  ok: { "200": ["application/json"] },
  errors: { "422": ["application/json"] },
  safe: true,
  idempotent: true,
  pagination: { items: "items", max: 100, page: "pageNumber", size: "pageSize", total: "totalItems" }
}

/** The types of {@link createProfile}. */
export interface CreateProfileOperation {
  readonly input: CreateProfileInput
  readonly success: CreateProfileSuccess
  readonly error: CreateProfileError
}

/** What {@link createProfile} takes. */
export interface CreateProfileInput {
  /** Name and owner. Both can be left out, and so can the whole body. */
  readonly body?: ProfileCreateRequest
}

/** What {@link createProfile} gives. */
export type CreateProfileSuccess = ProfileView

/** How {@link createProfile} fails, by status. */
export type CreateProfileError =
  | { readonly status: 402; readonly body: InsufficientCreditsError }
  | { readonly status: 422; readonly body: ValidationError }

/**
 * Create a profile.
 *
 * It starts empty and fills up in the sessions that use it. A second call creates a second profile.
 */
export const createProfile: Operation<CreateProfileOperation> = {
  id: "createProfile",
  method: "POST",
  path: "/profiles",
  parameters: [],
  request: { required: false, media: ["application/json"] },
  ok: { "201": ["application/json"] },
  errors: { "402": ["application/json"], "422": ["application/json"] },
  safe: false,
  idempotent: false
}

/** The types of {@link getProfile}. */
export interface GetProfileOperation {
  readonly input: GetProfileInput
  readonly success: GetProfileSuccess
  readonly error: GetProfileError
}

/** What {@link getProfile} takes. */
export interface GetProfileInput {
  readonly path: {
    /** Id of the profile. */
    readonly profile_id: string
  }
}

/** What {@link getProfile} gives. */
export type GetProfileSuccess = ProfileView

/** How {@link getProfile} fails, by status. */
export type GetProfileError =
  | { readonly status: 404; readonly body: ProfileNotFoundError }
  | { readonly status: 422; readonly body: HTTPValidationError }

/**
 * Read a profile.
 *
 * Shows whose it is and which sites it has cookies for, not the cookies.
 */
export const getProfile: Operation<GetProfileOperation> = {
  id: "getProfile",
  method: "GET",
  path: "/profiles/{profile_id}",
  parameters: [{ name: "profile_id", in: "path", required: true }],
  ok: { "200": ["application/json"] },
  errors: { "404": ["application/json"], "422": ["application/json"] },
  safe: true,
  idempotent: true
}

/** The types of {@link deleteProfile}. */
export interface DeleteProfileOperation {
  readonly input: DeleteProfileInput
  readonly success: DeleteProfileSuccess
  readonly error: DeleteProfileError
}

/** What {@link deleteProfile} takes. */
export interface DeleteProfileInput {
  readonly path: {
    /** Id of the profile. */
    readonly profile_id: string
  }
}

/** What {@link deleteProfile} gives. */
export type DeleteProfileSuccess = void

/** How {@link deleteProfile} fails, by status. */
export type DeleteProfileError = { readonly status: 422; readonly body: HTTPValidationError }

/**
 * Delete a profile with its cookies and logins.
 *
 * Deleting one that does not exist is not declared as an error.
 */
export const deleteProfile: Operation<DeleteProfileOperation> = {
  id: "deleteProfile",
  method: "DELETE",
  path: "/profiles/{profile_id}",
  parameters: [{ name: "profile_id", in: "path", required: true }],
  ok: { "204": [] },
  errors: { "422": ["application/json"] },
  safe: false,
  idempotent: true
}

/** The types of {@link updateProfile}. */
export interface UpdateProfileOperation {
  readonly input: UpdateProfileInput
  readonly success: UpdateProfileSuccess
  readonly error: UpdateProfileError
}

/** What {@link updateProfile} takes. */
export interface UpdateProfileInput {
  readonly path: {
    /** Id of the profile. */
    readonly profile_id: string
  }
  /** The fields to change. */
  readonly body: ProfileUpdateRequest
}

/** What {@link updateProfile} gives. */
export type UpdateProfileSuccess = ProfileView

/** How {@link updateProfile} fails, by status. */
export type UpdateProfileError =
  | { readonly status: 404; readonly body: ProfileNotFoundError }
  | { readonly status: 422; readonly body: HTTPValidationError }

/**
 * Change a profile's name or owner.
 *
 * Only fields that are sent change.
 */
export const updateProfile: Operation<UpdateProfileOperation> = {
  id: "updateProfile",
  method: "PATCH",
  path: "/profiles/{profile_id}",
  parameters: [{ name: "profile_id", in: "path", required: true }],
  request: { required: true, media: ["application/json"] },
  ok: { "200": ["application/json"] },
  errors: { "404": ["application/json"], "422": ["application/json"] },
  safe: false,
  idempotent: true
}

/** The types of {@link listSessions}. */
export interface ListSessionsOperation {
  readonly input: ListSessionsInput
  readonly success: ListSessionsSuccess
  readonly error: ListSessionsError
}

/** What {@link listSessions} takes. */
export interface ListSessionsInput {
  readonly query?: {
    /**
     * How many items a page holds, 1 to 100. 10 when left out.
     * @default 10
     */
    readonly pageSize?: number
    /**
     * Which page, counted from 1. The first when left out.
     * @default 1
     */
    readonly pageNumber?: number
    /** Only sessions with this status. `active` shows what counts against the plan's limit. */
    readonly filterBy?: SessionStatus | null
  }
}

/** What {@link listSessions} gives. */
export type ListSessionsSuccess = SessionListResponse

/** How {@link listSessions} fails, by status. */
export type ListSessionsError = { readonly status: 422; readonly body: HTTPValidationError }

/**
 * List sessions, page by page.
 *
 * Items do not carry the session's tasks; `getSession` does.
 */
export const listSessions: Operation<ListSessionsOperation> = {
  id: "listSessions",
  method: "GET",
  path: "/sessions",
  parameters: [{ name: "pageSize", in: "query" }, { name: "pageNumber", in: "query" }, { name: "filterBy", in: "query" }],
  ok: { "200": ["application/json"] },
  errors: { "422": ["application/json"] },
  safe: true,
  idempotent: true,
  pagination: { items: "items", max: 100, page: "pageNumber", size: "pageSize", total: "totalItems" }
}

/** The types of {@link createSession}. */
export interface CreateSessionOperation {
  readonly input: CreateSessionInput
  readonly success: CreateSessionSuccess
  readonly error: CreateSessionError
}

/** What {@link createSession} takes. */
export interface CreateSessionInput {
  /** How the session is to be. Everything can be left out. */
  readonly body?: CreateSessionRequest
}

/** What {@link createSession} gives. */
export type CreateSessionSuccess = SessionItemView

/** How {@link createSession} fails, by status. */
export type CreateSessionError =
  | { readonly status: 402; readonly body: undefined }
  | { readonly status: 404; readonly body: ProfileNotFoundError }
  | { readonly status: 422; readonly body: ValidationError }
  | { readonly status: 429; readonly body: TooManyConcurrentActiveSessionsError }

/**
 * Open a session.
 *
 * A session of one's own stays open between tasks, so that they share one browser and, if wanted, memory. It
 * counts against the plan's limit until it is stopped, so stop it when done. A second call opens a second
 * session.
 */
export const createSession: Operation<CreateSessionOperation> = {
  id: "createSession",
  method: "POST",
  path: "/sessions",
  parameters: [],
  request: { required: false, media: ["application/json"] },
  ok: { "201": ["application/json"] },
  errors: { "402": [], "404": ["application/json"], "422": ["application/json"], "429": ["application/json"] },
  safe: false,
  idempotent: false
}

/** The types of {@link getSession}. */
export interface GetSessionOperation {
  readonly input: GetSessionInput
  readonly success: GetSessionSuccess
  readonly error: GetSessionError
}

/** What {@link getSession} takes. */
export interface GetSessionInput {
  readonly path: {
    /** Id of the session. */
    readonly session_id: string
  }
}

/** What {@link getSession} gives. */
export type GetSessionSuccess = SessionView

/** How {@link getSession} fails, by status. */
export type GetSessionError =
  | { readonly status: 404; readonly body: SessionNotFoundError }
  | { readonly status: 422; readonly body: HTTPValidationError }

/**
 * Read a session with its tasks.
 *
 * Carries the address for watching the browser live, and the tasks that ran in the session.
 */
export const getSession: Operation<GetSessionOperation> = {
  id: "getSession",
  method: "GET",
  path: "/sessions/{session_id}",
  parameters: [{ name: "session_id", in: "path", required: true }],
  ok: { "200": ["application/json"] },
  errors: { "404": ["application/json"], "422": ["application/json"] },
  safe: true,
  idempotent: true
}

/** The types of {@link deleteSession}. */
export interface DeleteSessionOperation {
  readonly input: DeleteSessionInput
  readonly success: DeleteSessionSuccess
  readonly error: DeleteSessionError
}

/** What {@link deleteSession} takes. */
export interface DeleteSessionInput {
  readonly path: {
    /** Id of the session. */
    readonly session_id: string
  }
}

/** What {@link deleteSession} gives. */
export type DeleteSessionSuccess = void

/** How {@link deleteSession} fails, by status. */
export type DeleteSessionError =
  | { readonly status: 404; readonly body: SessionNotFoundError }
  | { readonly status: 422; readonly body: HTTPValidationError }

/**
 * Delete a session.
 *
 * What belongs to the session goes with it and can no longer be read.
 */
export const deleteSession: Operation<DeleteSessionOperation> = {
  id: "deleteSession",
  method: "DELETE",
  path: "/sessions/{session_id}",
  parameters: [{ name: "session_id", in: "path", required: true }],
  ok: { "204": [] },
  errors: { "404": ["application/json"], "422": ["application/json"] },
  safe: false,
  idempotent: true
}

/** The types of {@link updateSession}. */
export interface UpdateSessionOperation {
  readonly input: UpdateSessionInput
  readonly success: UpdateSessionSuccess
  readonly error: UpdateSessionError
}

/** What {@link updateSession} takes. */
export interface UpdateSessionInput {
  readonly path: {
    /** Id of the session. */
    readonly session_id: string
  }
  /** What to do with the session. */
  readonly body: UpdateSessionRequest
}

/** What {@link updateSession} gives. */
export type UpdateSessionSuccess = SessionView

/** How {@link updateSession} fails, by status. */
export type UpdateSessionError =
  | { readonly status: 404; readonly body: SessionNotFoundError }
  | { readonly status: 422; readonly body: ValidationError }

/**
 * Stop a session.
 *
 * Stops every task in it and closes its browser. A stopped session cannot be opened again. Stopping it twice
 * changes nothing.
 */
export const updateSession: Operation<UpdateSessionOperation> = {
  id: "updateSession",
  method: "PATCH",
  path: "/sessions/{session_id}",
  parameters: [{ name: "session_id", in: "path", required: true }],
  request: { required: true, media: ["application/json"] },
  ok: { "200": ["application/json"] },
  errors: { "404": ["application/json"], "422": ["application/json"] },
  safe: false,
  idempotent: true
}

/** The types of {@link getSessionPublicShare}. */
export interface GetSessionPublicShareOperation {
  readonly input: GetSessionPublicShareInput
  readonly success: GetSessionPublicShareSuccess
  readonly error: GetSessionPublicShareError
}

/** What {@link getSessionPublicShare} takes. */
export interface GetSessionPublicShareInput {
  readonly path: {
    /** Id of the session. */
    readonly session_id: string
  }
}

/** What {@link getSessionPublicShare} gives. */
export type GetSessionPublicShareSuccess = ShareView

/** How {@link getSessionPublicShare} fails, by status. */
export type GetSessionPublicShareError =
  | { readonly status: 404; readonly body: SessionNotFoundError | ShareNotFoundError }
  | { readonly status: 422; readonly body: HTTPValidationError }

/**
 * Read the public share of a session.
 *
 * Anyone with the share's address can look at the session without a key.
 */
export const getSessionPublicShare: Operation<GetSessionPublicShareOperation> = {
  id: "getSessionPublicShare",
  method: "GET",
  path: "/sessions/{session_id}/public-share",
  parameters: [{ name: "session_id", in: "path", required: true }],
  ok: { "200": ["application/json"] },
  errors: { "404": ["application/json"], "422": ["application/json"] },
  safe: true,
  idempotent: true
}

/** The types of {@link createSessionPublicShare}. */
export interface CreateSessionPublicShareOperation {
  readonly input: CreateSessionPublicShareInput
  readonly success: CreateSessionPublicShareSuccess
  readonly error: CreateSessionPublicShareError
}

/** What {@link createSessionPublicShare} takes. */
export interface CreateSessionPublicShareInput {
  readonly path: {
    /** Id of the session. */
    readonly session_id: string
  }
}

/** What {@link createSessionPublicShare} gives. */
export type CreateSessionPublicShareSuccess = ShareView

/** How {@link createSessionPublicShare} fails, by status. */
export type CreateSessionPublicShareError =
  | { readonly status: 404; readonly body: SessionNotFoundError }
  | { readonly status: 422; readonly body: HTTPValidationError }

/**
 * Share a session publicly.
 *
 * Makes an address at which anyone can look at the session without a key, until the share is deleted.
 */
export const createSessionPublicShare: Operation<CreateSessionPublicShareOperation> = {
  id: "createSessionPublicShare",
  method: "POST",
  path: "/sessions/{session_id}/public-share",
  parameters: [{ name: "session_id", in: "path", required: true }],
  ok: { "201": ["application/json"] },
  errors: { "404": ["application/json"], "422": ["application/json"] },
  safe: false,
  idempotent: false
}

/** The types of {@link deleteSessionPublicShare}. */
export interface DeleteSessionPublicShareOperation {
  readonly input: DeleteSessionPublicShareInput
  readonly success: DeleteSessionPublicShareSuccess
  readonly error: DeleteSessionPublicShareError
}

/** What {@link deleteSessionPublicShare} takes. */
export interface DeleteSessionPublicShareInput {
  readonly path: {
    /** Id of the session. */
    readonly session_id: string
  }
}

/** What {@link deleteSessionPublicShare} gives. */
export type DeleteSessionPublicShareSuccess = void

/** How {@link deleteSessionPublicShare} fails, by status. */
export type DeleteSessionPublicShareError =
  | { readonly status: 404; readonly body: SessionNotFoundError }
  | { readonly status: 422; readonly body: HTTPValidationError }

/**
 * End the public share of a session.
 *
 * The address stops working. The session itself is not touched.
 */
export const deleteSessionPublicShare: Operation<DeleteSessionPublicShareOperation> = {
  id: "deleteSessionPublicShare",
  method: "DELETE",
  path: "/sessions/{session_id}/public-share",
  parameters: [{ name: "session_id", in: "path", required: true }],
  ok: { "204": [] },
  errors: { "404": ["application/json"], "422": ["application/json"] },
  safe: false,
  idempotent: true
}

/** The types of {@link purgeSession}. */
export interface PurgeSessionOperation {
  readonly input: PurgeSessionInput
  readonly success: PurgeSessionSuccess
  readonly error: PurgeSessionError
}

/** What {@link purgeSession} takes. */
export interface PurgeSessionInput {
  readonly path: {
    /** Id of the session. */
    readonly session_id: string
  }
}

/** What {@link purgeSession} gives. */
export type PurgeSessionSuccess = void

/** How {@link purgeSession} fails, by status. */
export type PurgeSessionError =
  | { readonly status: 403; readonly body: undefined }
  | { readonly status: 404; readonly body: SessionNotFoundError }
  | { readonly status: 422; readonly body: HTTPValidationError }

/**
 * Erase what a session has stored.
 *
 * Only for projects with zero data retention. What is erased cannot be brought back.
 */
export const purgeSession: Operation<PurgeSessionOperation> = {
  id: "purgeSession",
  method: "POST",
  path: "/sessions/{session_id}/purge",
  parameters: [{ name: "session_id", in: "path", required: true }],
  ok: { "204": [] },
  errors: { "403": [], "404": ["application/json"], "422": ["application/json"] },
  safe: false,
  idempotent: true
}

/** The types of {@link listSkills}. */
export interface ListSkillsOperation {
  readonly input: ListSkillsInput
  readonly success: ListSkillsSuccess
  readonly error: ListSkillsError
}

/** What {@link listSkills} takes. */
export interface ListSkillsInput {
  readonly query?: {
    /**
     * How many items a page holds, 1 to 100. 10 when left out.
     * @default 10
     */
    readonly pageSize?: number
    /**
     * Which page, counted from 1. The first when left out.
     * @default 1
     */
    readonly pageNumber?: number
    /** Only skills that are, or are not, public. */
    readonly isPublic?: boolean | null
    /** Only skills that are, or are not, enabled. */
    readonly isEnabled?: boolean | null
    /** Only skills filed under this topic. */
    readonly category?: SkillCategory | null
    /** Only skills that match this text, at most 100 characters. */
    readonly query?: string | null
    /** Only skills from this time or later. */
    readonly fromDate?: string | null
    /** Only skills from this time or earlier. */
    readonly toDate?: string | null
  }
}

/** What {@link listSkills} gives. */
export type ListSkillsSuccess = SkillListResponse

/** How {@link listSkills} fails, by status. */
export type ListSkillsError = { readonly status: 422; readonly body: HTTPValidationError }

/**
 * List the project's skills, page by page.
 *
 * Filters combine: a skill must match all of them.
 */
export const listSkills: Operation<ListSkillsOperation> = {
  id: "listSkills",
  method: "GET",
  path: "/skills",
  parameters: [
    { name: "pageSize", in: "query" },
    { name: "pageNumber", in: "query" },
    { name: "isPublic", in: "query" },
    { name: "isEnabled", in: "query" },
    { name: "category", in: "query" },
    { name: "query", in: "query" },
    { name: "fromDate", in: "query" },
    { name: "toDate", in: "query" }
  ],
  ok: { "200": ["application/json"] },
  errors: { "422": ["application/json"] },
  safe: true,
  idempotent: true,
  pagination: { items: "items", max: 100, page: "pageNumber", size: "pageSize", total: "totalItems" }
}

/** The types of {@link createSkill}. */
export interface CreateSkillOperation {
  readonly input: CreateSkillInput
  readonly success: CreateSkillSuccess
  readonly error: CreateSkillError
}

/** What {@link createSkill} takes. */
export interface CreateSkillInput {
  /** What the skill is for. */
  readonly body: CreateSkillRequest
}

/** What {@link createSkill} gives. */
export type CreateSkillSuccess = CreateSkillResponse

/** How {@link createSkill} fails, by status. */
export type CreateSkillError =
  | { readonly status: 400; readonly body: ConcurrentSkillCreationsError }
  | { readonly status: 402; readonly body: InsufficientCreditsError }
  | { readonly status: 422; readonly body: HTTPValidationError }
  | { readonly status: 429; readonly body: TooManyConcurrentActiveSessionsError }

/**
 * Have a skill made.
 *
 * An agent does the task once, and its way is turned into code that can be executed again without the agent. That
 * takes minutes: read the skill until `status` is `finished`. Only one skill can be in the making at a time.
 */
export const createSkill: Operation<CreateSkillOperation> = {
  id: "createSkill",
  method: "POST",
  path: "/skills",
  parameters: [],
  request: { required: true, media: ["application/json"] },
  ok: { "202": ["application/json"] },
  errors: { "400": ["application/json"], "402": ["application/json"], "422": ["application/json"], "429": ["application/json"] },
  safe: false,
  idempotent: false
}

/** The types of {@link getSkill}. */
export interface GetSkillOperation {
  readonly input: GetSkillInput
  readonly success: GetSkillSuccess
  readonly error: GetSkillError
}

/** What {@link getSkill} takes. */
export interface GetSkillInput {
  readonly path: {
    /** Id of the skill. */
    readonly skill_id: string
  }
}

/** What {@link getSkill} gives. */
export type GetSkillSuccess = SkillResponse

/** How {@link getSkill} fails, by status. */
export type GetSkillError =
  | { readonly status: 404; readonly body: SkillNotFoundError }
  | { readonly status: 422; readonly body: HTTPValidationError }

/**
 * Read a skill.
 *
 * Also the call for following how it is made: see `status`.
 */
export const getSkill: Operation<GetSkillOperation> = {
  id: "getSkill",
  method: "GET",
  path: "/skills/{skill_id}",
  parameters: [{ name: "skill_id", in: "path", required: true }],
  ok: { "200": ["application/json"] },
  errors: { "404": ["application/json"], "422": ["application/json"] },
  safe: true,
  idempotent: true
}

/** The types of {@link deleteSkill}. */
export interface DeleteSkillOperation {
  readonly input: DeleteSkillInput
  readonly success: DeleteSkillSuccess
  readonly error: DeleteSkillError
}

/** What {@link deleteSkill} takes. */
export interface DeleteSkillInput {
  readonly path: {
    /** Id of the skill. */
    readonly skill_id: string
  }
}

/** What {@link deleteSkill} gives. */
export type DeleteSkillSuccess = void

/** How {@link deleteSkill} fails, by status. */
export type DeleteSkillError =
  | { readonly status: 400; readonly body: CannotDeleteSkillWhileGeneratingError }
  | { readonly status: 404; readonly body: SkillNotFoundError }
  | { readonly status: 422; readonly body: HTTPValidationError }

/**
 * Delete a skill.
 *
 * It can no longer be executed or read.
 */
export const deleteSkill: Operation<DeleteSkillOperation> = {
  id: "deleteSkill",
  method: "DELETE",
  path: "/skills/{skill_id}",
  parameters: [{ name: "skill_id", in: "path", required: true }],
  ok: { "204": [] },
  errors: { "400": ["application/json"], "404": ["application/json"], "422": ["application/json"] },
  safe: false,
  idempotent: true
}

/** The types of {@link updateSkill}. */
export interface UpdateSkillOperation {
  readonly input: UpdateSkillInput
  readonly success: UpdateSkillSuccess
  readonly error: UpdateSkillError
}

/** What {@link updateSkill} takes. */
export interface UpdateSkillInput {
  readonly path: {
    /** Id of the skill. */
    readonly skill_id: string
  }
  /** The fields to change. */
  readonly body: UpdateSkillRequest
}

/** What {@link updateSkill} gives. */
export type UpdateSkillSuccess = SkillResponse

/** How {@link updateSkill} fails, by status. */
export type UpdateSkillError =
  | { readonly status: 403; readonly body: EnabledSkillsLimitExceededError }
  | { readonly status: 404; readonly body: SkillNotFoundError }
  | { readonly status: 422; readonly body: HTTPValidationError }

/**
 * Change how a skill is presented, or whether it is enabled.
 *
 * Only fields that are sent change. What the skill does is changed by `refineSkill`.
 */
export const updateSkill: Operation<UpdateSkillOperation> = {
  id: "updateSkill",
  method: "PATCH",
  path: "/skills/{skill_id}",
  parameters: [{ name: "skill_id", in: "path", required: true }],
  request: { required: true, media: ["application/json"] },
  ok: { "200": ["application/json"] },
  errors: { "403": ["application/json"], "404": ["application/json"], "422": ["application/json"] },
  safe: false,
  idempotent: true
}

/** The types of {@link cancelSkillGeneration}. */
export interface CancelSkillGenerationOperation {
  readonly input: CancelSkillGenerationInput
  readonly success: CancelSkillGenerationSuccess
  readonly error: CancelSkillGenerationError
}

/** What {@link cancelSkillGeneration} takes. */
export interface CancelSkillGenerationInput {
  readonly path: {
    /** Id of the skill. */
    readonly skill_id: string
  }
}

/** What {@link cancelSkillGeneration} gives. */
export type CancelSkillGenerationSuccess = SkillResponse

/** How {@link cancelSkillGeneration} fails, by status. */
export type CancelSkillGenerationError =
  | { readonly status: 400; readonly body: GenerationNotCancellableError }
  | { readonly status: 404; readonly body: SkillNotFoundError }
  | { readonly status: 422; readonly body: HTTPValidationError }

/**
 * Cancel the making of a skill.
 *
 * Works only while the skill is in the making. A repeat after success is refused with 400.
 */
export const cancelSkillGeneration: Operation<CancelSkillGenerationOperation> = {
  id: "cancelSkillGeneration",
  method: "POST",
  path: "/skills/{skill_id}/cancel",
  parameters: [{ name: "skill_id", in: "path", required: true }],
  ok: { "200": ["application/json"] },
  errors: { "400": ["application/json"], "404": ["application/json"], "422": ["application/json"] },
  safe: false,
  idempotent: false
}

/** The types of {@link executeSkill}. */
export interface ExecuteSkillOperation {
  readonly input: ExecuteSkillInput
  readonly success: ExecuteSkillSuccess
  readonly error: ExecuteSkillError
}

/** What {@link executeSkill} takes. */
export interface ExecuteSkillInput {
  readonly path: {
    /** Id of the skill. */
    readonly skill_id: string
  }
  /** Values for the skill's parameters. */
  readonly body: ExecuteSkillRequest
}

/** What {@link executeSkill} gives. */
export type ExecuteSkillSuccess = ExecuteSkillResponse

/** How {@link executeSkill} fails, by status. */
export type ExecuteSkillError =
  | { readonly status: 400; readonly body: SkillNotFinishedError }
  | { readonly status: 402; readonly body: InsufficientCreditsError }
  | { readonly status: 404; readonly body: SkillNotFoundError }
  | { readonly status: 422; readonly body: HTTPValidationError }
  | { readonly status: 429; readonly body: TooManyConcurrentActiveSessionsError }

/**
 * Execute a skill.
 *
 * Runs the skill's code and answers when it is done, so it can take long: allow a longer timeout than for other
 * calls. A skill that went wrong answers 200 with `success` false. A second call runs and bills it again.
 */
export const executeSkill: Operation<ExecuteSkillOperation> = {
  id: "executeSkill",
  method: "POST",
  path: "/skills/{skill_id}/execute",
  parameters: [{ name: "skill_id", in: "path", required: true }],
  request: { required: true, media: ["application/json"] },
  ok: { "200": ["application/json"] },
  errors: {
    "400": ["application/json"],
    "402": ["application/json"],
    "404": ["application/json"],
    "422": ["application/json"],
    "429": ["application/json"]
  },
  safe: false,
  idempotent: false
}

/** The types of {@link listSkillExecutions}. */
export interface ListSkillExecutionsOperation {
  readonly input: ListSkillExecutionsInput
  readonly success: ListSkillExecutionsSuccess
  readonly error: ListSkillExecutionsError
}

/** What {@link listSkillExecutions} takes. */
export interface ListSkillExecutionsInput {
  readonly path: {
    /** Id of the skill. */
    readonly skill_id: string
  }
  readonly query?: {
    /**
     * How many items a page holds, 1 to 100. 10 when left out.
     * @default 10
     */
    readonly pageSize?: number
    /**
     * Which page, counted from 1. The first when left out.
     * @default 1
     */
    readonly pageNumber?: number
  }
}

/** What {@link listSkillExecutions} gives. */
export type ListSkillExecutionsSuccess = SkillExecutionListResponse

/** How {@link listSkillExecutions} fails, by status. */
export type ListSkillExecutionsError =
  | { readonly status: 404; readonly body: SkillNotFoundError }
  | { readonly status: 422; readonly body: HTTPValidationError }

/**
 * List the executions of a skill, page by page.
 *
 * Carries times and success; `getSkillExecutionOutput` has the output.
 */
export const listSkillExecutions: Operation<ListSkillExecutionsOperation> = {
  id: "listSkillExecutions",
  method: "GET",
  path: "/skills/{skill_id}/executions",
  parameters: [
    { name: "skill_id", in: "path", required: true },
    { name: "pageSize", in: "query" },
    { name: "pageNumber", in: "query" }
  ],
  ok: { "200": ["application/json"] },
  errors: { "404": ["application/json"], "422": ["application/json"] },
  safe: true,
  idempotent: true,
  pagination: { items: "items", max: 100, page: "pageNumber", size: "pageSize", total: "totalItems" }
}

/** The types of {@link getSkillExecutionOutput}. */
export interface GetSkillExecutionOutputOperation {
  readonly input: GetSkillExecutionOutputInput
  readonly success: GetSkillExecutionOutputSuccess
  readonly error: GetSkillExecutionOutputError
}

/** What {@link getSkillExecutionOutput} takes. */
export interface GetSkillExecutionOutputInput {
  readonly path: {
    /** Id of the skill. */
    readonly skill_id: string
    /** Id of the execution, from the list of executions. */
    readonly execution_id: string
  }
}

/** What {@link getSkillExecutionOutput} gives. */
export type GetSkillExecutionOutputSuccess = SkillExecutionOutputResponse

/** How {@link getSkillExecutionOutput} fails, by status. */
export type GetSkillExecutionOutputError =
  | { readonly status: 404; readonly body: SkillNotFoundError }
  | { readonly status: 422; readonly body: HTTPValidationError }

/**
 * Get the address of an execution's output.
 *
 * There is one only where `hasOutput` is true. The address is signed and expires; send no API key to it.
 */
export const getSkillExecutionOutput: Operation<GetSkillExecutionOutputOperation> = {
  id: "getSkillExecutionOutput",
  method: "GET",
  path: "/skills/{skill_id}/executions/{execution_id}/output",
  parameters: [{ name: "skill_id", in: "path", required: true }, { name: "execution_id", in: "path", required: true }],
  ok: { "200": ["application/json"] },
  errors: { "404": ["application/json"], "422": ["application/json"] },
  safe: true,
  idempotent: true
}

/** The types of {@link refineSkill}. */
export interface RefineSkillOperation {
  readonly input: RefineSkillInput
  readonly success: RefineSkillSuccess
  readonly error: RefineSkillError
}

/** What {@link refineSkill} takes. */
export interface RefineSkillInput {
  readonly path: {
    /** Id of the skill. */
    readonly skill_id: string
  }
  /** What is to be better. */
  readonly body: RefineSkillRequest
}

/** What {@link refineSkill} gives. */
export type RefineSkillSuccess = RefineSkillResponse

/** How {@link refineSkill} fails, by status. */
export type RefineSkillError =
  | { readonly status: 400; readonly body: SkillNotFinishedError }
  | { readonly status: 404; readonly body: SkillNotFoundError }
  | { readonly status: 422; readonly body: HTTPValidationError }
  | { readonly status: 429; readonly body: TooManyConcurrentActiveSessionsError }

/**
 * Have a skill improved.
 *
 * Makes a new version from feedback. As with `createSkill` it takes a while: read the skill until `status` is
 * `finished`.
 */
export const refineSkill: Operation<RefineSkillOperation> = {
  id: "refineSkill",
  method: "POST",
  path: "/skills/{skill_id}/refine",
  parameters: [{ name: "skill_id", in: "path", required: true }],
  request: { required: true, media: ["application/json"] },
  ok: { "202": ["application/json"] },
  errors: { "400": ["application/json"], "404": ["application/json"], "422": ["application/json"], "429": ["application/json"] },
  safe: false,
  idempotent: false
}

/** The types of {@link rollbackSkill}. */
export interface RollbackSkillOperation {
  readonly input: RollbackSkillInput
  readonly success: RollbackSkillSuccess
  readonly error: RollbackSkillError
}

/** What {@link rollbackSkill} takes. */
export interface RollbackSkillInput {
  readonly path: {
    /** Id of the skill. */
    readonly skill_id: string
  }
}

/** What {@link rollbackSkill} gives. */
export type RollbackSkillSuccess = SkillResponse

/** How {@link rollbackSkill} fails, by status. */
export type RollbackSkillError =
  | { readonly status: 400; readonly body: CannotRollbackPublicSkillError }
  | { readonly status: 404; readonly body: SkillNotFoundError }
  | { readonly status: 422; readonly body: HTTPValidationError }

/**
 * Go back to the version before the current one.
 *
 * A second call may go back once more.
 */
export const rollbackSkill: Operation<RollbackSkillOperation> = {
  id: "rollbackSkill",
  method: "POST",
  path: "/skills/{skill_id}/rollback",
  parameters: [{ name: "skill_id", in: "path", required: true }],
  ok: { "200": ["application/json"] },
  errors: { "400": ["application/json"], "404": ["application/json"], "422": ["application/json"] },
  safe: false,
  idempotent: false
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
    /**
     * How many items a page holds, 1 to 100. 10 when left out.
     * @default 10
     */
    readonly pageSize?: number
    /**
     * Which page, counted from 1. The first when left out.
     * @default 1
     */
    readonly pageNumber?: number
    /** Only tasks of this session. */
    readonly sessionId?: string | null
    /** Only tasks with this status. */
    readonly filterBy?: TaskStatus | null
    /** Only tasks created after this time. */
    readonly after?: string | null
    /** Only tasks created before this time. */
    readonly before?: string | null
  }
}

/** What {@link listTasks} gives. */
export type ListTasksSuccess = TaskListResponse

/** How {@link listTasks} fails, by status. */
export type ListTasksError = { readonly status: 422; readonly body: HTTPValidationError }

/**
 * List tasks, page by page.
 *
 * Filters combine: a task must match all of them. Items have no steps and no files; `getTask` has. To find out
 * whether a create call whose answer was lost took effect, list the tasks created since and compare `metadata`,
 * which is not a filter itself.
 */
export const listTasks: Operation<ListTasksOperation> = {
  id: "listTasks",
  method: "GET",
  path: "/tasks",
  parameters: [
    { name: "pageSize", in: "query" },
    { name: "pageNumber", in: "query" },
    { name: "sessionId", in: "query" },
    { name: "filterBy", in: "query" },
    { name: "after", in: "query" },
    { name: "before", in: "query" }
  ],
  ok: { "200": ["application/json"] },
  errors: { "422": ["application/json"] },
  safe: true,
  idempotent: true,
  pagination: { items: "items", max: 100, page: "pageNumber", size: "pageSize", total: "totalItems" }
}

/** The types of {@link createTask}. */
export interface CreateTaskOperation {
  readonly input: CreateTaskInput
  readonly success: CreateTaskSuccess
  readonly error: CreateTaskError
}

/** What {@link createTask} takes. */
export interface CreateTaskInput {
  /** What to do, and how. */
  readonly body: CreateTaskRequest
}

/** What {@link createTask} gives. */
export type CreateTaskSuccess = TaskCreatedResponse

/** How {@link createTask} fails, by status. */
export type CreateTaskError =
  | { readonly status: 400; readonly body: SessionStoppedError | SessionHasRunningTaskError }
  | { readonly status: 404; readonly body: SessionNotFoundError }
  | { readonly status: 422; readonly body: ValidationError }
  | { readonly status: 429; readonly body: TooManyConcurrentActiveSessionsError }

/**
 * Start a task.
 *
 * Answers as soon as the task is accepted; it then runs on its own, in the session given or in a new one that
 * closes when the task ends. There is no idempotency key: a second call starts and bills a second task, also when
 * the answer to the first was lost. Besides the declared errors, 401 (wrong key) and 402 (no credit) must be
 * expected.
 */
export const createTask: Operation<CreateTaskOperation> = {
  id: "createTask",
  method: "POST",
  path: "/tasks",
  parameters: [],
  request: { required: true, media: ["application/json"] },
  ok: { "202": ["application/json"] },
  errors: { "400": ["application/json"], "404": ["application/json"], "422": ["application/json"], "429": ["application/json"] },
  safe: false,
  idempotent: false
}

/** The types of {@link getTask}. */
export interface GetTaskOperation {
  readonly input: GetTaskInput
  readonly success: GetTaskSuccess
  readonly error: GetTaskError
}

/** What {@link getTask} takes. */
export interface GetTaskInput {
  readonly path: {
    /** Id of the task. */
    readonly task_id: string
  }
}

/** What {@link getTask} gives. */
export type GetTaskSuccess = TaskView

/** How {@link getTask} fails, by status. */
export type GetTaskError =
  | { readonly status: 404; readonly body: TaskNotFoundError }
  | { readonly status: 422; readonly body: HTTPValidationError }

/**
 * Read a task with its steps, output and files.
 *
 * The whole state, which grows with every step. For polling, `getTaskStatus` is much lighter.
 */
export const getTask: Operation<GetTaskOperation> = {
  id: "getTask",
  method: "GET",
  path: "/tasks/{task_id}",
  parameters: [{ name: "task_id", in: "path", required: true }],
  ok: { "200": ["application/json"] },
  errors: { "404": ["application/json"], "422": ["application/json"] },
  safe: true,
  idempotent: true
}

/** The types of {@link updateTask}. */
export interface UpdateTaskOperation {
  readonly input: UpdateTaskInput
  readonly success: UpdateTaskSuccess
  readonly error: UpdateTaskError
}

/** What {@link updateTask} takes. */
export interface UpdateTaskInput {
  readonly path: {
    /** Id of the task. */
    readonly task_id: string
  }
  /** What to stop. */
  readonly body: UpdateTaskRequest
}

/** What {@link updateTask} gives. */
export type UpdateTaskSuccess = TaskView

/** How {@link updateTask} fails, by status. */
export type UpdateTaskError =
  | { readonly status: 404; readonly body: TaskNotFoundError }
  | { readonly status: 422; readonly body: ValidationError }

/**
 * Stop a task, or the task and its session.
 *
 * Both actions are final: a stopped task cannot be resumed, and there is no pause. Stopping a task that has
 * stopped already changes nothing.
 */
export const updateTask: Operation<UpdateTaskOperation> = {
  id: "updateTask",
  method: "PATCH",
  path: "/tasks/{task_id}",
  parameters: [{ name: "task_id", in: "path", required: true }],
  request: { required: true, media: ["application/json"] },
  ok: { "200": ["application/json"] },
  errors: { "404": ["application/json"], "422": ["application/json"] },
  safe: false,
  idempotent: true
}

/** The types of {@link getTaskLogs}. */
export interface GetTaskLogsOperation {
  readonly input: GetTaskLogsInput
  readonly success: GetTaskLogsSuccess
  readonly error: GetTaskLogsError
}

/** What {@link getTaskLogs} takes. */
export interface GetTaskLogsInput {
  readonly path: {
    /** Id of the task. */
    readonly task_id: string
  }
}

/** What {@link getTaskLogs} gives. */
export type GetTaskLogsSuccess = TaskLogFileResponse

/** How {@link getTaskLogs} fails, by status. */
export type GetTaskLogsError =
  | { readonly status: 404; readonly body: TaskNotFoundError }
  | { readonly status: 422; readonly body: HTTPValidationError }
  | { readonly status: 500; readonly body: DownloadUrlGenerationError }

/**
 * Get the address of a task's log.
 *
 * The log is the only account of why a task has failed. The address is signed and expires: ask again when it is
 * refused, and send no API key to it.
 */
export const getTaskLogs: Operation<GetTaskLogsOperation> = {
  id: "getTaskLogs",
  method: "GET",
  path: "/tasks/{task_id}/logs",
  parameters: [{ name: "task_id", in: "path", required: true }],
  ok: { "200": ["application/json"] },
  errors: { "404": ["application/json"], "422": ["application/json"], "500": ["application/json"] },
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
  readonly path: {
    /** Id of the task. */
    readonly task_id: string
  }
}

/** What {@link getTaskStatus} gives. */
export type GetTaskStatusSuccess = TaskStatusView

/** How {@link getTaskStatus} fails, by status. */
export type GetTaskStatusError =
  | { readonly status: 404; readonly body: TaskNotFoundError }
  | { readonly status: 422; readonly body: HTTPValidationError }

/**
 * Read only where a task stands.
 *
 * The light call for polling: status, result and price, without steps. The status is terminal when it is
 * `finished`, `failed` or `stopped`.
 */
export const getTaskStatus: Operation<GetTaskStatusOperation> = {
  id: "getTaskStatus",
  method: "GET",
  path: "/tasks/{task_id}/status",
  parameters: [{ name: "task_id", in: "path", required: true }],
  ok: { "200": ["application/json"] },
  errors: { "404": ["application/json"], "422": ["application/json"] },
  safe: true,
  idempotent: true
}
