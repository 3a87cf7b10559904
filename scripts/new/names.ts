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
  const called = title
    .replaceAll(/[^\p{L}\p{N} .&'-]/gu, "")
    .replace(/(?:\s+(?:Public|REST|HTTP|Open|API|v\d[\d.]*))+$/i, "")
  const pascal = first?.pascal ?? made
  const constant = name.toUpperCase().replaceAll("-", "_")
  return {
    name,
    pascal,
    constant,
    place: first?.isSamePlace === false ? `${constant}_${version.toUpperCase().replaceAll("-", "_")}` : constant,
    version,
    title: called.trim() || pascal,
    entry: `@errand/${name}${isBeside ? `/${version}` : ""}`,
    folder: isBeside ? `${version}/` : ""
  }
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
