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
import type { Poller as AnEngine } from "./poller.ts"
import { isActive } from "./awaited.ts"
import type { Awaited } from "./awaited.ts"
import * as Looks from "./look.ts"
import * as Shared from "./account.ts"
import * as Timing from "./due.ts"

/** A pass that is under way. */
export interface Pass {
  readonly passNumber: number
  readonly sentAt: number
  /** Whether the list holds running tasks only. */
  readonly isRunningOnly: boolean
  items: number
  matched: number
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
const pageTimeout = "30 seconds"
/** Pages at once. */
const pageConcurrency = 8
/** A list that is longer than this does not end. */
const maxPages = 2000
/** A task that is younger may not be in the list yet. */
const listLagMs = 5000

/** Sends it off. */
export const start = <Raw>(engine: AnEngine<Raw>, route: Route, at: number): void => {
  const { list, pageMax } = engine.provider
  const { lists } = engine.account
  if (list === undefined || pageMax === undefined) return
  const pass: Pass = {
    passNumber: ++engine.passes,
    sentAt: at,
    isRunningOnly: route.running,
    items: 0,
    matched: 0,
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
    const first = Math.max(1, Math.min(maxPages, Math.floor(route.pages)))
    const pages = Array.from({ length: first }, (_, i) => i + 1)
    const counts = yield* Effect.forEach(pages, read, { concurrency: pageConcurrency })
    // A service may give fewer items than it was asked for: then a page is full that is as long as the longest.
    let size = Math.min(pageMax, lists.longestPage, first === 1 ? Infinity : Math.max(...counts))
    let last = counts.at(-1) ?? 0
    for (let page = first + 1; last > 0 && page <= maxPages; page++) {
      const short = last < size
      if (short && (last <= lists.longestLastPage || engine.tasks.size - pass.matched <= 2 + last / 10)) return
      // Many are missing, and no last page was ever as long as this: perhaps it is none.
      const next = yield* read(page)
      if (short && next === 0) lists.longestLastPage = last
      else if (short) size = lists.longestPage = Math.max(last, next)
      last = next
    }
  })
  pass.abort = Engine.fork(
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
  const { provider, account: shared } = engine
  while (true) {
    const wait = shared.rateLimit.take(Engine.now(engine))
    if (wait === 0) break
    yield* Effect.sleep(wait)
  }
  if (engine.pass !== pass) return yield* Effect.interrupt
  const began = Engine.now(engine)
  shared.counters.requests.list++
  engine.metrics.request("list")
  const items = yield* Effect.timeoutOrElse(Engine.counting(engine, list(query)), {
    duration: pageTimeout,
    orElse: () =>
      Effect.fail(
        new ProviderError({
          provider: provider.name,
          operation: "list",
          reason: new Unavailable({ message: `no answer within ${pageTimeout}` })
        })
      )
  })
  const at = Engine.now(engine)
  Shared.noteLatency(shared, at - began)
  shared.rateLimit.noteAnswer(at)
  pass.items += items.length
  if (items.length > shared.lists.longestPage) shared.lists.longestPage = items.length
  for (const item of items) {
    const entry = engine.tasks.get(item.id)
    if (entry === undefined) continue
    if (entry.seenInPass !== pass.passNumber) pass.matched++
    Looks.takeListed(engine, entry, item, pass.passNumber, began, at)
  }
  return items.length
})

const finish = <Raw>(engine: AnEngine<Raw>, pass: Pass, exit: Exit.Exit<void, ProviderError>): void => {
  if (engine.pass !== pass) return
  engine.pass = undefined
  const at = Engine.now(engine)
  const { lists } = engine.account
  if (Exit.isSuccess(exit)) {
    lists.failures = 0
    const which = pass.isRunningOnly ? "running" : "all"
    lists.foreignTasks[which] = Math.max(0, pass.items - pass.matched)
    lists.measuredAt[which] = at
  } else {
    const failure = Cause.findErrorOption(exit.cause)
    if (failure._tag === "Some") Looks.noteFailure(engine, failure.value, at)
    // One that is refused for good is not asked for again soon; the tasks are looked at one by one.
    const final = failure._tag === "None" || !failure.value.transient
    lists.notBefore = at + (final ? 600_000 : Math.min(60_000, 1000 * 2 ** Math.min(lists.failures++, 10)))
  }
  for (const entry of engine.tasks.values()) {
    if (entry.seenInPass !== pass.passNumber) onMissing(engine, entry, pass, Exit.isSuccess(exit), at)
  }
  engine.wake()
}

/** A task that a pass has not shown: one look will tell. */
const onMissing = <Raw>(
  engine: AnEngine<Raw>,
  entry: Awaited<Raw>,
  pass: Pass,
  complete: boolean,
  at: number
): void => {
  if (entry.inFlight !== undefined) return
  const old = pass.sentAt - entry.startedAt > listLagMs
  if (complete && old && !entry.isUnlisted) {
    entry.isUnlisted = true
    entry.unlistedAge = pass.sentAt - entry.startedAt
  }
  const state = entry.last?.status
  const running = state === undefined || (state.state === "working" && state.phase === "running")
  // Missing among the running ones, it has ended, most likely.
  const gone = complete && pass.isRunningOnly && running && old
  entry.nextAt = gone ? at : Timing.nextAfter(engine, entry, entry.aliveAt)
  // The look that confirms it reads the result as well: two requests for one end would be one too many.
  if (gone) for (const watch of entry.waiters) watch.peek ||= isActive(watch)
  Engine.reschedule(engine, entry, at)
}
