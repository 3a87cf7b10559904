/** What the files of a repository should be: everything is generated here, and nothing is written. */
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { relative } from "node:path"
import { generate } from "../generate.ts"
import {
  hash,
  hashFile,
  type Hashes,
  type Entry,
  type Lock,
  lockPath,
  type Origin,
  packageOf,
  versionOf
} from "./lock.ts"
import { withOrigins } from "./origin.ts"
import { SpecProblem } from "../problem.ts"
import type { Site } from "./sites.ts"

export interface Plan {
  /** Every file that there should be, by its path relative to the root. */
  readonly files: ReadonlyMap<string, string>
  /** Files that are no longer generated. */
  readonly gone: ReadonlyArray<string>
  readonly lock: Lock
}

/** Every specification is tried, so that one run names every broken one; @throws AggregateError of {@link SpecProblem}s */
export const plan = (root: string, all: ReadonlyArray<Site>, old: Lock | undefined, generator: string): Plan => {
  const files = new Map<string, string>()
  const entries: Record<string, Entry> = {}
  const origins = new Map<string, Record<string, Origin>>()
  const problems: Array<SpecProblem> = []
  const tool = `openapi-typescript ${versionOf("openapi-typescript")}`
  for (const site of all) {
    try {
      const made = generate({ root, spec: `${root}/${site.spec}`, overlay: site.overlay && `${root}/${site.overlay}` })
      const outputs: Record<string, string> = {}
      for (const [name, text] of made.files) {
        files.set(`${site.out}/${name}`, text)
        outputs[`${site.out}/${name}`] = hash(text)
      }
      const inputs = hashes(root, made.inputs)
      const origin = { spec: site.spec, sha256: inputs[site.spec] ?? "", upstream: made.upstream, generator: tool }
      entries[site.spec] = {
        inputs,
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
    if (existsSync(`${root}/${path}`)) files.set(path, withOrigins(readFileSync(`${root}/${path}`, "utf8"), origin))
  }
  const lock: Lock = { generator, specs: entries }
  files.set(lockPath(root), `${JSON.stringify(lock, null, 2)}\n`)
  return { files, gone: gone(root, all, old, files), lock }
}

const hashes = (root: string, paths: ReadonlyArray<string>): Hashes =>
  Object.fromEntries(
    [...paths].sort().map((path) => [relative(root, path).replaceAll("\\", "/"), hashFile(path) ?? ""])
  )

/** What the old lock knew and the new one does not, and what else says that it was generated. A stranger's file is left alone. */
const gone = (
  root: string,
  all: ReadonlyArray<Site>,
  old: Lock | undefined,
  files: ReadonlyMap<string, string>
): ReadonlyArray<string> => {
  const known = Object.values(old?.specs ?? {}).flatMap((entry) => Object.keys(entry.outputs))
  const present = all.flatMap(({ out }) =>
    list(`${root}/${out}`)
      .map((name) => `${out}/${name}`)
      .filter((file) => isGenerated(`${root}/${file}`))
  )
  return [...new Set([...known, ...present])].filter((file) => !files.has(file) && existsSync(`${root}/${file}`)).sort()
}

const list = (folder: string): ReadonlyArray<string> =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => entry.name)
    : []

const isGenerated = (path: string): boolean => readFileSync(path, "utf8").startsWith("// Generated from ")
