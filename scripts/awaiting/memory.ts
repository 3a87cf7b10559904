/**
 * What a wait costs in memory: `node --expose-gc scripts/awaiting/memory.ts [waits]`. Three programs hold as many fibers each: one that waits
 * for nothing, one that waits inside a span like `Task.await`, and one that joins tasks, whose refs and handles were made before.
 */
import { Effect, Fiber } from "effect"
import { Lookout, Task } from "../../packages/core/src/index.ts"
import type { Provider, TaskRef } from "../../packages/core/src/index.ts"

const count = Number(process.argv[2] ?? 100_000)
const status = { state: "working", phase: "running", native: "running" } as const
const look = { status, cost: { final: false } }
const ids = Array.from({ length: count }, (_, nth) => `task-${nth}`)
const listed = ids.map((id) => ({ ...look, id }))

const provider: Provider.Provider<unknown> & Provider.Listable = {
  name: "memory",
  kind: "task",
  endpoint: "here",
  start: () => Effect.die("nothing is started"),
  status: () => Effect.succeed(look),
  snapshot: () => Effect.die("nothing ends"),
  cancel: () => Effect.succeed("requested"),
  lookout: Lookout.make({ perSecond: 100_000 }),
  pageMax: 10_000,
  list: ({ limit, page }) => Effect.succeed(listed.slice((page - 1) * limit, page * limit))
}

const startedAt = new Date().toISOString()
const tasks = ids.map((id) => {
  const ref: TaskRef.TaskRef = { v: 1, provider: "memory", kind: "task", id, endpoint: "here", startedAt }
  return Task.attach(provider, ref)
})

const settled = async () => {
  const gc = globalThis.gc
  if (gc === undefined) throw new Error("run with --expose-gc")
  for (let times = 0; times < 4; times++) {
    gc()
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return process.memoryUsage().heapUsed
}

/** Bytes of heap for each of the fibers, `after` so many milliseconds. */
const bytes = async (each: (nth: number) => Effect.Effect<unknown, unknown>, after: number) => {
  const before = await settled()
  const all = Effect.runFork(
    Effect.gen(function* () {
      for (let nth = 0; nth < count; nth++) yield* Effect.forkChild(each(nth))
      return yield* Effect.never
    })
  )
  await new Promise((resolve) => setTimeout(resolve, after))
  const during = await settled()
  console.log(await Effect.runPromise(Lookout.stats(provider)))
  await Effect.runPromise(Fiber.interrupt(all))
  return Math.round((during - before) / count)
}

const idle = await bytes(() => Effect.never, 1000)
const span = await bytes((nth) => Effect.withSpan(Effect.never, "wait", { attributes: { nth } }), 1000)
const cpu = process.cpuUsage()
const join = await bytes((nth) => Task.join(tasks[nth]!), 15_000)
const { system, user } = process.cpuUsage(cpu)
console.log(`${count} waits: ${idle} B for a fiber, ${span} B for one in a span, ${join} B for one that joins a task`)
console.log(
  `${join - span} B more than an idle fiber in a span: the look-out's entry, and what the fiber of the join holds itself; ${((user + system) / 1e6).toFixed(1)} s of CPU in 15 s`
)
