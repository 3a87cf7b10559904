import { assert, describe, it } from "@effect/vitest"
import { Duration } from "effect"
import fc from "fast-check"
import { parseRetryAfter } from "../../../src/internal/exchange/retryAfter.ts"

const now = Date.UTC(2026, 10, 22, 12, 0, 0)
const millis = (field: string | null | undefined) => {
  const parsed = parseRetryAfter(field, now)
  return parsed === undefined ? undefined : Duration.toMillis(parsed)
}

describe("parseRetryAfter", () => {
  it.each<readonly [string, number]>([
    ["0", 0],
    ["120", 120_000],
    [" 7 ", 7000],
    ["999999999999999999999", 86_400_000],
    ["Sun, 22 Nov 2026 12:00:30 GMT", 30_000],
    ["Sunday, 22-Nov-26 12:00:30 GMT", 30_000],
    ["Sun Nov 22 12:00:30 2026", 30_000],
    ["Tue Dec  1 12:00:00 2026", 86_400_000]
  ])("%s", (field, expected) => {
    assert.strictEqual(millis(field), expected)
  })

  it.each([
    null,
    undefined,
    "",
    "-1",
    "1.5",
    "1e3",
    "soon",
    "0x10",
    "NaN",
    "2026-11-22T12:00:30Z",
    "Sun, 22 Nov 2026 12:00:30",
    "Sun, 31 Feb 2027 12:00:30 GMT",
    "Sun, 22 Nov 2026 11:59:59 GMT",
    "Sunday, 22-Nov-94 12:00:30 GMT",
    "Sun, 22 Foo 2026 12:00:30 GMT",
    "Sun, 22 Nov 2026 25:00:00 GMT"
  ])("%j asks for nothing", (field) => {
    assert.isUndefined(millis(field))
  })

  it("reads each form of each date that lies ahead", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 86_400 }), (seconds) => {
        const date = new Date(now + seconds * 1000)
        const [week = "", day = "", month = "", year = "", time = ""] = date.toUTCString().split(" ")
        const forms = [
          date.toUTCString(),
          `${week.slice(0, 3)}day, ${day}-${month}-${year.slice(2)} ${time} GMT`,
          `${week.slice(0, 3)} ${month} ${day.replace(/^0/, " ")} ${time} ${year}`
        ]
        for (const form of forms) assert.strictEqual(millis(form), seconds * 1000, form)
      })
    )
  })

  it("is never negative, never longer than a day, whatever it reads", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.integer().map(String),
          fc.date({ noInvalidDate: true }).map((d) => d.toUTCString())
        ),
        (field) => {
          const parsed = millis(field)
          assert.isTrue(parsed === undefined || (parsed >= 0 && parsed <= 86_400_000))
        }
      )
    )
  })
})
