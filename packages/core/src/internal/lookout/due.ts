/** When a task is due by what was learned, and what was seen of its life for the next to learn from. */
import * as Duration from "effect/Duration"
import * as Exit from "effect/Exit"
import * as Result from "effect/Result"
import * as Cadence from "../../Cadence.ts"
import type { Engine } from "./poller.ts"
import type { Entry } from "./awaited.ts"
import * as Kinds from "./model/cohort.ts"
import * as Plan from "./model/schedule.ts"
import type { Watch } from "./waiter.ts"

/** No two looks at one task are planned closer together than this. */
const least = 100
/** So many ends in a row that a knock told of show that knocks can be relied on. */
const proof = 20

/** Whether the wait has a pace of its own; otherwise what was learned decides. */
export const isOwn = <Raw>({ cadence, depth, failures, last, over }: Watch<Raw, unknown>): boolean =>
  cadence !== Cadence.learned ||
  failures > 0 ||
  over ||
  depth === "each" ||
  depth === "everything" ||
  last?.status.state === "input_required"

/** Plans the next look for those waits that leave it to what was learned. In a list the task will be seen anyway. */
export const next = <Raw>(engine: Engine<Raw>, entry: Entry<Raw>, seenAt: number): void => {
  const alone = !engine.byList || entry.unlisted
  entry.next = alone && !entry.watches.every(isOwn) ? after(engine, entry, seenAt) : Infinity
}

/** When the task is to be looked at by itself, after it was seen at this time. */
export const after = <Raw>(engine: Engine<Raw>, entry: Entry<Raw>, seenAt: number): number => {
  const { shared } = engine
  const answer = shared.answer.step
  const aim = aimOf(engine)
  const price = shared.price.of(aim, answer)
  const gap = Plan.lookGap(entry.kind, Math.max(0, seenAt - entry.born), price, aim, answer)
  return seenAt + Math.max(least, Plan.jittered(gap, engine.random()))
}

/** What is aimed at now: no more than a watchdog while knocks tell of every end. */
export const aimOf = <Raw>({ settings, shared }: Engine<Raw>): Plan.Aim =>
  shared.knocks < proof || settings.watchdog <= settings.most
    ? settings
    : { mean: settings.watchdog / 2, most: settings.watchdog }

/** Plans the next look of a wait that was just told something. */
export const pace = <Raw>(engine: Engine<Raw>, watch: Watch<Raw, unknown>, at: number): void => {
  if (!isOwn(watch)) {
    watch.next = Infinity
    return
  }
  const { born, cadence, failures, last, looks, retryAfter } = watch
  const { delay, jitter } = cadence
  // The caller's own code: where it throws, that is the defect of this wait and of no other.
  const asked = Result.try(() =>
    Duration.toMillis(
      delay({ ...(last === undefined ? {} : { status: last.status }), age: at - born, looks, failures })
    )
  )
  if (Result.isFailure(asked)) {
    watch.result ??= Exit.die(asked.failure)
    return
  }
  let wanted = asked.success
  if (cadence === Cadence.learned && failures === 0) wanted = Math.min(wanted, engine.settings.most / 1.1)
  const spread = jitter === 0 ? wanted : wanted * (1 - jitter + 2 * jitter * engine.random())
  watch.next = at + Math.max(1, Math.ceil(Math.max(spread, retryAfter)))
}

/** Notes that the task was not over at this time. */
export const lived = <Raw>(entry: Entry<Raw>, at: number): void => {
  const age = at - entry.born
  if (!entry.aged || age <= entry.told) return
  entry.kind.lived(entry.told, age)
  entry.told = age
}

/** Notes that the task ended somewhere between when it was last seen not over, and now; `alone`: two looks at it alone say so. */
export const ended = <Raw>(engine: Engine<Raw>, entry: Entry<Raw>, at: number, alone: boolean): void => {
  const { kind, lore } = entry
  const from = Math.max(entry.told, 0)
  const alive = Math.max(entry.aliveAt - entry.born, from)
  const age = at - entry.born
  // One that was found over when somebody first asked tells nothing of how long it took.
  if (!entry.aged || age - alive > Math.max(10_000, age / 4)) return
  kind.ended(from, (alive + age) / 2)
  engine.shared.price.ended(kind, ...(alone ? [age - alive] : []))
  lore.fresh++
  Kinds.save(lore, engine.context, false)
}

/** Whether a knock told of an end, or should have: one that comes within two seconds may come after the look. */
export const heard = <Raw>({ settings, shared }: Engine<Raw>, knocked: boolean, delay: number | undefined): void => {
  if (knocked) {
    shared.knocks++
    shared.meter.knocked++
  } else if (shared.knocks >= proof || (delay ?? settings.most) > 2000) shared.knocks = 0
}
