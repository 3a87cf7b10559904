/**
 * How an entry stands in the file: `number length checksum json`, each of the first three as eight
 * hexadecimal digits. The number counts lines from 0, the length counts the bytes of the JSON, the
 * checksum covers the other three.
 */
import { crc32 } from "./crc32.ts"

const headLength = 27
/** The number and the length, which the checksum covers; the checksum itself follows. */
const checkedHeadLength = 18
const newline = 0x0a
const utf8 = new TextEncoder()
const strict = new TextDecoder("utf-8", { fatal: true })

/** One line, with its newline. */
export const encode = (number: number, json: string): Uint8Array => {
  const body = utf8.encode(json)
  const head = `${hex(number)} ${hex(body.length)} `
  return utf8.encode(`${head}${hex(crc32(utf8.encode(head), body))} ${json}\n`)
}

/** Something is wrong with a line: where it stands, and what. */
export interface Flaw {
  readonly line: number
  readonly offset: number
  readonly message: string
}

/**
 * A last line that is unfinished, because the process or the machine died while it was written. Its
 * append has not returned, so no program relied on it.
 */
export interface Torn {
  /** From 1 on. */
  readonly line: number
  /** Where the line begins: the length of the file without it. */
  readonly offset: number
  /** Bytes of it that are in the file. */
  readonly bytes: number
  /**
   * How many of these bytes are zeros at the end: the file had grown already, and its content was
   * not written yet.
   */
  readonly zeros: number
  /** Whether only its newline is missing, so that its entry is kept. */
  readonly whole: boolean
}

/** What a file holds. */
export interface Content {
  readonly lines: ReadonlyArray<string>
  /** Bytes of the whole lines. */
  readonly length: number
  readonly torn?: Torn
}

/**
 * Reads all lines, and yields after every so many of them, so that the caller can let other work
 * run. Only the end of the file can be torn, and a torn end is the beginning of the next line,
 * shorter than its length says, with at most zeros after it: a file system fills with zeros what it
 * had no time to write. Anything else is a flaw.
 */
export const decodeSlices = function* (
  bytes: Uint8Array,
  linesPerSlice: number
): Generator<void, Content | Flaw, void> {
  const lines: Array<string> = []
  let offset = 0
  while (offset < bytes.length) {
    const line = lines.length + 1
    if (lines.length % linesPerSlice === linesPerSlice - 1) yield
    const end = bytes.indexOf(newline, offset)
    if (end === -1) {
      const rest = bytes.subarray(offset)
      const text = rest.subarray(0, lengthWithoutZeros(rest))
      const last = decode(text, lines.length)
      const whole = typeof last === "string"
      if (whole) lines.push(last)
      return whole || isBeginning(text, lines.length)
        ? { lines, length: offset, torn: { line, offset, bytes: rest.length, zeros: rest.length - text.length, whole } }
        : { line, offset, message: "the last line has no end, and is not the beginning of a line either" }
    }
    const found = decode(bytes.subarray(offset, end), lines.length)
    if (typeof found !== "string") return { line, offset, message: found.wrong }
    lines.push(found)
    offset = end + 1
  }
  return { lines, length: offset }
}

const decode = (bytes: Uint8Array, number: number): string | { readonly wrong: string } => {
  const head = ascii(bytes.subarray(0, headLength))
  const fields = /^([0-9a-f]{8}) ([0-9a-f]{8}) ([0-9a-f]{8}) $/.exec(head)
  if (fields === null) return { wrong: "this is no line of a store" }
  const [, count = "", length = "", sum = ""] = fields
  const body = bytes.subarray(headLength)
  if (parseInt(length, 16) !== body.length)
    return { wrong: `the line says ${parseInt(length, 16)} bytes and has ${body.length}` }
  const checksum = crc32(bytes.subarray(0, checkedHeadLength), body)
  if (parseInt(sum, 16) !== checksum) return { wrong: "the checksum is not that of the line" }
  if (parseInt(count, 16) !== number) return { wrong: `line number ${number} was expected, not ${parseInt(count, 16)}` }
  // A line with the right checksum was written by `encode`, which writes UTF-8.
  return strict.decode(body)
}

const isBeginning = (text: Uint8Array, number: number): boolean => {
  const head = ascii(text.subarray(0, headLength))
  if (!`${hex(number)} `.startsWith(head.slice(0, 9))) return false
  if (!/^[0-9a-f]*$/.test(head.slice(9, 17)) || !" ".startsWith(head.slice(17, 18))) return false
  if (!/^[0-9a-f]*$/.test(head.slice(18, 26)) || !" ".startsWith(head.slice(26, 27))) return false
  const body = text.subarray(headLength)
  return body.length === 0 || (body.length < parseInt(head.slice(9, 17), 16) && !body.includes(0))
}

const lengthWithoutZeros = (bytes: Uint8Array): number => {
  let length = bytes.length
  while (length > 0 && bytes[length - 1] === 0) length--
  return length
}

const hex = (number: number): string => number.toString(16).padStart(8, "0")

const ascii = (bytes: Uint8Array): string => String.fromCharCode(...bytes)
