// Generated from specs/browseract/v3.yaml by errand's codegen. Do not edit.
// The escape hatch: openapi-typescript's own types, which may change with its versions.

export interface paths {
    "/v3/bots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the account's bots, page by page. */
        get: operations["pageBots"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v3/bots/regions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the regions that a proxy can be in. */
        get: operations["listRegions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v3/bots/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List runs, page by page.
         * @description Filters combine: a run must match all of them. Items show the input, and neither output nor steps.
         */
        get: operations["pageRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v3/bots/runs/{task_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a run with its output, steps and files. */
        get: operations["queryRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v3/bots/runs/{task_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a run.
         * @description A run that is over is refused with the code 10121.
         */
        post: operations["cancelRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v3/bots/runs/{task_id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a paused run go on.
         * @description Answers before it takes effect, so `paused` may be seen once more. Bots of the type `agent` cannot be resumed: code 10879.
         */
        post: operations["resumeRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v3/bots/runs/{task_id}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read where a run stands, and nothing else. */
        get: operations["queryRunStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v3/bots/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the provider's templates, page by page. */
        get: operations["pageTemplates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v3/bots/templates/{template_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a template with the schema of its input. */
        get: operations["queryTemplate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v3/bots/templates/{template_id}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run a template, without a bot of one's own.
         * @description Answers as soon as the run is accepted. There is no idempotency key: a second call starts and bills a second run.
         */
        post: operations["createTemplateRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v3/bots/{bot_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a bot with the schemas of its input and output. */
        get: operations["queryBot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v3/bots/{bot_id}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run a bot.
         * @description Answers as soon as the run is accepted. There is no idempotency key: a second call starts and bills a second run.
         */
        post: operations["createRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        BotDetailResponse: {
            bot_id: string;
            bot_type: components["schemas"]["BotType"];
            /** Format: date-time */
            created_at: string;
            description?: string;
            input_schema: {
                [key: string]: unknown;
            } | null;
            name: string;
            output_schema: {
                [key: string]: unknown;
            } | null;
            /** Format: date-time */
            published_at: string | null;
        };
        BotRegionResponse: {
            code: string;
            name: string;
        };
        BotRunCreateRequest: {
            /**
             * Format: uri
             * @description Where the whole run is sent by POST when it is over. The call is not signed.
             */
            callback_url?: string;
            /** @description What the bot is given, by its `input_schema`. */
            input: {
                [key: string]: unknown;
            };
            /**
             * Format: uri
             * @description Where the whole run is sent by POST whenever its status changes. The call is not signed.
             */
            status_change_callback_url?: string;
        };
        BotRunCreatedResponse: {
            status: components["schemas"]["BotRunStatus"];
            task_id: string;
        };
        BotRunDetailResponse: {
            bot_id?: string;
            bot_name?: string;
            bot_type: components["schemas"]["BotType"];
            /** Format: date-time */
            created_at: string;
            /**
             * Format: int64
             * @description What the run has cost, in credits.
             */
            credit?: number;
            download_files?: components["schemas"]["BotRunDownloadFileResponse"][];
            /**
             * Format: int64
             * @description Until when the links of the files are valid, in milliseconds since 1970.
             */
            files_expires_at?: number;
            /** Format: date-time */
            finished_at?: string;
            input: {
                [key: string]: unknown;
            };
            live_url_info?: components["schemas"]["BotRunLiveUrlInfoResponse"];
            /** Format: uri */
            log_detail_url: string;
            /** @description What the bot answered: anything at all. `output_schema` of the bot describes it. */
            output?: unknown;
            /** @description The output as files, by format. */
            output_files?: {
                [key: string]: components["schemas"]["BotRunOutputFileResponse"];
            };
            status: components["schemas"]["BotRunStatus"];
            /** @description What the bot has done. A step changes in place while it is worked. */
            steps?: components["schemas"]["TaskStepDto"][];
            /** @description Why the run failed. */
            task_failure_info?: components["schemas"]["BotRunFailureInfoResponse"];
            task_id: string;
        };
        BotRunDownloadFileResponse: {
            /** Format: int64 */
            create_time?: number;
            /** Format: int64 */
            download_completed_time?: number;
            /** Format: int64 */
            download_start_time?: number;
            download_url?: string;
            error_message?: string;
            /**
             * Format: int64
             * @description Until when the link is valid, in milliseconds since 1970.
             */
            expires_at?: number;
            file_name?: string;
            /** Format: int64 */
            file_size?: number;
            guid?: string;
            progress?: number;
            status?: string;
        };
        BotRunFailureInfoResponse: {
            code: number;
            message: string;
        };
        BotRunLiveUrlInfoResponse: {
            height: number;
            live_url?: string;
            width: number;
        };
        BotRunOutputFileResponse: {
            download_url: string;
            file_name: string;
            /** Format: int64 */
            file_size?: number;
        };
        /**
         * @description Where a run stands. `created`: it waits; `running`: the bot works; `pausing` and `paused`: it is about to wait, and waits, for somebody to resume it. Three are ends: `finished`, `failed` (`task_failure_info` says why) and `canceled`.
         * @enum {string}
         */
        BotRunStatus: "created" | "running" | "finished" | "canceled" | "pausing" | "paused" | "failed";
        BotRunStatusResponse: {
            status: components["schemas"]["BotRunStatus"];
            task_id: string;
            /** Format: date-time */
            updated_at: string;
        };
        BotRunSummaryPage: {
            items: components["schemas"]["BotRunSummaryResponse"][];
            limit: number;
            page: number;
            /** Format: int64 */
            total_count: number;
            total_pages: number;
        };
        BotRunSummaryResponse: {
            bot_id?: string;
            bot_name?: string;
            bot_type: components["schemas"]["BotType"];
            /** Format: date-time */
            created_at: string;
            /** Format: int64 */
            credit?: number;
            /** Format: date-time */
            finished_at?: string;
            input: {
                [key: string]: unknown;
            };
            live_url_info?: components["schemas"]["BotRunLiveUrlInfoResponse"];
            status: components["schemas"]["BotRunStatus"];
            task_failure_info?: components["schemas"]["BotRunFailureInfoResponse"];
            task_id: string;
        };
        BotSummaryPage: {
            items: components["schemas"]["BotSummaryResponse"][];
            limit: number;
            page: number;
            /** Format: int64 */
            total_count: number;
            total_pages: number;
        };
        BotSummaryResponse: {
            bot_id: string;
            bot_type: components["schemas"]["BotType"];
            description?: string;
            name: string;
            /** Format: date-time */
            published_at?: string;
        };
        BotTemplateDetailResponse: {
            /** Format: date-time */
            created_at?: string;
            description?: string;
            /** Format: uri */
            detail_url?: string;
            input_schema: {
                [key: string]: unknown;
            };
            name: string;
            /** Format: date-time */
            published_at?: string;
            recommend_desc?: string;
            template_id: string;
        };
        BotTemplateRunCreateRequest: {
            /**
             * Format: uri
             * @description Where the whole run is sent by POST when it is over. The call is not signed.
             */
            callback_url?: string;
            /** @description What the template is given, by its `input_schema`. */
            input: {
                [key: string]: unknown;
            };
            /** @description The code of a region in the list of regions. The browser's traffic comes from there. */
            proxy_region?: string;
            /**
             * Format: uri
             * @description Where the whole run is sent by POST whenever its status changes. The call is not signed.
             */
            status_change_callback_url?: string;
        };
        BotTemplateSummaryPage: {
            items: components["schemas"]["BotTemplateSummaryResponse"][];
            limit: number;
            page: number;
            /** Format: int64 */
            total_count: number;
            total_pages: number;
        };
        BotTemplateSummaryResponse: {
            /** Format: uri */
            detail_url?: string;
            name: string;
            recommend_desc?: string;
            template_id: string;
        };
        /**
         * @description How a bot was made: as a `workflow` of nodes, or by an `agent` from a description.
         * @enum {string}
         */
        BotType: "workflow" | "agent";
        /** @description What an error looks like. */
        ErrorResponse: {
            /** @description What is wrong, in numbers of the service's own. */
            code: number;
            data?: {
                [key: string]: unknown;
            } | null;
            msg: string;
            time: string;
            traceId: string;
            /** Format: int64 */
            ts: number;
        };
        TaskStepDto: {
            evaluation_previous_goal: string;
            id: string;
            screenshots_url: string;
            status: components["schemas"]["TaskStepStatusEnum"];
            step: number;
            step_goal: string;
        };
        /**
         * @description Where a step stands: `running`, or at its end as `succeed` or `failed`.
         * @enum {string}
         */
        TaskStepStatusEnum: "running" | "succeed" | "failed";
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    pageBots: {
        parameters: {
            query?: {
                /** @description Only bots of this type. */
                bot_type?: "workflow" | "agent";
                /** @description Only bots in which this text is found. */
                keyword?: string;
                page?: number;
                /** @description How many items a page holds, 1 to 100. 20 when left out. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BotSummaryPage"];
                };
            };
            /** @description Refused. `code` of the body says why, more closely than the status does. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The service failed, or did not do what was asked; `code` of the body says which. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    listRegions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BotRegionResponse"][];
                };
            };
            /** @description Refused. `code` of the body says why, more closely than the status does. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The service failed, or did not do what was asked; `code` of the body says which. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    pageRuns: {
        parameters: {
            query?: {
                bot_id?: string;
                /** @description Only runs of bots with this name. */
                bot_name?: string;
                /** @description Only runs that stand here. */
                status?: components["schemas"]["BotRunStatus"];
                /** @description Only runs that were created at this time or later. */
                created_at_from?: string;
                /** @description Only runs that were created at this time or earlier. */
                created_at_to?: string;
                page?: number;
                /** @description How many items a page holds, 1 to 100. 20 when left out. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BotRunSummaryPage"];
                };
            };
            /** @description Refused. `code` of the body says why, more closely than the status does. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The service failed, or did not do what was asked; `code` of the body says which. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    queryRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                task_id: string;
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
                    "application/json": components["schemas"]["BotRunDetailResponse"];
                };
            };
            /** @description Refused. `code` of the body says why, more closely than the status does. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The service failed, or did not do what was asked; `code` of the body says which. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    cancelRun: {
        parameters: {
            query?: {
                /** @description A number of the service's own. What it does is not documented; leave it out. */
                biz_code?: number;
            };
            header?: never;
            path: {
                task_id: string;
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
                    "application/json": components["schemas"]["BotRunStatusResponse"];
                };
            };
            /** @description Refused. `code` of the body says why, more closely than the status does. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The service failed, or did not do what was asked; `code` of the body says which. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    resumeRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                task_id: string;
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
                    "application/json": components["schemas"]["BotRunStatusResponse"];
                };
            };
            /** @description Refused. `code` of the body says why, more closely than the status does. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The service failed, or did not do what was asked; `code` of the body says which. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    queryRunStatus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                task_id: string;
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
                    "application/json": components["schemas"]["BotRunStatusResponse"];
                };
            };
            /** @description Refused. `code` of the body says why, more closely than the status does. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The service failed, or did not do what was asked; `code` of the body says which. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    pageTemplates: {
        parameters: {
            query?: {
                /** @description Only templates in which this text is found. */
                keyword?: string;
                page?: number;
                /** @description How many items a page holds, 1 to 500. 10 when left out. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BotTemplateSummaryPage"];
                };
            };
            /** @description Refused. `code` of the body says why, more closely than the status does. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The service failed, or did not do what was asked; `code` of the body says which. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    queryTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                template_id: string;
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
                    "application/json": components["schemas"]["BotTemplateDetailResponse"];
                };
            };
            /** @description Refused. `code` of the body says why, more closely than the status does. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The service failed, or did not do what was asked; `code` of the body says which. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    createTemplateRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                template_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BotTemplateRunCreateRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BotRunCreatedResponse"];
                };
            };
            /** @description Refused. `code` of the body says why, more closely than the status does. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The service failed, or did not do what was asked; `code` of the body says which. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    queryBot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                bot_id: string;
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
                    "application/json": components["schemas"]["BotDetailResponse"];
                };
            };
            /** @description Refused. `code` of the body says why, more closely than the status does. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The service failed, or did not do what was asked; `code` of the body says which. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    createRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                bot_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BotRunCreateRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BotRunCreatedResponse"];
                };
            };
            /** @description Refused. `code` of the body says why, more closely than the status does. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The service failed, or did not do what was asked; `code` of the body says which. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
}
