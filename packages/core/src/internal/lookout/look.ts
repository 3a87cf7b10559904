/** Single looks: one request about one task, for all that wait for it. */
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { ProviderError, Unavailable } from "../../ProviderError.ts"
import type { Look, Snapshot } from "../../Snapshot.ts"
import * as Status from "../../Status.ts"
import * as Account from "./account.ts"
import * as Apply from "./apply.ts"
import { isActive, lastLookMs, lookTimeoutMs } from "./awaited.ts"
import * as HeldUp from "./heldUp.ts"
import * as Poller from "./poller.ts"
import * as Seen from "./seen.ts"
import * as Silence from "./silence.ts"
import type * as State from "./state.ts"
import { wantsSnapshot } from "./waiter.ts"
import * as Wakeups from "./wakeups.ts"

type Answer<Raw> = readonly [look: Look, snapshot: Snapshot<Raw> | undefined]

/** Sends the request. */
export const send = <Raw>(poller: State.Poller<Raw>, awaited: State.Awaited<Raw>, at: number): void => {
  const { account, provider } = poller
  const waiters = awaited.waiters.filter(isActive)
  const asker = waiters.find((waiter) => wantsSnapshot(waiter, at)) ?? waiters[0]
  if (asker === undefined) return Poller.reschedule(poller, awaited, at)
  const isSnapshot = wantsSnapshot(asker, at)
  const byNotification = awaited.wakeup?.isNotified === true
  if (awaited.wakeup !== undefined) Wakeups.clear(awaited.wakeup, at)
  for (const waiter of waiters) {
    waiter.lookedAt = at
    waiter.looks++
    waiter.dueNow = false
  }
  const inFlight: State.InFlight<Raw> = {
    sentAt: at,
    isSnapshot,
    byNotification,
    waiters,
    holdsPlace: true,
    abort: () => undefined
  }
  awaited.inFlight = inFlight
  poller.places++
  Poller.reschedule(poller, awaited, at)
  const kind = isSnapshot ? "snapshot" : "status"
  account.counters.requests[kind]++
  poller.metrics.request(kind)
  const request = Effect.suspend((): Effect.Effect<Answer<Raw>, ProviderError> =>
    isSnapshot
      ? Effect.map(provider.snapshot(awaited.id), (snapshot) => [snapshot, snapshot])
      : Effect.map(provider.status(awaited.id), (look) => [look, undefined])
  )
  // In the context of one of the callers: its log level, and its span as the parent of the
  // request's.
  inFlight.abort = Poller.fork(
    poller,
    asker.context,
    Effect.flatMap(Effect.exit(Poller.counting(poller, request)), (exit) =>
      Effect.sync(() => onAnswer(poller, awaited, inFlight, exit))
    )
  )
}

const onAnswer = <Raw>(
  poller: State.Poller<Raw>,
  awaited: State.Awaited<Raw>,
  inFlight: State.InFlight<Raw>,
  exit: Exit.Exit<Answer<Raw>, ProviderError>
): void => {
  Poller.freePlace(poller, inFlight)
  poller.wake()
  if (awaited.inFlight !== inFlight) return
  awaited.inFlight = undefined
  const at = Poller.now(poller)
  const { account } = poller
  if (Exit.isSuccess(exit)) onSuccess(poller, awaited, inFlight, exit.value, at)
  else {
    const failure = Cause.findErrorOption(exit.cause)
    if (failure._tag === "None" && Cause.hasDies(exit.cause)) {
      for (const waiter of inFlight.waiters) waiter.result = Exit.failCause(diesOf(exit.cause))
    } else {
      const error = failure._tag === "Some" ? failure.value : unavailable(poller, inFlight, "the look was interrupted")
      Seen.noteFailure(poller, error, inFlight.sentAt, at)
      onFailure(poller, awaited, inFlight, error, at)
      if (Seen.isOutage(error) && account.backoff.isOutage()) HeldUp.fail(poller, poller.queue, error, at)
    }
  }
  const { sentAt, waiters } = inFlight
  Poller.conclude(poller, awaited, { sentAt, waiters, isFailure: Exit.isFailure(exit) }, at)
}

const onSuccess = <Raw>(
  poller: State.Poller<Raw>,
  awaited: State.Awaited<Raw>,
  { byNotification, isSnapshot, sentAt, waiters }: State.InFlight<Raw>,
  [look, snapshot]: Answer<Raw>,
  at: number
): void => {
  Account.noteLatency(poller.account, at - sentAt)
  Account.noteAnswer(poller.account, at)
  Silence.onService(poller, at)
  const finishedAt = snapshot?.finishedAt
  const isSingle = !poller.isListing && !byNotification
  Seen.noteLook(poller, awaited, { look, sentAt, finishedAt, isSingle, byNotification })
  for (const waiter of awaited.waiters) {
    if (waiters.includes(waiter)) Apply.answer(waiter, look, snapshot, at, isSnapshot ? "full" : "light")
    else if (isActive(waiter) && Status.isOver(look.status)) Apply.answer(waiter, look, snapshot, at, "light")
    else waiter.last ??= look
  }
}

const onFailure = <Raw>(
  poller: State.Poller<Raw>,
  awaited: State.Awaited<Raw>,
  { waiters }: State.InFlight<Raw>,
  error: ProviderError,
  at: number
): void => {
  const { wakeup } = awaited
  Silence.onFailure(poller, awaited, error, at)
  for (const waiter of waiters) {
    Apply.failure(waiter, error, at)
    if (wakeup !== undefined) wakeup.notBefore = Math.max(wakeup.notBefore, at + waiter.retryAfterMs)
  }
}

/** Aborts a look that has taken too long, and counts it as failed. */
export const abandon = <Raw>(
  poller: State.Poller<Raw>,
  awaited: State.Awaited<Raw>,
  inFlight: State.InFlight<Raw>,
  at: number
): void => {
  awaited.inFlight = undefined
  inFlight.abort()
  Poller.freePlace(poller, inFlight)
  const error = unavailable(poller, inFlight, `no answer within ${lookTimeoutMs / 1000} seconds`)
  Seen.noteFailure(poller, error, inFlight.sentAt, at)
  onFailure(poller, awaited, inFlight, error, at)
  const { sentAt, waiters } = inFlight
  Poller.conclude(poller, awaited, { sentAt, waiters, isFailure: true }, at)
}

/**
 * Ends the waits whose deadline passed `lastLookMs` ago, whether or not a look is still under way.
 */
export const expireWaits = <Raw>(poller: State.Poller<Raw>, awaited: State.Awaited<Raw>, at: number): void => {
  const { inFlight } = awaited
  for (const waiter of awaited.waiters) {
    if (!isActive(waiter) || at < waiter.deadline + lastLookMs) continue
    if (inFlight !== undefined && inFlight.waiters.includes(waiter)) {
      Apply.failure(waiter, unavailable(poller, inFlight, "no answer before the wait ended"), at)
    }
    if (waiter.result === undefined) Apply.deadline(waiter)
  }
  Poller.resumeDone(poller, awaited, at)
}

const unavailable = <Raw>(
  { provider }: State.Poller<Raw>,
  { isSnapshot }: State.InFlight<Raw>,
  message: string
): ProviderError =>
  new ProviderError({
    provider: provider.name,
    operation: isSnapshot ? "snapshot" : "status",
    reason: new Unavailable({ message })
  })

const diesOf = (cause: Cause.Cause<ProviderError>): Cause.Cause<never> =>
  Cause.fromReasons(cause.reasons.filter((reason) => reason._tag !== "Fail"))
