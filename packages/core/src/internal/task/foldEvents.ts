/**
 * From pages of events to steps, each revision once and in the order of the log, in bounded memory.
 * Deterministic: the time is an argument, and the state is given and changed.
 */
import type * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import type { Redacted } from "effect/Redacted"
import * as Schema from "effect/Schema"
import type { EventPage } from "../../Provider.ts"
import type { Step, StepByCursor } from "../../Snapshot.ts"
import { digestOf } from "./foldSteps.ts"

/** A content of a step that was told. */
type Told = readonly [key: string, revision: number, digest: string, isRunning: boolean]

type Seen = ReadonlyArray<Pick<Step, "key" | "revision" | "digest">>

/** Where a reader of the log stands, and what it needs in order to tell nothing twice. */
export interface Feed {
  /** The cursor of the next read; `undefined` is the beginning. */
  after: string | undefined
  /** So many steps of what comes after that cursor were told. */
  told: number
  /** Those of them that were met again, by a reader that goes on behind them. */
  readonly skipped: Set<string>
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
    Schema.Array(Schema.Tuple([Schema.String, Schema.Int, Schema.String, Schema.Boolean]))
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
    Option.map(decode(cursor), ([after, told, carried]) => {
      const known = carried.map(([key, revision, digest]) => ({ key, revision, digest }))
      const feed = begin(after ?? undefined, told, [...seen, ...known])
      feed.newest.push(...carried.slice(-carriedNewest))
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
      continue
    }
    if (contents.has(content)) continue
    const before = revisions.get(key) ?? 0
    const told: Told = [key, before + 1, digest, event.status === "running"]
    if (before === 0) feed.count++
    revisions.delete(key)
    revisions.set(key, before + 1)
    contents.add(content)
    newest.push(told)
    if (newest.length > carriedNewest) newest.shift()
    running.delete(key)
    if (told[3]) running.set(key, told)
    forgetOldest(revisions, feed.maxKept)
    forgetOldest(contents, feed.maxKept)
    forgetOldest(running, carriedRunning)
    feed.told++
    const isLast = isMoved && i === page.events.length - 1
    const cursor = encode(isLast ? next : feed.after, isLast ? 0 : feed.told, feed)
    steps.push({ ...event, revision: before + 1, digest, at, cursor })
  }
  if (isMoved) {
    feed.after = next
    feed.told = toSkip
  }
  if (!isMoved || toSkip === 0) skipped.clear()
  return steps
}

const encode = (after: string | undefined, told: number, { newest, running }: Feed): string => {
  const older = [...running.values()].filter((one) => !newest.includes(one))
  return JSON.stringify([after ?? null, told, [...older, ...newest]])
}

const contentOf = (key: string, digest: string): string => `${digest} ${key}`

/** Both a map and a set give their keys in the order in which they were put in. */
const forgetOldest = (kept: Map<string, unknown> | Set<string>, most: number): void => {
  if (kept.size <= most) return
  const [oldest] = kept.keys()
  if (oldest !== undefined) kept.delete(oldest)
}
