/**
 * A service that refuses a request likes to repeat it. What the caller gave in confidence must not
 * come back in an error: what has the name of a secret, and of a webhook the headers, by which its
 * receiver may know the sender, and the address, which may hold a token.
 */
import { at, fields, text } from "@errand/http/Answer"
import * as Secrets from "@errand/http/Secrets"

/** The secret texts of a request. */
export const findSecrets = (input: unknown): ReadonlyArray<string> => {
  const webhook = at(input, "body", "webhook")
  const address = text(at(webhook, "url"))
  const headers = Object.values(fields(at(webhook, "headers"))).filter((value) => typeof value === "string")
  return [...Secrets.find(input), ...headers, ...(address === undefined ? [] : [address, ...parts(address)])].filter(
    ({ length }) => length >= minSecretLength
  )
}

/** A shorter text is no token. */
const minSecretLength = 8

/** What in an address may be a token, as it stands there and as it was meant. */
const parts = (address: string): ReadonlyArray<string> => {
  if (!URL.canParse(address)) return []
  const { hash, href, password, pathname, search, searchParams, username } = new URL(address)
  return [href, `${pathname}${search}`, search.slice(1), hash.slice(1), password, username].concat(
    pathname.split("/"),
    ...searchParams.values()
  )
}
