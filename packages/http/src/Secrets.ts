/**
 * The secrets in a caller's input, found by the names that such things have. A service that refuses
 * a request likes to repeat it, and a secret must not come back in an error.
 */

/** As in `password`, `client_secret`, `apiKey`, `accessToken`; what stands below such a name is secret, too. */
const secretName = /pass(?:word|phrase|code)|secret|token|credential|api[_-]?key|private[_-]?key|authorization|cookie/i

/** Shorter values are not redacted: they would blank out ordinary words. */
const minSecretLength = 4

/** The secret texts in an input, for `CallOptions.secrets`. */
export const find = (input: unknown, isSecret = false): ReadonlyArray<string> => {
  if (typeof input === "string") return isSecret && input.length >= minSecretLength ? [input] : []
  if (typeof input !== "object" || input === null) return []
  return Object.entries(input).flatMap(([name, value]) => find(value, isSecret || secretName.test(name)))
}

/** An input as an error may show it: without the secret texts. */
export const mask = (input: unknown, isSecret = false): unknown => {
  if (typeof input === "string") return isSecret ? "<redacted>" : input
  if (Array.isArray(input)) return input.map((item) => mask(item, isSecret))
  if (typeof input !== "object" || input === null) return input
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [name, mask(value, isSecret || secretName.test(name))])
  )
}
