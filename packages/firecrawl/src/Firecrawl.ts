/**
 * Firecrawl's agent, v2, as a provider of tasks: its jobs run as `Task`s of `@errand/core`.
 */
import type * as Api from "@errand/firecrawl-types/v2"
import * as Account from "@errand/core/Account"
import type * as Lookout from "@errand/core/Lookout"
import type { Provider } from "@errand/core/Provider"
import { BadResponse, type ProviderError } from "@errand/core/ProviderError"
import type * as Slots from "@errand/core/Slots"
import type { Snapshot } from "@errand/core/Snapshot"
import * as Status from "@errand/core/Status"
import * as Connection from "@errand/http/Connection"
import * as RetryPolicy from "@errand/http/RetryPolicy"
import type * as Config from "effect/Config"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Client from "./Client.ts"
import type { FirecrawlError } from "./FirecrawlError.ts"
import type { Input } from "./internal/input.ts"
import { fail, from, name } from "./internal/providerError.ts"
import * as Start from "./internal/start.ts"
import * as Translate from "./internal/translate.ts"

export type { Input } from "./internal/input.ts"
export { meanings } from "./internal/translate.ts"

/**
 * A job as the service shows it: the `raw` of snapshots and outcomes. Named, so that editors show
 * the name.
 */
export interface AgentJob extends Api.GetAgentSuccess {}

/** A job as tasks see it: its browser cannot be watched. */
export interface AgentSnapshot extends Snapshot<AgentJob> {
  readonly liveUrl?: never
}

/**
 * Jobs of Firecrawl's agent. They cannot be listed, so a start whose answer is lost stays
 * `StartUnknown`; they are not paused, and leave no files.
 */
export interface FirecrawlProvider extends Provider<Input, AgentJob> {
  readonly name: "firecrawl/v2"
  readonly kind: "agent"
  readonly snapshot: (id: string) => Effect.Effect<AgentSnapshot, ProviderError>
  /** The service forgets a job 24 hours after its end. */
  readonly keepsFor: Duration.Duration
  readonly slots: Slots.Slots
  readonly lookout: Lookout.Lookout
  /** The API of the agent. */
  readonly client: Client.Client
}

/** What a provider needs to know. */
export interface Options extends Client.Options, Connection.Account {}

/** The provider as a service. */
export class Firecrawl extends Context.Service<Firecrawl, FirecrawlProvider>()("@errand/firecrawl/Firecrawl") {}

/** A provider. Makes no request. */
export const make = (options: Options): FirecrawlProvider => {
  const client = Client.make(options)
  return {
    name,
    kind: "agent",
    endpoint: Connection.fingerprint(client.baseUrl, options.account ?? options.apiKey),
    client,
    ...Start.make(client),
    ...Account.make({ provider: name }),
    keepsFor: Duration.hours(24),
    status: (id) => read(client, "status", id, Translate.look),
    snapshot: (id) => read(client, "snapshot", id, Translate.snapshot),
    cancel: (id, limits) => RetryPolicy.within(limits?.within ?? Duration.infinity)(cancel(client, id))
  }
}

/** The provider from plain options. */
export const layer = (options: Options): Layer.Layer<Firecrawl> => Layer.sync(Firecrawl, () => make(options))

/** The provider from `Config`: `FIRECRAWL_API_KEY`, and `FIRECRAWL_BASE_URL` where it is set. */
export const layerConfig = (given: Connection.Some<Options> = {}): Layer.Layer<Firecrawl, Config.ConfigError> =>
  Layer.effect(Firecrawl, Effect.map(Client.config(given), make))

/** What an answer about a job holds; an error where it does not hold what it must. */
const read = <B>(client: Client.Client, operation: string, id: string, how: (view: AgentJob) => B | undefined) =>
  Effect.flatMap(Effect.mapError(client.agent.get(path(id)), from(operation)), (view) => {
    const found = how(view)
    return found === undefined
      ? Effect.fail(fail(operation, new BadResponse({ message: "the answer does not hold what it must" })))
      : Effect.succeed(found)
  })

/**
 * Asks the agent to stop. What the service answers about a job that is over is not documented: a
 * refusal is taken for that where a look shows an end.
 */
const cancel = (client: Client.Client, id: string) =>
  client.agent.cancel(path(id)).pipe(
    Effect.as("requested" as const),
    Effect.catchIf(isRefusal, (error) =>
      Effect.flatMap(isOver(client, id), (over) =>
        over ? Effect.succeed("already-over" as const) : Effect.fail(error)
      )
    ),
    Effect.mapError(from("cancel"))
  )

const isRefusal = ({ reason }: FirecrawlError): boolean =>
  reason._tag === "Conflict" || reason._tag === "Invalid" || reason._tag === "Unsuccessful"

const isOver = (client: Client.Client, id: string) =>
  client.agent.get(path(id)).pipe(
    Effect.map((view) => {
      const seen = Translate.look(view)
      return seen !== undefined && Status.isOver(seen.status)
    }),
    Effect.orElseSucceed(() => false)
  )

const path = (id: string) => ({ path: { jobId: id } })
