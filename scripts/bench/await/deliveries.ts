/**
 * What a task in flight weighs, from its start to its delivery:
 * `node scripts/bench/await/deliveries.ts [2000]`. The service is in this process and without
 * sockets, and no task ends. Heap after a collection for each task, as a multiple of one that is
 * only awaited, in the same run. Before the collection there is also what the burst of starts has
 * left: V8 lets the heap grow for that, and the process keeps the memory. With
 * `node --max-semi-space-size=1` that is half as much.
 */
import * as BrowserUse from "@errand/browser-use/BrowserUse"
import * as Task from "@errand/core/Task"
import * as TaskStore from "@errand/core/TaskStore"
import * as FileStore from "@errand/store/FileStore"
import { Effect, Fiber, Layer, References } from "effect"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"

const count = Number(process.argv[2] ?? 2000)
setFlagsFromString("--expose-gc")
const gc = runInNewContext("gc") as () => void

const at = new Date().toISOString().slice(0, -1)
let made = 0
/** What starts wait for before they are answered. */
const makeGate = () => {
  let open = (): void => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open }
}
let gate = makeGate()
const id = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`
const view = (index: number) => ({
  id: id(index),
  sessionId: id(index),
  llm: "browser-use-2.0",
  task: `Task ${index}`,
  status: "started",
  createdAt: at,
  startedAt: at,
  finishedAt: null,
  metadata: {},
  output: null,
  isSuccess: null,
  cost: "0.01"
})

const answer = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
  const request = new Request(input, init)
  const url = new URL(request.url)
  if (request.method === "POST") {
    await gate.opened
    made++
    return Response.json({ id: id(made), sessionId: id(made) }, { status: 202 })
  }
  if (url.pathname.endsWith("/tasks")) {
    const size = Number(url.searchParams.get("pageSize") ?? 10)
    const pageNumber = Number(url.searchParams.get("pageNumber") ?? 1)
    const first = made - (pageNumber - 1) * size
    const items = Array.from({ length: Math.max(0, Math.min(size, first)) }, (_, index) => view(first - index))
    return Response.json({ items, totalItems: made, pageNumber, pageSize: size })
  }
  return Response.json(view(Number(url.pathname.split("/").at(-1)?.slice(-12))))
}

const collected = () => {
  gc()
  gc()
  return process.memoryUsage().heapUsed
}

const provider = () => BrowserUse.make({ apiKey: "bu_bench", baseUrl: "http://127.0.0.1:9", fetch: answer })

interface Weight {
  /** While no start is answered yet, and once all are. */
  readonly starting: number
  readonly waiting: number
  /** The same before the collection. */
  readonly uncollected: number
}

/** What so many fibers weigh that all do this and wait. */
const weigh = <A, E, R>(work: (index: number) => Effect.Effect<A, E, R>): Effect.Effect<Weight, E, R> =>
  Effect.gen(function* () {
    const before = collected()
    const fibers: Array<Fiber.Fiber<A, E>> = []
    for (let index = 0; index < count; index++) fibers.push(yield* Effect.forkChild(work(index)))
    yield* Effect.sleep("3 seconds")
    const starting = (collected() - before) / count
    gate.open()
    yield* Effect.sleep("15 seconds")
    const uncollected = (process.memoryUsage().heapUsed - before) / count
    const waiting = (collected() - before) / count
    yield* Fiber.interruptAll(fibers)
    gate = makeGate()
    return { starting, waiting, uncollected }
  })

const startAndAwait = () => {
  const browser = provider()
  return weigh((index) => Effect.flatMap(Task.start(browser, { task: `Task ${index}` }), (task) => Task.await(task)))
}
const startAndDeliver = () => {
  const browser = provider()
  return weigh((index) =>
    Effect.flatMap(Task.start(browser, { task: `Task ${index}` }), (task) => Task.deliver(task, () => Effect.void))
  )
}
const awaitOnly = () => {
  const browser = provider()
  const ref = (index: number) => ({
    v: 1 as const,
    provider: browser.name,
    kind: browser.kind,
    endpoint: browser.endpoint,
    id: id(index + 1),
    startedAt: `${at}Z`
  })
  made = count
  return weigh((index) => Task.await(Task.attach(browser, ref(index))))
}

const folder = mkdtempSync(join(tmpdir(), "errand-deliveries-"))
const fileStore = TaskStore.layer(FileStore.journal({ path: join(folder, "tasks.log") }))
const program = Effect.gen(function* () {
  const cases: ReadonlyArray<readonly [string, Effect.Effect<Weight, unknown>]> = [
    ["awaited by a handle", Effect.suspend(awaitOnly)],
    ["started and awaited", Effect.suspend(startAndAwait)],
    ["delivered, store in memory", Effect.provide(Effect.suspend(startAndDeliver), TaskStore.layerMemory)],
    ["delivered, store in a file", Effect.provide(Effect.suspend(startAndDeliver), Layer.orDie(fileStore))]
  ]
  let first: number | undefined
  console.log(`${count} tasks in flight, bytes of heap for each`)
  for (const [name, measure] of cases) {
    const { starting, uncollected, waiting } = yield* measure
    first ??= waiting
    console.log(
      `  ${name.padEnd(28)} starting ${starting.toFixed(0).padStart(8)}  waiting ${waiting.toFixed(0).padStart(8)}  ratio ${(waiting / first).toFixed(2).padStart(6)}  before collection ${uncollected.toFixed(0).padStart(8)}`
    )
  }
})

// Warnings of starts that the end of a measurement cut off are of no interest.
await Effect.runPromise(Effect.provideService(program, References.MinimumLogLevel, "None")).finally(() =>
  rmSync(folder, { recursive: true, force: true })
)
