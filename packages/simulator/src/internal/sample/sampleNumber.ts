/** Makes a number that a schema allows. */
import type { Random } from "./random.ts"
import { asNumber, typesOf } from "./schema.ts"
import type { Schema } from "./schema.ts"

/** Numbers are taken from this many steps above the lower bound. */
const spread = 100

/** Makes a number within the bounds of a schema, and a multiple of what it says. */
export const sampleNumber = (schema: Schema, random: Random): number => {
  const isInteger = typesOf(schema)[0] === "integer"
  const [low, high] = formatBounds[String(schema["format"])] ?? [-Infinity, Infinity]
  const least = Math.max(asNumber(schema["minimum"]) ?? -Infinity, low)
  const most = Math.min(asNumber(schema["maximum"]) ?? Infinity, high)
  const above = asNumber(schema["exclusiveMinimum"]) ?? -Infinity
  const below = asNumber(schema["exclusiveMaximum"]) ?? Infinity
  const isWithin = (value: number): boolean =>
    value >= least && value <= most && value > above && value < below && (!isInteger || Number.isInteger(value))

  const declared = asNumber(schema["multipleOf"])
  const step = declared ?? (isInteger ? 1 : 0.01)
  const from = Math.max(least, above)
  const to = Math.min(most, below)
  const start = Number.isFinite(from) ? from : Number.isFinite(to) ? Math.min(0, to - step) : isInteger ? 1 : 0
  const first = Math.ceil(start / step - 1e-9)
  const last = Math.min(first + spread, Math.floor(to / step + 1e-9))
  const begin = random.between("number", first, Math.max(first, last))
  // From a random multiple upwards, then from the first one, until one fits.
  for (const multiple of [...range(begin, last), ...range(first, first + searched)]) {
    const value = Number((multiple * step).toPrecision(12))
    if (isWithin(value) && (declared === undefined || Number.isInteger(value / declared))) return value
  }
  // Between bounds that are closer than a step.
  return Number.isFinite(from) && Number.isFinite(to) && declared === undefined ? (from + to) / 2 : start
}

/** Multiples that are tried before the search ends. */
const searched = 1000

const range = function* (from: number, to: number): Generator<number> {
  for (let value = from; value <= to; value += 1) yield value
}

const formatBounds: { readonly [format: string]: readonly [number, number] } = {
  int32: [-(2 ** 31), 2 ** 31 - 1],
  int64: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER]
}
