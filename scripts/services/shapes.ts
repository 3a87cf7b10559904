/**
 * The services, and the parts of the port that a service may or may not have. `capabilities.ts`
 * asks the compiler which service has which part.
 */
import type * as BrowserActV2 from "@errand/browseract"
import type * as BrowserActV3 from "@errand/browseract/v3"
import type * as BrowserUseV2 from "@errand/browser-use"
import type * as BrowserUseV4 from "@errand/browser-use/v4"
import type { Any, Findable, HasEvents, HasFiles, Listable, ListableByCursor, Resumable } from "@errand/core/Provider"
import type * as FirecrawlV2 from "@errand/firecrawl"
import type * as SkyvernV1 from "@errand/skyvern"
import type * as Duration from "effect/Duration"
import type * as Effect from "effect/Effect"

/** A provider, what it is made of, and the module that it comes from. */
interface Service<P extends Any, Options, Module> {
  readonly provider: P
  readonly module: Module
  /** Whether a snapshot or an event can tell where the browser is seen. */
  readonly hasLiveView: Effect.Success<ReturnType<P["snapshot"]>> extends { readonly liveUrl?: never } ? false : true
  /** Whether it takes another provider of the same account. */
  readonly shares: "shareWith" extends keyof Options ? true : false
}

/** By the name that the tasks of the service carry, and their kind where it matters. */
export interface Services {
  readonly "browser-use/v2": Service<
    BrowserUseV2.BrowserUse.BrowserUseProvider,
    BrowserUseV2.BrowserUse.Options,
    typeof BrowserUseV2
  >
  readonly "browser-use/v4": Service<
    BrowserUseV4.BrowserUse.BrowserUseProvider,
    BrowserUseV4.BrowserUse.Options,
    typeof BrowserUseV4
  >
  readonly "browseract/v2": Service<
    BrowserActV2.BrowserAct.BrowserActProvider,
    BrowserActV2.BrowserAct.Options,
    typeof BrowserActV2
  >
  readonly "browseract/v3": Service<
    BrowserActV3.BrowserAct.BrowserActProvider,
    BrowserActV3.BrowserAct.Options,
    typeof BrowserActV3
  >
  readonly "browseract/v3 agent": Service<
    BrowserActV3.AgentBot.AgentBotProvider,
    BrowserActV3.BrowserAct.Options,
    typeof BrowserActV3
  >
  readonly "firecrawl/v2": Service<
    FirecrawlV2.Firecrawl.FirecrawlProvider,
    FirecrawlV2.Firecrawl.Options,
    typeof FirecrawlV2
  >
  readonly "skyvern/v1": Service<SkyvernV1.Skyvern.SkyvernProvider, SkyvernV1.Skyvern.Options, typeof SkyvernV1>
  readonly "skyvern/v1 task_v2": Service<SkyvernV1.TaskV2.TaskV2Provider, SkyvernV1.Skyvern.Options, typeof SkyvernV1>
}

type Finds<By extends Findable<never>["findsBy"]> = {
  readonly provider: { readonly find: Findable<never>["find"]; readonly findsBy: By }
}

type Has<Part> = { readonly provider: Part }

/** What a user of tasks gets, and the shape that gives it. */
export interface Capabilities {
  readonly "a lost start is found by our own mark": Finds<"nonce">
  readonly "a lost start is found by its input": Finds<"input">
  readonly "many waits share one list": Has<Listable | ListableByCursor>
  readonly "steps as a log, read from where the last read stopped": Has<HasEvents>
  readonly "`Task.resume`": Has<Resumable>
  readonly "`Task.answer`": { readonly provider: { readonly answer: unknown } }
  readonly "`Task.continue`": { readonly provider: { readonly inSession: unknown } }
  readonly "`Task.file`": Has<HasFiles>
  readonly "a live view, where a person can watch": { readonly hasLiveView: true }
  readonly "results expire, and a wait knows when": Has<{ readonly keepsFor: Duration.Duration }>
  readonly "queue and budget shared with another provider": { readonly shares: true }
  readonly webhooks: { readonly module: { readonly Webhook: unknown } }
}

/** For each service, whether the compiler takes it for one that has the part. */
export type Table = {
  readonly [Name in keyof Services]: {
    readonly [Part in keyof Capabilities]: Services[Name] extends Capabilities[Part] ? "yes" : "–"
  }
}
