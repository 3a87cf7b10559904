/** Formats and refusals of BrowserAct v3, which are those of v2 with codes of its own. */
import type * as BrowserAct from "@errand/browseract-types/v3"
import { makeEnvelope } from "../browserAct/browserActShapes.ts"
import type { Handlers, Refusal } from "../service.ts"
import type { World } from "../world.ts"

/** A handler for every operation of the spec. */
export type BrowserActV3Handlers = Handlers<typeof BrowserAct>

/**
 * The service's error envelope. It comes with HTTP status 200 in a scenario that disguises errors.
 */
export const envelope = (world: World, code: number, msg: string, status = 400): Refusal =>
  makeEnvelope(world, world.scenario.browserActV3?.disguised === true, code, msg, status)

/** The codes that the service is known to give. */
export const codes = {
  unauthorized: 401,
  parameter: 99001,
  notPublished: 10020,
  noTask: 10112,
  tooManyRunning: 10118,
  alreadyOver: 10121,
  notPaused: 10127,
  noTemplate: 10176,
  agentResume: 10879
} as const
