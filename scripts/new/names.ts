/** What the new things are called. */
import { Refusal } from "./refusal.ts"

/** The names of one provider, version included. */
export interface Names {
  /** As in `acme-cloud`. */
  readonly name: string
  /** As in `AcmeCloud`. */
  readonly pascal: string
  /** As in `ACME_CLOUD`. */
  readonly constant: string
  /** Before `_BASE_URL`: versions share a key, and not always an address. */
  readonly place: string
  /** As in `v1`. */
  readonly version: string
  /** What people call it: the document's title, without what it says of being an API. */
  readonly title: string
  /** Where programs import it from: `@errand/acme`, or `@errand/acme/v2` beside a first version. */
  readonly entry: string
  /** The folder of its sources and tests, as in `v2/`; none for the first version. */
  readonly folder: string
}

/** @throws Refusal if the name cannot be a package's */
export const checkName = (name: string): void => {
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name) || name.length > 50)
    throw new Refusal(`${name} is no name for a package: small letters, digits and single hyphens, as in acme-cloud`)
  if (name.endsWith("-types"))
    throw new Refusal(`${name} would be taken for generated types: -types is added to the name of the provider`)
}

/**
 * @param first what the version that the package has already is called, and whether this one
 * answers at the same address
 */
export const namesOf = (
  name: string,
  title: string,
  version: string,
  first?: { readonly pascal: string; readonly isSamePlace: boolean }
): Names => {
  const words = name.split("-")
  const isBeside = first !== undefined
  const made = words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join("")
  const readable = name
    .split("-")
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join(" ")
  const pascal = first?.pascal ?? made
  const constant = name.toUpperCase().replaceAll("-", "_")
  return {
    name,
    pascal,
    constant,
    place: first?.isSamePlace === false ? `${constant}_${version.toUpperCase().replaceAll("-", "_")}` : constant,
    version,
    title: titleOf(title) || (first === undefined ? readable : pascal),
    entry: `@errand/${name}${isBeside ? `/${version}` : ""}`,
    folder: isBeside ? `${version}/` : ""
  }
}

/** Words that say of what kind a document is, and not whose it is. */
const kinds =
  /^(?:the|public|private|external|official|rest|restful|http|json|open|openapi|swagger|fastapi|apis?|web|reference|docs|documentation|specification|spec|schema|definition|v?\d[\d.]*|-)$/i

/**
 * What people call the service, of the title of its document: `Acme` of `The Acme Public API v2`
 * and of `Acme API - Production`; empty where no word of it is a name, as in `Public API v1`.
 */
export const titleOf = (title: string): string => {
  const all = title
    .replaceAll(/[^\p{L}\p{N} .&'-]/gu, " ")
    .split(" ")
    .filter((word) => word !== "")
  const begin = all.findIndex((word) => !kinds.test(word))
  if (begin === -1) return ""
  const end = all.findIndex((word, index) => index > begin && /^(?:open)?apis?$/i.test(word))
  const named = all.slice(begin, end === -1 ? undefined : end)
  while (kinds.test(named.at(-1) ?? "")) named.pop()
  return named.join(" ")
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

/** As in `a task` and `an agent`. */
export const withArticle = (noun: string): string => `${/^[aeiou]/i.test(noun) ? "an" : "a"} ${noun}`

/** One of them: `jobs` and `job` are the same thing. */
export const singular = (word: string): string =>
  word
    .replace(/ies$/, "y")
    .replace(/(?<=ss|sh|ch|x)es$/, "")
    .replace(/(?<!s|u)s$/, "")
