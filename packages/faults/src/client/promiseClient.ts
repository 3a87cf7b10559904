/** What clients made of promises have in common: how their errors are read, kindly, and how their caller loses interest. */
import * as Effect from "effect/Effect"
import { inspect } from "node:util"
import type { Told } from "../Client.ts"
import type { Doing, End } from "../Scenario.ts"

/** A client's program as an effect. What it throws is what its caller is told; interruption leaves it to itself. */
export const promised = (work: () => Promise<Told>): Effect.Effect<Told> =>
  Effect.promise(() => work().catch((error: unknown) => ({ end: ends(error), text: inspect(error, { depth: 10 }) })))

export const sleep = (millis: number) => new Promise<void>((resolve) => setTimeout(resolve, millis))

/** The life of a process before it begins again: nothing that it was told is left. */
export const dies = async (does: Extract<Doing, { readonly do: "again" }>, start: () => Promise<unknown>) => {
  if (does.dies !== "queued") await start().catch(() => undefined)
}

/** A run that has its result. That a promise was kept is all that its caller is told about success. */
export const kept = (output: unknown, result: unknown): Told => ({
  end: "output",
  output,
  text: inspect(result, { depth: 10 })
})

const ends = (error: unknown): End => {
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
