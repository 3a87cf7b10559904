/** What an answer says about the file that it carries, whole or in part. */
import type { TransportAnswer } from "../../Transport.ts"

/** A file, as its first answer describes it. */
export interface FileFacts {
  /** A strong entity tag: the same tag means the same bytes. */
  readonly tag: string | undefined
  readonly length: number | undefined
}

/**
 * Tag and length of a file; neither when it is compressed, because they describe the compressed
 * bytes.
 */
export const describeFile = ({ headers }: TransportAnswer): FileFacts => {
  const isPlain = !isPacked(headers)
  const tag = headers.get("etag")
  const length = headers.get("content-length")
  return {
    // A weak tag promises the same meaning, not the same bytes.
    tag: isPlain && tag !== null && /^"[^"]*"$/.test(tag) ? tag : undefined,
    length: isPlain && length !== null && /^\d{1,15}$/.test(length) ? Number(length) : undefined
  }
}

/** Whether an answer continues the same file at `offset`. */
export const continuesFile = (
  { headers, status }: TransportAnswer,
  offset: number,
  { length, tag }: FileFacts
): boolean => {
  const range = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(headers.get("content-range") ?? "")
  if (status !== 206 || range === null) return false
  const [, first, last, total] = range
  return (
    Number(first) === offset &&
    (headers.get("etag") ?? tag) === tag &&
    !isPacked(headers) &&
    (length === undefined || total === "*" || Number(total) === length) &&
    Number(last) >= offset
  )
}

const isPacked = (headers: TransportAnswer["headers"]): boolean =>
  !/^\s*(?:identity)?\s*$/i.test(headers.get("content-encoding") ?? "")
