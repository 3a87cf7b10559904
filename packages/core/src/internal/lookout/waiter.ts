/** What one wait knows: its limits, what it saw, and what went wrong on the way. */
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import { Cadence } from "../../Cadence.ts"
import type { Wait } from "../../Outcome.ts"
import type { Listed, Look, Snapshot } from "../../Snapshot.ts"
import type { Provider } from "../../Provider.ts"
import { TaskStalled, WaitTimeout } from "../../TaskError.ts"
import type { ProviderError } from "../../ProviderError.ts"
import type { WaitError } from "../../TaskError.ts"
import type { TaskOptions } from "../../TaskOptions.ts"
import type { TaskRef } from "../../TaskRef.ts"
import type { Engine } from "./poller.ts"
import * as Time from "../time.ts"

/** Whose end is awaited. */
export interface Target<out Raw> {
  readonly provider: Provider<never, Raw>
  readonly ref: TaskRef
}

/** How long a wait may last, and what kind of task it waits for. */
export type Limits = Pick<TaskOptions<unknown>, "within" | "unrecognisedFor" | "noProgressFor" | "outageFor" | "label">

/** What ends a wait for reasons of its own. */
export interface Guard<in Raw, out E> {
  /** Milliseconds of the task's age at which to look and check, if nothing else is due. */
  readonly time: number
  /** Whether what the light request tells is too little; before the first look there is none. */
  readonly wantsAll: (look: Look | undefined) => boolean
  /** Why the wait is over, if it is. */
  readonly check: (look: Look | undefined, snapshot: Snapshot<Raw> | undefined, age: number) => E | undefined
}

/** What a wait is told: the end, or every change on the way. No snapshot: nobody ever saw more than the light look. */
export interface Found<out Raw> {
  readonly look: Look
  readonly snapshot: Snapshot<Raw> | undefined
  /** What a list told of the output, for a wait that needs no more. */
  readonly told?: Listed
}

/**
 * What a wait needs to see. `told`: of a task that completed, no more than a list says of its output. `result`: the light look until
 * it is over, then everything. `everything`: all that can be seen, from the first look on. `each`: that, and after every look.
 */
export type Depth = "told" | "result" | "everything" | "each"

/** One wait. Times are in milliseconds of a clock that nobody can set. */
export interface Watch<Raw, E> {
  readonly target: Target<Raw>
  readonly guard: Guard<Raw, E> | undefined
  readonly cadence: Cadence
  /** In which its looks are made: the tracer, the log level, the clock of whoever waits. */
  readonly context: Context.Context<never>
  readonly limits: Limits
  readonly depth: Depth
  readonly began: number
  readonly deadline: number
  readonly born: number
  /** Whether the ref tells when the task was started, and that is not in the future. */
  readonly aged: boolean
  /** Ask for everything from now on, not for the status alone. */
  full: boolean
  /** Ask for everything in the next look that is answered. */
  peek: boolean
  /** Look without waiting, once. */
  now: boolean
  /** Whether a light look saw the end already. */
  over: boolean
  looks: number
  failures: number
  errors: ReadonlyArray<ProviderError>
  retryAfter: number
  /** When its last look began, and when that was answered. */
  lookedAt: number
  judgedAt: number
  /** When its own cadence wants the next look; Infinity where the look-out decides. */
  next: number
  failingSince: number | undefined
  strangeSince: number | undefined
  movedAt: number
  /** What is compared to see whether the task moves: each kind of look with its own kind. */
  marks: { light?: string; full?: string; list?: string } | undefined
  last: Look | undefined
  snapshot: Snapshot<Raw> | undefined
  /** How it ended, or what it has seen; `wake` comes right after. */
  result: Exit.Exit<Found<Raw>, WaitError | E> | undefined
  /** Tells whoever waits that there is a result; nothing while a reader of `each` is busy with the last one. */
  wake: (() => void) | undefined
  /** How long after its end by the service's clock the end was noticed, in milliseconds, where that is known. */
  delay: number | undefined
  /** Stops listening for knocks. */
  hush: (() => void) | undefined
  /** Who looks for it, from the first time that somebody waits. */
  engine: Engine<Raw> | undefined
}

const none: ReadonlyArray<never> = []

/** A wait that has not looked yet. */
export const open = <Raw, E>(
  target: Target<Raw>,
  limits: Limits,
  depth: Depth,
  guard: Guard<Raw, E> | undefined
): Effect.Effect<Watch<Raw, E>> =>
  Effect.contextWith((context: Context.Context<never>) => {
    const clock = Context.get(context, Clock.Clock)
    const began = Time.of(clock)
    const age = clock.currentTimeMillisUnsafe() - Date.parse(target.ref.startedAt ?? "")
    return Effect.succeed<Watch<Raw, E>>({
      target,
      guard,
      cadence: Context.get(context, Cadence),
      context,
      limits,
      depth,
      began,
      deadline: began + millis(limits.within, Infinity),
      // A clock that was set back must not make a task younger than unborn.
      born: age > 0 ? began - age : began,
      aged: age > -1000,
      full: depth === "everything" || depth === "each" || (guard?.wantsAll(undefined) ?? false),
      peek: limits.noProgressFor !== undefined && millis(limits.noProgressFor, Infinity) !== Infinity,
      now: false,
      over: false,
      looks: 0,
      failures: 0,
      errors: none,
      retryAfter: 0,
      lookedAt: -Infinity,
      judgedAt: -Infinity,
      next: -Infinity,
      failingSince: undefined,
      strangeSince: undefined,
      movedAt: began,
      marks: undefined,
      last: undefined,
      snapshot: undefined,
      result: undefined,
      wake: undefined,
      delay: undefined,
      hush: undefined,
      engine: undefined
    })
  })

/** How long the provider may speak in unknown words, or show no progress, or fail: in milliseconds. */
export const stallOf = ({ limits }: { readonly limits: Limits }): number => millis(limits.unrecognisedFor, 300_000)
export const progressOf = ({ limits }: { readonly limits: Limits }): number => millis(limits.noProgressFor, Infinity)
export const outageOf = ({ limits }: { readonly limits: Limits }): number => millis(limits.outageFor, 86_400_000)

const millis = (duration: Duration.Input | undefined, otherwise: number): number =>
  duration === undefined ? otherwise : Duration.toMillis(duration)

/** What the wait was like. */
export const waitOf = <Raw, E>({ errors, looks }: Watch<Raw, E>): Wait => ({ looks, errors })

/** The wait reached its deadline. */
export const timeout = <Raw, E>(watch: Watch<Raw, E>): WaitTimeout =>
  new WaitTimeout({
    ...known(watch),
    within: Duration.fromInputUnsafe(watch.limits.within ?? Duration.infinity),
    fate: "runs_on"
  })

/** The wait got nowhere. */
export const stalled = <Raw, E>(watch: Watch<Raw, E>, why: string): TaskStalled =>
  new TaskStalled({ ...known(watch), why, fate: "runs_on" })

const known = <Raw, E>(watch: Watch<Raw, E>) => ({
  ref: watch.target.ref,
  ...(watch.last === undefined ? {} : { look: watch.last }),
  ...(watch.snapshot === undefined ? {} : { snapshot: watch.snapshot }),
  ...waitOf(watch)
})
