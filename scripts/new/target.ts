/** What is here already of the service that is asked for, and so what is to be written. */
import { existsSync, globSync, readFileSync } from "node:fs"
import { basename, join } from "node:path"
import { listSites, type Site } from "@errand/codegen/workspace/sites"
import type { Wanted } from "./args.ts"
import { checkName } from "./names.ts"
import { Refusal } from "./refusal.ts"

export interface Target {
  /** The specification that is here already; else it is made of a document. */
  readonly site: Site | undefined
  /** `undefined` where the document says it. */
  readonly version: string | undefined
  /** What the first version's names are made of; `undefined` where this is the first. */
  readonly first: First | undefined
}

/** The version that has the package's own entry. */
export interface First {
  /** As in `BrowserUse`. */
  readonly pascal: string
  /** Where it answers. */
  readonly baseUrl: string | undefined
}

/** @throws Refusal where something is in the way, or missing */
export const findTarget = (root: string, wanted: Wanted): Target => {
  checkName(wanted.name)
  const sites = listSites(root).filter(({ out }) => out.startsWith(`packages/${wanted.name}-types/`))
  return wanted.kind === "version" ? findBeside(root, wanted, sites) : findFirst(root, wanted, sites)
}

const versionOf = ({ out }: Site): string => basename(out)

const findFirst = (root: string, wanted: Wanted, sites: ReadonlyArray<Site>): Target => {
  const { from, name, version } = wanted
  if (existsSync(join(root, `packages/${name}`)))
    throw new Refusal(
      `packages/${name} exists already; nothing is written over. Another version of it comes by: new version ${name} v2`
    )
  const isTyped = existsSync(join(root, `packages/${name}-types`))
  if (!isTyped && sites.length === 0) {
    if (from === undefined)
      throw new Refusal("--from is needed: the provider's OpenAPI document", { isWrongCall: true })
    if (existsSync(join(root, `specs/${name}`)))
      throw new Refusal(`specs/${name} exists already; nothing is written over`)
    return { site: undefined, version, first: undefined }
  }
  if (!isTyped)
    throw new Refusal(`specs/${name} exists already, without packages/${name}-types; nothing is written over`)
  if (sites.length === 0)
    throw new Refusal(`packages/${name}-types exists already, without specs/${name}; nothing is written over`)
  const all = sites.map(versionOf)
  const [only] = all.length === 1 ? all : []
  const chosen = version ?? only
  if (chosen === undefined) throw new Refusal(`${name} has types of ${all.join(" and ")}: say which, with --version`)
  const site = sites.find((each) => versionOf(each) === chosen)
  if (site === undefined) throw new Refusal(`${name} has types of ${all.join(" and ")}, and none of ${chosen}`)
  refuseDocument(wanted, site)
  return { site, version: chosen, first: undefined }
}

const findBeside = (root: string, wanted: Wanted, sites: ReadonlyArray<Site>): Target => {
  const { from, name, version = "" } = wanted
  const folder = `packages/${name}`
  const file = join(root, folder, "src/internal/providerError.ts")
  if (!existsSync(file))
    throw new Refusal(
      `there is no provider ${folder} that ${version} could stand beside; the first comes by: new provider ${name}`
    )
  const [, own = ""] = /"[^"/]+\/(v\d[^"]*)"/.exec(readFileSync(file, "utf8")) ?? []
  for (const path of own === version ? [`${folder}/src`] : [`${folder}/src/${version}`, `${folder}/test/${version}`])
    if (existsSync(join(root, path)))
      throw new Refusal(`${path} is ${name}/${version} already; nothing is written over`)
  const [error] = globSync("*Error.ts", { cwd: join(root, folder, "src") })
  if (error === undefined)
    throw new Refusal(`${folder}/src has no <Name>Error.ts that would say how ${name} is written`)
  const client = readFileSync(join(root, folder, "src/Client.ts"), "utf8")
  const baseUrl = /defaultBaseUrl = "([^"]*)"/.exec(client)?.[1]
  const first = { pascal: basename(error, "Error.ts"), baseUrl }
  const site = sites.find((each) => versionOf(each) === version)
  if (site !== undefined) refuseDocument(wanted, site)
  else if (from === undefined)
    throw new Refusal(`there is no specs/${name}/${version}.yaml: give --from <file or URL>`, { isWrongCall: true })
  return { site, version, first }
}

const refuseDocument = ({ from, name }: Wanted, site: Site): void => {
  if (from === undefined) return
  throw new Refusal(
    `${site.spec} is here already, and the provider is made of it: leave --from out. ` +
      `What the document says now comes by: specs update ${name}/${versionOf(site)} --from ${from}`
  )
}
