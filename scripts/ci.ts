/**
 * The steps of `.ci/run` after the install. Every step runs, whatever became of those before it.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { releaseBase } from "./ci/base.ts"
import { command } from "./ci/command.ts"
import { Report } from "./ci/report.ts"
import { tool } from "./runtimes/tools.ts"
import { tools } from "./runtimes/versions.ts"

const root = join(import.meta.dirname, "..")
/** A limit that catches a step which hangs, on however slow a machine. */
const stepTimeoutMillis = 60 * 60_000
// Every test does all its rounds here, where a newcomer's run is content with few.
process.env["ERRAND_TEST_ROUNDS"] = "many"
console.log("All checks take about nine minutes on two cores.")
const report = new Report()
report.add(1, 0) // the frozen install, without which nothing of this runs

const step = (name: string, program: string, ...args: ReadonlyArray<string>) => {
  console.log(`\n--- ${name}: ${[program, ...args].join(" ")}`)
  return report.check(name, async () => {
    const { code } = await command(program, args, { cwd: root, show: true, timeout: stepTimeoutMillis })
    return code === 0 ? undefined : `ended with ${code}`
  })
}

/** Tests count one by one. */
const tests = async () => {
  const folder = mkdtempSync(join(tmpdir(), "errand-ci-"))
  const file = join(folder, "tests.json")
  await step("tests", "vitest", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`)
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(file, "utf8")) as Record<string, number>
    report.add(numPassedTests ?? 0, numFailedTests ?? 0)
  } catch {
    report.add(0, 1)
  }
  rmSync(folder, { recursive: true, force: true })
}

const changes = async () => {
  const base = await releaseBase(root)
  if (base === undefined) return report.skip("changesets", "no earlier commit to compare with")
  await step("changesets", "changeset", "status", `--since=${base}`)
}

const clean = () =>
  report.check("clean tree", async () => {
    const { code, output } = await command("git", ["status", "--porcelain"], { cwd: root })
    return code === 0 ? output : `git status ended with ${code}\n${output}`
  })

await step("generated files are current", "node", "scripts/codegen.mjs", "--check")
await step("lint", "pnpm", "lint")
await step("boundaries", "pnpm", "boundaries")
await step("types", "pnpm", "check")
await step("build", "pnpm", "build")
try {
  const server = await tool(`@restatedev/restate-server-${process.platform}-${process.arch}`, tools.restate)
  process.env["ERRAND_TEST_RESTATE"] = join(server, "bin/restate-server")
} catch (error) {
  report.skip("Restate", `its server could not be installed: ${String(error)}`)
}
await tests()
// The oldest PostgreSQL that is supported, where Debian's package of it is installed.
const oldestPostgres = "/usr/lib/postgresql/15/bin"
if (existsSync(oldestPostgres)) {
  await step("PostgreSQL 15", "env", `ERRAND_TEST_PG_BIN=${oldestPostgres}`, "vitest", "run", "--project", "postgres")
} else report.skip("PostgreSQL 15", `there is no ${oldestPostgres}`)
await step("size", "pnpm", "size")
await step("packages", "pnpm", "pack-check")
await step("demo", "pnpm", "demo")
await changes()
await clean()
console.log("")
report.close()
