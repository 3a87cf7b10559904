/**
 * What a caller gives in confidence, told by the names that such things have. A service that refuses a request likes to repeat it, and
 * what is secret must not come back in an error.
 */

/** As in `password`, `client_secret`, `apiKey`, `accessToken`; all that stands below such a name is secret, too. */
const secret = /pass(?:word|phrase|code)|secret|token|credential|api[_-]?key|private[_-]?key|authorization|cookie/i

/** Shorter texts are words that anything may hold. */
const telling = 4

/** The secret texts in an input, for `CallOptions.confidential`. */
export const texts = (input: unknown, isSecret = false): ReadonlyArray<string> => {
  if (typeof input === "string") return isSecret && input.length >= telling ? [input] : []
  if (typeof input !== "object" || input === null) return []
  return Object.entries(input).flatMap(([name, value]) => texts(value, isSecret || secret.test(name)))
}

/** An input as an error may show it: without the secret texts. */
export const shown = (input: unknown, isSecret = false): unknown => {
  if (typeof input === "string") return isSecret ? "<redacted>" : input
  if (Array.isArray(input)) return input.map((item) => shown(item, isSecret))
  if (typeof input !== "object" || input === null) return input
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [name, shown(value, isSecret || secret.test(name))])
  )
}
