/** Whether anything has to be generated, found by comparing hashes. */
import { readdirSync, readFileSync } from "node:fs"
import { hashFile, type Hashes, type Lock, packageOf } from "./lock.ts"
import type { Site } from "./sites.ts"

/** What differs from the lock. */
export interface Staleness {
  /**
   * The generator, an input or the list of specifications differs, so the files have to be
   * generated to compare them.
   */
  readonly inputs: boolean
  /** Files that do not read as they were written. */
  readonly outputs: ReadonlyArray<{
    readonly file: string
    readonly why: "edited by hand" | "missing" | "not generated" | "out of date"
  }>
}

export const findStale = (
  root: string,
  lock: Lock | undefined,
  generator: string,
  all: ReadonlyArray<Site>
): Staleness => {
  if (lock === undefined) return { inputs: true, outputs: [] }
  const expected = all.map((site) => site.spec).sort()
  const inputs =
    lock.generator !== generator ||
    expected.join("\n") !== Object.keys(lock.specs).sort().join("\n") ||
    all.some((site) => {
      const entry = lock.specs[site.spec]
      return (
        entry === undefined ||
        entry.files !== site.files ||
        Object.keys(entry.outputs).some((path) => !path.startsWith(`${site.out}/`)) ||
        (site.overlay !== undefined && !(site.overlay in entry.inputs)) ||
        !hasHashes(root, entry.inputs)
      )
    })
  const outputs = all.flatMap((site) => {
    const entry = lock.specs[site.spec]
    return entry === undefined
      ? []
      : [
          ...findChanged(root, entry.outputs),
          ...findForeign(root, site, entry.outputs),
          ...checkOrigin(root, site, lock)
        ]
  })
  return { inputs, outputs }
}

const hasHashes = (root: string, hashes: Hashes): boolean =>
  Object.entries(hashes).every(([path, hash]) => hashFile(`${root}/${path}`) === hash)

const findChanged = (root: string, hashes: Hashes): Staleness["outputs"] =>
  Object.entries(hashes).flatMap(([file, hash]) => {
    const found = hashFile(`${root}/${file}`)
    return found === hash
      ? []
      : [{ file, why: found === undefined ? ("missing" as const) : ("edited by hand" as const) }]
  })

/** A generated folder may hold generated files only, so that every file in it can be trusted. */
const findForeign = (root: string, site: Site, outputs: Hashes): Staleness["outputs"] =>
  listFiles(`${root}/${site.out}`)
    .map((name) => `${site.out}/${name}`)
    .filter((file) => !(file in outputs))
    .map((file) => ({ file, why: "not generated" }))

const listFiles = (folder: string): ReadonlyArray<string> => {
  try {
    return readdirSync(folder).sort()
  } catch {
    return []
  }
}

const checkOrigin = (root: string, site: Site, lock: Lock): Staleness["outputs"] => {
  const file = packageOf(site)
  if (file === undefined) return []
  const version = site.out.split("/").at(-1) ?? ""
  let found: unknown
  try {
    const { errand } = JSON.parse(readFileSync(`${root}/${file}`, "utf8")) as { errand?: Record<string, unknown> }
    found = errand?.[version]
  } catch {
    return [{ file, why: "missing" }]
  }
  return JSON.stringify(found) === JSON.stringify(lock.specs[site.spec]?.origin)
    ? []
    : [{ file, why: "edited by hand" }]
}
