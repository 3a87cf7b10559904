/**
 * One pass over the list: many tasks in a few requests. Pages are read side by side, so that few tasks move from one to another meanwhile.
 * A list may be late, out of order, cut off or full of others' tasks: it can only show a task, never its absence.
 */
import * as Cause from "effect/Cause"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type { Listable, ListQuery } from "../../Provider.ts"
import { ProviderError, Unavailable } from "../../ProviderError.ts"
import * as Engine from "./poller.ts"
import type { Engine as AnEngine } from "./poller.ts"
import { isActive } from "./awaited.ts"
import type { Entry } from "./awaited.ts"
import * as Looks from "./look.ts"
import * as Shared from "./account.ts"
import * as Timing from "./due.ts"

/** A pass that is under way. */
export interface Pass {
  readonly no: number
  readonly began: number
  /** Whether the list holds running tasks only. */
  readonly running: boolean
  items: number
  mine: number
  abort: () => void
}

/** How to read the list. */
export interface Route {
  readonly running: boolean
  /** How many pages it is thought to have. */
  readonly pages: number
  /** By the clock that everybody sets. */
  readonly since: number | undefined
}

/** A page takes no longer. */
const pagePatience = "30 seconds"
/** Pages at once. */
const abreast = 8
/** A list that is longer than this does not end. */
const mostPages = 2000
/** A task that is younger may not be in the list yet. */
const lag = 5000

/** Sends it off. */
export const start = <Raw>(engine: AnEngine<Raw>, route: Route, at: number): void => {
  const { list, pageMax } = engine.provider
  const { lists } = engine.shared
  if (list === undefined || pageMax === undefined) return
  const pass: Pass = {
    no: ++engine.passes,
    began: at,
    running: route.running,
    items: 0,
    mine: 0,
    abort: () => undefined
  }
  engine.pass = pass
  const query = {
    limit: pageMax,
    ...(route.running ? { running: true } : {}),
    ...(route.since === undefined ? {} : { since: DateTime.makeUnsafe(route.since) })
  }
  const read = (page: number) => readPage(engine, pass, list, { ...query, page })
  const whole = Effect.gen(function* () {
    const first = Math.max(1, Math.min(mostPages, Math.floor(route.pages)))
    const pages = Array.from({ length: first }, (_, i) => i + 1)
    const counts = yield* Effect.forEach(pages, read, { concurrency: abreast })
    // A service may give fewer items than it was asked for: then a page is full that is as long as the longest.
    let size = Math.min(pageMax, lists.pageMax, first === 1 ? Infinity : Math.max(...counts))
    let last = counts.at(-1) ?? 0
    for (let page = first + 1; last > 0 && page <= mostPages; page++) {
      const short = last < size
      if (short && (last <= lists.last || engine.entries.size - pass.mine <= 2 + last / 10)) return
      // Many are missing, and no last page was ever as long as this: perhaps it is none.
      const next = yield* read(page)
      if (short && next === 0) lists.last = last
      else if (short) size = lists.pageMax = Math.max(last, next)
      last = next
    }
  })
  pass.abort = Engine.run(
    engine,
    engine.context,
    Effect.flatMap(Effect.exit(whole), (exit) => Effect.sync(() => finish(engine, pass, exit)))
  )
}

const readPage = Effect.fnUntraced(function* <Raw>(
  engine: AnEngine<Raw>,
  pass: Pass,
  list: Listable["list"],
  query: ListQuery
): Effect.fn.Return<number, ProviderError> {
  const { provider, shared } = engine
  while (true) {
    const wait = shared.rate.take(Engine.now(engine))
    if (wait === 0) break
    yield* Effect.sleep(wait)
  }
  if (engine.pass !== pass) return yield* Effect.interrupt
  const began = Engine.now(engine)
  shared.meter.requests.list++
  engine.metrics.request("list")
  const items = yield* Effect.timeoutOrElse(Engine.counted(engine, list(query)), {
    duration: pagePatience,
    orElse: () =>
      Effect.fail(
        new ProviderError({
          provider: provider.name,
          operation: "list",
          reason: new Unavailable({ message: `no answer within ${pagePatience}` })
        })
      )
  })
  const at = Engine.now(engine)
  Shared.answered(shared, at - began)
  shared.rate.ok(at)
  pass.items += items.length
  if (items.length > shared.lists.pageMax) shared.lists.pageMax = items.length
  for (const item of items) {
    const entry = engine.entries.get(item.id)
    if (entry === undefined) continue
    if (entry.seenIn !== pass.no) pass.mine++
    Looks.sight(engine, entry, item, pass.no, began, at)
  }
  return items.length
})

const finish = <Raw>(engine: AnEngine<Raw>, pass: Pass, exit: Exit.Exit<void, ProviderError>): void => {
  if (engine.pass !== pass) return
  engine.pass = undefined
  const at = Engine.now(engine)
  const { lists } = engine.shared
  if (Exit.isSuccess(exit)) {
    lists.failures = 0
    const which = pass.running ? "running" : "all"
    lists.strangers[which] = Math.max(0, pass.items - pass.mine)
    lists.measuredAt[which] = at
  } else {
    const failure = Cause.findErrorOption(exit.cause)
    if (failure._tag === "Some") Looks.failed(engine, failure.value, at)
    // One that is refused for good is not asked for again soon; the tasks are looked at one by one.
    const final = failure._tag === "None" || !failure.value.transient
    lists.notBefore = at + (final ? 600_000 : Math.min(60_000, 1000 * 2 ** Math.min(lists.failures++, 10)))
  }
  for (const entry of engine.entries.values()) {
    if (entry.seenIn !== pass.no) unseen(engine, entry, pass, Exit.isSuccess(exit), at)
  }
  engine.wake()
}

/** A task that a pass has not shown: one look will tell. */
const unseen = <Raw>(engine: AnEngine<Raw>, entry: Entry<Raw>, pass: Pass, complete: boolean, at: number): void => {
  if (entry.flight !== undefined) return
  const old = pass.began - entry.born > lag
  if (complete && old && !entry.unlisted) {
    entry.unlisted = true
    entry.missedAt = pass.began - entry.born
  }
  const state = entry.last?.status
  const running = state === undefined || (state.state === "working" && state.phase === "running")
  // Missing among the running ones, it has ended, most likely.
  const gone = complete && pass.running && running && old
  entry.next = gone ? at : Timing.after(engine, entry, entry.aliveAt)
  // The look that confirms it reads the result as well: two requests for one end would be one too many.
  if (gone) for (const watch of entry.watches) watch.peek ||= isActive(watch)
  Engine.reschedule(engine, entry, at)
}
