/**
 * What of a start is given in confidence: headers, and addresses that may hold a token. Runs repeat
 * what they were started with.
 */
import { at, fields } from "@errand/http/Answer"
import * as Secrets from "@errand/http/Secrets"

/** The properties that hold headers. */
export const headers = ["cdp_connect_headers", "extra_http_headers"] as const

/** The properties that hold addresses. */
export const addresses = ["browser_address", "totp_url", "webhook_url"] as const

const names: ReadonlyArray<string> = [...headers, ...addresses]

/** A start as an error may show it. */
export const omit = (request: object): object =>
  Object.fromEntries(Object.entries(request).filter(([name]) => !names.includes(name)))

/** The same run, with `<redacted>` for what its start was given in confidence. */
export const hide = <A>(run: A): A =>
  Secrets.hide(
    run,
    ...addresses.map((name) => ["run_request", name]),
    ...headers.flatMap((name) =>
      Object.keys(fields(at(run, "run_request", name))).map((header) => ["run_request", name, header])
    )
  )
