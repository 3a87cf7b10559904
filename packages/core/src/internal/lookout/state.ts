/**
 * The data of the look-out on one page: a poller has awaited tasks, and each of these has waiters.
 * Plain records, since a wait must cost less than a kilobyte. Beside each mutable field stands the
 * file that writes it. Times are in milliseconds of a clock that only goes forward, see time.ts.
 */
import type { Clock } from "effect/Clock"
import type { Context } from "effect/Context"
import type { Exit } from "effect/Exit"
import type { Fiber } from "effect/Fiber"
import type { Cadence } from "../../Cadence.ts"
import type { Provider } from "../../Provider.ts"
import type { ProviderError } from "../../ProviderError.ts"
import type { Listed, Look, Snapshot } from "../../Snapshot.ts"
import type { WaitError } from "../../TaskError.ts"
import type { TaskOptions } from "../../TaskOptions.ts"
import type { TaskRef } from "../../TaskRef.ts"
import type { Account } from "./account.ts"
import type { Heap, Placed } from "./heap.ts"
import type { Cohort } from "./model/cohort.ts"
import type { HazardModel } from "./model/hazard.ts"
import type { Settings } from "./options.ts"
import type { Metrics } from "./stats.ts"
import type { Wakeup } from "./wakeups.ts"

/** The task whose end is awaited. */
export interface Target<out Raw> {
  readonly provider: Provider<never, Raw>
  readonly ref: TaskRef
}

/** How long a wait may last, and what kind of task it waits for. */
export type Limits = Pick<TaskOptions<unknown>, "within" | "unrecognisedFor" | "noProgressFor" | "outageFor" | "label">

/** A condition of the caller's that ends a wait before the task is over, such as a budget. */
export interface Guard<in Raw, out E> {
  /** The age of the task, in milliseconds, at which to look and check if no look is due before. */
  readonly time: number
  /** Whether the check needs a snapshot; there is no look before the first one. */
  readonly wantsAll: (look: Look | undefined) => boolean
  /** The error that ends the wait, if the condition is met. */
  readonly check: (look: Look | undefined, snapshot: Snapshot<Raw> | undefined, age: number) => E | undefined
}

/**
 * What a waiter is given: the end, or a change on the way. Without a snapshot none was ever read.
 */
export interface Found<out Raw> {
  readonly look: Look
  readonly snapshot: Snapshot<Raw> | undefined
  /** The item of a list, where it is all that the waiter needs. */
  readonly told?: Listed
}

/**
 * How much a waiter needs to see.
 * - `told`: of a task that completed, what a list says of its output is enough.
 * - `result`: the status until the task is over, then a snapshot.
 * - `everything`: snapshots from the first look on.
 * - `each`: the same, and the waiter is given every one of them.
 */
export type Depth = "told" | "result" | "everything" | "each"

/** One wait. */
export interface Waiter<Raw, E> {
  readonly target: Target<Raw>
  readonly guard: Guard<Raw, E> | undefined
  readonly cadence: Cadence
  /** The context of the caller, in which its looks are made: tracer, log level, inbox. */
  readonly context: Context<never>
  readonly limits: Limits
  readonly depth: Depth
  readonly began: number
  readonly deadline: number
  /** When the task was started, or when the wait began where the ref does not tell. */
  readonly startedAt: number
  /** Whether the ref tells when the task was started, and that is not in the future. */
  readonly hasStartTime: boolean
  /**
   * Which request the next look is: a snapshot from now on, or only until one is read. apply,
   * listPass
   */
  ask: "status" | "snapshotOnce" | "snapshot"
  /** Whether a look is due at once. apply; look clears it */
  dueNow: boolean
  /** Whether a status has shown the end, and only the snapshot is missing. apply */
  sawEnd: boolean
  /** Looks made for this waiter, failed ones included. look */
  looks: number
  /** Looks that failed in a row, and the newest errors of all. apply */
  failures: number
  errors: ReadonlyArray<ProviderError>
  /** What the service asked for with the last failure, in milliseconds. apply */
  retryAfterMs: number
  /** When the last look was sent (look), and when it was answered (apply). */
  lookedAt: number
  answeredAt: number
  /** When its own cadence wants the next look; Infinity where the learned schedule decides. due */
  nextAt: number
  /** When the first of the present failures in a row came. apply */
  failingSince: number | undefined
  /** Whether the last look was refused, after one that was answered. apply */
  isRefused: boolean
  /** When the provider's word for the status was first one that is not known. apply */
  unrecognisedSince: number | undefined
  /** When the task was first seen to wait for a person, while it does. apply */
  inputRequiredSince: number | undefined
  /** When the task was last seen to make progress. apply */
  progressAt: number
  /** What progress is read from: each kind of look is compared with the last of its kind. apply */
  marks: { light?: string; full?: string; list?: string } | undefined
  /** The last answer. apply, look, poller */
  last: Look | undefined
  snapshot: Snapshot<Raw> | undefined
  /** What the waiter is given when it is resumed. apply, due, look, poller; wait clears it */
  result: Exit<Found<Raw>, WaitError | E> | undefined
  /** Resumes the waiting fiber; absent while a reader of `each` is busy. wait; poller clears it */
  resume: (() => void) | undefined
  /** How long after its end, by the service's clock, the end was noticed, where known. poller */
  delay: number | undefined
  /** Ends the subscription to notifications. poller */
  unsubscribe: (() => void) | undefined
  /** The poller that serves this waiter, from when the caller begins to wait. wait */
  poller: Poller<Raw> | undefined
}

/** A bad time: no good answer, or a person is waited for. All of it is written by silence.ts. */
export interface Silence {
  readonly kind: "failing" | "idle"
  readonly since: number
  nextLineAt: number
  isLogged: boolean
}

/** A look that is under way. */
export interface InFlight<Raw> {
  readonly sentAt: number
  readonly isSnapshot: boolean
  /** Whether a notification was the reason. */
  readonly byNotification: boolean
  /**
   * The waiters that it is made for; those that came later learn from it only that the task ended.
   */
  readonly waiters: ReadonlyArray<Waiter<Raw, unknown>>
  /** Whether it counts against `parallel`; a slow look no longer does. poller */
  holdsPlace: boolean
  /** Cuts the request off. look */
  abort: () => void
}

/** One task and all that wait for it. `due` is when its next turn on the agenda comes. */
export interface Awaited<Raw> extends Placed {
  readonly id: string
  readonly cohort: Cohort
  /**
   * The model of `cohort`, which is replaced when what an earlier process kept is loaded. poller
   */
  durations: HazardModel
  readonly startedAt: number
  readonly hasStartTime: boolean
  /** Notifications since the last look, if any waiter has an inbox. poller, look */
  wakeup: Wakeup | undefined
  readonly waiters: Array<Waiter<Raw, unknown>>
  /** look; poller clears it */
  inFlight: InFlight<Raw> | undefined
  /** The last answer to any look. look */
  last: Look | undefined
  /**
   * When the last request was sent that found the task not over; at first when it was started. look
   */
  aliveAt: number
  /** When the end was noticed, by the wall clock, and how long after it, by the service's. look */
  overAt: number | undefined
  delay: number | undefined
  /** The bad time of this task, if it has one. silence */
  silence: Silence | undefined
  /** Up to which age the hazard model was told of this task. due */
  observedTo: number
  /**
   * When the learned schedule wants a single look; Infinity while passes show the task. due,
   * listPass
   */
  nextAt: number
  /** The number of the last pass that showed the task. look */
  seenInPass: number
  /** Whether a pass did not show it, and no answer has shown it not over since. listPass, seen */
  isMissing: boolean
  /**
   * Whether complete passes fail to show it, and at which age one first did. listPass, strategy,
   * look
   */
  isUnlisted: boolean
  unlistedAge: number
}

/** One reading of the whole list. */
export interface Pass {
  readonly passNumber: number
  readonly sentAt: number
  /** Whether the list is that of the running tasks. */
  readonly isRunningOnly: boolean
  /** Items that were read, and awaited tasks among them. listPass */
  items: number
  matched: number
  /** Cuts the pass off. listPass */
  abort: () => void
}

/** Which list to read. */
export interface Route {
  /** Only running tasks, or all. */
  readonly running: boolean
  /** How many pages it is expected to have. */
  readonly pages: number
  /** Only tasks created since, by the wall clock. */
  readonly since: number | undefined
}

/** All waits on one provider by one clock. It lives from the first of them to the last. */
export interface Poller<Raw> {
  readonly provider: Provider<never, Raw>
  readonly account: Account
  readonly clock: Clock
  /** What its waits have in common beyond provider and clock, if anything. */
  readonly sharedWithin: object | undefined
  readonly random: () => number
  readonly settings: Settings
  /** The context of list passes: that of the first waiter, without its span. */
  readonly context: Context<never>
  readonly metrics: Metrics
  readonly tasks: Map<string, Awaited<Raw>>
  readonly agenda: Heap<Awaited<Raw>>
  /** Tasks whose look is due and not sent, the longest due first. poller, loop */
  readonly queue: Set<Awaited<Raw>>
  /** Those of them that have a waiter at its deadline. loop, poller */
  readonly pressing: Set<Awaited<Raw>>
  /** Lets the loop take a turn soon. */
  readonly wake: () => void
  /** Whether that turn is scheduled. loop */
  isTurnScheduled: boolean
  /** The timer of the loop, when it fires, and what cancels it. loop */
  timer: object | undefined
  timerAt: number
  cancelTimer: () => void
  /** Requests and other fibers under way. poller */
  readonly fibers: Set<Fiber<unknown, unknown>>
  /** Looks under way that count against `parallel`. look, poller */
  places: number
  /** No request before this time, for the budget is used up. loop */
  notBefore: number
  /** When the last look was sent that no pause of an outage holds up. loop */
  forcedAt: number
  /** The time in which the service does not answer at all, if there is one. silence */
  silence: Silence | undefined
  /** The pass under way, and how many there were. listPass */
  pass: Pass | undefined
  passes: number
  /** When the last pass was sent. listPass */
  lastPassAt: number
  /** Until then looks wait for a pass, which will cost less than they do. strategy */
  coveredUntil: number
  /**
   * Whether tasks are looked at by passes, when the next is due, and when that was decided.
   * strategy
   */
  isListing: boolean
  nextPassAt: number
  plannedAt: number
  /** Whether the last waiter is gone. poller */
  isClosed: boolean
}
