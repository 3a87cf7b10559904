/**
 * Writes or checks generated files. Loaded only when something has changed, because it loads the
 * compilers.
 */
import { existsSync, mkdirSync, readFileSync, rmdirSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { basename, dirname, resolve } from "node:path"
import { generate } from "../generate.ts"
import { type Lock, listUndescribed } from "../workspace/lock.ts"
import type { Staleness } from "../workspace/staleness.ts"
import { planFiles } from "../workspace/filePlan.ts"
import { SpecProblem } from "../problem.ts"
import type { Site } from "../workspace/sites.ts"

export interface Workspace {
  readonly root: string
  readonly sites: ReadonlyArray<Site>
  readonly lock: Lock | undefined
  readonly generator: string
}

/**
 * Runs a command, turns what is wrong with a specification into its message, and gives the exit
 * code.
 */
export const reportProblems = (run: () => number): number => {
  try {
    return run()
  } catch (error) {
    const problems: ReadonlyArray<unknown> = error instanceof AggregateError ? error.errors : [error]
    if (!problems.every((problem) => problem instanceof SpecProblem)) throw error
    for (const problem of problems) console.error(`codegen: ${problem.message}`)
    console.error("codegen: nothing was written")
    return 1
  }
}

/** Writes what differs, and only that. */
export const writeAll = (workspace: Workspace): number => {
  const { files, gone, lock, warnings } = planFiles(
    workspace.root,
    workspace.sites,
    workspace.lock,
    workspace.generator
  )
  for (const warning of warnings) console.error(`codegen: ${warning}`)
  for (const file of gone) {
    remove(`${workspace.root}/${file}`)
    console.log(`codegen: removed ${file}`)
  }
  let written = 0
  for (const [file, text] of files) {
    if (save(`${workspace.root}/${file}`, text)) {
      written++
      console.log(`codegen: wrote ${file}`)
    }
  }
  console.log(`codegen: ${workspace.sites.length} specifications, ${written} of ${files.size} files written`)
  for (const place of listUndescribed(lock)) console.log(`codegen: ${place} is still to be described`)
  return 0
}

/** Names every file that is not what it should be; writes nothing. */
export const checkAll = (workspace: Workspace, staleness: Staleness): number => {
  const named = new Map(staleness.outputs.map(({ file, why }) => [file, why as string]))
  let { lock } = workspace
  if (staleness.inputs) {
    const { files, gone, lock: next } = planFiles(workspace.root, workspace.sites, workspace.lock, workspace.generator)
    for (const [file, why] of named) {
      if (why !== "not generated" && files.get(file) === readText(`${workspace.root}/${file}`)) named.delete(file)
    }
    for (const [file, text] of files) {
      const found = readText(`${workspace.root}/${file}`)
      if (found !== text && !named.has(file)) named.set(file, found === undefined ? "missing" : "out of date")
    }
    for (const file of gone) named.set(file, "no longer generated")
    lock = next
  }
  const missing = listUndescribed(lock)
  for (const place of missing) console.error(`codegen: ${place} is still to be described`)
  return Math.max(printStale(named), missing.length > 0 ? 1 : 0)
}

const printStale = (named: ReadonlyMap<string, string>): number => {
  for (const file of [...named.keys()].sort()) console.error(`codegen: ${file} is ${named.get(file)}`)
  if (named.size > 0)
    console.error(
      `codegen: ${named.size} stale or edited; run codegen, and change specs or the generator, never what they give`
    )
  return named.size === 0 ? 0 : 1
}

/** What {@link generateOne} needs; paths may be relative to the working directory. */
export interface Single {
  readonly spec: string
  readonly overlay: string | undefined
  readonly files: string | undefined
  readonly only: ReadonlyArray<string> | undefined
  readonly out: string
}

/** Generates one document into a folder, with no lock. */
export const generateOne = ({ only, out, spec, ...options }: Single): number => {
  const path = resolve(spec)
  const root = dirname(path)
  const absolute = (given: string | undefined) => (given === undefined ? undefined : resolve(given))
  const { files, warnings } = generate({
    root,
    spec: path,
    overlay: absolute(options.overlay),
    files: absolute(options.files),
    only
  })
  for (const warning of warnings) console.error(`codegen: ${warning}`)
  let written = 0
  for (const [name, text] of files) if (save(`${resolve(out)}/${name}`, text)) written++
  console.log(`codegen: ${basename(spec)}, ${written} of ${files.size} files written to ${out}`)
  return 0
}

const readText = (path: string): string | undefined => (existsSync(path) ? readFileSync(path, "utf8") : undefined)

const save = (path: string, text: string): boolean => {
  if (readText(path) === text) return false
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  return true
}

const remove = (path: string): void => {
  rmSync(path)
  const folder = dirname(path)
  if (readdirSync(folder).length === 0) rmdirSync(folder)
}
