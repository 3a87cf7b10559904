/** What one wait knows: its limits, what it saw, and what went wrong on the way. */
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { Cadence } from "../Cadence.ts"
import type { Wait } from "../Outcome.ts"
import type { Look, Provider, Snapshot } from "../Provider.ts"
import { TaskStalled, WaitTimeout } from "../TaskError.ts"
import type { ProviderError } from "../TaskError.ts"
import type { WaitOptions } from "../TaskOptions.ts"
import type { TaskRef } from "../TaskRef.ts"
import * as Doorbell from "./doorbell.ts"
import * as Time from "./time.ts"

/** Whose end is awaited. */
export interface Target<out Raw> {
  readonly provider: Provider<never, Raw>
  readonly ref: TaskRef
}

/** How long a wait may last. */
export type Limits = Pick<WaitOptions, "within" | "stall" | "progress" | "outage">

/** What ends a wait for reasons of its own. */
export interface Guard<in Raw, out E> {
  /** Milliseconds of the task's age at which to look and check, if nothing else is due. */
  readonly time: number
  /** Whether what the light request tells is too little; before the first look there is none. */
  readonly wantsAll: (look: Look | undefined) => boolean
  readonly check: (look: Look | undefined, snapshot: Snapshot<Raw> | undefined, age: number) => Effect.Effect<void, E>
}

/** One wait. Times are in milliseconds of a clock that nobody can set. */
export interface Watch<Raw, E> {
  readonly target: Target<Raw>
  readonly guard: Guard<Raw, E> | undefined
  readonly cadence: Cadence
  readonly door: Doorbell.Doorbell
  readonly within: Duration.Duration
  readonly deadline: number
  readonly stall: number
  readonly progress: number
  readonly outage: number
  readonly born: number
  /** Ask for everything from now on, not for the status alone. */
  full: boolean
  /** Ask for everything in the next look that is answered. */
  peek: boolean
  /** Look without waiting, once. */
  now: boolean
  gone: boolean
  looks: number
  failures: number
  errors: Array<ProviderError>
  retryAfter: number
  lookedAt: number
  failingSince: number | undefined
  strangeSince: number | undefined
  movedAt: number
  /** What is compared to see whether the task moves: by the light look, and by everything. */
  readonly marks: { light?: string; full?: string }
  last: Look | undefined
  snapshot: Snapshot<Raw> | undefined
}

/** A wait that has not looked yet. */
export const open = Effect.fnUntraced(function* <Raw, E>(
  target: Target<Raw>,
  limits: Limits,
  guard: Guard<Raw, E> | undefined
) {
  const cadence = yield* Cadence
  const door = yield* Doorbell.open(target.ref)
  const began = yield* Time.now
  const started = Date.parse(target.ref.startedAt ?? "")
  const age = (yield* Clock.currentTimeMillis) - started
  const within = Duration.fromInputUnsafe(limits.within ?? Duration.infinity)
  const progress = Duration.toMillis(limits.progress ?? Duration.infinity)
  const watch: Watch<Raw, E> = {
    target,
    guard,
    cadence,
    door,
    within,
    deadline: began + Duration.toMillis(within),
    stall: Duration.toMillis(limits.stall ?? Duration.minutes(5)),
    progress,
    outage: Duration.toMillis(limits.outage ?? Duration.days(1)),
    // A clock that was set back must not make a task younger than unborn.
    born: age > 0 ? began - age : began,
    full: guard?.wantsAll(undefined) ?? false,
    peek: progress !== Infinity,
    now: true,
    gone: false,
    looks: 0,
    failures: 0,
    errors: [],
    retryAfter: 0,
    lookedAt: -Infinity,
    failingSince: undefined,
    strangeSince: undefined,
    movedAt: began,
    marks: {},
    last: undefined,
    snapshot: undefined
  }
  return watch
})

/** What the wait was like. */
export const waitOf = <Raw, E>({ errors, looks }: Watch<Raw, E>): Wait => ({ looks, errors })

/** The wait reached its deadline. */
export const timeout = <Raw, E>(watch: Watch<Raw, E>): WaitTimeout =>
  new WaitTimeout({ ...known(watch), within: watch.within })

/** The wait got nowhere. */
export const stalled = <Raw, E>(watch: Watch<Raw, E>, why: string): TaskStalled => {
  const { ref } = watch.target
  return new TaskStalled({ ...known(watch), message: `task ${ref.id} of ${ref.provider} ${why}` })
}

const known = <Raw, E>(watch: Watch<Raw, E>) => ({
  ref: watch.target.ref,
  ...(watch.last === undefined ? {} : { look: watch.last }),
  ...(watch.snapshot === undefined ? {} : { snapshot: watch.snapshot }),
  ...waitOf(watch)
})
