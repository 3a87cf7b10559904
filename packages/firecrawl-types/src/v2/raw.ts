// Generated from specs/firecrawl/v2.yaml by errand's codegen. Do not edit.
// The escape hatch: openapi-typescript's own types, which may change with its versions.

export interface paths {
    "/agent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start an agent job.
         * @description Answers with the id of the job as soon as it is accepted. A second call starts and bills a second job.
         */
        post: operations["startAgent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agent/{jobId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id that the start gave. */
                jobId: string;
            };
            cookie?: never;
        };
        /**
         * Read an agent job: where it stands, and what it found.
         * @description For 24 hours after the end; `expiresAt` says until when. Later the job is not found.
         */
        get: operations["getAgentStatus"];
        put?: never;
        post?: never;
        /**
         * Cancel an agent job.
         * @description The agent is asked to stop, and stops when it can. Read the job to see when it has.
         */
        delete: operations["cancelAgent"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AuditMetadata: {
            username: string;
        };
        ThreatProtectionOverride: {
            blacklist?: string[];
            blockedTlds?: string[];
            /** @enum {string} */
            failurePolicy?: "open" | "closed";
            /** @enum {string} */
            mode?: "off" | "normal";
            riskScoreThreshold?: number;
            whitelist?: string[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    startAgent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Who asked for the job, for the account's own records. */
                    auditMetadata?: components["schemas"]["AuditMetadata"];
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
                    threatProtection?: components["schemas"]["ThreatProtectionOverride"];
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
                };
            };
        };
        responses: {
            /** @description The job is accepted, unless `success` is false. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id?: string;
                        success?: boolean;
                    };
                };
            };
            /** @description The account has too few credits. */
            402: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error?: string;
                    };
                };
            };
            /** @description Too many requests, or too many jobs at once. No job was started. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error?: string;
                    };
                };
            };
        };
    };
    getAgentStatus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id that the start gave. */
                jobId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                    };
                };
            };
        };
    };
    cancelAgent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id that the start gave. */
                jobId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        success?: boolean;
                    };
                };
            };
        };
    };
}
