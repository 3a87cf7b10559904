/**
 * The simulator in a process of its own: starts the tasks before the clock of a contender runs, and
 * knows the truth afterwards.
 */
import { Simulator } from "@errand/simulator"
import { Effect } from "effect"
import { performance } from "node:perf_hooks"
import { output } from "./protocol.ts"
import type { Load, Running, Truth } from "./protocol.ts"

const hear = <A>(): Effect.Effect<A> =>
  Effect.callback((resume) => void process.once("message", (message) => resume(Effect.succeed(message as A))))

/** A cheap sequence from a seed (mulberry32), at least 0 and below 1. */
const sequence = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
}

// Nobody is left to serve.
process.once("disconnect", () => process.exit())

const program = Effect.gen(function* () {
  const simulator = yield* Simulator.make()
  process.send!("ready")
  const load = yield* hear<Load>()
  const random = sequence(load.seed)
  const [least, most] = load.seconds
  const ids: Array<string> = []
  for (let index = 0; index < load.tasks; index++) {
    const running = Math.round(1000 * least * (most / least) ** random())
    yield* simulator.script({ queued: 0, running, steps: 1, output: output(index) })
    ids.push(yield* simulator.start("browser-use", { task: `Task ${index}` }))
  }
  const at = new Map((yield* simulator.tasks).map((task) => [task.id, task.createdAt]))
  process.send!({
    baseUrl: simulator.browserUse.baseUrl,
    apiKey: simulator.apiKey,
    started: ids.map((id) => ({ id, at: at.get(id)! }))
  } satisfies Running)

  const cpu = process.cpuUsage()
  const busy = performance.eventLoopUtilization()
  yield* hear<"over">()
  const { system, user } = process.cpuUsage(cpu)
  const { utilization } = performance.eventLoopUtilization(busy)
  const ends = new Map((yield* simulator.tasks).map((task) => [task.id, task.endedAt]))
  const requests: Record<string, number> = {}
  let refused = 0
  for (const { operation = "unknown", status } of yield* simulator.requests) {
    requests[operation] = (requests[operation] ?? 0) + 1
    if (status !== 200) refused += 1
  }
  process.send!({
    ended: ids.map((id) => ends.get(id) ?? null),
    requests,
    refused,
    sockets: (yield* simulator.sockets).peak,
    cpu: (user + system) / 1e6,
    busy: utilization
  } satisfies Truth)
  yield* hear<"bye">()
})

await Effect.runPromise(Effect.scoped(program))
process.disconnect()
