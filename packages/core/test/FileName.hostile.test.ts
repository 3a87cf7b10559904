import { describe, expect, it } from "vitest"
import { safe } from "@errand/core/FileName"

describe("FileName.safe, given a hostile name,", () => {
  it.each([
    // Decoded by nobody: an escape is text.
    ["%2e%2e%2fetc%2fpasswd", "%2e%2e%2fetc%2fpasswd"],
    ["..%5c..%5cwin.ini", "%5c..%5cwin.ini"],
    ["$(rm -rf ~)`id`;x.txt", "$(rm -rf ~)`id`;x.txt"],
    ["//server/share/x", "server_share_x"],
    ["\\\\?\\C:\\x", "__C__x"],
    ["file:///etc/passwd", "file__etc_passwd"],
    ["aux.tar.gz ", "_aux.tar.gz"],
    ["COM1.\u200btxt", "_COM1.txt"],
    ["C\u200bON", "_CON"],
    ["\u202etxt.exe\u202c", "txt.exe"],
    ["cafe\u0301.txt", "caf\u00e9.txt"],
    ["....//....//x", "x"],
    ["~/.ssh/id", "__ssh_id"],
    ["--help", "_-help"]
  ])("makes of %j the harmless %j", (name, expected) => {
    expect(safe(name)).toBe(expected)
  })

  it("cuts between characters, and keeps the extension", () => {
    for (let shift = 0; shift < 4; shift++) {
      const name = safe(`${"a".repeat(shift)}${"😀".repeat(300)}.docx`)
      expect(name).toMatch(/^a*(?:😀)+\.docx$/u)
      expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(200)
    }
  })

  it("takes a name of megabytes", () => {
    expect(safe(`${"../".repeat(300_000)}x.txt`)).toBe("x.txt")
    expect(safe(".".repeat(1_000_000))).toBe("file")
    expect(safe(`a${" ".repeat(100_000)}b`)).toBe("a b")
  })
})
