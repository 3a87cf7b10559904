/**
 * Tells one account at one address from another, for refs that are stored for long: the same in every process and version.
 * 32 bits of a hash over a key of far more: whoever reads it learns nothing that helps to guess the key.
 */

/** As in `api.browser-use.com/api/v2#1a2b3c4d`. */
export const fingerprint = (baseUrl: string, account: string): string => {
  const place = baseUrl.replace(/^https?:\/\//, "").replace(/^[^/]*@/, "")
  let hash = 0x811c9dc5
  // FNV-1a over code points.
  for (const char of `${place}\n${account}`) {
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0
  }
  return `${place}#${hash.toString(16).padStart(8, "0")}`
}
