/**
 * One contender in a process of its own, so that none runs on code that another has warmed or
 * spoilt.
 */
import { contenders } from "./contenders.ts"
import type { Name, Target } from "./contenders.ts"

export interface Round {
  readonly requests: number
  readonly concurrency: number
}

/** Microseconds for each request. */
export interface Cost {
  readonly cpu: number
  readonly wall: number
}

const { name, target } = JSON.parse(process.argv[2]!) as { name: Name; target: Target }
const contender = contenders[name](target)

process.on("message", async ({ concurrency, requests }: Round) => {
  globalThis.gc?.()
  const start = performance.now()
  const before = process.cpuUsage()
  await contender(requests, concurrency)
  const { system, user } = process.cpuUsage(before)
  const wall = ((performance.now() - start) * 1000) / requests
  process.send!({ cpu: (user + system) / requests, wall } satisfies Cost)
})
