/**
 * From pages of events to steps, each revision once and in the order of the log, in bounded memory.
 * Deterministic: the time is an argument, and the state is given and changed.
 */
import type * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import type { Redacted } from "effect/Redacted"
import * as Schema from "effect/Schema"
import type { EventPage } from "../../Provider.ts"
import type { Step, StepByCursor, StepView } from "../../Snapshot.ts"
import { digestOf } from "./stepsFromSnapshots.ts"

/** A content of a step that was told. */
type Told = readonly [key: string, revision: number, digest: string, isRunning: boolean]

type Seen = ReadonlyArray<Pick<Step, "key" | "revision" | "digest">>

/** Where a reader of the log stands, and what it needs in order to tell nothing twice. */
export interface Feed {
  /** The cursor of the next read; `undefined` is the beginning. */
  after: string | undefined
  /** So many steps of what comes after that cursor were told. */
  told: number
  /**
   * Contents that are not among those: what a reader that goes on behind them has met again, and
   * what was told right before the cursor, which the service may repeat behind it.
   */
  readonly skipped: Set<string>
  /** The contents right before the cursor, the nearest last. */
  before: ReadonlyArray<string>
  /** Steps so far. */
  count: number
  /** Where a person can watch the browser, once an event has told. */
  liveUrl: Redacted | undefined
  /** The last revision of each step, and the contents that were told, the newest last. */
  readonly revisions: Map<string, number>
  readonly contents: Set<string>
  /** So many of them are kept at most. */
  readonly maxKept: number
  /** What a cursor carries: the newest contents, and those of steps that still run. */
  readonly newest: Array<Told>
  readonly running: Map<string, Told>
}

/** So many steps are kept, to tell a change of one, or a repetition, from a new one. */
const keptSteps = 1000
/** So many of the newest contents, and of steps that still run, are carried by a cursor. */
const carriedNewest = 8
const carriedRunning = 24

/** What a cursor of ours holds: that of the service, and how far its reader had come behind it. */
const Position = Schema.fromJsonString(
  Schema.Tuple([
    Schema.NullOr(Schema.String),
    Schema.Int.check(Schema.isGreaterThanOrEqualTo(0)),
    Schema.Array(Schema.Tuple([Schema.String, Schema.Int, Schema.String, Schema.Boolean])),
    Schema.Array(Schema.String)
  ])
)
const decode = Schema.decodeUnknownOption(Position)

/** A reader that begins at the beginning, and does not tell what is in `seen`. */
export const make = (seen: Seen = []): Feed => begin(undefined, 0, seen)

/**
 * A reader that goes on where the step stood that carried this cursor; nothing where the text is no
 * cursor of ours.
 */
export const resume = (cursor: string, seen: Seen = []): Feed | undefined =>
  Option.getOrUndefined(
    Option.map(decode(cursor), ([after, told, carried, before]) => {
      const known = carried.map(([key, revision, digest]) => ({ key, revision, digest }))
      const feed = begin(after ?? undefined, told, [...seen, ...known])
      feed.newest.push(...carried.slice(-carriedNewest))
      feed.before = before
      for (const content of before) feed.skipped.add(content)
      for (const one of carried) if (one[3]) feed.running.set(one[0], one)
      return feed
    })
  )

const begin = (after: string | undefined, told: number, known: Seen): Feed => {
  const revisions = new Map<string, number>()
  for (const { key, revision } of known) revisions.set(key, Math.max(revision, revisions.get(key) ?? 0))
  return {
    after,
    told,
    skipped: new Set(),
    before: [],
    count: 0,
    liveUrl: undefined,
    revisions,
    contents: new Set(known.map(({ digest, key }) => contentOf(key, digest))),
    maxKept: known.length + keptSteps,
    newest: [],
    running: new Map()
  }
}

/**
 * The steps of this page that are new or changed, as the log has them, each with the cursor that
 * goes on after it. Moves the reader behind the page.
 */
export const fold = (feed: Feed, page: EventPage, at: DateTime.Utc): ReadonlyArray<StepByCursor> => {
  const { contents, newest, revisions, running, skipped } = feed
  const next = page.after ?? feed.after
  const isMoved = next !== feed.after
  const beforeNext = isMoved ? nearest([...feed.before, ...page.events.map(toContent)]) : feed.before
  let toSkip = feed.told
  const steps: Array<StepByCursor> = []
  for (const [i, event] of page.events.entries()) {
    const { key } = event
    const digest = digestOf(event)
    const content = contentOf(key, digest)
    if (toSkip > 0) {
      // What the service repeats was not counted when it was told.
      if (!skipped.has(content)) toSkip--
      skipped.add(content)
      contents.add(content)
      refresh(feed, key, digest)
      continue
    }
    if (contents.has(content)) {
      refresh(feed, key, digest)
      continue
    }
    const before = revisions.get(key) ?? 0
    const told: Told = [key, before + 1, digest, event.status === "running"]
    if (before === 0) feed.count++
    revisions.delete(key)
    revisions.set(key, before + 1)
    contents.add(content)
    carry(newest, told)
    running.delete(key)
    if (told[3]) running.set(key, told)
    forgetOldest(revisions, feed.maxKept)
    forgetOldest(contents, feed.maxKept)
    forgetOldest(running, carriedRunning)
    feed.told++
    const isLast = isMoved && i === page.events.length - 1
    const cursor = isLast ? encode(next, 0, beforeNext, feed) : encode(feed.after, feed.told, feed.before, feed)
    steps.push({ ...event, revision: before + 1, digest, at, cursor })
  }
  if (isMoved) {
    feed.after = next
    feed.told = toSkip
    feed.before = beforeNext
  }
  if (!isMoved || toSkip === 0) {
    skipped.clear()
    for (const content of feed.before) skipped.add(content)
  }
  return steps
}

const carry = (newest: Array<Told>, told: Told): void => {
  newest.push(told)
  if (newest.length > carriedNewest) newest.shift()
}

/**
 * What the service has just repeated it may repeat again: a cursor carries it like a content that
 * is new.
 */
const refresh = ({ newest, revisions, running }: Feed, key: string, digest: string): void => {
  const at = newest.findIndex((one) => one[0] === key && one[2] === digest)
  const [known] = at < 0 ? [] : newest.splice(at, 1)
  const stillRuns = running.get(key)
  const revision = revisions.get(key)
  if (known !== undefined) carry(newest, known)
  else if (stillRuns?.[2] === digest) carry(newest, stillRuns)
  else if (revision !== undefined) carry(newest, [key, revision, digest, false])
}

const toContent = (event: StepView): string => contentOf(event.key, digestOf(event))

/** The last of them, each once. */
const nearest = (contents: ReadonlyArray<string>): ReadonlyArray<string> =>
  [...new Set(contents.toReversed())].slice(0, carriedNewest).toReversed()

const encode = (
  after: string | undefined,
  told: number,
  before: ReadonlyArray<string>,
  { newest, running }: Feed
): string => {
  const older = [...running.values()].filter((one) => !newest.includes(one))
  return JSON.stringify([after ?? null, told, [...older, ...newest], before])
}

const contentOf = (key: string, digest: string): string => `${digest} ${key}`

/** Both a map and a set give their keys in the order in which they were put in. */
const forgetOldest = (kept: Map<string, unknown> | Set<string>, most: number): void => {
  if (kept.size <= most) return
  const [oldest] = kept.keys()
  if (oldest !== undefined) kept.delete(oldest)
}
