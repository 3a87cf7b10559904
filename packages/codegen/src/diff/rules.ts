/**
 * The policy as one table: what each kind of change means, by the direction in which the changed
 * thing travels.
 */
import type { Bump, Caller, Verdict } from "./verdict.ts"

const say = (caller: Caller, types: Bump, client: Bump, review = false): Verdict => ({ caller, types, client, review })

const breaks = say("breaks compile", "major", "major")
/**
 * Comparing with a value that is gone is a compile error; a client that maps the value goes on
 * working.
 */
const breaksComparison = say("breaks compile", "major", "patch")
/**
 * A table over a closed list lacks the new value: the client's build fails until it maps it, and
 * then offers it.
 */
const breaksTotal = say("breaks compile", "major", "minor", true)
const breaksCalls = say("breaks at run time", "patch", "patch", true)
const added = say("new", "minor", "minor")
const better = say("none", "minor", "patch")
const behaves = say("behaviour", "patch", "patch")
const watched = say("behaviour", "patch", "patch", true)
const words = say("prose", "patch", "none")

const both = (verdict: Verdict) => ({ request: verdict, response: verdict })
const either = (request: Verdict, response: Verdict) => ({ request, response })

/**
 * A wider type is harmless in a request and breaks readers of an answer; a narrower one the other
 * way round.
 */
export const rules = {
  // Operations
  "operation-added": both(added),
  "operation-removed": both(breaks),
  "operation-renamed": both(breaks),
  "operation-id-changed": both(say("none", "patch", "none")),
  "path-changed": both(breaksCalls),
  "method-changed": both(breaksCalls),
  "hint-changed": both(watched),
  "security-loosened": both(say("new", "patch", "patch")),
  "security-tightened": both(breaksCalls),
  "security-changed": both(breaksCalls),
  "server-added": both(say("new", "patch", "patch")),
  "server-removed": both(breaksCalls),
  "event-added": both(added),
  "event-removed": both(breaks),
  // Parameters
  "parameter-added": both(added),
  "required-parameter-added": both(breaks),
  "parameter-removed": both(breaks),
  "parameter-moved": both(breaks),
  "parameter-renamed": both(breaks),
  "parameter-style-changed": both(breaksCalls),
  // Bodies, media types, answers
  "body-added": either(added, added),
  "required-body-added": both(breaks),
  "body-removed": both(breaks),
  "media-added": either(added, breaks),
  "media-removed": either(breaks, breaksComparison),
  "media-alias-added": both(behaves),
  "media-alias-removed": both(behaves),
  "media-changed": either(breaksCalls, behaves),
  "success-status-added": both(better),
  "success-status-removed": both(better),
  "success-status-changed": both(better),
  "success-added": both(breaks),
  "success-removed": both(breaksComparison),
  "error-status-added": both(say("breaks compile", "major", "patch", true)),
  "error-status-expected": both(better),
  "error-status-removed": both(breaksComparison),
  "error-status-covered": both(better),
  "header-added": both(say("new", "patch", "patch")),
  "header-removed": both(breaksCalls),
  "header-changed": both(watched),
  // Names
  "schema-added": both(say("new", "minor", "none")),
  "schema-removed": both(say("breaks compile", "major", "patch", true)),
  "schema-renamed": both(say("breaks compile", "major", "patch", true)),
  "export-renamed": both(say("breaks compile", "major", "patch", true)),
  "values-added": both(say("new", "minor", "none")),
  "values-removed": both(say("breaks compile", "major", "patch", true)),
  // Schemas
  "property-added": both(added),
  "required-property-added": either(breaks, added),
  "property-added-to-record": both(breaks),
  "property-removed": both(breaks),
  "became-required": either(breaks, better),
  "became-optional": either(added, breaks),
  "became-nullable": either(added, breaks),
  "became-non-null": either(breaks, better),
  "type-changed": both(breaks),
  "type-widened": either(added, breaks),
  "type-narrowed": either(breaks, better),
  "variant-added": either(added, breaks),
  "variant-removed": either(breaks, breaksComparison),
  "record-added": both(added),
  "record-removed": both(breaks),
  "enum-value-added": either(added, breaksTotal),
  "enum-value-removed": either(say("breaks compile", "major", "patch", true), breaksComparison),
  "open-enum-value-added": both(added),
  "open-enum-value-removed": either(breaksCalls, better),
  "enum-dropped": either(added, breaks),
  "enum-introduced": either(breaks, better),
  "open-enum-dropped": both(better),
  "open-enum-introduced": both(better),
  "enum-opened": either(added, breaksTotal),
  "enum-closed": either(breaks, better),
  "constraint-tightened": both(behaves),
  "constraint-loosened": both(behaves),
  "constraint-changed": both(behaves),
  "format-changed": both(behaves),
  "default-changed": both(behaves),
  "access-changed": both(behaves),
  // Prose
  deprecated: both(words),
  undeprecated: both(words),
  "prose-changed": both(words)
} as const satisfies Record<string, { readonly request: Verdict; readonly response: Verdict }>

/** Every kind of change. */
export type Code = keyof typeof rules
