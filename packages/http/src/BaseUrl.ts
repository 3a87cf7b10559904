/**
 * Checks the address of a service before a request is sent to it. `Http.make` does so for each
 * client; a program that reads an address from its configuration can name the variable as well.
 */
import * as Data from "effect/Data"
import * as Result from "effect/Result"

/** An address to which no path of an operation can be appended. */
export class InvalidBaseUrl extends Data.TaggedError("InvalidBaseUrl")<{
  /** The address without credentials, query and fragment. */
  readonly value: string
  /** What is wrong with it. */
  readonly problem: string
  /** What to write instead. */
  readonly remedy: string
}> {
  override get message(): string {
    return `"${this.value}" ${this.problem}: ${this.remedy}`
  }
}

/** The address without slashes at its end, or what is wrong with it. */
export const parse = (text: string): Result.Result<string, InvalidBaseUrl> => {
  const value = show(text)
  const refuse = (problem: string, remedy: string) => Result.fail(new InvalidBaseUrl({ value, problem, remedy }))
  if (text.trim() === "") return refuse("is no base URL", `write the address of the service, as in ${example}`)
  if (/[\s\p{Cc}]/u.test(text)) return refuse("holds blanks or line breaks", "remove them")
  // In a page, a path is an address at the server of the page.
  if (/^\/(?!\/)[^?#]*$/.test(text) && isInPage()) return Result.succeed(withoutSlash(text))
  const scheme = /^([a-z][a-z\d+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase()
  if (scheme === undefined) return refuse("has no scheme", `write ${suggest(value)}`)
  if (scheme !== "https" && scheme !== "http") {
    return refuse(`has the scheme "${scheme}"`, "a service is reached by https:// or http://")
  }
  // Before it is parsed: a password with a slash in it would make it no address at all.
  if (/^[^/]*\/\/[^/?#]*@/.test(text) || (text.includes("@") && !URL.canParse(text))) {
    return refuse("holds a user name or a password", "give the key as an option, for an address is logged")
  }
  if (!URL.canParse(text)) return refuse("cannot be read as an address", "check its host and its port")
  if (/[?#]/.test(text)) {
    return refuse("has a query or a fragment", "end it before that, because the paths of operations follow it")
  }
  return Result.succeed(withoutSlash(text))
}

/** Parts of the path that look like a token, which some services have in their address. */
export const findTokens = (baseUrl: string): ReadonlyArray<string> =>
  baseUrl
    .split("/")
    .slice(3)
    .filter((part) => /^(?=.*\d)(?=.*[a-z])[\w~.-]{20,}$/i.test(part))

/** An address as it may stand in a log or a store: with `*` for each token in its path. */
export const withoutTokens = (baseUrl: string): string =>
  findTokens(baseUrl).reduce((text, token) => text.replaceAll(token, "*"), baseUrl)

const example = "https://api.example.com/v1"

const withoutSlash = (text: string): string => text.replace(/\/+$/, "")

const isInPage = (): boolean =>
  (globalThis as { readonly location?: { readonly href?: string } }).location?.href !== undefined

/**
 * What may be shown of an address: nothing before the last `@`, neither query nor fragment, and a
 * port only if it is a number.
 */
const show = (text: string): string =>
  withoutTokens(text.trim())
    .replace(/[\s\p{Cc}]/gu, " ")
    .replace(/^([a-z][a-z\d+.-]*:\/*)?.*@/i, "$1")
    .replace(/[?#].*$/, "")
    .replace(/^([a-z][a-z\d+.-]*:\/\/[^/:[]*:)(?!\d+(?:\/|$))[^/]*/i, "$1*")
    .slice(0, maxShownLength)

const maxShownLength = 200

/** An address with the scheme that it probably lacks or has misspelt. */
const suggest = (value: string): string => {
  const rest = value.replace(/^https?:?\/*/i, "").replace(/^\/+/, "")
  return rest === "" ? example : `${/^(?:localhost|127\.|\[::1\])/.test(rest) ? "http" : "https"}://${rest}`
}
