/**
 * One pass over the list: many tasks in a few requests. Pages that are counted are read side by
 * side, so that few tasks move from one to another meanwhile; where each page names the next, they
 * are read one after the other, and no further than they are of use. A list may be late, out of
 * order, cut off or full of tasks of others: it can only show a task, never its absence.
 */
import * as Cause from "effect/Cause"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import type { CursorPage } from "../../Provider.ts"
import { ProviderError, Unavailable } from "../../ProviderError.ts"
import type { Listed } from "../../Snapshot.ts"
import * as Status from "../../Status.ts"
import * as AccountKnowledge from "./accountKnowledge.ts"
import * as ApplyToWaiter from "./applyToWaiter.ts"
import { isActive } from "./awaitedTask.ts"
import * as NextLook from "./nextLook.ts"
import * as OutageWaits from "./outageWaits.ts"
import * as Poller from "./poller.ts"
import * as NoteAnswer from "./noteAnswer.ts"
import * as SilenceLog from "./silenceLog.ts"
import type * as State from "./state.ts"
import { askForSnapshot, wantsSnapshot } from "./waiter.ts"

/** A page that takes longer than this has failed. */
const pageTimeout = "30 seconds"
/** Pages of one pass that are read at once. */
const pageConcurrency = 8
/** Safety stop, for a service that ignores the page number. */
const maxPages = 2000
/** A task that is younger may not be in the list yet. */
const listLagMillis = 5000
/** For how long a list is left alone that was refused for good. */
const refusedListMillis = 600_000
/** The pause after a pass that failed for now; it doubles with each in a row, up to the longest. */
const failedPassMillis = 1000
const longestFailedPassMillis = 60_000

/** Sends the pass off. */
export const start = <Raw>(poller: State.Poller<Raw>, route: State.Route, at: number): void => {
  const { list, listByCursor, pageMax } = poller.provider
  if (pageMax === undefined) return
  const pass: State.Pass = {
    passNumber: ++poller.passes,
    sentAt: at,
    isRunningOnly: route.running,
    items: 0,
    matched: 0,
    abort: () => undefined
  }
  const since = route.since === undefined ? {} : { since: DateTime.makeUnsafe(route.since) }
  const query = { limit: pageMax, ...since }
  const counted = { ...query, ...(route.running ? { running: true } : {}) }
  const read =
    list !== undefined
      ? readNumbered(
          poller,
          pass,
          (page) => readPage(poller, pass, Effect.map(list({ ...counted, page }), asPage)),
          route.pages
        )
      : listByCursor !== undefined
        ? readByCursor(
            poller,
            pass,
            (cursor) => readPage(poller, pass, listByCursor({ ...query, ...(cursor === undefined ? {} : { cursor }) })),
            route.pages
          )
        : undefined
  if (read === undefined) return
  poller.pass = pass
  poller.lastPassAt = at
  pass.abort = Poller.fork(
    poller,
    poller.context,
    Effect.flatMap(Effect.exit(read), (exit) => Effect.sync(() => finish(poller, pass, exit)))
  )
}

/** A page of a list that counts its pages names no other. */
const asPage = (items: CursorPage["items"]): CursorPage => ({ items, next: undefined })

/**
 * Reads as many pages as are expected side by side, and then one after the other up to the last.
 */
const readNumbered = Effect.fnUntraced(function* <Raw>(
  poller: State.Poller<Raw>,
  pass: State.Pass,
  readOne: (page: number) => Effect.Effect<CursorPage, ProviderError>,
  expected: number
): Effect.fn.Return<void, ProviderError> {
  const { lists } = poller.account
  const read = (page: number) => Effect.map(readOne(page), ({ items }) => items.length)
  const first = Math.max(1, Math.min(maxPages, Math.floor(expected)))
  const pages = Array.from({ length: first }, (_, i) => i + 1)
  // During an outage the first page is the trial.
  const concurrency = poller.account.backoff.isOutage() ? 1 : pageConcurrency
  const counts = yield* Effect.forEach(pages, read, { concurrency })
  // A service may give fewer items than it was asked for: then a page as long as the longest is
  // full.
  const pageMax = poller.provider.pageMax ?? 1
  let size = Math.min(pageMax, lists.longestPage, first === 1 ? Infinity : Math.max(...counts))
  let last = counts.at(-1) ?? 0
  for (let page = first + 1; last > 0 && page <= maxPages; page++) {
    const isShort = last < size
    const missing = poller.tasks.size - pass.matched
    if (isShort && (last <= lists.longestLastPage || missing <= 2 + last / 10)) return
    // Many tasks are missing, and no last page was ever as long as this one: it may not be the
    // last.
    const next = yield* read(page)
    if (isShort && next === 0) lists.longestLastPage = last
    else if (isShort) size = lists.longestPage = Math.max(last, next)
    last = next
  }
})

/**
 * Reads one page after the other, up to the last, or until every task is shown that the list can
 * show. Beyond the pages that were expected, one that shows no task that is awaited ends the pass:
 * what is missing then is looked at by itself.
 */
const readByCursor = Effect.fnUntraced(function* <Raw>(
  poller: State.Poller<Raw>,
  pass: State.Pass,
  read: (cursor: string | undefined) => Effect.Effect<CursorPage, ProviderError>,
  expected: number
): Effect.fn.Return<void, ProviderError> {
  const cursors = new Set<string>()
  let cursor: string | undefined
  for (let page = 1; page <= maxPages; page++) {
    const matched = pass.matched
    const { next } = yield* read(cursor)
    if (next === undefined || cursors.has(next) || isAllShown(poller, pass)) return
    if (page > expected && pass.matched === matched) return
    cursors.add(next)
    cursor = next
  }
})

/** Whether no later page can show a task that is awaited, as far as lists show them at all. */
const isAllShown = <Raw>({ tasks }: State.Poller<Raw>, pass: State.Pass): boolean => {
  for (const { isUnlisted, seenInPass, startedAt } of tasks.values()) {
    if (!isUnlisted && seenInPass !== pass.passNumber && startedAt < pass.sentAt) return false
  }
  return true
}

/** Reads one page, and applies what it shows. */
const readPage = Effect.fnUntraced(function* <Raw>(
  poller: State.Poller<Raw>,
  pass: State.Pass,
  ask: Effect.Effect<CursorPage, ProviderError>
): Effect.fn.Return<CursorPage, ProviderError> {
  const { account, provider } = poller
  while (true) {
    const wait = account.budget.rateLimit.take(Poller.now(poller))
    if (wait === 0) break
    yield* Effect.sleep(wait)
  }
  if (poller.pass !== pass) return yield* Effect.interrupt
  const sentAt = Poller.now(poller)
  account.counters.requests.list++
  poller.metrics.request("list")
  const page = yield* Effect.timeoutOrElse(Poller.counting(poller, ask), {
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
  const at = Poller.now(poller)
  AccountKnowledge.noteLatency(account, at - sentAt)
  AccountKnowledge.noteAnswer(account, at)
  SilenceLog.onService(poller, at)
  const { items } = page
  pass.items += items.length
  if (items.length > account.lists.longestPage) account.lists.longestPage = items.length
  for (const item of items) {
    const awaited = poller.tasks.get(item.id)
    if (awaited === undefined) continue
    if (awaited.seenInPass !== pass.passNumber) pass.matched++
    awaited.seenInPass = pass.passNumber
    takeListed(poller, awaited, item, sentAt, at)
  }
  return page
})

/** Applies what a list shows of one task. */
const takeListed = <Raw>(
  poller: State.Poller<Raw>,
  awaited: State.Awaited<Raw>,
  item: Listed,
  sentAt: number,
  at: number
): void => {
  const isOver = Status.isOver(item.status)
  awaited.isUnlisted = false
  // A list may be older than the last look, and a task that was seen over stays over.
  if (!isOver && (sentAt < awaited.aliveAt || awaited.overAt !== undefined)) return
  const { finishedAt } = item
  NoteAnswer.noteLook(poller, awaited, { look: item, sentAt, finishedAt, isSingle: false, byNotification: false })
  // A waiter that wants a snapshot or events, or began after the page was sent, is told of an end
  // alone.
  const isEnoughNow = (waiter: State.Waiter<Raw, unknown>) =>
    waiter.reading === undefined && !wantsSnapshot(waiter, sentAt) && sentAt >= waiter.began
  const waiters = awaited.waiters.filter((waiter) => isActive(waiter) && (isOver || isEnoughNow(waiter)))
  for (const waiter of waiters) {
    waiter.lookedAt = Math.max(waiter.lookedAt, sentAt)
    waiter.looks++
    waiter.dueNow = false
    ApplyToWaiter.answer(waiter, item, undefined, at, "list")
    if (waiter.result === undefined && isEnough(waiter, item)) {
      waiter.result = Exit.succeed({ look: item, snapshot: undefined, told: item, isLast: true })
    }
  }
  Poller.conclude(poller, awaited, { sentAt, waiters }, at)
}

/** Whether the item of a list is all that the waiter needs. */
const isEnough = <Raw>(
  { depth }: State.Waiter<Raw, unknown>,
  { isSettling, output, status, verdict }: Listed
): boolean =>
  depth === "told" &&
  isSettling !== true &&
  status.state === "completed" &&
  typeof output === "string" &&
  verdict !== undefined

const finish = <Raw>(poller: State.Poller<Raw>, pass: State.Pass, exit: Exit.Exit<void, ProviderError>): void => {
  if (poller.pass !== pass) return
  poller.pass = undefined
  const at = Poller.now(poller)
  const { lists } = poller.account
  if (Exit.isSuccess(exit)) {
    lists.failures = 0
    lists.failingSince = undefined
    lists.isRefused = false
    const which = pass.isRunningOnly ? "running" : "all"
    lists.foreignTasks[which] = Math.max(0, pass.items - pass.matched)
    lists.measuredAt[which] = at
    for (const awaited of poller.tasks.values()) {
      if (awaited.seenInPass !== pass.passNumber) onMissing(poller, awaited, pass, at)
    }
  } else onFailure(poller, pass, Cause.findErrorOption(exit.cause), at)
  poller.wake()
}

const onFailure = <Raw>(
  poller: State.Poller<Raw>,
  pass: State.Pass,
  failure: Option.Option<ProviderError>,
  at: number
): void => {
  const { backoff, lists } = poller.account
  // A list that has failed for long says nothing of the rest of the service.
  const isKnown = lists.failingSince !== undefined && at - lists.failingSince >= poller.settings.most
  lists.isRefused = Option.isNone(failure) || !failure.value.transient
  lists.failingSince = lists.isRefused ? undefined : (lists.failingSince ?? at)
  const pause = Math.min(longestFailedPassMillis, failedPassMillis * 2 ** Math.min(lists.failures, 10))
  lists.notBefore = at + (lists.isRefused ? refusedListMillis : pause)
  lists.failures = lists.isRefused ? 0 : lists.failures + 1
  if (Option.isNone(failure)) return
  NoteAnswer.noteFailure(poller, failure.value, isKnown ? undefined : pass.sentAt, at)
  if (isKnown || !NoteAnswer.isOutage(failure.value) || !backoff.isOutage()) return
  OutageWaits.fail(poller, poller.tasks.values(), failure.value, at)
}

/** Plans a single look at a task that the pass has not shown. */
const onMissing = <Raw>(poller: State.Poller<Raw>, awaited: State.Awaited<Raw>, pass: State.Pass, at: number): void => {
  if (awaited.inFlight !== undefined) return
  awaited.isMissing = true
  const age = pass.sentAt - awaited.startedAt
  const isOld = age > listLagMillis
  if (isOld && !awaited.isUnlisted) {
    awaited.isUnlisted = true
    awaited.unlistedAge = age
  }
  const status = awaited.last?.status
  const wasRunning = status === undefined || (status.state === "working" && status.phase === "running")
  // Most likely it has ended: it is missing among the running ones, and old enough to be in the
  // list, or was in it before. The look that confirms it reads the result as well: two requests for
  // one end would be one too many.
  const isGone = pass.isRunningOnly && wasRunning && (isOld || awaited.seenInPass > 0)
  awaited.nextAt = isGone ? at : NextLook.nextAfter(poller, awaited, awaited.aliveAt)
  if (isGone) awaited.waiters.filter(isActive).forEach(askForSnapshot)
  Poller.reschedule(poller, awaited, at)
}
