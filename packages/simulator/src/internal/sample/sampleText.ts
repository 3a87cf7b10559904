/** Makes a text that a string schema allows: by pattern, by format, or plain words. */
import type { Random } from "./random.ts"
import * as SamplePattern from "./samplePattern.ts"
import { asNumber } from "./schema.ts"
import type { Schema } from "./schema.ts"

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
export const sampleText = (schema: Schema, name: string, random: Random): string => {
  const least = asNumber(schema["minLength"]) ?? 0
  const most = asNumber(schema["maxLength"]) ?? Infinity
  const pattern = typeof schema["pattern"] === "string" ? schema["pattern"] : undefined
  const made = typeof schema["format"] === "string" ? byFormat(schema["format"], least, most, random) : undefined
  if (made !== undefined && (pattern === undefined || matches(pattern, made))) return made
  if (schema["contentEncoding"] === "base64" && pattern === undefined) return base64(least, most)
  if (pattern !== undefined) return byPattern(pattern, least, most, random)
  const words = `${name} ${random.pick("word", plainWords)}`
  // An id has no spaces.
  return fit(/^id$|_id$|Id$|ID$/.test(name) ? words.replaceAll(" ", "-") : words, least, most)
}

/**
 * Texts of the pattern, from the usual length to much longer ones, until one has the right length.
 */
const byPattern = (pattern: string, least: number, most: number, random: Random): string => {
  const usual = SamplePattern.sample(pattern, random)
  for (const text of candidates(pattern, usual, least, most, random)) {
    if (text.length >= least && text.length <= most && matches(pattern, text)) return text
  }
  return usual
}

const candidates = function* (
  pattern: string,
  usual: string,
  least: number,
  most: number,
  random: Random
): Generator<string> {
  yield usual
  // A pattern without anchors also matches a longer text.
  yield fit(usual, least, Infinity)
  yield SamplePattern.sample(pattern, random, 0)
  for (let more = 1; more <= Math.min(least, maxRepeats); more += 1) yield SamplePattern.sample(pattern, random, more)
  for (let tries = 0; tries < maxTries; tries += 1) yield SamplePattern.sample(pattern, random)
}

/** Texts of the usual length that are made before one that is too long or too short is given. */
const maxTries = 200

/** No part of a pattern is repeated more often. */
const maxRepeats = 1000

const matches = (pattern: string, text: string): boolean => {
  try {
    return new RegExp(pattern, "u").test(text)
  } catch {
    return true
  }
}

const byFormat = (format: string, least: number, most: number, random: Random): string | undefined => {
  const number = random.between(`format ${format}`, 1, 28)
  const two = String(number).padStart(2, "0")
  // How many letters lengthen a text of this length.
  const filler = (length: number): string => "a".repeat(Math.max(0, least - length))
  switch (format) {
    case "date-time":
      return lengthen(`2026-03-${two}T09:30:00`, "Z", least)
    case "date":
      return `2026-03-${two}`
    case "time":
      return lengthen(`09:${two}:00`, "Z", least)
    case "duration":
      return `PT${number}M`
    case "uuid":
      return random.uuid("sample")
    case "email":
    case "idn-email": {
      const email = most < 21 ? `p${number}@x.io`.slice(-most) : `person${number}@example.com`
      return `${filler(email.length)}${email}`
    }
    case "hostname":
    case "idn-hostname": {
      const host = most < 18 ? `h${number}` : `host${number}.example.com`
      // A label has at most 63 letters.
      return host.length >= least ? host : `${host}${".a".repeat(Math.ceil((least - host.length) / 2))}`
    }
    case "ipv4":
      return `192.0.2.${number}`
    case "ipv6":
      return `2001:db8::${number}`
    case "uri":
    case "url":
    case "uri-reference":
    case "iri":
    case "iri-reference":
    case "uri-template": {
      const address = most < 28 ? `https://x.io/${number}` : `https://example.com/item/${number}`
      return `${address}${filler(address.length)}`
    }
    case "json-pointer":
      return `/item/${number}${filler(7)}`
    case "relative-json-pointer":
      return `0/item/${number}${filler(8)}`
    case "regex":
      return `^a${filler(3)}$`
    case "byte":
      return base64(least, most)
    default:
      return undefined
  }
}

/** A time with as many decimals as make it long enough. */
const lengthen = (time: string, zone: string, least: number): string => {
  const missing = least - time.length - zone.length
  return missing <= 0 ? `${time}${zone}` : `${time}.${"0".repeat(Math.max(1, missing - 1))}${zone}`
}

/** Base64 has four letters for every three bytes. */
const base64 = (least: number, most: number): string => {
  const usual = Math.max(8, Math.ceil(least / 4) * 4)
  return "YWJj".repeat(Math.max(Math.ceil(least / 4), Math.min(usual, Math.floor(most / 4) * 4) / 4))
}

const fit = (words: string, least: number, most: number): string => words.padEnd(least, ".").slice(0, Math.max(0, most))
