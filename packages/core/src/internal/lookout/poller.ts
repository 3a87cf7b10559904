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
import type { Entry, Flight } from "./awaited.ts"
import * as Heap from "./heap.ts"
import * as Kinds from "./model/cohort.ts"
import * as Meter from "./stats.ts"
import type { Pass } from "./listPass.ts"
import * as Shared from "./account.ts"
import { late } from "./apply.ts"
import * as Time from "../time.ts"
import * as Timing from "./due.ts"
import type { Watch } from "./waiter.ts"

/** Everything about the waits that go on now. */
export interface Engine<Raw> {
  readonly provider: Provider<never, Raw>
  readonly shared: Shared.Shared
  readonly clock: Clock.Clock
  readonly random: () => number
  readonly settings: Settings
  /** In which list passes are made: that of the first wait, without its span. */
  readonly context: Context.Context<never>
  readonly metrics: Meter.Metrics
  readonly entries: Map<string, Entry<Raw>>
  readonly agenda: Heap.Heap<Entry<Raw>>
  /** Tasks whose look is due and not sent, by when it came to be due. */
  readonly queue: Set<Entry<Raw>>
  /** Those of them with a deadline that has come. */
  readonly pressing: Set<Entry<Raw>>
  /** Takes up what has happened, before the alarm rings. */
  readonly wake: () => void
  /** Whether that is about to be done. */
  rung: boolean
  /** The timer that is set, when it rings, and what stops it. */
  alarm: object | undefined
  alarmAt: number
  silence: () => void
  /** All that is under way. */
  readonly fibers: Set<Fiber.Fiber<unknown, unknown>>
  /** Looks under way that count against the number of those that may be at once. */
  looking: number
  /** When the budget has something left. */
  notBefore: number
  pass: Pass | undefined
  passes: number
  /** Whether passes are what the tasks are looked at by, and when the next is due. */
  byList: boolean
  passAt: number
  plannedAt: number
  closed: boolean
}

/** Nobody waits yet. */
export const make = <Raw>(
  shared: Shared.Shared,
  first: Watch<Raw, unknown>,
  clock: Clock.Clock,
  wake: (engine: Engine<Raw>) => void
): Engine<Raw> => {
  Shared.reset(shared, clock)
  const context = Aims.withoutSpan(first.context)
  const random = Context.get(context, Random.Random)
  const engine: Engine<Raw> = {
    provider: first.target.provider,
    shared,
    clock,
    random: () => random.nextDoubleUnsafe(),
    settings: Aims.settings(context),
    context,
    metrics: Meter.metrics(first.target.provider.name, context),
    entries: new Map(),
    agenda: Heap.make(),
    queue: new Set(),
    pressing: new Set(),
    wake: () => wake(engine),
    rung: false,
    alarm: undefined,
    alarmAt: Infinity,
    silence: () => undefined,
    fibers: new Set(),
    looking: 0,
    notBefore: -Infinity,
    pass: undefined,
    passes: 0,
    byList: false,
    passAt: Infinity,
    plannedAt: -Infinity,
    closed: false
  }
  return engine
}

/** Now, by the clock that nobody can set. */
export const now = <Raw>({ clock }: Engine<Raw>): number => Time.of(clock)

/** Takes a wait in, and plans its first look; or takes up one that comes back for more. */
export const add = <Raw>(engine: Engine<Raw>, watch: Watch<Raw, unknown>): void => {
  const { id } = watch.target.ref
  const at = now(engine)
  let entry = engine.entries.get(id)
  if (entry?.watches.includes(watch) === true) {
    if (watch.lookedAt >= watch.deadline) late(watch)
    settle(engine, entry, at)
    return engine.wake()
  }
  if (entry === undefined) {
    entry = Entries.make(watch, loreOf(engine, watch))
    engine.entries.set(id, entry)
    engine.shared.price.met(entry.kind)
    engine.shared.meter.tasks++
    engine.agenda.insert(entry, Infinity)
  } else entry.watches.push(watch)
  engine.shared.meter.waits++
  watch.last = entry.last
  watch.next = Timing.isOwn(watch) ? -Infinity : Infinity
  listen(engine, entry, watch)
  // Where a list shows many at once, the start of a task is as good as a first look: it was certainly not over then.
  if (entry.last !== undefined || (entry.aged && engine.provider.list !== undefined)) {
    if (watch.next === Infinity && entry.flight === undefined) Timing.next(engine, entry, entry.aliveAt)
  }
  reschedule(engine, entry, at)
  engine.wake()
}

const loreOf = <Raw>(engine: Engine<Raw>, { context, limits }: Watch<Raw, unknown>): Kinds.Kind => {
  const { entries, provider, shared } = engine
  const name = JSON.stringify(["durations", provider.name, provider.kind, limits.label ?? ""])
  const lore = Kinds.of(shared.kinds, name)
  Kinds.load(lore, context, () => {
    shared.price.met(lore.learned)
    for (const entry of entries.values()) if (entry.lore === lore) entry.kind = lore.learned
  })
  return lore
}

const listen = <Raw>(engine: Engine<Raw>, entry: Entry<Raw>, watch: Watch<Raw, unknown>): void => {
  const inbox = Knocks.inboxOf(watch.context)
  if (inbox === undefined) return
  const door = (entry.door ??= Knocks.make())
  watch.hush = Knocks.listen(inbox, { provider: engine.provider.name, id: entry.id }, watch.context, () => {
    door.rung = true
    if (engine.entries.get(entry.id) !== entry || entry.flight !== undefined) return
    reschedule(engine, entry, now(engine))
    engine.wake()
  })
}

/** Puts the task where it belongs: among those to be looked at now, or on the agenda for later. */
export const reschedule = <Raw>(engine: Engine<Raw>, entry: Entry<Raw>, at: number): void => {
  const { agenda, queue } = engine
  let due: number
  if (entry.flight !== undefined) {
    queue.delete(entry)
    due = Entries.overdue(entry)
  } else {
    due = Entries.due(entry)
    // Whole milliseconds, as timers have them.
    if (due > at) queue.delete(entry)
    else {
      queue.add(entry)
      due = Entries.urgent(entry, at)
    }
  }
  if (entry.due !== due) agenda.move(entry, due)
}

/** Lets a wait go, and all that was there for it alone. */
export const remove = <Raw>(engine: Engine<Raw>, watch: Watch<Raw, unknown>): void => {
  const entry = engine.entries.get(watch.target.ref.id)
  const place = entry === undefined ? -1 : entry.watches.indexOf(watch)
  if (entry === undefined || place < 0) return
  entry.watches.splice(place, 1)
  watch.wake = undefined
  watch.hush?.()
  engine.shared.meter.waits--
  if (!entry.watches.some(Entries.isActive)) {
    const { flight } = entry
    entry.flight = undefined
    if (flight !== undefined) {
      // What is cut off never lands, and would keep its place for ever.
      uncount(engine, flight)
      flight.abort()
      if (engine.queue.size > 0) engine.wake()
    }
  }
  if (entry.watches.length > 0) return reschedule(engine, entry, now(engine))
  engine.agenda.remove(entry)
  engine.queue.delete(entry)
  engine.pressing.delete(entry)
  engine.entries.delete(entry.id)
  engine.shared.meter.tasks--
  if (entry.overAt === undefined) Timing.lived(entry, entry.aliveAt)
  if (engine.entries.size > 0) return
  engine.closed = true
  engine.shared.engines.delete(engine as Engine<unknown>)
  engine.silence()
  engine.pass?.abort()
  for (const kind of engine.shared.kinds.values()) Kinds.save(kind, engine.context, true)
}

/** Gives the place of a look away. */
export const uncount = <Raw>(engine: Engine<Raw>, flight: Flight<Raw>): void => {
  if (flight.counts) engine.looking--
  flight.counts = false
}

/** Hands out what results there are, and plans what comes next for the task. */
export const settle = <Raw>(engine: Engine<Raw>, entry: Entry<Raw>, at: number): void => {
  const done = entry.watches.filter((watch) => watch.result !== undefined && watch.wake !== undefined)
  const wakes = done.map((watch) => {
    const { result, wake } = watch
    const goesOn = watch.depth === "each" && result?._tag === "Success" && !Status.isOver(result.value.look.status)
    watch.wake = undefined
    watch.delay = entry.delay
    if (!goesOn) remove(engine, watch)
    return wake
  })
  if (entry.watches.length > 0) reschedule(engine, entry, at)
  // Only now, for whoever is woken goes on at once, and may come back before this returns.
  for (const wake of wakes) wake?.()
}

/** Runs something for the waits, for as long as there are any. Gives what ends it before. */
export const run = <Raw>(
  engine: Engine<Raw>,
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
const crash = <Raw>(engine: Engine<Raw>, cause: Cause.Cause<never>): void => {
  for (const entry of engine.entries.values()) {
    for (const watch of entry.watches) watch.result = Exit.failCause(cause)
    settle(engine, entry, now(engine))
  }
}

/** A request, counted while it is under way. */
export const counted = <Raw, A, E>(
  { shared: { meter } }: Engine<Raw>,
  request: Effect.Effect<A, E>
): Effect.Effect<A, E> =>
  Effect.suspend(() => {
    meter.inFlight++
    return Effect.ensuring(
      request,
      Effect.sync(() => meter.inFlight--)
    )
  })
