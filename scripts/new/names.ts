/** What the new things are called. */
import { existsSync } from "node:fs"
import { join } from "node:path"
import { Refusal } from "./refusal.ts"

/** The names of one provider, version included. */
export interface Names {
  /** As in `acme-cloud`. */
  readonly name: string
  /** As in `AcmeCloud`. */
  readonly pascal: string
  /** As in `ACME_CLOUD`. */
  readonly constant: string
  /** As in `v1`. */
  readonly version: string
  /** What people call it: the document's title, without what it says of being an API. */
  readonly title: string
}

/** @throws Refusal if the name cannot be a package's, or something has it */
export const checkName = (root: string, name: string): void => {
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name) || name.length > 50)
    throw new Refusal(`${name} is no name for a package: small letters, digits and single hyphens, as in acme-cloud`)
  if (name.endsWith("-types"))
    throw new Refusal(`${name} would be taken for generated types: -types is added to the name of the provider`)
  for (const path of [`packages/${name}`, `packages/${name}-types`, `specs/${name}`])
    if (existsSync(join(root, path))) throw new Refusal(`${path} exists already; nothing is written over`)
}

export const namesOf = (name: string, title: string, version: string): Names => {
  const words = name.split("-")
  const pascal = words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join("")
  const called = title
    .replaceAll(/[^\p{L}\p{N} .&'-]/gu, "")
    .replace(/(?:\s+(?:Public|REST|HTTP|Open|API|v\d[\d.]*))+$/i, "")
  return { name, pascal, constant: name.toUpperCase().replaceAll("-", "_"), version, title: called.trim() || pascal }
}

/** Words of any spelling: `createJob`, `create_job` and `create-job` alike. */
export const words = (text: string): ReadonlyArray<string> =>
  text
    .replaceAll(/([\p{Ll}\p{N}])(\p{Lu})/gu, "$1 $2")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase())

/** Words as one name, as in `createJob`. */
export const camel = (all: ReadonlyArray<string>): string =>
  all.map((word, index) => (index === 0 ? word : word.slice(0, 1).toUpperCase() + word.slice(1))).join("")

/** One of them: `jobs` and `job` are the same thing. */
export const singular = (word: string): string =>
  word
    .replace(/ies$/, "y")
    .replace(/(?<=ss|sh|ch|x)es$/, "")
    .replace(/(?<!s|u)s$/, "")
