/** The provider over a service in memory. */
import { BrowserUse } from "@errand/browser-use"
import * as Retry from "@errand/http/RetryPolicy"
import { Effect } from "effect"
import type { Answers, Asked } from "./FakeService.ts"
import { fake, key } from "./FakeService.ts"

export const provider = (answers: Answers) => {
  const { asked, fetch } = fake(answers)
  return { asked, provider: BrowserUse.make({ apiKey: key, fetch }) }
}
/** Without repetitions: what is counted is the provider's own. */
export const once = Effect.provideService(Retry.RetryPolicy, Retry.none)

/** The starts among the requests. */
export const starts = (asked: ReadonlyArray<Asked>) =>
  asked.filter(({ method, url }) => method === "POST" && url.pathname.endsWith("/tasks"))
