/** HMAC-SHA256 by Web Crypto, which Node, Bun, Deno and workers share. */
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"

const algorithm = { name: "HMAC", hash: "SHA-256" }

/** 64 hexadecimal digits as 32 bytes; `undefined` for anything else. */
export const bytesOfHex = (hex: string): Uint8Array<ArrayBuffer> | undefined =>
  /^[0-9a-f]{64}$/i.test(hex)
    ? Uint8Array.from({ length: 32 }, (_, at) => Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16))
    : undefined

/**
 * Whether one of the messages was signed so, with any of the secrets. Comparing is Web Crypto's
 * own, which takes the same time wherever two MACs differ, and every secret is tried.
 */
export const isSigned = (
  secrets: ReadonlyArray<Redacted.Redacted<string>>,
  signature: Uint8Array<ArrayBuffer>,
  messages: ReadonlyArray<Uint8Array<ArrayBuffer>>
): Effect.Effect<boolean> =>
  Effect.map(
    Effect.forEach(secrets, (secret) => verifyWith(secret, signature, messages)),
    (proofs) => proofs.includes(true)
  )

const verifyWith = Effect.fnUntraced(function* (
  secret: Redacted.Redacted<string>,
  signature: Uint8Array<ArrayBuffer>,
  messages: ReadonlyArray<Uint8Array<ArrayBuffer>>
) {
  const bytes = new TextEncoder().encode(Redacted.value(secret))
  const key = yield* Effect.promise(() => crypto.subtle.importKey("raw", bytes, algorithm, false, ["verify"]))
  for (const message of messages) {
    if (yield* Effect.promise(() => crypto.subtle.verify(algorithm, key, signature, message))) return true
  }
  return false
})
