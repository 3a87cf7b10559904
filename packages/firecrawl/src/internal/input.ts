/** What a job of Firecrawl's agent is made of. */
import type * as Api from "@errand/firecrawl-types/v2"
import type { Given } from "@errand/http/Operation"

/** What a job is made of. Only `prompt` is required; without `maxCredits` it may use 2,500. */
export type Input = Given<Api.StartAgentInput["body"]>
