/** What the entries of a store say about each piece of work. Pure. */
import * as DateTime from "effect/DateTime"
import type { Json, Provider, Started } from "../../Provider.ts"
import type { StoreEntry } from "../../StoreEntry.ts"
import type { TaskRef } from "../../TaskRef.ts"

type Owner = Pick<Provider<never>, "name" | "kind" | "endpoint">

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
  readonly ref?: TaskRef
  /** `intended`: nothing was sent yet. `sending`: a request left, and nobody knows yet what became of it. */
  readonly state: "intended" | "sending" | "refused" | "started" | "ended" | "delivered"
  /** How often a handler was given the outcome. */
  readonly attempts: number
  /** When the last entry was written. */
  readonly at: string
}

/** The identity of a piece of work: whose it is, and its nonce. Also the id of its delivery. */
export const idOf = (owner: Owner, nonce: string): string =>
  [owner.name, owner.kind, owner.endpoint, nonce].map(plain).join(":")

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

/** Whether this work is that task. */
export const has = ({ endpoint, kind, provider, ref }: Work, owner: Owner, id: string): boolean =>
  ref?.id === id && provider === owner.name && kind === owner.kind && endpoint === owner.endpoint

/** Whose turn is waited for by those who say which task a work is, so that no two works get the same. */
export const adopting = ({ endpoint, kind, name }: Owner): string => `adopt:${name}:${kind}:${endpoint}`

/** Whose turn is waited for by those who start a work, or search for what a start of it made. */
export const starting = (id: string): string => `start:${id}`

/** Adds what an entry says. An entry about work that is no longer known says nothing. */
export const add = (works: Map<string, Work>, entry: StoreEntry): void => {
  const known = works.get(entry.work)
  const next = after(known, entry)
  if (next !== undefined) works.set(entry.work, next)
}

/** All works of these entries, in the order of their first entry. */
export const fold = (entries: Iterable<StoreEntry>): Map<string, Work> => {
  const works = new Map<string, Work>()
  for (const entry of entries) add(works, entry)
  return works
}

/** Whether its outcome is still owed to somebody. */
export const isOpen = ({ state }: Work): boolean => state !== "refused" && state !== "delivered"

/** Whether nobody has said yet if there is a task. */
export const isUnanswered = ({ state }: Work): boolean => state === "intended" || state === "sending"

/**
 * Without the works that nobody needs any more: delivered or refused, with a caller's key only when older than `before`, and with a task
 * only when it could not be taken for that of work in doubt.
 */
export const compacted = (entries: ReadonlyArray<StoreEntry>, before: string) => {
  const gone = new Set<string>()
  const works = fold(entries)
  // Where nothing was kept, the nonce tells whose a task is.
  const doubts = Array.from(works.values()).filter((work) => work.kept !== undefined && isUnanswered(work))
  const isNeeded = (work: Work) =>
    work.ref !== undefined && doubts.some((doubt) => isSameOwner(doubt, work) && work.at >= earliest(doubt))
  for (const [id, work] of works) {
    if (!isOpen(work) && (work.key === undefined || work.at < before) && !isNeeded(work)) gone.add(id)
  }
  return { gone, entries: entries.filter(({ work }) => !gone.has(work)) }
}

const isSameOwner = (a: Work, b: Work): boolean =>
  a.provider === b.provider && a.kind === b.kind && a.endpoint === b.endpoint

/** Before this, nothing was made that a search for this work could find: the service's clock may be behind by minutes. */
const earliest = ({ since }: Work): string =>
  DateTime.formatIso(DateTime.subtract(DateTime.makeUnsafe(since), { minutes: 5 }))

const after = (known: Work | undefined, entry: StoreEntry): Work | undefined => {
  switch (entry._tag) {
    case "Intended": {
      // What was sent under this key is this work, however often it is asked for.
      if (known !== undefined && known.state !== "refused" && known.state !== "intended") return known
      const { _tag, at, v: _v, work: id, ...rest } = entry
      return { ...rest, id, at, state: "intended", attempts: 0 }
    }
    case "Sending":
      return known === undefined || known.ref !== undefined
        ? known
        : { ...known, state: "sending", since: entry.at, at: entry.at }
    case "Started":
      return known === undefined ? fromRef(entry) : known.ref === undefined ? started(known, entry) : known
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

const started = (known: Work, { at, ref }: Extract<StoreEntry, { _tag: "Started" }>): Work => ({
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

const plain = (text: string): string => text.replaceAll("%", "%25").replaceAll(":", "%3A")
