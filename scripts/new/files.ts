/**
 * Writing all or nothing: what was written is taken back when something goes wrong, and nothing
 * else is touched.
 */
import { existsSync, mkdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"

/** Writes files, and then does the rest; if any of it throws, the tree is as it was. */
export const writing = (
  root: string,
  files: ReadonlyMap<string, string>,
  rest: (keep: (path: string) => void) => void
): void => {
  const before = new Map<string, Buffer | undefined>()
  const folders: Array<string> = []
  /** Remembers a file as it is, so that it can be put back. */
  const keep = (path: string): void => {
    if (!before.has(path)) before.set(path, existsSync(join(root, path)) ? readFileSync(join(root, path)) : undefined)
  }
  try {
    for (const [path, text] of files) {
      keep(path)
      for (const folder of missing(root, dirname(path))) {
        mkdirSync(join(root, folder))
        folders.push(folder)
      }
      writeFileSync(join(root, path), text)
    }
    rest(keep)
  } catch (error) {
    for (const [path, content] of before) {
      if (content === undefined) rmSync(join(root, path), { force: true })
      else writeFileSync(join(root, path), content)
    }
    for (const folder of folders.toReversed()) emptied(join(root, folder))
    throw error
  }
}

/** The folders that are not there yet, outermost first. */
const missing = (root: string, folder: string): ReadonlyArray<string> =>
  folder === "." || existsSync(join(root, folder)) ? [] : [...missing(root, dirname(folder)), folder]

/** A folder of ours goes unless somebody has put something in. */
const emptied = (folder: string): void => {
  try {
    rmdirSync(folder)
  } catch {
    // Not empty: not ours alone.
  }
}
