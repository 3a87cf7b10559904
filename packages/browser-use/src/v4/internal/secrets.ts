/**
 * A service that refuses a request likes to repeat it. What the caller gave in confidence must not
 * come back in an error.
 */
import { at, list, text } from "@errand/http/Answer"
import { proxySecrets } from "../../internal/proxySecrets.ts"

/** The secret texts of a request: the values of inline secrets, and what opens a proxy. */
export const findSecrets = (input: unknown): ReadonlyArray<string> => {
  const body = at(input, "body")
  const inline = list(at(body, "secretBindings")).map((binding) => at(binding, "source", "value"))
  return [...inline, ...proxySecrets(at(body, "browserSettings", "customProxy"))].flatMap((value) => text(value) ?? [])
}
