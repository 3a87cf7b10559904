/** Many tasks, many faults, and a process that is killed: what the server knows in the end, against what was handled. */
import { Simulator } from "@errand/simulator"
import * as Effect from "effect/Effect"
import { spawn } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { faults } from "./faults.ts"
import { order } from "./orders.ts"

export interface Options {
  readonly tasks: number
  readonly kills: number
  readonly seed: number
  /** Of all requests, the part that goes wrong. */
  readonly share: number
}

/** What came of it. Nothing was lost, doubled or left running when these three are empty. */
export interface Counts {
  /** Keys whose outcome no handler was given, or was given otherwise than the server has it. */
  readonly lost: ReadonlyArray<string>
  /** Keys with two tasks on the server, or two outcomes handled. */
  readonly doubled: ReadonlyArray<string>
  /** Tasks that nobody waits for and that still run. */
  readonly running: ReadonlyArray<string>
  readonly tasks: number
  readonly handled: number
  readonly ends: Readonly<Record<string, number>>
  readonly kills: number
  readonly requests: number
  readonly faults: Readonly<Record<string, number>>
}

const child = fileURLToPath(new URL("child.ts", import.meta.url))

export const soak = ({ kills, seed, share, tasks }: Options): Effect.Effect<Counts> =>
  Effect.gen(function* () {
    const simulator = yield* Simulator.make({ seed, speed: 40, faults: faults(share) })
    const behave = (end: "finished" | "failed" | "stopped", when: (n: number) => boolean) =>
      simulator.script({
        times: "always",
        match: { when: ({ prompt }) => when(Number(/\d+$/.exec(prompt)?.[0])) },
        queued: "2 seconds",
        running: "20 seconds",
        steps: 2,
        end
      })
    yield* behave("failed", (n) => n % 9 === 3)
    yield* behave("stopped", (n) => n % 9 === 6)
    yield* behave("finished", () => true)

    const folder = yield* Effect.acquireRelease(
      Effect.sync(() => mkdtempSync(join(tmpdir(), "errand-soak-"))),
      (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true }))
    )
    const handled = join(folder, "handled")
    const read = () => (existsSync(handled) ? readFileSync(handled, "utf8").split("\n").filter(Boolean) : [])
    const told = JSON.stringify({
      total: tasks,
      apiKey: simulator.apiKey,
      browserUse: simulator.browserUse.baseUrl,
      browserAct: simulator.browserAct.baseUrl,
      path: join(folder, "store"),
      handled
    })
    for (let kill = 1; kill <= kills; kill++) {
      yield* life(told, () => read().length >= (tasks * kill) / (kills + 1))
    }
    yield* life(told, () => false)
    return count(tasks, kills, read(), yield* simulator.tasks, yield* simulator.requests)
  }).pipe(Effect.scoped)

/** One process, until it is done or dies of `SIGKILL` when it has come far enough. */
const life = (told: string, isFar: () => boolean): Effect.Effect<void> =>
  Effect.callback<void>((resume) => {
    const process_ = spawn(process.execPath, [child, told], { stdio: ["ignore", "inherit", "inherit"] })
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

/** How a handler should have been told of each end. */
const outcomes: Readonly<Record<string, string>> = {
  finished: "Succeeded",
  failed: "Failed",
  stopped: "Cancelled",
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
