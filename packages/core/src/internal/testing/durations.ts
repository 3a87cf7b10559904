/**
 * How long many tasks take: seeded, and spread so evenly that a few hundred already have the mean
 * and the tail of their distribution.
 */

/** Numbers from 0 to 1, the same for the same seed (mulberry32, which is in the public domain). */
export const random = (seed: number): (() => number) => {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * As many log-normal durations as asked for, in milliseconds: the quantiles of the distribution, in
 * an order of the seed's.
 */
export const logNormal = (
  count: number,
  { median, seed, sigma }: { readonly median: number; readonly sigma: number; readonly seed: number }
): ReadonlyArray<number> =>
  shuffled(
    normalQuantiles(count).map((z) => median * Math.exp(sigma * z)),
    random(seed)
  )

/** The items in another order. */
export const shuffled = <T>(items: ReadonlyArray<T>, random: () => number): ReadonlyArray<T> => {
  const all = items.slice()
  for (let last = all.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1))
    ;[all[last], all[other]] = [all[other]!, all[last]!]
  }
  return all
}

/** The quantiles (i + ½)/count of the normal distribution, by summing its density up. */
const normalQuantiles = (count: number): ReadonlyArray<number> => {
  const step = 1 / 1024
  const quantiles: Array<number> = []
  let below = 0
  for (let z = -6; quantiles.length < count && z < 6; z += step) {
    const share = (step * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI)
    while (quantiles.length < count && below + share >= (quantiles.length + 0.5) / count) {
      quantiles.push(z + (step * ((quantiles.length + 0.5) / count - below)) / share - step / 2)
    }
    below += share
  }
  return quantiles
}
