/**
 * The services of the simulator, and what of each the server, the webhooks and the tests must know.
 */
import type { Provider } from "../TaskScript.ts"
import * as BrowserAct from "./browserAct/browserActKind.ts"
import * as BrowserActV3 from "./browserActV3/browserActV3Kind.ts"
import * as BrowserUse from "./browserUse/browserUseKind.ts"
import * as Firecrawl from "./firecrawl/firecrawlKind.ts"
import * as BrowserUseV4 from "./browserUseV4/browserUseV4Kind.ts"
import type { ServiceKind } from "./serviceKind.ts"

export const services: { readonly [P in Provider]: ServiceKind } = {
  "browser-use": BrowserUse.kind,
  browseract: BrowserAct.kind,
  "browser-use/v4": BrowserUseV4.kind,
  "browseract/v3": BrowserActV3.kind,
  firecrawl: Firecrawl.kind
}

export const providers = Object.keys(services) as ReadonlyArray<Provider>
