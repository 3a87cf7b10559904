/**
 * The whole API by resource, one member per operation of the table. Inputs, answers and errors are
 * the generated ones.
 */
import type * as Api from "@errand/browseract-types/v3"
import type * as Connection from "@errand/http/Connection"
import type { OperationTypes } from "@errand/http/Operation"
import type * as Pages from "@errand/http/Pages"
import type { Files } from "../Resources.ts"
import type { BrowserActError } from "./BrowserActError.ts"

export type { Files }

/** One operation: its input may be left out where nothing in it is required. */
export type Call<T extends OperationTypes> = Connection.Call<T, BrowserActError<T["error"]>>

/** A list, page after page. */
type Items<T extends OperationTypes, K extends Extract<keyof T["success"], string>> = Pages.List<
  T,
  K,
  BrowserActError<T["error"]>
>

/** Runs of bots and templates. */
export interface Runs {
  /** Starts a run of a bot of the account's own. Twice is two runs, and two bills. */
  readonly create: Call<Api.CreateRunOperation>
  /** Starts a run of one of the service's templates. Twice is two runs, and two bills. */
  readonly createOfTemplate: Call<Api.CreateTemplateRunOperation>
  /** The status of a run and nothing else: the call for polling. */
  readonly status: Call<Api.GetRunStatusOperation>
  /** A run with its steps, output and files. */
  readonly get: Call<Api.GetRunOperation>
  /** One page of runs, with their inputs, and without outputs, steps and files. */
  readonly list: Call<Api.ListRunsOperation>
  /** All runs that match, page by page as they are asked for. */
  readonly stream: Items<Api.ListRunsOperation, "items">
  /**
   * Lets a paused run go on; `paused` may be seen once more after it. Never sent twice by itself:
   * it could answer the next pause.
   */
  readonly resume: Call<Api.ResumeRunOperation>
  /** Stops a run for good. */
  readonly cancel: Call<Api.CancelRunOperation>
}

/** The account's own bots. */
export interface Bots {
  /** One page of bots. */
  readonly list: Call<Api.ListBotsOperation>
  /** A bot with the schemas of its input and its output. */
  readonly get: Call<Api.GetBotOperation>
  /** All bots that match, page by page as they are asked for. */
  readonly stream: Items<Api.ListBotsOperation, "items">
}

/** BrowserAct's own templates. */
export interface Templates {
  /** One page of templates. */
  readonly list: Call<Api.ListTemplatesOperation>
  /** A template with the schema of its input. */
  readonly get: Call<Api.GetTemplateOperation>
  /** All templates that match, page by page as they are asked for. */
  readonly stream: Items<Api.ListTemplatesOperation, "items">
}

/** Where a template's proxy can be. */
export interface Regions {
  /** All regions; the list has no pages. */
  readonly list: Call<Api.ListRegionsOperation>
}
