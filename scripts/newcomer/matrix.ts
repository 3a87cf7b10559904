/**
 * Every README, from an empty folder that npm fills, with every compiler and on every Node that a
 * newcomer may have.
 */
import { readFileSync } from "node:fs"
import { availableParallelism } from "node:os"
import { join, relative } from "node:path"
import type { Report } from "../ci/report.ts"
import type { Packed } from "../pack/tarballs.ts"
import { tool } from "../runtimes/tools.ts"
import { nodes, tools } from "../runtimes/versions.ts"
import { compile, prepare, run } from "./attempt.ts"
import { emptyFolder, fromRegistry } from "./folder.ts"
import type { Install } from "./folder.ts"
import { lessons } from "./lesson.ts"
import type { Lesson } from "./lesson.ts"

/** What a newcomer has at hand. */
interface Tools {
  /** By the name that a report gives it, the folder of a compiler. */
  readonly compilers: ReadonlyMap<string, string>
  /** By the name that a report gives it, what runs a program of TypeScript. */
  readonly runners: ReadonlyMap<string, readonly [string, ...ReadonlyArray<string>]>
}

/** Tries every README, some at a time. What needs a network that is not there is skipped. */
export const tryReadmes = async (
  report: Report,
  root: string,
  work: string,
  packed: ReadonlyArray<Packed>,
  versions: Readonly<Record<string, string>>
): Promise<void> => {
  const readmes = [root, ...packed.map(({ folder }) => folder)].map((folder) => join(folder, "README.md"))
  const has = await toolsOf(root).catch((error: unknown) => String(error))
  if (typeof has === "string") {
    if (!lacksNetwork(has)) return void (await report.check("the tools of a newcomer install", () => has))
    for (const readme of readmes) report.skip(`${relative(root, readme)} from an empty folder`, "tsx and Node need npm")
    return
  }
  const install = fromRegistry(packed, versions)
  const open = [...readmes]
  const worker = async () => {
    for (let readme = open.shift(); readme !== undefined; readme = open.shift()) {
      const folder = join(work, "newcomer", relative(root, readme).replaceAll(/[\\/]/g, "__"))
      await emptyFolder(folder)
      for (const lesson of lessons(readFileSync(readme, "utf8")))
        if (!(await tryLesson(report, `${relative(root, readme)}:${lesson.line}`, folder, lesson, install, has))) break
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, worker))
}

/** Gives whether the folder is ready for a next lesson. */
const tryLesson = async (
  report: Report,
  name: string,
  folder: string,
  lesson: Lesson,
  install: Install,
  { compilers, runners }: Tools
): Promise<boolean> => {
  const problem = await prepare(folder, lesson, install)
  if (problem !== undefined && lacksNetwork(problem)) {
    report.skip(`${name} from an empty folder`, "npm has not all of it, and no network")
    return false
  }
  if (!(await report.check(`${name} installs in an empty folder`, () => problem))) return false
  for (const [compiler, path] of compilers)
    await report.check(`${name} compiles as ${compiler} begins a project`, () => compile(folder, path))
  for (const [runner, words] of lesson.run ? runners : [])
    await report.check(`${name} runs with ${runner}`, () => run(folder, lesson, ...words))
  return true
}

const toolsOf = async (root: string): Promise<Tools> => {
  const tsx = join(await tool("tsx", tools.tsx), "dist/cli.mjs")
  const runners = new Map<string, readonly [string, ...ReadonlyArray<string>]>()
  for (const version of nodes.filter((version) => /^2[04]\./.test(version))) {
    const node = `v${version}` === process.version ? process.execPath : join(await tool("node", version), "bin/node")
    runners.set(`tsx on Node ${version}`, [node, tsx])
    if (!version.startsWith("20.")) runners.set(`Node ${version}`, [node])
  }
  const compilers = [join(root, "packages/codegen/node_modules/typescript"), join(root, "node_modules/typescript")]
  return {
    runners,
    compilers: new Map(
      compilers.map((path) => {
        const { version } = JSON.parse(readFileSync(join(path, "package.json"), "utf8")) as { readonly version: string }
        return [`TypeScript ${version}`, path]
      })
    )
  }
}

/** Whether npm failed because it reached no registry, in its own codes. */
const lacksNetwork = (output: string): boolean =>
  /\b(ENOTCACHED|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|ETIMEDOUT|ENETDOWN)\b/.test(output)
