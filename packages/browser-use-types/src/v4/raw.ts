// Generated from specs/browser-use/v4.yaml by errand's codegen. Do not edit.
// The escape hatch: openapi-typescript's own types, which may change with its versions.

export interface paths {
    "/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List runs, page by page.
         * @description Pages go by `nextCursor`, which is passed as `cursor` of the next call; there are no page numbers. The only filter is `sessionId`.
         */
        get: operations["list_runs_runs_get"];
        put?: never;
        /**
         * Start a run.
         * @description Answers as soon as the run is accepted; it then works on its own. Without `sessionId` a new session is made, without `workspaceId` a new workspace. There is no idempotency key: a second call starts and bills a second run.
         */
        post: operations["create_run_runs_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{run_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a run with its result and cost.
         * @description `result` is text. `judgement` stays null until the judge has answered, which is after the end of the run. The link to watch the browser is not here: it comes with the event `browser.ready`.
         */
        get: operations["get_run_runs__run_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{run_id}/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the files that were attached to a run. */
        get: operations["list_run_attachments_runs__run_id__attachments_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{run_id}/cancel": {
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
         * @description Gives the run as it stands. A step that has begun may still be worked to its end. Cancelling a run that is over changes nothing.
         */
        post: operations["cancel_run_runs__run_id__cancel_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{run_id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what has happened in a run after a certain event.
         * @description Events have rising numbers, so a reader goes on where it stopped: `nextAfter` is passed as `after`. There is no stream, and a call does not wait. Whoever reads until the run is over has to read once more after its end, because events may come between the last read and the status.
         */
        get: operations["get_run_events_runs__run_id__events_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{run_id}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read where a run stands, and nothing else.
         * @description The lightest of all calls about a run, for waiting.
         */
        get: operations["get_run_status_runs__run_id__status_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a session: its workspace, its latest run, and where that stands. */
        get: operations["get_session_sessions__session_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{session_id}/purge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Delete all data of a session at once.
         * @description For projects that keep no data. What is deleted does not come back.
         */
        post: operations["purge_session_sessions__session_id__purge_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{session_id}/queue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the messages that wait in a session. */
        get: operations["list_session_queue_sessions__session_id__queue_get"];
        put?: never;
        /**
         * Send a message to a session.
         * @description The message becomes a run when the session is free. Its `runId` is null until then: read the message again, not the session, to learn it.
         */
        post: operations["queue_session_message_sessions__session_id__queue_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{session_id}/queue/{message_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one message, also after it has become a run. */
        get: operations["get_session_queue_message_sessions__session_id__queue__message_id__get"];
        put?: never;
        post?: never;
        /** Take a waiting message out of the queue. */
        delete: operations["cancel_queued_message_sessions__session_id__queue__message_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workspaces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a workspace.
         * @description A workspace holds the files of its runs. One that is made for a single run also makes that run recognisable in the list of runs.
         */
        post: operations["create_workspace_workspaces_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workspaces/{workspace_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a workspace. */
        get: operations["get_workspace_workspaces__workspace_id__get"];
        put?: never;
        post?: never;
        /** Delete a workspace. */
        delete: operations["delete_workspace_workspaces__workspace_id__delete"];
        options?: never;
        head?: never;
        /** Rename a workspace. */
        patch: operations["update_workspace_workspaces__workspace_id__patch"];
        trace?: never;
    };
    "/workspaces/{workspace_id}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the files of a workspace.
         * @description Pages go by `nextCursor`. A link is valid for 60 seconds, so ask for links when they are about to be used.
         */
        get: operations["list_workspace_files_workspaces__workspace_id__files_get"];
        put?: never;
        post?: never;
        /** Delete one file of a workspace. */
        delete: operations["delete_workspace_file_workspaces__workspace_id__files_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workspaces/{workspace_id}/files/upload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get links for uploading files to a workspace.
         * @description Each file is then sent by PUT to its link, within five minutes. The ids of the answer go into `attachedFileIds` of a run.
         */
        post: operations["upload_workspace_files_workspaces__workspace_id__files_upload_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workspaces/{workspace_id}/size": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read how many bytes a workspace holds, and how many it may hold. */
        get: operations["get_workspace_size_workspaces__workspace_id__size_get"];
        put?: never;
        post?: never;
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
        CustomProxy: {
            host: string;
            /** @default false */
            ignoreCertErrors?: boolean;
            password?: string | null;
            port: number;
            username?: string | null;
        };
        HTTPValidationError: {
            detail?: components["schemas"]["ValidationError"][];
        };
        InlineSecretSource: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "inline";
            /** Format: password */
            value: string;
        };
        OnePasswordSecretSource: {
            fieldId: string;
            /** Format: uuid */
            integrationId: string;
            itemId: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "onepassword";
            vaultId: string;
        };
        ProxyCountryCode: ("ad" | "ae" | "af" | "ag" | "ai" | "al" | "am" | "an" | "ao" | "aq" | "ar" | "as" | "at" | "au" | "aw" | "az" | "ba" | "bb" | "bd" | "be" | "bf" | "bg" | "bh" | "bi" | "bj" | "bl" | "bm" | "bn" | "bo" | "bq" | "br" | "bs" | "bt" | "bv" | "bw" | "by" | "bz" | "ca" | "cc" | "cd" | "cf" | "cg" | "ch" | "ci" | "ck" | "cl" | "cm" | "co" | "cr" | "cs" | "cu" | "cv" | "cw" | "cx" | "cy" | "cz" | "de" | "dj" | "dk" | "dm" | "do" | "dz" | "ec" | "ee" | "eg" | "eh" | "er" | "es" | "et" | "fi" | "fj" | "fk" | "fm" | "fo" | "fr" | "ga" | "gd" | "ge" | "gf" | "gg" | "gh" | "gi" | "gl" | "gm" | "gn" | "gp" | "gq" | "gr" | "gs" | "gt" | "gu" | "gw" | "gy" | "hk" | "hm" | "hn" | "hr" | "ht" | "hu" | "id" | "ie" | "il" | "im" | "in" | "iq" | "ir" | "is" | "it" | "je" | "jm" | "jo" | "jp" | "ke" | "kg" | "kh" | "ki" | "km" | "kn" | "kp" | "kr" | "kw" | "ky" | "kz" | "la" | "lb" | "lc" | "li" | "lk" | "lr" | "ls" | "lt" | "lu" | "lv" | "ly" | "ma" | "mc" | "md" | "me" | "mf" | "mg" | "mh" | "mk" | "ml" | "mm" | "mn" | "mo" | "mp" | "mq" | "mr" | "ms" | "mt" | "mu" | "mv" | "mw" | "mx" | "my" | "mz" | "na" | "nc" | "ne" | "nf" | "ng" | "ni" | "nl" | "no" | "np" | "nr" | "nu" | "nz" | "om" | "pa" | "pe" | "pf" | "pg" | "ph" | "pk" | "pl" | "pm" | "pn" | "pr" | "ps" | "pt" | "pw" | "py" | "qa" | "re" | "ro" | "rs" | "ru" | "rw" | "sa" | "sb" | "sc" | "sd" | "se" | "sg" | "sh" | "si" | "sj" | "sk" | "sl" | "sm" | "sn" | "so" | "sr" | "ss" | "st" | "sv" | "sx" | "sy" | "sz" | "tc" | "td" | "tf" | "tg" | "th" | "tj" | "tk" | "tl" | "tm" | "tn" | "to" | "tr" | "tt" | "tv" | "tw" | "tz" | "ua" | "ug" | "uk" | "us" | "uy" | "uz" | "va" | "vc" | "ve" | "vg" | "vi" | "vn" | "vu" | "wf" | "ws" | "xk" | "ye" | "yt" | "za" | "zm" | "zw") | (string & {});
        QueueListResponse: {
            queue: components["schemas"]["QueuedMessage"][];
            steeringCutoffs?: components["schemas"]["SteeringCutoff"][];
        };
        QueueMessageRequest: {
            attachedFileIds?: string[] | null;
            /**
             * @description Whether the run that is going on is cancelled, so that the message is worked at once. Otherwise it waits for its turn.
             * @default false
             */
            interrupt?: boolean;
            /** @description What the agent is to do next, in plain words. */
            text: string;
        };
        QueuedMessage: {
            attachedFileIds?: string[] | null;
            /** Format: date-time */
            createdAt: string;
            id: number;
            /** @enum {string} */
            mode: "queue" | "interrupt";
            /** @description The run that the message has become; null until then. */
            runId: string | null;
            /** Format: uuid */
            sessionId: string;
            /**
             * @description What has become of a message. `pending`: it waits; `dispatching`: it is becoming a run; `consumed`: it is one. `cancelled`: it was taken out; `superseded`: another message took its place; `failed`: it could not become a run.
             * @enum {string}
             */
            status: "pending" | "dispatching" | "consumed" | "cancelled" | "superseded" | "failed";
            text: string;
        };
        RunAttachment: {
            contentType: string;
            /** Format: uuid */
            id: string;
            name: string;
            sizeBytes: number;
            /**
             * @description `pending` until the file has been uploaded.
             * @enum {string}
             */
            status: "pending" | "uploaded";
        };
        RunAttachmentsResponse: {
            attachments: components["schemas"]["RunAttachment"][];
        };
        RunBrowserSettings: {
            customProxy?: components["schemas"]["CustomProxy"] | null;
            profileId?: string | null;
            /** @default us */
            proxyCountryCode?: components["schemas"]["ProxyCountryCode"] | null;
            record?: boolean | null;
            screenHeight?: number | null;
            screenWidth?: number | null;
        };
        RunCreateRequest: {
            /**
             * @description Whether the agent has a mailbox (AgentMail) for the run. It has none when left out.
             * @default false
             */
            agentmail?: boolean;
            /** @description Files for the run, up to 20, by the ids that the upload gave. */
            attachedFileIds?: string[] | null;
            /** @description Proxy, profile, screen and recording of the browser. */
            browserSettings?: components["schemas"]["RunBrowserSettings"] | null;
            /** @description Has the result judged when the run is over. The judgement comes later than the end. */
            judge?: components["schemas"]["RunJudgeSettings"] | null;
            /** @description The most that the run may cost, in US dollars, as a number or as decimal text. */
            maxCostUsd?: number | string | null;
            /**
             * @description The model that works the task. Models come and go every month, so the list is never complete.
             * @default gpt-5.6-luna
             */
            model?: ("glm-5.2" | "grok-4.5" | "grok-4.6" | "glm-5.3-flash" | "deepseek-v4-flash-vision" | "kimi-k3" | "minimax-m3" | "claude-opus-4.7" | "claude-opus-4.8" | "claude-opus-5" | "claude-fable-5" | "claude-sonnet-5" | "gpt-5.5" | "gpt-5.6" | "gpt-5.6-sol" | "gpt-5.6-terra" | "gpt-5.6-luna" | "gemini-3.6-flash" | "gemini-3.5-flash" | "gemini-3.1-pro" | "gemini-3-flash") | (string & {});
            /** @description Settings for the model. Which ones count depends on the model. */
            modelParams?: {
                [key: string]: unknown;
            } | null;
            /** @description Secrets, up to 10, that the agent may use: each under an alias, and only on the domains that it names. */
            secretBindings?: components["schemas"]["SecretBinding"][] | null;
            /** @description The session to go on in. A new one when left out. */
            sessionId?: string | null;
            /** @description What the agent is to do, in plain words. */
            task: string;
            /** @description The workspace to work in. A new one when left out. */
            workspaceId?: string | null;
        };
        RunCreateResponse: {
            eventsUrl: string;
            /** Format: uuid */
            id: string;
            /** @description Attached files that were not found. */
            missingFileIds?: string[];
            model: string;
            /** Format: uuid */
            sessionId: string;
            /**
             * @description Where a run stands. `queued`: it waits; `dispatching`: a browser is being made ready for it; `running`: the agent works. The other three are ends: `completed`, `failed` (`error` says why) and `cancelled`.
             * @enum {string}
             */
            status: "queued" | "dispatching" | "running" | "completed" | "failed" | "cancelled";
            /** Format: uuid */
            workspaceId: string;
        };
        RunEvent: {
            /** @description What belongs to the type of the event. `browser.ready` has the link to watch the browser as `live_view_url`, and no other place has it. */
            data: {
                [key: string]: unknown;
            };
            /** @description The number of the event in its run, to go on reading after it. */
            id: number;
            /** Format: uuid */
            runId: string;
            /** Format: date-time */
            ts: string;
            /** @description What has happened. The words are not listed by the provider; seen are `browser.ready`, `run.dispatch_failed`, `run.completed`, `run.failed` and `run.cancelled`. */
            type: string;
        };
        RunEventsResponse: {
            events: components["schemas"]["RunEvent"][];
            /** @default false */
            hasMore: boolean;
            /** @description What to pass as `after` of the next call; null where the answer is empty. */
            nextAfter?: number | null;
        };
        RunJudgeSettings: {
            /** @description What the judge has to know to judge the result. */
            context?: string | null;
        };
        RunListResponse: {
            /** @default false */
            hasMore: boolean;
            nextCursor?: string | null;
            runs: components["schemas"]["RunSummary"][];
        };
        RunStatusResponse: {
            /**
             * @description Where a run stands. `queued`: it waits; `dispatching`: a browser is being made ready for it; `running`: the agent works. The other three are ends: `completed`, `failed` (`error` says why) and `cancelled`.
             * @enum {string}
             */
            status: "queued" | "dispatching" | "running" | "completed" | "failed" | "cancelled";
        };
        RunSummary: {
            attachedFileIds?: string[] | null;
            contextLimit: number;
            /** Format: date-time */
            createdAt: string;
            /** @description Why the run failed; null where it did not. */
            error: string | null;
            /** Format: uuid */
            id: string;
            /** @description What the judge says; null until it has answered, which is after the end of the run, and where no judge was asked for. */
            judgement?: {
                [key: string]: unknown;
            } | null;
            model: string;
            /** @description What the agent answered, as text; null where there is no answer, or none yet. */
            result: string | null;
            /** Format: uuid */
            sessionId: string;
            /**
             * @description Where a run stands. `queued`: it waits; `dispatching`: a browser is being made ready for it; `running`: the agent works. The other three are ends: `completed`, `failed` (`error` says why) and `cancelled`.
             * @enum {string}
             */
            status: "queued" | "dispatching" | "running" | "completed" | "failed" | "cancelled";
            task: string;
            title: string | null;
            /** @description What the run has cost so far, as decimal text. */
            totalCostUsd: string;
            totalInputTokens: number;
            totalOutputTokens: number;
            /** Format: date-time */
            updatedAt: string;
            workspaceId: string | null;
        };
        SecretBinding: {
            /** @description The name by which the task speaks of the secret. */
            alias: string;
            /** @description The domains on which the agent may fill in the secret. */
            allowedDomains: string[];
            source: components["schemas"]["InlineSecretSource"] | components["schemas"]["OnePasswordSecretSource"];
        };
        SessionInfo: {
            /** Format: date-time */
            createdAt: string;
            /** Format: uuid */
            latestRunId: string;
            /** Format: uuid */
            sessionId: string;
            /**
             * @description Where the latest run of the session stands, in the words for a run.
             * @enum {string}
             */
            status: "queued" | "dispatching" | "running" | "completed" | "failed" | "cancelled";
            task: string;
            title: string | null;
            /** Format: date-time */
            updatedAt: string;
            workspaceId: string | null;
        };
        SteeringCutoff: {
            /** Format: date-time */
            createdAt: string;
            /** Format: uuid */
            sourceRunId: string;
        };
        ValidationError: {
            loc: (string | number)[];
            msg: string;
            type: string;
        };
        WorkspaceCreateRequest: {
            name?: string | null;
        };
        WorkspaceFileInfo: {
            /** Format: date-time */
            lastModified: string;
            path: string;
            size: number;
            /** @description A link for downloading the file, valid for 60 seconds; null where none was asked for. */
            url?: string | null;
        };
        WorkspaceFileListResponse: {
            files: components["schemas"]["WorkspaceFileInfo"][];
            /** @default false */
            hasMore: boolean;
            nextCursor?: string | null;
        };
        WorkspaceFileUploadItem: {
            /** @default application/octet-stream */
            contentType?: string;
            name: string;
            /** @description In bytes, up to 50 MiB. */
            size: number;
        };
        WorkspaceFileUploadRequest: {
            /**
             * @description Whether a file may take the place of one that has the same name. It may when left out.
             * @default true
             */
            allowOverrides?: boolean;
            /** @description The files that are about to be uploaded, 1 to 10. */
            files: components["schemas"]["WorkspaceFileUploadItem"][];
        };
        WorkspaceFileUploadResponse: {
            files: components["schemas"]["WorkspaceFileUploadResponseItem"][];
        };
        WorkspaceFileUploadResponseItem: {
            /** Format: uuid */
            id: string;
            name: string;
            path: string;
            storedName: string;
            /** @description Where the bytes of the file are sent by PUT, within five minutes. */
            uploadUrl: string;
            /** @description Whether the file takes the place of one that has the same name. */
            willOverride: boolean;
        };
        WorkspaceInfo: {
            archived: boolean;
            /** Format: date-time */
            createdAt: string;
            /** Format: uuid */
            id: string;
            name?: string | null;
            /** Format: date-time */
            updatedAt: string;
        };
        WorkspaceSizeInfo: {
            maxBytes: number;
            usedBytes: number;
        };
        WorkspaceUpdateRequest: {
            name?: string | null;
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
    list_runs_runs_get: {
        parameters: {
            query?: {
                /** @description How many runs a page holds. 50 when left out. */
                limit?: number;
                /** @description Where the page begins: `nextCursor` of the page before it. */
                cursor?: string | null;
                /** @description Only runs of this session. */
                sessionId?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of runs. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunListResponse"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not for projects whose data may not be kept. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    create_run_runs_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What to do, and how. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["RunCreateRequest"];
            };
        };
        responses: {
            /** @description The run is accepted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunCreateResponse"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The account has no credit for a run. */
            402: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not for projects whose data may not be kept. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description There is no such session or workspace. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The session is busy with another run. A queued message waits for its end. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_run_runs__run_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
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
                    "application/json": components["schemas"]["RunSummary"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_run_attachments_runs__run_id__attachments_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
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
                    "application/json": components["schemas"]["RunAttachmentsResponse"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    cancel_run_runs__run_id__cancel_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
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
                    "application/json": components["schemas"]["RunSummary"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
            /** @description The request could not be passed on to the agent; the run goes on. Try again. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    get_run_events_runs__run_id__events_get: {
        parameters: {
            query?: {
                /** @description How many events an answer holds at most. 200 when left out. */
                limit?: number;
                /** @description The id of the last event that is known; only later ones come. 0, the default, reads from the start. */
                after?: number;
                /** @description Whether events carry the output of the agent's steps, which can be long. They do when left out. */
                include_output?: boolean;
            };
            header?: never;
            path: {
                run_id: string;
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
                    "application/json": components["schemas"]["RunEventsResponse"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_run_status_runs__run_id__status_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
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
                    "application/json": components["schemas"]["RunStatusResponse"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_session_sessions__session_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
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
                    "application/json": components["schemas"]["SessionInfo"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    purge_session_sessions__session_id__purge_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_session_queue_sessions__session_id__queue_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
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
                    "application/json": components["schemas"]["QueueListResponse"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    queue_session_message_sessions__session_id__queue_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description With `exact-text-v1`, a message that waits already and says the same is given back, and no second one is queued. */
                "X-V4-Queue-Deduplicate"?: string | null;
            };
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QueueMessageRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueuedMessage"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
            /** @description The queue of the session is full. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    get_session_queue_message_sessions__session_id__queue__message_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
                message_id: number;
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
                    "application/json": components["schemas"]["QueuedMessage"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    cancel_queued_message_sessions__session_id__queue__message_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
                message_id: number;
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
                    "application/json": components["schemas"]["QueuedMessage"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The message does not wait any more: it is a run already, or it was taken out. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    create_workspace_workspaces_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WorkspaceCreateRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkspaceInfo"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_workspace_workspaces__workspace_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                workspace_id: string;
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
                    "application/json": components["schemas"]["WorkspaceInfo"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    delete_workspace_workspaces__workspace_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                workspace_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    update_workspace_workspaces__workspace_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                workspace_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WorkspaceUpdateRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkspaceInfo"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_workspace_files_workspaces__workspace_id__files_get: {
        parameters: {
            query?: {
                /** @description Only files whose path begins so. */
                prefix?: string;
                /** @description How many files a page holds, 1 to 100. 50 when left out. */
                limit?: number;
                cursor?: string | null;
                /** @description Whether each file comes with a link for downloading it. It does not when left out. */
                includeUrls?: boolean;
                /** @description `attachment` makes browsers save what a link leads to, where they would show it otherwise. */
                contentDisposition?: "attachment" | null;
            };
            header?: never;
            path: {
                workspace_id: string;
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
                    "application/json": components["schemas"]["WorkspaceFileListResponse"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    delete_workspace_file_workspaces__workspace_id__files_delete: {
        parameters: {
            query: {
                /** @description The path of the file, as the list shows it. */
                path: string;
            };
            header?: never;
            path: {
                workspace_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    upload_workspace_files_workspaces__workspace_id__files_upload_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                workspace_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WorkspaceFileUploadRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkspaceFileUploadResponse"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_workspace_size_workspaces__workspace_id__size_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                workspace_id: string;
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
                    "application/json": components["schemas"]["WorkspaceSizeInfo"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
}
