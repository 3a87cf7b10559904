/**
 * What is kept of the error of a failed connection: names, codes and messages. The errors of
 * libraries carry sockets, options and headers, which may hold keys.
 */
import { NotSent } from "../../Transport.ts"

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

/** Whether there was never a connection, so that nothing was executed. */
export const isConnectFailure = (cause: unknown, depth = 4): boolean => {
  if (depth === 0 || typeof cause !== "object" || cause === null) return false
  if (cause instanceof NotSent) return true
  const code = codeOf(cause)
  if (code !== undefined && connectCodes.has(code) && !isUnderWay(cause)) return true
  if (cause instanceof AggregateError && cause.errors.length > 0) {
    return cause.errors.every((error) => isConnectFailure(error, depth - 1))
  }
  return "cause" in cause && isConnectFailure(cause.cause, depth - 1)
}

/** Codes of a lost route also occur on an established connection, when reading or writing. */
const isUnderWay = (cause: object): boolean =>
  "syscall" in cause && (cause.syscall === "read" || cause.syscall === "write")

const codeOf = (cause: object): string | undefined =>
  "code" in cause && typeof cause.code === "string" ? cause.code : undefined

const clip = (text: string): string => (text.length > 200 ? `${text.slice(0, 200)}…` : text)

// Resets and broken pipes are not here: the request may have arrived by then. Those in words are
// codes of Bun.
const connectCodes = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EADDRNOTAVAIL",
  "UND_ERR_CONNECT_TIMEOUT",
  "ConnectionRefused",
  "FailedToOpenSocket",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID"
])
