/** What opens a proxy. */
import { at, text } from "@errand/http/Answer"

/** A longer user name of a proxy may hold a token: rented proxies learn from it who pays. */
const maxPlainNameLength = 8

/** The secret texts of a proxy that a caller brings. */
export const proxySecrets = (proxy: unknown): ReadonlyArray<unknown> => {
  const user = text(at(proxy, "username")) ?? ""
  return [at(proxy, "password"), user.length > maxPlainNameLength ? user : undefined]
}
