/**
 * CPU for each request, clients side by side: rounds interleaved, medians, one process per client.
 */
import { fork } from "node:child_process"
import type { ChildProcess } from "node:child_process"
import { join } from "node:path"
import { names } from "./contenders.ts"
import type { Name, Target } from "./contenders.ts"
import { median } from "./median.ts"
import type { Cost, Round } from "./worker.ts"

/** For each concurrency, what a request costs each client, in µs of CPU. */
export type Costs = ReadonlyMap<number, ReadonlyMap<Name, number>>

export const cpu = async (
  target: Target,
  { concurrencies, requests, rounds }: { concurrencies: ReadonlyArray<number>; requests: number; rounds: number }
): Promise<Costs> => {
  const children = new Map(names.map((name) => [name, start(name, target)]))
  try {
    for (const child of children.values()) await ask(child, { requests: Math.max(requests, 1500), concurrency: 16 })
    const costs = new Map<number, Map<Name, number>>()
    for (const concurrency of concurrencies) {
      const samples = new Map<Name, Array<number>>(names.map((name) => [name, []]))
      for (let round = 0; round < rounds; round++) {
        for (const [name, child] of children) samples.get(name)!.push((await ask(child, { requests, concurrency })).cpu)
      }
      costs.set(concurrency, new Map([...samples].map(([name, all]) => [name, median(all)])))
    }
    return costs
  } finally {
    for (const child of children.values()) child.kill()
  }
}

const start = (name: Name, target: Target): ChildProcess =>
  fork(join(import.meta.dirname, "worker.ts"), [JSON.stringify({ name, target })], { execArgv: ["--expose-gc"] })

const ask = (child: ChildProcess, round: Round): Promise<Cost> =>
  new Promise((resolve, reject) => {
    const ended = () => reject(new Error("a client's process has ended"))
    child.once("exit", ended)
    child.once("message", (cost) => {
      child.off("exit", ended)
      resolve(cost as Cost)
    })
    child.send(round)
  })
