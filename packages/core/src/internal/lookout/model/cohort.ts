/**
 * What is known of how long tasks take, by cohort: provider, kind and label. It is kept from one
 * process to the next where the program provides `Lookout.Durations`.
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { Durations } from "../options.ts"
import * as Hazard from "./hazard.ts"

/** Tasks that take alike. */
export interface Cohort {
  readonly name: string
  durations: Hazard.HazardModel
  /** Ends that were learned since it was saved last. */
  unsaved: number
  /** Whether what an earlier process kept was asked for. */
  isLoaded: boolean
}

/** By name. */
export type Cohorts = Map<string, Cohort>

/** So many names are told apart; those that come after them share one. */
const maxCohorts = 1000
/** A cohort is saved after so many ends, and when the last waiter of a poller has left. */
const saveAfterEnds = 20

/** No cohort yet. */
export const make = (): Cohorts => new Map()

/** The cohort of this name, which is new if there is none. */
export const of = (cohorts: Cohorts, wanted: string): Cohort => {
  const name = cohorts.has(wanted) || cohorts.size < maxCohorts ? wanted : "others"
  const known = cohorts.get(name)
  if (known !== undefined) return known
  const cohort: Cohort = { name, durations: Hazard.make(), unsaved: 0, isLoaded: false }
  cohorts.set(name, cohort)
  return cohort
}

/**
 * Fetches what an earlier process learned. It replaces what was learned meanwhile, unless that is
 * as much as would be saved. Never fails.
 */
export const load = (cohort: Cohort, context: Context.Context<never>, onLoaded: () => void): void => {
  if (cohort.isLoaded) return
  const durations = Context.getOption(context, Durations)
  if (Option.isNone(durations)) return
  cohort.isLoaded = true
  const found = Effect.map(durations.value.get(cohort.name), (text) => {
    if (text === undefined || cohort.unsaved >= saveAfterEnds) return
    cohort.durations = Hazard.make(JSON.parse(text))
    onLoaded()
  })
  Effect.runForkWith(context)(ignoreFailure(found))
}

/** Saves the cohort if enough was learned, or with `isLast` if anything was. Never fails. */
export const save = (cohort: Cohort, context: Context.Context<never>, isLast: boolean): void => {
  if (cohort.unsaved < (isLast ? 1 : saveAfterEnds)) return
  const durations = Context.getOption(context, Durations)
  cohort.unsaved = 0
  if (Option.isSome(durations)) {
    const text = JSON.stringify(cohort.durations.save())
    Effect.runForkWith(context)(ignoreFailure(durations.value.set(cohort.name, text)))
  }
}

const ignoreFailure = <A, E>(use: Effect.Effect<A, E>): Effect.Effect<unknown> =>
  Effect.catchCause(use, (cause) => Effect.logDebug("what was learned of durations was not kept", cause))
