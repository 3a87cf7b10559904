/**
 * What a wait weighs: `node scripts/bench/await/heap.ts [100000]`. Tasks that never end, each
 * awaited by a fiber of the caller's; the list is read all the while. Heap after collection, for
 * each task: its handle, a fiber that only sleeps, and what joining adds, which is the look-out's
 * part and the frames of `Task.join` on the caller's own fiber.
 */
import * as BrowserUse from "@errand/browser-use/BrowserUse"
import * as Task from "@errand/core/Task"
import { Effect, Fiber } from "effect"
import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"

const count = Number(process.argv[2] ?? 100_000)
setFlagsFromString("--expose-gc")
const gc = runInNewContext("gc") as () => void

const pass = 5000
const at = new Date().toISOString()
const id = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`
const view = (index: number) => ({
  id: id(index),
  sessionId: id(index),
  llm: "browser-use-2.0",
  task: `Task ${index}`,
  status: "started",
  createdAt: at.slice(0, -1),
  startedAt: at.slice(0, -1),
  finishedAt: null,
  metadata: {},
  output: null,
  isSuccess: null,
  cost: "0.01"
})

const kinds: Record<string, number> = {}
/** The service, without a socket: every task runs, and the list shows all of them. */
const answer = (input: RequestInfo | URL): Promise<Response> => {
  const url = new URL(input instanceof Request ? input.url : input)
  const kind = url.pathname.endsWith("/tasks") ? "list" : url.pathname.endsWith("/status") ? "status" : "other"
  kinds[kind] = (kinds[kind] ?? 0) + 1
  const size = Number(url.searchParams.get("pageSize") ?? 10)
  const first = (Number(url.searchParams.get("pageNumber") ?? 1) - 1) * size
  const shown = url.searchParams.get("filterBy") === "created" ? 0 : Math.max(0, Math.min(size, count - first))
  const items = Array.from({ length: shown }, (_, index) => view(first + index))
  const page = { items, totalItems: count, pageNumber: first / size + 1, pageSize: size }
  return Promise.resolve(Response.json(kind === "list" ? page : view(Number(url.pathname.split("/")[2]?.slice(-12)))))
}

/** Bytes for each task, collected. */
const heap = () => {
  gc()
  return process.memoryUsage().heapUsed / count
}

const provider = BrowserUse.make({ apiKey: "bu_bench", baseUrl: "http://127.0.0.1:9", fetch: answer })
const ref = (index: number) =>
  ({
    v: 1,
    provider: provider.name,
    kind: provider.kind,
    endpoint: provider.endpoint,
    id: id(index),
    startedAt: at
  }) as const

/** What so many fibers weigh that all do this. */
const weigh = <A, E>(work: (index: number) => Effect.Effect<A, E>) =>
  Effect.gen(function* () {
    const before = heap()
    const all = Effect.forEach(Array.from({ length: count }).keys(), work, { concurrency: "unbounded", discard: true })
    const fiber = yield* Effect.forkChild(all)
    yield* Effect.sleep(pass)
    const weight = heap() - before
    yield* Fiber.interrupt(fiber)
    return weight
  })

const program = Effect.gen(function* () {
  const before = heap()
  const tasks = Array.from({ length: count }, (_, index) => Task.attach(provider, ref(index)))
  const handle = heap() - before
  const bare = yield* weigh(() => Effect.never)
  const joined = yield* weigh((index) => Task.join(tasks[index]!))
  console.log(`${count} tasks, bytes of heap for each`)
  console.log(`  the task's handle and ref          ${handle.toFixed(0).padStart(6)}`)
  console.log(`  a fiber that only sleeps           ${bare.toFixed(0).padStart(6)}`)
  console.log(`  a fiber that joins the task        ${joined.toFixed(0).padStart(6)}`)
  console.log(`  so the wait itself (aim: < 1000)   ${(joined - bare).toFixed(0).padStart(6)}`)
  console.log(`requests: ${JSON.stringify(kinds)}`)
})

await Effect.runPromise(program)
