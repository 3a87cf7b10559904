/** Discovers what there is to generate: every `specs/<provider>/<version>.yaml|json` makes one folder of a types package; a version starts with v and a digit. */
import { existsSync, readdirSync } from "node:fs"
import { join } from "node:path"

/** One specification and where its code goes; all paths are relative to the root, with `/`. */
export interface Site {
  readonly spec: string
  readonly overlay: string | undefined
  readonly out: string
}

const formats = ["yaml", "yml", "json"]

export const sites = (root: string): ReadonlyArray<Site> => {
  const found: Array<Site> = []
  for (const provider of list(join(root, "specs"), true)) {
    for (const file of list(join(root, "specs", provider), false)) {
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

const list = (folder: string, folders: boolean): ReadonlyArray<string> =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() === folders)
        .map((entry) => entry.name)
        .sort()
    : []
