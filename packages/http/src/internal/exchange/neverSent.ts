/**
 * Whether the error of a `fetch` proves that nothing of its request was sent. A transport of our
 * own knows (`TransportRequest.isSent`); a plain `fetch` says so in the words of its runtime. In
 * doubt it was sent: resets, broken pipes and unknown errors prove nothing.
 */
import { NotSent } from "../../Transport.ts"

/** Reads an error, its causes, and each of several errors. */
export const isNeverSent = (cause: unknown, depth = maxDepth): boolean => {
  if (depth === 0 || typeof cause !== "object" || cause === null) return false
  if (cause instanceof NotSent || isRefusedPort(cause, 1)) return true
  // Several addresses were tried: connecting failed only if it failed at each of them.
  if (cause instanceof AggregateError && cause.errors.length > 0) {
    return cause.errors.every((error) => isNeverSent(error, depth - 1))
  }
  return provesNeverSent(cause) || ("cause" in cause && isNeverSent(cause.cause, depth - 1))
}

/** Whether `fetch` refuses the port of the address, so that no time mends it. */
export const isRefusedPort = (cause: unknown, depth = maxDepth): boolean =>
  cause instanceof Error && depth > 0 && (refusedPort.test(cause.message) || isRefusedPort(cause.cause, depth - 1))

const provesNeverSent = (error: object): boolean => {
  const syscall = textOf(error, "syscall")
  // Under a code like EHOSTUNREACH or ETIMEDOUT, the system call tells a connection that never came
  // to be from one that broke.
  if (syscall !== "") return openingCall.test(syscall)
  const code = textOf(error, "code")
  return (
    connectCodes.has(code) ||
    certificateCode.test(code) ||
    handshakeCode.test(code) ||
    neverSentWords.test(textOf(error, "message"))
  )
}

const textOf = (error: object, name: string): string => {
  const value: unknown = name in error ? (error as { readonly [name: string]: unknown })[name] : undefined
  return typeof value === "string" ? value : ""
}

const maxDepth = 6

/** System calls that come before the first byte. */
const openingCall = /^(?:connect|bind|socket|getaddrinfo|query[A-Z]\w*)$/

/**
 * Codes that only occur before there is a connection. Bun names no system call, and its EPROTO says
 * "handshake" of broken connections, too.
 */
const connectCodes = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EADDRNOTAVAIL",
  "UND_ERR_CONNECT_TIMEOUT",
  "ERR_PROXY_TUNNEL",
  "ConnectionRefused",
  "FailedToOpenSocket"
])

/**
 * OpenSSL's and Node's names for a certificate that is not accepted; it is looked at before a
 * request.
 */
const certificateCode =
  /^(?:ERR_TLS_CERT_\w+|(?:CERT|CRL|UNABLE_TO)_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|INVALID_(?:CA|PURPOSE)|PATH_LENGTH_EXCEEDED|HOSTNAME_MISMATCH)$/

/** Of OpenSSL's many, those that only a first answer to a TLS greeting brings about. */
const handshakeCode =
  /^ERR_SSL_(?:WRONG_VERSION_NUMBER|UNSUPPORTED_PROTOCOL|HTTP_REQUEST|NO_PROTOCOLS_AVAILABLE|NO_CIPHERS_AVAILABLE|TLSV1_ALERT_PROTOCOL_VERSION|(?:SSLV3|SSL\/TLS)_ALERT_HANDSHAKE_FAILURE|TLSV1_(?:ALERT_)?UNRECOGNIZED_NAME)$/

/** What Node (a cut handshake, a proxy) and Deno (any failure to connect) say without a code. */
const neverSentWords =
  /before secure TLS connection was established|^Proxy response \(\d+\) !== 200|: client error \(Connect\)|^unknown scheme$/

const refusedPort = /^bad port$|Requests to port \d+ are blocked$/
