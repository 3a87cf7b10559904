/** `pnpm pack-check`: the tarballs as a user would meet them. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parse } from "yaml"
import { command, complaint, hostPath } from "./ci/command.ts"
import { Report } from "./ci/report.ts"
import { tryReadmes } from "./newcomer/matrix.ts"
import { install, required, write } from "./pack/consumer.ts"
import { generates } from "./pack/generator.ts"
import { contents, linted, typed } from "./pack/inspect.ts"
import { pack } from "./pack/tarballs.ts"
import type { Packed } from "./pack/tarballs.ts"

const root = join(import.meta.dirname, "..")
const { catalog, catalogs } = parse(readFileSync(join(root, "pnpm-workspace.yaml"), "utf8")) as {
  readonly catalog: Readonly<Record<string, string>>
  readonly catalogs: { readonly peers: { readonly effect: string }; readonly codegen: { readonly typescript: string } }
}
const lowest = catalogs.peers.effect.replace(/^\^/, "")

/**
 * Packages that ask for no narrower range of effect than this version is in: one that stands on
 * modules of effect that may change goes with the newest alone.
 */
const besideEffect = (version: string, all: ReadonlyArray<Packed>): ReadonlyArray<Packed> =>
  all.filter(({ folder }) => {
    const { peerDependencies = {} } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
      readonly peerDependencies?: Readonly<Record<string, string>>
    }
    return version !== lowest || peerDependencies["effect"] !== "catalog:unstable"
  })

const report = new Report()
const work = mkdtempSync(join(tmpdir(), "errand-pack-"))
const problems = (lines: ReadonlyArray<string>) => lines.join("\n")

let packed: ReadonlyArray<Packed> = []
await report.check("every public package packs", async () => {
  packed = await pack(root, work)
  return undefined
})
for (const one of packed) {
  await report.check(`${one.name} holds what it promises and nothing else`, () => problems(contents(one)))
  await report.check(`${one.name} pleases publint`, async () => problems(await linted(one)))
  await report.check(`${one.name} has types where its code is`, async () => problems(await typed(one)))
}

const host = { PATH: hostPath() }
const hostVersion = (await command("node", ["--version"], { cwd: work, env: host })).output.trim()
const nodes = [
  { name: `the host's Node ${hostVersion}`, program: "node", env: host },
  { name: `Node ${process.version}`, program: process.execPath, env: {} }
]

for (const effect of packed.length === 0 ? [] : [...new Set([lowest, catalog["effect"]!])]) {
  const folder = join(work, `effect-${effect}`)
  const versions = {
    effect,
    "@types/node": catalog["@types/node"]!,
    typescript: catalog["typescript"]!,
    "typescript-before": `npm:typescript@${catalogs.codegen.typescript}`
  }
  const beside = `beside effect ${effect}`
  const together = besideEffect(effect, packed)
  const installed = await report.check(`the tarballs install ${beside}`, async () => {
    write(await install(folder, together, versions), together, join(root, "scripts/pack/consumer/program.ts"))
    return undefined
  })
  if (!installed) continue
  for (const [alias, version] of [
    ["typescript-before", catalogs.codegen.typescript],
    ["typescript", catalog["typescript"]!]
  ] as const) {
    await report.check(`every type compiles under TypeScript ${version} ${beside}`, () =>
      complaint(process.execPath, [join(folder, "node_modules", alias, "bin/tsc"), "-p", "."], { cwd: folder })
    )
  }
  for (const { name, program, env } of nodes) {
    const run = (file: string) => complaint(program, [file], { cwd: folder, env })
    await report.check(`every public module loads on ${name} ${beside}`, () => run("out/surface.js"))
    await report.check(`tasks run on ${name} ${beside}`, () => run("out/program.js"))
    await report.check(`the generator works on ${name} ${beside}`, () => generates(folder, program, env))
    await report.check(`require finds the packages on ${name} ${beside}`, () =>
      complaint(program, ["-e", `for (const name of ${JSON.stringify(required(together))}) require(name)`], {
        cwd: folder,
        env
      })
    )
  }
}

const { effect, "@types/node": types } = catalog
await tryReadmes(report, root, work, packed, { effect: effect!, "@types/node": types! })

rmSync(work, { recursive: true, force: true })
report.close()
