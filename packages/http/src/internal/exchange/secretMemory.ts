/**
 * The secret texts of a client's calls. A service may quote what it was started with in the
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
  let characters = 0
  let scrub: Scrub | undefined
  const forget = (text: string): boolean => {
    if (!known.delete(text)) return false
    characters -= text.length
    return true
  }
  return {
    remember: (texts) => {
      for (const text of texts) {
        if (text.length < minSecretLength) continue
        if (!forget(text)) scrub = undefined
        known.add(text)
        characters += text.length
      }
      for (const oldest of known) {
        if (known.size <= maxSecrets && characters <= maxCharacters) break
        forget(oldest)
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
const maxCharacters = 1_000_000
