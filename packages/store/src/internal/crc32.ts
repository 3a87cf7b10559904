/**
 * CRC-32 as in zip and PNG: every flipped bit, every two, and every burst of up to 32 bits changes
 * it.
 */
const table = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

/** The checksum of these bytes, one part after the other. */
export const crc32 = (...parts: ReadonlyArray<Uint8Array>): number => {
  let crc = 0xffffffff
  for (const bytes of parts) {
    for (const byte of bytes) crc = (crc >>> 8) ^ (table[(crc ^ byte) & 0xff] ?? 0)
  }
  return (crc ^ 0xffffffff) >>> 0
}
