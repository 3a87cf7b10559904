/**
 * What an option may be, and how it is told that one makes no sense: by its name, its value, and
 * what is allowed.
 */
import * as Duration from "effect/Duration"
import * as Option from "effect/Option"
import * as Result from "effect/Result"

/** What an option may be. */
export interface Rule {
  readonly allowed: string
  readonly isAllowed: (value: unknown) => boolean
}

/** An option that makes no sense. */
export interface Issue {
  readonly path: string
  readonly message: string
}

/** The first option that makes no sense; one that is `undefined` is one that is not given. */
export const findIssue = (
  rules: { readonly [name: string]: Rule },
  options: object,
  prefix: string
): Issue | undefined => {
  for (const [name, value] of Object.entries(options)) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined
    if (rule === undefined || value === undefined || rule.isAllowed(value)) continue
    return { path: `${prefix}${name}`, message: `is ${show(value)}, and must be ${rule.allowed}` }
  }
  return undefined
}

/** A sentence about an option. */
export const describe = ({ message, path }: Issue): string => `the option ${path} ${message}`

/** A value as a message shows it, whatever it is: some objects refuse to be a text. */
const show = (value: unknown): string =>
  Result.getOrElse(
    Result.try(() =>
      typeof value === "function" ? "a function" : typeof value === "string" ? JSON.stringify(value) : showPlain(value)
    ),
    () => "an object that cannot be shown"
  )

const showPlain = (value: unknown): string =>
  typeof value === "object" && value !== null && !Duration.isDuration(value) ? JSON.stringify(value) : String(value)

/** The length of a duration in milliseconds; `undefined` where it is none, or not a number. */
const toMillis = (value: unknown): number | undefined => {
  const parts =
    typeof value === "object" && value !== null && !Duration.isDuration(value) ? Object.values(value) : [value]
  if (parts.length === 0 || parts.some(Number.isNaN)) return undefined
  // Refuses what is no duration by itself, whatever its type, and throws at parts that are none.
  const millis = Result.try(() =>
    Option.getOrUndefined(Option.map(Duration.fromInput(value as Duration.Input), Duration.toMillis))
  )
  const length = Result.getOrElse(millis, () => undefined)
  return Number.isNaN(length) ? undefined : length
}

export const duration: Rule = {
  allowed: "a duration of zero or more",
  isAllowed: (value) => (toMillis(value) ?? -1) >= 0
}
export const finiteDuration: Rule = {
  allowed: "a finite duration of zero or more",
  isAllowed: (value) => duration.isAllowed(value) && toMillis(value) !== Infinity
}
export const amount: Rule = {
  allowed: "a number of zero or more",
  isAllowed: (value) => typeof value === "number" && value >= 0
}
export const count: Rule = {
  allowed: "a number of 1 or more",
  isAllowed: (value) => typeof value === "number" && value >= 1
}
export const share: Rule = {
  allowed: "a number from 0 to 1",
  isAllowed: (value) => typeof value === "number" && value >= 0 && value <= 1
}
export const rate: Rule = {
  allowed: "a finite number above zero",
  isAllowed: (value) => typeof value === "number" && value > 0 && value !== Infinity
}
export const text: Rule = {
  allowed: "a text that is not empty",
  isAllowed: (value) => typeof value === "string" && value !== ""
}
/** An empty label is the label of tasks that have none. */
export const label: Rule = { allowed: "a text", isAllowed: (value) => typeof value === "string" }
export const callback: Rule = { allowed: "a function", isAllowed: (value) => typeof value === "function" }
export const oneOf = (...words: ReadonlyArray<string>): Rule => ({
  allowed: words.map((word) => JSON.stringify(word)).join(" or "),
  isAllowed: (value) => words.some((word) => word === value)
})
