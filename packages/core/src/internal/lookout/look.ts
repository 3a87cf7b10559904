/** Single looks: one request about one task, for everybody who waits for it. */
import * as Cause from "effect/Cause"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type { Listed, Look, Snapshot } from "../../Snapshot.ts"
import * as Status from "../../Status.ts"
import { ProviderError, Unavailable } from "../../ProviderError.ts"
import * as Knocks from "./wakeups.ts"
import * as Engine from "./poller.ts"
import type { Poller as AnEngine } from "./poller.ts"
import { isActive, lastLookMs, lookTimeoutMs } from "./awaited.ts"
import type { Awaited, InFlight } from "./awaited.ts"
import * as Shared from "./account.ts"
import * as Sight from "./apply.ts"
import * as Timing from "./due.ts"
import type { Waiter } from "./waiter.ts"

type Answer<Raw> = readonly [look: Look, snapshot: Snapshot<Raw> | undefined]

/** Sends the request. */
export const send = <Raw>(engine: AnEngine<Raw>, entry: Awaited<Raw>, at: number): void => {
  const { provider, account: shared } = engine
  const asking = entry.waiters.filter(isActive)
  // The last look sees everything, so that what was paid for is in the error, too.
  const wantsAll = (watch: Waiter<Raw, unknown>) => watch.full || watch.peek || at >= watch.deadline
  const asker = asking.find(wantsAll) ?? asking[0]
  if (asker === undefined) return Engine.reschedule(engine, entry, at)
  const everything = wantsAll(asker)
  const knocked = entry.wakeup?.isNotified === true
  if (entry.wakeup !== undefined) Knocks.clear(entry.wakeup, at)
  for (const watch of asking) {
    watch.lookedAt = at
    watch.looks++
    watch.dueNow = false
  }
  const flight: InFlight<Raw> = {
    sentAt: at,
    isSnapshot: everything,
    byNotification: knocked,
    waiters: asking,
    holdsPlace: true,
    abort: () => undefined
  }
  entry.inFlight = flight
  engine.places++
  Engine.reschedule(engine, entry, at)
  const kind = everything ? "snapshot" : "status"
  shared.counters.requests[kind]++
  engine.metrics.request(kind)
  const request = Effect.suspend((): Effect.Effect<Answer<Raw>, ProviderError> =>
    everything
      ? Effect.map(provider.snapshot(entry.id), (snapshot) => [snapshot, snapshot])
      : Effect.map(provider.status(entry.id), (look) => [look, undefined])
  )
  // In the context of one who asked for it: its log level, and its span as the parent of the request's.
  flight.abort = Engine.fork(
    engine,
    asker.context,
    Effect.flatMap(Effect.exit(Engine.counting(engine, request)), (exit) =>
      Effect.sync(() => onAnswer(engine, entry, flight, exit))
    )
  )
}

/** Takes up the answer. */
const onAnswer = <Raw>(
  engine: AnEngine<Raw>,
  entry: Awaited<Raw>,
  flight: InFlight<Raw>,
  exit: Exit.Exit<Answer<Raw>, ProviderError>
): void => {
  Engine.freePlace(engine, flight)
  engine.wake()
  if (entry.inFlight !== flight) return
  entry.inFlight = undefined
  const at = Engine.now(engine)
  if (Exit.isSuccess(exit)) {
    const [look, snapshot] = exit.value
    Shared.noteLatency(engine.account, at - flight.sentAt)
    engine.account.rateLimit.noteAnswer(at)
    noteSeen(
      engine,
      entry,
      look,
      flight.sentAt,
      millisOf(snapshot?.finishedAt),
      !engine.isListing && !flight.byNotification,
      flight.byNotification
    )
    for (const watch of entry.waiters) {
      if (flight.waiters.includes(watch)) Sight.answer(watch, look, snapshot, at, flight.isSnapshot ? "full" : "light")
      else if (isActive(watch) && Status.isOver(look.status)) Sight.answer(watch, look, snapshot, at, "light")
      else watch.last ??= look
    }
  } else {
    const failure = Cause.findErrorOption(exit.cause)
    if (failure._tag === "None" && Cause.hasDies(exit.cause)) {
      for (const watch of flight.waiters) watch.result = Exit.failCause(diesOf(exit.cause))
    } else {
      const error = failure._tag === "Some" ? failure.value : unanswered(engine, flight, "the look was interrupted")
      noteFailure(engine, error, at)
      onFailure(entry, flight, error, at)
    }
  }
  afterLook(engine, entry, flight, at)
}

/** A look that took too long for anybody is no answer. */
export const abandon = <Raw>(engine: AnEngine<Raw>, entry: Awaited<Raw>, flight: InFlight<Raw>, at: number): void => {
  entry.inFlight = undefined
  flight.abort()
  Engine.freePlace(engine, flight)
  onFailure(entry, flight, unanswered(engine, flight, `no answer within ${lookTimeoutMs / 1000} seconds`), at)
  afterLook(engine, entry, flight, at)
}

/** Those who cannot wait for the answer any longer are told so. */
export const expireWaits = <Raw>(engine: AnEngine<Raw>, entry: Awaited<Raw>, at: number): void => {
  const { inFlight: flight } = entry
  for (const watch of entry.waiters) {
    if (!isActive(watch) || at < watch.deadline + lastLookMs) continue
    if (flight !== undefined && flight.waiters.includes(watch)) {
      Sight.failure(watch, unanswered(engine, flight, "no answer before the wait ended"), at)
    }
    if (watch.result === undefined) Sight.deadline(watch)
  }
  Engine.handOut(engine, entry, at)
}

const afterLook = <Raw>(engine: AnEngine<Raw>, entry: Awaited<Raw>, flight: InFlight<Raw>, at: number): void => {
  Timing.planNext(engine, entry, flight.sentAt)
  for (const watch of flight.waiters) {
    Timing.planOwn(engine, watch, at)
    if (watch.result === undefined && !watch.dueNow && watch.lookedAt >= watch.deadline) Sight.deadline(watch)
  }
  Engine.handOut(engine, entry, at)
}

const onFailure = <Raw>(entry: Awaited<Raw>, flight: InFlight<Raw>, error: ProviderError, at: number): void => {
  for (const watch of flight.waiters) {
    Sight.failure(watch, error, at)
    if (entry.wakeup !== undefined) entry.wakeup.notBefore = Math.max(entry.wakeup.notBefore, at + watch.retryAfterMs)
  }
}

/** Takes up what a list shows; `no` is the number of the pass. */
export const takeListed = <Raw>(
  engine: AnEngine<Raw>,
  entry: Awaited<Raw>,
  item: Listed,
  no: number,
  began: number,
  at: number
): void => {
  const over = Status.isOver(item.status)
  entry.seenInPass = no
  entry.isUnlisted = false
  // A list may be older than what was seen already, and a task that was seen over stays over.
  if (!over && (began < entry.aliveAt || entry.overAt !== undefined)) return
  noteSeen(engine, entry, item, began, millisOf(item.finishedAt), false, false)
  Timing.planNext(engine, entry, began)
  for (const watch of entry.waiters) {
    if (!isActive(watch) || (!over && (watch.full || watch.peek || began < watch.began))) continue
    watch.lookedAt = Math.max(watch.lookedAt, began)
    watch.looks++
    watch.dueNow = false
    Sight.answer(watch, item, undefined, at, "list")
    if (watch.result === undefined && isListEnough(watch, item))
      watch.result = Exit.succeed({ look: item, snapshot: undefined, told: item })
    Timing.planOwn(engine, watch, at)
  }
  Engine.handOut(engine, entry, at)
}

/** Whether a list has told all that this wait is for. */
const isListEnough = <Raw>({ depth }: Waiter<Raw, unknown>, { output, status, verdict }: Listed): boolean =>
  depth === "told" && status.state === "completed" && typeof output === "string" && verdict !== undefined

/** Notes what is known of the task now, whoever waits for it. */
const noteSeen = <Raw>(
  engine: AnEngine<Raw>,
  entry: Awaited<Raw>,
  look: Look,
  began: number,
  finishedAt: number | undefined,
  alone: boolean,
  knocked: boolean
): void => {
  const { lists, counters: meter } = engine.account
  entry.last = look
  if (!Status.isOver(look.status)) {
    entry.aliveAt = Math.max(entry.aliveAt, began)
    return
  }
  const first = entry.overAt === undefined
  entry.overAt ??= engine.clock.currentTimeMillisUnsafe()
  const delay = finishedAt === undefined ? undefined : Math.max(0, entry.overAt - finishedAt)
  if (first) {
    meter.ends++
    engine.metrics.end()
    lists.endedStarts.push(entry.startedAt)
    if (lists.endedStarts.length > 2 * rememberedStarts) lists.endedStarts.splice(0, rememberedStarts)
    Timing.observeEnd(engine, entry, began, alone)
    Timing.noteNotification(engine, knocked, delay)
    const { slots } = engine.provider
    if (slots !== undefined) Engine.fork(engine, engine.context, slots.taskEnded)
  }
  if (delay === undefined || entry.delay !== undefined) return
  entry.delay = delay
  meter.timedEnds++
  meter.delaySum += delay
  meter.longestDelay = Math.max(meter.longestDelay, delay)
  engine.metrics.delay(delay)
}

/** So many ends are remembered, to tell how long a list of all tasks is. */
const rememberedStarts = 20_000

/** A request failed: the budget hears of a refusal, and the counts of everything. */
export const noteFailure = <Raw>(engine: AnEngine<Raw>, { reason }: ProviderError, at: number): void => {
  engine.account.counters.errors++
  engine.metrics.error(reason._tag)
  if (reason._tag === "RateLimited") {
    const asked = reason.retryAfter === undefined ? 0 : Duration.toMillis(reason.retryAfter)
    Shared.noteRefusal(engine.account, asked, true)
    // Starts and looks are answered from one budget.
    const { slots } = engine.provider
    if (slots !== undefined) Engine.fork(engine, engine.context, slots.rateLimited(asked))
  } else engine.account.rateLimit.noteAnswer(at)
}

const unanswered = <Raw>(
  { provider }: AnEngine<Raw>,
  { isSnapshot: everything }: InFlight<Raw>,
  message: string
): ProviderError =>
  new ProviderError({
    provider: provider.name,
    operation: everything ? "snapshot" : "status",
    reason: new Unavailable({ message })
  })

const millisOf = (time: DateTime.Utc | undefined): number | undefined =>
  time === undefined ? undefined : DateTime.toEpochMillis(time)

const diesOf = (cause: Cause.Cause<ProviderError>): Cause.Cause<never> =>
  Cause.fromReasons(cause.reasons.filter((reason) => reason._tag !== "Fail"))
