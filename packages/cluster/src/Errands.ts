/**
 * Errands are tasks that are sent from any machine, done by whichever machine has their account at
 * the moment, and awaited from anywhere. What a machine leaves undone when it dies, another does:
 * nothing is lost, nothing is started twice.
 */
import type { Handler } from "@errand/core/OutcomeDelivery"
import * as Inbox from "@errand/core/Inbox"
import type { Outcome, SuccessPolicy } from "@errand/core/Outcome"
import type * as Provider from "@errand/core/Provider"
import type { StoreError } from "@errand/core/StoreError"
import * as PostgresStore from "@errand/postgres/PostgresStore"
import type { MessageStorage } from "effect/cluster/MessageStorage"
import type { Sharding } from "effect/cluster/Sharding"
import type { ShardingConfig } from "effect/cluster/ShardingConfig"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Schema from "effect/Schema"
import type * as SqlClient from "effect/sql/SqlClient"
import type * as Stream from "effect/Stream"
import type { ErrandFailed, NotSent, UnknownKey } from "./ErrandError.ts"
import * as Accounts from "./internal/accounts.ts"
import * as Client from "./internal/client.ts"
import type { Definition } from "./internal/definition.ts"
import * as JsonInput from "./internal/jsonInput.ts"
import * as Machine from "./internal/machine.ts"
import * as OutcomeJson from "@errand/core/OutcomeJson"
import * as Prune from "./internal/prune.ts"
import * as Protocol from "./internal/protocol.ts"
import type { Stats } from "./internal/statsJson.ts"
import type { ErrandStep } from "./internal/stepJson.ts"

export type { Options as MachineOptions } from "./internal/machine.ts"
export type { Stats } from "./internal/statsJson.ts"
export type { ErrandStep } from "./internal/stepJson.ts"

/** Options of {@link make}. The same in every process. */
export interface Options<I, Input, Raw> {
  /** The service of the provider, such as `BrowserUse.BrowserUse`. Only machines need it. */
  readonly provider: Context.Key<I, Provider.Provider<Input, Raw>>
  /**
   * The name of the account at the service. Errands of all names that have one in common are done
   * by one machine at a time: they share one queue of starts and one budget of requests. Default:
   * the key of the provider's service, which is right where there is one account of it.
   */
  readonly account?: string | undefined
  /** JSON Schema for the provider, where that of `output` will not do. */
  readonly outputJsonSchema?: { readonly [key: string]: Provider.Json } | undefined
  /** What counts as success. Default `claimed`. */
  readonly success?: SuccessPolicy | undefined
  /** The name under which it is learned how long these tasks take. Default: that of the errands. */
  readonly label?: string | undefined
  /**
   * How an input is kept. Default: as the JSON that it is; an input that JSON cannot hold is
   * refused by `send`.
   */
  readonly input?: Schema.Codec<Input, Schema.Json> | undefined
}

/** Options of {@link make} where the output is described. */
export interface OptionsWithOutput<I, Input, Raw, A> extends Options<I, Input, Raw> {
  /** What the output must be. Without it, the output is the provider's text, or `null`. */
  readonly output: Schema.Codec<A, unknown>
}

/** The errands of one name. */
export interface Errands<I, Input, Raw, A> {
  readonly name: string
  readonly account: string
  /**
   * A machine that does these errands, when the cluster gives it their account. Each machine of the
   * cluster must have the layers of all errands. The handler is given each outcome once, in one
   * transaction with the note of its delivery: what it writes by `SqlClient` is kept once. A
   * handler that fails is asked again until it succeeds.
   */
  readonly layer: <E, R, E2 = never, R2 = never>(
    handler: Handler<A, Raw, E, R>,
    options?: Machine.Options<E2, R2>
  ) => Layer.Layer<never, StoreError, Machine.Needs<I | R | R2> | SqlClient.SqlClient>
  /**
   * Sends an errand. It is kept when this returns; in a transaction of the same `SqlClient`, it is
   * kept when that is committed, or not at all. A key is one piece of work: sent again, nothing
   * happens, whatever the input. Inputs are in the database as they are, so no secrets in them.
   */
  readonly send: (key: string, input: Input) => Effect.Effect<void, NotSent, Sharding>
  /**
   * Sends an errand and waits for its outcome, across the death of any machine. A caller who stops
   * waiting stops nothing. Not in a transaction: the errand would wait for its commit.
   */
  readonly run: (key: string, input: Input) => Effect.Effect<Outcome<A>, ErrandFailed | NotSent, Sharding>
  /** Waits for the outcome of an errand that was sent, by whatever process. */
  readonly outcome: (
    key: string
  ) => Effect.Effect<Outcome<A>, ErrandFailed | NotSent | UnknownKey, MessageStorage | Sharding>
  /**
   * Cancels an errand. That it is to be cancelled is kept when this returns; its outcome tells
   * whether it came in time. One that was not started yet fails with `ErrandFailed`.
   */
  readonly cancel: (key: string) => Effect.Effect<void, NotSent | UnknownKey, MessageStorage | Sharding>
  /**
   * The steps of an errand's task as they come, up to its end, each once, wherever its account
   * moves.
   */
  readonly steps: (
    key: string
  ) => Stream.Stream<ErrandStep, ErrandFailed | NotSent | UnknownKey, MessageStorage | Sharding>
  /** What the account does now. Waits while no machine has it. */
  readonly stats: Effect.Effect<Stats, never, Sharding>
  /** Not for use outside. */
  readonly "~errand": Definition<I, Input, A, Raw>
}

/** The errands of one name: a plain value, the same in every process. */
export function make<I, Input, Raw, A>(
  name: string,
  options: OptionsWithOutput<I, Input, Raw, A>
): Errands<I, Input, Raw, A>
export function make<I, Input, Raw>(
  name: string,
  options: Options<I, Input, Raw> & { readonly output?: undefined }
): Errands<I, Input, Raw, string | null>
export function make<I, Input, Raw, A>(
  name: string,
  options: Options<I, Input, Raw> & { readonly output?: Schema.Codec<A, unknown> | undefined }
): Errands<I, Input, Raw, A> | Errands<I, Input, Raw, string | null> {
  return options.output === undefined
    ? define(name, options, { outcome: OutcomeJson.make(), output: undefined })
    : define(name, options, { outcome: OutcomeJson.make(options.output), output: options.output })
}

const define = <I, Input, Raw, A>(
  name: string,
  options: Options<I, Input, Raw>,
  schemas: Pick<Definition<I, Input, A, Raw>, "outcome" | "output">
): Errands<I, Input, Raw, A> => {
  const account = options.account ?? options.provider.key
  const definition: Definition<I, Input, A, Raw> = {
    ...schemas,
    name,
    account,
    provider: options.provider,
    input: options.input ?? JsonInput.make<Input>(),
    outputJsonSchema: options.outputJsonSchema,
    success: options.success,
    label: options.label ?? name,
    work: Protocol.workEntity(name),
    control: Protocol.controlEntity(name)
  }
  return {
    name,
    account,
    layer: (handler, machine = {}) => Layer.provide(Machine.layer(definition, handler, machine), accountsInPostgres),
    send: (key, input) => Client.send(definition, key, input),
    run: (key, input) => Client.run(definition, key, input),
    outcome: (key) => Client.outcome(definition, key),
    cancel: (key) => Client.cancel(definition, key),
    steps: (key) => Client.steps(definition, key),
    stats: Client.stats(definition),
    "~errand": definition
  }
}

/** One layer, so that all errands of a process share its accounts. */
const accountsInPostgres: Layer.Layer<Accounts.Accounts, StoreError, SqlClient.SqlClient> = Accounts.layer(
  Effect.gen(function* () {
    const sql = yield* Effect.context<SqlClient.SqlClient>()
    yield* PostgresStore.migrate()
    const durations = yield* Layer.build(PostgresStore.layerDurations())
    return {
      openStore: (account: string) =>
        PostgresStore.open({ account, lease: "none" }).pipe(
          Effect.provideContext(sql),
          Effect.map((store) => Context.merge(store, durations))
        ),
      forget: (account: string, entityTypes: ReadonlyArray<string>, keepFor: Duration.Duration) =>
        Effect.provideContext(Prune.prune(account, entityTypes, keepFor), sql)
    }
  })
)

/**
 * The settings of a cluster that takes over from a dead machine within ten seconds. Those of Effect
 * Cluster take up to 37. Give them to every process, also to those that only send:
 * `NodeClusterSocket.layer({ shardingConfig: { ...Errands.quick, runnerAddress } })`. In a cluster
 * that has messages already, leave its `shardsPerGroup` as it is.
 */
export const quick = {
  // A shard is one lock, given back by a statement of its own; there are few accounts.
  shardsPerGroup: 60,
  shardLockExpiration: Duration.seconds(7),
  shardLockRefreshInterval: Duration.seconds(2),
  runnerHealthCheckInterval: Duration.seconds(3),
  refreshAssignmentsInterval: Duration.seconds(1),
  entityMessagePollInterval: Duration.seconds(1)
} as const satisfies Partial<ShardingConfig["Service"]>

/**
 * An inbox for receivers of webhooks on any machine: a notification is passed on to the machine
 * that has the account. Give it the errands of all accounts that webhooks come for.
 */
export const layerInbox = (
  ...errands: ReadonlyArray<{
    readonly "~errand": { readonly account: string; readonly control: Protocol.ControlEntity }
  }>
): Layer.Layer<Inbox.Inbox, never, Sharding> =>
  Layer.effect(
    Inbox.Inbox,
    Effect.gen(function* () {
      const local = yield* Inbox.make
      const context = yield* Effect.context<Sharding>()
      // One message for each account, whatever the number of its errands.
      const accounts = new Map(errands.map((one) => [one["~errand"].account, one["~errand"].control]))
      const pass = (news: Inbox.Notification) =>
        Effect.forEach(
          accounts,
          ([account, control]) =>
            Effect.flatMap(control.client, (client) => client(account)["Notify/1"](news)).pipe(
              // Lost is lost: the task is looked at later.
              Effect.timeoutOrElse({ duration: passTimeout, orElse: () => Effect.succeed(false) }),
              Effect.catchCause((cause) =>
                Effect.as(Effect.logDebug("a notification could not be passed on", cause), false)
              )
            ),
          { concurrency: "unbounded" }
        )
      return Inbox.Inbox.of({
        ...local,
        notify: (news) =>
          Effect.provideContext(
            Effect.map(pass(news), (woken) => woken.includes(true)),
            context
          )
      })
    })
  )

/** How long a notification may take to its machine. */
const passTimeout = Duration.seconds(5)
