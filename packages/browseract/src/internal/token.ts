/** Comparing secrets by Web Crypto, which Node, Bun, Deno and workers share. */
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"

const algorithm = { name: "HMAC", hash: "SHA-256" }

/**
 * Whether a text is one of the tokens, each of which is tried. MACs are compared, under a random
 * key: how long that takes tells nothing of a token, nor of its length.
 */
export const matches = (tokens: ReadonlyArray<Redacted.Redacted<string>>, candidate: string): Effect.Effect<boolean> =>
  Effect.map(
    Effect.forEach(tokens, (token) => matchesOne(token, candidate)),
    (proofs) => proofs.includes(true)
  )

const matchesOne = Effect.fnUntraced(function* (token: Redacted.Redacted<string>, candidate: string) {
  const utf8 = new TextEncoder()
  const key = yield* Effect.promise(() =>
    crypto.subtle.importKey("raw", crypto.getRandomValues(new Uint8Array(32)), algorithm, false, ["sign", "verify"])
  )
  const mac = yield* Effect.promise(() => crypto.subtle.sign(algorithm, key, utf8.encode(Redacted.value(token))))
  return yield* Effect.promise(() => crypto.subtle.verify(algorithm, key, mac, utf8.encode(candidate)))
})
