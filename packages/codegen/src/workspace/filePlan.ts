/** Generates in memory what the files of a repository should be; writes nothing. */
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { relative, resolve } from "node:path"
import { generate } from "../generate.ts"
import {
  hash,
  hashFile,
  type Hashes,
  type LockEntry,
  type Lock,
  lockPath,
  type Origin,
  packageOf,
  versionOf
} from "./lock.ts"
import { writeOrigins } from "./origin.ts"
import { SpecProblem } from "../problem.ts"
import type { Site } from "./sites.ts"

export interface FilePlan {
  /** Every file that there should be, by its path relative to the root. */
  readonly files: ReadonlyMap<string, string>
  /** Files that are no longer generated. */
  readonly gone: ReadonlyArray<string>
  readonly lock: Lock
  /** What was assumed about the specifications. */
  readonly warnings: ReadonlyArray<string>
}

/**
 * Tries every specification, so that one run names all broken ones.
 *
 * @throws AggregateError of {@link SpecProblem}s
 */
export const planFiles = (
  root: string,
  all: ReadonlyArray<Site>,
  old: Lock | undefined,
  generator: string
): FilePlan => {
  const files = new Map<string, string>()
  const entries: Record<string, LockEntry> = {}
  const origins = new Map<string, Record<string, Origin>>()
  const problems: Array<SpecProblem> = []
  const warnings: Array<string> = []
  const tool = `openapi-typescript ${versionOf("openapi-typescript")}`
  for (const site of all) {
    try {
      const made = generate({
        root,
        spec: `${root}/${site.spec}`,
        overlay: site.overlay && `${root}/${site.overlay}`,
        files: site.files && resolve(root, site.files)
      })
      warnings.push(...made.warnings)
      const outputs: Record<string, string> = {}
      for (const [name, text] of made.files) {
        files.set(`${site.out}/${name}`, text)
        outputs[`${site.out}/${name}`] = hash(text)
      }
      const inputs = hashAll(root, made.inputs)
      const origin = { spec: site.spec, sha256: inputs[site.spec] ?? "", upstream: made.upstream, generator: tool }
      entries[site.spec] = {
        inputs,
        ...(site.files !== undefined && { files: site.files }),
        outputs,
        origin,
        ...(made.undescribed.length > 0 && { undescribed: made.undescribed })
      }
      const version = site.out.split("/").at(-1) ?? ""
      const file = packageOf(site)
      if (file !== undefined) origins.set(file, { ...origins.get(file), [version]: origin })
    } catch (error) {
      if (!(error instanceof SpecProblem)) throw error
      problems.push(error)
    }
  }
  if (problems.length > 0) throw new AggregateError(problems)
  for (const [path, origin] of origins) {
    if (existsSync(`${root}/${path}`)) files.set(path, writeOrigins(readFileSync(`${root}/${path}`, "utf8"), origin))
  }
  const lock: Lock = { generator, specs: entries }
  files.set(lockPath(root), `${JSON.stringify(lock, null, 2)}\n`)
  return { files, gone: findGone(root, all, old, files), lock, warnings }
}

const hashAll = (root: string, paths: ReadonlyArray<string>): Hashes =>
  Object.fromEntries(
    [...paths].sort().map((path) => [relative(root, path).replaceAll("\\", "/"), hashFile(path) ?? ""])
  )

/**
 * Files that the old lock lists or that say they were generated, and that are not generated any
 * more.
 */
const findGone = (
  root: string,
  all: ReadonlyArray<Site>,
  old: Lock | undefined,
  files: ReadonlyMap<string, string>
): ReadonlyArray<string> => {
  const known = Object.values(old?.specs ?? {}).flatMap((entry) => Object.keys(entry.outputs))
  const present = all.flatMap(({ out }) =>
    listFiles(`${root}/${out}`)
      .map((name) => `${out}/${name}`)
      .filter((file) => isGenerated(`${root}/${file}`))
  )
  return [...new Set([...known, ...present])].filter((file) => !files.has(file) && existsSync(`${root}/${file}`)).sort()
}

const listFiles = (folder: string): ReadonlyArray<string> =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => entry.name)
    : []

const isGenerated = (path: string): boolean => readFileSync(path, "utf8").startsWith("// Generated from ")
