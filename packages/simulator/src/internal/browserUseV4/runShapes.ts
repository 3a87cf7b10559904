/** Formats and refusals that all resources of Browser Use v4 share. */
import type * as BrowserUse from "@errand/browser-use-types/v4"
import type { Handlers } from "../service.ts"

/** A handler for every operation of the spec. */
export type RunHandlers = Handlers<typeof BrowserUse>

/** This version writes UTC, and says so. */
export const time = (at: number): string => new Date(at).toISOString()

/** How many items of a list are asked for, between one and what the service gives at most. */
export const size = (asked: number | null | undefined, most = 100): number =>
  Math.max(1, Math.min(most, Math.floor(asked ?? 50)))

/** A cursor is a text that means something to the service alone. */
export const cursorOf = (place: string): string => Buffer.from(place).toString("base64url")

export const placeOf = (cursor: string): string => Buffer.from(cursor, "base64url").toString("utf8")
