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
import type { Engine as AnEngine } from "./poller.ts"
import { isActive, lastLook, patience } from "./awaited.ts"
import type { Entry, Flight } from "./awaited.ts"
import * as Shared from "./account.ts"
import * as Sight from "./apply.ts"
import * as Timing from "./due.ts"
import type { Watch } from "./waiter.ts"

type Answer<Raw> = readonly [look: Look, snapshot: Snapshot<Raw> | undefined]

/** Sends the request. */
export const launch = <Raw>(engine: AnEngine<Raw>, entry: Entry<Raw>, at: number): void => {
  const { provider, shared } = engine
  const asking = entry.watches.filter(isActive)
  // The last look sees everything, so that what was paid for is in the error, too.
  const wantsAll = (watch: Watch<Raw, unknown>) => watch.full || watch.peek || at >= watch.deadline
  const asker = asking.find(wantsAll) ?? asking[0]
  if (asker === undefined) return Engine.reschedule(engine, entry, at)
  const everything = wantsAll(asker)
  const knocked = entry.door?.rung === true
  if (entry.door !== undefined) Knocks.hush(entry.door, at)
  for (const watch of asking) {
    watch.lookedAt = at
    watch.looks++
    watch.now = false
  }
  const flight: Flight<Raw> = { began: at, everything, knocked, of: asking, counts: true, abort: () => undefined }
  entry.flight = flight
  engine.looking++
  Engine.reschedule(engine, entry, at)
  const kind = everything ? "snapshot" : "status"
  shared.meter.requests[kind]++
  engine.metrics.request(kind)
  const request = Effect.suspend((): Effect.Effect<Answer<Raw>, ProviderError> =>
    everything
      ? Effect.map(provider.snapshot(entry.id), (snapshot) => [snapshot, snapshot])
      : Effect.map(provider.status(entry.id), (look) => [look, undefined])
  )
  // In the context of one who asked for it: its log level, and its span as the parent of the request's.
  flight.abort = Engine.run(
    engine,
    asker.context,
    Effect.flatMap(Effect.exit(Engine.counted(engine, request)), (exit) =>
      Effect.sync(() => land(engine, entry, flight, exit))
    )
  )
}

/** Takes up the answer. */
const land = <Raw>(
  engine: AnEngine<Raw>,
  entry: Entry<Raw>,
  flight: Flight<Raw>,
  exit: Exit.Exit<Answer<Raw>, ProviderError>
): void => {
  Engine.uncount(engine, flight)
  engine.wake()
  if (entry.flight !== flight) return
  entry.flight = undefined
  const at = Engine.now(engine)
  if (Exit.isSuccess(exit)) {
    const [look, snapshot] = exit.value
    Shared.answered(engine.shared, at - flight.began)
    engine.shared.rate.ok(at)
    seen(
      engine,
      entry,
      look,
      flight.began,
      millisOf(snapshot?.finishedAt),
      !engine.byList && !flight.knocked,
      flight.knocked
    )
    for (const watch of entry.watches) {
      if (flight.of.includes(watch)) Sight.good(watch, look, snapshot, at, flight.everything ? "full" : "light")
      else if (isActive(watch) && Status.isOver(look.status)) Sight.good(watch, look, snapshot, at, "light")
      else watch.last ??= look
    }
  } else {
    const failure = Cause.findErrorOption(exit.cause)
    if (failure._tag === "None" && Cause.hasDies(exit.cause)) {
      for (const watch of flight.of) watch.result = Exit.failCause(diesOf(exit.cause))
    } else {
      const error = failure._tag === "Some" ? failure.value : unanswered(engine, flight, "the look was interrupted")
      failed(engine, error, at)
      miss(entry, flight, error, at)
    }
  }
  after(engine, entry, flight, at)
}

/** A look that took too long for anybody is no answer. */
export const giveUp = <Raw>(engine: AnEngine<Raw>, entry: Entry<Raw>, flight: Flight<Raw>, at: number): void => {
  entry.flight = undefined
  flight.abort()
  Engine.uncount(engine, flight)
  miss(entry, flight, unanswered(engine, flight, `no answer within ${patience / 1000} seconds`), at)
  after(engine, entry, flight, at)
}

/** Those who cannot wait for the answer any longer are told so. */
export const lapse = <Raw>(engine: AnEngine<Raw>, entry: Entry<Raw>, at: number): void => {
  const { flight } = entry
  for (const watch of entry.watches) {
    if (!isActive(watch) || at < watch.deadline + lastLook) continue
    if (flight !== undefined && flight.of.includes(watch)) {
      Sight.bad(watch, unanswered(engine, flight, "no answer before the wait ended"), at)
    }
    if (watch.result === undefined) Sight.late(watch)
  }
  Engine.settle(engine, entry, at)
}

const after = <Raw>(engine: AnEngine<Raw>, entry: Entry<Raw>, flight: Flight<Raw>, at: number): void => {
  Timing.next(engine, entry, flight.began)
  for (const watch of flight.of) {
    Timing.pace(engine, watch, at)
    if (watch.result === undefined && !watch.now && watch.lookedAt >= watch.deadline) Sight.late(watch)
  }
  Engine.settle(engine, entry, at)
}

const miss = <Raw>(entry: Entry<Raw>, flight: Flight<Raw>, error: ProviderError, at: number): void => {
  for (const watch of flight.of) {
    Sight.bad(watch, error, at)
    if (entry.door !== undefined) entry.door.closedUntil = Math.max(entry.door.closedUntil, at + watch.retryAfter)
  }
}

/** Takes up what a list shows; `no` is the number of the pass. */
export const sight = <Raw>(
  engine: AnEngine<Raw>,
  entry: Entry<Raw>,
  item: Listed,
  no: number,
  began: number,
  at: number
): void => {
  const over = Status.isOver(item.status)
  entry.seenIn = no
  entry.unlisted = false
  // A list may be older than what was seen already, and a task that was seen over stays over.
  if (!over && (began < entry.aliveAt || entry.overAt !== undefined)) return
  seen(engine, entry, item, began, millisOf(item.finishedAt), false, false)
  Timing.next(engine, entry, began)
  for (const watch of entry.watches) {
    if (!isActive(watch) || (!over && (watch.full || watch.peek || began < watch.began))) continue
    watch.lookedAt = Math.max(watch.lookedAt, began)
    watch.looks++
    watch.now = false
    Sight.good(watch, item, undefined, at, "list")
    if (watch.result === undefined && isTold(watch, item))
      watch.result = Exit.succeed({ look: item, snapshot: undefined, told: item })
    Timing.pace(engine, watch, at)
  }
  Engine.settle(engine, entry, at)
}

/** Whether a list has told all that this wait is for. */
const isTold = <Raw>({ depth }: Watch<Raw, unknown>, { output, status, verdict }: Listed): boolean =>
  depth === "told" && status.state === "completed" && typeof output === "string" && verdict !== undefined

/** Notes what is known of the task now, whoever waits for it. */
const seen = <Raw>(
  engine: AnEngine<Raw>,
  entry: Entry<Raw>,
  look: Look,
  began: number,
  finishedAt: number | undefined,
  alone: boolean,
  knocked: boolean
): void => {
  const { lists, meter } = engine.shared
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
    lists.ended.push(entry.born)
    if (lists.ended.length > 2 * remembered) lists.ended.splice(0, remembered)
    Timing.ended(engine, entry, began, alone)
    Timing.heard(engine, knocked, delay)
    const { slots } = engine.provider
    if (slots !== undefined) Engine.run(engine, engine.context, slots.taskEnded)
  }
  if (delay === undefined || entry.delay !== undefined) return
  entry.delay = delay
  meter.timed++
  meter.delay += delay
  meter.worst = Math.max(meter.worst, delay)
  engine.metrics.delay(delay)
}

/** So many ends are remembered, to tell how long a list of all tasks is. */
const remembered = 20_000

/** A request failed: the budget hears of a refusal, and the counts of everything. */
export const failed = <Raw>(engine: AnEngine<Raw>, { reason }: ProviderError, at: number): void => {
  engine.shared.meter.errors++
  engine.metrics.error(reason._tag)
  if (reason._tag === "RateLimited") {
    const asked = reason.retryAfter === undefined ? 0 : Duration.toMillis(reason.retryAfter)
    Shared.limited(engine.shared, asked, true)
    // Starts and looks are answered from one budget.
    const { slots } = engine.provider
    if (slots !== undefined) Engine.run(engine, engine.context, slots.rateLimited(asked))
  } else engine.shared.rate.ok(at)
}

const unanswered = <Raw>({ provider }: AnEngine<Raw>, { everything }: Flight<Raw>, message: string): ProviderError =>
  new ProviderError({
    provider: provider.name,
    operation: everything ? "snapshot" : "status",
    reason: new Unavailable({ message })
  })

const millisOf = (time: DateTime.Utc | undefined): number | undefined =>
  time === undefined ? undefined : DateTime.toEpochMillis(time)

const diesOf = (cause: Cause.Cause<ProviderError>): Cause.Cause<never> =>
  Cause.fromReasons(cause.reasons.filter((reason) => reason._tag !== "Fail"))
