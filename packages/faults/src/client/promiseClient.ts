/**
 * What clients that return promises have in common: how their errors are read (in their favour),
 * and how a caller stops waiting.
 */
import * as Effect from "effect/Effect"
import { inspect } from "node:util"
import type { ClientReport } from "./client.ts"
import type { CallerAction, End } from "../faultScenario.ts"

/**
 * A client's program as an effect. What it throws becomes the report. Interruption does not stop
 * it, as nothing stops a promise.
 */
export const fromPromise = (work: () => Promise<ClientReport>): Effect.Effect<ClientReport> =>
  Effect.promise(() => work().catch((error: unknown) => ({ end: endOf(error), text: inspect(error, { depth: 10 }) })))

export const sleep = (millis: number) => new Promise<void>((resolve) => setTimeout(resolve, millis))

/** What the process does before it is killed. The caller keeps nothing of it. */
export const runUntilKilled = async (
  does: Extract<CallerAction, { readonly do: "again" }>,
  start: () => Promise<unknown>
) => {
  if (does.dies !== "queued") await start().catch(() => undefined)
}

/**
 * The report of a run with a result. These clients say no more about success than that the promise
 * is fulfilled.
 */
export const reportOutput = (output: unknown, result: unknown): ClientReport => ({
  end: "output",
  output,
  text: inspect(result, { depth: 10 })
})

const endOf = (error: unknown): End => {
  if (error instanceof Error && error.name === "ZodError") return "mismatch"
  const text = String(error)
  if (/did not complete within|timed out/.test(text)) return "deadline"
  if (/task \S+ failed$/.test(text)) return "failed"
  if (/task \S+ (stopped|canceled)$/.test(text)) return "cancelled"
  const status = statusOf(error) ?? Number(/HTTP (\d{3})/.exec(text)?.[1])
  return status >= 400 && status < 500 && ![408, 425, 429].includes(status) ? "refused" : "error"
}

const statusOf = (error: unknown): number | undefined =>
  typeof error === "object" && error !== null && "statusCode" in error && typeof error.statusCode === "number"
    ? error.statusCode
    : undefined
