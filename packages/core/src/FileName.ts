/**
 * A local name for a file that a server named. A server's file name says what a file is
 * called, never where it goes.
 */

/** Room for a suffix such as `.part` or ` (2)` below the 255 bytes that file systems allow. */
const maxBytes = 200
/** An extension longer than this is not one. */
const maxExtensionBytes = 20

// Control, bidi and invisible characters, half surrogate pairs, and code points that stand for
// nothing.
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu
// Slashes of every kind that some system, font or code page shows or reads as one.
const separator = /[/\\\u2044\u2215\u2216\u29f5\u29f8\u29f9]/u
const reserved = /[<>:"|?*]/g
// Windows opens a device for these, whatever the extension and the case.
const device = /^(?:con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$|clock\$) *(?:\.|$)/i

/**
 * Turns any string into a name that stays in the folder it is joined to, on every operating system:
 * never empty, no separator or drive, no `.` or `..`, not hidden, not a device, nothing invisible,
 * at most 200 bytes of UTF-8 with the extension kept. Safe names come back as they are, and
 * `safe(safe(x))` is `safe(x)`.
 *
 * Two names can become one: who writes many files into one folder must still look whether a name is
 * taken.
 */
export const safe = (name: string): string => {
  // Megabytes of dots and spaces would take hours to judge: beginning and extension are all that
  // can remain.
  const given = name.length > 2000 ? name.slice(0, 1500) + name.slice(-500) : name
  const parts = Array.from(given.replace(unseen, "").normalize("NFC"), plain).join("").normalize("NFC").split(separator)
  const joined = parts
    .map(bare)
    .filter((part) => part !== "")
    .join("_")
  // A leading dash reads as an option, a leading tilde as a home folder.
  const visible = joined.replace(reserved, "_").replace(/\s+/g, " ").replace(/^[-~]/, "_")
  if (visible === "") return "file"
  return shorten(device.test(visible.normalize("NFKC")) ? `_${visible}` : visible)
}

/**
 * A look-alike of a character that file systems act upon is that character: full-width slashes,
 * one-dot leaders.
 */
const plain = (char: string): string => {
  const compatible = char.normalize("NFKC")
  return /[./\\<>:"|?*]/.test(compatible) ? compatible.replace(unseen, "") : char
}

/**
 * Without leading dots (hidden files, parent folders) and without the dots and spaces that Windows
 * drops at the end.
 */
const bare = (part: string): string => part.replace(/^[\s.]+|[\s.]+$/gu, "")

const bytesOf = (text: string): number => new TextEncoder().encode(text).length

const shorten = (name: string): string => {
  if (bytesOf(name) <= maxBytes) return name
  const dot = name.lastIndexOf(".")
  const extension = dot > 0 && bytesOf(name.slice(dot)) <= maxExtensionBytes ? name.slice(dot) : ""
  let room = maxBytes - bytesOf(extension)
  let stem = ""
  for (const char of extension === "" ? name : name.slice(0, dot)) {
    room -= bytesOf(char)
    if (room < 0) break
    stem += char
  }
  return bare(stem) + extension
}
