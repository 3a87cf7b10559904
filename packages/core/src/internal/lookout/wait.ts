/**
 * The one place through which `Task` waits. `Task` says what it wants to know: the end of a task,
 * or every change on the way. All waits on one account by one clock share a poller, of which
 * nothing outside this folder knows.
 */
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { Wait } from "../../Outcome.ts"
import type { Listed, Look, Snapshot } from "../../Snapshot.ts"
import * as Status from "../../Status.ts"
import type { WaitError } from "../../TaskError.ts"
import type { Feed } from "../task/stepsFromEvents.ts"
import * as AccountKnowledge from "./accountKnowledge.ts"
import * as Loop from "./loop.ts"
import * as Options from "./options.ts"
import * as NextLook from "./nextLook.ts"
import * as Poller from "./poller.ts"
import type * as State from "./state.ts"
import * as Waiter from "./waiter.ts"

/**
 * A task that is over. It has no snapshot where the provider forgot the task before its result
 * could be read, or where a list has `told` enough.
 */
export interface Over<out Raw> {
  readonly status: Status.EndStatus
  readonly snapshot: Snapshot<Raw> | undefined
  readonly told?: Listed
  readonly wait: Wait
}

/** Waits for the end, and sees as much of it as `depth` says. */
export const end = <Raw, E = never>(
  target: State.Target<Raw>,
  limits: State.Limits,
  depth: Exclude<State.Depth, "each">,
  guard?: State.Guard<Raw, E>
): Effect.Effect<Over<Raw>, WaitError | E> =>
  Effect.flatMap(Waiter.make(target, limits, depth, guard), (waiter) => {
    const known = endOf(target)
    if (known !== undefined) return Effect.succeed({ ...known, wait: Waiter.waitOf(waiter) })
    const over = Effect.map(next(waiter), ({ look, snapshot, told }): Over<Raw> => ({
      // A waiter of this depth is given nothing but an end.
      status: look.status as Status.EndStatus,
      snapshot,
      ...(told === undefined ? {} : { told }),
      wait: Waiter.waitOf(waiter)
    }))
    return Effect.onExit(over, () => annotateSpan(waiter))
  })

/** A task that is not known to be over, when a wait for it had to end. */
export interface Unfinished {
  /** When the next look is worth its request, from now on. */
  readonly pauseMillis: number
  readonly look: Look | undefined
  readonly wait: Wait
}

/**
 * Waits for the end no longer than this. An end to which the service may still add is told as it is
 * when the time is over.
 */
export const slice = <Raw>(
  target: State.Target<Raw>,
  limits: State.Limits,
  within: Duration.Duration
): Effect.Effect<Over<Raw> | Unfinished, WaitError> =>
  Effect.flatMap(
    Waiter.make<Raw, never>(target, limits, "result", undefined),
    (waiter): Effect.Effect<Over<Raw> | Unfinished, WaitError> => {
      const known = endOf(target)
      if (known !== undefined) return Effect.succeed({ ...known, wait: Waiter.waitOf(waiter) })
      const toOver = ({ look, snapshot }: State.Found<Raw>): Over<Raw> => ({
        // A waiter of this depth is given nothing but an end.
        status: look.status as Status.EndStatus,
        snapshot,
        wait: Waiter.waitOf(waiter)
      })
      // Told before the wait is left, since the poller may go with it.
      const unfinished = Effect.sync((): Over<Raw> | Unfinished => {
        const { last: look, poller, settling } = waiter
        if (settling !== undefined) return toOver(settling.found)
        const awaited = poller?.tasks.get(target.ref.id)
        if (poller === undefined || awaited === undefined) return { pauseMillis: 0, look, wait: Waiter.waitOf(waiter) }
        const pauseMillis = NextLook.pauseOf(poller, awaited, waiter, Poller.now(poller))
        return { pauseMillis, look, wait: Waiter.waitOf(waiter) }
      })
      const waited = Effect.raceFirst(
        Effect.map(next(waiter), toOver),
        Effect.andThen(Effect.sleep(within), unfinished)
      )
      return Effect.onExit(waited, () => annotateSpan(waiter))
    }
  )

/** An end that was seen. */
interface End<out Raw> {
  readonly status: Status.EndStatus
  readonly snapshot: Snapshot<Raw>
}

/** The ends that were seen through each handle: they are not asked for again while it lives. */
const ends = new WeakMap<State.Target<unknown>, End<unknown>>()

/** The end of the task, if it was seen through this handle. */
const endOf = <Raw>(target: State.Target<Raw>): End<Raw> | undefined =>
  // What is kept for a target was read from its own provider.
  ends.get(target) as End<Raw> | undefined

/** Keeps an end, unless the service may still add to it, such as what the task has cost. */
const keepEnd = <Raw>(target: State.Target<Raw>, { look: { status }, snapshot }: State.Found<Raw>): void => {
  if (snapshot?.cost.final !== true || snapshot.isSettling === true) return
  if (Status.isOver(status) && status === snapshot.status) {
    ends.set(target, { status, snapshot })
  }
}

/** What a look has shown on the way, or as the end, with the events up to it. */
export interface Seen<out Raw> {
  readonly status: Status.Status
  readonly snapshot: Snapshot<Raw> | undefined
  readonly wait: Wait
  readonly news: State.News | undefined
  /** Whether the task is over and nothing more is to be told. */
  readonly isLast: boolean
}

/** What a stream wants beside snapshots. */
export interface SeenOptions<in Raw, out E> {
  readonly guard?: State.Guard<Raw, E> | undefined
  /** From where on events are told; without it from the first. */
  readonly feed?: Feed | undefined
}

/**
 * Everything that looks show, at once and then at the pace of the cadence; the last one is the end.
 */
export const seen = <Raw, E = never>(
  target: State.Target<Raw>,
  limits: State.Limits,
  { feed, guard }: SeenOptions<Raw, E> = {}
): Stream.Stream<Seen<Raw>, WaitError | E> =>
  Stream.unwrap(
    Effect.map(
      Effect.acquireRelease(Waiter.make<Raw, E>(target, limits, "each", guard, feed), (waiter) => leave(waiter)),
      (waiter) => {
        const known = endOf(target)
        if (known !== undefined) {
          const { snapshot, status } = known
          if (waiter.feed === undefined) {
            return Stream.succeed({ ...known, news: undefined, isLast: true, wait: Waiter.waitOf(waiter) })
          }
          // No look is needed any more, only what the events tell.
          const look = { status }
          waiter.last = look
          waiter.reading = { look, snapshot }
          waiter.dueNow = true
        }
        const pull = Effect.map(next(waiter), (found) => {
          const { isLast, look, news, snapshot } = found
          const { status } = look
          return [{ status, snapshot, news, isLast, wait: Waiter.waitOf(waiter) }, isLast] as const
        })
        return Stream.unfold(false, (isLast) => (isLast ? Effect.undefined : pull))
      }
    )
  )

/** What the waiter is given next. Interruption leaves the wait. */
const next = <Raw, E>(waiter: State.Waiter<Raw, E>): Effect.Effect<State.Found<Raw>, WaitError | E> =>
  Effect.callback((resume) => {
    const poller = pollerOf(waiter)
    waiter.result = undefined
    waiter.resume = () => {
      if (poller.isClosed) forget(poller)
      const { result } = waiter
      if (result === undefined) return
      if (result._tag === "Success") keepEnd(waiter.target, result.value)
      resume(result)
    }
    Poller.add(poller, waiter)
    return leave(waiter)
  })

/**
 * The pollers that have waiters, by account: one, unless two provider values share a look-out, or
 * programs with clocks of their own share a provider.
 */
const pollers = new WeakMap<AccountKnowledge.Account, Set<State.Poller<unknown>>>()

/**
 * The same by provider value, since one without a look-out has no account that is known outside.
 */
const pollersOf = new WeakMap<State.Target<unknown>["provider"], Set<State.Poller<unknown>>>()

/**
 * Looks at the task soon, and as often as at first: its handle was told to go on, so it no longer
 * waits for a person.
 */
export const onResumed = ({ provider, ref }: State.Target<unknown>): Effect.Effect<void> =>
  Effect.sync(() => {
    for (const poller of pollersOf.get(provider) ?? []) {
      const awaited = poller.tasks.get(ref.id)
      // A poller that belongs to a request is not to be woken by another.
      if (awaited !== undefined && poller.sharedWithin === undefined) Poller.lookSoon(poller, awaited)
    }
  })

/** The poller that serves this waiter; the first waiter of an account begins it. */
const pollerOf = <Raw, E>(waiter: State.Waiter<Raw, E>): State.Poller<Raw> => {
  if (waiter.poller?.isClosed === false) return waiter.poller
  const { provider } = waiter.target
  const clock = Context.get(waiter.context, Clock.Clock)
  const account = provider.lookout?.["~errand"] ?? AccountKnowledge.make()
  const open = [...(pollers.get(account) ?? [])]
  // The same provider value gives tasks of the same type.
  const within = Options.sharedWithin(waiter.context, waiter)
  const known = open.find((one) => one.provider === provider && one.clock === clock && one.sharedWithin === within) as
    | State.Poller<Raw>
    | undefined
  if (known !== undefined) return (waiter.poller = known)
  // Times of one clock mean nothing by another, so the second clock gets an account of its own.
  const shared = open.every((one) => one.clock === clock) ? account : AccountKnowledge.make()
  const poller = Poller.make(shared, waiter, clock, Loop.wake)
  waiter.poller = poller
  const one = poller as State.Poller<unknown>
  pollers.set(shared, new Set(pollers.get(shared)).add(one))
  pollersOf.set(provider, new Set(pollersOf.get(provider)).add(one))
  return poller
}

const forget = <Raw>(poller: State.Poller<Raw>): void => {
  pollers.get(poller.account)?.delete(poller as State.Poller<unknown>)
  pollersOf.get(poller.provider)?.delete(poller as State.Poller<unknown>)
}

/**
 * Ends the wait: from now on it causes no request, and a look of its own that is under way is cut
 * off.
 */
const leave = <Raw, E>(waiter: State.Waiter<Raw, E>): Effect.Effect<void> =>
  Effect.suspend(() => {
    const { poller } = waiter
    if (poller === undefined) return Effect.void
    Poller.remove(poller, waiter)
    if (!poller.isClosed) return Effect.void
    forget(poller)
    return Loop.stop(poller)
  })

const annotateSpan = <Raw, E>({ delay, errors, looks }: State.Waiter<Raw, E>) =>
  Effect.annotateCurrentSpan({
    "errand.looks": looks,
    ...(delay === undefined ? {} : { "errand.delay": delay }),
    ...(errors.length === 0 ? {} : { "errand.errors": errors.map(String) })
  })
