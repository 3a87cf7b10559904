// Generated from specs/firecrawl/v2.yaml by errand's codegen. Do not edit.
import type { components } from "./raw.ts"

export type AuditMetadata = components["schemas"]["AuditMetadata"]

export type ThreatProtectionOverride = components["schemas"]["ThreatProtectionOverride"]

/** Every value of `failurePolicy` in {@link ThreatProtectionOverride}. */
export const ThreatProtectionOverrideFailurePolicyValues = ["open", "closed"] as const

/** Every value of `mode` in {@link ThreatProtectionOverride}. */
export const ThreatProtectionOverrideModeValues = ["off", "normal"] as const

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

/** The types of {@link startAgent}. */
export interface StartAgentOperation {
  readonly input: StartAgentInput
  readonly success: StartAgentSuccess
  readonly error: StartAgentError
}

/** What {@link startAgent} takes. */
export interface StartAgentInput {
  readonly body: {
    /** @description Who asked for the job, for the account's own records. */
    auditMetadata?: AuditMetadata;
    /** @description The most credits that the job may use. 2,500 when left out. */
    maxCredits?: number;
    /**
     * @description The model that works the job. New ones come, so the list is never complete.
     * @default spark-1-pro
     */
    model?: ("spark-2" | "spark-1-mini" | "spark-1-pro") | (string & {});
    /** @description What to find out, in plain words. */
    prompt: string;
    /** @description The JSON Schema that `data` of the result follows. */
    schema?: {
      [key: string]: unknown;
    };
    /** @description Whether the agent stays on the pages of `urls`. */
    strictConstrainToURLs?: boolean;
    /** @description Which pages the agent does not open because they may be dangerous, in place of what the account has set. */
    threatProtection?: ThreatProtectionOverride;
    /** @description Where to look. When left out, the agent finds pages by itself. */
    urls?: string[];
    /** @description Where the service tells what becomes of the job. Calls are signed (`X-Firecrawl-Signature`) but not dated, so a call can be played again by others. `metadata` comes back with each call. */
    webhook?: {
      events?: ("started" | "action" | "completed" | "failed" | "cancelled")[];
      headers?: {
        [key: string]: string;
      };
      metadata?: {
        [key: string]: unknown;
      };
      url: string;
    };
  }
}

/** What {@link startAgent} gives. */
export type StartAgentSuccess = {
  /** Format: uuid */
  id?: string;
  success?: boolean;
}

/** How {@link startAgent} fails, by status. */
export type StartAgentError =
  | { readonly status: 402; readonly body: {
  error?: string;
} }
  | { readonly status: 429; readonly body: {
  error?: string;
} }

/**
 * Start an agent job.
 *
 * Answers with the id of the job as soon as it is accepted. A second call starts and bills a second job.
 */
export const startAgent: Operation<StartAgentOperation> = {
  id: "startAgent",
  method: "POST",
  path: "/agent",
  parameters: [],
  request: { required: true, media: ["application/json"] },
  ok: { "200": ["application/json"] },
  errors: { "402": ["application/json"], "429": ["application/json"] },
  safe: false,
  idempotent: false
}

/** The types of {@link getAgent}. */
export interface GetAgentOperation {
  readonly input: GetAgentInput
  readonly success: GetAgentSuccess
  readonly error: GetAgentError
}

/** What {@link getAgent} takes. */
export interface GetAgentInput {
  readonly path: {
    /** The id that the start gave. */
    readonly jobId: string
  }
}

/** What {@link getAgent} gives. */
export type GetAgentSuccess = {
  /** @description What the job has cost, in credits. */
  creditsUsed?: number;
  /** @description What the agent found, by the schema of the start where there was one. */
  data?: {
    [key: string]: unknown;
  };
  error?: string;
  /**
   * Format: date-time
   * @description Until when the job can be read.
   */
  expiresAt?: string;
  /** @default spark-1-pro */
  model: ("spark-2" | "spark-1-pro" | "spark-1-mini") | (string & {});
  /**
   * @description Where the job stands. `processing`: the agent works. The other three are ends: `completed`, `failed` (`error` says why) and `cancelled`, which the provider's own document lacks.
   * @enum {string}
   */
  status?: "processing" | "completed" | "failed" | "cancelled";
  success?: boolean;
}

/** How {@link getAgent} fails, by status. */
export type GetAgentError = never

/**
 * Read an agent job: where it stands, and what it found.
 *
 * For 24 hours after the end; `expiresAt` says until when. Later the job is not found.
 */
export const getAgent: Operation<GetAgentOperation> = {
  id: "getAgent",
  method: "GET",
  path: "/agent/{jobId}",
  parameters: [{ name: "jobId", in: "path", required: true }],
  ok: { "200": ["application/json"] },
  errors: {},
  safe: true,
  idempotent: true
}

/** The types of {@link cancelAgent}. */
export interface CancelAgentOperation {
  readonly input: CancelAgentInput
  readonly success: CancelAgentSuccess
  readonly error: CancelAgentError
}

/** What {@link cancelAgent} takes. */
export interface CancelAgentInput {
  readonly path: {
    /** The id that the start gave. */
    readonly jobId: string
  }
}

/** What {@link cancelAgent} gives. */
export type CancelAgentSuccess = {
  success?: boolean;
}

/** How {@link cancelAgent} fails, by status. */
export type CancelAgentError = never

/**
 * Cancel an agent job.
 *
 * The agent is asked to stop, and stops when it can. Read the job to see when it has.
 */
export const cancelAgent: Operation<CancelAgentOperation> = {
  id: "cancelAgent",
  method: "DELETE",
  path: "/agent/{jobId}",
  parameters: [{ name: "jobId", in: "path", required: true }],
  ok: { "200": ["application/json"] },
  errors: {},
  safe: false,
  idempotent: true
}
