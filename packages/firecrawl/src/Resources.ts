/**
 * The whole API by resource, one member per operation of the table. Inputs, answers and errors are
 * the generated ones.
 */
import type * as Api from "@errand/firecrawl-types/v2"
import type * as Connection from "@errand/http/Connection"
import type { OperationTypes } from "@errand/http/Operation"
import type { FirecrawlError } from "./FirecrawlError.ts"

/** One operation: its input may be left out where nothing in it is required. */
export type Call<T extends OperationTypes> = Connection.Call<T, FirecrawlError<T["error"]>>

/** Jobs of the agent. */
export interface Agent {
  /** Starts a job. Each call starts, and bills, another one. */
  readonly start: Call<Api.StartAgentOperation>
  /** Where a job stands, and what it found; until 24 hours after its end. */
  readonly get: Call<Api.GetAgentOperation>
  /** Asks the agent to stop. It stops when it can. */
  readonly cancel: Call<Api.CancelAgentOperation>
}
