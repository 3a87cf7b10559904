/**
 * The data of the look-out on one page: a poller has awaited tasks, and each of these has waiters.
 * Plain records, since a wait must cost less than a kilobyte. Behind each field that changes stand
 * the files that write it; a test holds that against the code. Times are in milliseconds of a clock
 * that only goes forward, see monotonicTime.ts.
 */
import type { Clock } from "effect/Clock"
import type { Context } from "effect/Context"
import type { Exit } from "effect/Exit"
import type { Fiber } from "effect/Fiber"
import type { Redacted } from "effect/Redacted"
import type { Cadence } from "../../Cadence.ts"
import type { Provider } from "../../Provider.ts"
import type { ProviderError } from "../../ProviderError.ts"
import type { Listed, Look, Snapshot, StepByCursor } from "../../Snapshot.ts"
import type { WaitError } from "../../TaskError.ts"
import type { TaskOptions } from "../../TaskOptions.ts"
import type { TaskRef } from "../../TaskRef.ts"
import type { Feed } from "../task/stepsFromEvents.ts"
import type { Account } from "./accountKnowledge.ts"
import type { Heap, Placed } from "./heap.ts"
import type { Cohort } from "./model/cohort.ts"
import type { HazardModel } from "./model/hazard.ts"
import type { Settings } from "./options.ts"
import type { Metrics } from "./stats.ts"
import type { Wakeup } from "./notifications.ts"

/** The task whose end is awaited. */
export interface Target<out Raw> {
  readonly provider: Provider<never, Raw>
  readonly ref: TaskRef
}

/** How long a wait may last, and what kind of task it waits for. */
export type Limits = Pick<
  TaskOptions<unknown>,
  "within" | "unrecognisedFor" | "noProgressFor" | "personWithin" | "outageFor" | "settleWithin" | "label"
>

/** A condition of the caller's that ends a wait before the task is over, such as a budget. */
export interface Guard<in Raw, out E> {
  /** The age of the task, in milliseconds, at which to look and check if no look is due before. */
  readonly time: number
  /** Whether the check needs a snapshot; there is no look before the first one. */
  readonly wantsAll: (look: Look | undefined) => boolean
  /** Whether the check counts steps, so that events must be read where they tell of them. */
  readonly countsSteps: boolean
  /** The error that ends the wait, if the condition is met. */
  readonly check: (
    look: Look | undefined,
    snapshot: Snapshot<Raw> | undefined,
    age: number,
    steps: number
  ) => E | undefined
}

/** What a read of events tells. */
export interface News {
  readonly steps: ReadonlyArray<StepByCursor>
  /** Where a person can watch the browser, once an event has told. */
  readonly liveUrl: Redacted | undefined
  /** Whether there was nothing more; otherwise the next read follows at once. */
  readonly isDone: boolean
}

/**
 * What a waiter is given: the end, or a change on the way. Without a snapshot none was ever read.
 */
export interface Found<out Raw> {
  readonly look: Look
  readonly snapshot: Snapshot<Raw> | undefined
  /** The item of a list, where it is all that the waiter needs. */
  readonly told?: Listed
  /** What events tell, for a waiter of `each` where the provider has them. */
  readonly news?: News
  /** Whether the wait is over with it. */
  readonly isLast: boolean
}

/** An end to which the service may still add. */
export interface Settling<out Raw> {
  /** When it was first seen. */
  readonly since: number
  /** What was last seen of it. */
  readonly found: Found<Raw>
  /** When the next look is due. */
  readonly dueAt: number
  /** Whether there is no time left for another look. */
  readonly isOver: boolean
}

/**
 * How much a waiter needs to see.
 * - `told`: of a task that completed, what a list says of its output is enough.
 * - `result`: the status until the task is over, then a snapshot.
 * - `everything`: snapshots from the first look on.
 * - `each`: the same, and the waiter is given every one of them, with the events after it.
 */
export type Depth = "told" | "result" | "everything" | "each"

type Result<Raw, E> = Exit<Found<Raw>, WaitError | E> | undefined

/** A look that showed a task, and what is to be told of it when the events after it were read. */
export interface Reading<out Raw> {
  readonly look: Look
  readonly snapshot: Snapshot<Raw>
}

/** One wait. */
export interface Waiter<Raw, E> {
  readonly target: Target<Raw>
  readonly guard: Guard<Raw, E> | undefined
  readonly cadence: Cadence
  /** The context of the caller, in which its looks are made: tracer, log level, inbox. */
  readonly context: Context<never>
  readonly limits: Limits
  readonly depth: Depth
  /** How far the events were read, where the provider has them and this wait needs them. */
  readonly feed: Feed | undefined
  readonly began: number
  readonly deadline: number
  /** When the task was started, or when the wait began where the ref does not tell. */
  readonly startedAt: number
  /** Whether the ref tells when the task was started, and that is not in the future. */
  readonly hasStartTime: boolean
  /** Which request the next look is: a snapshot from now on, or only until one is read. */
  ask: "status" | "snapshotOnce" | "snapshot" // applyToWaiter, recheckAfterEnd, waiter
  /** The look after which events are read, until there are no more of them. */
  reading: Reading<Raw> | undefined // applyEventPage, applyToWaiter, wait
  /** Whether a look is due at once. */
  dueNow: boolean // applyEventPage, applyToWaiter, listPass, look, poller, wait
  /** Whether a status has shown the end, and only the snapshot is missing. */
  sawEnd: boolean // applyToWaiter
  /** The end that was seen, while the service may still add to it. */
  settling: Settling<Raw> | undefined // applyToWaiter, recheckAfterEnd
  /** Looks made for this waiter, failed ones included. */
  looks: number // listPass, look
  /** Looks that failed in a row, and the newest errors of all. */
  failures: number // applyToWaiter
  errors: ReadonlyArray<ProviderError> // applyToWaiter
  /** What the service asked for with the last failure, in milliseconds. */
  retryAfterMillis: number // applyToWaiter
  /** When the last look was sent, and when it was answered. */
  lookedAt: number // listPass, look
  answeredAt: number // applyEventPage, applyToWaiter
  /** When its own cadence wants the next look; Infinity where the learned schedule decides. */
  nextAt: number // nextLook, poller
  /** When the first of the present failures in a row came. */
  failingSince: number | undefined // applyToWaiter
  /** Whether the last look was refused, after one that was answered. */
  isRefused: boolean // applyToWaiter
  /** When the provider's word for the status was first one that is not known. */
  unrecognisedSince: number | undefined // applyToWaiter
  /** When the task was first seen to wait for a person, while it does. */
  inputRequiredSince: number | undefined // applyToWaiter, poller
  /** When the task was last seen to make progress. */
  progressAt: number // applyEventPage, applyToWaiter
  /**
   * What progress is read from: each kind of look is compared with the last of its kind.
   *
   */
  marks: { light?: string; full?: string; list?: string } | undefined // applyToWaiter
  /** The last answer. */
  last: Look | undefined // applyToWaiter, look, poller, wait
  snapshot: Snapshot<Raw> | undefined // applyToWaiter
  /** What the waiter is given when it is resumed. */
  result: Result<Raw, E> // applyEventPage, applyToWaiter, listPass, look, nextLook, poller, wait
  /** Resumes the waiting fiber; absent while a reader of `each` is busy. */
  resume: (() => void) | undefined // poller, wait
  /** How long after its end, by the service's clock, the end was noticed, where known. */
  delay: number | undefined // poller
  /** Ends the subscription to notifications. */
  unsubscribe: (() => void) | undefined // poller
  /** The poller that serves this waiter, from when the caller begins to wait. */
  poller: Poller<Raw> | undefined // wait
}

/** A bad time: no good answer, or a person is waited for. All of it is written by silenceLog.ts. */
export interface Silence {
  readonly kind: "failing" | "idle"
  readonly since: number
  nextLineAt: number
  isLogged: boolean
}

/** A look that is under way, or a read of events. */
export interface InFlight<Raw> {
  readonly sentAt: number
  readonly kind: "status" | "snapshot" | "events"
  /** Whether a notification was the reason. */
  readonly byNotification: boolean
  /**
   * The waiters that it is made for; those that came later learn from it only that the task ended.
   */
  readonly waiters: ReadonlyArray<Waiter<Raw, unknown>>
  /** Whether it counts against `parallel`; a slow look no longer does. */
  holdsPlace: boolean // poller
  /** Cuts the request off. */
  abort: () => void // look
}

/** One task and all that wait for it. `due` is when its next turn on the agenda comes. */
export interface Awaited<Raw> extends Placed {
  readonly id: string
  readonly cohort: Cohort
  /** The model of `cohort`, which is replaced when what an earlier process kept is loaded. */
  durations: HazardModel // poller
  readonly startedAt: number
  readonly hasStartTime: boolean
  /** Notifications since the last look, if any waiter has an inbox. */
  wakeup: Wakeup | undefined // poller
  readonly waiters: Array<Waiter<Raw, unknown>>
  inFlight: InFlight<Raw> | undefined // look, poller
  /** The last answer to any look. */
  last: Look | undefined // noteAnswer
  /**
   * When the last request was sent that found the task not over; at first when it was started.
   */
  aliveAt: number // noteAnswer
  /** When the end was noticed, by the wall clock, and how long after it, by the service's. */
  overAt: number | undefined // noteAnswer
  delay: number | undefined // noteAnswer
  /** The bad time of this task, if it has one. */
  silence: Silence | undefined // silenceLog
  /** Up to which age the hazard model was told of this task. */
  observedTo: number // nextLook
  /** When the learned schedule wants a single look; Infinity while passes show the task. */
  nextAt: number // listPass, nextLook
  /** The number of the last pass that showed the task. */
  seenInPass: number // listPass
  /** Whether a pass did not show it, and no answer has shown it not over since. */
  isMissing: boolean // listPass, noteAnswer
  /** Whether complete passes fail to show it, and at which age one first did. */
  isUnlisted: boolean // chooseListOrSingle, listPass
  unlistedAge: number // listPass
}

/** One reading of the whole list. */
export interface Pass {
  readonly passNumber: number
  readonly sentAt: number
  /** Whether the list is that of the running tasks. */
  readonly isRunningOnly: boolean
  /** Items that were read, and awaited tasks among them. */
  items: number // listPass
  matched: number // listPass
  /** Cuts the pass off. */
  abort: () => void // listPass
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
  /** Tasks whose look is due and not sent, the longest due first. loop, poller */
  readonly queue: Set<Awaited<Raw>>
  /** Those of them that have a waiter at its deadline. loop, poller */
  readonly pressing: Set<Awaited<Raw>>
  /** Lets the loop take a turn soon. */
  readonly wake: () => void
  /** Whether that turn is scheduled. */
  isTurnScheduled: boolean // loop
  /** The timer of the loop, when it fires, and what cancels it. */
  timer: object | undefined // loop
  timerAt: number // loop
  cancelTimer: () => void // loop
  /** Requests and other fibers under way. poller */
  readonly fibers: Set<Fiber<unknown, unknown>>
  /** Looks under way that count against `parallel`. */
  places: number // look, poller
  /** No request before this time, for the budget is used up. */
  notBefore: number // loop
  /** When the last look was sent that no pause of an outage holds up. */
  forcedAt: number // loop
  /** The time in which the service does not answer at all, if there is one. */
  silence: Silence | undefined // silenceLog
  /** Whether the service has answered any wait yet. */
  hasAnswered: boolean // silenceLog
  /** The pass under way, and how many there were. */
  pass: Pass | undefined // listPass
  passes: number // listPass
  /** When the last pass was sent. */
  lastPassAt: number // listPass
  /** Until then looks wait for a pass, which will cost less than they do. */
  coveredUntil: number // chooseListOrSingle
  /**
   * Whether tasks are looked at by passes, when the next is due, and when that was decided.
   *
   */
  isListing: boolean // chooseListOrSingle
  nextPassAt: number // chooseListOrSingle
  plannedAt: number // chooseListOrSingle
  /** Whether the last waiter is gone. */
  isClosed: boolean // poller
}
