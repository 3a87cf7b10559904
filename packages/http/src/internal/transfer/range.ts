/** What an answer tells of the file that it is a part of. */
import type { TransportAnswer } from "../../Transport.ts"

/** A file, as its first answer has it. */
export interface Whole {
  /** What the store calls exactly these bytes, where it does so and they come as they are. */
  readonly tag: string | undefined
  readonly length: number | undefined
}

/** Tag and length of a file. Of one that comes compressed neither is that of the bytes that are read. */
export const shape = ({ headers }: TransportAnswer): Whole => {
  const isPlain = (headers.get("content-encoding") ?? "identity") === "identity"
  const tag = headers.get("etag")
  const length = headers.get("content-length")
  return {
    // A weak tag promises the meaning and not the bytes.
    tag: isPlain && tag !== null && /^"[^"]*"$/.test(tag) ? tag : undefined,
    length: isPlain && length !== null && /^\d{1,15}$/.test(length) ? Number(length) : undefined
  }
}

/** Whether an answer goes on with the same file where the last one broke off. */
export const goesOn = ({ headers, status }: TransportAnswer, offset: number, { length, tag }: Whole): boolean => {
  const range = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(headers.get("content-range") ?? "")
  if (status !== 206 || range === null) return false
  const [, first, last, total] = range
  return (
    Number(first) === offset &&
    (headers.get("etag") ?? tag) === tag &&
    (headers.get("content-encoding") ?? "identity") === "identity" &&
    (length === undefined || total === "*" || Number(total) === length) &&
    Number(last) >= offset
  )
}
