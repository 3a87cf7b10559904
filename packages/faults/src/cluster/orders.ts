/** The errands of the fleet: one name for each account. */
import { BrowserUse } from "@errand/browser-use"
import { BrowserAct } from "@errand/browseract"
import { Errands } from "@errand/cluster"

/** What a process of the fleet is told, as JSON. */
export interface Orders {
  /** Whose lines these are. */
  readonly machine: string
  /** Where its errands are kept; a proxy can stand in between. */
  readonly databaseUrl: string
  /** Where Browser Use is. */
  readonly baseUrl: string
  /** Where BrowserAct is. */
  readonly browserActUrl: string
  readonly apiKey: string
  /** The port of 127.0.0.1 on which other machines reach it. */
  readonly port: number
  /** Accounts of Browser Use. */
  readonly accounts: ReadonlyArray<string>
  /** Accounts of BrowserAct. */
  readonly actAccounts: ReadonlyArray<string>
  /** How long a handler is at work in its transaction, in milliseconds. */
  readonly handlerMillis: number
  /** How long a request may take, in milliseconds. Absent: as long as the client allows. */
  readonly requestTimeoutMillis?: number
}

/** What a machine says, a line of JSON each. */
export type Said =
  | { readonly what: "ready" }
  /** A request that may change something is about to leave. `at` in milliseconds since 1970. */
  | { readonly what: "request"; readonly at: number }

/** The errands of one account of Browser Use. */
export const errandsOf = (account: string) =>
  Errands.make(account, { provider: BrowserUse.BrowserUse, account: `account of ${account}` })

/** The errands of one account of BrowserAct. */
export const actErrandsOf = (account: string) =>
  Errands.make(account, { provider: BrowserAct.BrowserAct, account: `account of ${account}` })
