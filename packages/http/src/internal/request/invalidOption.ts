/** Options that make no sense are refused before anything is sent, with their name and value. */
import * as Duration from "effect/Duration"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import type { InvalidRequest } from "../../HttpError.ts"
import type { Policy } from "../../RetryPolicy.ts"
import { invalidRequest } from "./invalidRequest.ts"

/** An option by its name: what it is, and whether it makes sense. */
type Given = readonly [name: string, value: unknown, rule: Rule]

interface Rule {
  readonly allowed: string
  readonly isAllowed: (value: unknown) => boolean
}

/** The first option that makes no sense; one that is `undefined` is one that is not given. */
export const findInvalidOption = (...given: ReadonlyArray<Given>): InvalidRequest | undefined => {
  const wrong = given.find(([, value, { isAllowed }]) => value !== undefined && !isAllowed(value))
  if (wrong === undefined) return undefined
  const [name, value, { allowed }] = wrong
  return invalidRequest(name, `the option ${name} is ${show(value)}, and must be ${allowed}`)
}

/** Policies that were found in order; every call asks. */
const sound = new WeakSet<Policy>()

/** The first part of a retry policy that makes no sense. */
export const findInvalidPolicy = (policy: Policy): InvalidRequest | undefined => {
  if (sound.has(policy)) return undefined
  const { attempts, base, budget, cap, elapsed, retryAfterMax } = policy
  const invalid = findInvalidOption(
    ["retry.attempts", attempts, count],
    ["retry.base", base, duration],
    ["retry.cap", cap, duration],
    ["retry.elapsed", elapsed, duration],
    ["retry.retryAfterMax", retryAfterMax, duration],
    ["retry.budget.capacity", budget.capacity, amount],
    ["retry.budget.perSecond", budget.perSecond, amount],
    ["retry.budget.perCall", budget.perCall, amount]
  )
  if (invalid === undefined) sound.add(policy)
  return invalid
}

/** A duration of the caller's; the other one where it makes no sense, and is refused elsewhere. */
export const durationOr = (given: Duration.Input | undefined, otherwise: Duration.Duration): Duration.Duration =>
  given !== undefined && duration.isAllowed(given) ? Duration.fromInputUnsafe(given) : otherwise

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

/** The length of a duration in milliseconds; `undefined` where it is none. */
const toMillis = (value: unknown): number | undefined => {
  const parts =
    typeof value === "object" && value !== null && !Duration.isDuration(value) ? Object.values(value) : [value]
  if (parts.length === 0 || parts.some(Number.isNaN)) return undefined
  // Refuses what is no duration by itself, whatever its type, and throws at parts that are none.
  const millis = Result.try(() =>
    Option.getOrUndefined(Option.map(Duration.fromInput(value as Duration.Input), Duration.toMillis))
  )
  return Result.getOrElse(millis, () => undefined)
}

export const duration: Rule = {
  allowed: "a duration of zero or more",
  isAllowed: (value) => (toMillis(value) ?? -1) >= 0
}
export const amount: Rule = {
  allowed: "a number of zero or more",
  isAllowed: (value) => typeof value === "number" && value >= 0
}
const count: Rule = {
  allowed: "a number of 1 or more",
  isAllowed: (value) => typeof value === "number" && value >= 1
}
