/** What is known of how long tasks take, by kind, and kept from one process to the next where somebody keeps it. */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { Durations } from "../options.ts"
import * as Learned from "./hazard.ts"

/** What is known of one kind. */
export interface Kind {
  readonly name: string
  learned: Learned.Learned
  /** Ends that are not kept yet. */
  fresh: number
  /** Whether it was looked for where it is kept. */
  asked: boolean
}

/** By name. */
export type Kinds = Map<string, Kind>

/** At most so many names are told apart; those that come after them share one. */
const most = 1000
/** What is learned is kept after so many ends, and when nobody waits any more. */
const batch = 20

/** Nothing is known. */
export const make = (): Kinds => new Map()

/** What is known of a kind, or a beginning of it. */
export const of = (kinds: Kinds, wanted: string): Kind => {
  const name = kinds.has(wanted) || kinds.size < most ? wanted : "others"
  const known = kinds.get(name)
  if (known !== undefined) return known
  const kind: Kind = { name, learned: Learned.make(), fresh: 0, asked: false }
  kinds.set(name, kind)
  return kind
}

/** Fetches what an earlier process learned; what was learned meanwhile gives way to it. Never fails. */
export const load = (kind: Kind, context: Context.Context<never>, loaded: () => void): void => {
  if (kind.asked) return
  const keeper = Context.getOption(context, Durations)
  if (Option.isNone(keeper)) return
  kind.asked = true
  const found = Effect.map(keeper.value.get(kind.name), (text) => {
    if (text === undefined || kind.fresh >= batch) return
    kind.learned = Learned.make(JSON.parse(text))
    loaded()
  })
  Effect.runForkWith(context)(quietly(found))
}

/** Keeps what was learned, if that is much or `all` is wanted. Never fails. */
export const save = (kind: Kind, context: Context.Context<never>, all: boolean): void => {
  if (kind.fresh < (all ? 1 : batch)) return
  const keeper = Context.getOption(context, Durations)
  kind.fresh = 0
  if (Option.isSome(keeper)) {
    Effect.runForkWith(context)(quietly(keeper.value.set(kind.name, JSON.stringify(kind.learned.save()))))
  }
}

const quietly = <A, E>(use: Effect.Effect<A, E>): Effect.Effect<unknown> =>
  Effect.catchCause(use, (cause) => Effect.logDebug("what was learned of durations was not kept", cause))
