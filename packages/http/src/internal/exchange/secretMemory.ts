/**
 * The confidential texts of a client's calls. A service may quote what it was started with in the
 * answer to a later request, so that later errors must not show them either.
 */
import { makeScrub } from "../scrub.ts"
import type { Scrub } from "../scrub.ts"

/** Remembers texts, and takes them out of others. */
export interface SecretMemory {
  readonly remember: (texts: ReadonlyArray<string>) => void
  readonly scrub: Scrub
}

/** A memory of one client. It forgets the oldest of very many. */
export const makeSecretMemory = (): SecretMemory => {
  const known = new Set<string>()
  let scrub: Scrub | undefined
  return {
    remember: (texts) => {
      for (const text of texts) {
        if (text.length < minSecretLength) continue
        if (!known.delete(text)) scrub = undefined
        known.add(text)
      }
      for (const oldest of known) {
        if (known.size <= maxSecrets) break
        known.delete(oldest)
        scrub = undefined
      }
    },
    // Made when there is an error, not with each call.
    scrub: (text) => (scrub ??= makeScrub([...known]))(text)
  }
}

/**
 * Shorter values are not taken out of the errors of other calls: they would blank out ordinary
 * words.
 */
const minSecretLength = 4
const maxSecrets = 1000
