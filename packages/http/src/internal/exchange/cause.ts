/**
 * What is kept of the error of a failed connection: names, codes and messages. The errors of
 * libraries carry sockets, options and headers, which may hold keys.
 */

/** An error of the transport without the request. */
export class ConnectionError extends Error {
  readonly code: string | undefined

  constructor(name: string, message: string, code: string | undefined, cause: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = name
    this.code = code
    this.stack = `${name}: ${message}`
  }
}

/** A copy of `cause` that is safe to log; `scrub` takes keys out of its texts. */
export const sanitize = (cause: unknown, scrub: (text: string) => string, depth = 4): unknown => {
  if (depth === 0 || cause === undefined || cause === null) return undefined
  if (!(cause instanceof Error))
    return new ConnectionError(
      "Error",
      clip(scrub(typeof cause === "string" ? cause : "unknown")),
      undefined,
      undefined
    )
  const inner = cause instanceof AggregateError && cause.errors.length > 0 ? cause.errors[0] : cause.cause
  const code = codeOf(cause)
  return new ConnectionError(
    clip(scrub(cause.name)),
    clip(scrub(cause.message)),
    code === undefined ? undefined : clip(scrub(code)),
    sanitize(inner, scrub, depth - 1)
  )
}

const codeOf = (cause: object): string | undefined =>
  "code" in cause && typeof cause.code === "string" ? cause.code : undefined

const clip = (text: string): string => (text.length > 200 ? `${text.slice(0, 200)}…` : text)
