/**
 * The lock: hashes of all that went in and came out, so that looking whether anything changed needs no compiler. Whatever
 * this file imports is paid for by every look.
 */
import { createHash } from "node:crypto"
import { readdirSync, readFileSync } from "node:fs"
import type { Site } from "./sites.ts"

/** Paths are relative to the root, with `/`; values are hashes. */
export type Hashes = Readonly<Record<string, string>>

export interface Entry {
  readonly inputs: Hashes
  readonly outputs: Hashes
  /** What stands in the package's package.json about where its types come from. */
  readonly origin: Origin
}

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
  readonly specs: Readonly<Record<string, Entry>>
}

export const lockPath = "specs/codegen.lock.json"

/** The lock as it stands, or `undefined` where there is none that can be read. */
export const readLock = (root: string): Lock | undefined => {
  try {
    return JSON.parse(readFileSync(`${root}/${lockPath}`, "utf8")) as Lock
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

/** A hash over the generator's sources and the exact versions of the compilers behind it. */
export const generatorHash = (scripts: string): string => {
  const all = createHash("sha256")
  for (const file of sources(scripts, "codegen")) all.update(`${file}\0${readFileSync(`${scripts}/${file}`, "utf8")}\0`)
  for (const name of ["openapi-typescript", "typescript", "yaml"]) all.update(`${name} ${versionOf(scripts, name)}\0`)
  return all.digest("hex")
}

const sources = (folder: string, name: string): ReadonlyArray<string> =>
  readdirSync(`${folder}/${name}`, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? sources(folder, `${name}/${entry.name}`) : [`${name}/${entry.name}`]))

/** The installed version of a tool, read without loading it. */
export const versionOf = (scripts: string, name: string): string =>
  (JSON.parse(readFileSync(`${scripts}/node_modules/${name}/package.json`, "utf8")) as { version: string }).version

/** The places of package.json files that carry an origin. */
export const packageOf = (site: Site): string => site.out.replace(/\/src\/[^/]+$/, "/package.json")
