/**
 * A service that refuses a request likes to repeat it. What the caller gave in confidence must not come back in an error.
 */
import { at, isRecord } from "./unknown.ts"

/** A user name of a proxy that is longer than this may hold a token: rented proxies are told so who pays. */
const telling = 8

/** The confidential texts of a request: the values of `secrets`, and what opens a proxy. */
export const confidential = (input: unknown): ReadonlyArray<string> => {
  const body = at(input, "body")
  const secrets = at(body, "secrets")
  const proxy = at(body, "customProxy")
  const user = at(proxy, "username")
  return [
    ...(isRecord(secrets) ? Object.values(secrets) : []),
    at(proxy, "password"),
    ...(typeof user === "string" && user.length > telling ? [user] : [])
  ].filter((text): text is string => typeof text === "string" && text !== "")
}
