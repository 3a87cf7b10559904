/**
 * What callers give as options: one that is `undefined` is one that is not given, and one that
 * makes no sense is refused before anything is sent.
 */
import * as Effect from "effect/Effect"
import { Cadence } from "../../Cadence.ts"
import type { DeliverOptions, RecoverOptions } from "../../OutcomeDelivery.ts"
import type { ProviderError } from "../../ProviderError.ts"
import type { Lookout } from "../../Lookout.ts"
import type { Budget, LookOptions, RunOptions, WaitOptions } from "../../TaskOptions.ts"
import * as LookoutOptions from "../lookout/options.ts"
import { refuse } from "../refusedOption.ts"
import * as OptionRules from "../optionRules.ts"
import type { Rule } from "../optionRules.ts"
import { amount, callback, count, duration, finiteDuration, label, oneOf, share, text } from "../optionRules.ts"

/** All options that a call may have. */
type AnyOptions = Partial<RunOptions<unknown>> &
  Pick<WaitOptions, "onGiveUp"> &
  DeliverOptions &
  Partial<Pick<LookOptions, "for">> &
  Pick<RecoverOptions<unknown, unknown, unknown>, "concurrency" | "only" | "onNotStarted">

/** The options without those that are `undefined`. */
export const withoutUndefined = <O extends object>(options: O): O =>
  // What is left out is optional in `O`, since it was undefined.
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as O

/** What is wrong with a duration that must be finite; nothing where it is none or in order. */
export const findBadDuration = (name: string, value: unknown): string | undefined => {
  const issue = OptionRules.findIssue({ [name]: finiteDuration }, { [name]: value }, "")
  return issue && OptionRules.describe(issue)
}

/**
 * Fails with the first option that makes no sense: its name, its value, and what is allowed. The
 * options of the call come first, then those in scope, then those that the provider was made with.
 */
export const check = (
  provider: { readonly name: string; readonly lookout?: Lookout },
  operation: string,
  options: AnyOptions
): Effect.Effect<void, ProviderError> =>
  Effect.withFiber((fiber) => {
    const cadence = fiber.getRef(Cadence)
    const issue =
      OptionRules.findIssue(rules, options, "") ??
      OptionRules.findIssue(budgetRules, options.budget ?? {}, "budget.") ??
      cadence["~issue"] ??
      OptionRules.findIssue({ jitter: share }, { jitter: cadence.jitter }, "Cadence.") ??
      LookoutOptions.findIssue(fiber.getRef(LookoutOptions.Options)) ??
      provider.lookout?.["~errand"].budget.issue
    return issue === undefined ? Effect.void : Effect.fail(refuse(provider.name, operation, issue))
  })

const rules: { readonly [Name in keyof AnyOptions]: Rule } = {
  within: duration,
  unrecognisedFor: duration,
  noProgressFor: duration,
  personWithin: duration,
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
  only: callback,
  onNotStarted: callback,
  for: finiteDuration
}

const budgetRules: { readonly [Name in keyof Budget]: Rule } = {
  usd: amount,
  credits: amount,
  steps: amount,
  time: duration
}
