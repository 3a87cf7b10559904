/**
 * What the entries of a store say about each piece of work. Deterministic: all times are in the
 * entries.
 */
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import type { Json, Provider, Started } from "../../Provider.ts"
import type { StoreEntry } from "../../StoreEntry.ts"
import type { TaskRef } from "../../TaskRef.ts"
import * as ForEachYielding from "../forEachYielding.ts"

/** To whom tasks belong: a provider, a kind of task, an account. */
export type Owner = Pick<Provider<never>, "name" | "kind" | "endpoint">

/** A piece of work, as far as it is known. */
export interface Work {
  readonly id: string
  readonly provider: string
  readonly kind: string
  readonly endpoint: string
  readonly nonce: string
  readonly key?: string
  /** When the last request to start it left, or when it was asked for: ISO 8601, UTC. */
  readonly since: string
  readonly kept?: Json
  /** What was made at the service for the last request to start it. */
  readonly prepared?: Json
  readonly ref?: TaskRef
  /**
   * `intended`: nothing was sent yet. `sending`: a request left, and it is not known yet what
   * became of it.
   */
  readonly state: "intended" | "sending" | "refused" | "started" | "ended" | "delivered"
  /** How often a handler was given the outcome. */
  readonly attempts: number
  /** When the last entry was written. */
  readonly at: string
}

/** The identity of a piece of work: whose it is, and its nonce. Also the id of its delivery. */
export const idOf = (owner: Owner, nonce: string): string =>
  [owner.name, owner.kind, owner.endpoint, nonce].map(escape).join(":")

/** The identity of the work that a task is, from its ref alone. */
export const idOfRef = ({ endpoint = "", id, key, kind, nonce, provider }: TaskRef): string =>
  idOf({ name: provider, kind, endpoint }, key ?? nonce ?? `#${id}`)

/** The identity of a task. A nonce is in it only where there is no key. */
export const refOf = (
  owner: Owner,
  { id, scope, startedAt }: Started,
  { key, nonce }: { readonly key?: string | undefined; readonly nonce?: string | undefined },
  now: DateTime.Utc
): TaskRef => ({
  v: 1,
  provider: owner.name,
  kind: owner.kind,
  id,
  ...(scope === undefined ? {} : { scope }),
  endpoint: owner.endpoint,
  ...(key !== undefined ? { key } : nonce === undefined ? {} : { nonce }),
  startedAt: DateTime.formatIso(startedAt ?? now)
})

/** What a ref or a work says of its owner. A ref of an old version names no account. */
interface Owned {
  readonly provider: string
  readonly kind: string
  readonly endpoint?: string | undefined
}

/** In what a ref or a work differs from those of this owner; nothing where it is the owner's. */
export const foreignField = (owner: Owner, it: Owned): "provider" | "kind" | "endpoint" | undefined => {
  if (it.provider !== owner.name) return "provider"
  if (it.kind !== owner.kind) return "kind"
  return it.endpoint !== undefined && it.endpoint !== owner.endpoint ? "endpoint" : undefined
}

/** Whether a ref or a work belongs to this owner. */
export const isOwnedBy = (owner: Owner, it: Owned): boolean => foreignField(owner, it) === undefined

/** Whether this work is that task of this owner. */
export const isTask = (work: Work, owner: Owner, id: string): boolean => work.ref?.id === id && isOwnedBy(owner, work)

/** The lock of those who decide which task a work is, so that no two works get the same task. */
export const adoptLock = ({ endpoint, kind, name }: Owner): string => `adopt:${name}:${kind}:${endpoint}`

/** The lock of those who start a work, or search for what an earlier start of it made. */
export const startLock = (id: string): string => `start:${id}`

/** Adds what an entry says. An entry about work that is no longer known says nothing. */
export const add = (works: Map<string, Work>, entry: StoreEntry): void => {
  const known = works.get(entry.work)
  const next = apply(known, entry)
  if (next !== undefined) works.set(entry.work, next)
}

/** All works of these entries, in the order of their first entry. */
export const fold = (entries: Iterable<StoreEntry>): Effect.Effect<Map<string, Work>> =>
  Effect.suspend(() => {
    const works = new Map<string, Work>()
    return Effect.as(
      ForEachYielding.forEach(entries, (entry) => add(works, entry)),
      works
    )
  })

/** Whether its outcome must still be delivered. */
export const isOpen = ({ state }: Work): boolean => state !== "refused" && state !== "delivered"

/** Whether it is not known yet if there is a task. */
export const isUnanswered = ({ state }: Work): boolean => state === "intended" || state === "sending"

/**
 * Without the works that need no delivery any more: delivered or refused, with a caller's key only
 * when older than `before`, and with a task only when it could not be taken for that of work in
 * doubt.
 */
export const compact = Effect.fnUntraced(function* (entries: ReadonlyArray<StoreEntry>, before: string) {
  const gone = new Set<string>()
  const works = yield* fold(entries)
  const inDoubt = doubts(works.values())
  const isNeeded = (one: Work) =>
    one.ref !== undefined &&
    inDoubt.some(({ since, work }) => isOwnedBy({ ...work, name: work.provider }, one) && one.at >= since)
  yield* ForEachYielding.forEach(works, ([id, work]) => {
    if (!isOpen(work) && (work.key === undefined || work.at < before) && !isNeeded(work)) gone.add(id)
  })
  const kept: Array<StoreEntry> = []
  yield* ForEachYielding.forEach(entries, (entry) => {
    if (!gone.has(entry.work)) kept.push(entry)
  })
  return { gone, entries: kept }
})

/** The works in doubt, each with the time before which nothing can be its task. */
export const doubts = (works: Iterable<Work>): ReadonlyArray<{ readonly work: Work; readonly since: string }> =>
  // Where nothing was kept, the nonce tells whose a task is.
  Array.from(works)
    .filter((work) => work.kept !== undefined && isUnanswered(work))
    .map((work) => ({ work, since: earliestOf(work) }))

/**
 * Before this, nothing was made that a search for this work could find: the service's clock may be
 * behind by minutes.
 */
const earliestOf = ({ since }: Work): string =>
  DateTime.formatIso(DateTime.subtract(DateTime.makeUnsafe(since), { minutes: 5 }))

/** What is known of a work after an entry. */
export const apply = (known: Work | undefined, entry: StoreEntry): Work | undefined => {
  switch (entry._tag) {
    case "Intended": {
      // What was sent under this key is this work, however often it is asked for.
      if (known !== undefined && known.state !== "refused" && known.state !== "intended") return known
      const { _tag, at, v: _v, work: id, ...rest } = entry
      return { ...rest, id, at, state: "intended", attempts: 0 }
    }
    case "Sending": {
      if (known === undefined || known.ref !== undefined) return known
      const { prepared } = entry
      const sent = prepared === undefined ? known : { ...known, prepared }
      return { ...sent, state: "sending", since: entry.at, at: entry.at }
    }
    case "Started":
      return known === undefined ? fromRef(entry) : known.ref === undefined ? withRef(known, entry) : known
    case "Refused":
      return known !== undefined && isUnanswered(known) ? { ...known, state: "refused", at: entry.at } : known
    case "Ended":
      return known?.state === "started" ? { ...known, state: "ended", at: entry.at } : known
    case "Delivering":
      return known === undefined ? undefined : { ...known, attempts: known.attempts + 1, at: entry.at }
    case "Delivered":
      return known === undefined ? undefined : { ...known, state: "delivered", at: entry.at }
  }
}

const withRef = (known: Work, { at, ref }: Extract<StoreEntry, { _tag: "Started" }>): Work => ({
  ...known,
  ref,
  at,
  state: isUnanswered(known) || known.state === "refused" ? "started" : known.state
})

const fromRef = ({ at, ref, work: id }: Extract<StoreEntry, { _tag: "Started" }>): Work => ({
  id,
  provider: ref.provider,
  kind: ref.kind,
  endpoint: ref.endpoint ?? "",
  nonce: ref.key ?? ref.nonce ?? `#${ref.id}`,
  ...(ref.key === undefined ? {} : { key: ref.key }),
  since: ref.startedAt ?? at,
  ref,
  state: "started",
  attempts: 0,
  at
})

const escape = (text: string): string => text.replaceAll("%", "%25").replaceAll(":", "%3A")
