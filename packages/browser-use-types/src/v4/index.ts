// Generated from specs/browser-use/v4.yaml by errand's codegen. Do not edit.
import type { components } from "./raw.ts"

export type CustomProxy = components["schemas"]["CustomProxy"]

export type HTTPValidationError = components["schemas"]["HTTPValidationError"]

export type InlineSecretSource = components["schemas"]["InlineSecretSource"]

/** Every value of `type` in {@link InlineSecretSource}. */
export const InlineSecretSourceTypeValues = ["inline"] as const

export type OnePasswordSecretSource = components["schemas"]["OnePasswordSecretSource"]

/** Every value of `type` in {@link OnePasswordSecretSource}. */
export const OnePasswordSecretSourceTypeValues = ["onepassword"] as const

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
  "ci",
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

export type QueueListResponse = components["schemas"]["QueueListResponse"]

export type QueueMessageRequest = components["schemas"]["QueueMessageRequest"]

export type QueuedMessage = components["schemas"]["QueuedMessage"]

/** Every value of `mode` in {@link QueuedMessage}. */
export const QueuedMessageModeValues = ["queue", "interrupt"] as const

/** Every value of `status` in {@link QueuedMessage}. */
export const QueuedMessageStatusValues = ["pending", "dispatching", "consumed", "cancelled", "superseded", "failed"] as const

export type RunAttachment = components["schemas"]["RunAttachment"]

/** Every value of `status` in {@link RunAttachment}. */
export const RunAttachmentStatusValues = ["pending", "uploaded"] as const

export type RunAttachmentsResponse = components["schemas"]["RunAttachmentsResponse"]

export type RunBrowserSettings = components["schemas"]["RunBrowserSettings"]

export type RunCreateRequest = components["schemas"]["RunCreateRequest"]

/** Every value of `model` in {@link RunCreateRequest} that is known; the provider keeps adding some. */
export const RunCreateRequestModelValues = [
  "glm-5.2",
  "grok-4.5",
  "grok-4.6",
  "glm-5.3-flash",
  "deepseek-v4-flash-vision",
  "kimi-k3",
  "minimax-m3",
  "claude-opus-4.7",
  "claude-opus-4.8",
  "claude-opus-5",
  "claude-fable-5",
  "claude-sonnet-5",
  "gpt-5.5",
  "gpt-5.6",
  "gpt-5.6-sol",
  "gpt-5.6-terra",
  "gpt-5.6-luna",
  "gemini-3.6-flash",
  "gemini-3.5-flash",
  "gemini-3.1-pro",
  "gemini-3-flash"
] as const

export type RunCreateResponse = components["schemas"]["RunCreateResponse"]

/** Every value of `status` in {@link RunCreateResponse}. */
export const RunCreateResponseStatusValues = ["queued", "dispatching", "running", "completed", "failed", "cancelled"] as const

export type RunEvent = components["schemas"]["RunEvent"]

export type RunEventsResponse = components["schemas"]["RunEventsResponse"]

export type RunJudgeSettings = components["schemas"]["RunJudgeSettings"]

export type RunListResponse = components["schemas"]["RunListResponse"]

export type RunStatusResponse = components["schemas"]["RunStatusResponse"]

/** Every value of `status` in {@link RunStatusResponse}. */
export const RunStatusResponseStatusValues = ["queued", "dispatching", "running", "completed", "failed", "cancelled"] as const

export type RunSummary = components["schemas"]["RunSummary"]

/** Every value of `status` in {@link RunSummary}. */
export const RunSummaryStatusValues = ["queued", "dispatching", "running", "completed", "failed", "cancelled"] as const

export type SecretBinding = components["schemas"]["SecretBinding"]

export type SessionInfo = components["schemas"]["SessionInfo"]

/** Every value of `status` in {@link SessionInfo}. */
export const SessionInfoStatusValues = ["queued", "dispatching", "running", "completed", "failed", "cancelled"] as const

export type SteeringCutoff = components["schemas"]["SteeringCutoff"]

export type ValidationError = components["schemas"]["ValidationError"]

export type WorkspaceCreateRequest = components["schemas"]["WorkspaceCreateRequest"]

export type WorkspaceFileInfo = components["schemas"]["WorkspaceFileInfo"]

export type WorkspaceFileListResponse = components["schemas"]["WorkspaceFileListResponse"]

export type WorkspaceFileUploadItem = components["schemas"]["WorkspaceFileUploadItem"]

export type WorkspaceFileUploadRequest = components["schemas"]["WorkspaceFileUploadRequest"]

export type WorkspaceFileUploadResponse = components["schemas"]["WorkspaceFileUploadResponse"]

export type WorkspaceFileUploadResponseItem = components["schemas"]["WorkspaceFileUploadResponseItem"]

export type WorkspaceInfo = components["schemas"]["WorkspaceInfo"]

export type WorkspaceSizeInfo = components["schemas"]["WorkspaceSizeInfo"]

export type WorkspaceUpdateRequest = components["schemas"]["WorkspaceUpdateRequest"]

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
     * How many runs a page holds. 50 when left out.
     * @default 50
     */
    readonly limit?: number
    /** Where the page begins: `nextCursor` of the page before it. */
    readonly cursor?: string | null
    /** Only runs of this session. */
    readonly sessionId?: string | null
  }
}

/** What {@link listRuns} gives. */
export type ListRunsSuccess = RunListResponse

/** How {@link listRuns} fails, by status. */
export type ListRunsError =
  | { readonly status: 400; readonly body: undefined }
  | { readonly status: 403; readonly body: undefined }
  | { readonly status: 422; readonly body: HTTPValidationError }

/**
 * List runs, page by page.
 *
 * Pages go by `nextCursor`, which is passed as `cursor` of the next call; there are no page numbers. The only
 * filter is `sessionId`.
 */
export const listRuns: Operation<ListRunsOperation> = {
  id: "listRuns",
  method: "GET",
  path: "/runs",
  parameters: [{ name: "limit", in: "query" }, { name: "cursor", in: "query" }, { name: "sessionId", in: "query" }],
  ok: { "200": ["application/json"] },
  errors: { "400": [], "403": [], "422": ["application/json"] },
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
  /** What to do, and how. */
  readonly body: RunCreateRequest
}

/** What {@link createRun} gives. */
export type CreateRunSuccess = RunCreateResponse

/** How {@link createRun} fails, by status. */
export type CreateRunError =
  | { readonly status: 400; readonly body: undefined }
  | { readonly status: 402; readonly body: undefined }
  | { readonly status: 403; readonly body: undefined }
  | { readonly status: 404; readonly body: undefined }
  | { readonly status: 409; readonly body: undefined }
  | { readonly status: 422; readonly body: HTTPValidationError }

/**
 * Start a run.
 *
 * Answers as soon as the run is accepted; it then works on its own. Without `sessionId` a new session is made,
 * without `workspaceId` a new workspace. There is no idempotency key: a second call starts and bills a second
 * run.
 */
export const createRun: Operation<CreateRunOperation> = {
  id: "createRun",
  method: "POST",
  path: "/runs",
  parameters: [],
  request: { required: true, media: ["application/json"] },
  ok: { "200": ["application/json"] },
  errors: { "400": [], "402": [], "403": [], "404": [], "409": [], "422": ["application/json"] },
  safe: false,
  idempotent: false
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
export type GetRunSuccess = RunSummary

/** How {@link getRun} fails, by status. */
export type GetRunError =
  | { readonly status: 403; readonly body: undefined }
  | { readonly status: 404; readonly body: undefined }
  | { readonly status: 422; readonly body: HTTPValidationError }

/**
 * Read a run with its result and cost.
 *
 * `result` is text. `judgement` stays null until the judge has answered, which is after the end of the run. The
 * link to watch the browser is not here: it comes with the event `browser.ready`.
 */
export const getRun: Operation<GetRunOperation> = {
  id: "getRun",
  method: "GET",
  path: "/runs/{run_id}",
  parameters: [{ name: "run_id", in: "path", required: true }],
  ok: { "200": ["application/json"] },
  errors: { "403": [], "404": [], "422": ["application/json"] },
  safe: true,
  idempotent: true
}

/** The types of {@link listRunAttachments}. */
export interface ListRunAttachmentsOperation {
  readonly input: ListRunAttachmentsInput
  readonly success: ListRunAttachmentsSuccess
  readonly error: ListRunAttachmentsError
}

/** What {@link listRunAttachments} takes. */
export interface ListRunAttachmentsInput {
  readonly path: {
    readonly run_id: string
  }
}

/** What {@link listRunAttachments} gives. */
export type ListRunAttachmentsSuccess = RunAttachmentsResponse

/** How {@link listRunAttachments} fails, by status. */
export type ListRunAttachmentsError =
  | { readonly status: 403; readonly body: undefined }
  | { readonly status: 404; readonly body: undefined }
  | { readonly status: 422; readonly body: HTTPValidationError }

/** List the files that were attached to a run. */
export const listRunAttachments: Operation<ListRunAttachmentsOperation> = {
  id: "listRunAttachments",
  method: "GET",
  path: "/runs/{run_id}/attachments",
  parameters: [{ name: "run_id", in: "path", required: true }],
  ok: { "200": ["application/json"] },
  errors: { "403": [], "404": [], "422": ["application/json"] },
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
export type CancelRunSuccess = RunSummary

/** How {@link cancelRun} fails, by status. */
export type CancelRunError =
  | { readonly status: 403; readonly body: undefined }
  | { readonly status: 404; readonly body: undefined }
  | { readonly status: 422; readonly body: HTTPValidationError }
  | { readonly status: 502; readonly body: undefined }

/**
 * Cancel a run.
 *
 * Gives the run as it stands. A step that has begun may still be worked to its end. Cancelling a run that is over
 * changes nothing.
 */
export const cancelRun: Operation<CancelRunOperation> = {
  id: "cancelRun",
  method: "POST",
  path: "/runs/{run_id}/cancel",
  parameters: [{ name: "run_id", in: "path", required: true }],
  ok: { "200": ["application/json"] },
  errors: { "403": [], "404": [], "422": ["application/json"], "502": [] },
  safe: false,
  idempotent: true
}

/** The types of {@link listRunEvents}. */
export interface ListRunEventsOperation {
  readonly input: ListRunEventsInput
  readonly success: ListRunEventsSuccess
  readonly error: ListRunEventsError
}

/** What {@link listRunEvents} takes. */
export interface ListRunEventsInput {
  readonly path: {
    readonly run_id: string
  }
  readonly query?: {
    /**
     * How many events an answer holds at most. 200 when left out.
     * @default 200
     */
    readonly limit?: number
    /**
     * The id of the last event that is known; only later ones come. 0, the default, reads from the start.
     * @default 0
     */
    readonly after?: number
    /**
     * Whether events carry the output of the agent's steps, which can be long. They do when left out.
     * @default true
     */
    readonly include_output?: boolean
  }
}

/** What {@link listRunEvents} gives. */
export type ListRunEventsSuccess = RunEventsResponse

/** How {@link listRunEvents} fails, by status. */
export type ListRunEventsError =
  | { readonly status: 403; readonly body: undefined }
  | { readonly status: 404; readonly body: undefined }
  | { readonly status: 422; readonly body: HTTPValidationError }

/**
 * Read what has happened in a run after a certain event.
 *
 * Events have rising numbers, so a reader goes on where it stopped: `nextAfter` is passed as `after`. There is no
 * stream, and a call does not wait. Whoever reads until the run is over has to read once more after its end,
 * because events may come between the last read and the status.
 */
export const listRunEvents: Operation<ListRunEventsOperation> = {
  id: "listRunEvents",
  method: "GET",
  path: "/runs/{run_id}/events",
  parameters: [
    { name: "run_id", in: "path", required: true },
    { name: "limit", in: "query" },
    { name: "after", in: "query" },
    { name: "include_output", in: "query" }
  ],
  ok: { "200": ["application/json"] },
  errors: { "403": [], "404": [], "422": ["application/json"] },
  safe: true,
  idempotent: true
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
    readonly run_id: string
  }
}

/** What {@link getRunStatus} gives. */
export type GetRunStatusSuccess = RunStatusResponse

/** How {@link getRunStatus} fails, by status. */
export type GetRunStatusError =
  | { readonly status: 403; readonly body: undefined }
  | { readonly status: 404; readonly body: undefined }
  | { readonly status: 422; readonly body: HTTPValidationError }

/**
 * Read where a run stands, and nothing else.
 *
 * The lightest of all calls about a run, for waiting.
 */
export const getRunStatus: Operation<GetRunStatusOperation> = {
  id: "getRunStatus",
  method: "GET",
  path: "/runs/{run_id}/status",
  parameters: [{ name: "run_id", in: "path", required: true }],
  ok: { "200": ["application/json"] },
  errors: { "403": [], "404": [], "422": ["application/json"] },
  safe: true,
  idempotent: true
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
    readonly session_id: string
  }
}

/** What {@link getSession} gives. */
export type GetSessionSuccess = SessionInfo

/** How {@link getSession} fails, by status. */
export type GetSessionError =
  | { readonly status: 403; readonly body: undefined }
  | { readonly status: 404; readonly body: undefined }
  | { readonly status: 422; readonly body: HTTPValidationError }

/** Read a session: its workspace, its latest run, and where that stands. */
export const getSession: Operation<GetSessionOperation> = {
  id: "getSession",
  method: "GET",
  path: "/sessions/{session_id}",
  parameters: [{ name: "session_id", in: "path", required: true }],
  ok: { "200": ["application/json"] },
  errors: { "403": [], "404": [], "422": ["application/json"] },
  safe: true,
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
    readonly session_id: string
  }
}

/** What {@link purgeSession} gives. */
export type PurgeSessionSuccess = void

/** How {@link purgeSession} fails, by status. */
export type PurgeSessionError =
  | { readonly status: 403; readonly body: undefined }
  | { readonly status: 404; readonly body: undefined }
  | { readonly status: 422; readonly body: HTTPValidationError }

/**
 * Delete all data of a session at once.
 *
 * For projects that keep no data. What is deleted does not come back.
 */
export const purgeSession: Operation<PurgeSessionOperation> = {
  id: "purgeSession",
  method: "POST",
  path: "/sessions/{session_id}/purge",
  parameters: [{ name: "session_id", in: "path", required: true }],
  ok: { "204": [] },
  errors: { "403": [], "404": [], "422": ["application/json"] },
  safe: false,
  idempotent: true
}

/** The types of {@link listQueuedMessages}. */
export interface ListQueuedMessagesOperation {
  readonly input: ListQueuedMessagesInput
  readonly success: ListQueuedMessagesSuccess
  readonly error: ListQueuedMessagesError
}

/** What {@link listQueuedMessages} takes. */
export interface ListQueuedMessagesInput {
  readonly path: {
    readonly session_id: string
  }
}

/** What {@link listQueuedMessages} gives. */
export type ListQueuedMessagesSuccess = QueueListResponse

/** How {@link listQueuedMessages} fails, by status. */
export type ListQueuedMessagesError =
  | { readonly status: 403; readonly body: undefined }
  | { readonly status: 404; readonly body: undefined }
  | { readonly status: 422; readonly body: HTTPValidationError }

/** List the messages that wait in a session. */
export const listQueuedMessages: Operation<ListQueuedMessagesOperation> = {
  id: "listQueuedMessages",
  method: "GET",
  path: "/sessions/{session_id}/queue",
  parameters: [{ name: "session_id", in: "path", required: true }],
  ok: { "200": ["application/json"] },
  errors: { "403": [], "404": [], "422": ["application/json"] },
  safe: true,
  idempotent: true
}

/** The types of {@link queueMessage}. */
export interface QueueMessageOperation {
  readonly input: QueueMessageInput
  readonly success: QueueMessageSuccess
  readonly error: QueueMessageError
}

/** What {@link queueMessage} takes. */
export interface QueueMessageInput {
  readonly path: {
    readonly session_id: string
  }
  readonly header?: {
    /**
     * With `exact-text-v1`, a message that waits already and says the same is given back, and no second one is
     * queued.
     */
    readonly "X-V4-Queue-Deduplicate"?: string | null
  }
  readonly body: QueueMessageRequest
}

/** What {@link queueMessage} gives. */
export type QueueMessageSuccess = QueuedMessage

/** How {@link queueMessage} fails, by status. */
export type QueueMessageError =
  | { readonly status: 403; readonly body: undefined }
  | { readonly status: 404; readonly body: undefined }
  | { readonly status: 422; readonly body: HTTPValidationError }
  | { readonly status: 429; readonly body: undefined }

/**
 * Send a message to a session.
 *
 * The message becomes a run when the session is free. Its `runId` is null until then: read the message again, not
 * the session, to learn it.
 */
export const queueMessage: Operation<QueueMessageOperation> = {
  id: "queueMessage",
  method: "POST",
  path: "/sessions/{session_id}/queue",
  parameters: [{ name: "session_id", in: "path", required: true }, { name: "X-V4-Queue-Deduplicate", in: "header" }],
  request: { required: true, media: ["application/json"] },
  ok: { "200": ["application/json"] },
  errors: { "403": [], "404": [], "422": ["application/json"], "429": [] },
  safe: false,
  idempotent: false
}

/** The types of {@link getQueuedMessage}. */
export interface GetQueuedMessageOperation {
  readonly input: GetQueuedMessageInput
  readonly success: GetQueuedMessageSuccess
  readonly error: GetQueuedMessageError
}

/** What {@link getQueuedMessage} takes. */
export interface GetQueuedMessageInput {
  readonly path: {
    readonly session_id: string
    readonly message_id: number
  }
}

/** What {@link getQueuedMessage} gives. */
export type GetQueuedMessageSuccess = QueuedMessage

/** How {@link getQueuedMessage} fails, by status. */
export type GetQueuedMessageError =
  | { readonly status: 403; readonly body: undefined }
  | { readonly status: 404; readonly body: undefined }
  | { readonly status: 422; readonly body: HTTPValidationError }

/** Read one message, also after it has become a run. */
export const getQueuedMessage: Operation<GetQueuedMessageOperation> = {
  id: "getQueuedMessage",
  method: "GET",
  path: "/sessions/{session_id}/queue/{message_id}",
  parameters: [{ name: "session_id", in: "path", required: true }, { name: "message_id", in: "path", required: true }],
  ok: { "200": ["application/json"] },
  errors: { "403": [], "404": [], "422": ["application/json"] },
  safe: true,
  idempotent: true
}

/** The types of {@link cancelQueuedMessage}. */
export interface CancelQueuedMessageOperation {
  readonly input: CancelQueuedMessageInput
  readonly success: CancelQueuedMessageSuccess
  readonly error: CancelQueuedMessageError
}

/** What {@link cancelQueuedMessage} takes. */
export interface CancelQueuedMessageInput {
  readonly path: {
    readonly session_id: string
    readonly message_id: number
  }
}

/** What {@link cancelQueuedMessage} gives. */
export type CancelQueuedMessageSuccess = QueuedMessage

/** How {@link cancelQueuedMessage} fails, by status. */
export type CancelQueuedMessageError =
  | { readonly status: 403; readonly body: undefined }
  | { readonly status: 404; readonly body: undefined }
  | { readonly status: 409; readonly body: undefined }
  | { readonly status: 422; readonly body: HTTPValidationError }

/** Take a waiting message out of the queue. */
export const cancelQueuedMessage: Operation<CancelQueuedMessageOperation> = {
  id: "cancelQueuedMessage",
  method: "DELETE",
  path: "/sessions/{session_id}/queue/{message_id}",
  parameters: [{ name: "session_id", in: "path", required: true }, { name: "message_id", in: "path", required: true }],
  ok: { "200": ["application/json"] },
  errors: { "403": [], "404": [], "409": [], "422": ["application/json"] },
  safe: false,
  idempotent: true
}

/** The types of {@link createWorkspace}. */
export interface CreateWorkspaceOperation {
  readonly input: CreateWorkspaceInput
  readonly success: CreateWorkspaceSuccess
  readonly error: CreateWorkspaceError
}

/** What {@link createWorkspace} takes. */
export interface CreateWorkspaceInput {
  readonly body: WorkspaceCreateRequest
}

/** What {@link createWorkspace} gives. */
export type CreateWorkspaceSuccess = WorkspaceInfo

/** How {@link createWorkspace} fails, by status. */
export type CreateWorkspaceError = { readonly status: 422; readonly body: HTTPValidationError }

/**
 * Make a workspace.
 *
 * A workspace holds the files of its runs. One that is made for a single run also makes that run recognisable in
 * the list of runs.
 */
export const createWorkspace: Operation<CreateWorkspaceOperation> = {
  id: "createWorkspace",
  method: "POST",
  path: "/workspaces",
  parameters: [],
  request: { required: true, media: ["application/json"] },
  ok: { "200": ["application/json"] },
  errors: { "422": ["application/json"] },
  safe: false,
  idempotent: false
}

/** The types of {@link getWorkspace}. */
export interface GetWorkspaceOperation {
  readonly input: GetWorkspaceInput
  readonly success: GetWorkspaceSuccess
  readonly error: GetWorkspaceError
}

/** What {@link getWorkspace} takes. */
export interface GetWorkspaceInput {
  readonly path: {
    readonly workspace_id: string
  }
}

/** What {@link getWorkspace} gives. */
export type GetWorkspaceSuccess = WorkspaceInfo

/** How {@link getWorkspace} fails, by status. */
export type GetWorkspaceError = { readonly status: 422; readonly body: HTTPValidationError }

/** Read a workspace. */
export const getWorkspace: Operation<GetWorkspaceOperation> = {
  id: "getWorkspace",
  method: "GET",
  path: "/workspaces/{workspace_id}",
  parameters: [{ name: "workspace_id", in: "path", required: true }],
  ok: { "200": ["application/json"] },
  errors: { "422": ["application/json"] },
  safe: true,
  idempotent: true
}

/** The types of {@link deleteWorkspace}. */
export interface DeleteWorkspaceOperation {
  readonly input: DeleteWorkspaceInput
  readonly success: DeleteWorkspaceSuccess
  readonly error: DeleteWorkspaceError
}

/** What {@link deleteWorkspace} takes. */
export interface DeleteWorkspaceInput {
  readonly path: {
    readonly workspace_id: string
  }
}

/** What {@link deleteWorkspace} gives. */
export type DeleteWorkspaceSuccess = void

/** How {@link deleteWorkspace} fails, by status. */
export type DeleteWorkspaceError = { readonly status: 422; readonly body: HTTPValidationError }

/** Delete a workspace. */
export const deleteWorkspace: Operation<DeleteWorkspaceOperation> = {
  id: "deleteWorkspace",
  method: "DELETE",
  path: "/workspaces/{workspace_id}",
  parameters: [{ name: "workspace_id", in: "path", required: true }],
  ok: { "204": [] },
  errors: { "422": ["application/json"] },
  safe: false,
  idempotent: true
}

/** The types of {@link updateWorkspace}. */
export interface UpdateWorkspaceOperation {
  readonly input: UpdateWorkspaceInput
  readonly success: UpdateWorkspaceSuccess
  readonly error: UpdateWorkspaceError
}

/** What {@link updateWorkspace} takes. */
export interface UpdateWorkspaceInput {
  readonly path: {
    readonly workspace_id: string
  }
  readonly body: WorkspaceUpdateRequest
}

/** What {@link updateWorkspace} gives. */
export type UpdateWorkspaceSuccess = WorkspaceInfo

/** How {@link updateWorkspace} fails, by status. */
export type UpdateWorkspaceError =
  | { readonly status: 404; readonly body: undefined }
  | { readonly status: 422; readonly body: HTTPValidationError }

/** Rename a workspace. */
export const updateWorkspace: Operation<UpdateWorkspaceOperation> = {
  id: "updateWorkspace",
  method: "PATCH",
  path: "/workspaces/{workspace_id}",
  parameters: [{ name: "workspace_id", in: "path", required: true }],
  request: { required: true, media: ["application/json"] },
  ok: { "200": ["application/json"] },
  errors: { "404": [], "422": ["application/json"] },
  safe: false,
  idempotent: true
}

/** The types of {@link listWorkspaceFiles}. */
export interface ListWorkspaceFilesOperation {
  readonly input: ListWorkspaceFilesInput
  readonly success: ListWorkspaceFilesSuccess
  readonly error: ListWorkspaceFilesError
}

/** What {@link listWorkspaceFiles} takes. */
export interface ListWorkspaceFilesInput {
  readonly path: {
    readonly workspace_id: string
  }
  readonly query?: {
    /**
     * Only files whose path begins so.
     * @default ""
     */
    readonly prefix?: string
    /**
     * How many files a page holds, 1 to 100. 50 when left out.
     * @default 50
     */
    readonly limit?: number
    readonly cursor?: string | null
    /**
     * Whether each file comes with a link for downloading it. It does not when left out.
     * @default false
     */
    readonly includeUrls?: boolean
    /** `attachment` makes browsers save what a link leads to, where they would show it otherwise. */
    readonly contentDisposition?: "attachment" | null
  }
}

/** What {@link listWorkspaceFiles} gives. */
export type ListWorkspaceFilesSuccess = WorkspaceFileListResponse

/** How {@link listWorkspaceFiles} fails, by status. */
export type ListWorkspaceFilesError =
  | { readonly status: 400; readonly body: undefined }
  | { readonly status: 403; readonly body: undefined }
  | { readonly status: 404; readonly body: undefined }
  | { readonly status: 422; readonly body: HTTPValidationError }

/**
 * List the files of a workspace.
 *
 * Pages go by `nextCursor`. A link is valid for 60 seconds, so ask for links when they are about to be used.
 */
export const listWorkspaceFiles: Operation<ListWorkspaceFilesOperation> = {
  id: "listWorkspaceFiles",
  method: "GET",
  path: "/workspaces/{workspace_id}/files",
  parameters: [
    { name: "workspace_id", in: "path", required: true },
    { name: "prefix", in: "query" },
    { name: "limit", in: "query" },
    { name: "cursor", in: "query" },
    { name: "includeUrls", in: "query" },
    { name: "contentDisposition", in: "query" }
  ],
  ok: { "200": ["application/json"] },
  errors: { "400": [], "403": [], "404": [], "422": ["application/json"] },
  safe: true,
  idempotent: true
}

/** The types of {@link deleteWorkspaceFile}. */
export interface DeleteWorkspaceFileOperation {
  readonly input: DeleteWorkspaceFileInput
  readonly success: DeleteWorkspaceFileSuccess
  readonly error: DeleteWorkspaceFileError
}

/** What {@link deleteWorkspaceFile} takes. */
export interface DeleteWorkspaceFileInput {
  readonly path: {
    readonly workspace_id: string
  }
  readonly query: {
    /** The path of the file, as the list shows it. */
    readonly path: string
  }
}

/** What {@link deleteWorkspaceFile} gives. */
export type DeleteWorkspaceFileSuccess = void

/** How {@link deleteWorkspaceFile} fails, by status. */
export type DeleteWorkspaceFileError =
  | { readonly status: 400; readonly body: undefined }
  | { readonly status: 404; readonly body: undefined }
  | { readonly status: 422; readonly body: HTTPValidationError }

/** Delete one file of a workspace. */
export const deleteWorkspaceFile: Operation<DeleteWorkspaceFileOperation> = {
  id: "deleteWorkspaceFile",
  method: "DELETE",
  path: "/workspaces/{workspace_id}/files",
  parameters: [{ name: "workspace_id", in: "path", required: true }, { name: "path", in: "query", required: true }],
  ok: { "204": [] },
  errors: { "400": [], "404": [], "422": ["application/json"] },
  safe: false,
  idempotent: true
}

/** The types of {@link createWorkspaceUploadUrls}. */
export interface CreateWorkspaceUploadUrlsOperation {
  readonly input: CreateWorkspaceUploadUrlsInput
  readonly success: CreateWorkspaceUploadUrlsSuccess
  readonly error: CreateWorkspaceUploadUrlsError
}

/** What {@link createWorkspaceUploadUrls} takes. */
export interface CreateWorkspaceUploadUrlsInput {
  readonly path: {
    readonly workspace_id: string
  }
  readonly body: WorkspaceFileUploadRequest
}

/** What {@link createWorkspaceUploadUrls} gives. */
export type CreateWorkspaceUploadUrlsSuccess = WorkspaceFileUploadResponse

/** How {@link createWorkspaceUploadUrls} fails, by status. */
export type CreateWorkspaceUploadUrlsError =
  | { readonly status: 400; readonly body: undefined }
  | { readonly status: 403; readonly body: undefined }
  | { readonly status: 404; readonly body: undefined }
  | { readonly status: 409; readonly body: undefined }
  | { readonly status: 422; readonly body: HTTPValidationError }

/**
 * Get links for uploading files to a workspace.
 *
 * Each file is then sent by PUT to its link, within five minutes. The ids of the answer go into `attachedFileIds`
 * of a run.
 */
export const createWorkspaceUploadUrls: Operation<CreateWorkspaceUploadUrlsOperation> = {
  id: "createWorkspaceUploadUrls",
  method: "POST",
  path: "/workspaces/{workspace_id}/files/upload",
  parameters: [{ name: "workspace_id", in: "path", required: true }],
  request: { required: true, media: ["application/json"] },
  ok: { "200": ["application/json"] },
  errors: { "400": [], "403": [], "404": [], "409": [], "422": ["application/json"] },
  safe: false,
  idempotent: false
}

/** The types of {@link getWorkspaceSize}. */
export interface GetWorkspaceSizeOperation {
  readonly input: GetWorkspaceSizeInput
  readonly success: GetWorkspaceSizeSuccess
  readonly error: GetWorkspaceSizeError
}

/** What {@link getWorkspaceSize} takes. */
export interface GetWorkspaceSizeInput {
  readonly path: {
    readonly workspace_id: string
  }
}

/** What {@link getWorkspaceSize} gives. */
export type GetWorkspaceSizeSuccess = WorkspaceSizeInfo

/** How {@link getWorkspaceSize} fails, by status. */
export type GetWorkspaceSizeError =
  | { readonly status: 404; readonly body: undefined }
  | { readonly status: 422; readonly body: HTTPValidationError }

/** Read how many bytes a workspace holds, and how many it may hold. */
export const getWorkspaceSize: Operation<GetWorkspaceSizeOperation> = {
  id: "getWorkspaceSize",
  method: "GET",
  path: "/workspaces/{workspace_id}/size",
  parameters: [{ name: "workspace_id", in: "path", required: true }],
  ok: { "200": ["application/json"] },
  errors: { "404": [], "422": ["application/json"] },
  safe: true,
  idempotent: true
}
