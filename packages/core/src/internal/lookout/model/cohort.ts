/** What is known of how long tasks take, by cohort, and kept from one process to the next where somebody keeps it. */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { Durations } from "../options.ts"
import * as Hazard from "./hazard.ts"

/** What is known of one cohort. */
export interface Cohort {
  readonly name: string
  durations: Hazard.HazardModel
  /** Ends that are not kept yet. */
  unsaved: number
  /** Whether it was looked for where it is kept. */
  isLoaded: boolean
}

/** By name. */
export type Cohorts = Map<string, Cohort>

/** At most so many names are told apart; those that come after them share one. */
const maxCohorts = 1000
/** What is learned is kept after so many ends, and when nobody waits any more. */
const saveAfterEnds = 20

/** Nothing is known. */
export const make = (): Cohorts => new Map()

/** What is known of a cohort, or a beginning of it. */
export const of = (cohorts: Cohorts, wanted: string): Cohort => {
  const name = cohorts.has(wanted) || cohorts.size < maxCohorts ? wanted : "others"
  const known = cohorts.get(name)
  if (known !== undefined) return known
  const cohort: Cohort = { name, durations: Hazard.make(), unsaved: 0, isLoaded: false }
  cohorts.set(name, cohort)
  return cohort
}

/** Fetches what an earlier process learned; what was learned meanwhile gives way to it. Never fails. */
export const load = (cohort: Cohort, context: Context.Context<never>, loaded: () => void): void => {
  if (cohort.isLoaded) return
  const keeper = Context.getOption(context, Durations)
  if (Option.isNone(keeper)) return
  cohort.isLoaded = true
  const found = Effect.map(keeper.value.get(cohort.name), (text) => {
    if (text === undefined || cohort.unsaved >= saveAfterEnds) return
    cohort.durations = Hazard.make(JSON.parse(text))
    loaded()
  })
  Effect.runForkWith(context)(quietly(found))
}

/** Keeps what was learned, if that is much or `all` is wanted. Never fails. */
export const save = (cohort: Cohort, context: Context.Context<never>, all: boolean): void => {
  if (cohort.unsaved < (all ? 1 : saveAfterEnds)) return
  const keeper = Context.getOption(context, Durations)
  cohort.unsaved = 0
  if (Option.isSome(keeper)) {
    Effect.runForkWith(context)(quietly(keeper.value.set(cohort.name, JSON.stringify(cohort.durations.save()))))
  }
}

const quietly = <A, E>(use: Effect.Effect<A, E>): Effect.Effect<unknown> =>
  Effect.catchCause(use, (cause) => Effect.logDebug("what was learned of durations was not kept", cause))
