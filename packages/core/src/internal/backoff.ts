/** Pauses between tries: each longer than the one before it, up to a limit. */

/** How the pauses grow, in milliseconds. */
export interface Backoff {
  readonly firstMillis: number
  /** What each pause is multiplied by to get the next one. Default 2. */
  readonly factor?: number
  /** The longest pause. Default: none is too long. */
  readonly capMillis?: number
}

/** The pause after so many tries, from 1 on. */
export const pauseAfter = (tries: number, { capMillis = Infinity, factor = 2, firstMillis }: Backoff): number =>
  Math.min(capMillis, firstMillis * factor ** (tries - 1))
