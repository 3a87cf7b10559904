/**
 * Which account at which place: the same in every process, fit to be stored in a ref. 32 bits tell two accounts apart, and leave
 * a key of 128 bits as secret as it was. As in `api.browseract.com#1a2b3c4d`.
 */
export const fingerprint = (baseUrl: string, account: string): string => {
  const place = baseUrl.replace(/^https?:\/\//, "").replace(/^[^/]*@/, "")
  const text = `${place}\n${account}`
  // FNV-1a.
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return `${place}#${(hash >>> 0).toString(16).padStart(8, "0")}`
}
