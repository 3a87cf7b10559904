/**
 * What the type checker finds in the packages: a table that is no longer total does not compile.
 */
import { execFile } from "node:child_process"
import { globSync } from "node:fs"
import { join } from "node:path"
import type { Decision } from "./decisions.ts"

/** One decision for each error. Throws where the checker did not run at all. */
export const typeErrors = async (root: string): Promise<ReadonlyArray<Decision>> => {
  const projects = globSync("packages/*/tsconfig.json", { cwd: root }).sort()
  const tsc = join(root, "node_modules/typescript/bin/tsc")
  const { code, output } = await run([tsc, "-b", "--pretty", "false", ...projects], root)
  const found = [...output.matchAll(/^(\S.*?)\((\d+),\d+\): error TS\d+: (.*)$/gm)].map(
    ([, file = "", line = "", what = ""]): Decision => ({ file: file.replaceAll("\\", "/"), line: Number(line), what })
  )
  if (code !== 0 && found.length === 0) throw new Error(`the type checker ended with ${code}\n${output}`)
  return found
}

const run = (args: ReadonlyArray<string>, cwd: string): Promise<{ readonly code: number; readonly output: string }> =>
  new Promise((done) => {
    execFile(process.execPath, args, { cwd, maxBuffer: 1e8 }, (error, out, err) => {
      done({ code: error === null ? 0 : typeof error.code === "number" ? error.code : 1, output: out + err })
    })
  })
