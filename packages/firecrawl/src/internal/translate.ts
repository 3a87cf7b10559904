/**
 * Firecrawl's words in core's terms. The table is total over the spec's words, without a default;
 * everything else is taken from an answer leniently, since spec and service differ, and nothing
 * here throws.
 */
import type * as Api from "@errand/firecrawl-types/v2"
import type { Cost, Look, Snapshot } from "@errand/core/Snapshot"
import * as Status from "@errand/core/Status"
import { at, number, optional, output, text } from "@errand/http/Answer"

/** The words of a job's status. */
type Word = NonNullable<Api.GetAgentSuccess["status"]>

/** What each status means. Who cancelled a job is not told, and neither is why it failed. */
export const meanings: { readonly [W in Word]: Status.Meaning } = {
  processing: { state: "working", phase: "running" },
  completed: { state: "completed" },
  failed: { state: "failed", reason: "error" },
  cancelled: { state: "cancelled", by: "unknown" }
}

/** What a status word means; one that is not in the table is taken for work, which may go on. */
const status = Status.fromTable<Word>(meanings)

/** What an answer about a job tells; `undefined` when it does not even hold a status. */
export const look = (view: unknown): (Look & { readonly cost: Cost }) | undefined => {
  const word = text(at(view, "status"))
  if (word === undefined) return undefined
  const now = status(word)
  const message = now.state === "failed" ? text(at(view, "error"))?.slice(0, 2000) : undefined
  return {
    status: { ...now, ...optional("message", message) },
    cost: { ...optional("credits", number(at(view, "creditsUsed"))), final: Status.isOver(now) }
  }
}

/** The same with what the agent found; the service shows neither steps nor files. */
export const snapshot = (
  view: Api.GetAgentSuccess
): (Snapshot<Api.GetAgentSuccess> & { readonly liveUrl?: never }) | undefined => {
  const seen = look(view)
  if (seen === undefined) return undefined
  return {
    ...seen,
    steps: [],
    output: output(at(view, "data")),
    // The agent makes no claim about its goal, and nothing judges it.
    verdict: { claimed: null, judged: null },
    files: [],
    raw: view
  }
}
