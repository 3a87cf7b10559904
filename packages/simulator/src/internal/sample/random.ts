/**
 * Random values from a seed. Every draw is a hash of the seed, its name and how many draws of that
 * name came before. So a request more does not change the ids that other requests get.
 */
import { hash } from "node:crypto"

/** Draws by name. The nth draw of a name is the same for the same seed, whatever else was drawn. */
export interface Random {
  /** At least 0 and below 1. */
  readonly number: (name: string) => number
  /** An integer from `least` to `most`, both included. */
  readonly between: (name: string, least: number, most: number) => number
  readonly pick: <A>(name: string, from: readonly [A, ...ReadonlyArray<A>]) => A
  readonly uuid: (name: string) => string
  /** Lower-case hexadecimal digits, at most 64. */
  readonly hex: (name: string, length: number) => string
  /** Decimal digits that start with no zero, at most 32. */
  readonly digits: (name: string, length: number) => string
  /** Draws that do not depend on what was drawn from this one. */
  readonly fork: (name: string) => Random
}

/** Draws that depend on `seed` alone. */
export const make = (seed: number | string): Random => {
  const drawn = new Map<string, number>()
  const bytes = (name: string): Buffer => {
    const count = drawn.get(name) ?? 0
    drawn.set(name, count + 1)
    return hash("sha256", `${seed}\n${name}\n${count}`, "buffer")
  }
  const number = (name: string) => bytes(name).readUInt32BE(0) / 2 ** 32
  const between = (name: string, least: number, most: number) => least + Math.floor(number(name) * (most - least + 1))
  return {
    number,
    between,
    pick: (name, from) => from[between(name, 0, from.length - 1)] ?? from[0],
    uuid: (name) => {
      const of = bytes(name)
      of.writeUInt8((of.readUInt8(6) & 0x0f) | 0x40, 6)
      of.writeUInt8((of.readUInt8(8) & 0x3f) | 0x80, 8)
      const hex = of.toString("hex", 0, 16)
      return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-")
    },
    hex: (name, length) => bytes(name).toString("hex").slice(0, length),
    digits: (name, length) =>
      [...bytes(name).subarray(0, length)].map((byte, index) => (index === 0 ? 1 + (byte % 9) : byte % 10)).join(""),
    fork: (name) => make(`${seed}/${name}`)
  }
}
