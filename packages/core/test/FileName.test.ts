import fc from "fast-check"
import * as path from "node:path"
import { describe, expect, it } from "vitest"
import { safe } from "@errand/core/FileName"

const nasty = fc.constantFrom(
  "..",
  ".",
  "/",
  "\\",
  ":",
  "C:",
  "~",
  "-",
  " ",
  "CON",
  "nul",
  "com1",
  "LPT¹",
  ".txt",
  "\u0000",
  "\n",
  "\u202e",
  "\u200b",
  "\u2066",
  "\ufeff",
  "\uff0f",
  "\uff3c",
  "\u2215",
  "\u2044",
  "\uff0e",
  "\u2024",
  "\u2025",
  "\u2026",
  "\u2100",
  "\ud800",
  "\udc00",
  "\u0301",
  "\u3164",
  "\ufffe",
  "é",
  "日本",
  "😀",
  "a"
)
const anyName = fc.oneof(
  fc.string({ unit: "binary", maxLength: 400 }),
  fc
    .array(fc.oneof(nasty, fc.string({ unit: "binary", maxLength: 3 })), { maxLength: 120 })
    .map((parts) => parts.join(""))
)

describe("FileName.safe", () => {
  it.each([
    ["report.pdf", "report.pdf"],
    ["Übersicht März.csv", "Übersicht März.csv"],
    ["日本語.txt", "日本語.txt"],
    ["archive.tar.gz", "archive.tar.gz"],
    ["a-b_c (1).txt", "a-b_c (1).txt"]
  ])("leaves the harmless name %j alone", (name, expected) => {
    expect(safe(name)).toBe(expected)
  })

  it.each([
    ["../../etc/passwd", "etc_passwd"],
    ["..\\..\\windows\\win.ini", "windows_win.ini"],
    ["/etc/passwd", "etc_passwd"],
    ["\\\\server\\share\\x.txt", "server_share_x.txt"],
    ["C:\\Users\\me\\x.txt", "C__Users_me_x.txt"],
    ["C:x.txt", "C_x.txt"],
    ["x.txt:stream", "x.txt_stream"],
    ["..", "file"],
    ["...", "file"],
    ["", "file"],
    [" . ", "file"],
    ["/", "file"],
    ["\u0000", "file"],
    [".bashrc", "bashrc"],
    ["-rf", "_rf"],
    ["~root", "_root"],
    ["name. . .", "name"],
    ["con", "_con"],
    ["CON.txt", "_CON.txt"],
    ["nul .tar.gz", "_nul .tar.gz"],
    ["COM¹", "_COM¹"],
    ["lpt9.log", "_lpt9.log"],
    ["console.txt", "console.txt"],
    ["a\u0000b\r\nc.txt", "abc.txt"],
    ["invoice\u202efdp.exe", "invoicefdp.exe"],
    ["a\u200bb\ufeff.txt", "ab.txt"],
    ["\uff0e\uff0e\uff0fetc\uff3cpasswd", "etc_passwd"],
    ["\u2025\u2215x", "x"],
    ["a\ud800b", "ab"],
    ["a\u2028b", "ab"],
    ["what?*.txt", "what__.txt"]
  ])("turns %j into %j", (name, expected) => {
    expect(safe(name)).toBe(expected)
  })

  it("shortens a name of 300 characters and keeps its extension", () => {
    const name = safe(`${"x".repeat(300)}.pdf`)
    expect(name).toBe(`${"x".repeat(196)}.pdf`)
    expect(safe("😀".repeat(300))).toBe("😀".repeat(50))
    expect(safe(`a.${"x".repeat(300)}`).length).toBe(200)
    expect(safe(`con.${"x".repeat(196)}`)).toBe(`_con.${"x".repeat(195)}`)
  })

  it("never leaves the folder, on POSIX and on Windows", () => {
    fc.assert(
      fc.property(anyName, (name) => {
        const result = safe(name)
        for (const [system, folder] of [
          [path.posix, "/srv/in"],
          [path.win32, "D:\\in"]
        ] as const) {
          const joined = system.resolve(folder, result)
          expect(system.dirname(joined)).toBe(folder)
          expect(system.basename(joined)).toBe(result)
        }
      }),
      { numRuns: 2000 }
    )
  })

  it("is never empty, hidden, invisible, a device or too long for a file system", () => {
    fc.assert(
      fc.property(anyName, (name) => {
        const result = safe(name)
        expect(new TextEncoder().encode(result).length).toBeGreaterThan(0)
        expect(new TextEncoder().encode(result).length).toBeLessThanOrEqual(200)
        expect(result).not.toMatch(/^[.\-~\s]|[.\s]$/u)
        expect(result).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]|[/\\<>:"|?*\u2044\u2215]/u)
        expect(result.normalize("NFKC")).not.toMatch(/[/\\:]|^\.\.?$/u)
        expect(result.split(".")[0]?.trim()).not.toMatch(/^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/i)
      }),
      { numRuns: 2000 }
    )
  })

  it("changes a name once: what is safe stays as it is", () => {
    fc.assert(
      fc.property(anyName, (name) => {
        expect(safe(safe(name))).toBe(safe(name))
      }),
      { numRuns: 2000 }
    )
  })
})
