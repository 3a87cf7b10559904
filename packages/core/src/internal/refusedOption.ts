/** The error of a call that was not sent, because an option makes no sense. */
import { BadRequest, ProviderError } from "../ProviderError.ts"
import { describe } from "./optionRules.ts"
import type { Issue } from "./optionRules.ts"

export const refuse = (provider: string, operation: string, issue: Issue): ProviderError =>
  new ProviderError({
    provider,
    operation,
    reason: new BadRequest({ message: `nothing was sent: ${describe(issue)}`, issues: [issue] })
  })
