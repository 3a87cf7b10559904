// Generated from specs/browser-use/v2.yaml by errand's codegen. Do not edit.
// The escape hatch: openapi-typescript's own types, which may change with its versions.

export interface paths {
    "/billing/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the account's credit, plan and limit.
         * @description Shows what is left to spend and how many sessions may be open at once.
         */
        get: operations["get_account_billing_billing_account_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/browsers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List browser sessions, page by page.
         * @description Items carry the same as `getBrowser` gives.
         */
        get: operations["list_browser_sessions_browsers_get"];
        put?: never;
        /**
         * Start a browser without an agent.
         * @description For driving it oneself by the Chrome DevTools Protocol. It is billed by time and counts against the plan's limit until it is stopped or `timeout` is over. A second call starts a second browser.
         */
        post: operations["create_browser_session_browsers_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/browsers/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a browser session.
         * @description Carries where to connect and to watch, and what it has cost so far.
         */
        get: operations["get_browser_session_browsers__session_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Stop a browser.
         * @description Stopping is final. Stopping it twice changes nothing.
         */
        patch: operations["update_browser_session_browsers__session_id__patch"];
        trace?: never;
    };
    "/browsers/{session_id}/downloads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the files that a browser downloaded, by cursor.
         * @description Unlike the other lists it goes on from a cursor, not by page number: pass `nextCursor` back as `cursor` while `hasMore` is true.
         */
        get: operations["list_browser_session_downloads_browsers__session_id__downloads_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files/browsers/{session_id}/presigned-url": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get an address for uploading a file to a browser.
         * @description Uploading takes two steps. The first is this call, which checks name, type and size and stores nothing. The second sends the file to `url` as a multipart form: first every pair of `fields`, then the file under the name `file`, without the API key. A raw body is not understood there. The browser can then use the file.
         */
        post: operations["browser_session_upload_file_presigned_url_files_browsers__session_id__presigned_url_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files/sessions/{session_id}/presigned-url": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get an address for uploading a file to an agent's session.
         * @description Uploading takes two steps. The first is this call, which checks name, type and size and stores nothing. The second sends the file to `url` as a multipart form: first every pair of `fields`, then the file under the name `file`, without the API key. A raw body is not understood there. Tasks of the session can then use the file.
         */
        post: operations["agent_session_upload_file_presigned_url_files_sessions__session_id__presigned_url_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files/tasks/{task_id}/output-files/{file_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the address of a file that a task wrote.
         * @description The address is signed and expires, nobody says when: fetch soon, ask again when it is refused, and send no API key to it.
         */
        get: operations["get_task_output_file_presigned_url_files_tasks__task_id__output_files__file_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/marketplace/skills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List public skills, page by page.
         * @description Declared without a key. Filters combine: a skill must match all of them.
         */
        get: operations["list_skills_marketplace_skills_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/marketplace/skills/{skill_id}/clone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Copy a public skill into the project.
         * @description The copy belongs to the project and names its original in `clonedFromSkillId`. A second call makes a second copy.
         */
        post: operations["clone_skill_marketplace_skills__skill_id__clone_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/marketplace/skills/{skill_id}/execute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Execute a public skill without copying it.
         * @description As `executeSkill`, at the caller's expense: it answers when the skill is done, and one that went wrong answers 200 with `success` false.
         */
        post: operations["execute_skill_marketplace_skills__skill_id__execute_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/marketplace/skills/{skill_slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a public skill.
         * @description Declared without a key. Takes the slug, while the other calls take the id.
         */
        get: operations["get_skill_marketplace_skills__skill_slug__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/profiles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List profiles, page by page.
         * @description A profile keeps cookies and logins for later sessions.
         */
        get: operations["list_profiles_profiles_get"];
        put?: never;
        /**
         * Create a profile.
         * @description It starts empty and fills up in the sessions that use it. A second call creates a second profile.
         */
        post: operations["create_profile_profiles_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/profiles/{profile_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a profile.
         * @description Shows whose it is and which sites it has cookies for, not the cookies.
         */
        get: operations["get_profile_profiles__profile_id__get"];
        put?: never;
        post?: never;
        /**
         * Delete a profile with its cookies and logins.
         * @description Deleting one that does not exist is not declared as an error.
         */
        delete: operations["delete_browser_profile_profiles__profile_id__delete"];
        options?: never;
        head?: never;
        /**
         * Change a profile's name or owner.
         * @description Only fields that are sent change.
         */
        patch: operations["update_profile_profiles__profile_id__patch"];
        trace?: never;
    };
    "/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List sessions, page by page.
         * @description Items do not carry the session's tasks; `getSession` does.
         */
        get: operations["list_sessions_sessions_get"];
        put?: never;
        /**
         * Open a session.
         * @description A session of one's own stays open between tasks, so that they share one browser and, if wanted, memory. It counts against the plan's limit until it is stopped, so stop it when done. A second call opens a second session.
         */
        post: operations["create_session_sessions_post"];
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
        /**
         * Read a session with its tasks.
         * @description Carries the address for watching the browser live, and the tasks that ran in the session.
         */
        get: operations["get_session_sessions__session_id__get"];
        put?: never;
        post?: never;
        /**
         * Delete a session.
         * @description What belongs to the session goes with it and can no longer be read.
         */
        delete: operations["delete_session_sessions__session_id__delete"];
        options?: never;
        head?: never;
        /**
         * Stop a session.
         * @description Stops every task in it and closes its browser. A stopped session cannot be opened again. Stopping it twice changes nothing.
         */
        patch: operations["update_session_sessions__session_id__patch"];
        trace?: never;
    };
    "/sessions/{session_id}/public-share": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the public share of a session.
         * @description Anyone with the share's address can look at the session without a key.
         */
        get: operations["get_session_public_share_sessions__session_id__public_share_get"];
        put?: never;
        /**
         * Share a session publicly.
         * @description Makes an address at which anyone can look at the session without a key, until the share is deleted.
         */
        post: operations["create_session_public_share_sessions__session_id__public_share_post"];
        /**
         * End the public share of a session.
         * @description The address stops working. The session itself is not touched.
         */
        delete: operations["delete_session_public_share_sessions__session_id__public_share_delete"];
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
         * Erase what a session has stored.
         * @description Only for projects with zero data retention. What is erased cannot be brought back.
         */
        post: operations["purge_session_sessions__session_id__purge_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the project's skills, page by page.
         * @description Filters combine: a skill must match all of them.
         */
        get: operations["list_skills_skills_get"];
        put?: never;
        /**
         * Have a skill made.
         * @description An agent does the task once, and its way is turned into code that can be executed again without the agent. That takes minutes: read the skill until `status` is `finished`. Only one skill can be in the making at a time.
         */
        post: operations["create_skill_skills_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills/{skill_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a skill.
         * @description Also the call for following how it is made: see `status`.
         */
        get: operations["get_skill_skills__skill_id__get"];
        put?: never;
        post?: never;
        /**
         * Delete a skill.
         * @description It can no longer be executed or read.
         */
        delete: operations["delete_skill_skills__skill_id__delete"];
        options?: never;
        head?: never;
        /**
         * Change how a skill is presented, or whether it is enabled.
         * @description Only fields that are sent change. What the skill does is changed by `refineSkill`.
         */
        patch: operations["update_skill_skills__skill_id__patch"];
        trace?: never;
    };
    "/skills/{skill_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel the making of a skill.
         * @description Works only while the skill is in the making. A repeat after success is refused with 400.
         */
        post: operations["cancel_generation_skills__skill_id__cancel_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills/{skill_id}/execute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Execute a skill.
         * @description Runs the skill's code and answers when it is done, so it can take long: allow a longer timeout than for other calls. A skill that went wrong answers 200 with `success` false. A second call runs and bills it again.
         */
        post: operations["execute_skill_skills__skill_id__execute_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills/{skill_id}/executions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the executions of a skill, page by page.
         * @description Carries times and success; `getSkillExecutionOutput` has the output.
         */
        get: operations["list_skill_executions_skills__skill_id__executions_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills/{skill_id}/executions/{execution_id}/output": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the address of an execution's output.
         * @description There is one only where `hasOutput` is true. The address is signed and expires; send no API key to it.
         */
        get: operations["get_skill_execution_output_skills__skill_id__executions__execution_id__output_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills/{skill_id}/refine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have a skill improved.
         * @description Makes a new version from feedback. As with `createSkill` it takes a while: read the skill until `status` is `finished`.
         */
        post: operations["refine_skill_skills__skill_id__refine_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills/{skill_id}/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Go back to the version before the current one.
         * @description A second call may go back once more.
         */
        post: operations["rollback_skill_skills__skill_id__rollback_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List tasks, page by page.
         * @description Filters combine: a task must match all of them. Items have no steps and no files; `getTask` has. To find out whether a create call whose answer was lost took effect, list the tasks created since and compare `metadata`, which is not a filter itself.
         */
        get: operations["list_tasks_tasks_get"];
        put?: never;
        /**
         * Start a task.
         * @description Answers as soon as the task is accepted; it then runs on its own, in the session given or in a new one that closes when the task ends. There is no idempotency key: a second call starts and bills a second task, also when the answer to the first was lost. Besides the declared errors, 401 (wrong key) and 402 (no credit) must be expected.
         */
        post: operations["create_task_tasks_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tasks/{task_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a task with its steps, output and files.
         * @description The whole state, which grows with every step. For polling, `getTaskStatus` is much lighter.
         */
        get: operations["get_task_tasks__task_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Stop a task, or the task and its session.
         * @description Both actions are final: a stopped task cannot be resumed, and there is no pause. Stopping a task that has stopped already changes nothing.
         */
        patch: operations["update_task_tasks__task_id__patch"];
        trace?: never;
    };
    "/tasks/{task_id}/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the address of a task's log.
         * @description The log is the only account of why a task has failed. The address is signed and expires: ask again when it is refused, and send no API key to it.
         */
        get: operations["get_task_logs_tasks__task_id__logs_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tasks/{task_id}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read only where a task stands.
         * @description The light call for polling: status, result and price, without steps. The status is terminal when it is `finished`, `failed` or `stopped`.
         */
        get: operations["get_task_status_tasks__task_id__status_get"];
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
        /** @description The key belongs to no account. */
        AccountNotFoundError: {
            /**
             * @description The reason in English. Its wording can change.
             * @default Account not found
             */
            detail: string;
        };
        /** @description Credit, plan and limit of an account. */
        AccountView: {
            /** @description What is left of credit bought besides, in US dollars. */
            additionalCreditsBalanceUsd: number;
            /**
             * @description Whether the account pays nothing.
             * @default false
             */
            isFreeTier: boolean;
            /** @description What is left of the plan's monthly credit, in US dollars. */
            monthlyCreditsBalanceUsd: number;
            /** @description Name of the account; null when it has none. */
            name?: string | null;
            /** @description The plan and its subscription. */
            planInfo: components["schemas"]["PlanInfo"];
            /**
             * Format: uuid
             * @description Project that the key belongs to.
             */
            projectId: string;
            /** @description How many sessions may be open at once. An old name: it does not limit requests. */
            rateLimit: number;
            /** @description What is left to spend in US dollars: the monthly and the additional credit together. */
            totalCreditsBalanceUsd: number;
        };
        /** @description A file that a browser downloaded. */
        BrowserDownloadFile: {
            /**
             * Format: date-time
             * @description When the file last changed. Times may lack a zone and are UTC then.
             */
            lastModified: string;
            /** @description Where the file lies in the browser's downloads. It is chosen by the site, so not safe as a local path. */
            path: string;
            /** @description Size in bytes. */
            size: number;
            /** @description Where to fetch the file, signed and expiring; null unless `includeUrls` was set. */
            url?: string | null;
        };
        /** @description Some of the files that a browser downloaded, and where to go on. */
        BrowserDownloadListResponse: {
            /** @description The files. */
            files: components["schemas"]["BrowserDownloadFile"][];
            /**
             * @description Whether there are more files.
             * @default false
             */
            hasMore: boolean;
            /** @description What to send as `cursor` for the next files; null at the end. */
            nextCursor?: string | null;
        };
        /** @description A browser session as lists show it. */
        BrowserSessionItemView: {
            /** @description Agent session that the browser belongs to; null for a browser without an agent. */
            agentSessionId?: string | null;
            /**
             * @description Price of the browser's time so far, in US dollars, as decimal text, without the proxy.
             * @default 0
             */
            browserCost: string;
            /** @description Where Playwright, Puppeteer and the like connect by the Chrome DevTools Protocol; null when the browser is not running. */
            cdpUrl?: string | null;
            /** @description When the browser ended; null while it runs. Times may lack a zone and are UTC then. */
            finishedAt?: string | null;
            /**
             * Format: uuid
             * @description Id of the browser session.
             */
            id: string;
            /** @description Page to watch and to operate the browser while it runs; null when there is none. */
            liveUrl?: string | null;
            /**
             * @description Price of that traffic so far, in US dollars, as decimal text.
             * @default 0
             */
            proxyCost: string;
            /**
             * @description Traffic through the proxy so far in megabytes, as decimal text.
             * @default 0
             */
            proxyUsedMb: string;
            /** @description Video of the browser; null unless `enableRecording` was set and the video is ready. */
            recordingUrl?: string | null;
            /**
             * Format: date-time
             * @description When the browser was started. Times may lack a zone and are UTC then.
             */
            startedAt: string;
            /** @description Whether the browser is running. */
            status: components["schemas"]["BrowserSessionStatus"];
            /**
             * Format: date-time
             * @description When the browser is stopped if nobody stops it before. Times may lack a zone and are UTC then.
             */
            timeoutAt: string;
        };
        /** @description One page of browser sessions. */
        BrowserSessionListResponse: {
            /** @description The browser sessions of this page. */
            items: components["schemas"]["BrowserSessionItemView"][];
            /** @description The page that this is, counted from 1. */
            pageNumber: number;
            /** @description How many browser sessions a page holds at most. */
            pageSize: number;
            /** @description How many browser sessions match on all pages together. */
            totalItems: number;
        };
        /**
         * @description Whether a browser is running. `stopped` is terminal.
         * @enum {string}
         */
        BrowserSessionStatus: "active" | "stopped";
        /**
         * @description What can be done with a browser: it can be stopped.
         * @enum {string}
         */
        BrowserSessionUpdateAction: "stop";
        /** @description A browser session: where to connect, where to watch, what it costs. */
        BrowserSessionView: {
            /** @description Agent session that the browser belongs to; null for a browser without an agent. */
            agentSessionId?: string | null;
            /**
             * @description Price of the browser's time so far, in US dollars, as decimal text, without the proxy.
             * @default 0
             */
            browserCost: string;
            /** @description Where Playwright, Puppeteer and the like connect by the Chrome DevTools Protocol; null when the browser is not running. */
            cdpUrl?: string | null;
            /** @description When the browser ended; null while it runs. Times may lack a zone and are UTC then. */
            finishedAt?: string | null;
            /**
             * Format: uuid
             * @description Id of the browser session.
             */
            id: string;
            /** @description Page to watch and to operate the browser while it runs; null when there is none. */
            liveUrl?: string | null;
            /**
             * @description Price of that traffic so far, in US dollars, as decimal text.
             * @default 0
             */
            proxyCost: string;
            /**
             * @description Traffic through the proxy so far in megabytes, as decimal text.
             * @default 0
             */
            proxyUsedMb: string;
            /** @description Video of the browser; null unless `enableRecording` was set and the video is ready. */
            recordingUrl?: string | null;
            /**
             * Format: date-time
             * @description When the browser was started. Times may lack a zone and are UTC then.
             */
            startedAt: string;
            /** @description Whether the browser is running. */
            status: components["schemas"]["BrowserSessionStatus"];
            /**
             * Format: date-time
             * @description When the browser is stopped if nobody stops it before. Times may lack a zone and are UTC then.
             */
            timeoutAt: string;
        };
        /** @description The skill is still in the making, so it cannot be deleted. */
        CannotDeleteSkillWhileGeneratingError: {
            /**
             * @description The reason in English. Its wording can change.
             * @default Cannot delete skill while it is still generating
             */
            detail: string;
        };
        /** @description The skill is public, so it cannot go back to a former version. */
        CannotRollbackPublicSkillError: {
            /**
             * @description The reason in English. Its wording can change.
             * @default Cannot rollback a public skill. Please make the skill private first.
             */
            detail: string;
        };
        /** @description Another skill is in the making, and only one can be at a time. */
        ConcurrentSkillCreationsError: {
            /**
             * @description The reason in English. Its wording can change.
             * @default Concurrent skill creations are not allowed. Please wait for the current skill creation to finish or cancel it.
             */
            detail: string;
        };
        /** @description How a browser is to be. */
        CreateBrowserSessionRequest: {
            /**
             * @description Whether the window may be resized while it runs. False when left out.
             * @default false
             */
            allowResizing?: boolean;
            /** @description Height of the browser window in pixels, 320 to 3456. The service picks when left out. */
            browserScreenHeight?: number | null;
            /** @description Width of the browser window in pixels, 320 to 6144. The service picks when left out. */
            browserScreenWidth?: number | null;
            /** @description A proxy of the caller's own, in place of the provider's. */
            customProxy?: components["schemas"]["CustomProxy"] | null;
            /**
             * @description Whether to record a video. Its address appears as `recordingUrl`. False when left out.
             * @default false
             */
            enableRecording?: boolean;
            /** @description Profile whose cookies and logins the browser uses; null for none. */
            profileId?: string | null;
            /**
             * @description Country whose address the browser shows; null for no proxy. The United States when left out.
             * @default us
             */
            proxyCountryCode?: components["schemas"]["ProxyCountryCode"] | null;
            /**
             * @description After how many minutes the browser is stopped, 1 to 240. 60 when left out. The bounds stand in the document in a form that validators do not check.
             * @default 60
             */
            timeout?: number;
        };
        /** @description How a session is to be. Everything can be left out. */
        CreateSessionRequest: {
            /** @description Height of the browser window in pixels, 320 to 3456. The service picks when left out. */
            browserScreenHeight?: number | null;
            /** @description Width of the browser window in pixels, 320 to 6144. The service picks when left out. */
            browserScreenWidth?: number | null;
            /** @description A proxy of the caller's own, in place of the provider's. */
            customProxy?: components["schemas"]["CustomProxy"] | null;
            /**
             * @description Whether to record a video. Its address appears as `recordingUrl`. False when left out.
             * @default false
             */
            enableRecording?: boolean;
            /**
             * @description Whether the session stays open when a task ends. True when left out; the session then counts against the plan's limit until it is stopped.
             * @default true
             */
            keepAlive?: boolean;
            /**
             * @description Whether a task in this session knows what the tasks before it did. True when left out.
             * @default true
             */
            persistMemory?: boolean;
            /** @description Profile whose cookies and logins the session uses; null for none. */
            profileId?: string | null;
            /**
             * @description Country whose address the browser shows; null for no proxy. The United States when left out.
             * @default us
             */
            proxyCountryCode?: components["schemas"]["ProxyCountryCode"] | null;
            /** @description Page to open first. */
            startUrl?: string | null;
        };
        /** @description What a skill is to do. */
        CreateSkillRequest: {
            /** @description How an agent does it in a browser, step by step, from 10 characters on. */
            agentPrompt: string;
            /** @description What the skill does, for people, at most 1000 characters. The service makes one up when left out. */
            description?: string | null;
            /** @description What the skill must take and give, at most 1000 characters. */
            goal: string;
            /** @description Name of the skill, at most 100 characters. The service makes one up when left out. */
            title?: string | null;
        };
        /** @description Handle of a skill in the making. */
        CreateSkillResponse: {
            /**
             * Format: uuid
             * @description Id of the skill.
             */
            id: string;
        };
        /** @description What an agent is to do, and how. Only `task` is needed. */
        CreateTaskRequest: {
            /** @description Sites that the agent may visit. All when left out. */
            allowedDomains?: string[] | null;
            /**
             * @description Whether the agent works faster, with less reflection between steps. False when left out.
             * @default false
             */
            flashMode?: boolean;
            /**
             * @description Whether the page shows marks on the elements that the agent can use. False when left out.
             * @default false
             */
            highlightElements?: boolean;
            /**
             * @description Whether a second model judges the result, see `judgeVerdict`. False when left out.
             * @default false
             */
            judge?: boolean;
            /** @description What the judge compares the result with, at most 10,000 characters. Only with `judge`. */
            judgeGroundTruth?: string | null;
            /** @description Model that judges. The service picks one when left out. Only with `judge`. */
            judgeLlm?: components["schemas"]["SupportedLLMs"] | null;
            /**
             * @description Model that drives the agent. It decides the price of a step. `browser-use-2.0` when left out.
             * @default browser-use-2.0
             */
            llm?: components["schemas"]["SupportedLLMs"];
            /**
             * @description After how many steps the agent must give up, 1 to 10,000. 100 when left out. The only bound on cost that the service has.
             * @default 100
             */
            maxSteps?: number;
            /** @description Pairs of the caller's own, texts only, at most 10 (a limit that the document does not express). They come back with the task and in lists. */
            metadata?: {
                [key: string]: string;
            } | null;
            /** @description 1Password vault from which the agent may take logins. */
            opVaultId?: string | null;
            /** @description Secrets that the agent may type without the model seeing their values: name to value. */
            secrets?: {
                [key: string]: string;
            } | null;
            /** @description Session to run in. It must be active and without a running task. Left out, the task opens a session of its own, which closes with it. */
            sessionId?: string | null;
            /** @description How the task's own session is to be; ignored when `sessionId` is given. Trap: sending it without `proxyCountryCode` switches the usual proxy in the United States off, whatever the schema's default says. */
            sessionSettings?: components["schemas"]["SessionSettings"] | null;
            /** @description Skills that the agent may use, by id; `["*"]` for all. */
            skillIds?: string[] | null;
            /** @description Page to open first. The agent finds its own way when left out. */
            startUrl?: string | null;
            /** @description JSON Schema that the output must follow, as JSON in a text. */
            structuredOutput?: string | null;
            /**
             * @description Text added to the agent's system prompt, at most 2000 characters. Empty when left out.
             * @default
             */
            systemPromptExtension?: string;
            /** @description The instructions in plain words, 1 to 50,000 characters. */
            task: string;
            /**
             * @description Whether the model reasons at length before each step. False when left out.
             * @default false
             */
            thinking?: boolean;
            /**
             * @description Whether the model sees screenshots: true (also when left out), false, or `auto` to let the agent ask for them.
             * @default true
             */
            vision?: boolean | "auto";
        };
        /** @description A proxy of the caller's own. */
        CustomProxy: {
            /** @description Host name or address, 1 to 255 characters. */
            host: string;
            /**
             * @description Whether to accept certificates that do not check out, for proxies that open encrypted traffic. False when left out.
             * @default false
             */
            ignoreCertErrors?: boolean;
            /** @description Password, 1 to 255 characters; null for a proxy that asks for none. */
            password?: string | null;
            /** @description Port, 1 to 65535. */
            port: number;
            /** @description User name, 1 to 255 characters; null for a proxy that asks for none. */
            username?: string | null;
        };
        /** @description The address for a download could not be made. */
        DownloadUrlGenerationError: {
            /**
             * @description The reason in English. Its wording can change.
             * @default Failed to generate download URL
             */
            detail: string;
        };
        /** @description The plan does not allow more enabled skills. */
        EnabledSkillsLimitExceededError: {
            /**
             * @description The reason in English. Its wording can change.
             * @default Enabled skills limit exceeded for your plan
             */
            detail: string;
        };
        /** @description What to execute a skill with. */
        ExecuteSkillRequest: {
            /** @description Values by name, as the skill's `parameters` ask for. */
            parameters?: {
                [key: string]: unknown;
            };
            /** @description Session to execute in, such as one that is logged in; null for none. */
            sessionId?: string | null;
        };
        /** @description How the execution of a skill went. */
        ExecuteSkillResponse: {
            /** @description Why it failed; null when it did not. */
            error?: string | null;
            /** @description How long it took, in milliseconds. */
            latencyMs?: number | null;
            /** @description What the skill returned, in the shape of its `outputSchema`; null when it failed. */
            result?: unknown | null;
            /** @description What the skill's code wrote to its error output; null when nothing. */
            stderr?: string | null;
            /** @description Whether it went well. False comes with HTTP 200 as well. */
            success: boolean;
        };
        /** @description A file that a task wrote. */
        FileView: {
            /** @description Name that the agent gave the file. It is not safe as a local path. */
            fileName: string;
            /**
             * Format: uuid
             * @description Id of the file, for getting its address.
             */
            id: string;
        };
        /** @description The skill is not in the making, so there is nothing to cancel. */
        GenerationNotCancellableError: {
            /**
             * @description The reason in English. Its wording can change.
             * @default Generation is not cancellable
             */
            detail: string;
        };
        /** @description What is wrong with a request. */
        HTTPValidationError: {
            /** @description Everything that is wrong, one entry each. */
            detail?: components["schemas"]["ValidationError"][];
        };
        /** @description The account has not enough credit. */
        InsufficientCreditsError: {
            /**
             * @description The reason in English. Its wording can change.
             * @default Insufficient credits
             */
            detail: string;
        };
        /** @description The service failed. */
        InternalServerError: {
            /**
             * @description The reason in English. Its wording can change.
             * @default An internal server error occurred
             */
            detail: string;
        };
        /** @description One page of public skills. */
        MarketplaceSkillListResponse: {
            /** @description The public skills of this page. */
            items: components["schemas"]["MarketplaceSkillResponse"][];
            /** @description The page that this is, counted from 1. */
            pageNumber: number;
            /** @description How many public skills a page holds at most. */
            pageSize: number;
            /** @description How many public skills match on all pages together. */
            totalItems: number;
        };
        /** @description A public skill. */
        MarketplaceSkillResponse: {
            /** @description Topics that the skill is filed under. */
            categories: components["schemas"]["SkillCategory"][];
            /** @description How often it was copied. */
            cloneCount: number;
            /**
             * Format: date-time
             * @description When the skill was created. Times may lack a zone and are UTC then.
             */
            createdAt: string;
            /** @description Number of the version that executions use; null before there is one. */
            currentVersion: number | null;
            /** @description What the skill does. */
            description: string;
            /** @description Sites that the skill works on. */
            domains: string[];
            /**
             * Format: date-time
             * @description When the skill first went to the marketplace. Times may lack a zone and are UTC then.
             */
            firstPublishedAt: string;
            /** @description Picture for the skill; null when there is none. */
            iconUrl?: string | null;
            /**
             * Format: uuid
             * @description Id of the skill.
             */
            id: string;
            /** @description Whether the skill is the provider's own. */
            isOfficial: boolean;
            /**
             * Format: date-time
             * @description When the skill last went to the marketplace. Times may lack a zone and are UTC then.
             */
            lastPublishedAt: string;
            /** @description JSON Schema of what the skill returns. */
            outputSchema: {
                [key: string]: unknown;
            };
            /** @description What the skill takes when it is executed. */
            parameters: components["schemas"]["ParameterSchema"][];
            /** @description Name of the skill in marketplace addresses. */
            slug: string;
            /** @description Name of the skill. */
            title: string;
            /**
             * Format: date-time
             * @description When the skill was last changed. Times may lack a zone and are UTC then.
             */
            updatedAt: string;
        };
        /** @description The task has no such file. */
        OutputFileNotFoundError: {
            /**
             * @description The reason in English. Its wording can change.
             * @default Output file not found
             */
            detail: string;
        };
        /** @description A parameter that a skill takes. */
        ParameterSchema: {
            /** @description For parameters of type `cookie`: the site that the cookie belongs to. */
            cookieDomain?: string | null;
            /** @description What applies when no value is sent. */
            default?: unknown | null;
            /** @description What the value is for; null when nobody said. */
            description?: string | null;
            /** @description Name to send the value under. */
            name: string;
            /**
             * @description Whether a value must be sent.
             * @default true
             */
            required: boolean;
            /** @description What kind of value it takes. */
            type: components["schemas"]["ParameterType"];
        };
        /**
         * @description Kind of value that a skill's parameter takes. A `cookie` is a text that is set as a cookie of `cookieDomain`.
         * @enum {string}
         */
        ParameterType: "string" | "number" | "boolean" | "object" | "array" | "cookie";
        /** @description A plan and its subscription. What concerns the subscription is null where there is none. */
        PlanInfo: {
            /** @description Name of the plan. */
            planName: string;
            /** @description When the subscription was canceled; null while it goes on. */
            subscriptionCanceledAt: string | null;
            /** @description When the period that is paid ends. */
            subscriptionCurrentPeriodEnd: string | null;
            /** @description Id of the subscription. */
            subscriptionId: string | null;
            /** @description State of the subscription, in words that are not listed anywhere. */
            subscriptionStatus: string | null;
        };
        /** @description Name and owner of a new profile. Both can be left out. */
        ProfileCreateRequest: {
            /** @description Name to find the profile by, at most 100 characters. */
            name?: string | null;
            /** @description Id of the end user whom the profile belongs to in the caller's own system, at most 255 characters. */
            userId?: string | null;
        };
        /** @description One page of profiles. */
        ProfileListResponse: {
            /** @description The profiles of this page. */
            items: components["schemas"]["ProfileView"][];
            /** @description The page that this is, counted from 1. */
            pageNumber: number;
            /** @description How many profiles a page holds at most. */
            pageSize: number;
            /** @description How many profiles match on all pages together. */
            totalItems: number;
        };
        /** @description There is no such profile. */
        ProfileNotFoundError: {
            /**
             * @description The reason in English. Its wording can change.
             * @default Profile not found
             */
            detail: string;
        };
        /** @description Fields of a profile to change. */
        ProfileUpdateRequest: {
            /** @description Name to find the profile by, at most 100 characters. */
            name?: string | null;
            /** @description Id of the end user whom the profile belongs to in the caller's own system, at most 255 characters. */
            userId?: string | null;
        };
        /** @description A profile: cookies and logins that sessions can start with. */
        ProfileView: {
            /** @description Sites that it has cookies for; null when not known. */
            cookieDomains?: string[] | null;
            /**
             * Format: date-time
             * @description When the profile was created. Times may lack a zone and are UTC then.
             */
            createdAt: string;
            /**
             * Format: uuid
             * @description Id of the profile.
             */
            id: string;
            /** @description When a session last used it; null when none ever did. Times may lack a zone and are UTC then. */
            lastUsedAt?: string | null;
            /** @description Name of the profile; null when none was given. */
            name?: string | null;
            /**
             * Format: date-time
             * @description When the profile was last changed. Times may lack a zone and are UTC then.
             */
            updatedAt: string;
            /** @description Id of the end user whom it belongs to in the caller's own system; null when none was given. */
            userId?: string | null;
        };
        /** @description Country of a proxy: two letters in lower case, mostly those of ISO 3166-1. `uk` stands for the United Kingdom, where ISO has `gb`. */
        ProxyCountryCode: ("ad" | "ae" | "af" | "ag" | "ai" | "al" | "am" | "an" | "ao" | "aq" | "ar" | "as" | "at" | "au" | "aw" | "az" | "ba" | "bb" | "bd" | "be" | "bf" | "bg" | "bh" | "bi" | "bj" | "bl" | "bm" | "bn" | "bo" | "bq" | "br" | "bs" | "bt" | "bv" | "bw" | "by" | "bz" | "ca" | "cc" | "cd" | "cf" | "cg" | "ch" | "ck" | "cl" | "cm" | "co" | "cr" | "cs" | "cu" | "cv" | "cw" | "cx" | "cy" | "cz" | "de" | "dj" | "dk" | "dm" | "do" | "dz" | "ec" | "ee" | "eg" | "eh" | "er" | "es" | "et" | "fi" | "fj" | "fk" | "fm" | "fo" | "fr" | "ga" | "gd" | "ge" | "gf" | "gg" | "gh" | "gi" | "gl" | "gm" | "gn" | "gp" | "gq" | "gr" | "gs" | "gt" | "gu" | "gw" | "gy" | "hk" | "hm" | "hn" | "hr" | "ht" | "hu" | "id" | "ie" | "il" | "im" | "in" | "iq" | "ir" | "is" | "it" | "je" | "jm" | "jo" | "jp" | "ke" | "kg" | "kh" | "ki" | "km" | "kn" | "kp" | "kr" | "kw" | "ky" | "kz" | "la" | "lb" | "lc" | "li" | "lk" | "lr" | "ls" | "lt" | "lu" | "lv" | "ly" | "ma" | "mc" | "md" | "me" | "mf" | "mg" | "mh" | "mk" | "ml" | "mm" | "mn" | "mo" | "mp" | "mq" | "mr" | "ms" | "mt" | "mu" | "mv" | "mw" | "mx" | "my" | "mz" | "na" | "nc" | "ne" | "nf" | "ng" | "ni" | "nl" | "no" | "np" | "nr" | "nu" | "nz" | "om" | "pa" | "pe" | "pf" | "pg" | "ph" | "pk" | "pl" | "pm" | "pn" | "pr" | "ps" | "pt" | "pw" | "py" | "qa" | "re" | "ro" | "rs" | "ru" | "rw" | "sa" | "sb" | "sc" | "sd" | "se" | "sg" | "sh" | "si" | "sj" | "sk" | "sl" | "sm" | "sn" | "so" | "sr" | "ss" | "st" | "sv" | "sx" | "sy" | "sz" | "tc" | "td" | "tf" | "tg" | "th" | "tj" | "tk" | "tl" | "tm" | "tn" | "to" | "tr" | "tt" | "tv" | "tw" | "tz" | "ua" | "ug" | "uk" | "us" | "uy" | "uz" | "va" | "vc" | "ve" | "vg" | "vi" | "vn" | "vu" | "wf" | "ws" | "xk" | "ye" | "yt" | "za" | "zm" | "zw") | (string & {});
        /** @description What is to be better about a skill. */
        RefineSkillRequest: {
            /** @description What is wrong or missing, from 10 characters on. */
            feedback: string;
            /** @description Log of an execution that shows it. */
            testLogs?: string | null;
            /** @description Output of an execution that shows it. */
            testOutput?: string | null;
        };
        /** @description Handle of a skill whose new version is in the making. */
        RefineSkillResponse: {
            /**
             * Format: uuid
             * @description Id of the skill.
             */
            id: string;
        };
        /** @description Another task is running in the session. Same shape as `SessionStoppedError`; only the text tells them apart. */
        SessionHasRunningTaskError: {
            /**
             * @description The reason in English. Its wording can change.
             * @default Agent session already has a running task. Please wait for it to finish or stop it manually.
             */
            detail: string;
        };
        /** @description A session as lists show it: without its tasks. */
        SessionItemView: {
            /** @description When the session was closed; null while it is open. Times may lack a zone and are UTC then. */
            finishedAt?: string | null;
            /**
             * Format: uuid
             * @description Id of the session.
             */
            id: string;
            /** @description Whether the session stays open when a task ends. False for sessions that a task opened for itself. */
            keepAlive: boolean;
            /** @description Page to watch and to operate the browser while the session is active; null when there is none. */
            liveUrl?: string | null;
            /** @description Whether a task in this session knows what the tasks before it did. */
            persistMemory: boolean;
            /**
             * @description Price of that traffic so far, in US dollars, as decimal text.
             * @default 0
             */
            proxyCost: string;
            /**
             * @description Traffic through the proxy so far in megabytes, as decimal text.
             * @default 0
             */
            proxyUsedMb: string;
            /** @description Video of the session; null unless `enableRecording` was set and the video is ready. */
            recordingUrl?: string | null;
            /**
             * Format: date-time
             * @description When the session was opened. Times may lack a zone and are UTC then.
             */
            startedAt: string;
            /** @description Whether the session is open. */
            status: components["schemas"]["SessionStatus"];
        };
        /** @description One page of sessions. */
        SessionListResponse: {
            /** @description The sessions of this page. */
            items: components["schemas"]["SessionItemView"][];
            /** @description The page that this is, counted from 1. */
            pageNumber: number;
            /** @description How many sessions a page holds at most. */
            pageSize: number;
            /** @description How many sessions match on all pages together. */
            totalItems: number;
        };
        /** @description There is no such session. */
        SessionNotFoundError: {
            /**
             * @description The reason in English. Its wording can change.
             * @default Session not found
             */
            detail: string;
        };
        /** @description How the session that a task opens for itself is to be. */
        SessionSettings: {
            /** @description Height of the browser window in pixels, 320 to 3456. The service picks when left out. */
            browserScreenHeight?: number | null;
            /** @description Width of the browser window in pixels, 320 to 6144. The service picks when left out. */
            browserScreenWidth?: number | null;
            /**
             * @description Whether to record a video. Its address appears as `recordingUrl`. False when left out.
             * @default false
             */
            enableRecording?: boolean;
            /** @description Profile whose cookies and logins the session uses; null for none. */
            profileId?: string | null;
            /**
             * @description Country whose address the browser shows; null for no proxy. Set it always: despite the default of this schema, settings that leave it out are documented to run without a proxy.
             * @default us
             */
            proxyCountryCode?: components["schemas"]["ProxyCountryCode"] | null;
        };
        /**
         * @description Whether a session is open. `stopped` is terminal.
         * @enum {string}
         */
        SessionStatus: "active" | "stopped";
        /** @description The session is stopped and takes no more tasks. Same shape as `SessionHasRunningTaskError`; only the text tells them apart. */
        SessionStoppedError: {
            /**
             * @description The reason in English. Its wording can change.
             * @default Browser session is stopped. Please start a new session and try again.
             */
            detail: string;
        };
        /** @description The timeout is longer than allowed. */
        SessionTimeoutLimitExceededError: {
            /**
             * @description The reason in English. Its wording can change.
             * @default Maximum session timeout is 4 hours (240 minutes).
             */
            detail: string;
        };
        /**
         * @description What can be done with a session: it can be stopped, with every task in it.
         * @enum {string}
         */
        SessionUpdateAction: "stop";
        /** @description A session with its tasks. */
        SessionView: {
            /** @description When the session was closed; null while it is open. Times may lack a zone and are UTC then. */
            finishedAt?: string | null;
            /**
             * Format: uuid
             * @description Id of the session.
             */
            id: string;
            /**
             * @description Whether the session stays open when a task ends. False for sessions that a task opened for itself.
             * @default true
             */
            keepAlive: boolean;
            /** @description Page to watch and to operate the browser while the session is active; null when there is none. */
            liveUrl?: string | null;
            /**
             * @description Whether a task in this session knows what the tasks before it did.
             * @default true
             */
            persistMemory: boolean;
            /**
             * @description Price of that traffic so far, in US dollars, as decimal text.
             * @default 0
             */
            proxyCost: string;
            /**
             * @description Traffic through the proxy so far in megabytes, as decimal text.
             * @default 0
             */
            proxyUsedMb: string;
            /** @description Address at which anyone can look at the session; null when it is not shared. */
            publicShareUrl?: string | null;
            /** @description Video of the session; null unless `enableRecording` was set and the video is ready. */
            recordingUrl?: string | null;
            /**
             * Format: date-time
             * @description When the session was opened. Times may lack a zone and are UTC then.
             */
            startedAt: string;
            /** @description Whether the session is open. */
            status: components["schemas"]["SessionStatus"];
            /** @description Tasks that ran or run in the session, without their steps. */
            tasks: components["schemas"]["TaskItemView"][];
        };
        /** @description The session is not shared. */
        ShareNotFoundError: {
            /**
             * @description The reason in English. Its wording can change.
             * @default Public share not found
             */
            detail: string;
        };
        /** @description A session's public share. */
        ShareView: {
            /** @description When it was last looked at; null when never. Times may lack a zone and are UTC then. */
            lastViewedAt?: string | null;
            /** @description Token that stands for the share in its address. */
            shareToken: string;
            /** @description Address at which anyone can look at the session without a key. */
            shareUrl: string;
            /** @description How often it was looked at. */
            viewCount: number;
        };
        /** @description Topic that a skill is filed under. */
        SkillCategory: ("search" | "e_commerce" | "financial" | "news" | "real_estate" | "social_media" | "travel" | "marketplace" | "lead_generation" | "seo" | "jobs" | "developer" | "media" | "automation" | "integration" | "other") | (string & {});
        /** @description One page of executions. */
        SkillExecutionListResponse: {
            /** @description The executions of this page. */
            items: components["schemas"]["SkillExecutionView"][];
            /** @description The page that this is, counted from 1. */
            pageNumber: number;
            /** @description How many executions a page holds at most. */
            pageSize: number;
            /** @description How many executions match on all pages together. */
            totalItems: number;
        };
        /** @description Where to fetch the output of an execution. */
        SkillExecutionOutputResponse: {
            /** @description Signed address that expires; ask again when it is refused. */
            downloadUrl: string;
        };
        /** @description One execution of a skill. */
        SkillExecutionView: {
            /** @description When it ended; null before that. Times may lack a zone and are UTC then. */
            finishedAt: string | null;
            /** @description Whether there is output to fetch. */
            hasOutput: boolean;
            /**
             * Format: uuid
             * @description Id of the execution.
             */
            id: string;
            /** @description How long it took, in milliseconds; null before the end. */
            latencyMs: number | null;
            /**
             * Format: uuid
             * @description Id of the skill.
             */
            skillId: string;
            /**
             * Format: date-time
             * @description When it began. Times may lack a zone and are UTC then.
             */
            startedAt: string;
            /** @description How far it is, in words that are not listed anywhere. */
            status: string;
            /** @description Whether it went well. Says nothing before the end. */
            success: boolean;
        };
        /** @description One page of skills. */
        SkillListResponse: {
            /** @description The skills of this page. */
            items: components["schemas"]["SkillResponse"][];
            /** @description The page that this is, counted from 1. */
            pageNumber: number;
            /** @description How many skills a page holds at most. */
            pageSize: number;
            /** @description How many skills match on all pages together. */
            totalItems: number;
        };
        /** @description The skill has no finished version to work with. */
        SkillNotFinishedError: {
            /**
             * @description The reason in English. Its wording can change.
             * @default Skill is not finished
             */
            detail: string;
        };
        /** @description There is no such skill. */
        SkillNotFoundError: {
            /**
             * @description The reason in English. Its wording can change.
             * @default Skill not found
             */
            detail: string;
        };
        /** @description A skill of the project: a task turned into code that can be executed without an agent. */
        SkillResponse: {
            /** @description How an agent does it in a browser; null when not shown to this project. */
            agentPrompt?: string | null;
            /** @description Topics that the skill is filed under. */
            categories: components["schemas"]["SkillCategory"][];
            /** @description Public skill that this one is a copy of; null for an original. */
            clonedFromSkillId?: string | null;
            /** @description The skill's code; null when there is none yet or it is not shown to this project. */
            code?: string | null;
            /**
             * Format: date-time
             * @description When the skill was created. Times may lack a zone and are UTC then.
             */
            createdAt: string;
            /** @description Number of the version that executions use; null before there is one. */
            currentVersion: number | null;
            /** @description When the making of the current version ended; null before that. Times may lack a zone and are UTC then. */
            currentVersionFinishedAt?: string | null;
            /** @description When the making of the current version began. Times may lack a zone and are UTC then. */
            currentVersionStartedAt?: string | null;
            /** @description What the skill does. */
            description: string;
            /** @description Sites that the skill works on. */
            domains: string[];
            /** @description When the skill first went to the marketplace; null when it never did. Times may lack a zone and are UTC then. */
            firstPublishedAt?: string | null;
            /** @description What the skill must take and give; null when not shown to this project. */
            goal?: string | null;
            /** @description Picture for the skill; null when there is none. */
            iconUrl?: string | null;
            /**
             * Format: uuid
             * @description Id of the skill.
             */
            id: string;
            /** @description Whether agents and callers may use the skill. */
            isEnabled: boolean;
            /** @description Whether the skill is in the marketplace. */
            isPublic: boolean;
            /** @description When the skill last went to the marketplace; null when it never did. Times may lack a zone and are UTC then. */
            lastPublishedAt?: string | null;
            /** @description JSON Schema of what the skill returns. */
            outputSchema: {
                [key: string]: unknown;
            };
            /** @description What the skill takes when it is executed. */
            parameters: components["schemas"]["ParameterSchema"][];
            /** @description Name of the skill in marketplace addresses; null when it has none. */
            slug?: string | null;
            /** @description How far the making of the current version is. */
            status: components["schemas"]["SkillsGenerationStatus"];
            /** @description Name of the skill. */
            title: string;
            /**
             * Format: date-time
             * @description When the skill was last changed. Times may lack a zone and are UTC then.
             */
            updatedAt: string;
        };
        /**
         * @description How far the making of a skill is: first `recording` the agent's way, then `generating` code. `finished`, `failed`, `cancelled` and `timed_out` are terminal for that version.
         * @enum {string}
         */
        SkillsGenerationStatus: "recording" | "generating" | "failed" | "finished" | "cancelled" | "timed_out";
        /** @description Models that can drive an agent. New ones come and old ones go every few weeks. */
        SupportedLLMs: ("browser-use-llm" | "browser-use-2.0" | "gpt-4.1" | "gpt-4.1-mini" | "o4-mini" | "o3" | "gemini-2.5-flash" | "gemini-2.5-pro" | "gemini-3-pro-preview" | "gemini-3-flash-preview" | "gemini-flash-latest" | "gemini-flash-lite-latest" | "claude-sonnet-4-20250514" | "claude-sonnet-4-5-20250929" | "claude-sonnet-4-6" | "claude-opus-4-5-20251101" | "claude-opus-4-7" | "llama-4-maverick-17b-128e-instruct" | "claude-3-7-sonnet-20250219") | (string & {});
        /** @description Handle of a task that was just accepted. */
        TaskCreatedResponse: {
            /**
             * Format: uuid
             * @description Id of the task.
             */
            id: string;
            /**
             * Format: uuid
             * @description Session that the task runs in: the one given, or a new one.
             */
            sessionId: string;
        };
        /** @description A task as lists show it: without steps and files. */
        TaskItemView: {
            /** @description Version of the browser-use library that ran the agent. */
            browserUseVersion?: string | null;
            /** @description Price of the task so far, in US dollars, as decimal text. It grows while the task runs; null when not known yet. */
            cost?: string | null;
            /**
             * Format: date-time
             * @description When the task was accepted. Times may lack a zone and are UTC then.
             */
            createdAt: string;
            /** @description When the task ended, in whichever way; null before that. Times may lack a zone and are UTC then. */
            finishedAt?: string | null;
            /**
             * Format: uuid
             * @description Id of the task.
             */
            id: string;
            /** @description The agent's own opinion: true when it says that it did the task, false when it gave up, null when it said nothing (as before the end). */
            isSuccess?: boolean | null;
            /** @description The judge's decision; null when `judge` was off or the judge has not spoken. It outweighs `isSuccess`. */
            judgeVerdict?: boolean | null;
            /** @description The judge's whole report as JSON in a text; null when `judge` was off or the judge has not spoken. */
            judgement?: string | null;
            /** @description Model that drives the agent. */
            llm: string;
            /**
             * @description The caller's own pairs from the creation of the task. Lists carry them too, so a mark left here finds a task again whose creation was not answered.
             * @default {}
             */
            metadata: {
                [key: string]: unknown;
            };
            /** @description What the agent answered; null before the end, and possibly after a stop or a failure. With `structuredOutput` it is JSON inside this text. */
            output?: string | null;
            /**
             * Format: uuid
             * @description Session that the task runs in.
             */
            sessionId: string;
            /** @description When the agent began to work; null before that. Times may lack a zone and are UTC then. */
            startedAt?: string | null;
            /** @description Where the task stands. `finished` alone does not mean success: see `isSuccess` and `judgeVerdict`. */
            status: components["schemas"]["TaskStatus"];
            /** @description What the service suggests about the task, of no fixed shape. */
            suggestions?: {
                [key: string]: unknown;
            }[] | null;
            /** @description The instructions as given. */
            task: string;
        };
        /** @description One page of tasks. */
        TaskListResponse: {
            /** @description The tasks of this page. */
            items: components["schemas"]["TaskItemView"][];
            /** @description The page that this is, counted from 1. */
            pageNumber: number;
            /** @description How many tasks a page holds at most. */
            pageSize: number;
            /** @description How many tasks match on all pages together. */
            totalItems: number;
        };
        /** @description Where to fetch the log of a task. */
        TaskLogFileResponse: {
            /** @description Signed address that expires; ask again when it is refused. */
            downloadUrl: string;
        };
        /** @description There is no such task. */
        TaskNotFoundError: {
            /**
             * @description The reason in English. Its wording can change.
             * @default Task not found
             */
            detail: string;
        };
        /** @description Where to fetch a file that a task wrote. */
        TaskOutputFileResponse: {
            /** @description Signed address that expires; ask again when it is refused. */
            downloadUrl: string;
            /** @description Name that the agent gave the file. It is not safe as a local path. */
            fileName: string;
            /**
             * Format: uuid
             * @description Id of the file.
             */
            id: string;
        };
        /**
         * @description Where a task stands: `created` waits for a browser, `started` is at work. `finished` (the agent came to an end, with or without success), `failed` (the run broke) and `stopped` (somebody stopped it) are terminal.
         * @enum {string}
         */
        TaskStatus: "created" | "started" | "finished" | "failed" | "stopped";
        /** @description Status, result and price of a task, without steps. */
        TaskStatusView: {
            /** @description Price of the task so far, in US dollars, as decimal text. It grows while the task runs; null when not known yet. */
            cost?: string | null;
            /** @description When the task ended, in whichever way; null before that. Times may lack a zone and are UTC then. */
            finishedAt?: string | null;
            /**
             * Format: uuid
             * @description Id of the task.
             */
            id: string;
            /** @description The agent's own opinion: true when it says that it did the task, false when it gave up, null when it said nothing (as before the end). */
            isSuccess?: boolean | null;
            /** @description What the agent answered; null before the end, and possibly after a stop or a failure. With `structuredOutput` it is JSON inside this text. */
            output?: string | null;
            /** @description Where the task stands. `finished` alone does not mean success: see `isSuccess` and `judgeVerdict`. */
            status: components["schemas"]["TaskStatus"];
        };
        /** @description One step of an agent: what it saw, thought and did. It has neither id nor time; `number` is its only key. */
        TaskStepView: {
            /** @description What the agent did, one action each, as JSON in a text. */
            actions: string[];
            /** @description How long the step took, in seconds; null when not known. */
            duration?: number | null;
            /** @description How the agent judges the step before this one. */
            evaluationPreviousGoal: string;
            /** @description What the agent keeps in mind for later steps. */
            memory: string;
            /** @description What the agent wants to reach in this step. */
            nextGoal: string;
            /** @description Place of the step within the task. */
            number: number;
            /** @description Picture of the page at this step; null when there is none. */
            screenshotUrl?: string | null;
            /** @description Page that the step was on. */
            url: string;
        };
        /**
         * @description What can be done with a task: stop it, or stop it and close its session. There is neither pause nor resume.
         * @enum {string}
         */
        TaskUpdateAction: "stop" | "stop_task_and_session";
        /** @description A task with its steps, output and files. It has no field for an error: why a task failed stands only in its log. */
        TaskView: {
            /** @description Version of the browser-use library that ran the agent. */
            browserUseVersion?: string | null;
            /** @description Price of the task so far, in US dollars, as decimal text. It grows while the task runs; null when not known yet. */
            cost?: string | null;
            /**
             * Format: date-time
             * @description When the task was accepted. Times may lack a zone and are UTC then.
             */
            createdAt: string;
            /** @description When the task ended, in whichever way; null before that. Times may lack a zone and are UTC then. */
            finishedAt?: string | null;
            /**
             * Format: uuid
             * @description Id of the task.
             */
            id: string;
            /** @description The agent's own opinion: true when it says that it did the task, false when it gave up, null when it said nothing (as before the end). */
            isSuccess?: boolean | null;
            /** @description The judge's decision; null when `judge` was off or the judge has not spoken. It outweighs `isSuccess`. */
            judgeVerdict?: boolean | null;
            /** @description The judge's whole report as JSON in a text; null when `judge` was off or the judge has not spoken. */
            judgement?: string | null;
            /** @description Model that drives the agent. */
            llm: string;
            /**
             * @description The caller's own pairs from the creation of the task. Lists carry them too, so a mark left here finds a task again whose creation was not answered.
             * @default {}
             */
            metadata: {
                [key: string]: unknown;
            };
            /** @description What the agent answered; null before the end, and possibly after a stop or a failure. With `structuredOutput` it is JSON inside this text. */
            output?: string | null;
            /** @description Files that the agent wrote. */
            outputFiles: components["schemas"]["FileView"][];
            /**
             * Format: uuid
             * @description Session that the task runs in.
             */
            sessionId: string;
            /** @description When the agent began to work; null before that. Times may lack a zone and are UTC then. */
            startedAt?: string | null;
            /** @description Where the task stands. `finished` alone does not mean success: see `isSuccess` and `judgeVerdict`. */
            status: components["schemas"]["TaskStatus"];
            /** @description Steps so far, in order. */
            steps: components["schemas"]["TaskStepView"][];
            /** @description What the service suggests about the task, of no fixed shape. */
            suggestions?: {
                [key: string]: unknown;
            }[] | null;
            /** @description The instructions as given. */
            task: string;
        };
        /** @description As many sessions are open as the plan allows. Nothing was started. */
        TooManyConcurrentActiveSessionsError: {
            /**
             * @description The reason in English. Its wording can change.
             * @default Too many concurrent active sessions. Please wait for one to finish, kill one, or upgrade your plan.
             */
            detail: string;
        };
        /** @description Files of this type are not taken. */
        UnsupportedContentTypeError: {
            /**
             * @description The reason in English. Its wording can change.
             * @default Unsupported content type
             */
            detail: string;
        };
        /** @description What to do with a browser. */
        UpdateBrowserSessionRequest: {
            /** @description The one action there is: `stop`. */
            action: components["schemas"]["BrowserSessionUpdateAction"];
        };
        /** @description What to do with a session. */
        UpdateSessionRequest: {
            /** @description The one action there is: `stop`, which also stops every task in the session. */
            action: components["schemas"]["SessionUpdateAction"];
        };
        /** @description Fields of a skill to change. Fields that are left out stay as they are. */
        UpdateSkillRequest: {
            /** @description Topics that the skill is filed under. */
            categories?: components["schemas"]["SkillCategory"][] | null;
            /** @description What the skill does, for people, at most 1000 characters. */
            description?: string | null;
            /** @description Sites that the skill works on. */
            domains?: string[] | null;
            /** @description Whether agents and callers may use the skill. The plan limits how many are enabled. */
            isEnabled?: boolean | null;
            /** @description Name of the skill, at most 100 characters. */
            title?: string | null;
        };
        /** @description What to do with a task. */
        UpdateTaskRequest: {
            /** @description Whether to stop only the task, or its session as well. */
            action: components["schemas"]["TaskUpdateAction"];
        };
        /** @description How to upload a file: a multipart form, sent to another server. */
        UploadFilePresignedUrlResponse: {
            /** @description For how many seconds from now the form is accepted. */
            expiresIn: number;
            /** @description Form fields to send before the file, all of them and unchanged. */
            fields: {
                [key: string]: string;
            };
            /** @description Name under which the file is stored. */
            fileName: string;
            /**
             * @description Always POST.
             * @constant
             */
            method: "POST";
            /** @description Where to send the form. Not the API's own server: send no API key there. */
            url: string;
        };
        /** @description The file that is to be uploaded. */
        UploadFileRequest: {
            /**
             * @description Type of the file. No others are taken.
             * @enum {string}
             */
            contentType: "image/jpg" | "image/jpeg" | "image/png" | "image/gif" | "image/webp" | "image/svg+xml" | "application/pdf" | "application/msword" | "application/vnd.openxmlformats-officedocument.wordprocessingml.document" | "application/vnd.ms-excel" | "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" | "text/plain" | "text/csv" | "text/markdown";
            /** @description Name of the file, 1 to 255 characters. */
            fileName: string;
            /** @description Size in bytes, at least 1, at most 10,485,760 (10 MiB). */
            sizeBytes: number;
        };
        /** @description One thing that is wrong with a request. */
        ValidationError: {
            /** @description Where it is: a path of names and indexes, such as `body` and `task`. */
            loc: (string | number)[];
            /** @description What is wrong, for people. */
            msg: string;
            /** @description What is wrong, as a short code. */
            type: string;
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
    get_account_billing_billing_account_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account that the key belongs to. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountView"];
                };
            };
            /** @description The key belongs to no account. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountNotFoundError"];
                };
            };
            /** @description Something in the request is not as it must be. `detail` lists what and where. */
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
    list_browser_sessions_browsers_get: {
        parameters: {
            query?: {
                /** @description How many items a page holds, 1 to 100. 10 when left out. */
                pageSize?: number;
                /** @description Which page, counted from 1. The first when left out. */
                pageNumber?: number;
                /** @description Only browsers with this status. */
                filterBy?: components["schemas"]["BrowserSessionStatus"] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of browser sessions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BrowserSessionListResponse"];
                };
            };
            /** @description Something in the request is not as it must be. `detail` lists what and where. */
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
    create_browser_session_browsers_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description How the browser is to be. All fields can be left out, the body itself cannot. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateBrowserSessionRequest"];
            };
        };
        responses: {
            /** @description The browser is running; connect to `cdpUrl`. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BrowserSessionItemView"];
                };
            };
            /** @description `timeout` is longer than allowed: at most 240 minutes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionTimeoutLimitExceededError"];
                };
            };
            /** @description There is no such profile. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfileNotFoundError"];
                };
            };
            /** @description Something in the request is not as it must be. Declared here as one bare problem, while other calls of the same service declare `{ detail: [...] }`: accept both. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            /** @description As many sessions are open as the plan allows. Nothing was started: try again when one has closed. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TooManyConcurrentActiveSessionsError"];
                };
            };
        };
    };
    get_browser_session_browsers__session_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the browser session. */
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The browser session. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BrowserSessionView"];
                };
            };
            /** @description There is no such browser session. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionNotFoundError"];
                };
            };
            /** @description Something in the request is not as it must be. `detail` lists what and where. */
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
    update_browser_session_browsers__session_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the browser session. */
                session_id: string;
            };
            cookie?: never;
        };
        /** @description What to do with the browser. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateBrowserSessionRequest"];
            };
        };
        responses: {
            /** @description The browser session as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BrowserSessionView"];
                };
            };
            /** @description There is no such browser session. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionNotFoundError"];
                };
            };
            /** @description Something in the request is not as it must be. Declared here as one bare problem, while other calls of the same service declare `{ detail: [...] }`: accept both. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
        };
    };
    list_browser_session_downloads_browsers__session_id__downloads_get: {
        parameters: {
            query?: {
                /** @description How many files to list at once, 1 to 100. 50 when left out. */
                limit?: number;
                /** @description Where to go on: `nextCursor` of the answer before. Left out, the list starts from the beginning. */
                cursor?: string | null;
                /** @description Whether to add to every file the address to fetch it from. False when left out. */
                includeUrls?: boolean;
            };
            header?: never;
            path: {
                /** @description Id of the browser session. */
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The next files. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BrowserDownloadListResponse"];
                };
            };
            /** @description There is no such browser session. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionNotFoundError"];
                };
            };
            /** @description Something in the request is not as it must be. `detail` lists what and where. */
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
    browser_session_upload_file_presigned_url_files_browsers__session_id__presigned_url_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the browser session. */
                session_id: string;
            };
            cookie?: never;
        };
        /** @description Name, type and size of the file. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UploadFileRequest"];
            };
        };
        responses: {
            /** @description The address and form fields to upload with, good for a short time only: `expiresIn` says how many seconds. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadFilePresignedUrlResponse"];
                };
            };
            /** @description Files of this type are not taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnsupportedContentTypeError"];
                };
            };
            /** @description There is no such session. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionNotFoundError"];
                };
            };
            /** @description Something in the request is not as it must be. `detail` lists what and where. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InternalServerError"];
                };
            };
        };
    };
    agent_session_upload_file_presigned_url_files_sessions__session_id__presigned_url_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the session. */
                session_id: string;
            };
            cookie?: never;
        };
        /** @description Name, type and size of the file. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UploadFileRequest"];
            };
        };
        responses: {
            /** @description The address and form fields to upload with, good for a short time only: `expiresIn` says how many seconds. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadFilePresignedUrlResponse"];
                };
            };
            /** @description Files of this type are not taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnsupportedContentTypeError"];
                };
            };
            /** @description There is no such session. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionNotFoundError"];
                };
            };
            /** @description Something in the request is not as it must be. `detail` lists what and where. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InternalServerError"];
                };
            };
        };
    };
    get_task_output_file_presigned_url_files_tasks__task_id__output_files__file_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the task. */
                task_id: string;
                /** @description Id of the file, from `outputFiles` of the task. */
                file_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file's name and where to fetch it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskOutputFileResponse"];
                };
            };
            /** @description There is no such task, or it has no such file. Only the text tells which. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskNotFoundError"] | components["schemas"]["OutputFileNotFoundError"];
                };
            };
            /** @description Something in the request is not as it must be. `detail` lists what and where. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
            /** @description The address could not be made. The file itself is not affected: try again. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DownloadUrlGenerationError"];
                };
            };
        };
    };
    list_skills_marketplace_skills_get: {
        parameters: {
            query?: {
                /** @description How many items a page holds, 1 to 100. 10 when left out. */
                pageSize?: number;
                /** @description Which page, counted from 1. The first when left out. */
                pageNumber?: number;
                /** @description Only skills that match this text, at most 100 characters. */
                query?: string | null;
                /** @description Only skills filed under this topic. */
                category?: components["schemas"]["SkillCategory"] | null;
                /** @description Only skills from this time or later. */
                fromDate?: string | null;
                /** @description Only skills from this time or earlier. */
                toDate?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of public skills. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MarketplaceSkillListResponse"];
                };
            };
            /** @description Something in the request is not as it must be. `detail` lists what and where. */
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
    clone_skill_marketplace_skills__skill_id__clone_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the skill. */
                skill_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The copy. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SkillResponse"];
                };
            };
            /** @description The skill has no finished version to copy. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SkillNotFinishedError"];
                };
            };
            /** @description There is no such skill. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SkillNotFoundError"];
                };
            };
            /** @description Something in the request is not as it must be. `detail` lists what and where. */
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
    execute_skill_marketplace_skills__skill_id__execute_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the skill. */
                skill_id: string;
            };
            cookie?: never;
        };
        /** @description Values for the skill's parameters. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExecuteSkillRequest"];
            };
        };
        responses: {
            /** @description The skill ran. `success` says whether it went well. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExecuteSkillResponse"];
                };
            };
            /** @description The skill is not ready to be executed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SkillNotFinishedError"];
                };
            };
            /** @description The account has not enough credit. Nothing was started. */
            402: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InsufficientCreditsError"];
                };
            };
            /** @description There is no such skill. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SkillNotFoundError"];
                };
            };
            /** @description Something in the request is not as it must be. `detail` lists what and where. */
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
    get_skill_marketplace_skills__skill_slug__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the skill in marketplace addresses. */
                skill_slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The public skill. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MarketplaceSkillResponse"];
                };
            };
            /** @description There is no such skill. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SkillNotFoundError"];
                };
            };
            /** @description Something in the request is not as it must be. `detail` lists what and where. */
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
    list_profiles_profiles_get: {
        parameters: {
            query?: {
                /** @description How many items a page holds, 1 to 100. 10 when left out. */
                pageSize?: number;
                /** @description Which page, counted from 1. The first when left out. */
                pageNumber?: number;
                /** @description Only profiles that match this text, at most 200 characters. */
                query?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of profiles. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfileListResponse"];
                };
            };
            /** @description Something in the request is not as it must be. `detail` lists what and where. */
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
    create_profile_profiles_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Name and owner. Both can be left out, and so can the whole body. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ProfileCreateRequest"];
            };
        };
        responses: {
            /** @description The new profile. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfileView"];
                };
            };
            /** @description The account has not enough credit. No profile was created. */
            402: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InsufficientCreditsError"];
                };
            };
            /** @description Something in the request is not as it must be. Declared here as one bare problem, while other calls of the same service declare `{ detail: [...] }`: accept both. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
        };
    };
    get_profile_profiles__profile_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the profile. */
                profile_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The profile. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfileView"];
                };
            };
            /** @description There is no such profile. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfileNotFoundError"];
                };
            };
            /** @description Something in the request is not as it must be. `detail` lists what and where. */
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
    delete_browser_profile_profiles__profile_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the profile. */
                profile_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The profile is deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something in the request is not as it must be. `detail` lists what and where. */
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
    update_profile_profiles__profile_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the profile. */
                profile_id: string;
            };
            cookie?: never;
        };
        /** @description The fields to change. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProfileUpdateRequest"];
            };
        };
        responses: {
            /** @description The profile after the change. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfileView"];
                };
            };
            /** @description There is no such profile. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfileNotFoundError"];
                };
            };
            /** @description Something in the request is not as it must be. `detail` lists what and where. */
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
    list_sessions_sessions_get: {
        parameters: {
            query?: {
                /** @description How many items a page holds, 1 to 100. 10 when left out. */
                pageSize?: number;
                /** @description Which page, counted from 1. The first when left out. */
                pageNumber?: number;
                /** @description Only sessions with this status. `active` shows what counts against the plan's limit. */
                filterBy?: components["schemas"]["SessionStatus"] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of sessions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionListResponse"];
                };
            };
            /** @description Something in the request is not as it must be. `detail` lists what and where. */
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
    create_session_sessions_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description How the session is to be. Everything can be left out. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CreateSessionRequest"];
            };
        };
        responses: {
            /** @description The session is open and ready for tasks. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionItemView"];
                };
            };
            /** @description The account has not enough credit. No session was opened. */
            402: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description There is no such profile. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfileNotFoundError"];
                };
            };
            /** @description Something in the request is not as it must be. Declared here as one bare problem, while other calls of the same service declare `{ detail: [...] }`: accept both. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            /** @description As many sessions are open as the plan allows. Nothing was started: try again when one has closed. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TooManyConcurrentActiveSessionsError"];
                };
            };
        };
    };
    get_session_sessions__session_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the session. */
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole session. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            /** @description There is no such session. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionNotFoundError"];
                };
            };
            /** @description Something in the request is not as it must be. `detail` lists what and where. */
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
    delete_session_sessions__session_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the session. */
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session is deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description There is no such session. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionNotFoundError"];
                };
            };
            /** @description Something in the request is not as it must be. `detail` lists what and where. */
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
    update_session_sessions__session_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the session. */
                session_id: string;
            };
            cookie?: never;
        };
        /** @description What to do with the session. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateSessionRequest"];
            };
        };
        responses: {
            /** @description The session as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            /** @description There is no such session. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionNotFoundError"];
                };
            };
            /** @description Something in the request is not as it must be. Declared here as one bare problem, while other calls of the same service declare `{ detail: [...] }`: accept both. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
        };
    };
    get_session_public_share_sessions__session_id__public_share_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the session. */
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The share and how often it was viewed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShareView"];
                };
            };
            /** @description There is no such session, or it is not shared. Only the text tells which. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionNotFoundError"] | components["schemas"]["ShareNotFoundError"];
                };
            };
            /** @description Something in the request is not as it must be. `detail` lists what and where. */
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
    create_session_public_share_sessions__session_id__public_share_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the session. */
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The share. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShareView"];
                };
            };
            /** @description There is no such session. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionNotFoundError"];
                };
            };
            /** @description Something in the request is not as it must be. `detail` lists what and where. */
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
    delete_session_public_share_sessions__session_id__public_share_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the session. */
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session is no longer shared. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description There is no such session. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionNotFoundError"];
                };
            };
            /** @description Something in the request is not as it must be. `detail` lists what and where. */
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
                /** @description Id of the session. */
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The data are erased. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The project has no zero data retention, so there is nothing to purge. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description There is no such session. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionNotFoundError"];
                };
            };
            /** @description Something in the request is not as it must be. `detail` lists what and where. */
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
    list_skills_skills_get: {
        parameters: {
            query?: {
                /** @description How many items a page holds, 1 to 100. 10 when left out. */
                pageSize?: number;
                /** @description Which page, counted from 1. The first when left out. */
                pageNumber?: number;
                /** @description Only skills that are, or are not, public. */
                isPublic?: boolean | null;
                /** @description Only skills that are, or are not, enabled. */
                isEnabled?: boolean | null;
                /** @description Only skills filed under this topic. */
                category?: components["schemas"]["SkillCategory"] | null;
                /** @description Only skills that match this text, at most 100 characters. */
                query?: string | null;
                /** @description Only skills from this time or later. */
                fromDate?: string | null;
                /** @description Only skills from this time or earlier. */
                toDate?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of skills. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SkillListResponse"];
                };
            };
            /** @description Something in the request is not as it must be. `detail` lists what and where. */
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
    create_skill_skills_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What the skill is for. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateSkillRequest"];
            };
        };
        responses: {
            /** @description The making has begun. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreateSkillResponse"];
                };
            };
            /** @description Another skill is still in the making. Wait for it or cancel it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConcurrentSkillCreationsError"];
                };
            };
            /** @description The account has not enough credit. No skill was begun. */
            402: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InsufficientCreditsError"];
                };
            };
            /** @description Something in the request is not as it must be. `detail` lists what and where. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
            /** @description As many sessions are open as the plan allows. Nothing was started: try again when one has closed. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TooManyConcurrentActiveSessionsError"];
                };
            };
        };
    };
    get_skill_skills__skill_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the skill. */
                skill_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The skill. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SkillResponse"];
                };
            };
            /** @description There is no such skill. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SkillNotFoundError"];
                };
            };
            /** @description Something in the request is not as it must be. `detail` lists what and where. */
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
    delete_skill_skills__skill_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the skill. */
                skill_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The skill is deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The skill is still in the making. Cancel that first. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CannotDeleteSkillWhileGeneratingError"];
                };
            };
            /** @description There is no such skill. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SkillNotFoundError"];
                };
            };
            /** @description Something in the request is not as it must be. `detail` lists what and where. */
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
    update_skill_skills__skill_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the skill. */
                skill_id: string;
            };
            cookie?: never;
        };
        /** @description The fields to change. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateSkillRequest"];
            };
        };
        responses: {
            /** @description The skill after the change. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SkillResponse"];
                };
            };
            /** @description The plan does not allow more enabled skills. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnabledSkillsLimitExceededError"];
                };
            };
            /** @description There is no such skill. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SkillNotFoundError"];
                };
            };
            /** @description Something in the request is not as it must be. `detail` lists what and where. */
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
    cancel_generation_skills__skill_id__cancel_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the skill. */
                skill_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The skill as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SkillResponse"];
                };
            };
            /** @description The skill is not in the making. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GenerationNotCancellableError"];
                };
            };
            /** @description There is no such skill. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SkillNotFoundError"];
                };
            };
            /** @description Something in the request is not as it must be. `detail` lists what and where. */
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
    execute_skill_skills__skill_id__execute_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the skill. */
                skill_id: string;
            };
            cookie?: never;
        };
        /** @description Values for the skill's parameters. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExecuteSkillRequest"];
            };
        };
        responses: {
            /** @description The skill ran. `success` says whether it went well. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExecuteSkillResponse"];
                };
            };
            /** @description The skill is not ready to be executed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SkillNotFinishedError"];
                };
            };
            /** @description The account has not enough credit. Nothing was started. */
            402: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InsufficientCreditsError"];
                };
            };
            /** @description There is no such skill. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SkillNotFoundError"];
                };
            };
            /** @description Something in the request is not as it must be. `detail` lists what and where. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
            /** @description As many sessions are open as the plan allows. Nothing was started: try again when one has closed. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TooManyConcurrentActiveSessionsError"];
                };
            };
        };
    };
    list_skill_executions_skills__skill_id__executions_get: {
        parameters: {
            query?: {
                /** @description How many items a page holds, 1 to 100. 10 when left out. */
                pageSize?: number;
                /** @description Which page, counted from 1. The first when left out. */
                pageNumber?: number;
            };
            header?: never;
            path: {
                /** @description Id of the skill. */
                skill_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of executions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SkillExecutionListResponse"];
                };
            };
            /** @description There is no such skill. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SkillNotFoundError"];
                };
            };
            /** @description Something in the request is not as it must be. `detail` lists what and where. */
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
    get_skill_execution_output_skills__skill_id__executions__execution_id__output_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the skill. */
                skill_id: string;
                /** @description Id of the execution, from the list of executions. */
                execution_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where to fetch the output. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SkillExecutionOutputResponse"];
                };
            };
            /** @description There is no such skill. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SkillNotFoundError"];
                };
            };
            /** @description Something in the request is not as it must be. `detail` lists what and where. */
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
    refine_skill_skills__skill_id__refine_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the skill. */
                skill_id: string;
            };
            cookie?: never;
        };
        /** @description What is to be better. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefineSkillRequest"];
            };
        };
        responses: {
            /** @description The making of the new version has begun. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefineSkillResponse"];
                };
            };
            /** @description The skill has no finished version to improve. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SkillNotFinishedError"];
                };
            };
            /** @description There is no such skill. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SkillNotFoundError"];
                };
            };
            /** @description Something in the request is not as it must be. `detail` lists what and where. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
            /** @description As many sessions are open as the plan allows. Nothing was started: try again when one has closed. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TooManyConcurrentActiveSessionsError"];
                };
            };
        };
    };
    rollback_skill_skills__skill_id__rollback_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the skill. */
                skill_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The skill with its former version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SkillResponse"];
                };
            };
            /** @description The skill is public. Make it private first. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CannotRollbackPublicSkillError"];
                };
            };
            /** @description There is no such skill. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SkillNotFoundError"];
                };
            };
            /** @description Something in the request is not as it must be. `detail` lists what and where. */
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
    list_tasks_tasks_get: {
        parameters: {
            query?: {
                /** @description How many items a page holds, 1 to 100. 10 when left out. */
                pageSize?: number;
                /** @description Which page, counted from 1. The first when left out. */
                pageNumber?: number;
                /** @description Only tasks of this session. */
                sessionId?: string | null;
                /** @description Only tasks with this status. */
                filterBy?: components["schemas"]["TaskStatus"] | null;
                /** @description Only tasks created after this time. */
                after?: string | null;
                /** @description Only tasks created before this time. */
                before?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of tasks. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskListResponse"];
                };
            };
            /** @description Something in the request is not as it must be. `detail` lists what and where. */
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
    create_task_tasks_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What to do, and how. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateTaskRequest"];
            };
        };
        responses: {
            /** @description The task is accepted and starts as soon as a browser is ready. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskCreatedResponse"];
                };
            };
            /** @description The session given cannot take the task: it is stopped, or another task is running in it. Both have the same shape; only the text tells them apart. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionStoppedError"] | components["schemas"]["SessionHasRunningTaskError"];
                };
            };
            /** @description There is no session with the id given. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionNotFoundError"];
                };
            };
            /** @description Something in the request is not as it must be. Declared here as one bare problem, while other calls of the same service declare `{ detail: [...] }`: accept both. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
            /** @description As many sessions are open as the plan allows. No task was created: try again when a session has closed. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TooManyConcurrentActiveSessionsError"];
                };
            };
        };
    };
    get_task_tasks__task_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the task. */
                task_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole task. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskView"];
                };
            };
            /** @description There is no such task. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskNotFoundError"];
                };
            };
            /** @description Something in the request is not as it must be. `detail` lists what and where. */
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
    update_task_tasks__task_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the task. */
                task_id: string;
            };
            cookie?: never;
        };
        /** @description What to stop. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateTaskRequest"];
            };
        };
        responses: {
            /** @description The task as it is now. Its status may take a moment to become `stopped`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskView"];
                };
            };
            /** @description There is no such task. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskNotFoundError"];
                };
            };
            /** @description Something in the request is not as it must be. Declared here as one bare problem, while other calls of the same service declare `{ detail: [...] }`: accept both. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ValidationError"];
                };
            };
        };
    };
    get_task_logs_tasks__task_id__logs_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the task. */
                task_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where to fetch the log. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskLogFileResponse"];
                };
            };
            /** @description There is no such task. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskNotFoundError"];
                };
            };
            /** @description Something in the request is not as it must be. `detail` lists what and where. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
            /** @description The address could not be made. The file itself is not affected: try again. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DownloadUrlGenerationError"];
                };
            };
        };
    };
    get_task_status_tasks__task_id__status_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the task. */
                task_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Status, result and price. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskStatusView"];
                };
            };
            /** @description There is no such task. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskNotFoundError"];
                };
            };
            /** @description Something in the request is not as it must be. `detail` lists what and where. */
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
