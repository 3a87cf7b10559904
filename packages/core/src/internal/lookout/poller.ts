/**
 * The look-out at work: every wait on one provider, one entry for each task, one fiber for all of them. It lives from the first wait to the
 * last; what it learned lives on in `Shared`. Nothing in here waits: the driver does, see drive.ts.
 */
import * as Cause from "effect/Cause"
import type * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as Fiber from "effect/Fiber"
import * as Random from "effect/Random"
import type { Provider } from "../../Provider.ts"
import * as Status from "../../Status.ts"
import * as Aims from "./aims.ts"
import type { Settings } from "./aims.ts"
import * as Knocks from "./wakeups.ts"
import * as Entries from "./awaited.ts"
import type { Awaited, InFlight } from "./awaited.ts"
import * as Heap from "./heap.ts"
import * as Cohort from "./model/cohort.ts"
import * as Meter from "./stats.ts"
import type { Pass } from "./listPass.ts"
import * as Shared from "./account.ts"
import { deadline } from "./apply.ts"
import * as Time from "../time.ts"
import * as Timing from "./due.ts"
import type { Waiter } from "./waiter.ts"

/** Everything about the waits that go on now. */
export interface Poller<Raw> {
  readonly provider: Provider<never, Raw>
  readonly account: Shared.Account
  readonly clock: Clock.Clock
  readonly random: () => number
  readonly settings: Settings
  /** In which list passes are made: that of the first wait, without its span. */
  readonly context: Context.Context<never>
  readonly metrics: Meter.Metrics
  readonly tasks: Map<string, Awaited<Raw>>
  readonly agenda: Heap.Heap<Awaited<Raw>>
  /** Tasks whose look is due and not sent, by when it came to be due. */
  readonly queue: Set<Awaited<Raw>>
  /** Those of them with a deadline that has come. */
  readonly pressing: Set<Awaited<Raw>>
  /** Takes up what has happened, before the alarm rings. */
  readonly wake: () => void
  /** Whether that is about to be done. */
  isTurnScheduled: boolean
  /** The timer that is set, when it rings, and what stops it. */
  timer: object | undefined
  timerAt: number
  cancelTimer: () => void
  /** All that is under way. */
  readonly fibers: Set<Fiber.Fiber<unknown, unknown>>
  /** Looks under way that count against the number of those that may be at once. */
  places: number
  /** When the budget has something left. */
  notBefore: number
  pass: Pass | undefined
  passes: number
  /** Whether passes are what the tasks are looked at by, and when the next is due. */
  isListing: boolean
  nextPassAt: number
  plannedAt: number
  isClosed: boolean
}

/** Nobody waits yet. */
export const make = <Raw>(
  shared: Shared.Account,
  first: Waiter<Raw, unknown>,
  clock: Clock.Clock,
  wake: (engine: Poller<Raw>) => void
): Poller<Raw> => {
  Shared.reset(shared, clock)
  const context = Aims.withoutSpan(first.context)
  const random = Context.get(context, Random.Random)
  const engine: Poller<Raw> = {
    provider: first.target.provider,
    account: shared,
    clock,
    random: () => random.nextDoubleUnsafe(),
    settings: Aims.settings(context),
    context,
    metrics: Meter.metrics(first.target.provider.name, context),
    tasks: new Map(),
    agenda: Heap.make(),
    queue: new Set(),
    pressing: new Set(),
    wake: () => wake(engine),
    isTurnScheduled: false,
    timer: undefined,
    timerAt: Infinity,
    cancelTimer: () => undefined,
    fibers: new Set(),
    places: 0,
    notBefore: -Infinity,
    pass: undefined,
    passes: 0,
    isListing: false,
    nextPassAt: Infinity,
    plannedAt: -Infinity,
    isClosed: false
  }
  return engine
}

/** Now, by the clock that nobody can set. */
export const now = <Raw>({ clock }: Poller<Raw>): number => Time.of(clock)

/** Takes a wait in, and plans its first look; or takes up one that comes back for more. */
export const add = <Raw>(engine: Poller<Raw>, watch: Waiter<Raw, unknown>): void => {
  const { id } = watch.target.ref
  const at = now(engine)
  let entry = engine.tasks.get(id)
  if (entry?.waiters.includes(watch) === true) {
    if (watch.lookedAt >= watch.deadline) deadline(watch)
    handOut(engine, entry, at)
    return engine.wake()
  }
  if (entry === undefined) {
    entry = Entries.make(watch, cohortOf(engine, watch))
    engine.tasks.set(id, entry)
    engine.account.price.addTask(entry.durations)
    engine.account.counters.tasks++
    engine.agenda.insert(entry, Infinity)
  } else entry.waiters.push(watch)
  engine.account.counters.waits++
  watch.last = entry.last
  watch.nextAt = Timing.hasOwnPace(watch) ? -Infinity : Infinity
  subscribe(engine, entry, watch)
  // Where a list shows many at once, the start of a task is as good as a first look: it was certainly not over then.
  if (entry.last !== undefined || (entry.hasStartTime && engine.provider.list !== undefined)) {
    if (watch.nextAt === Infinity && entry.inFlight === undefined) Timing.planNext(engine, entry, entry.aliveAt)
  }
  reschedule(engine, entry, at)
  engine.wake()
}

const cohortOf = <Raw>(engine: Poller<Raw>, { context, limits }: Waiter<Raw, unknown>): Cohort.Cohort => {
  const { tasks: entries, provider, account: shared } = engine
  const name = JSON.stringify(["durations", provider.name, provider.kind, limits.label ?? ""])
  const lore = Cohort.of(shared.cohorts, name)
  Cohort.load(lore, context, () => {
    shared.price.addTask(lore.durations)
    for (const entry of entries.values()) if (entry.cohort === lore) entry.durations = lore.durations
  })
  return lore
}

const subscribe = <Raw>(engine: Poller<Raw>, entry: Awaited<Raw>, watch: Waiter<Raw, unknown>): void => {
  const inbox = Knocks.inboxOf(watch.context)
  if (inbox === undefined) return
  const door = (entry.wakeup ??= Knocks.make())
  watch.unsubscribe = Knocks.subscribe(inbox, { provider: engine.provider.name, id: entry.id }, watch.context, () => {
    door.isNotified = true
    if (engine.tasks.get(entry.id) !== entry || entry.inFlight !== undefined) return
    reschedule(engine, entry, now(engine))
    engine.wake()
  })
}

/** Puts the task where it belongs: among those to be looked at now, or on the agenda for later. */
export const reschedule = <Raw>(engine: Poller<Raw>, entry: Awaited<Raw>, at: number): void => {
  const { agenda, queue } = engine
  let due: number
  if (entry.inFlight !== undefined) {
    queue.delete(entry)
    due = Entries.attendAt(entry)
  } else {
    due = Entries.dueAt(entry)
    // Whole milliseconds, as timers have them.
    if (due > at) queue.delete(entry)
    else {
      queue.add(entry)
      due = Entries.pressingAt(entry, at)
    }
  }
  if (entry.due !== due) agenda.move(entry, due)
}

/** Lets a wait go, and all that was there for it alone. */
export const remove = <Raw>(engine: Poller<Raw>, watch: Waiter<Raw, unknown>): void => {
  const entry = engine.tasks.get(watch.target.ref.id)
  const place = entry === undefined ? -1 : entry.waiters.indexOf(watch)
  if (entry === undefined || place < 0) return
  entry.waiters.splice(place, 1)
  watch.resume = undefined
  watch.unsubscribe?.()
  engine.account.counters.waits--
  if (!entry.waiters.some(Entries.isActive)) {
    const { inFlight: flight } = entry
    entry.inFlight = undefined
    if (flight !== undefined) {
      // What is cut off never lands, and would keep its place for ever.
      freePlace(engine, flight)
      flight.abort()
      if (engine.queue.size > 0) engine.wake()
    }
  }
  if (entry.waiters.length > 0) return reschedule(engine, entry, now(engine))
  engine.agenda.remove(entry)
  engine.queue.delete(entry)
  engine.pressing.delete(entry)
  engine.tasks.delete(entry.id)
  engine.account.counters.tasks--
  if (entry.overAt === undefined) Timing.observeAlive(entry, entry.aliveAt)
  if (engine.tasks.size > 0) return
  engine.isClosed = true
  engine.account.engines.delete(engine as Poller<unknown>)
  engine.cancelTimer()
  engine.pass?.abort()
  for (const kind of engine.account.cohorts.values()) Cohort.save(kind, engine.context, true)
}

/** Gives the place of a look away. */
export const freePlace = <Raw>(engine: Poller<Raw>, flight: InFlight<Raw>): void => {
  if (flight.holdsPlace) engine.places--
  flight.holdsPlace = false
}

/** Hands out what results there are, and plans what comes next for the task. */
export const handOut = <Raw>(engine: Poller<Raw>, entry: Awaited<Raw>, at: number): void => {
  const done = entry.waiters.filter((watch) => watch.result !== undefined && watch.resume !== undefined)
  const wakes = done.map((watch) => {
    const { result, resume: wake } = watch
    const goesOn = watch.depth === "each" && result?._tag === "Success" && !Status.isOver(result.value.look.status)
    watch.resume = undefined
    watch.delay = entry.delay
    if (!goesOn) remove(engine, watch)
    return wake
  })
  if (entry.waiters.length > 0) reschedule(engine, entry, at)
  // Only now, for whoever is woken goes on at once, and may come back before this returns.
  for (const wake of wakes) wake?.()
}

/** Runs something for the waits, for as long as there are any. Gives what ends it before. */
export const fork = <Raw>(
  engine: Poller<Raw>,
  context: Context.Context<never>,
  effect: Effect.Effect<unknown>
): (() => void) => {
  const { fibers } = engine
  const fiber = Effect.runForkWith(context)(effect)
  const exit = fiber.pollUnsafe()
  if (exit === undefined) fibers.add(fiber)
  fiber.addObserver((exit) => {
    fibers.delete(fiber)
    if (Exit.isFailure(exit) && Cause.hasDies(exit.cause)) crash(engine, exit.cause)
  })
  return () => fiber.interruptUnsafe()
}

/** A defect of the look-out itself is told to everybody who waits: nobody waits for ever. */
const crash = <Raw>(engine: Poller<Raw>, cause: Cause.Cause<never>): void => {
  for (const entry of engine.tasks.values()) {
    for (const watch of entry.waiters) watch.result = Exit.failCause(cause)
    handOut(engine, entry, now(engine))
  }
}

/** A request, counted while it is under way. */
export const counting = <Raw, A, E>(
  { account: { counters: meter } }: Poller<Raw>,
  request: Effect.Effect<A, E>
): Effect.Effect<A, E> =>
  Effect.suspend(() => {
    meter.inFlight++
    return Effect.ensuring(
      request,
      Effect.sync(() => meter.inFlight--)
    )
  })
