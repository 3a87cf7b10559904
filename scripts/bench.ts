/**
 * `pnpm bench`: what the toolkit costs beside what else there is, in one run on one machine. Not a
 * test: ratios move with the machine, so nothing fails here. `--only cpu,load,codegen,store` runs a
 * part, `--quick` fewer rounds.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { cpus, tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { parse } from "yaml"
import { official, oneTask, ours, weigh, withoutEffect } from "./bench/bundle.ts"
import { codegen, large, largeAfter } from "./bench/codegen.ts"
import { names } from "./bench/contenders.ts"
import { cpu } from "./bench/cpu.ts"
import { load } from "./bench/load.ts"
import { store } from "./bench/store.ts"
import { aims, table } from "./bench/table.ts"
import type { Aim } from "./bench/table.ts"
import { install } from "./pack/consumer.ts"
import { pack } from "./pack/tarballs.ts"
import { withSimulator } from "./runtimes/simulator.ts"

const { values } = parseArgs({ options: { only: { type: "string" }, quick: { type: "boolean", default: false } } })
const only = new Set((values.only ?? "cpu,load,codegen,store").split(","))
const root = join(import.meta.dirname, "..")
const work = mkdtempSync(join(tmpdir(), "errand-bench-"))
const found: Array<Aim> = []
const print = (title: string, rows: ReadonlyArray<ReadonlyArray<string>>) => console.log(`\n${title}\n${table(rows)}`)
console.log(`Node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model ?? "unknown"})`)

if (only.has("cpu")) {
  const bin = join(root, "packages/simulator/src/bin.ts")
  await withSimulator(bin, [], async ({ browserUse: baseUrl }) => {
    const apiKey = "bu_bench"
    const created = await fetch(`${baseUrl}/tasks`, {
      method: "POST",
      headers: { "content-type": "application/json", "X-Browser-Use-API-Key": apiKey },
      body: JSON.stringify({ task: "Stand still" })
    })
    const { id } = (await created.json()) as { id: string }
    const concurrencies = [1, 16, 64]
    const size = values.quick ? { requests: 500, rounds: 3 } : { requests: 1000, rounds: 9 }
    const costs = await cpu({ baseUrl, apiKey, id }, { concurrencies, ...size })
    const of = (concurrency: number, name: (typeof names)[number]) => costs.get(concurrency)!.get(name)!
    print("CPU for one status request, µs (beside openapi-fetch, beside the official client)", [
      ["client", ...concurrencies.map((concurrency) => `${concurrency} at a time`)],
      ...names.map((name) => [
        name,
        ...concurrencies.map((at) => {
          const beside = (other: (typeof names)[number]) => `${(of(at, name) / of(at, other)).toFixed(2)}x`
          return `${of(at, name).toFixed(0)} (${beside("openapi-fetch")}, ${beside("browser-use-sdk")})`
        })
      ])
    ])
    for (const at of concurrencies) {
      const ratio = (ours: (typeof names)[number], theirs: (typeof names)[number]) => of(at, ours) / of(at, theirs)
      found.push(
        {
          name: `CPU on global fetch beside openapi-fetch, ${at} at a time`,
          value: ratio("errand, global fetch", "openapi-fetch"),
          most: 1.3,
          unit: "x"
        },
        {
          name: `CPU on the Node transport beside the official client, ${at} at a time`,
          value: ratio("errand, Node transport", "browser-use-sdk"),
          most: 0.7,
          unit: "x"
        }
      )
    }
  })
}

if (only.has("load")) {
  const { catalog } = parse(readFileSync(join(root, "pnpm-workspace.yaml"), "utf8")) as {
    readonly catalog: Readonly<Record<string, string>>
  }
  const folder = join(work, "installed")
  await install(folder, await pack(root, work), {
    effect: catalog["effect"]!,
    "browser-use-sdk": catalog["browser-use-sdk"]!
  })
  const times = await load(folder, values.quick ? 5 : 15)
  const sizes = {
    whole: await weigh(ours, folder),
    own: await weigh(ours, folder, withoutEffect),
    task: await weigh(oneTask, folder),
    taskOwn: await weigh(oneTask, folder, withoutEffect),
    official: await weigh(official, folder)
  }
  const row = (name: string, time: number | undefined, { gzip, min }: { min: number; gzip: number }) => [
    name,
    time === undefined ? "" : `${time.toFixed(0)} ms`,
    `${min} B`,
    `${gzip} B`
  ]
  print("Import time and size", [
    ["", "import", "min", "min+gzip"],
    row("core + browser-use, without effect", times.ours.own, sizes.own),
    row("core + browser-use, with effect", times.ours.whole, sizes.whole),
    row("a program that runs one task, without effect", undefined, sizes.taskOwn),
    row("a program that runs one task, with effect", undefined, sizes.task),
    row("browser-use-sdk", times.official, sizes.official)
  ])
  found.push({ name: "our own code, min+gzip, without effect", value: sizes.own.gzip, most: 15_000, unit: "B" })
}

if (only.has("codegen")) {
  const { each, multi, ours } = await codegen(root, work, values.quick ? 3 : 9)
  const ms = (value: number) => `${value.toFixed(0)} ms`
  print("Generating every specification", [
    ["", "CPU", "wall"],
    ["errand's codegen", ms(ours.cpu), ms(ours.wall)],
    ["openapi-typescript, a run per specification", ms(each.cpu), ms(each.wall)],
    ["openapi-typescript, one run for all", ms(multi.cpu), ms(multi.wall)]
  ])
  found.push(
    {
      name: "codegen beside a run of openapi-typescript per specification, CPU",
      value: ours.cpu / each.cpu,
      most: 0.45,
      unit: "x"
    },
    {
      name: "codegen beside one run of openapi-typescript for all, CPU",
      value: ours.cpu / multi.cpu,
      most: 1.25,
      unit: "x"
    }
  )
  const github = await large(root, work, values.quick ? 1 : 3)
  const { compared, compiled } = await largeAfter(root, work)
  print("GitHub's description, 12 MB", [
    ["", "CPU", "wall"],
    ["errand's codegen", ms(github.ours.cpu), ms(github.ours.wall)],
    ["openapi-typescript", ms(github.each.cpu), ms(github.each.wall)],
    ["compiling what errand generated", "", ms(compiled)],
    ["comparing it with itself", ms(compared.cpu), ms(compared.wall)]
  ])
  found.push({
    name: "codegen beside openapi-typescript on GitHub's description, CPU",
    value: github.ours.cpu / github.each.cpu,
    most: 1.25,
    unit: "x"
  })
}

if (only.has("store")) {
  const entries = values.quick ? 20_000 : 200_000
  const steps = await store(work, entries)
  print(`A store of ${entries} entries`, [
    ["", "wall", "at one go"],
    ...steps.map(({ blocked, name, wall }) => [name, `${wall.toFixed(0)} ms`, `${blocked.toFixed(0)} ms`])
  ])
  for (const { blocked, name } of steps) {
    found.push({ name: `${name} of a store, CPU at one go`, value: blocked, most: 100, unit: "ms" })
  }
}

rmSync(work, { recursive: true, force: true })
console.log(`\n${aims(found)}`)
