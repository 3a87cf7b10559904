/** What an answer tells of a task or of the service, beside what it means for each waiter. */
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import type { ProviderError } from "../../ProviderError.ts"
import type { Look } from "../../Snapshot.ts"
import * as Status from "../../Status.ts"
import * as AccountKnowledge from "./accountKnowledge.ts"
import * as NextLook from "./nextLook.ts"
import * as Poller from "./poller.ts"
import * as SilenceLog from "./silenceLog.ts"
import type * as State from "./state.ts"

/** So many starts of tasks that ended are kept, to tell how long a list of all tasks is. */
const keptStarts = 20_000

/** An answer about one task. */
export interface Seen {
  readonly look: Look
  readonly sentAt: number
  /** When the task ended, by the service's clock. */
  readonly finishedAt: DateTime.Utc | undefined
  /** Whether it is by a look at this task alone that the schedule asked for. */
  readonly isSingle: boolean
  readonly byNotification: boolean
}

/** Notes how the task is. */
export const noteLook = <Raw>(poller: State.Poller<Raw>, awaited: State.Awaited<Raw>, seen: Seen): void => {
  const { byNotification, finishedAt, isSingle, look, sentAt } = seen
  const { counters, lists } = poller.account
  awaited.last = look
  SilenceLog.onAnswer(poller, awaited, look.status, Poller.now(poller))
  if (!Status.isOver(look.status)) {
    awaited.aliveAt = Math.max(awaited.aliveAt, sentAt)
    awaited.isMissing = false
    return
  }
  const isNews = awaited.overAt === undefined
  awaited.overAt ??= poller.clock.currentTimeMillisUnsafe()
  const delay = finishedAt === undefined ? undefined : Math.max(0, awaited.overAt - DateTime.toEpochMillis(finishedAt))
  if (isNews) {
    counters.ends++
    poller.metrics.end()
    lists.endedStarts.push(awaited.startedAt)
    if (lists.endedStarts.length > 2 * keptStarts) lists.endedStarts.splice(0, keptStarts)
    NextLook.observeEnd(poller, awaited, sentAt, isSingle)
    NextLook.noteNotification(poller, byNotification, delay)
    const { slots } = poller.provider
    if (slots !== undefined) Poller.fork(poller, poller.context, slots.taskEnded)
  }
  if (delay === undefined || awaited.delay !== undefined) return
  awaited.delay = delay
  counters.timedEnds++
  counters.delaySum += delay
  counters.longestDelay = Math.max(counters.longestDelay, delay)
  poller.metrics.delay(delay)
}

/**
 * Whether the error says nothing of the task, only that the service was not reached or spoke
 * nonsense.
 */
export const isOutage = ({ reason }: ProviderError): boolean =>
  reason._tag === "Unavailable" || reason._tag === "BadResponse"

/**
 * Notes that a request failed. A refusal lowers the budget, of starts as well; a service that does
 * not answer is asked more rarely by all waits, unless `sentAt` is left out.
 */
export const noteFailure = <Raw>(
  poller: State.Poller<Raw>,
  error: ProviderError,
  sentAt: number | undefined,
  at: number
): void => {
  const { reason } = error
  poller.account.counters.errors++
  poller.metrics.error(reason._tag)
  if (reason._tag === "RateLimited") {
    const asked = reason.retryAfter === undefined ? 0 : Duration.toMillis(reason.retryAfter)
    AccountKnowledge.noteRefusal(poller.account, asked, true)
    const { slots } = poller.provider
    if (slots !== undefined) Poller.fork(poller, poller.context, slots.rateLimited(asked))
  } else if (isOutage(error)) {
    if (sentAt === undefined) return
    const retryAfter =
      "retryAfter" in reason && reason.retryAfter !== undefined ? Duration.toMillis(reason.retryAfter) : 0
    poller.account.backoff.noteFailure(sentAt, at, retryAfter, poller.random())
  } else AccountKnowledge.noteAnswer(poller.account, at)
}
