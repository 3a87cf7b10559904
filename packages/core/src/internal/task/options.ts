/**
 * What callers give as options: one that is `undefined` is one that is not given, and one that
 * makes no sense is refused before anything is sent.
 */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { DeliverOptions, RecoverOptions } from "../../Delivery.ts"
import { BadRequest, ProviderError } from "../../ProviderError.ts"
import type { Budget, RunOptions, WaitOptions } from "../../TaskOptions.ts"

/** All options that a call may have. */
type AnyOptions = Partial<RunOptions<unknown>> &
  Pick<WaitOptions, "onGiveUp"> &
  DeliverOptions &
  Pick<RecoverOptions<unknown>, "concurrency" | "only">

/** What an option may be. */
interface Rule {
  readonly allowed: string
  readonly isAllowed: (value: unknown) => boolean
}

/** The options without those that are `undefined`. */
export const withoutUndefined = <O extends object>(options: O): O =>
  // What is left out is optional in `O`, since it was undefined.
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as O

/** What is wrong with a duration that must be finite; nothing where it is none or in order. */
export const findBadDuration = (name: string, value: unknown): string | undefined => {
  const issue = findIssue({ [name]: finiteDuration }, { [name]: value }, "")
  return issue && `the option ${issue.path} ${issue.message}`
}

/** Fails with the first option that makes no sense: its name, its value, and what is allowed. */
export const check = (
  { name: provider }: { readonly name: string },
  operation: string,
  options: AnyOptions
): Effect.Effect<void, ProviderError> =>
  Effect.suspend(() => {
    const issue = findIssue(rules, options, "") ?? findIssue(budgetRules, options.budget ?? {}, "budget.")
    return issue === undefined
      ? Effect.void
      : Effect.fail(
          new ProviderError({
            provider,
            operation,
            reason: new BadRequest({
              message: `nothing was sent: the option ${issue.path} ${issue.message}`,
              issues: [issue]
            })
          })
        )
  })

const findIssue = (rules: { readonly [name: string]: Rule }, options: object, prefix: string) => {
  for (const [name, value] of Object.entries(options)) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined
    if (rule === undefined || value === undefined || rule.isAllowed(value)) continue
    return { path: `${prefix}${name}`, message: `is ${show(value)}, and must be ${rule.allowed}` }
  }
  return undefined
}

const show = (value: unknown): string =>
  typeof value === "function" ? "a function" : typeof value === "string" ? JSON.stringify(value) : showPlain(value)

const showPlain = (value: unknown): string =>
  typeof value === "object" && value !== null && !Duration.isDuration(value) ? JSON.stringify(value) : String(value)

/** The length of a duration in milliseconds; `undefined` where it is none, or not a number. */
const toMillis = (value: unknown): number | undefined => {
  const parts =
    typeof value === "object" && value !== null && !Duration.isDuration(value) ? Object.values(value) : [value]
  if (parts.length === 0 || parts.some(Number.isNaN)) return undefined
  // Refuses what is no duration by itself, whatever its type.
  return Option.getOrUndefined(Option.map(Duration.fromInput(value as Duration.Input), Duration.toMillis))
}

const duration: Rule = {
  allowed: "a duration of zero or more",
  isAllowed: (value) => (toMillis(value) ?? -1) >= 0
}
const finiteDuration: Rule = {
  allowed: "a finite duration of zero or more",
  isAllowed: (value) => duration.isAllowed(value) && toMillis(value) !== Infinity
}
const amount: Rule = {
  allowed: "a number of zero or more",
  isAllowed: (value) => typeof value === "number" && value >= 0
}
const count: Rule = {
  allowed: "a number of 1 or more",
  isAllowed: (value) => typeof value === "number" && value >= 1
}
const text: Rule = {
  allowed: "a text that is not empty",
  isAllowed: (value) => typeof value === "string" && value !== ""
}
/** An empty label is the label of tasks that have none. */
const label: Rule = { allowed: "a text", isAllowed: (value) => typeof value === "string" }
const callback: Rule = { allowed: "a function", isAllowed: (value) => typeof value === "function" }
const oneOf = (...words: ReadonlyArray<string>): Rule => ({
  allowed: words.map((word) => JSON.stringify(word)).join(" or "),
  isAllowed: (value) => words.some((word) => word === value)
})

const rules: { readonly [Name in keyof AnyOptions]: Rule } = {
  within: duration,
  unrecognisedFor: duration,
  noProgressFor: duration,
  outageFor: duration,
  settleWithin: finiteDuration,
  onGiveUp: oneOf("leave", "cancel"),
  cancelWithin: duration,
  onCancelFailed: callback,
  success: oneOf("execution", "claimed", "judged"),
  label,
  key: text,
  lookBack: finiteDuration,
  lag: finiteDuration,
  queueWithin: duration,
  onStart: callback,
  record: oneOf("after", "before", "with"),
  concurrency: count,
  only: callback
}

const budgetRules: { readonly [Name in keyof Budget]: Rule } = {
  usd: amount,
  credits: amount,
  steps: amount,
  time: duration
}
