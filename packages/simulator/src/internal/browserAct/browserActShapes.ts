/** Formats and refusals that all resources of BrowserAct share. */
import type * as BrowserAct from "@errand/browseract-types/v2"
import { Refusal } from "../service.ts"
import type { Handlers } from "../service.ts"
import type { World } from "../world.ts"

/** A handler for every operation of the spec. */
export type BrowserActHandlers = Handlers<typeof BrowserAct>

export const time = (at: number): string => new Date(at).toISOString()

/**
 * The service's error envelope. It comes with HTTP status 200 in a scenario that disguises errors.
 */
export const envelope = (world: World, code: number, msg: string, status = 400): Refusal =>
  makeEnvelope(world, world.scenario.browserAct?.disguised === true, code, msg, status)

/** The envelope of either version. */
export const makeEnvelope = (world: World, isDisguised: boolean, code: number, msg: string, status: number): Refusal =>
  new Refusal(isDisguised ? 200 : status, {
    code,
    msg,
    ts: Math.floor(world.now()),
    time: time(world.now()),
    traceId: world.random.hex("trace", 32)
  })

/** The codes that the service is known to give. */
export const codes = {
  unauthorized: 401,
  parameter: 99001,
  notPublished: 10020,
  noTask: 10112,
  tooManyRunning: 10118,
  alreadyOver: 10121,
  notPaused: 10127,
  noTemplate: 10176
} as const
