/**
 * The accounts that this process has now. All errands of an account share its store, its inbox and
 * the list of what is under way, whatever their names.
 */
import * as Inbox from "@errand/core/Inbox"
import type { ProviderError } from "@errand/core/ProviderError"
import { StoreError } from "@errand/core/StoreError"
import { TaskStore } from "@errand/core/TaskStore"
import type { StoreTransaction } from "@errand/core/StoreTransaction"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as RcMap from "effect/RcMap"
import * as Scope from "effect/Scope"
import * as Semaphore from "effect/Semaphore"
import * as Underway from "./underway.ts"

/** Where the tasks of an account are kept. */
export type Store = TaskStore | StoreTransaction

/** Opens the store of an account, until the scope closes. Takes it from whoever had it before. */
export type OpenStore = (account: string) => Effect.Effect<Context.Context<Store>, StoreError, Scope.Scope>

/** Where errands are kept. */
export interface Keeping {
  readonly openStore: OpenStore
  /** Forgets the messages of an account to these entities that were answered so long ago. */
  readonly forget: (
    account: string,
    entityTypes: ReadonlyArray<string>,
    keepFor: Duration.Duration
  ) => Effect.Effect<unknown, unknown>
}

/** An account whose errands are done by this process. */
export interface Account {
  readonly inbox: Inbox.Inbox["Service"]
  /** The errands that are under way, by their tasks' keys. */
  readonly underway: Underway.Underway
  /**
   * Runs it on the account's store. Where another process has taken the store, it waits to be
   * interrupted, because the account has moved; where it was taken by mistake, it is run again.
   */
  readonly use: <A, E, R>(work: Effect.Effect<A, E, R>) => Effect.Effect<A, E | StoreError, Exclude<R, Store>>
}

/** The accounts of this process, each of them as long as somebody has it. */
export class Accounts extends Context.Service<
  Accounts,
  {
    readonly get: (account: string) => Effect.Effect<Account, never, Scope.Scope>
    readonly forget: Keeping["forget"]
  }
>()("@errand/cluster/Accounts") {}

/**
 * How long an owner that has lost its store waits before it takes it back. If the account had
 * moved, the cluster would have interrupted the owner within one refresh of its locks, ten seconds
 * by default: the store was taken by a process that was frozen between the lock and the store.
 */
const takeBackAfter = Duration.seconds(30)

/** It waits in slices, so that the time in which this process was frozen counts little. */
const slice = Duration.seconds(1)

/** Accounts whose errands are kept there. */
export const layer = <E, R>(keeping: Effect.Effect<Keeping, E, R>): Layer.Layer<Accounts, E, Exclude<R, Scope.Scope>> =>
  Layer.effect(
    Accounts,
    Effect.gen(function* () {
      const { forget, openStore } = yield* keeping
      const accounts = yield* RcMap.make({ lookup: (account: string) => make(openStore, account) })
      return Accounts.of({ forget, get: (account) => RcMap.get(accounts, account) })
    })
  )

/** A store that is open, until another process takes it. */
interface Opened {
  readonly context: Context.Context<Store>
  /** This process may open it again. */
  readonly isOver: Deferred.Deferred<void>
}

const make = Effect.fnUntraced(function* (
  openStore: OpenStore,
  account: string
): Effect.fn.Return<Account, never, Scope.Scope> {
  const scope = yield* Effect.scope
  const opening = Semaphore.makeUnsafe(1)
  let newest: Opened | undefined

  const openNext = Effect.gen(function* () {
    const own = yield* Scope.fork(scope)
    const context = yield* Scope.provide(own)(openStore(account)).pipe(
      Effect.onError(() => Scope.close(own, Exit.void))
    )
    const opened: Opened = { context, isOver: Deferred.makeUnsafe() }
    const giveUp = Effect.gen(function* () {
      yield* Effect.exit(Context.get(context, TaskStore).lost)
      yield* Effect.logWarning(`another process has taken the tasks of the account ${account}`)
      yield* waitAwake(takeBackAfter)
      newest = undefined
      yield* Scope.close(own, Exit.void)
      yield* Deferred.succeed(opened.isOver, undefined)
    })
    yield* Effect.forkIn(giveUp, scope)
    newest = opened
    return opened
  })
  const current = Semaphore.withPermit(
    opening,
    Effect.suspend(() => (newest === undefined ? Effect.uninterruptible(openNext) : Effect.succeed(newest)))
  )

  return {
    inbox: yield* Inbox.make,
    underway: Underway.make(),
    use: <A, E, R>(work: Effect.Effect<A, E, R>) => {
      const once: Effect.Effect<A, E | StoreError, Exclude<R, Store>> = Effect.flatMap(current, (opened) =>
        Effect.catchIf(Effect.provideContext(work, opened.context), isLost, () =>
          Effect.andThen(Deferred.await(opened.isOver), once)
        )
      )
      return once
    }
  }
})

/** Whether another process has the store: of a store's error, or of a start that was not noted. */
const isLost = (error: unknown): boolean => {
  if (error instanceof StoreError) return error.reason._tag === "StoreLost"
  return isNotRecorded(error) && isLost(error.cause)
}

const isNotRecorded = (error: unknown): error is ProviderError =>
  typeof error === "object" &&
  error !== null &&
  "_tag" in error &&
  error._tag === "ProviderError" &&
  "reason" in error &&
  "cause" in error

/** Waits for so long in which this process was not frozen. */
const waitAwake = Effect.fnUntraced(function* (duration: Duration.Duration) {
  const sliceMillis = Duration.toMillis(slice)
  let leftMillis = Duration.toMillis(duration)
  while (leftMillis > 0) {
    const before = yield* Clock.monotonicTimeNanos
    yield* Effect.sleep(slice)
    const passedMillis = Number((yield* Clock.monotonicTimeNanos) - before) / 1e6
    if (passedMillis < 2 * sliceMillis) leftMillis -= sliceMillis
  }
})
