/**
 * A service that refuses a request likes to repeat it. What the caller gave in confidence must not
 * come back in an error.
 */
import { at, fields, text } from "@errand/http/Answer"
import { proxySecrets } from "./proxySecrets.ts"

/** The secret texts of a request: the values of `secrets`, and what opens a proxy. */
export const findSecrets = (input: unknown): ReadonlyArray<string> => {
  const body = at(input, "body")
  return [...Object.values(fields(at(body, "secrets"))), ...proxySecrets(at(body, "customProxy"))]
    .filter((value) => text(value) !== undefined)
    .map(String)
}
