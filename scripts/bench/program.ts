/** What one run of a program costs, in a process of its own. */
import { spawn } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"

export interface Spent {
  readonly cpu: number
  readonly wall: number
}

/** Milliseconds. The program counts its own CPU, all threads included, at its exit. */
export const spend = (args: ReadonlyArray<string>, cwd: string): Promise<Spent> =>
  new Promise((resolve, reject) => {
    const folder = mkdtempSync(join(tmpdir(), "errand-bench-"))
    const file = join(folder, "cpu")
    const count = pathToFileURL(join(import.meta.dirname, "count.js")).href
    const start = performance.now()
    const child = spawn(process.execPath, ["--import", count, ...args], {
      cwd,
      env: { ...process.env, ERRAND_BENCH_FILE: file },
      stdio: ["ignore", "ignore", "pipe"]
    })
    let said = ""
    child.stderr.on("data", (chunk) => (said += chunk))
    child.on("error", reject)
    child.on("close", (code) => {
      const wall = performance.now() - start
      if (code !== 0) return reject(new Error(`${args.join(" ")} ended with ${code}\n${said}`))
      const cpu = Number(readFileSync(file, "utf8")) / 1000
      rmSync(folder, { recursive: true, force: true })
      resolve({ cpu, wall })
    })
  })
