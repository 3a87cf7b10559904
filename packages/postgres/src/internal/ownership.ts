/**
 * Who writes for an account. Each takeover has a number, the epoch; every statement that writes
 * checks it, so that a process which was taken for dead, and was not, changes nothing any more.
 */
import type { StoreError } from "@errand/core/StoreError"
import * as Clock from "effect/Clock"
import * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import type * as Scope from "effect/Scope"
import * as SqlClient from "effect/sql/SqlClient"
import * as Errors from "./storeError.ts"
import type { Tables } from "./tables.ts"

/** The right to write for an account, until the scope closes or another process has it. */
export interface Ownership {
  readonly account: string
  /** The number of the takeover, as text: it may be larger than a number of JavaScript holds. */
  readonly epoch: string
  /**
   * A statement that checks the epoch was sent at this time, and found it valid. Of the monotonic
   * clock, in milliseconds.
   */
  readonly proved: (sentAt: number) => Effect.Effect<void>
  /** Another process has the account: everything fails from now on. */
  readonly markLost: Effect.Effect<void>
  /** See `TaskStore.ensure`. */
  readonly ensure: Effect.Effect<void, StoreError>
  /** See `TaskStore.lost`. */
  readonly lost: Effect.Effect<never, StoreError>
}

/** Milliseconds of a clock that is never set. */
export const monotonicMillis = Effect.map(Clock.monotonicTimeNanos, (nanos) => Number(nanos) / 1e6)

/** For how long a proof counts. Less costs more statements, more leaves more time to freeze in. */
const proofMillis = 2000

/** How long a process that ends tries to tell the database so; its lease ends by itself, too. */
const releaseTimeout = Duration.seconds(2)

/** How often a process that stands by asks whether the account is free. */
const standbyInterval = Duration.seconds(1)

/**
 * Waits until the account is free, and takes it. `lease: undefined` takes it at once: then somebody
 * else sees to it that there is one owner.
 */
export const take = Effect.fnUntraced(function* (
  tables: Tables,
  account: string,
  lease: Duration.Duration | undefined
): Effect.fn.Return<Ownership, StoreError, SqlClient.SqlClient | Scope.Scope> {
  const sql = yield* SqlClient.SqlClient
  const accounts = sql(tables.accounts)
  const owner = (yield* Random.next).toString(36).slice(2)
  const leaseMillis = lease === undefined ? undefined : Duration.toMillis(lease)
  // An owner that is chosen by others keeps no lease, so one that looks for a free account waits
  // for ever while there is one.
  const expires = leaseMillis === undefined ? sql`'infinity'` : sql`now() + ${leaseMillis} * interval '1 millisecond'`
  const mayTake = leaseMillis === undefined ? sql`true` : sql`${accounts}.expires < now()`

  // One statement takes the account and begins its next epoch.
  const tryTake = sql<{ readonly epoch: string }>`insert into ${accounts} (account, epoch, owner, expires)
    values (${account}, 1, ${owner}, ${expires})
    on conflict (account) do update set epoch = ${accounts}.epoch + 1, owner = ${owner}, expires = ${expires}
    where ${mayTake}
    returning epoch::text as epoch`.pipe(Errors.orUnavailable("open"))

  const acquire = Effect.gen(function* () {
    for (let tries = 1; ; tries++) {
      const sentAt = yield* monotonicMillis
      const [taken] = yield* tryTake
      if (taken !== undefined) return { epoch: taken.epoch, sentAt }
      if (tries === 1) yield* Effect.logInfo(`another process writes for the account ${account}: standing by`)
      yield* Effect.sleep(standbyInterval)
    }
  })
  const release = ({ epoch }: { readonly epoch: string }) =>
    sql`update ${accounts} set expires = '-infinity' where account = ${account} and epoch = ${epoch}::bigint`.pipe(
      Errors.orUnavailable("open"),
      (released) => Effect.timeout(Effect.interruptible(released), releaseTimeout),
      Effect.ignore
    )
  const { epoch, sentAt } = yield* Effect.acquireRelease(Effect.interruptible(acquire), release)

  const isLost = yield* Deferred.make<never, StoreError>()
  const markLost = Effect.asVoid(Deferred.fail(isLost, Errors.lost("ensure", account)))
  const lost = Deferred.await(isLost)
  let provedAt = sentAt
  const proved = (at: number) =>
    Effect.sync(() => {
      provedAt = Math.max(provedAt, at)
    })
  const failIfLost = Effect.suspend(() => (Deferred.isDoneUnsafe(isLost) ? lost : Effect.void))

  /** Asks the database. With a lease, the same statement makes it last longer. */
  const prove = Effect.gen(function* () {
    const at = yield* monotonicMillis
    const rows = yield* (
      leaseMillis === undefined
        ? sql`select 1 from ${accounts} where account = ${account} and epoch = ${epoch}::bigint`
        : sql`update ${accounts} set expires = ${expires} where account = ${account} and epoch = ${epoch}::bigint returning 1`
    ).pipe(Errors.orUnavailable("ensure"))
    if (rows.length === 0) {
      yield* markLost
      return yield* lost
    }
    yield* proved(at)
  })

  if (leaseMillis !== undefined) {
    let renewedAt = sentAt
    const renew = Effect.gen(function* () {
      const at = yield* monotonicMillis
      const answered = yield* Effect.isSuccess(
        Effect.timeoutOrElse(prove, { duration: leaseMillis / 5, orElse: () => Effect.fail(undefined) })
      )
      if (answered) renewedAt = at
      // Another process takes the account when the lease is over: this one gives it up before.
      else if ((yield* monotonicMillis) - renewedAt > (leaseMillis * 4) / 5) yield* markLost
    })
    const keep = Effect.forever(Effect.andThen(renew, Effect.sleep(leaseMillis / 5)))
    yield* Effect.forkScoped(Effect.raceFirst(keep, Effect.ignore(lost)))
  }

  return {
    account,
    epoch,
    proved,
    markLost,
    lost,
    ensure: Effect.gen(function* () {
      yield* failIfLost
      if ((yield* monotonicMillis) - provedAt >= proofMillis) yield* prove
    })
  }
})
