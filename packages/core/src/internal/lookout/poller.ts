/**
 * Who is awaited by whom: takes waiters in, resumes them and lets them go. It has no fiber of a
 * waiter, because it must outlive any of them. What it learns stays in the account. Nothing here
 * waits or decides to send; that is the loop's work.
 */
import * as Cause from "effect/Cause"
import type * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Random from "effect/Random"
import * as Tracer from "effect/Tracer"
import * as MonotonicTime from "../monotonicTime.ts"
import * as AccountKnowledge from "./accountKnowledge.ts"
import * as ApplyToWaiter from "./applyToWaiter.ts"
import * as AwaitedTask from "./awaitedTask.ts"
import * as NextLook from "./nextLook.ts"
import * as Heap from "./heap.ts"
import * as Cohort from "./model/cohort.ts"
import * as Options from "./options.ts"
import type * as State from "./state.ts"
import * as Stats from "./stats.ts"
import * as Notifications from "./notifications.ts"

/** A poller without waiters. `wake` schedules a turn of the loop. */
export const make = <Raw>(
  account: AccountKnowledge.Account,
  first: State.Waiter<Raw, unknown>,
  clock: Clock.Clock,
  wake: (poller: State.Poller<Raw>) => void
): State.Poller<Raw> => {
  AccountKnowledge.reset(account, clock)
  // A fiber that many waits share must not show up in the trace of one caller.
  const context = Context.omit(Tracer.ParentSpan)(first.context)
  const random = Context.get(context, Random.Random)
  const poller: State.Poller<Raw> = {
    provider: first.target.provider,
    account,
    clock,
    sharedWithin: Options.sharedWithin(context, first),
    random: () => random.nextDoubleUnsafe(),
    settings: Options.settings(context),
    context,
    metrics: Stats.metrics(first.target.provider.name, context),
    tasks: new Map(),
    agenda: Heap.make(),
    queue: new Set(),
    pressing: new Set(),
    wake: () => wake(poller),
    isTurnScheduled: false,
    timer: undefined,
    timerAt: Infinity,
    cancelTimer: () => undefined,
    fibers: new Set(),
    places: 0,
    notBefore: -Infinity,
    forcedAt: -Infinity,
    silence: undefined,
    hasAnswered: false,
    pass: undefined,
    passes: 0,
    lastPassAt: -Infinity,
    coveredUntil: -Infinity,
    isListing: false,
    nextPassAt: Infinity,
    plannedAt: -Infinity,
    isClosed: false
  }
  return poller
}

/** Now, by the clock that only goes forward. */
export const now = <Raw>({ clock }: State.Poller<Raw>): number => MonotonicTime.of(clock)

/** Takes a waiter in and plans its first look, or goes on with one that was given a change. */
export const add = <Raw>(poller: State.Poller<Raw>, waiter: State.Waiter<Raw, unknown>): void => {
  const { id } = waiter.target.ref
  const at = now(poller)
  let awaited = poller.tasks.get(id)
  if (awaited?.waiters.includes(waiter) === true) {
    if (waiter.lookedAt >= waiter.deadline && waiter.reading === undefined) ApplyToWaiter.deadline(waiter)
    resumeDone(poller, awaited, at)
    return poller.wake()
  }
  if (awaited === undefined) {
    awaited = AwaitedTask.make(waiter, cohortOf(poller, waiter))
    poller.tasks.set(id, awaited)
    poller.account.price.addTask(awaited.durations)
    poller.account.counters.tasks++
    poller.agenda.insert(awaited, Infinity)
  } else awaited.waiters.push(waiter)
  poller.account.counters.waits++
  waiter.last ??= awaited.last
  waiter.nextAt = NextLook.hasOwnPace(waiter) ? -Infinity : Infinity
  subscribe(poller, awaited, waiter)
  // Where there is a list, the start of a task is as good as a first look: the task was certainly
  // not over then.
  const { list, listByCursor } = poller.provider
  const hasList = (list ?? listByCursor) !== undefined
  const isSeen = awaited.last !== undefined || (awaited.hasStartTime && hasList)
  if (isSeen && waiter.nextAt === Infinity && awaited.inFlight === undefined) {
    NextLook.planNext(poller, awaited, awaited.aliveAt)
  }
  reschedule(poller, awaited, at)
  poller.wake()
}

const cohortOf = <Raw>(
  { account, provider, tasks }: State.Poller<Raw>,
  { context, limits }: State.Waiter<Raw, unknown>
): Cohort.Cohort => {
  const name = JSON.stringify(["durations", provider.name, provider.kind, limits.label ?? ""])
  const cohort = Cohort.of(account.cohorts, name)
  Cohort.load(cohort, context, () => {
    account.price.addTask(cohort.durations)
    for (const awaited of tasks.values()) if (awaited.cohort === cohort) awaited.durations = cohort.durations
  })
  return cohort
}

const subscribe = <Raw>(
  poller: State.Poller<Raw>,
  awaited: State.Awaited<Raw>,
  waiter: State.Waiter<Raw, unknown>
): void => {
  const inbox = Notifications.inboxOf(waiter.context)
  if (inbox === undefined) return
  const wakeup = (awaited.wakeup ??= Notifications.make())
  const wake = () => {
    wakeup.isNotified = true
    if (poller.tasks.get(awaited.id) !== awaited || awaited.inFlight !== undefined) return
    reschedule(poller, awaited, now(poller))
    poller.wake()
  }
  const provider = poller.provider.name
  const { context } = waiter
  const sessionId = waiter.target.ref.scope?.sessionId
  const leaveTask = Notifications.subscribe(inbox, { provider, id: awaited.id }, context, wake)
  if (sessionId === undefined) waiter.unsubscribe = leaveTask
  else {
    const leaveSession = Notifications.subscribe(inbox, { provider, sessionId }, context, wake)
    waiter.unsubscribe = () => {
      leaveTask()
      leaveSession()
    }
  }
}

/** Puts the task into the queue if its look is due, and on the agenda for its next turn. */
export const reschedule = <Raw>(poller: State.Poller<Raw>, awaited: State.Awaited<Raw>, at: number): void => {
  const { agenda, queue } = poller
  let due: number
  if (awaited.inFlight !== undefined) {
    queue.delete(awaited)
    due = AwaitedTask.attendAt(awaited)
  } else {
    due = AwaitedTask.dueAt(awaited)
    if (due > at) queue.delete(awaited)
    else {
      queue.add(awaited)
      due = AwaitedTask.pressingAt(awaited, at)
    }
  }
  if (awaited.due !== due) agenda.move(awaited, due)
}

/** Makes a look at the task due, for the waiters that thought it to wait for a person. */
export const lookSoon = <Raw>(poller: State.Poller<Raw>, awaited: State.Awaited<Raw>): void => {
  for (const waiter of awaited.waiters) {
    if (waiter.inputRequiredSince === undefined) continue
    waiter.inputRequiredSince = undefined
    waiter.dueNow = true
  }
  reschedule(poller, awaited, now(poller))
  poller.wake()
}

/** Lets a waiter go, and what was there for it alone. */
export const remove = <Raw>(poller: State.Poller<Raw>, waiter: State.Waiter<Raw, unknown>): void => {
  const awaited = poller.tasks.get(waiter.target.ref.id)
  const place = awaited === undefined ? -1 : awaited.waiters.indexOf(waiter)
  if (awaited === undefined || place < 0) return
  awaited.waiters.splice(place, 1)
  waiter.resume = undefined
  waiter.unsubscribe?.()
  poller.account.counters.waits--
  const { inFlight } = awaited
  if (inFlight !== undefined && !awaited.waiters.some(AwaitedTask.isActive)) {
    awaited.inFlight = undefined
    // An aborted look never comes to `onAnswer`, so its place is freed here.
    freePlace(poller, inFlight)
    inFlight.abort()
    if (poller.queue.size > 0) poller.wake()
  }
  if (awaited.waiters.length > 0) return reschedule(poller, awaited, now(poller))
  poller.agenda.remove(awaited)
  poller.queue.delete(awaited)
  poller.pressing.delete(awaited)
  poller.tasks.delete(awaited.id)
  poller.account.counters.tasks--
  if (awaited.overAt === undefined) NextLook.observeAlive(awaited, awaited.aliveAt)
  if (poller.tasks.size === 0) close(poller)
}

const close = <Raw>(poller: State.Poller<Raw>): void => {
  poller.isClosed = true
  poller.cancelTimer()
  poller.pass?.abort()
  for (const cohort of poller.account.cohorts.values()) Cohort.save(cohort, poller.context, true)
}

/** Lets another look have the place of this one. */
export const freePlace = <Raw>(poller: State.Poller<Raw>, inFlight: State.InFlight<Raw>): void => {
  if (inFlight.holdsPlace) poller.places--
  inFlight.holdsPlace = false
}

/** An answer was applied, or the lack of one. */
export interface Applied<Raw> {
  /** When the request was sent. */
  readonly sentAt: number
  /** Whether it was for events, which say nothing of when the task is to be looked at. */
  readonly isEvents?: boolean
  readonly isFailure?: boolean
  /** The waiters that it was applied to. */
  readonly waiters: ReadonlyArray<State.Waiter<Raw, unknown>>
}

/**
 * Plans what comes next for the task and for each of the waiters, and resumes those that are done.
 */
export const conclude = <Raw>(
  poller: State.Poller<Raw>,
  awaited: State.Awaited<Raw>,
  { isEvents = false, isFailure = false, sentAt, waiters }: Applied<Raw>,
  at: number
): void => {
  if (isEvents) {
    // While events are read, their reader has a pace of its own; now it may share that of the task.
    if (awaited.nextAt === Infinity) NextLook.planNext(poller, awaited, awaited.aliveAt)
  } else if (isFailure) NextLook.planAfterFailure(poller, awaited, sentAt, at)
  else NextLook.planNext(poller, awaited, sentAt)
  for (const waiter of waiters) {
    NextLook.planOwn(poller, waiter, at)
    if (waiter.result === undefined && !waiter.dueNow && waiter.lookedAt >= waiter.deadline)
      ApplyToWaiter.deadline(waiter)
  }
  resumeDone(poller, awaited, at)
}

/** Resumes the waiters that have a result, and reschedules the task for the others. */
export const resumeDone = <Raw>(poller: State.Poller<Raw>, awaited: State.Awaited<Raw>, at: number): void => {
  const done = awaited.waiters.filter(({ result, resume }) => result !== undefined && resume !== undefined)
  const resumes = done.map((waiter) => {
    const { result, resume } = waiter
    const goesOn = result?._tag === "Success" && !result.value.isLast
    waiter.resume = undefined
    waiter.delay = awaited.delay
    if (!goesOn) remove(poller, waiter)
    return resume
  })
  if (awaited.waiters.length > 0) reschedule(poller, awaited, at)
  // Last of all: a fiber that is resumed goes on at once, and may come back before this returns.
  for (const resume of resumes) resume?.()
}

/**
 * Runs an effect that ends with the poller at the latest. Returns what interrupts it. A defect in
 * it ends all waits, so that none lasts for ever.
 */
export const fork = <Raw>(
  poller: State.Poller<Raw>,
  context: Context.Context<never>,
  effect: Effect.Effect<unknown>
): (() => void) => {
  const { fibers } = poller
  const fiber = Effect.runForkWith(context)(effect)
  if (fiber.pollUnsafe() === undefined) fibers.add(fiber)
  fiber.addObserver((exit) => {
    fibers.delete(fiber)
    if (Exit.isFailure(exit) && Cause.hasDies(exit.cause)) crash(poller, exit.cause)
  })
  return () => fiber.interruptUnsafe()
}

const crash = <Raw>(poller: State.Poller<Raw>, cause: Cause.Cause<never>): void => {
  for (const awaited of poller.tasks.values()) {
    for (const waiter of awaited.waiters) waiter.result = Exit.failCause(cause)
    resumeDone(poller, awaited, now(poller))
  }
}

/** The same request, counted while it is under way. */
export const counting = <Raw, A, E>(
  { account: { counters } }: State.Poller<Raw>,
  request: Effect.Effect<A, E>
): Effect.Effect<A, E> =>
  Effect.suspend(() => {
    counters.inFlight++
    return Effect.ensuring(
      request,
      Effect.sync(() => counters.inFlight--)
    )
  })
