/**
 * The API by resource, one member per operation of the table. Inputs, answers and errors are the
 * generated ones.
 */
import type * as Api from "@errand/browser-use-types/v4"
import type * as Connection from "@errand/http/Connection"
import type { OperationTypes } from "@errand/http/Operation"
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

/** Work for an agent. */
export interface Runs {
  /** Starts a run. Each call starts, and bills, another one. */
  readonly create: Call<Api.CreateRunOperation>
  /** A run with its result and cost. */
  readonly get: Call<Api.GetRunOperation>
  /** Where a run stands, and nothing else: the cheapest look. */
  readonly status: Call<Api.GetRunStatusOperation>
  /** One page of runs; `nextCursor` is the `cursor` of the next. */
  readonly list: Call<Api.ListRunsOperation>
  /** Runs, page after page, each once. */
  readonly stream: Items<Api.ListRunsOperation, "runs">
  /** What has happened in a run after a certain event. */
  readonly events: Call<Api.ListRunEventsOperation>
  /** The files that were attached to a run. */
  readonly attachments: Call<Api.ListRunAttachmentsOperation>
  /** Cancels a run. One that is over stays as it is. */
  readonly cancel: Call<Api.CancelRunOperation>
}

/** What runs have in common that go on one after the other. */
export interface Sessions {
  /** A session with its workspace and its latest run. */
  readonly get: Call<Api.GetSessionOperation>
  /** Erases what a session has stored; only for projects with zero data retention. */
  readonly purge: Call<Api.PurgeSessionOperation>
  /** The messages that wait in a session. */
  readonly messages: Call<Api.ListQueuedMessagesOperation>
  /** One message, also after it has become a run: only here its `runId` is told. */
  readonly message: Call<Api.GetQueuedMessageOperation>
  /** Queues a message, which becomes the next run of the session. Each call queues another one. */
  readonly send: Call<Api.QueueMessageOperation>
  /** Takes a waiting message out of the queue. */
  readonly withdraw: Call<Api.CancelQueuedMessageOperation>
}

/** Where runs find and leave files. */
export interface Workspaces {
  /** Makes a workspace. Each call makes another one. */
  readonly create: Call<Api.CreateWorkspaceOperation>
  /** A workspace. */
  readonly get: Call<Api.GetWorkspaceOperation>
  /** Renames a workspace. */
  readonly update: Call<Api.UpdateWorkspaceOperation>
  /** Deletes a workspace. */
  readonly delete: Call<Api.DeleteWorkspaceOperation>
  /** How many bytes a workspace holds, and how many it may hold. */
  readonly size: Call<Api.GetWorkspaceSizeOperation>
  /** One page of files. Links to them are good for 60 seconds. */
  readonly files: Call<Api.ListWorkspaceFilesOperation>
  /** Files, page after page, each once. */
  readonly streamFiles: Items<Api.ListWorkspaceFilesOperation, "files">
  /** Deletes a file. */
  readonly deleteFile: Call<Api.DeleteWorkspaceFileOperation>
  /** Where files can be sent for five minutes. */
  readonly uploadUrls: Call<Api.CreateWorkspaceUploadUrlsOperation>
  /** Sends a file; its id goes into `attachedFileIds` of a run. */
  readonly upload: <E = never, R = never>(
    file: Upload<E, R>
  ) => Effect.Effect<Uploaded, E | BrowserUseError<Api.CreateWorkspaceUploadUrlsError>, R>
  /** The content of a file. Where its link expires meanwhile, a fresh one is asked for. */
  readonly download: (file: {
    readonly workspaceId: string
    readonly path: string
  }) => Stream.Stream<Uint8Array, BrowserUseError<Api.ListWorkspaceFilesError>>
}
