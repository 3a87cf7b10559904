/**
 * A service that refuses a request likes to repeat it. What the caller gave in confidence must not
 * come back in an error: headers, codes, and addresses that may hold a token.
 */
import { at, fields, text } from "@errand/http/Answer"
import { addresses, headers } from "./confidential.ts"

/** A shorter part of an address, or value of a header, is no token. */
const minTokenLength = 12

/** The secret texts of a request: values of headers, addresses, and what in them may be a token. */
export const findSecrets = (input: unknown): ReadonlyArray<string> => {
  const body = at(input, "body")
  const values = headers.flatMap((name) => Object.values(fields(at(body, name))))
  const tokens = values.flatMap((value) => [...(text(value)?.split(/\s+/) ?? []), text(value) ?? ""])
  const code = text(at(body, "content"))
  return [
    ...(code === undefined ? [] : [code]),
    ...tokens.filter(isLong),
    ...addresses.flatMap((name) => {
      const address = text(at(body, name))
      return address === undefined ? [] : [address, ...parts(address).filter(isLong)]
    })
  ]
}

const isLong = (token: string): boolean => token.length >= minTokenLength

const parts = (address: string): ReadonlyArray<string> => {
  if (!URL.canParse(address)) return []
  const { hash, href, password, pathname, search, searchParams, username } = new URL(address)
  return [href, `${pathname}${search}`, search.slice(1), hash.slice(1), password, username].concat(
    pathname.split("/"),
    ...searchParams.values()
  )
}
