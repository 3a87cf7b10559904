/** One wait: how it begins, its limits in milliseconds, and the errors that it ends with. */
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { Cadence } from "../../Cadence.ts"
import type { Wait } from "../../Outcome.ts"
import { PersonTimeout, TaskStalled, WaitTimeout } from "../../TaskError.ts"
import * as MonotonicTime from "../monotonicTime.ts"
import * as StepsFromEvents from "../task/stepsFromEvents.ts"
import type { Depth, Guard, Limits, Target, Waiter } from "./state.ts"

export type { Guard } from "./state.ts"

const noErrors: ReadonlyArray<never> = []

/** A wait that has not looked yet. It reads events from where `feed` stands, or from the first. */
export const make = <Raw, E>(
  target: Target<Raw>,
  limits: Limits,
  depth: Depth,
  guard: Guard<Raw, E> | undefined,
  feed?: StepsFromEvents.Feed
): Effect.Effect<Waiter<Raw, E>> =>
  Effect.contextWith((context: Context.Context<never>) => {
    const clock = Context.get(context, Clock.Clock)
    const began = MonotonicTime.of(clock)
    const age = clock.currentTimeMillisUnsafe() - Date.parse(target.ref.startedAt ?? "")
    const wantsSnapshots = depth === "everything" || depth === "each" || (guard?.wantsAll(undefined) ?? false)
    const watchesProgress = limits.noProgressFor !== undefined && millis(limits.noProgressFor, Infinity) !== Infinity
    const countsSteps = depth === "each" || watchesProgress || guard?.countsSteps === true
    return Effect.succeed<Waiter<Raw, E>>({
      target,
      guard,
      cadence: Context.get(context, Cadence),
      context,
      limits,
      depth,
      feed: target.provider.events !== undefined && countsSteps ? (feed ?? StepsFromEvents.make()) : undefined,
      began,
      deadline: began + millis(limits.within, Infinity),
      // A wall clock that was set back must not give a task a negative age.
      startedAt: age > 0 ? began - age : began,
      hasStartTime: age > -1000,
      ask: wantsSnapshots ? "snapshot" : watchesProgress ? "snapshotOnce" : "status",
      reading: undefined,
      dueNow: false,
      sawEnd: false,
      settling: undefined,
      looks: 0,
      failures: 0,
      errors: noErrors,
      retryAfterMillis: 0,
      lookedAt: -Infinity,
      answeredAt: -Infinity,
      nextAt: -Infinity,
      failingSince: undefined,
      isRefused: false,
      unrecognisedSince: undefined,
      inputRequiredSince: undefined,
      progressAt: began,
      marks: undefined,
      last: undefined,
      snapshot: undefined,
      result: undefined,
      resume: undefined,
      delay: undefined,
      unsubscribe: undefined,
      poller: undefined
    })
  })

/**
 * Whether a look that is sent at this time reads a snapshot. The last look of a wait always does,
 * so that its error tells the cost.
 */
export const wantsSnapshot = <Raw, E>({ ask, deadline }: Waiter<Raw, E>, at: number): boolean =>
  ask !== "status" || at >= deadline

/**
 * Whether the waiter waits for events. At its deadline it is to hear first how the task is, and
 * then of the events up to that look.
 */
export const wantsEvents = <Raw, E>({ deadline, lookedAt, reading }: Waiter<Raw, E>, at: number): boolean =>
  reading !== undefined && (at < deadline || lookedAt >= deadline)

/** Lets the next look that is answered be a snapshot. */
export const askForSnapshot = <Raw, E>(waiter: Waiter<Raw, E>): void => {
  if (waiter.ask === "status") waiter.ask = "snapshotOnce"
}

/** How long the provider may use words that are not known, in milliseconds. */
export const unrecognisedForMillis = ({ limits }: { readonly limits: Limits }): number =>
  millis(limits.unrecognisedFor, 300_000)

/** How long the task may show no progress, in milliseconds. */
export const noProgressForMillis = ({ limits }: { readonly limits: Limits }): number =>
  millis(limits.noProgressFor, Infinity)

/** How long the task may wait for a person, in milliseconds. */
export const personWithinMillis = ({ limits }: { readonly limits: Limits }): number =>
  millis(limits.personWithin, Infinity)

/** How long the looks may fail, in milliseconds. */
export const outageForMillis = ({ limits }: { readonly limits: Limits }): number => millis(limits.outageFor, 86_400_000)

/** How long an end may take to settle, in milliseconds. */
export const settleWithinMillis = ({ limits }: { readonly limits: Limits }): number =>
  millis(limits.settleWithin, 30_000)

const millis = (duration: Duration.Input | undefined, otherwise: number): number =>
  duration === undefined ? otherwise : Duration.toMillis(duration)

/** What the wait was like, for outcomes and errors. */
export const waitOf = <Raw, E>({ errors, looks }: Waiter<Raw, E>): Wait => ({ looks, errors })

/** The error of a wait that has reached its deadline. */
export const waitTimeout = <Raw, E>(waiter: Waiter<Raw, E>): WaitTimeout =>
  new WaitTimeout({
    ...lastSeen(waiter),
    within: Duration.fromInputUnsafe(waiter.limits.within ?? Duration.infinity),
    fate: "runs_on"
  })

/** The error of a wait that got nowhere. */
export const taskStalled = <Raw, E>(waiter: Waiter<Raw, E>, why: string): TaskStalled =>
  new TaskStalled({ ...lastSeen(waiter), why, fate: "runs_on" })

/** The error of a wait for a person who did not come. */
export const personTimeout = <Raw, E>(waiter: Waiter<Raw, E>, waitsFor: string | undefined): PersonTimeout =>
  new PersonTimeout({
    ...lastSeen(waiter),
    within: Duration.millis(personWithinMillis(waiter)),
    ...(waitsFor === undefined ? {} : { waitsFor }),
    fate: "runs_on"
  })

const lastSeen = <Raw, E>(waiter: Waiter<Raw, E>) => ({
  ref: waiter.target.ref,
  ...(waiter.last === undefined ? {} : { look: waiter.last }),
  ...(waiter.snapshot === undefined ? {} : { snapshot: waiter.snapshot }),
  ...waitOf(waiter)
})
