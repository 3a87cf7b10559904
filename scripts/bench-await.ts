/**
 * `pnpm bench:await`: what it takes to wait for many tasks, beside what else there is, over real
 * HTTP and in real time. Every contender has a process and a simulator of its own, all tasks are
 * started before it begins, and they take 10 to 60 s. Not a test: figures move with the machine, so
 * nothing fails here.
 *
 * `--tasks 100,1000,10000` how many (50000 where `ulimit -n` and memory allow), `--only
 * errand,errand-fetch,official,fetch,lro,list` who, `--quick` no more than 1,000, `--profile DIR` a
 * CPU profile of each contender, `--patience 240` after how many seconds beyond the longest task a
 * wait is lost.
 */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs"
import { cpus, loadavg, tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { parseArgs } from "node:util"
import { bundle } from "./bench/await/bundle.ts"
import { names } from "./bench/await/contenders.ts"
import type { Name } from "./bench/await/contenders.ts"
import type { Measure } from "./bench/await/measure.ts"
import { idle, spent } from "./bench/await/machine.ts"
import { aimsOf, remarks, rows } from "./bench/await/report.ts"
import { prepare } from "./bench/await/run.ts"
import { waves } from "./bench/await/waves.ts"
import { aims, table } from "./bench/table.ts"

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    tasks: { type: "string" },
    quick: { type: "boolean", default: false },
    profile: { type: "string" },
    patience: { type: "string", default: "240" }
  }
})
const sizes = (values.tasks ?? (values.quick ? "100,1000" : "100,1000,10000")).split(",").map(Number)
const only = values.only?.split(",").map((name) => names.find((known) => known === name) ?? misused(name))
if (!sizes.every((size) => Number.isInteger(size) && size > 0)) misused(values.tasks ?? "")

function misused(word: string): never {
  console.error(`bench:await does not know "${word}"; it knows --only ${names.join(",")} and --tasks N,N`)
  process.exit(2)
}

const clock = () => new Date().toISOString().slice(11, 19)
const plan = waves(sizes, only)
const work = mkdtempSync(join(tmpdir(), "errand-bench-"))
const results = new Map(sizes.map((size) => [size, new Map<Name, Measure>()]))
const load = { seconds: [10, 60], seed: 1, pace: 2000, patience: Number(values.patience) } as const
console.log(
  `Node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model ?? "unknown"}), load ${loadavg()[0]?.toFixed(1)}`
)

try {
  const files = new Map<Name, string>()
  for (const name of new Set(plan.flat().map((entrant) => entrant.name))) files.set(name, await bundle(name, work))
  for (const [index, wave] of plan.entries()) {
    const who = wave.map(({ name, tasks }) => `${name} ${tasks}`).join(", ")
    console.log(`${clock()} ${index + 1} of ${plan.length}: ${who}`)
    const crews = await Promise.all(
      wave.map(async ({ name, tasks }) => {
        const profile = values.profile === undefined ? undefined : resolve(values.profile, `${name}-${tasks}`)
        if (profile !== undefined) mkdirSync(profile, { recursive: true })
        const crew = await prepare({
          ...load,
          file: files.get(name)!,
          tasks,
          ...(profile !== undefined && { profile })
        })
        return { crew, name, tasks }
      })
    )
    const before = spent()
    await Promise.all(
      crews.map(async ({ crew, name, tasks }) => {
        const measure = await crew.go()
        results.get(tasks)!.set(name, measure)
        const { cpu, lost, mean } = measure
        console.log(`${clock()} ${name} ${tasks}: mean ${mean.toFixed(2)} s, CPU ${cpu.toFixed(1)} s, ${lost} lost`)
      })
    )
    console.log(`${clock()} the machine was idle for ${(100 * idle(before, spent())).toFixed(0)} % of the time`)
  }
} finally {
  rmSync(work, { recursive: true, force: true })
}

const ordered = [...results].toSorted(([a], [b]) => a - b)
for (const [size, some] of ordered) {
  console.log(`\n${size} tasks of ${load.seconds.join(" to ")} s (beside the official client)\n${table(rows(some))}`)
  for (const remark of remarks(some)) console.log(remark)
}
console.log(`\n${aims(ordered.flatMap(([size, some]) => aimsOf(size, some)))}`)
