/**
 * `specs/sources.yaml`: where each provider publishes the document that a specification follows.
 */
import { existsSync } from "node:fs"
import { join } from "node:path"
import { load } from "@errand/codegen/read/load"
import { SpecProblem } from "@errand/codegen/problem"
import { type Site, listSites } from "@errand/codegen/workspace/sites"

const file = "specs/sources.yaml"

/** A specification with its address. */
export interface Source extends Site {
  /** `<provider>/<version>` */
  readonly name: string
  /** `undefined` where none is known. */
  readonly address: string | undefined
}

/**
 * The specifications of the given names, or all of them.
 *
 * @throws SpecProblem for a name that is none, here or in the file, and for an address that is none
 */
export const sources = (root: string, names: ReadonlyArray<string>): ReadonlyArray<Source> => {
  const known = new Map(listSites(root).map((site) => [site.spec.replace(/^specs\/|\.\w+$/g, ""), site]))
  const path = join(root, file)
  const listed = existsSync(path) ? load(path, file) : undefined
  for (const [name, address] of Object.entries(listed?.root ?? {})) {
    const fail = (message: string) =>
      new SpecProblem(file, listed?.place(`#/${name.replaceAll("/", "~1")}`) ?? "", message)
    if (!known.has(name)) throw fail(`${name} is no specification`)
    if (address !== null && !(typeof address === "string" && /^https?:\/\//.test(address)))
      throw fail(`the address of ${name} has to start with http, or be null where none is known`)
  }
  return (names.length === 0 ? [...known.keys()] : names).map((name) => {
    const site = known.get(name)
    if (site === undefined)
      throw new SpecProblem(name, "", `is no specification; there are ${[...known.keys()].join(", ")}`)
    const address = listed?.root[name]
    return { ...site, name, address: typeof address === "string" ? address : undefined }
  })
}
