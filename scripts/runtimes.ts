/**
 * `pnpm runtimes`: the tarballs on every runtime and compiler we promise. Too slow for every
 * change.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parse } from "yaml"
import { complaint } from "./ci/command.ts"
import { Report } from "./ci/report.ts"
import { install, required, write } from "./pack/consumer.ts"
import { pack } from "./pack/tarballs.ts"
import { inChromium } from "./runtimes/browser.ts"
import { bundle } from "./runtimes/bundle.ts"
import { withCountingServer } from "./runtimes/countingServer.ts"
import { withSimulator } from "./runtimes/simulator.ts"
import { chromium, tool } from "./runtimes/tools.ts"
import { nodes, tools, typescripts } from "./runtimes/versions.ts"
import { inWorkerd } from "./runtimes/workerd.ts"

const root = join(import.meta.dirname, "..")
const { catalog } = parse(readFileSync(join(root, "pnpm-workspace.yaml"), "utf8")) as {
  readonly catalog: Readonly<Record<string, string>>
}
const report = new Report()
const work = mkdtempSync(join(tmpdir(), "errand-runtimes-"))
const folder = join(work, "consumer")
const said = (program: string, ...args: ReadonlyArray<string>) => complaint(program, args, { cwd: folder })

const packed = await pack(root, work)
await install(folder, packed, {
  effect: catalog["effect"]!,
  "@types/node": catalog["@types/node"]!,
  typescript: catalog["typescript"]!,
  ...Object.fromEntries(typescripts.map((version) => [`typescript-${version}`, `npm:typescript@${version}`]))
})
write({ folder }, packed, join(root, "scripts/pack/consumer/program.ts"))

await report.check(`types compile under TypeScript ${catalog["typescript"]}`, () =>
  said(process.execPath, "node_modules/typescript/bin/tsc", "-p", ".")
)
for (const version of typescripts) {
  await report.check(`types compile under TypeScript ${version}`, () =>
    said(process.execPath, `node_modules/typescript-${version}/bin/tsc`, "-p", ".", "--noEmit")
  )
}

const onceProgram = join(folder, "out/once.mjs")
writeFileSync(onceProgram, await bundle(folder, "onceProgram", []))
/** What a runtime said that sent more than once what may be executed once only. */
const sentTwice = (program: string, ...args: ReadonlyArray<string>) =>
  withCountingServer((baseUrl) => said(program, ...args, onceProgram, baseUrl))

for (const version of nodes) {
  await report.check(`Node ${version}`, async () => {
    const node = join(await tool("node", version), "bin/node")
    const require = `for (const name of ${JSON.stringify(required(packed))}) require(name)`
    return (
      (await said(node, "out/surface.js")) ??
      (await said(node, "out/program.js")) ??
      (await said(node, "-e", require)) ??
      (await sentTwice(node))
    )
  })
}
await report.check(`Bun ${tools.bun}`, async () => {
  const bun = join(await tool("bun", tools.bun), "bin/bun.exe")
  return (await said(bun, "out/surface.js")) ?? (await said(bun, "src/program.ts")) ?? (await sentTwice(bun))
})
await report.check(`Deno ${tools.deno}`, async () => {
  const deno = join(await tool("deno", tools.deno), "bin.cjs")
  const flags = ["run", "--allow-all", "--no-lock", "--cached-only", "--node-modules-dir=manual"]
  return (
    (await said(process.execPath, deno, ...flags, "out/surface.js")) ??
    (await said(process.execPath, deno, ...flags, "src/program.ts")) ??
    (await sentTwice(process.execPath, deno, ...flags))
  )
})

const simulator = join(folder, "node_modules/@errand/simulator/dist/bin.js")
const speed = ["--speed", "50"]
await report.check(`workerd ${tools.workerd}`, async () => {
  const workerd = join(await tool("workerd", tools.workerd), "bin/workerd")
  const code = await bundle(folder, "worker", ["workerd", "worker"])
  // So that starts of requests that overlap have to wait for one another.
  const full = join(work, "full.json")
  writeFileSync(full, JSON.stringify({ browserUse: { concurrency: 2 } }))
  return withCountingServer((counting) =>
    withSimulator(simulator, [...speed, "--script", full], (services) =>
      inWorkerd(workerd, work, code, services, counting)
    )
  )
})
const browser = chromium()
if (browser === undefined && process.env["ERRAND_RUNTIMES_STRICT"] !== "1") {
  report.skip("a bundle in Chromium", "no Chromium here; CHROMIUM can name one")
} else {
  await report.check("a bundle in Chromium", async () => {
    if (browser === undefined) return "there is none; CHROMIUM can name one"
    const code = await bundle(folder, "page", ["browser"])
    return withSimulator(simulator, speed, (services) => inChromium(browser, code, services))
  })
}

rmSync(work, { recursive: true, force: true })
report.close()
