/**
 * The lock: hashes of all inputs and outputs, so that finding out whether anything changed needs no
 * compiler. Every run loads this file, so it imports nothing that is slow to load.
 */
import { createHash } from "node:crypto"
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { dirname } from "node:path"
import { fileURLToPath } from "node:url"
import { configPath, type Site } from "./sites.ts"

/** Paths are relative to the root, with `/`; values are hashes. */
export type Hashes = Readonly<Record<string, string>>

export interface LockEntry {
  readonly inputs: Hashes
  /** The folder to which references might lead, where the configuration named one. */
  readonly files?: string
  readonly outputs: Hashes
  /** What stands in the package's package.json about where its types come from. */
  readonly origin: Origin
  /**
   * `file:line:column` of descriptions that are still to be written; absent where there is none.
   */
  readonly undescribed?: ReadonlyArray<string>
}

/** All descriptions that are still to be written. */
export const listUndescribed = (lock: Lock | undefined): ReadonlyArray<string> =>
  Object.values(lock?.specs ?? {}).flatMap((entry) => entry.undescribed ?? [])

export interface Origin {
  readonly spec: string
  readonly sha256: string
  readonly upstream: string
  readonly generator: string
}

export interface Lock {
  /** The generator itself: another one may write other files from the same specification. */
  readonly generator: string
  /** By the path of the specification. */
  readonly specs: Readonly<Record<string, LockEntry>>
}

/** Where the lock stands: beside the configuration, or among the specifications. */
export const lockPath = (root: string): string =>
  existsSync(`${root}/${configPath}`) ? "errand-codegen.lock.json" : "specs/codegen.lock.json"

/** The lock as it stands, or `undefined` where there is none that can be read. */
export const readLock = (root: string): Lock | undefined => {
  try {
    return JSON.parse(readFileSync(`${root}/${lockPath(root)}`, "utf8")) as Lock
  } catch {
    return undefined
  }
}

export const hash = (content: string | Uint8Array): string => createHash("sha256").update(content).digest("hex")

/** The hash of a file; `undefined` where there is none. */
export const hashFile = (path: string): string | undefined => {
  try {
    return hash(readFileSync(path))
  } catch {
    return undefined
  }
}

/**
 * The folder of all modules: the sources in the repository, the built ones where the package is
 * installed.
 */
const home = dirname(dirname(fileURLToPath(import.meta.url)))

/**
 * The folders whose modules decide what is generated; what only compares or updates is left out.
 */
const generating = ["", "emit/", "model/", "read/", "workspace/"]

/** A hash over the generator's modules and the exact versions of the compilers behind it. */
export const hashGenerator = (): string => {
  const all = createHash("sha256")
  for (const file of generating.flatMap(listModules))
    all.update(`${file}\0${readFileSync(`${home}/${file}`, "utf8")}\0`)
  for (const name of ["openapi-typescript", "typescript", "yaml"]) all.update(`${name} ${versionOf(name)}\0`)
  return all.digest("hex")
}

const listModules = (folder: string): ReadonlyArray<string> =>
  readdirSync(`${home}/${folder}`)
    .filter((name) => /(?<!\.d)\.(?:ts|js)$/.test(name))
    .sort()
    .map((name) => folder + name)

/** The installed version of a tool, read without loading it. */
export const versionOf = (name: string): string => {
  for (let folder = home; ; folder = dirname(folder)) {
    try {
      const manifest = readFileSync(`${folder}/node_modules/${name}/package.json`, "utf8")
      return (JSON.parse(manifest) as { version: string }).version
    } catch (error) {
      if (folder === dirname(folder)) throw error
    }
  }
}

/**
 * The package.json that carries the origin; `undefined` where the folder is not `src/<version>` of
 * a package.
 */
export const packageOf = (site: Site): string | undefined =>
  /\/src\/[^/]+$/.test(site.out) ? site.out.replace(/\/src\/[^/]+$/, "/package.json") : undefined
