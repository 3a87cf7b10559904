/**
 * Writes the changesets of an update: for the types, and for the client where it shows what has
 * changed.
 */
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { writeChangeset } from "@changesets/write"
import { type Bump, diff, type Diff, summary } from "@errand/codegen/diff"
import type { Updated } from "@errand/codegen/update/update"
import { listSites } from "@errand/codegen/workspace/sites"
import type { Source } from "./sources.ts"
import { imports, surfaceOf } from "./surface.ts"

/** A release that an update asks for. */
export interface Release {
  readonly name: string
  readonly bump: Exclude<Bump, "none">
  /** What the changelog says. */
  readonly sentence: string
}

/**
 * The releases of an update, with the highest bump that one of the changes asks for.
 *
 * @param generated whether other types came out; where none did, nobody gets anything new by a
 * release of them
 */
export const releasesOf = (
  root: string,
  { out }: Source,
  { after, before }: Updated,
  generated: boolean
): ReadonlyArray<Release> => {
  const all = diff(before, after)
  const types = out.split("/").slice(0, 2).join("/")
  const version = out.split("/").at(-1) ?? ""
  const client = types.replace(/-types$/, "")
  const name = nameOf(root, types)
  // A client of one version shows nothing of what has changed in another.
  const isClient = existsSync(join(root, client)) && imports(join(root, client), `${name}/${version}`)
  const shown = isClient ? diff(before, after, { surface: surfaceOf(join(root, client), all) }) : undefined
  const isOneOfSeveral = listSites(root).filter((site) => site.out.startsWith(`${types}/`)).length > 1
  const about = isOneOfSeveral ? `${version}: ` : ""
  return [
    ...(generated ? release(name, all.types === "none" ? "patch" : all.types, all, "types", about) : []),
    ...(shown === undefined ? [] : release(nameOf(root, client), shown.client, shown, "client", about))
  ]
}

/** @param about what the sentence begins with: the version, where the package has several */
const release = (
  name: string,
  bump: Bump,
  found: Diff,
  of: "types" | "client",
  about: string
): ReadonlyArray<Release> => {
  if (bump === "none") return []
  const sentence = summary(found, of)
  return [{ name, bump, sentence: about + (sentence === "" ? "Follow the provider's specification." : sentence) }]
}

const nameOf = (root: string, folder: string): string =>
  (JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")) as { name: string }).name

/** Writes each release as a file of its own; gives their paths. */
export const write = (root: string, releases: ReadonlyArray<Release>): Promise<ReadonlyArray<string>> =>
  Promise.all(
    releases.map(async ({ bump, name, sentence }) => {
      const changeset = { summary: sentence, releases: [{ name, type: bump }] }
      return `.changeset/${await writeChangeset(changeset, root, { format: false })}.md`
    })
  )
