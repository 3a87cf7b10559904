/** Single looks: one request about one task, for all that wait for it. */
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { ProviderError, Unavailable } from "../../ProviderError.ts"
import type { Look, Snapshot } from "../../Snapshot.ts"
import * as Status from "../../Status.ts"
import * as Account from "./account.ts"
import * as ApplyToWaiter from "./applyToWaiter.ts"
import { isActive, lastLookMillis, lookTimeoutMillis } from "./dueTimes.ts"
import * as Outage from "./outage.ts"
import * as Registry from "./registry.ts"
import * as NoteAnswer from "./noteAnswer.ts"
import * as SilenceLog from "./silenceLog.ts"
import type * as State from "./state.ts"
import { wantsSnapshot } from "./waiter.ts"
import * as Notifications from "./notifications.ts"

type Answer<Raw> = readonly [look: Look, snapshot: Snapshot<Raw> | undefined]

/** Sends the request. */
export const send = <Raw>(poller: State.Poller<Raw>, awaited: State.Awaited<Raw>, at: number): void => {
  const { account, provider } = poller
  const waiters = awaited.waiters.filter(isActive)
  const asker = waiters.find((waiter) => wantsSnapshot(waiter, at)) ?? waiters[0]
  if (asker === undefined) return Registry.reschedule(poller, awaited, at)
  const isSnapshot = wantsSnapshot(asker, at)
  const byNotification = awaited.wakeup?.isNotified === true
  if (awaited.wakeup !== undefined) Notifications.clear(awaited.wakeup, at)
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
  Registry.reschedule(poller, awaited, at)
  const kind = isSnapshot ? "snapshot" : "status"
  // Only a reader of every snapshot can show it to a person while the task runs.
  const wantsLiveUrl = waiters.some(({ depth }) => depth === "each")
  account.counters.requests[kind]++
  poller.metrics.request(kind)
  const request = Effect.suspend((): Effect.Effect<Answer<Raw>, ProviderError> =>
    isSnapshot
      ? Effect.map(provider.snapshot(awaited.id, { wantsLiveUrl }), (snapshot) => [snapshot, snapshot])
      : Effect.map(provider.status(awaited.id), (look) => [look, undefined])
  )
  // In the context of one of the callers: its log level, and its span as the parent of the
  // request's.
  inFlight.abort = Registry.fork(
    poller,
    asker.context,
    Effect.flatMap(Effect.exit(Registry.counting(poller, request)), (exit) =>
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
  Registry.freePlace(poller, inFlight)
  poller.wake()
  if (awaited.inFlight !== inFlight) return
  awaited.inFlight = undefined
  const at = Registry.now(poller)
  const { account } = poller
  if (Exit.isSuccess(exit)) onSuccess(poller, awaited, inFlight, exit.value, at)
  else {
    const failure = Cause.findErrorOption(exit.cause)
    if (failure._tag === "None" && Cause.hasDies(exit.cause)) {
      for (const waiter of inFlight.waiters) waiter.result = Exit.failCause(diesOf(exit.cause))
    } else {
      const error = failure._tag === "Some" ? failure.value : unavailable(poller, inFlight, "the look was interrupted")
      NoteAnswer.noteFailure(poller, error, inFlight.sentAt, at)
      onFailure(poller, awaited, inFlight, error, at)
      if (NoteAnswer.isOutage(error) && account.backoff.isOutage()) Outage.fail(poller, poller.queue, error, at)
    }
  }
  const { sentAt, waiters } = inFlight
  Registry.conclude(poller, awaited, { sentAt, waiters, isFailure: Exit.isFailure(exit) }, at)
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
  SilenceLog.onService(poller, at)
  const finishedAt = snapshot?.finishedAt
  const isSingle = !poller.isListing && !byNotification
  NoteAnswer.noteLook(poller, awaited, { look, sentAt, finishedAt, isSingle, byNotification })
  for (const waiter of awaited.waiters) {
    if (waiters.includes(waiter)) ApplyToWaiter.answer(waiter, look, snapshot, at, isSnapshot ? "full" : "light")
    else if (isActive(waiter) && Status.isOver(look.status)) ApplyToWaiter.answer(waiter, look, snapshot, at, "light")
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
  SilenceLog.onFailure(poller, awaited, error, at)
  for (const waiter of waiters) {
    ApplyToWaiter.failure(waiter, error, at)
    if (wakeup !== undefined) wakeup.notBefore = Math.max(wakeup.notBefore, at + waiter.retryAfterMillis)
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
  Registry.freePlace(poller, inFlight)
  const error = unavailable(poller, inFlight, `no answer within ${lookTimeoutMillis / 1000} seconds`)
  NoteAnswer.noteFailure(poller, error, inFlight.sentAt, at)
  onFailure(poller, awaited, inFlight, error, at)
  const { sentAt, waiters } = inFlight
  Registry.conclude(poller, awaited, { sentAt, waiters, isFailure: true }, at)
}

/**
 * Ends the waits whose deadline passed `lastLookMillis` ago, whether or not a look is still under
 * way.
 */
export const expireWaits = <Raw>(poller: State.Poller<Raw>, awaited: State.Awaited<Raw>, at: number): void => {
  const { inFlight } = awaited
  for (const waiter of awaited.waiters) {
    if (!isActive(waiter) || at < waiter.deadline + lastLookMillis) continue
    if (inFlight !== undefined && inFlight.waiters.includes(waiter)) {
      ApplyToWaiter.failure(waiter, unavailable(poller, inFlight, "no answer before the wait ended"), at)
    }
    if (waiter.result === undefined) ApplyToWaiter.deadline(waiter)
  }
  Registry.resumeDone(poller, awaited, at)
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
