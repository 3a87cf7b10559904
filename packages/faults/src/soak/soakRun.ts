/**
 * Runs many tasks under faults in a process that is killed, and compares the server's tasks with
 * the handled outcomes.
 */
import { Simulator } from "@errand/simulator"
import * as Effect from "effect/Effect"
import { spawn } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { randomFaults } from "./randomFaults.ts"
import { order } from "./orders.ts"

export interface Options {
  readonly tasks: number
  readonly kills: number
  readonly seed: number
  /** The share of all requests that go wrong, from 0 to 1. */
  readonly share: number
}

/** What came of it. Nothing was lost, doubled or left running when these three are empty. */
export interface Counts {
  /**
   * Keys whose outcome no handler was given, or whose handler was given another end than the server
   * knows.
   */
  readonly lost: ReadonlyArray<string>
  /** Keys with two tasks on the server, or two outcomes handled. */
  readonly doubled: ReadonlyArray<string>
  /** Tasks that still run when all processes are done. */
  readonly running: ReadonlyArray<string>
  readonly tasks: number
  readonly handled: number
  readonly ends: Readonly<Record<string, number>>
  readonly kills: number
  readonly requests: number
  readonly faults: Readonly<Record<string, number>>
}

const child = fileURLToPath(new URL("soakProcess.ts", import.meta.url))

export const soak = ({ kills, seed, share, tasks }: Options): Effect.Effect<Counts> =>
  Effect.gen(function* () {
    const simulator = yield* Simulator.make({ seed, speed: 40, faults: randomFaults(share) })
    const behave = (end: "finished" | "failed" | "stopped", when: (n: number) => boolean) =>
      simulator.script({
        times: "always",
        match: { when: ({ prompt }) => when(Number(/\d+$/.exec(prompt)?.[0])) },
        queued: "2 seconds",
        running: "20 seconds",
        steps: 2,
        end
      })
    yield* behave("failed", (n) => n % 5 === 3)
    yield* behave("stopped", (n) => n % 5 === 4)
    yield* behave("finished", () => true)

    const folder = yield* Effect.acquireRelease(
      Effect.sync(() => mkdtempSync(join(tmpdir(), "errand-soak-"))),
      (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true }))
    )
    const handled = join(folder, "handled")
    const read = () => (existsSync(handled) ? readFileSync(handled, "utf8").split("\n").filter(Boolean) : [])
    const processInput = JSON.stringify({
      total: tasks,
      apiKey: simulator.apiKey,
      browserUse: simulator.browserUse.baseUrl,
      browserUseV4: simulator.services["browser-use/v4"].baseUrl,
      browserAct: simulator.browserAct.baseUrl,
      skyvern: simulator.skyvern.baseUrl,
      path: join(folder, "store"),
      handled
    })
    for (let kill = 1; kill <= kills; kill++) {
      yield* runProcess(processInput, () => read().length >= (tasks * kill) / (kills + 1))
    }
    yield* runProcess(processInput, () => false)
    return count(tasks, kills, read(), yield* simulator.tasks, yield* simulator.requests)
  }).pipe(Effect.scoped)

/** Runs one process until it ends, or kills it with `SIGKILL` once `isFar` is true. */
const runProcess = (input: string, isFar: () => boolean): Effect.Effect<void> =>
  Effect.callback<void>((resume) => {
    const process_ = spawn(process.execPath, [child, input], { stdio: ["ignore", "inherit", "inherit"] })
    const timer = setInterval(() => {
      if (isFar()) process_.kill("SIGKILL")
    }, 50)
    process_.on("exit", (code, signal) => {
      clearInterval(timer)
      resume(code === 0 || signal === "SIGKILL" ? Effect.void : Effect.die(new Error(`the process ended with ${code}`)))
    })
    return Effect.sync(() => {
      clearInterval(timer)
      process_.kill("SIGKILL")
    })
  })

const group = <A, K>(items: ReadonlyArray<A>, by: (item: A) => K): Map<K, Array<A>> => {
  const groups = new Map<K, Array<A>>()
  for (const item of items) {
    const key = by(item)
    const members = groups.get(key)
    if (members === undefined) groups.set(key, [item])
    else members.push(item)
  }
  return groups
}

/** The outcome that a handler must be given for each end of a task. */
const outcomes: Readonly<Record<string, string>> = {
  finished: "Succeeded",
  failed: "Failed",
  completed: "Succeeded",
  stopped: "Cancelled",
  cancelled: "Cancelled",
  canceled: "Cancelled"
}

const count = (
  total: number,
  kills: number,
  lines: ReadonlyArray<string>,
  tasks: ReadonlyArray<Simulator.SimulatedTask>,
  requests: ReadonlyArray<Simulator.RequestRecord>
): Counts => {
  const keys = Array.from({ length: total }, (_, n) => order(n).key)
  const onServer = group(tasks, ({ start }) => /order-\d+$/.exec(start.prompt)?.[0] ?? "")
  const outcomesOf = group(
    lines.map((line) => line.split("\t")),
    ([, key]) => key
  )
  const tally = (texts: ReadonlyArray<string>) =>
    Object.fromEntries([...group(texts, (text) => text)].map(([text, all]) => [text, all.length]))
  return {
    lost: keys.filter((key) => {
      const [, , id, end] = outcomesOf.get(key)?.[0] ?? []
      return !(onServer.get(key) ?? []).some((task) => task.id === id && outcomes[task.status] === end)
    }),
    doubled: keys.filter((key) => (onServer.get(key)?.length ?? 0) > 1 || (outcomesOf.get(key)?.length ?? 0) > 1),
    running: tasks.filter(({ isOver }) => !isOver).map(({ id }) => id),
    tasks: tasks.length,
    handled: lines.length,
    ends: tally(tasks.map(({ provider, status }) => `${provider} ${status}`)),
    kills,
    requests: requests.length,
    faults: tally(requests.flatMap(({ fault }) => fault ?? []))
  }
}
