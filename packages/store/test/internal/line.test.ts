import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { crc32 } from "../../src/internal/crc32.ts"
import * as Line from "../../src/internal/line.ts"

const texts = fc.array(
  fc.jsonValue().map((value) => JSON.stringify(value)),
  { minLength: 1, maxLength: 6 }
)

const file = (lines: ReadonlyArray<string>) => Buffer.concat(lines.map((text, number) => Line.encode(number, text)))

/** Reads in small slices, so that every test also crosses their ends. */
const decodeAll = (bytes: Uint8Array): Line.Content | Line.Flaw => {
  const slices = Line.decodeSlices(bytes, 2)
  let slice = slices.next()
  while (slice.done !== true) slice = slices.next()
  return slice.value
}

const flawOf = (found: Line.Content | Line.Flaw) => ("message" in found ? found : undefined)

describe("the lines of a store", () => {
  it("have the checksum that the whole world knows", () => {
    expect(crc32(new TextEncoder().encode("123456789"))).toBe(0xcbf43926)
  })

  it("can be read by a person", () => {
    expect(new TextDecoder().decode(Line.encode(3, '{"a":1}'))).toMatch(/^00000003 00000007 [0-9a-f]{8} \{"a":1\}\n$/)
  })

  it("come back as they were written", () => {
    fc.assert(
      fc.property(texts, (lines) => {
        expect(decodeAll(file(lines))).toEqual({ lines, length: file(lines).length })
      })
    )
  })

  it("can be cut off anywhere: what was whole is there, the rest is told", () => {
    fc.assert(
      fc.property(texts, fc.nat(), fc.nat(64), (lines, at, zeros) => {
        const bytes = file(lines)
        const cut = at % (bytes.length + 1)
        const found = decodeAll(Buffer.concat([bytes.subarray(0, cut), Buffer.alloc(zeros)]))
        if ("message" in found) throw new Error(found.message)
        const whole = lines.filter((_, number) => file(lines.slice(0, number + 1)).length <= cut)
        const rest = cut - file(whole).length
        const last = lines[whole.length]
        // A line that misses only its end is known all the same.
        const complete = last !== undefined && rest === Line.encode(whole.length, last).length - 1
        expect(found.lines).toEqual(complete ? lines.slice(0, whole.length + 1) : whole)
        expect(found.length).toBe(file(whole).length)
        expect(found.torn).toEqual(
          rest + zeros === 0
            ? undefined
            : { line: whole.length + 1, offset: file(whole).length, bytes: rest + zeros, zeros, whole: complete }
        )
      }),
      { numRuns: 1000 }
    )
  })

  it("betray any byte that was changed: with the line and the byte where it stands", () => {
    fc.assert(
      fc.property(texts, fc.nat(), fc.integer({ min: 1, max: 255 }), (lines, at, flip) => {
        const bytes = file(lines)
        const index = at % bytes.length
        bytes[index] = (bytes[index] ?? 0) ^ flip
        const found = decodeAll(bytes)
        const flaw = flawOf(found)
        const hit = lines.findIndex((_, number) => file(lines.slice(0, number + 1)).length > index)
        if (flaw === undefined) {
          // Only the very last byte can look like a death in the middle of writing, and then
          // nothing is lost by it.
          expect(index).toBe(bytes.length - 1)
          expect(bytes[index]).toBe(0)
          expect(found).toMatchObject({ lines, torn: { whole: true } })
        } else {
          expect(flaw).toMatchObject({ line: hit + 1, offset: file(lines.slice(0, hit)).length })
        }
      }),
      { numRuns: 2000 }
    )
  })

  it("betray lines that are missing, doubled or in another order", () => {
    const [a, b, c] = ["1", "2", "3"].map((text, number) => Line.encode(number, text))
    for (const parts of [
      [a, c],
      [b, c],
      [a, a, b],
      [a, c, b]
    ]) {
      expect(flawOf(decodeAll(Buffer.concat(parts.map((part) => part ?? new Uint8Array()))))).toBeDefined()
    }
  })

  it("take no foreign text for an unfinished line", () => {
    for (const text of ["hello", "00000001", "0000000 ", "00000000 00000001 00000000 ab", "00000000 0000000g"]) {
      expect(flawOf(decodeAll(new TextEncoder().encode(text)))).toMatchObject({ line: 1, offset: 0 })
    }
  })

  it("are read in slices, so that a long file need not block the process", () => {
    const bytes = file(Array.from({ length: 10 }, (_, n) => String(n)))
    const slices = Line.decodeSlices(bytes, 3)
    const pauses = []
    for (let slice = slices.next(); slice.done !== true; slice = slices.next()) pauses.push(slice)
    expect(pauses).toHaveLength(3)
  })
})
