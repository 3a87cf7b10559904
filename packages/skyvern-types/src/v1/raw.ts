// Generated from specs/skyvern/v1.yaml by errand's codegen. Do not edit.
// The escape hatch: openapi-typescript's own types, which may change with its versions.

export interface paths {
    "/v1/credentials/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand over a code that was sent to a person.
         * @description A run whose login asks for such a code waits for it, and finds it by the run or by the identifier that it was started with. Each call leaves another code.
         */
        post: operations["send_totp_code_v1_credentials_totp_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/run/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start a task.
         * @description Without `url` a model is asked where to begin before the run exists, so the answer takes seconds longer. The engine may be another than the one that was asked for: `run_type` of the answer says which shape the run has. A second call starts and bills a second run.
         */
        post: operations["run_task_v1_run_tasks_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List runs, page by page.
         * @description Items have no output. There are no more than 100 pages, and the answer does not say how many there are.
         */
        get: operations["get_runs_v2_v1_runs_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{run_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a run with its output and files.
         * @description There is no lighter call for waiting. `run_type` tells which shape the answer has.
         */
        get: operations["get_run_v1_runs__run_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{run_id}/artifacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what a run has left: recordings, screenshots, logs, downloads. */
        get: operations["get_run_artifacts_v1_runs__run_id__artifacts_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{run_id}/cancel": {
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
         * @description The answer says nothing. It may come too late without saying so: read the run to see how it ended.
         */
        post: operations["cancel_run_v1_runs__run_id__cancel_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{run_id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what a run has done, as a tree of blocks and thoughts.
         * @description Not every type of run has a timeline.
         */
        get: operations["get_run_timeline_v1_runs__run_id__timeline_get"];
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
        Action: {
            action_id?: string | null;
            action_order?: number | null;
            action_type: components["schemas"]["ActionType"];
            click_context?: components["schemas"]["ClickContext"] | null;
            confidence_float?: number | null;
            created_at?: string | null;
            created_by?: string | null;
            data_extraction_goal?: string | null;
            description?: string | null;
            download?: boolean | null;
            download_triggered?: boolean | null;
            downloaded_files?: string[] | null;
            element_id?: string | null;
            errors?: components["schemas"]["UserDefinedError"][] | null;
            file_name?: string | null;
            file_url?: string | null;
            finished_at?: string | null;
            has_mini_agent?: boolean | null;
            input_or_select_context?: components["schemas"]["InputOrSelectContext"] | null;
            intention?: string | null;
            is_checked?: boolean | null;
            is_upload_file_tag?: boolean | null;
            modified_at?: string | null;
            option?: components["schemas"]["SelectOption"] | null;
            organization_id?: string | null;
            output?: {
                [key: string]: unknown;
            } | unknown[] | string | null;
            reasoning?: string | null;
            response?: string | null;
            screenshot_artifact_id?: string | null;
            /** @default false */
            skip_auto_complete_tab: boolean;
            skyvern_element_data?: {
                [key: string]: unknown;
            } | null;
            skyvern_element_hash?: string | null;
            source_action_id?: string | null;
            started_at?: string | null;
            /** @default pending */
            status: components["schemas"]["ActionStatus"];
            step_id?: string | null;
            step_order?: number | null;
            task_id?: string | null;
            /** @default false */
            terminal_user_errors: boolean;
            text?: string | null;
            tool_call_id?: string | null;
            totp_timing_info?: {
                [key: string]: unknown;
            } | null;
            /** @default false */
            verified: boolean;
            workflow_run_id?: string | null;
            xpath?: string | null;
        };
        /**
         * @description Where an action stands: `pending`, or at its end as `completed`, `failed` or `skipped`.
         * @enum {string}
         */
        ActionStatus: "pending" | "skipped" | "failed" | "completed";
        ActionType: ("click" | "input_text" | "paste_text" | "upload_file" | "download_file" | "select_option" | "checkbox" | "wait" | "hover" | "null_action" | "solve_captcha" | "terminate" | "complete" | "reload_page" | "close_page" | "new_tab" | "switch_tab" | "extract" | "verification_code" | "goto_url" | "go_back" | "go_forward" | "scroll" | "keypress" | "move" | "drag" | "left_mouse" | "execute_js") | (string & {});
        Artifact: {
            ai_suggestion_id?: string | null;
            /** @default false */
            archived: boolean;
            artifact_id: string;
            artifact_type: components["schemas"]["ArtifactType"];
            browser_session_id?: string | null;
            bundle_key?: string | null;
            checksum?: string | null;
            created_at: string;
            file_size?: number | null;
            modified_at: string;
            observer_cruise_id?: string | null;
            observer_thought_id?: string | null;
            organization_id: string;
            run_id?: string | null;
            signed_url?: string | null;
            step_id?: string | null;
            task_id?: string | null;
            uri: string;
            workflow_run_block_id?: string | null;
            workflow_run_id?: string | null;
        };
        ArtifactType: ("recording" | "audio" | "session_replay" | "eval_score" | "eval_trajectory" | "eval_rubrics" | "browser_console_log" | "browser_session_action_log" | "skyvern_log" | "skyvern_log_raw" | "screenshot" | "screenshot_llm" | "screenshot_action" | "screenshot_final" | "screenshot_proxy" | "llm_prompt" | "llm_request" | "llm_response" | "llm_response_parsed" | "llm_response_rendered" | "visible_elements_id_css_map" | "visible_elements_id_frame_map" | "visible_elements_tree" | "visible_elements_tree_trimmed" | "visible_elements_tree_in_prompt" | "hashed_href_map" | "visible_elements_id_xpath_map" | "html" | "html_scrape" | "html_action" | "trace" | "har" | "script_file" | "pdf" | "step_archive" | "task_archive" | "download") | (string & {});
        BlockType: ("task" | "task_v2" | "for_loop" | "while_loop" | "conditional" | "code" | "text_prompt" | "download_to_s3" | "upload_to_s3" | "file_upload" | "send_email" | "file_url_parser" | "validation" | "action" | "navigation" | "extraction" | "login" | "wait" | "file_download" | "goto_url" | "pdf_parser" | "http_request" | "human_interaction" | "print_page" | "workflow_trigger" | "google_sheets_read" | "google_sheets_write" | "pdf_fill" | "split_pdf" | "email_inbox") | (string & {});
        BrowserSeedSource: ("override" | "picked" | "own_memory" | "credential" | "fresh" | "degraded_fresh") | (string & {});
        ClickContext: {
            desired_state?: boolean | null;
            single_option_click?: boolean | null;
            thought?: string | null;
        };
        FileInfo: {
            artifact_id?: string | null;
            checksum?: string | null;
            file_size?: number | null;
            filename?: string | null;
            modified_at?: string | null;
            url: string;
        };
        GeoTarget: {
            city?: string | null;
            country: string;
            subdivision?: string | null;
        };
        HTTPValidationError: {
            detail?: components["schemas"]["ValidationError"][];
        };
        InputOrSelectContext: {
            date_format?: string | null;
            field?: string | null;
            intention?: string | null;
            is_date_related?: boolean | null;
            is_location_input?: boolean | null;
            is_required?: boolean | null;
            is_search_bar?: boolean | null;
            is_text_captcha?: boolean | null;
        };
        /** @enum {string} */
        OTPType: "totp" | "magic_link";
        ProxyLocation: ("RESIDENTIAL" | "US-CA" | "US-NY" | "US-TX" | "US-FL" | "US-WA" | "RESIDENTIAL_ES" | "RESIDENTIAL_IE" | "RESIDENTIAL_GB" | "RESIDENTIAL_IN" | "RESIDENTIAL_JP" | "RESIDENTIAL_FR" | "RESIDENTIAL_DE" | "RESIDENTIAL_NZ" | "RESIDENTIAL_ZA" | "RESIDENTIAL_AR" | "RESIDENTIAL_AU" | "RESIDENTIAL_BR" | "RESIDENTIAL_TR" | "RESIDENTIAL_CA" | "RESIDENTIAL_MX" | "RESIDENTIAL_IT" | "RESIDENTIAL_NL" | "RESIDENTIAL_PH" | "RESIDENTIAL_KR" | "RESIDENTIAL_SA" | "RESIDENTIAL_ISP" | "NONE") | (string & {});
        /** @description What works a task. The engine decides what a run looks like, and whether it takes a title. */
        RunEngine: ("skyvern-1.0" | "skyvern-2.0" | "skyvern-3.0" | "openai-cua" | "anthropic-cua" | "ui-tars" | "yutori-navigator") | (string & {});
        /**
         * @description Where a run stands. `created` and `queued`: it waits; `running`: the agent works; `paused`: it waits for somebody. Five are ends: `completed`; `failed`, also where only the webhook failed and the output is there; `terminated`: the goal cannot be reached; `timed_out`: too long, or too many steps; `canceled`.
         * @enum {string}
         */
        RunStatus: "created" | "queued" | "running" | "paused" | "timed_out" | "failed" | "terminated" | "completed" | "canceled";
        RunType: ("task_v1" | "task_v2" | "task_v3" | "workflow_run" | "openai_cua" | "anthropic_cua" | "ui_tars" | "yutori_navigator") | (string & {});
        ScriptRunResponse: {
            /** @default false */
            ai_fallback_triggered: boolean;
            script_id?: string | null;
            script_revision_id?: string | null;
        };
        SelectOption: {
            index?: number | null;
            label?: string | null;
            value?: string | null;
        };
        TOTPCode: {
            code: string;
            content: string;
            /** Format: date-time */
            created_at: string;
            expired_at?: string | null;
            /** Format: date-time */
            modified_at: string;
            organization_id: string;
            otp_type?: components["schemas"]["OTPType"] | null;
            source?: string | null;
            task_id?: string | null;
            totp_code_id: string;
            totp_identifier: string;
            /** @deprecated */
            type?: components["schemas"]["OTPType"] | null;
            workflow_id?: string | null;
            workflow_run_id?: string | null;
        };
        TOTPCodeCreate: {
            /** @description The code, or the text of the message that holds it. */
            content: string;
            /** @description When the code is worth nothing any more. */
            expired_at?: string | null;
            /** @description Where the code came from, in words of the caller. */
            source?: string | null;
            task_id?: string | null;
            /** @description Whose code it is: the `totp_identifier` of the run's start, such as an email address or a telephone number. */
            totp_identifier: string;
            /**
             * @deprecated
             * @description What the text is. The service finds out by itself.
             */
            type?: components["schemas"]["OTPType"] | null;
            workflow_id?: string | null;
            workflow_run_id?: string | null;
        };
        TaskRunListItem: {
            /** Format: date-time */
            created_at: string;
            finished_at?: string | null;
            run_id: string;
            /** @default false */
            script_run: boolean;
            started_at?: string | null;
            status: string;
            task_run_id: string;
            task_run_type: string;
            /** @description The title of the start, or one that the service made up. */
            title?: string | null;
            trigger_type?: components["schemas"]["WorkflowRunTriggerType"] | null;
            /** @default false */
            workflow_deleted: boolean;
            workflow_permanent_id?: string | null;
        };
        "TaskRunRequest-Input": {
            /** @description The address of a browser of one's own, which the agent uses by the DevTools protocol. */
            browser_address?: string | null;
            /** @description The profile with which the browser starts. Only with the engine skyvern-2.0. */
            browser_profile_id?: string | null;
            /** @description The session in whose browser the agent works. A new browser when left out. */
            browser_session_id?: string | null;
            /** @description Headers for the connection to `browser_address`. */
            cdp_connect_headers?: {
                [key: string]: string;
            } | null;
            /** @description The JSON Schema that the output follows. */
            data_extraction_schema?: {
                [key: string]: unknown;
            } | unknown[] | string | null;
            /**
             * @description What works the task. skyvern-1.0 when left out.
             * @default skyvern-1.0
             */
            engine?: components["schemas"]["RunEngine"];
            /** @description Codes of one's own, each with the situation that it stands for in plain words. What was met is among `errors` of the run. */
            error_code_mapping?: {
                [key: string]: string;
            } | null;
            /** @description Headers that the browser adds to its requests. */
            extra_http_headers?: {
                [key: string]: string;
            } | null;
            /**
             * @description Whether the earlier actions count when it is judged whether the task is done.
             * @default false
             */
            include_action_history_in_verification?: boolean | null;
            /** @description How often the page is scrolled at most for the screenshots after an action. */
            max_screenshot_scrolls?: number | null;
            /** @description The most steps that the run may take. A run that needs more ends as `timed_out`. */
            max_steps?: number | null;
            /** @description Settings for the model that the engine uses. */
            model?: {
                [key: string]: unknown;
            } | null;
            /** @description What the agent is to do, in plain words. */
            prompt: string;
            /**
             * @description Where the browser's traffic comes from: one of the provider's words, or a country with its parts.
             * @default RESIDENTIAL
             */
            proxy_location?: components["schemas"]["ProxyLocation"] | components["schemas"]["GeoTarget"] | {
                [key: string]: unknown;
            } | null;
            /**
             * @deprecated
             * @description Whether the task becomes an agent that can be run again.
             * @default false
             */
            publish_workflow?: boolean;
            /** @description How the task is worked, where the service knows several ways. The provider's document names no values. */
            run_with?: string | null;
            /**
             * @description Whether the browser starts without anything that earlier runs have left.
             * @default false
             */
            start_fresh_browser?: boolean;
            /** @description A name for the run. It is kept as it is and can be searched for, except with skyvern-2.0, which makes up one of its own. */
            title?: string | null;
            /** @description Which one-time passwords are meant, where they were sent to the service before. */
            totp_identifier?: string | null;
            /** @description Where the service asks for a one-time password when a page wants one. */
            totp_url?: string | null;
            /** @description Where the agent begins. Without it a model is asked first, which takes seconds. */
            url?: string | null;
            /** @description Where the run is sent when it is over. The call is signed with the API key (`x-skyvern-signature`), its time is not, and it is sent once. */
            webhook_url?: string | null;
        };
        "TaskRunRequest-Output": {
            browser_address?: string | null;
            browser_profile_id?: string | null;
            browser_session_id?: string | null;
            cdp_connect_headers?: {
                [key: string]: string;
            } | null;
            data_extraction_schema?: {
                [key: string]: unknown;
            } | unknown[] | string | null;
            /** @default skyvern-1.0 */
            engine: components["schemas"]["RunEngine"];
            error_code_mapping?: {
                [key: string]: string;
            } | null;
            extra_http_headers?: {
                [key: string]: string;
            } | null;
            /** @default false */
            include_action_history_in_verification: boolean | null;
            max_screenshot_scrolls?: number | null;
            max_steps?: number | null;
            model?: {
                [key: string]: unknown;
            } | null;
            prompt: string;
            /** @default RESIDENTIAL */
            proxy_location: components["schemas"]["ProxyLocation"] | components["schemas"]["GeoTarget"] | {
                [key: string]: unknown;
            } | null;
            /**
             * @deprecated
             * @default false
             */
            publish_workflow: boolean;
            run_with?: string | null;
            /** @default false */
            start_fresh_browser: boolean;
            title?: string | null;
            totp_identifier?: string | null;
            totp_url?: string | null;
            url?: string | null;
            webhook_url?: string | null;
        };
        TaskRunResponse: {
            app_url?: string | null;
            browser_profile_id?: string | null;
            browser_session_id?: string | null;
            /** Format: date-time */
            created_at: string;
            downloaded_files?: components["schemas"]["FileInfo"][] | null;
            /** @description What went wrong, with the codes of `error_code_mapping`. */
            errors?: {
                [key: string]: unknown;
            }[] | null;
            /** @description Why the run did not reach its goal. */
            failure_reason?: string | null;
            finished_at?: string | null;
            max_screenshot_scrolls?: number | null;
            /** Format: date-time */
            modified_at: string;
            /** @description What the agent answered, by the schema of the start where there was one. */
            output?: {
                [key: string]: unknown;
            } | unknown[] | string | null;
            queued_at?: string | null;
            /** @default false */
            recording_archived: boolean;
            recording_url?: string | null;
            run_id: string;
            /** @description What the run was started with. It lacks the title, and the prompt may be another. */
            run_request?: components["schemas"]["TaskRunRequest-Output"] | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            run_type: "anthropic_cua" | "openai_cua" | "task_v1" | "task_v2" | "task_v3" | "ui_tars" | "yutori_navigator";
            screenshot_urls?: string[] | null;
            script_run?: components["schemas"]["ScriptRunResponse"] | null;
            started_at?: string | null;
            status: components["schemas"]["RunStatus"];
            step_count?: number | null;
        };
        Thought: {
            answer?: string | null;
            cached_token_count?: number | null;
            /** Format: date-time */
            created_at: string;
            input_token_count?: number | null;
            last_llm_model?: string | null;
            /** Format: date-time */
            modified_at: string;
            observation?: string | null;
            organization_id: string;
            output?: {
                [key: string]: unknown;
            } | null;
            output_token_count?: number | null;
            reasoning_token_count?: number | null;
            task_id: string;
            thought?: string | null;
            thought_cost?: number | null;
            thought_id: string;
            thought_scenario?: components["schemas"]["ThoughtScenario"] | null;
            /** @default plan */
            thought_type: components["schemas"]["ThoughtType"] | null;
            user_input?: string | null;
            workflow_id?: string | null;
            workflow_permanent_id?: string | null;
            workflow_run_block_id?: string | null;
            workflow_run_id?: string | null;
        };
        ThoughtScenario: ("generate_plan" | "user_goal_check" | "failure_describe" | "summarization" | "generate_metadata" | "extract_loop_values" | "generate_task_in_loop" | "generate_general_task" | "termination") | (string & {});
        ThoughtType: ("plan" | "metadata" | "user_goal_check" | "internal_plan" | "failure_describe" | "termination") | (string & {});
        UserDefinedError: {
            confidence_float: number;
            error_code: string;
            /**
             * @default USER_DEFINED_ERROR
             * @constant
             */
            error_type: "USER_DEFINED_ERROR";
            reasoning: string;
        };
        ValidationError: {
            ctx?: {
                [key: string]: unknown;
            };
            input?: unknown;
            loc: (string | number)[];
            msg: string;
            type: string;
        };
        WorkflowRunBlock: {
            /** @default [] */
            actions: components["schemas"]["Action"][];
            attachments?: string[] | null;
            block_type: components["schemas"]["BlockType"];
            block_workflow_run_id?: string | null;
            body?: string | null;
            complete_criterion?: string | null;
            /** @default false */
            continue_on_failure: boolean;
            /** Format: date-time */
            created_at: string;
            current_index?: number | null;
            current_value?: string | null;
            data_extraction_goal?: string | null;
            data_schema?: {
                [key: string]: unknown;
            } | unknown[] | string | null;
            description?: string | null;
            downloaded_file_count?: number | null;
            duration?: number | null;
            engine?: components["schemas"]["RunEngine"] | null;
            /** @default [] */
            error_codes: string[];
            executed_branch_expression?: string | null;
            executed_branch_id?: string | null;
            executed_branch_next_block?: string | null;
            executed_branch_result?: boolean | null;
            failure_reason?: string | null;
            final_url?: string | null;
            /** @default false */
            include_action_history_in_verification: boolean | null;
            /** @default true */
            include_extracted_text: boolean;
            instructions?: string | null;
            label?: string | null;
            loop_values?: unknown[] | null;
            /** Format: date-time */
            modified_at: string;
            navigation_goal?: string | null;
            navigation_payload?: {
                [key: string]: unknown;
            } | unknown[] | string | null;
            negative_descriptor?: string | null;
            organization_id: string;
            output?: {
                [key: string]: unknown;
            } | unknown[] | string | null;
            parent_workflow_run_block_id?: string | null;
            positive_descriptor?: string | null;
            prompt?: string | null;
            recipients?: string[] | null;
            script_run?: components["schemas"]["ScriptRunResponse"] | null;
            status?: string | null;
            subject?: string | null;
            task_id?: string | null;
            terminate_criterion?: string | null;
            url?: string | null;
            workflow_run_block_id: string;
            workflow_run_id: string;
        };
        "WorkflowRunRequest-Output": {
            ai_fallback?: boolean | null;
            browser_address?: string | null;
            browser_profile_id?: string | null;
            browser_session_id?: string | null;
            cdp_connect_headers?: {
                [key: string]: string;
            } | null;
            extra_http_headers?: {
                [key: string]: string;
            } | null;
            max_elapsed_time_minutes?: number | null;
            max_screenshot_scrolls?: number | null;
            parameters?: {
                [key: string]: unknown;
            } | null;
            /** @default RESIDENTIAL */
            proxy_location: components["schemas"]["ProxyLocation"] | components["schemas"]["GeoTarget"] | {
                [key: string]: unknown;
            } | null;
            reuse_browser_session?: boolean | null;
            run_metadata?: {
                [key: string]: string;
            } | null;
            run_with?: string | null;
            /** @default false */
            start_fresh_browser: boolean;
            title?: string | null;
            totp_identifier?: string | null;
            totp_url?: string | null;
            webhook_url?: string | null;
            workflow_id: string;
        };
        WorkflowRunResponse: {
            ai_fallback?: boolean | null;
            app_url?: string | null;
            browser_profile_id?: string | null;
            browser_seed_source?: components["schemas"]["BrowserSeedSource"] | null;
            browser_session_id?: string | null;
            /** Format: date-time */
            created_at: string;
            downloaded_files?: components["schemas"]["FileInfo"][] | null;
            errors?: {
                [key: string]: unknown;
            }[] | null;
            failure_reason?: string | null;
            finished_at?: string | null;
            max_screenshot_scrolls?: number | null;
            /** Format: date-time */
            modified_at: string;
            output?: {
                [key: string]: unknown;
            } | unknown[] | string | null;
            queued_at?: string | null;
            /** @default false */
            recording_archived: boolean;
            recording_url?: string | null;
            run_id: string;
            run_request?: components["schemas"]["WorkflowRunRequest-Output"] | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            run_type: "workflow_run";
            /** @default agent */
            run_with: string;
            screenshot_urls?: string[] | null;
            script_id?: string | null;
            script_run?: components["schemas"]["ScriptRunResponse"] | null;
            started_at?: string | null;
            status: components["schemas"]["RunStatus"];
            step_count?: number | null;
        };
        /** @description One item of the tree: a block with what it consists of, or a thought. */
        WorkflowRunTimeline: {
            block?: components["schemas"]["WorkflowRunBlock"] | null;
            /** @default [] */
            children: components["schemas"]["WorkflowRunTimeline"][];
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            modified_at: string;
            thought?: components["schemas"]["Thought"] | null;
            type: components["schemas"]["WorkflowRunTimelineType"];
        };
        /** @enum {string} */
        WorkflowRunTimelineType: "thought" | "block";
        WorkflowRunTriggerType: ("manual" | "mcp" | "api" | "scheduled" | "webhook") | (string & {});
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    send_totp_code_v1_credentials_totp_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TOTPCodeCreate"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TOTPCode"];
                };
            };
            402: {
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
    run_task_v1_run_tasks_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description What kind of program calls, for the provider's records. */
                "x-user-agent"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TaskRunRequest-Input"];
            };
        };
        responses: {
            /** @description The run that was made. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskRunResponse"];
                };
            };
            /** @description Refused: among others, a browser profile with another engine than skyvern-2.0. */
            400: {
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
    get_runs_v2_v1_runs_get: {
        parameters: {
            query?: {
                /** @description Which page, counted from 1. The first when left out. */
                page?: number;
                /** @description How many runs a page holds, 1 to 100. 10 when left out. */
                page_size?: number;
                /** @description Only runs that stand at one of these. */
                status?: components["schemas"]["RunStatus"][] | null;
                /** @description Only runs whose title or address contains this text, which has at least three letters. */
                search_key?: string | null;
                /** @description Only runs of these types. */
                run_type?: components["schemas"]["RunType"][] | null;
                workflow_permanent_id?: string[] | null;
                /** @description Only runs with these tags. */
                tags?: string[] | null;
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
                    "application/json": components["schemas"]["TaskRunListItem"][];
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
    get_run_v1_runs__run_id__get: {
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
                    "application/json": components["schemas"]["TaskRunResponse"] | components["schemas"]["WorkflowRunResponse"];
                };
            };
            /** @description There is no such run. */
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
    get_run_artifacts_v1_runs__run_id__artifacts_get: {
        parameters: {
            query?: {
                /** @description Only these types. All of them when left out. */
                artifact_type?: components["schemas"]["ArtifactType"][] | null;
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
                    "application/json": components["schemas"]["Artifact"][];
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
    cancel_run_v1_runs__run_id__cancel_post: {
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
                    "application/json": unknown;
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
    get_run_timeline_v1_runs__run_id__timeline_get: {
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
                    "application/json": components["schemas"]["WorkflowRunTimeline"][];
                };
            };
            /** @description This type of run has no timeline. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description There is no such run. */
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
