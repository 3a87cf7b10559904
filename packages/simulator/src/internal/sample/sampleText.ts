/** Text that fits a string schema: by format, by pattern, or plain words of the right length. */
import type { Random } from "./random.ts"
import * as SamplePattern from "./samplePattern.ts"

type Schema = { readonly [key: string]: unknown }

const plainWords = [
  "harbour",
  "lantern",
  "meadow",
  "copper",
  "window",
  "garden",
  "river",
  "engine",
  "paper",
  "summit"
] as const

/** A text for a property of this name. */
export const text = (schema: Schema, name: string, random: Random): string => {
  const format = schema["format"]
  const made = typeof format === "string" ? byFormat(format, random) : undefined
  if (made !== undefined) return made
  const pattern = schema["pattern"]
  if (typeof pattern === "string") return SamplePattern.sample(pattern, random)
  return fit(
    `${name} ${random.pick("word", plainWords)}`,
    length(schema["minLength"]) ?? 0,
    length(schema["maxLength"]) ?? Infinity
  )
}

const byFormat = (format: string, random: Random): string | undefined => {
  const number = random.between(`format ${format}`, 1, 28)
  const two = String(number).padStart(2, "0")
  switch (format) {
    case "date-time":
      return `2026-03-${two}T09:30:00Z`
    case "date":
      return `2026-03-${two}`
    case "time":
      return `09:${two}:00Z`
    case "duration":
      return `PT${number}M`
    case "uuid":
      return random.uuid("sample")
    case "email":
      return `person${number}@example.com`
    case "hostname":
      return `host${number}.example.com`
    case "ipv4":
      return `192.0.2.${number}`
    case "ipv6":
      return `2001:db8::${number}`
    case "uri":
    case "url":
    case "uri-reference":
    case "iri":
      return `https://example.com/item/${number}`
    default:
      return undefined
  }
}

const fit = (words: string, least: number, most: number): string => words.padEnd(least, ".").slice(0, Math.max(0, most))

const length = (value: unknown): number | undefined => (typeof value === "number" ? value : undefined)
