/**
 * Single looks: one request about one task, for all that wait for it; and reads of its events, for
 * those who want them.
 */
import * as Cause from "effect/Cause"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type { EventPage } from "../../Provider.ts"
import { ProviderError, Unavailable } from "../../ProviderError.ts"
import type { Look, Snapshot } from "../../Snapshot.ts"
import * as Status from "../../Status.ts"
import * as AccountKnowledge from "./accountKnowledge.ts"
import * as ApplyEventPage from "./applyEventPage.ts"
import * as ApplyToWaiter from "./applyToWaiter.ts"
import { dueAt, isActive, lastLookMillis, lookTimeoutMillis } from "./awaitedTask.ts"
import * as OutageWaits from "./outageWaits.ts"
import * as Poller from "./poller.ts"
import * as NoteAnswer from "./noteAnswer.ts"
import * as SilenceLog from "./silenceLog.ts"
import type * as State from "./state.ts"
import { wantsEvents, wantsSnapshot } from "./waiter.ts"
import * as Notifications from "./notifications.ts"

/** What is asked, for whom, and in whose name. */
interface Question<Raw> {
  readonly kind: State.InFlight<Raw>["kind"]
  readonly waiters: ReadonlyArray<State.Waiter<Raw, unknown>>
  readonly asker: State.Waiter<Raw, unknown>
}

/** What an answer is to be used for, once it is there. */
type Use = (at: number) => void

/** Sends the request. */
export const send = <Raw>(poller: State.Poller<Raw>, awaited: State.Awaited<Raw>, at: number): void => {
  const { account } = poller
  const question = choose(awaited, at)
  if (question === undefined) return Poller.reschedule(poller, awaited, at)
  const { asker, kind, waiters } = question
  const byNotification = kind !== "events" && awaited.wakeup?.isNotified === true
  if (awaited.wakeup !== undefined && kind !== "events") Notifications.clear(awaited.wakeup, at)
  for (const waiter of waiters) {
    waiter.lookedAt = at
    if (kind !== "events") waiter.looks++
    waiter.dueNow = false
  }
  const inFlight: State.InFlight<Raw> = {
    sentAt: at,
    kind,
    byNotification,
    waiters,
    holdsPlace: true,
    abort: () => undefined
  }
  awaited.inFlight = inFlight
  poller.places++
  Poller.reschedule(poller, awaited, at)
  account.counters.requests[kind]++
  poller.metrics.request(kind)
  const request = Effect.suspend(() => requestOf(poller, awaited, inFlight, asker))
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

/**
 * Events for those who wait for them, unless another waiter's look is due, or a notification is to
 * be followed up: readers of a long log must not hold up the others.
 */
const choose = <Raw>(awaited: State.Awaited<Raw>, at: number): Question<Raw> | undefined => {
  const { nextAt, wakeup } = awaited
  const active = awaited.waiters.filter(isActive)
  const readers = active.filter((waiter) => wantsEvents(waiter, at))
  const isNotified = wakeup !== undefined && Notifications.dueAt(wakeup) <= at
  const others = readers.length === 0 || isNotified ? active : active.filter((waiter) => !readers.includes(waiter))
  if (readers.length > 0 && !isNotified && dueAt({ nextAt, waiters: others, wakeup }) > at) {
    const due = readers.filter((waiter) => waiter.dueNow || waiter.nextAt <= at)
    const [first, ...rest] = due.length > 0 ? due : readers
    if (first === undefined) return undefined
    const asker = rest.reduce((a, b) => (b.lookedAt < a.lookedAt ? b : a), first)
    // Those who have come equally far are told by one request.
    const waiters = readers.filter(({ feed }) => feed?.after === asker.feed?.after)
    return { kind: "events", waiters, asker }
  }
  const asker = others.find((waiter) => wantsSnapshot(waiter, at)) ?? others[0]
  if (asker === undefined) return undefined
  return { kind: wantsSnapshot(asker, at) ? "snapshot" : "status", waiters: others, asker }
}

const requestOf = <Raw>(
  poller: State.Poller<Raw>,
  awaited: State.Awaited<Raw>,
  inFlight: State.InFlight<Raw>,
  { feed }: State.Waiter<Raw, unknown>
): Effect.Effect<Use, ProviderError> => {
  const { provider } = poller
  if (inFlight.kind === "events" && provider.events !== undefined) {
    return Effect.map(provider.events(awaited.id, feed?.after), (page) => (at) => {
      onEvents(poller, awaited, inFlight, page, at)
    })
  }
  // Only a reader of every snapshot can show it to a person while the task runs.
  const wantsLiveUrl = inFlight.waiters.some(({ depth }) => depth === "each")
  return inFlight.kind === "snapshot"
    ? Effect.map(provider.snapshot(awaited.id, { wantsLiveUrl }), (snapshot) => (at) => {
        onSuccess(poller, awaited, inFlight, snapshot, snapshot, at)
      })
    : Effect.map(provider.status(awaited.id), (look) => (at) => {
        onSuccess(poller, awaited, inFlight, look, undefined, at)
      })
}

const onAnswer = <Raw>(
  poller: State.Poller<Raw>,
  awaited: State.Awaited<Raw>,
  inFlight: State.InFlight<Raw>,
  exit: Exit.Exit<Use, ProviderError>
): void => {
  Poller.freePlace(poller, inFlight)
  poller.wake()
  if (awaited.inFlight !== inFlight) return
  awaited.inFlight = undefined
  const at = Poller.now(poller)
  const { account } = poller
  if (Exit.isSuccess(exit)) exit.value(at)
  else {
    const failure = Cause.findErrorOption(exit.cause)
    if (failure._tag === "None" && Cause.hasDies(exit.cause)) {
      for (const waiter of inFlight.waiters) waiter.result = Exit.failCause(diesOf(exit.cause))
    } else {
      const error = failure._tag === "Some" ? failure.value : unavailable(poller, inFlight, "the look was interrupted")
      NoteAnswer.noteFailure(poller, error, inFlight.sentAt, at)
      onFailure(poller, awaited, inFlight, error, at)
      if (NoteAnswer.isOutage(error) && account.backoff.isOutage()) OutageWaits.fail(poller, poller.queue, error, at)
    }
  }
  conclude(poller, awaited, inFlight, Exit.isFailure(exit), at)
}

const onSuccess = <Raw>(
  poller: State.Poller<Raw>,
  awaited: State.Awaited<Raw>,
  { byNotification, kind, sentAt, waiters }: State.InFlight<Raw>,
  look: Look,
  snapshot: Snapshot<Raw> | undefined,
  at: number
): void => {
  noteService(poller, sentAt, at)
  const finishedAt = snapshot?.finishedAt
  const isSingle = !poller.isListing && !byNotification
  NoteAnswer.noteLook(poller, awaited, { look, sentAt, finishedAt, isSingle, byNotification })
  for (const waiter of awaited.waiters) {
    if (waiters.includes(waiter))
      ApplyToWaiter.answer(waiter, look, snapshot, at, kind === "snapshot" ? "full" : "light")
    else if (isActive(waiter) && Status.isOver(look.status)) ApplyToWaiter.answer(waiter, look, snapshot, at, "light")
    else waiter.last ??= look
  }
}

const onEvents = <Raw>(
  poller: State.Poller<Raw>,
  awaited: State.Awaited<Raw>,
  { sentAt, waiters }: State.InFlight<Raw>,
  page: EventPage,
  at: number
): void => {
  noteService(poller, sentAt, at)
  if (awaited.last !== undefined) SilenceLog.onAnswer(poller, awaited, awaited.last.status, at)
  const date = DateTime.makeUnsafe(poller.clock.currentTimeMillisUnsafe())
  for (const waiter of waiters) if (awaited.waiters.includes(waiter)) ApplyEventPage.apply(waiter, page, at, date)
}

const noteService = <Raw>(poller: State.Poller<Raw>, sentAt: number, at: number): void => {
  AccountKnowledge.noteLatency(poller.account, at - sentAt)
  AccountKnowledge.noteAnswer(poller.account, at)
  SilenceLog.onService(poller, at)
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
  Poller.freePlace(poller, inFlight)
  const error = unavailable(poller, inFlight, `no answer within ${lookTimeoutMillis / 1000} seconds`)
  NoteAnswer.noteFailure(poller, error, inFlight.sentAt, at)
  onFailure(poller, awaited, inFlight, error, at)
  conclude(poller, awaited, inFlight, true, at)
}

const conclude = <Raw>(
  poller: State.Poller<Raw>,
  awaited: State.Awaited<Raw>,
  { kind, sentAt, waiters }: State.InFlight<Raw>,
  isFailure: boolean,
  at: number
): void => Poller.conclude(poller, awaited, { sentAt, waiters, isFailure, isEvents: kind === "events" }, at)

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
  Poller.resumeDone(poller, awaited, at)
}

const unavailable = <Raw>(
  { provider }: State.Poller<Raw>,
  { kind: operation }: State.InFlight<Raw>,
  message: string
): ProviderError =>
  new ProviderError({
    provider: provider.name,
    operation,
    reason: new Unavailable({ message })
  })

const diesOf = (cause: Cause.Cause<ProviderError>): Cause.Cause<never> =>
  Cause.fromReasons(cause.reasons.filter((reason) => reason._tag !== "Fail"))
