/**
 * A service that refuses a request likes to repeat it. The address of a callback proves that a call is genuine, so it must not
 * come back in an error, and no part of it that could be its token.
 */
import { fields, text } from "./fields.ts"

/** A part of an address that is shorter than this is no token. */
const telling = 12

/** The confidential texts of a request: the addresses of its callbacks, and what in them may be a token. */
export const confidential = (input: unknown): ReadonlyArray<string> => {
  const { callback_url, status_change_callback_url } = fields(fields(input)["body"])
  return [callback_url, status_change_callback_url].flatMap((url) => {
    const address = text(url)
    return address === undefined ? [] : [address, ...parts(address).filter((part) => part.length >= telling)]
  })
}

const parts = (address: string): ReadonlyArray<string> => {
  if (!URL.canParse(address)) return []
  const { hash, href, password, pathname, search, searchParams, username } = new URL(address)
  return [href, `${pathname}${search}`, search.slice(1), hash.slice(1), password, username].concat(
    pathname.split("/"),
    ...searchParams.values()
  )
}
