/**
 * What there is to generate: what the configuration lists, or, without one, a folder of a types
 * package for every `specs/<provider>/<version>.yaml|json`; a version starts with v and a digit.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"

/** One specification and where its code goes; all paths are relative to the root, with `/`. */
export interface Site {
  readonly spec: string
  readonly overlay: string | undefined
  /** The folder to which references may lead; that of the specification unless given. */
  readonly files?: string | undefined
  readonly out: string
}

const formats = ["yaml", "yml", "json"]

/** The configuration of a repository that is laid out in its own way. */
export const configPath = "errand-codegen.json"

/** What the configuration holds; its paths are relative to it. */
export interface Config {
  readonly specs: ReadonlyArray<{
    readonly spec: string
    readonly overlay?: string
    readonly files?: string
    readonly out: string
  }>
}

/**
 * `undefined` where there is none. Throws a SyntaxError for one that is not what {@link Config}
 * says.
 */
export const readConfig = (root: string): Config | undefined => {
  const path = join(root, configPath)
  if (!existsSync(path)) return undefined
  try {
    const { specs } = JSON.parse(readFileSync(path, "utf8")) as Partial<Config>
    const fits = (each: Config["specs"][number]) => typeof each.out === "string" && typeof each.spec === "string"
    if (Array.isArray(specs) && specs.every(fits)) return { specs }
  } catch (error) {
    throw new SyntaxError(`${configPath} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
  throw new SyntaxError(`${configPath} has to be { "specs": [{ "spec": "…", "out": "…" }] }`)
}

export const listSites = (root: string): ReadonlyArray<Site> =>
  readConfig(root)?.specs.map(({ files, out, overlay, spec }) => ({ spec, overlay, files, out })) ?? discoverSites(root)

const discoverSites = (root: string): ReadonlyArray<Site> => {
  const found: Array<Site> = []
  for (const provider of listNames(join(root, "specs"), true)) {
    for (const file of listNames(join(root, "specs", provider), false)) {
      const match = /^(v\d[^.]*)\.(yaml|yml|json)$/.exec(file)
      if (match?.[1] === undefined) continue
      const version = match[1]
      const overlay = formats
        .map((format) => `specs/${provider}/${version}.overlay.${format}`)
        .find((path) => existsSync(join(root, path)))
      found.push({ spec: `specs/${provider}/${file}`, overlay, out: `packages/${provider}-types/src/${version}` })
    }
  }
  return found
}

const listNames = (folder: string, folders: boolean): ReadonlyArray<string> =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() === folders)
        .map((entry) => entry.name)
        .sort()
    : []
