/** Formats and refusals that all resources of Browser Use share. */
import * as Duration from "effect/Duration"
import type * as BrowserUse from "@errand/browser-use-types/v2"
import { Refusal } from "../service.ts"
import type { Handlers } from "../service.ts"
import type { World } from "../world.ts"

/** A handler for every operation of the spec. */
export type BrowserUseHandlers = Handlers<typeof BrowserUse>

/** The service writes UTC without saying so. */
export const time = (at: number): string => new Date(at).toISOString().slice(0, -1)

export const timeOrNull = (at: number | undefined): string | null => (at === undefined ? null : time(at))

/** The service reads a time without a zone as UTC. */
export const instant = (text: string): number => Date.parse(/(z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text}Z`)

/** Exact, from millionths of a USD. */
export const usd = (micros: number): string => {
  const cents = String(Math.abs(micros)).padStart(7, "0")
  return `${micros < 0 ? "-" : ""}${cents.slice(0, -6)}.${cents.slice(-6)}`.replace(/\.?0+$/, "")
}

/** FastAPI's shape of a refusal. */
export const refuse = (status: number, detail: string): Refusal => new Refusal(status, { detail })

/** FastAPI's shape of a request that does not fit. */
export const invalid = (loc: ReadonlyArray<string>, msg: string): Refusal =>
  new Refusal(422, { detail: [{ loc, msg, type: "value_error" }] })

export const tooMany = (): Refusal =>
  refuse(429, "Too many concurrent active sessions. Please wait for one to finish, kill one, or upgrade your plan.")

export const noCredits = (): Refusal => refuse(402, "Insufficient credits")

export const downloadUrl = (world: World, key: string): string =>
  world.storage.url(key, world.now() + millis(world.scenario.browserUse?.downloadExpiry, 300_000))

export const millis = (input: Duration.Input | undefined, otherwise: number): number =>
  input === undefined ? otherwise : Duration.toMillis(Duration.fromInputUnsafe(input))
