/** Formats and refusals of Firecrawl. */
import type * as Firecrawl from "@errand/firecrawl-types/v2"
import { Refusal } from "../service.ts"
import type { Handlers } from "../service.ts"
import type { World } from "../world.ts"

/** A handler for every operation of the spec. */
export type FirecrawlHandlers = Handlers<typeof Firecrawl>

/**
 * A refusal as the service writes it. It comes with HTTP status 200 in a scenario that disguises
 * errors.
 */
export const refuse = (world: World, status: number, error: string): Refusal =>
  new Refusal(world.scenario.firecrawl?.disguised === true ? 200 : status, { success: false, error })
