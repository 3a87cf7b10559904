/**
 * A service that refuses a request likes to repeat it. What the caller gave in confidence must not
 * come back in an error.
 */
import { at, fields, text } from "@errand/http/Answer"

/** A longer user name of a proxy may hold a token: rented proxies learn from it who pays. */
const maxPlainNameLength = 8

/** The secret texts of a request: the values of `secrets`, and what opens a proxy. */
export const findSecrets = (input: unknown): ReadonlyArray<string> => {
  const body = at(input, "body")
  const proxy = at(body, "customProxy")
  const user = text(at(proxy, "username")) ?? ""
  return [
    ...Object.values(fields(at(body, "secrets"))),
    at(proxy, "password"),
    user.length > maxPlainNameLength ? user : undefined
  ]
    .filter((value) => text(value) !== undefined)
    .map(String)
}
