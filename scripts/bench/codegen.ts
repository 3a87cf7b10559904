/** What generating everything costs, against openapi-typescript's own command, which gives less. */
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { join } from "node:path"
import { listSites } from "@errand/codegen/workspace/sites"
import { complaint } from "../ci/command.ts"
import { median } from "./median.ts"
import { spend } from "./program.ts"
import type { Spent } from "./program.ts"

export interface Codegen {
  readonly ours: Spent
  /** One run of the command for each specification, summed. */
  readonly each: Spent
  /** One run of the command for all of them. */
  readonly multi: Spent
}

/** Interleaved runs, medians, in milliseconds; every run writes all files anew. */
export const codegen = async (root: string, work: string, runs: number): Promise<Codegen> => {
  const specs = listSites(root).map(({ spec }) => spec)
  const cli = join(root, "packages/codegen/node_modules/openapi-typescript/bin/cli.js")
  const config = join(work, "redocly.yaml")
  writeFileSync(config, redocly(root, work, specs))
  const samples = { ours: [] as Array<Spent>, each: [] as Array<Spent>, multi: [] as Array<Spent> }
  for (let run = 0; run < runs; run++) {
    const bare = join(work, "root")
    rmSync(bare, { recursive: true, force: true })
    repository(root, bare)
    samples.ours.push(await spend([join(root, "scripts/codegen.ts"), "--root", bare], root))
    const each: Array<Spent> = []
    for (const [index, spec] of specs.entries()) {
      each.push(await spend([cli, join(root, spec), "-o", join(work, `each-${index}.ts`)], work))
    }
    samples.each.push(each.reduce((a, b) => ({ cpu: a.cpu + b.cpu, wall: a.wall + b.wall })))
    samples.multi.push(await spend([cli, "--redocly", config], work))
  }
  return { ours: middle(samples.ours), each: middle(samples.each), multi: middle(samples.multi) }
}

/**
 * GitHub's description, twelve megabytes: ours, and openapi-typescript's command, which gives less.
 */
export const large = async (root: string, work: string, runs: number): Promise<Pick<Codegen, "ours" | "each">> => {
  const spec = createRequire(import.meta.url).resolve("@octokit/openapi/generated/api.github.com.json")
  const cli = join(root, "packages/codegen/node_modules/openapi-typescript/bin/cli.js")
  const samples = { ours: [] as Array<Spent>, each: [] as Array<Spent> }
  for (let run = 0; run < runs; run++) {
    const out = join(work, "github")
    rmSync(out, { recursive: true, force: true })
    samples.ours.push(await spend([join(root, "scripts/codegen.ts"), spec, "--out", out], root))
    // Not in the work folder: it holds the configuration of other runs, which would stand in for
    // the arguments.
    samples.each.push(await spend([cli, spec, "-o", join(work, "github.ts")], root))
  }
  return { ours: middle(samples.ours), each: middle(samples.each) }
}

/**
 * What it takes to compile the types of {@link large} strictly (wall: the compiler is no Node), and
 * to compare it with itself.
 */
export const largeAfter = async (
  root: string,
  work: string
): Promise<{ readonly compiled: number; readonly compared: Spent }> => {
  const out = join(work, "github")
  const options = { strict: true, module: "NodeNext", target: "ES2023", lib: ["ES2023", "DOM"], types: [] }
  const compilerOptions = { ...options, noEmit: true, allowImportingTsExtensions: true }
  writeFileSync(join(out, "package.json"), `{ "type": "module" }`)
  writeFileSync(join(out, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["."] }))
  const spec = createRequire(import.meta.url).resolve("@octokit/openapi/generated/api.github.com.json")
  const start = performance.now()
  const complained = await complaint(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", out], {
    cwd: out
  })
  if (complained !== undefined) throw new Error(complained)
  return {
    compiled: performance.now() - start,
    compared: await spend([join(root, "scripts/codegen.ts"), "diff", spec, spec], root)
  }
}

/** A repository with the specifications and nothing generated. */
const repository = (root: string, bare: string): void => {
  mkdirSync(join(bare, "packages"), { recursive: true })
  cpSync(join(root, "specs"), join(bare, "specs"), { recursive: true })
  for (const { out } of listSites(root)) {
    const folder = out.split("/").slice(0, 2).join("/")
    mkdirSync(join(bare, folder), { recursive: true })
    cpSync(join(root, folder, "package.json"), join(bare, folder, "package.json"))
  }
}

const redocly = (root: string, work: string, specs: ReadonlyArray<string>): string =>
  `apis:\n${specs
    .map(
      (spec, index) =>
        `  api${index}@v1:\n    root: ${join(root, spec)}\n    x-openapi-ts:\n      output: ${join(work, `multi-${index}.ts`)}\n`
    )
    .join("")}`

const middle = (all: ReadonlyArray<Spent>): Spent => ({
  cpu: median(all.map(({ cpu }) => cpu)),
  wall: median(all.map(({ wall }) => wall))
})
