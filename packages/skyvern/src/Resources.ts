/**
 * The API by resource, one member per operation of the table. Inputs, answers and errors are the
 * generated ones.
 */
import type * as Connection from "@errand/http/Connection"
import type { Given, OperationTypes } from "@errand/http/Operation"
import type * as Api from "@errand/skyvern-types/v1"
import type * as Effect from "effect/Effect"
import type * as Stream from "effect/Stream"
import type { SkyvernError } from "./SkyvernError.ts"

/** One operation: its input may be left out where nothing in it is required. */
export type Call<T extends OperationTypes> = Connection.Call<T, SkyvernError<T["error"]>>

/** Work for an agent. */
export interface Tasks {
  /**
   * Starts a task. Each call starts, and bills, another one. Without `url` a model is asked first
   * where to begin: the answer may take a minute, whatever the timeout of the client says.
   */
  readonly run: Call<Api.RunTaskOperation>
}

/** Runs of tasks, and of agents that were made elsewhere. */
export interface Runs {
  /** A run with its output and files: there is no lighter call. */
  readonly get: Call<Api.GetRunOperation>
  /** One page of runs, without their outputs. */
  readonly list: Call<Api.ListRunsOperation>
  /**
   * Runs, page after page, each once. The service has 100 pages: after 10,000 runs the stream fails
   * with its refusal.
   */
  readonly stream: (
    query?: Given<NonNullable<Api.ListRunsInput["query"]>>
  ) => Stream.Stream<Api.TaskRunListItem, SkyvernError<Api.ListRunsError>>
  /** Cancels a run. The answer is the same for one that is over: read the run to see. */
  readonly cancel: Call<Api.CancelRunOperation>
  /** What a run has done, as a tree. Runs of most engines have none, which is a refusal (400). */
  readonly timeline: Call<Api.GetRunTimelineOperation>
  /** What a run has left, with addresses that expire. */
  readonly artifacts: Call<Api.ListRunArtifactsOperation>
}

/** Codes that a login has sent to a person. */
export interface Codes {
  /**
   * Hands a code over to the run that waits for it, by `task_id`, or by the `totp_identifier` that
   * it was started with. The service does not say whether a run took it.
   */
  readonly send: Call<Api.SendCodeOperation>
}

/** What runs leave behind. */
export interface Files {
  /**
   * The bytes behind an address that a run gave, from whichever host; with `size`, not one more or
   * less. The key is not sent along. An address that is given as an effect is asked for again when
   * it is refused, be it in the middle of the file.
   */
  readonly download: <E = never>(
    url: string | Effect.Effect<string, E>,
    options?: { readonly size?: number }
  ) => Stream.Stream<Uint8Array, SkyvernError<never> | E>
}
