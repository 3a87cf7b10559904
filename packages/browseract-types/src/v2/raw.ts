// Generated from specs/browseract/v2.yaml by errand's codegen. Do not edit.
// The escape hatch: openapi-typescript's own types, which may change with its versions.

export interface paths {
    "/v2/workflow/get-official-workflow-template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one official template with the parameters that it takes.
         * @description The names under `input_parameters` are those that `runTemplateTask` takes.
         */
        get: operations["getWorkflowTemplateConfig"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/workflow/get-region-list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the regions that a proxy can be in.
         * @description The list comes whole, without pages. Only tasks of templates take a region.
         */
        get: operations["getRegionList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/workflow/get-task": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a task with its steps, output and files.
         * @description Steps change in place (`running` becomes `succeed` or `failed`), so the same step comes again with a new status. Files may go on transferring for up to 30 minutes after the task has ended, so the list of files can grow on a task that is already terminal.
         */
        get: operations["getTask"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/workflow/get-task-status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read only the status of a task.
         * @description The light call for polling. `getTask` adds steps, output and files.
         */
        get: operations["getTaskStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/workflow/get-workflow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one workflow with the parameters that it takes.
         * @description The names under `input_parameters` are those that `runTask` takes.
         */
        get: operations["getWorkflowConfig"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/workflow/list-official-workflow-templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List official templates, page by page.
         * @description Templates belong to BrowserAct and can be run as they are by `runTemplateTask`.
         */
        get: operations["getWorkflowTemplates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/workflow/list-tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List tasks, page by page.
         * @description Filters combine: a task must match all of them. Items have no steps and no list of files; `getTask` has. The only way to look for a task whose start was not answered: filter by workflow and creation time, and compare the parameters.
         */
        get: operations["pageTasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/workflow/list-workflows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the account's own workflows, page by page.
         * @description Gives names and ids. `getWorkflow` adds the parameters that a workflow takes.
         */
        get: operations["getWorkflowList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/workflow/resume-task": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Let a paused task go on.
         * @description A task pauses by itself at a node of its workflow that waits for a person, or from the dashboard; no call pauses one. Whether resuming a task that is already running is ignored or refused with code 10127 is stated both ways, so be ready for either. Do not repeat a call blindly: the task may have reached its next pause in between.
         */
        put: operations["resumeTask"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/workflow/run-task": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start a task of one of the account's own workflows.
         * @description Answers as soon as the task is accepted; the task then runs on its own. There is no idempotency key: a second call starts and bills a second task, also when the answer to the first was lost. With too many tasks running the start is refused with code 10118 and may be tried again later.
         */
        post: operations["runTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/workflow/run-task-by-template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start a task of an official template.
         * @description As `runTask`, but for a template that BrowserAct provides, and with a choice of the proxy's region. A second call starts and bills a second task.
         */
        post: operations["runTemplateTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/workflow/stop-task": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Stop a task for good.
         * @description The task ends as `canceled` and cannot be resumed. Whether stopping a task that has already ended is ignored or refused with code 10121 is stated both ways, so be ready for either.
         */
        put: operations["stopTask"];
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
        /** @description A workflow with the parameters that it takes. */
        ApiWorkflowConfigDto: {
            /**
             * Format: date-time
             * @description When the workflow was created.
             */
            create_at?: string;
            /** @description What the workflow does, as its author put it. */
            description?: string;
            /** @description Id of the workflow: digits in a string, too many for a JavaScript number. */
            id?: string;
            /** @description The parameters to send when the workflow is run. */
            input_parameters?: components["schemas"]["WorkflowInputParameterDto"][];
            /** @description Name given to the workflow in the editor. */
            name?: string;
            /**
             * Format: date-time
             * @description When the workflow was published.
             */
            publish_at?: string;
        };
        /** @description A workflow of the account, without its parameters. */
        ApiWorkflowDto: {
            /**
             * Format: date-time
             * @description When the workflow was created.
             */
            create_at?: string;
            /** @description What the workflow does, as its author put it. */
            description?: string;
            /** @description Id of the workflow: digits in a string, too many for a JavaScript number. */
            id?: string;
            /** @description Name given to the workflow in the editor. */
            name?: string;
            /**
             * Format: date-time
             * @description When the workflow was published.
             */
            publish_at?: string;
        };
        /** @description An official template with the parameters that it takes. */
        ApiWorkflowTemplateConfigDto: {
            /**
             * Format: date-time
             * @description When the template was created.
             */
            create_at?: string;
            /** @description What the template does. */
            description?: string;
            /** @description Page that presents the template. */
            detailUrl: string;
            /** @description Id of the template. */
            id?: string;
            /** @description The parameters to send when the template is run. */
            input_parameters?: components["schemas"]["WorkflowInputParameterDto"][];
            /** @description Name of the template. */
            name?: string;
            /**
             * Format: date-time
             * @description When the template was published.
             */
            publish_at?: string;
            /** @description What the template is good for, in a few words. */
            recommendDesc: string;
        };
        /** @description One input parameter and its value. */
        InputParamItemDto: {
            /** @description Name of the parameter, as the workflow or template declares it. */
            name?: string;
            /** @description Its value, always text: numbers and booleans are written out. */
            value?: string;
        };
        /** @description Where and in which size to watch the browser of a running task. */
        LiveUrlInfo: {
            /**
             * Format: int32
             * @description Height of the view in pixels.
             */
            height: number;
            /** @description Address to open or to embed. It works only while the task is running. */
            live_url?: string;
            /**
             * Format: int32
             * @description Width of the view in pixels.
             */
            width: number;
        };
        /** @description One page of workflows. Every field may be missing. */
        PageRespApiWorkflowDto: {
            /** @description The workflows of this page. */
            items?: components["schemas"]["ApiWorkflowDto"][];
            /**
             * Format: int32
             * @description How many items a page holds at most.
             */
            limit?: number;
            /**
             * Format: int32
             * @description The page that this is, counted from 1.
             */
            page?: number;
            /**
             * Format: int32
             * @description How many items match on all pages together.
             */
            total_count?: number;
            /**
             * Format: int32
             * @description How many pages there are at this `limit`.
             */
            total_pages?: number;
        };
        /** @description One page of tasks. Every field may be missing. */
        PageRespWorkflowTaskSimpleResponse: {
            /** @description The tasks of this page. */
            items?: components["schemas"]["WorkflowTaskSimpleResponse"][];
            /**
             * Format: int32
             * @description How many items a page holds at most.
             */
            limit?: number;
            /**
             * Format: int32
             * @description The page that this is, counted from 1.
             */
            page?: number;
            /**
             * Format: int32
             * @description How many items match on all pages together.
             */
            total_count?: number;
            /**
             * Format: int32
             * @description How many pages there are at this `limit`.
             */
            total_pages?: number;
        };
        /** @description One page of templates. Every field may be missing. */
        PageRespWorkflowTemplateDto: {
            /** @description The templates of this page. */
            items?: components["schemas"]["WorkflowTemplateDto"][];
            /**
             * Format: int32
             * @description How many items a page holds at most.
             */
            limit?: number;
            /**
             * Format: int32
             * @description The page that this is, counted from 1.
             */
            page?: number;
            /**
             * Format: int32
             * @description How many items match on all pages together.
             */
            total_count?: number;
            /**
             * Format: int32
             * @description How many pages there are at this `limit`.
             */
            total_pages?: number;
        };
        /** @description Envelope of an error. Every field may be missing. It also may come with HTTP 200, so the status alone does not tell success from failure. */
        ResponseData: {
            /**
             * Format: int32
             * @description What went wrong; 0 means success. Known values: 401 invalid key, 10112 no such task, 10118 too many running tasks (try again later), 10121 the task has already ended, 10127 only a paused task can be resumed.
             */
            code?: number;
            /** @description Details, of no fixed shape. */
            data?: {
                [key: string]: unknown;
            };
            /** @description The same for people. Its wording can change, so decide by `code`. */
            msg?: string;
            /**
             * Format: date-time
             * @description The server's time when it answered, as a date.
             */
            time?: string;
            /** @description Id of the request in the provider's logs. Support asks for it. */
            traceId?: string;
            /**
             * Format: int64
             * @description The server's time when it answered, as a Unix timestamp.
             */
            ts?: number;
        };
        /** @description What to run, and how. */
        RunWorkflowTaskRequest: {
            /** @description HTTP or HTTPS address, at most 2048 characters, that is sent the whole task (the same body as `getTask`) by POST once the task is `finished`, `failed` or `canceled`. It must be public and answer 2xx within 30 seconds; redirects are not followed; only a 5xx answer is retried, up to 3 times. Calls carry no signature: put an unguessable token into the address and read the task again before acting on it. */
            callback_url?: string;
            /** @description Values for the workflow's input parameters, by name. They can be left out where the workflow has defaults of its own. */
            input_parameters?: components["schemas"]["InputParamItemDto"][];
            /**
             * @deprecated
             * @description Whether to run in a private window. Deprecated: leave it out and use `save_browser_data` and `profile_id`.
             */
            open_incognito_mode?: boolean;
            /** @description Browser profile to run in, with the cookies and logins that an earlier run left there. */
            profile_id?: string;
            /** @description Whether to keep cookies and logins of this run in a profile. The answer then names the profile, for use in later runs. */
            save_browser_data?: boolean;
            /** @description Like `callback_url`, but called at every change of status. Calls carry no event id: the task's id and its status together tell a repeated call from a new one. */
            status_change_callback_url?: string;
            /** @description Workflow to run, as digits in a string. */
            workflow_id: string;
        };
        /** @description Which template to run, and how. */
        RunWorkflowTemplateTaskRequest: {
            /** @description HTTP or HTTPS address, at most 2048 characters, that is sent the whole task (the same body as `getTask`) by POST once the task is `finished`, `failed` or `canceled`. It must be public and answer 2xx within 30 seconds; redirects are not followed; only a 5xx answer is retried, up to 3 times. Calls carry no signature: put an unguessable token into the address and read the task again before acting on it. */
            callback_url?: string;
            /** @description Values for the template's input parameters, by name. */
            input_parameters?: components["schemas"]["InputParamItemDto"][];
            /** @description Code of the region whose address the browser shows, as `listRegions` gives it. US when left out. */
            proxyRegion?: string;
            /** @description Like `callback_url`, but called at every change of status. Calls carry no event id: the task's id and its status together tell a repeated call from a new one. */
            status_change_callback_url?: string;
            /** @description Template to run. */
            workflow_template_id: string;
        };
        /**
         * @description How a step is doing. `succeed` and `failed` are final.
         * @enum {string}
         */
        StepStatus: "running" | "succeed" | "failed";
        /** @description A region that a proxy can be in. */
        SysRegionSimpleView: {
            /** @description Code of the region, at most 30 characters: what `proxyRegion` takes. */
            code?: string;
            /** @description Name of the region. */
            name?: string;
        };
        /** @description Handle of a task that was just created. */
        TaskCreatedResponse: {
            /** @description Id of the task: 17 digits in a string. Keep it a string: as a JavaScript number its last digits change. */
            id: string;
            /** @description Profile that keeps the browser's data. Present only when `save_browser_data` was set; some answers spell it `profileId`. */
            profile_id?: string;
        };
        /** @description A file that the browser downloaded during a task, and how far its transfer to the provider's storage has come. Transfers can go on for up to 30 minutes after the task has ended. At most 50 MB a file and 100 files a task; files are kept for 7 days. Every field may be missing. Times are Unix timestamps; milliseconds are stated for `createTime` only. */
        TaskDownloadFileView: {
            /**
             * Format: int64
             * @description When the file appeared, as Unix time in milliseconds.
             */
            createTime?: number;
            /**
             * Format: int64
             * @description When the transfer ended, as a Unix timestamp.
             */
            downloadCompletedTime?: number;
            /**
             * Format: int64
             * @description When the transfer started, as a Unix timestamp.
             */
            downloadStartTime?: number;
            /** @description Where to fetch the file, once its transfer is complete. */
            downloadUrl?: string;
            /** @description Why the transfer failed. Missing when it did not. */
            errorMessage?: string;
            /**
             * Format: int64
             * @description When the file is deleted, as a Unix timestamp.
             */
            expiresAt?: number;
            /** @description Name that the site gave the file. It is not safe as a path. */
            fileName?: string;
            /**
             * Format: int64
             * @description Size in bytes.
             */
            fileSize?: number;
            /** @description Id of the file within the task. */
            guid?: string;
            /**
             * Format: int32
             * @description How much is transferred, in percent: 0 to 100.
             */
            progress?: number;
            /** @description State of the transfer, in words that are not listed anywhere. Judge by `downloadUrl` and `errorMessage`. */
            status?: string;
        };
        /** @description Why a task failed. */
        TaskFailureInfo: {
            /**
             * Format: int32
             * @description The provider's number for the failure. The values are not documented.
             */
            code: number;
            /** @description The same for people. */
            message: string;
        };
        /** @description What a task produced. Both parts may be missing. */
        TaskOutputDto: {
            /** @description Addresses of the files that the task wrote. */
            files?: string[];
            /** @description The result as text. Structured results are JSON or another format inside this text. */
            string?: string;
        };
        /**
         * @description Where a task stands. Terminal are `finished`, `failed` and `canceled`. `created` waits to run; `running` may end, or go through `pausing` to `paused`, from where it is resumed or canceled. `unknown` is the provider's word for a state that it cannot name: not terminal, so keep looking, but not for ever.
         * @enum {string}
         */
        TaskStatus: "created" | "running" | "finished" | "canceled" | "pausing" | "paused" | "failed" | "unknown";
        /** @description The status of a task and nothing else. */
        TaskStatusResponse: {
            /** @description Where the task stands. */
            status: components["schemas"]["TaskStatus"];
        };
        /** @description One step of a task. A step changes in place: it comes first as `running`, later again under the same id as `succeed` or `failed`. */
        TaskStepDto: {
            /** @description How the agent judges the step before this one. Some answers lack it, although it is declared as required. */
            evaluation_previous_goal: string;
            /** @description Id of the step. Together with `status` it tells an update from a repetition. */
            id: string;
            /** @description Picture of the page at this step. */
            screenshots_url: string;
            /** @description How the step is doing. */
            status: components["schemas"]["StepStatus"];
            /**
             * Format: int32
             * @description Place of the step within the task.
             */
            step: number;
            /** @description What the agent is about to do. */
            step_goal: string;
        };
        /** @description A parameter that a workflow or template takes. */
        WorkflowInputParameterDto: {
            /** @description Whether the workflow's own default applies when no value is sent. */
            default_enabled?: boolean;
            /** @description Name to send the value under. */
            name?: string;
        };
        /** @description A task with its steps, output and files. Callbacks carry the same shape. */
        WorkflowTaskResponse: {
            /**
             * Format: date-time
             * @description When the task was created.
             */
            created_at: string;
            /**
             * Format: int64
             * @description Credits spent so far, a whole number; one action costs 5. Credits are not an amount of money.
             */
            credit?: number;
            /** @description Files that the browser downloaded. The list can still grow, and its entries change, after the task has ended. */
            download_files?: components["schemas"]["TaskDownloadFileView"][];
            /**
             * Format: int64
             * @description When the downloaded files are deleted, as a Unix timestamp.
             */
            files_expires_at?: number;
            /**
             * Format: date-time
             * @description When the task ended, in whichever way. Absent before that.
             */
            finished_at?: string;
            /** @description Id of the task: 17 digits in a string. Keep it a string: as a JavaScript number its last digits change. */
            id: string;
            /** @description The parameters that the task was started with, flattened into one `key=value` text. Some answers carry the array of names and values instead, so read it leniently. */
            input_parameters?: string;
            /**
             * @deprecated
             * @description Address for watching the browser. Deprecated: `live_url_info` carries it together with its size.
             */
            live_url?: string;
            /** @description Where to watch the browser. Present only while the task is running. */
            live_url_info?: components["schemas"]["LiveUrlInfo"];
            /** @description Page with the log of the task. */
            log_detail_url?: string;
            /** @description What the task produced. Present only once the task has ended. */
            output?: components["schemas"]["TaskOutputDto"];
            /** @description Browser profile that the task runs in. Present when one was given or browser data are saved. */
            profile_id?: string;
            /** @description Where the task stands. */
            status: components["schemas"]["TaskStatus"];
            /** @description Steps so far, those that are still running included. */
            steps: components["schemas"]["TaskStepDto"][];
            /** @description Why the task failed. Present only when `status` is `failed`; some answers carry null instead of leaving it out. */
            task_failure_info?: components["schemas"]["TaskFailureInfo"];
            /** @description Workflow that the task runs, as digits in a string. Some answers carry a number instead. */
            workflow_id: string;
        };
        /** @description A task as lists show it: without steps, files and log. */
        WorkflowTaskSimpleResponse: {
            /**
             * Format: date-time
             * @description When the task was created.
             */
            created_at: string;
            /**
             * Format: int64
             * @description Credits spent so far, a whole number; one action costs 5. Credits are not an amount of money.
             */
            credit?: number;
            /**
             * Format: date-time
             * @description When the task ended, in whichever way. Absent before that.
             */
            finished_at?: string;
            /** @description Id of the task: 17 digits in a string. Keep it a string: as a JavaScript number its last digits change. */
            id: string;
            /** @description The parameters that the task was started with, flattened into one `key=value` text. Some answers carry the array of names and values instead, so read it leniently. */
            input_parameters?: string;
            /**
             * @deprecated
             * @description Address for watching the browser. Deprecated: `live_url_info` carries it together with its size.
             */
            live_url?: string;
            /** @description Where to watch the browser. Present only while the task is running. */
            live_url_info?: components["schemas"]["LiveUrlInfo"];
            /** @description What the task produced. Present only once the task has ended. */
            output?: components["schemas"]["TaskOutputDto"];
            /** @description Browser profile that the task runs in. Present when one was given or browser data are saved. */
            profile_id?: string;
            /** @description Where the task stands. */
            status: components["schemas"]["TaskStatus"];
            /** @description Why the task failed. Present only when `status` is `failed`; some answers carry null instead of leaving it out. */
            task_failure_info?: components["schemas"]["TaskFailureInfo"];
            /** @description Workflow that the task runs, as digits in a string. Some answers carry a number instead. */
            workflow_id: string;
        };
        /** @description An official template, without its parameters. */
        WorkflowTemplateDto: {
            /** @description Page that presents the template. */
            detailUrl: string;
            /** @description Name of the template. */
            name: string;
            /** @description What the template is good for, in a few words. */
            recommendDesc: string;
            /** @description Id of the template: what `runTemplateTask` takes as `workflow_template_id`. */
            templateId: string;
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
    getWorkflowTemplateConfig: {
        parameters: {
            query: {
                /** @description Id of the template. */
                workflow_template_id: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The template and its parameters. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiWorkflowTemplateConfigDto"];
                };
            };
            /** @description Refused. `code` in the envelope says why; a wrong key, an unknown id and a full plan may all come this way. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResponseData"];
                };
            };
            /** @description The service failed, and `code` and `traceId` in the envelope are all it tells. After a start it is unknown whether a task exists. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResponseData"];
                };
            };
        };
    };
    getRegionList: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All regions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SysRegionSimpleView"][];
                };
            };
            /** @description Refused. `code` in the envelope says why; a wrong key, an unknown id and a full plan may all come this way. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResponseData"];
                };
            };
            /** @description The service failed, and `code` and `traceId` in the envelope are all it tells. After a start it is unknown whether a task exists. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResponseData"];
                };
            };
        };
    };
    getTask: {
        parameters: {
            query: {
                /** @description Id of the task: 17 digits in a string. Keep it a string: as a JavaScript number its last digits change, and another task is asked for. */
                task_id: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole task. An envelope with a `code` other than 0 may come instead. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowTaskResponse"];
                };
            };
            /** @description Refused. `code` in the envelope says why; a wrong key, an unknown id and a full plan may all come this way. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResponseData"];
                };
            };
            /** @description The service failed, and `code` and `traceId` in the envelope are all it tells. After a start it is unknown whether a task exists. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResponseData"];
                };
            };
        };
    };
    getTaskStatus: {
        parameters: {
            query: {
                /** @description Id of the task: 17 digits in a string. Keep it a string: as a JavaScript number its last digits change, and another task is asked for. */
                task_id: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The status, and nothing else. An envelope with a `code` other than 0 may come instead. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskStatusResponse"];
                };
            };
            /** @description Refused. `code` in the envelope says why; a wrong key, an unknown id and a full plan may all come this way. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResponseData"];
                };
            };
            /** @description The service failed, and `code` and `traceId` in the envelope are all it tells. After a start it is unknown whether a task exists. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResponseData"];
                };
            };
        };
    };
    getWorkflowConfig: {
        parameters: {
            query: {
                /** @description Id of the workflow, as digits in a string. */
                workflow_id: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The workflow and its parameters. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiWorkflowConfigDto"];
                };
            };
            /** @description Refused. `code` in the envelope says why; a wrong key, an unknown id and a full plan may all come this way. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResponseData"];
                };
            };
            /** @description The service failed, and `code` and `traceId` in the envelope are all it tells. After a start it is unknown whether a task exists. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResponseData"];
                };
            };
        };
    };
    getWorkflowTemplates: {
        parameters: {
            query?: {
                /** @description Only templates that match this text. */
                keyword?: string;
                /** @description Which page, counted from 1. No default is declared; the first page comes when it is left out. */
                page?: number;
                /** @description How many items a page holds, 1 to 500. No default is declared. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of templates. All fields of the page itself may be missing. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageRespWorkflowTemplateDto"];
                };
            };
            /** @description Refused. `code` in the envelope says why; a wrong key, an unknown id and a full plan may all come this way. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResponseData"];
                };
            };
            /** @description The service failed, and `code` and `traceId` in the envelope are all it tells. After a start it is unknown whether a task exists. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResponseData"];
                };
            };
        };
    };
    pageTasks: {
        parameters: {
            query?: {
                /** @description Only tasks with this status. */
                status?: components["schemas"]["TaskStatus"];
                /** @description Only tasks of this workflow. */
                workflow_id?: string;
                /** @description Only tasks whose workflow's name contains this text. */
                workflow_name?: string;
                /** @description Only tasks created at this time or later, in ISO 8601. */
                created_at_from?: string;
                /** @description Only tasks created at this time or earlier, in ISO 8601. */
                created_at_to?: string;
                /** @description Which page, counted from 1. No default is declared; the first page comes when it is left out. */
                page?: number;
                /** @description How many items a page holds, 1 to 500. No default is declared. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of tasks. All of its fields may be missing. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageRespWorkflowTaskSimpleResponse"];
                };
            };
            /** @description Refused. `code` in the envelope says why; a wrong key, an unknown id and a full plan may all come this way. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResponseData"];
                };
            };
            /** @description The service failed, and `code` and `traceId` in the envelope are all it tells. After a start it is unknown whether a task exists. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResponseData"];
                };
            };
        };
    };
    getWorkflowList: {
        parameters: {
            query?: {
                /** @description Which page, counted from 1. No default is declared; the first page comes when it is left out. */
                page?: number;
                /** @description How many items a page holds, 1 to 500. No default is declared. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of workflows. All of its fields may be missing. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageRespApiWorkflowDto"];
                };
            };
            /** @description Refused. `code` in the envelope says why; a wrong key, an unknown id and a full plan may all come this way. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResponseData"];
                };
            };
            /** @description The service failed, and `code` and `traceId` in the envelope are all it tells. After a start it is unknown whether a task exists. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResponseData"];
                };
            };
        };
    };
    resumeTask: {
        parameters: {
            query: {
                /** @description Id of the task: 17 digits in a string. Keep it a string: as a JavaScript number its last digits change, and another task is asked for. */
                task_id: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted, with an empty body. The task goes on shortly after; its status tells when. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. `code` in the envelope says why; a wrong key, an unknown id and a full plan may all come this way. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResponseData"];
                };
            };
            /** @description The service failed, and `code` and `traceId` in the envelope are all it tells. After a start it is unknown whether a task exists. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResponseData"];
                };
            };
        };
    };
    runTask: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The workflow to run, its parameters, and what to call back. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["RunWorkflowTaskRequest"];
            };
        };
        responses: {
            /** @description The task is created; its id is the handle for every other call. An envelope with a `code` other than 0 may come instead. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskCreatedResponse"];
                };
            };
            /** @description Refused. `code` in the envelope says why; a wrong key, an unknown id and a full plan may all come this way. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResponseData"];
                };
            };
            /** @description The service failed, and `code` and `traceId` in the envelope are all it tells. After a start it is unknown whether a task exists. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResponseData"];
                };
            };
        };
    };
    runTemplateTask: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The template to run, its parameters, the proxy's region, and what to call back. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["RunWorkflowTemplateTaskRequest"];
            };
        };
        responses: {
            /** @description The task is created; its id is the handle for every other call. An envelope with a `code` other than 0 may come instead. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskCreatedResponse"];
                };
            };
            /** @description Refused. `code` in the envelope says why; a wrong key, an unknown id and a full plan may all come this way. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResponseData"];
                };
            };
            /** @description The service failed, and `code` and `traceId` in the envelope are all it tells. After a start it is unknown whether a task exists. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResponseData"];
                };
            };
        };
    };
    stopTask: {
        parameters: {
            query: {
                /** @description Id of the task: 17 digits in a string. Keep it a string: as a JavaScript number its last digits change, and another task is asked for. */
                task_id: string;
                /** @description A number of the caller's own, for tracking who stopped the task. It has no effect on the task. */
                biz_code?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted, with an empty body. Read the status to see the task canceled. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused. `code` in the envelope says why; a wrong key, an unknown id and a full plan may all come this way. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResponseData"];
                };
            };
            /** @description The service failed, and `code` and `traceId` in the envelope are all it tells. After a start it is unknown whether a task exists. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResponseData"];
                };
            };
        };
    };
}
