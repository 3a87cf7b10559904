/**
 * A service that refuses a request likes to repeat it. The address of a callback proves that a call
 * is genuine, so it must not come back in an error, and no part of it that could be its token.
 */
import { at, text } from "@errand/http/Answer"

/** A shorter part of an address is no token. */
const minTokenLength = 12

/**
 * The secret texts of a request: the addresses of its callbacks, and what in them may be a token.
 */
export const findSecrets = (input: unknown): ReadonlyArray<string> =>
  ["callback_url", "status_change_callback_url"].flatMap((name) => {
    const address = text(at(input, "body", name))
    return address === undefined ? [] : [address, ...parts(address).filter((part) => part.length >= minTokenLength)]
  })

const parts = (address: string): ReadonlyArray<string> => {
  if (!URL.canParse(address)) return []
  const { hash, href, password, pathname, search, searchParams, username } = new URL(address)
  return [href, `${pathname}${search}`, search.slice(1), hash.slice(1), password, username].concat(
    pathname.split("/"),
    ...searchParams.values()
  )
}
