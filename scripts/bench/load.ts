/**
 * How long a program waits for its imports, in a process of its own, with the packages as they are
 * published.
 */
import { globSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { command } from "../ci/command.ts"
import { median } from "./median.ts"

export interface Load {
  /** Milliseconds for everything. */
  readonly whole: number
  /** Of these, what remains when effect's modules are there already. */
  readonly own: number
}

const ours = ["@errand/core", "@errand/browser-use"]

/** Medians over fresh processes, interleaved, in a folder where the packages are installed. */
export const load = async (
  folder: string,
  runs: number
): Promise<{ readonly ours: Load; readonly official: number }> => {
  const effect = effectModules(folder)
  const whole: Array<number> = []
  const own: Array<number> = []
  const official: Array<number> = []
  for (let run = 0; run < runs; run++) {
    whole.push(await time(folder, [], ours))
    own.push(await time(folder, effect, ours))
    official.push(await time(folder, [], ["browser-use-sdk"]))
  }
  return { ours: { whole: median(whole), own: median(own) }, official: median(official) }
}

const effectModules = (folder: string): ReadonlyArray<string> => {
  const files = globSync("node_modules/@errand/{core,http,browser-use}/dist/**/*.js", { cwd: folder })
  const code = files.map((file) => readFileSync(join(folder, file), "utf8")).join("\n")
  return [...new Set([...code.matchAll(/from "(effect\/[A-Za-z]+)"/g)].map((match) => match[1]!))]
}

const time = async (folder: string, before: ReadonlyArray<string>, timed: ReadonlyArray<string>): Promise<number> => {
  const program = `
    for (const name of ${JSON.stringify(before)}) await import(name)
    const start = performance.now()
    for (const name of ${JSON.stringify(timed)}) await import(name)
    console.log(performance.now() - start)`
  const { code, output } = await command(process.execPath, ["--input-type=module", "-e", program], { cwd: folder })
  if (code !== 0) throw new Error(output)
  return Number(output)
}
