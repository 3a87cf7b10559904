/**
 * The whole API by resource, one member per operation of the table. Inputs, answers and errors are
 * the generated ones.
 */
import type * as Api from "@errand/browser-use-types/v2"
import type * as Connection from "@errand/http/Connection"
import type { Given, OperationTypes } from "@errand/http/Operation"
import type * as Pages from "@errand/http/Pages"
import type * as Effect from "effect/Effect"
import type * as Stream from "effect/Stream"
import type { BrowserUseError } from "./BrowserUseError.ts"
import type { Upload, Uploaded } from "./internal/upload.ts"

/** One operation: its input may be left out where nothing in it is required. */
export type Call<T extends OperationTypes> = Connection.Call<T, BrowserUseError<T["error"]>>

/** A list, page after page. */
type Items<T extends OperationTypes, K extends Extract<keyof T["success"], string>> = Pages.List<
  T,
  K,
  BrowserUseError<T["error"]>
>

type Content<T extends OperationTypes> = (
  input: Given<T["input"]>
) => Stream.Stream<Uint8Array, BrowserUseError<T["error"]>>

/** Work for an agent. */
export interface Tasks {
  /** Starts a task. Each call starts, and bills, another one. */
  readonly create: Call<Api.CreateTaskOperation>
  /** Everything about a task, steps and files included. */
  readonly get: Call<Api.GetTaskOperation>
  /** Whether a task is over, its output and its cost: the cheapest look. */
  readonly status: Call<Api.GetTaskStatusOperation>
  /** Stops a task, or the task with its session. What has stopped stays stopped. */
  readonly update: Call<Api.UpdateTaskOperation>
  /** One page of tasks, without steps and files. */
  readonly list: Call<Api.ListTasksOperation>
  /** Tasks, page after page, each once. */
  readonly stream: Items<Api.ListTasksOperation, "items">
  /** Where the log of a task can be fetched for a short while. */
  readonly logs: Call<Api.GetTaskLogsOperation>
  /** The log of a task. */
  readonly downloadLogs: Content<Api.GetTaskLogsOperation>
}

/** Browsers with an agent's memory, in which tasks run. */
export interface Sessions {
  /** Opens a session. Each call takes another of the plan's concurrent sessions. */
  readonly create: Call<Api.CreateSessionOperation>
  /** A session with its tasks and its live view. */
  readonly get: Call<Api.GetSessionOperation>
  /** Stops a session and every task in it. */
  readonly update: Call<Api.UpdateSessionOperation>
  /** Deletes a session and what belongs to it. */
  readonly delete: Call<Api.DeleteSessionOperation>
  /** Erases what a session has stored; only for projects with zero data retention. */
  readonly purge: Call<Api.PurgeSessionOperation>
  /** One page of sessions. */
  readonly list: Call<Api.ListSessionsOperation>
  /** Sessions, page after page, each once. */
  readonly stream: Items<Api.ListSessionsOperation, "items">
  /** The public link to a session. */
  readonly getPublicShare: Call<Api.GetSessionPublicShareOperation>
  /** Makes a public link: everyone who has it can watch. */
  readonly createPublicShare: Call<Api.CreateSessionPublicShareOperation>
  /** Takes the public link back. */
  readonly deletePublicShare: Call<Api.DeleteSessionPublicShareOperation>
}

/** What tasks read and leave behind. */
export interface Files {
  /** Where a file for a session may be sent, for 120 seconds. */
  readonly sessionUploadUrl: Call<Api.CreateSessionUploadUrlOperation>
  /** Where a file for a browser may be sent, for 120 seconds. */
  readonly browserUploadUrl: Call<Api.CreateBrowserUploadUrlOperation>
  /** Where a file of a task can be fetched for a short while. */
  readonly output: Call<Api.GetTaskOutputFileOperation>
  /**
   * Sends a file to a session or a browser. Name (1 to 255 characters), content type and size (1
   * byte to 10 MiB) are checked before anything is sent; a stream is read to its end first, because
   * the size has to be announced.
   */
  readonly upload: <E = never, R = never>(
    file: Upload<E, R>
  ) => Effect.Effect<Uploaded, E | BrowserUseError<Api.CreateSessionUploadUrlError>, R>
  /**
   * The content of a task's file. Its name is the server's: see `FileName.safe` in core before you
   * make it a path.
   */
  readonly download: Content<Api.GetTaskOutputFileOperation>
}

/** Cookies and logins that sessions can start with. */
export interface Profiles {
  /** Makes a profile. */
  readonly create: Call<Api.CreateProfileOperation>
  /** A profile. */
  readonly get: Call<Api.GetProfileOperation>
  /** Renames a profile or gives it to another user of yours. */
  readonly update: Call<Api.UpdateProfileOperation>
  /** Deletes a profile. */
  readonly delete: Call<Api.DeleteProfileOperation>
  /** One page of profiles. */
  readonly list: Call<Api.ListProfilesOperation>
  /** Profiles, page after page, each once. */
  readonly stream: Items<Api.ListProfilesOperation, "items">
}

/** Browsers without an agent, driven over CDP. */
export interface Browsers {
  /** Opens a browser. Each call opens, and bills, another one. */
  readonly create: Call<Api.CreateBrowserOperation>
  /** A browser with its CDP address and its live view. */
  readonly get: Call<Api.GetBrowserOperation>
  /** Stops a browser. */
  readonly update: Call<Api.UpdateBrowserOperation>
  /** One page of browsers. */
  readonly list: Call<Api.ListBrowsersOperation>
  /** Browsers, page after page, each once. */
  readonly stream: Items<Api.ListBrowsersOperation, "items">
  /** Some of the files that a browser downloaded; go on with `nextCursor`. */
  readonly downloads: Call<Api.ListBrowserDownloadsOperation>
  /** The files that a browser downloaded, page after page. */
  readonly streamDownloads: Items<Api.ListBrowserDownloadsOperation, "files">
}

/** Work that an agent has learnt and repeats without thinking. */
export interface Skills {
  /** Lets an agent learn a skill. */
  readonly create: Call<Api.CreateSkillOperation>
  /** A skill. */
  readonly get: Call<Api.GetSkillOperation>
  /** Changes what describes a skill, or switches it on or off. */
  readonly update: Call<Api.UpdateSkillOperation>
  /** Deletes a skill. */
  readonly delete: Call<Api.DeleteSkillOperation>
  /** One page of skills. */
  readonly list: Call<Api.ListSkillsOperation>
  /** Skills, page after page, each once. */
  readonly stream: Items<Api.ListSkillsOperation, "items">
  /** Stops the learning of a skill. */
  readonly cancel: Call<Api.CancelSkillGenerationOperation>
  /** Goes back to the version before. */
  readonly rollback: Call<Api.RollbackSkillOperation>
  /** Runs a skill, and bills it. */
  readonly execute: Call<Api.ExecuteSkillOperation>
  /** Lets an agent improve a skill. */
  readonly refine: Call<Api.RefineSkillOperation>
  /** One page of a skill's runs. */
  readonly executions: Call<Api.ListSkillExecutionsOperation>
  /** A skill's runs, page after page, each once. */
  readonly streamExecutions: Items<Api.ListSkillExecutionsOperation, "items">
  /** Where the output of a run can be fetched for a short while. */
  readonly executionOutput: Call<Api.GetSkillExecutionOutputOperation>
  /** The output of a run. */
  readonly downloadOutput: Content<Api.GetSkillExecutionOutputOperation>
}

/** Skills that others share. */
export interface Marketplace {
  /** One page of shared skills. */
  readonly list: Call<Api.ListMarketplaceSkillsOperation>
  /** Shared skills, page after page, each once. */
  readonly stream: Items<Api.ListMarketplaceSkillsOperation, "items">
  /** A shared skill by its slug. */
  readonly get: Call<Api.GetMarketplaceSkillOperation>
  /** Makes a copy of one's own. Each call makes another one. */
  readonly clone: Call<Api.CloneMarketplaceSkillOperation>
  /** Runs a shared skill, and bills it. */
  readonly execute: Call<Api.ExecuteMarketplaceSkillOperation>
}

/** The account. */
export interface Billing {
  /** Credits, plan and how many sessions may be open at once. */
  readonly account: Call<Api.GetAccountBillingOperation>
}
