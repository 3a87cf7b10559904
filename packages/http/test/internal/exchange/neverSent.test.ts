import { assert, describe, it } from "@effect/vitest"
import { isNeverSent } from "../../../src/internal/exchange/neverSent.ts"
import { NotSent } from "../../../src/Transport.ts"

const error = (message: string, parts: object = {}) => Object.assign(new Error(message), parts)
/** As the fetch of Node and of Deno wraps it. */
const wrapped = (cause: unknown) => new TypeError("fetch failed", { cause })
const deno = (words: string) => wrapped(error(`error sending request for url (https://a.test/x): ${words}`))
const connect = (code: string) => error(`connect ${code} 127.0.0.1:1`, { code, syscall: "connect" })

describe("an error that proves that nothing was sent", () => {
  it.each<readonly [string, unknown]>([
    ["a transport that knows", new NotSent("no socket")],
    ["a transport that knows, inside another error", wrapped(new NotSent("no socket"))],
    ["Node: a refused connection", wrapped(connect("ECONNREFUSED"))],
    ["Node: a connection that the system gave up", wrapped(connect("ETIMEDOUT"))],
    ["Node: a forbidden connection", wrapped(connect("EACCES"))],
    ["Node: a reset while connecting", wrapped(connect("ECONNRESET"))],
    ["Node: no such host", wrapped(error("x", { code: "ENOTFOUND", syscall: "getaddrinfo" }))],
    ["Node: no address to bind to", wrapped(error("x", { code: "EADDRINUSE", syscall: "bind" }))],
    [
      "Node: several addresses, each given up",
      wrapped(Object.assign(new AggregateError([connect("ETIMEDOUT"), connect("ENETUNREACH")]), { code: "ETIMEDOUT" }))
    ],
    ["undici: a connection that took too long", wrapped(error("x", { code: "UND_ERR_CONNECT_TIMEOUT" }))],
    [
      "undici: a proxy that refuses",
      wrapped(
        new DOMException("Request was cancelled.", {
          cause: error("Proxy response (403) !== 200 when HTTP Tunneling", { code: "UND_ERR_ABORTED" })
        } as never)
      )
    ],
    ...[
      "DEPTH_ZERO_SELF_SIGNED_CERT",
      "SELF_SIGNED_CERT_IN_CHAIN",
      "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
      "UNABLE_TO_GET_ISSUER_CERT",
      "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
      "CERT_HAS_EXPIRED",
      "CERT_NOT_YET_VALID",
      "CERT_REVOKED",
      "CERT_UNTRUSTED",
      "INVALID_CA",
      "HOSTNAME_MISMATCH",
      "ERR_TLS_CERT_ALTNAME_INVALID"
    ].map((code) => [`a certificate: ${code}`, wrapped(error("x", { code }))] as const),
    [
      "Node: a TLS greeting that is cut",
      wrapped(
        error("Client network socket disconnected before secure TLS connection was established", { code: "ECONNRESET" })
      )
    ],
    ["Node: no TLS at that port", wrapped(error("x", { code: "ERR_SSL_WRONG_VERSION_NUMBER" }))],
    ["Node: no common TLS version", wrapped(error("x", { code: "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION" }))],
    ["Node: a refused TLS greeting", wrapped(error("x", { code: "ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE" }))],
    ["Node: a blocked port", wrapped(error("bad port"))],
    [
      "Deno: a refused connection",
      deno("client error (Connect): tcp connect error: Connection refused (os error 111)")
    ],
    ["Deno: no such host", deno("client error (Connect): dns error: failed to lookup address information")],
    ["Deno: a certificate", deno("client error (Connect): invalid peer certificate: UnknownIssuer")],
    ["Deno: a TLS greeting that is cut", deno("client error (Connect): tls handshake eof")],
    ["Deno: a proxy that refuses", deno("client error (Connect): unsuccessful tunnel")],
    ["Deno: a blocked port", new TypeError("Fetch failed: Requests to port 6666 are blocked")],
    ["Bun: a refused connection", error("Unable to connect", { code: "ECONNREFUSED" })],
    ["Bun, before 1.4: a refused connection", error("Unable to connect", { code: "ConnectionRefused" })],
    ["Bun: no way there", error("x", { code: "ENETUNREACH" })],
    ["Bun: a proxy that refuses", error("x", { code: "ERR_PROXY_TUNNEL" })]
  ])("%s", (_, cause) => {
    assert.isTrue(isNeverSent(cause))
  })
})

describe("an error that leaves it open", () => {
  it.each<readonly [string, unknown]>([
    ["nothing", undefined],
    ["a text", "connect ECONNREFUSED"],
    ["Chrome", new TypeError("Failed to fetch")],
    ["Node: a reset", wrapped(error("read ECONNRESET", { code: "ECONNRESET", syscall: "read" }))],
    ["Node: a broken pipe", wrapped(error("write EPIPE", { code: "EPIPE", syscall: "write" }))],
    ["Node: a connection that fell silent", wrapped(error("read ETIMEDOUT", { code: "ETIMEDOUT", syscall: "read" }))],
    ["undici: closed by the other side", wrapped(error("other side closed", { code: "UND_ERR_SOCKET" }))],
    ["undici: no headers", wrapped(error("x", { code: "UND_ERR_HEADERS_TIMEOUT" }))],
    ["undici: aborted", wrapped(error("x", { code: "UND_ERR_ABORTED" }))],
    ["OpenSSL: a record that is broken", wrapped(error("x", { code: "ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC" }))],
    [
      "OpenSSL: a client certificate is wanted",
      wrapped(error("x", { code: "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED" }))
    ],
    ["several addresses, one of which was reached", wrapped(new AggregateError([connect("ECONNREFUSED"), error("x")]))],
    ["Deno: closed by the other side", deno("client error (SendRequest): connection closed before message completed")],
    ["Deno: a reset", wrapped(error("Connection reset by peer (os error 104)"))],
    ["Bun: closed by the other side", error("The socket connection was closed", { code: "ECONNRESET" })],
    // Bun says so of a connection that broke under a request, too.
    ["Bun: a TLS handshake that failed", error("EPROTO: The TLS handshake failed.", { code: "EPROTO" })],
    ["an address that a redirect names", Object.assign(new TypeError("Invalid URL"), { code: "ERR_INVALID_URL" })]
  ])("%s", (_, cause) => {
    assert.isFalse(isNeverSent(cause))
  })

  it("is one whose cause is itself", () => {
    const cause: { cause?: unknown } = {}
    cause.cause = cause
    assert.isFalse(isNeverSent(cause))
  })
})
