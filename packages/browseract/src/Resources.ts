/**
 * The whole API by resource, one member per operation of the table. Inputs, answers and errors are
 * the generated ones.
 */
import type * as Api from "@errand/browseract-types/v2"
import type * as Connection from "@errand/http/Connection"
import type { OperationTypes } from "@errand/http/Operation"
import type * as Pages from "@errand/http/Pages"
import type * as Effect from "effect/Effect"
import type * as Stream from "effect/Stream"
import type { BrowserActError } from "./BrowserActError.ts"

/** One operation: its input may be left out where nothing in it is required. */
export type Call<T extends OperationTypes> = Connection.Call<T, BrowserActError<T["error"]>>

/** A list, page after page. */
type Items<T extends OperationTypes, K extends Extract<keyof T["success"], string>> = Pages.List<
  T,
  K,
  BrowserActError<T["error"]>
>

/** Runs of workflows and templates. */
export interface Tasks {
  /** Starts a task of one of the account's own workflows. Twice is two tasks, and two bills. */
  readonly run: Call<Api.RunTaskOperation>
  /** Starts a task of an official template. Twice is two tasks, and two bills. */
  readonly runTemplate: Call<Api.RunTemplateTaskOperation>
  /** The status of a task and nothing else: the call for polling. */
  readonly status: Call<Api.GetTaskStatusOperation>
  /** A task with its steps, output and files. */
  readonly get: Call<Api.GetTaskOperation>
  /** One page of tasks, without steps and files. */
  readonly list: Call<Api.ListTasksOperation>
  /** All tasks that match, page by page as they are asked for. */
  readonly stream: Items<Api.ListTasksOperation, "items">
  /** Lets a paused task go on. Never sent twice by itself: it could answer the next pause. */
  readonly resume: Call<Api.ResumeTaskOperation>
  /** Stops a task for good. */
  readonly stop: Call<Api.StopTaskOperation>
}

/** The account's own workflows. */
export interface Workflows {
  /** One page of workflows. */
  readonly list: Call<Api.ListWorkflowsOperation>
  /** A workflow with the parameters that it takes. */
  readonly get: Call<Api.GetWorkflowOperation>
  /** All workflows, page by page as they are asked for. */
  readonly stream: Items<Api.ListWorkflowsOperation, "items">
}

/** BrowserAct's official templates. */
export interface Templates {
  /** One page of templates. */
  readonly list: Call<Api.ListTemplatesOperation>
  /** A template with the parameters that it takes. */
  readonly get: Call<Api.GetTemplateOperation>
  /** All templates that match, page by page as they are asked for. */
  readonly stream: Items<Api.ListTemplatesOperation, "items">
}

/** Where a template's proxy can be. */
export interface Regions {
  /** All regions; the list has no pages. */
  readonly list: Call<Api.ListRegionsOperation>
}

/** What tasks leave behind. */
export interface Files {
  /**
   * The bytes behind a link that a task gave, from whichever host; with `size`, not one more or
   * less. The key is not sent along. A link that is given as an effect is asked for again when it
   * is refused, be it in the middle of the file.
   */
  readonly download: <E = never>(
    url: string | Effect.Effect<string, E>,
    options?: { readonly size?: number }
  ) => Stream.Stream<Uint8Array, BrowserActError<never> | E>
}
