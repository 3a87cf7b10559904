/** The Retry-After field: how long a service asks to wait. */
import * as Duration from "effect/Duration"

/**
 * Reads whole seconds, or a date in any of HTTP's three forms, measured from `now` in milliseconds.
 * A negative number, a past date and garbage are no wait; more than a day is a day.
 */
export const parseRetryAfter = (field: string | null | undefined, now: number): Duration.Duration | undefined => {
  const text = field?.trim() ?? ""
  if (/^\d+$/.test(text)) return capAtOneDay(Number(text) * 1000)
  const date = parseHttpDate(text, now)
  return date === undefined || date <= now ? undefined : capAtOneDay(date - now)
}

const capAtOneDay = (millis: number): Duration.Duration => Duration.millis(Math.min(millis, 86_400_000))

const parseHttpDate = (text: string, now: number): number | undefined => {
  const fixed = /^[A-Z][a-z]{2}, (\d{2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT$/.exec(text)
  if (fixed !== null) return toUtcMillis(fixed[3], fixed[2], fixed[1], fixed[4], fixed[5], fixed[6])
  const rfc850 = /^[A-Z][a-z]{5,8}, (\d{2})-([A-Z][a-z]{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2}) GMT$/.exec(text)
  if (rfc850 !== null) {
    return toUtcMillis(toFullYear(Number(rfc850[3]), now), rfc850[2], rfc850[1], rfc850[4], rfc850[5], rfc850[6])
  }
  const asctime = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) ([ \d]\d) (\d{2}):(\d{2}):(\d{2}) (\d{4})$/.exec(text)
  return asctime === null
    ? undefined
    : toUtcMillis(asctime[6], asctime[1], asctime[2], asctime[3], asctime[4], asctime[5])
}

// RFC 9110: a year of two digits that lies more than fifty years ahead is in the past.
const toFullYear = (digits: number, now: number): number => {
  const year = new Date(now).getUTCFullYear()
  const candidate = year - (year % 100) + digits
  return candidate > year + 50 ? candidate - 100 : candidate
}

const monthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

const toUtcMillis = (
  year: string | number | undefined,
  month: string | undefined,
  ...rest: ReadonlyArray<string | undefined>
): number | undefined => {
  const index = monthNames.indexOf(month ?? "")
  const [day = 0, hour = 0, minute = 0, second = 0] = rest.map(Number)
  if (index < 0 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 60) return undefined
  const time = Date.UTC(Number(year), index, day, hour, minute, second)
  return new Date(time).getUTCMonth() === index || second === 60 ? time : undefined
}
