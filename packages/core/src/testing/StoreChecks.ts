/**
 * What every store of tasks must do, as checks for a back end of your own: run each in a test.
 *
 * A check opens the store once or twice, each time in a scope of its own, and writes works of its
 * own to it; what else is in the store does not matter.
 */
import * as Data from "effect/Data"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import type * as Scope from "effect/Scope"
import type { StoreEntry } from "../StoreEntry.ts"
import type { StoreError } from "../StoreError.ts"
import type { TaskStore } from "../TaskStore.ts"
import * as TableBackend from "../TableBackend.ts"

/** The store does not do what it must. */
export class CheckFailed extends Data.TaggedError("CheckFailed")<{
  readonly message: string
  readonly expected: unknown
  readonly actual: unknown
}> {}

/** One thing that a store must do. */
export interface Check<E, R> {
  /** In a sentence, with "the store" as its subject. */
  readonly name: string
  readonly check: Effect.Effect<void, CheckFailed | E | StoreError, R>
}

type Store = TaskStore["Service"]

type Fact<E extends StoreEntry> = E extends StoreEntry ? Omit<E, "v" | "at" | "work"> : never

/**
 * The checks of a store. `open` opens it: what was written in one scope is there in the next. It
 * belongs to the check that opens it, so `open` must not share a store between checks that run at
 * the same time, unless its back end lets several be open.
 */
export const storeChecks = <E, R>(
  open: Effect.Effect<Store, E, R | Scope.Scope>
): ReadonlyArray<Check<E, Exclude<R, Scope.Scope>>> => {
  const once = <A, F>(use: (store: Store, works: Works) => Effect.Effect<A, F>) =>
    Effect.flatMap(newWorks, (works) => Effect.scoped(Effect.flatMap(open, (store) => use(store, works))))
  const twice = <F>(
    first: (store: Store, works: Works) => Effect.Effect<unknown, F>,
    second: (store: Store, works: Works) => Effect.Effect<unknown, F>
  ) =>
    Effect.flatMap(newWorks, (works) =>
      Effect.andThen(
        Effect.scoped(Effect.flatMap(open, (store) => first(store, works))),
        Effect.asVoid(Effect.scoped(Effect.flatMap(open, (store) => second(store, works))))
      )
    )
  return [
    {
      name: "knows nothing of work that was never written",
      check: once((store, { id }) => expectWork(store, id("never"), undefined))
    },
    {
      name: "tells after each entry what the entries so far say, and the same after it was opened again",
      check: twice(
        (store, works) =>
          Effect.gen(function* () {
            const states = ["intended", "sending", "started", "ended", "ended", "delivered"]
            for (const [n, entry] of works.whole("a", { key: true }).entries()) {
              yield* store.append(entry)
              const work = yield* store.work(works.id("a"))
              yield* expectSame(`the state after ${entry._tag}`, work?.state, states[n])
            }
            for (const entry of works.whole("b").slice(0, 3)) yield* store.append(entry)
          }),
        (store, works) =>
          Effect.gen(function* () {
            yield* expectWork(store, works.id("a"), works.fold(works.whole("a", { key: true })))
            yield* expectWork(store, works.id("b"), works.fold(works.whole("b").slice(0, 3)))
          })
      )
    },
    {
      name: "has only works open whose outcome is owed, in the order in which they were asked for",
      check: twice(
        (store, works) =>
          Effect.gen(function* () {
            for (const name of ["a", "b", "c", "d"]) yield* store.append(works.whole(name)[0]!)
            for (const entry of works.whole("b").slice(1)) yield* store.append(entry)
            for (const entry of works.whole("c").slice(1, 3)) yield* store.append(entry)
            yield* store.append(works.entry("d", { _tag: "Refused", reason: "NotSent" }))
            yield* expectOpen(store, works, ["a", "c"])
          }),
        (store, works) => expectOpen(store, works, ["a", "c"])
      )
    },
    {
      name: "gives the works that have a task, delivered ones as well, by owner",
      check: once((store, works) =>
        Effect.gen(function* () {
          for (const entry of works.whole("a")) yield* store.append(entry)
          for (const entry of works.whole("b").slice(0, 2)) yield* store.append(entry)
          const since = DateTime.makeUnsafe(0)
          const mine = yield* store.withTask(works.owner, since)
          yield* expectSame("the works with a task", ids(mine), [works.id("a")])
          const others = yield* store.withTask({ ...works.owner, endpoint: "elsewhere" }, since)
          yield* expectSame("the works of another account", ids(others), [])
          const [task = ""] = mine.flatMap(({ ref }) => (ref === undefined ? [] : [ref.id]))
          yield* expectSame("the work of a task", (yield* store.ofTask(works.owner, task))?.id, works.id("a"))
          yield* expectSame("the work of an unknown task", yield* store.ofTask(works.owner, `${task}0`), undefined)
          const elsewhere = store.ofTask({ ...works.owner, endpoint: "elsewhere" }, task)
          yield* expectSame("the work of another account's task", yield* elsewhere, undefined)
        })
      )
    },
    {
      name: "keeps every one of entries that are written at the same time",
      check: twice(
        (store, works) =>
          Effect.forEach(names(200), (name) => Effect.forEach(works.whole(name).slice(0, 3), store.append), {
            concurrency: "unbounded"
          }),
        (store, works) =>
          Effect.gen(function* () {
            for (const name of names(200)) {
              yield* expectWork(store, works.id(name), works.fold(works.whole(name).slice(0, 3)))
            }
          })
      )
    },
    {
      name: "takes an entry about work that it does not know for nothing, but for a ref",
      check: once((store, works) =>
        Effect.gen(function* () {
          yield* store.append(works.entry("a", { _tag: "Delivering" }))
          yield* store.append(works.entry("a", { _tag: "Delivered", to: "caller" }))
          yield* expectWork(store, works.id("a"), undefined)
          const [, , started] = works.whole("b")
          yield* store.append(started!)
          yield* expectWork(store, works.id("b"), works.fold([started!]))
        })
      )
    },
    {
      name: "forgets in a compaction delivered work without a key, and keeps keys, open work, and tasks in question",
      check: twice(
        (store, works) =>
          Effect.gen(function* () {
            for (const entry of works.whole("plain")) yield* store.append(entry)
            for (const entry of works.whole("keyed", { key: true })) yield* store.append(entry)
            for (const entry of works.whole("open").slice(0, 3)) yield* store.append(entry)
            // What was given to this start is like what was given to others: their tasks stay.
            const doubt = yield* newWorks
            for (const entry of doubt.whole("doubt", { kept: "input" }).slice(0, 2)) yield* store.append(entry)
            for (const entry of doubt.whole("rival")) yield* store.append(entry)
            // Longer ago than the clock of any test runs.
            yield* store.compact({ keepKeys: "40000 days" })
            yield* expectWork(store, works.id("plain"), undefined)
            yield* expectWork(store, doubt.id("rival"), doubt.fold(doubt.whole("rival")))
          }),
        (store, works) =>
          Effect.gen(function* () {
            yield* expectWork(store, works.id("plain"), undefined)
            yield* expectWork(store, works.id("keyed"), works.fold(works.whole("keyed", { key: true })))
            yield* expectWork(store, works.id("open"), works.fold(works.whole("open").slice(0, 3)))
          })
      )
    },
    {
      name: "gives a work into the care of one at a time, and lets one at a time have a name",
      check: once((store, works) =>
        Effect.gen(function* () {
          yield* expectSame("the first claim", yield* store.claim(works.id("a")), true)
          yield* expectSame("the second claim", yield* store.claim(works.id("a")), false)
          yield* store.release(works.id("a"))
          yield* expectSame("the claim after a release", yield* store.claim(works.id("a")), true)
          yield* store.release(works.id("a"))
          let inside = 0
          let most = 0
          const use = Effect.gen(function* () {
            most = Math.max(most, ++inside)
            yield* Effect.yieldNow
            inside--
          })
          yield* Effect.forEach(names(20), () => store.exclusive("one", use), { concurrency: "unbounded" })
          yield* expectSame("how many have the name at once", most, 1)
        })
      )
    },
    {
      name: "proves that this process is its writer, while it is",
      check: once((store) => store.ensure)
    },
    {
      name: "says what the entries say, whatever their order",
      check: twice(
        (store, works) => Effect.forEach(works.shuffled, store.append),
        (store, works) =>
          Effect.gen(function* () {
            for (const name of names(5)) {
              const about = works.shuffled.filter(({ work }) => work === works.id(name))
              yield* expectWork(store, works.id(name), works.fold(about))
            }
          })
      )
    }
  ]
}

/** Works that no other check knows. */
interface Works {
  readonly owner: TableBackend.Owner
  readonly id: (name: string) => string
  readonly entry: (name: string, fact: Fact<StoreEntry>) => StoreEntry
  /** All entries of one work, from asking for it to its delivery. */
  readonly whole: (
    name: string,
    options?: { readonly key?: boolean; readonly kept?: string }
  ) => ReadonlyArray<StoreEntry>
  readonly fold: (entries: ReadonlyArray<StoreEntry>) => TableBackend.Work | undefined
  /** Entries of five works in an order that makes little sense. */
  readonly shuffled: ReadonlyArray<StoreEntry>
}

const names = (count: number) => Array.from({ length: count }, (_, n) => `work ${n}`)

const newWorks: Effect.Effect<Works> = Effect.gen(function* () {
  const run = Math.floor((yield* Random.next) * 2 ** 48).toString(36)
  const owner = { name: "checks/v1", kind: "task", endpoint: `account-${run}` }
  const id = (name: string) => `${owner.name}:${owner.kind}:${owner.endpoint}:${name}`
  const at = "2026-01-02T03:04:05.678Z"
  const entry: Works["entry"] = (name, fact) => ({ ...fact, v: 1, at, work: id(name) })
  const whole: Works["whole"] = (name, { kept, key = false } = {}) => {
    const ref = {
      v: 1,
      provider: owner.name,
      kind: owner.kind,
      endpoint: owner.endpoint,
      id: `task of ${name}`,
      startedAt: at,
      ...(key ? { key: name } : { nonce: name })
    } as const
    const facts: ReadonlyArray<Fact<StoreEntry>> = [
      {
        _tag: "Intended",
        provider: owner.name,
        kind: owner.kind,
        endpoint: owner.endpoint,
        nonce: name,
        since: at,
        ...(key ? { key: name } : {}),
        ...(kept === undefined ? {} : { kept })
      },
      { _tag: "Sending", prepared: { made: `for ${name}` } },
      { _tag: "Started", ref },
      { _tag: "Ended", outcome: "Succeeded" },
      { _tag: "Delivering" },
      { _tag: "Delivered", to: "handler" }
    ]
    return facts.map((fact) => entry(name, fact))
  }
  const all = names(5).flatMap((name, n) => [
    ...whole(name, { key: n % 2 === 0 }),
    entry(name, { _tag: "Refused", reason: "NotFound" })
  ])
  // A step that has no divisor in common with the length visits each once.
  const shuffled = all.map((_, n) => all[(n * 13) % all.length]!)
  return {
    owner,
    id,
    entry,
    whole,
    shuffled,
    fold: (entries) => entries.reduce<TableBackend.Work | undefined>(TableBackend.apply, undefined)
  }
})

const ids = (works: ReadonlyArray<TableBackend.Work>) => works.map(({ id }) => id)

const expectOpen = (store: Store, works: Works, expected: ReadonlyArray<string>) =>
  Effect.flatMap(store.open, (open) =>
    expectSame(
      "the open works",
      ids(open.filter(({ endpoint }) => endpoint === works.owner.endpoint)),
      expected.map(works.id)
    )
  )

const expectWork = (store: Store, id: string, expected: TableBackend.Work | undefined) =>
  Effect.flatMap(store.work(id), (actual) => expectSame(`the work ${id}`, actual, expected))

const expectSame = (what: string, actual: unknown, expected: unknown): Effect.Effect<void, CheckFailed> =>
  inOrder(actual) === inOrder(expected)
    ? Effect.void
    : Effect.fail(
        new CheckFailed({
          message: `${what} is ${inOrder(actual)}, and must be ${inOrder(expected)}`,
          actual,
          expected
        })
      )

/** As JSON, with the fields of each object in the order of their names. */
const inOrder = (value: unknown): string =>
  value === undefined
    ? "undefined"
    : JSON.stringify(value, (_, one: unknown) =>
        typeof one === "object" && one !== null && !Array.isArray(one)
          ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)))
          : one
      )
