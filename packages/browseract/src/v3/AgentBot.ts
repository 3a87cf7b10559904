/**
 * Bots of BrowserAct v3 that are agents, a kind of their own: they cannot be resumed, so
 * `Task.resume` of one does not compile. All else is as in `BrowserAct`.
 */
import type * as Lookout from "@errand/core/Lookout"
import type { Findable, HasFiles, Listable, Provider } from "@errand/core/Provider"
import type * as Slots from "@errand/core/Slots"
import type * as Connection from "@errand/http/Connection"
import type * as Config from "effect/Config"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as BrowserAct from "./BrowserAct.ts"
import * as Client from "./Client.ts"

export type { BotInput as Input } from "./internal/input.ts"

/**
 * Runs of agents: they can be listed and leave files, and a pause of one is not for a caller to
 * end.
 */
export interface AgentBotProvider extends Provider<BrowserAct.BotInput, BrowserAct.BotRun>, Listable, HasFiles {
  readonly name: "browseract/v3"
  readonly kind: "agent"
  readonly find: Findable<BrowserAct.BotInput>["find"]
  readonly findsBy: "input"
  readonly slots: Slots.Slots
  readonly lookout: Lookout.Lookout
  readonly list: Listable["list"]
  readonly pageMax: number
  readonly client: Client.Client
}

/** The provider as a service. */
export class AgentBot extends Context.Service<AgentBot, AgentBotProvider>()("@errand/browseract/v3/AgentBot") {}

/** A provider. Makes no request. Give it the one of workflows, if there is one, to share with. */
export const make = (options: BrowserAct.Options): AgentBotProvider => {
  const { resume: _, ...rest } = BrowserAct.make(options)
  return { ...rest, kind: "agent" }
}

/** The provider from plain options. */
export const layer = (options: BrowserAct.Options): Layer.Layer<AgentBot> => Layer.sync(AgentBot, () => make(options))

/** The provider from `Config`: `BROWSERACT_API_KEY`, and `BROWSERACT_BASE_URL` where it is set. */
export const layerConfig = (
  given: Connection.Some<BrowserAct.Options> = {}
): Layer.Layer<AgentBot, Config.ConfigError> => Layer.effect(AgentBot, Effect.map(Client.config(given), make))
