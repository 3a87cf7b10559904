/** Describes each kind of change in one sentence. */
import type { Json } from "../json.ts"
import type { Code } from "./rules.ts"
import type { Direction } from "./verdict.ts"

interface Said {
  readonly subject: string
  readonly detail: string | undefined
  readonly values: ReadonlyArray<Json> | undefined
  readonly direction: Direction
}

export const writeSentence = (code: Code, said: Said): string => `${sentences[code](said)}.`

const name = ({ subject }: Said): string => `\`${subject}\``

const listValues = ({ values = [] }: Said): string => {
  const all = values.slice(0, 8).map((value) => `\`${typeof value === "string" ? value : JSON.stringify(value)}\``)
  return values.length > 8 ? `${all.join(", ")} and ${values.length - 8} more` : all.join(", ")
}

/** The end of a sentence that says whether requests or answers change. */
const where = ({ direction }: Said): string =>
  direction === "both" ? "" : direction === "request" ? " in requests" : " in answers"

const from = ({ detail }: Said): string => (detail === undefined ? "" : ` from ${detail}`)

const because = ({ detail }: Said): string => (detail === undefined ? "" : `: ${detail}`)

const sentences: Record<Code, (said: Said) => string> = {
  "operation-added": (s) => `The operation ${name(s)} is new (${s.detail})`,
  "operation-removed": (s) => `The operation ${name(s)} is gone (${s.detail})`,
  "operation-renamed": (s) => `The operation changes its name${from(s)}`,
  "operation-id-changed": (s) => `${name(s)} has another operationId, and keeps its name${from(s)}`,
  "path-changed": (s) => `${name(s)} moves${from(s)}`,
  "method-changed": (s) => `${name(s)} changes its method${from(s)}`,
  "hint-changed": (s) => `The hint of ${name(s)} changes: ${s.detail}`,
  "security-loosened": (s) => `${name(s)} accepts more ways to authorise${from(s)}`,
  "security-tightened": (s) => `${name(s)} accepts fewer ways to authorise${from(s)}`,
  "security-changed": (s) => `${name(s)} is authorised in another way${from(s)}`,
  "server-added": (s) => `The server ${s.detail} is new`,
  "server-removed": (s) => `The server ${s.detail} is gone`,
  "event-added": (s) => `The event ${name(s)} is new`,
  "event-removed": (s) => `The event ${name(s)} is gone`,
  "parameter-added": (s) => `The optional parameter ${name(s)} is new`,
  "required-parameter-added": (s) => `The parameter ${name(s)} is new and has to be given`,
  "parameter-removed": (s) => `The parameter ${name(s)} is gone`,
  "parameter-moved": (s) => `The parameter ${name(s)} moves${from(s)}`,
  "parameter-renamed": (s) => `The parameter ${name(s)} changes its name${from(s)}`,
  "parameter-style-changed": (s) => `The parameter ${name(s)} is written in another way${from(s)}`,
  "body-added": (s) => `There is a body now: ${name(s)}`,
  "required-body-added": (s) => `There is a body now, and it has to be given: ${name(s)}`,
  "body-removed": (s) => `There is no body any more: ${name(s)}`,
  "media-added": (s) => `${name(s)} has one more media type, of another type${where(s)}`,
  "media-removed": (s) => `${name(s)} has one media type less, and its type with it${where(s)}`,
  "media-alias-added": (s) => `${name(s)} has one more media type for the same content${where(s)}`,
  "media-alias-removed": (s) => `${name(s)} has one media type less, and others for the same content${where(s)}`,
  "media-changed": (s) => `${name(s)} changes its media type${from(s)}`,
  "success-status-added": (s) => `A success may come as one more status, with a known body: ${name(s)}`,
  "success-status-removed": (s) => `A success comes as one status less, with a body that is still known: ${name(s)}`,
  "success-status-changed": (s) => `A success comes with another status${from(s)}: ${name(s)}`,
  "success-added": (s) => `A success may have another body: ${name(s)}`,
  "success-removed": (s) => `A success no longer has one of its bodies: ${name(s)}`,
  "error-status-added": (s) => `One more error is declared: ${name(s)}`,
  "error-status-expected": (s) => `One more error is declared, where any status had to be expected: ${name(s)}`,
  "error-status-removed": (s) => `An error is no longer declared: ${name(s)}`,
  "error-status-covered": (s) => `An error is declared by its range alone: ${name(s)}`,
  "header-added": (s) => `The header ${name(s)} is new in answers`,
  "header-removed": (s) => `The header ${name(s)} is gone from answers`,
  "header-changed": (s) => `The header ${name(s)} of answers changes`,
  "schema-added": (s) => `The schema ${name(s)} is new`,
  "schema-removed": (s) => `The schema ${name(s)} is gone`,
  "schema-renamed": (s) => `The schema ${name(s)} is called \`${s.detail}\` now`,
  "export-renamed": (s) => `The type of the schema ${name(s)} is exported under another name${from(s)}`,
  "values-added": (s) => `The list of values \`${s.detail}\` is new`,
  "values-removed": (s) => `The list of values \`${s.detail}\` is gone`,
  "property-added": (s) =>
    `The property ${name(s)} is new${where(s)}${s.direction === "response" ? "" : ", and optional"}`,
  "required-property-added": (s) =>
    s.direction === "response"
      ? `The property ${name(s)} is new in answers`
      : `The property ${name(s)} is new and required${where(s)}`,
  "property-added-to-record": (s) =>
    `The property ${name(s)} is new${where(s)}, and the other properties may have its type as well`,
  "property-removed": (s) => `The property ${name(s)} is gone${where(s)}`,
  "became-required": (s) => `${name(s)} is required now${where(s)}${because(s)}`,
  "became-optional": (s) => `${name(s)} is optional now${where(s)}${because(s)}`,
  "became-nullable": (s) => `${name(s)} may be null now${where(s)}`,
  "became-non-null": (s) => `${name(s)} is never null now${where(s)}`,
  "type-changed": (s) => `${name(s)} changes its type${where(s)}${from(s)}`,
  "type-widened": (s) => `${name(s)} may be anything now${where(s)}, not only ${s.detail}`,
  "type-narrowed": (s) => `${name(s)} has a type now${where(s)}: ${s.detail}`,
  "variant-added": (s) => `${name(s)} may be ${s.detail} as well${where(s)}`,
  "variant-removed": (s) => `${name(s)} is never ${s.detail} now${where(s)}`,
  "record-added": (s) => `${name(s)} has other properties as well${where(s)}`,
  "record-removed": (s) => `${name(s)} has no other properties any more${where(s)}`,
  "enum-value-added": (s) => `${name(s)} may be ${listValues(s)} as well${where(s)}`,
  "enum-value-removed": (s) => `${name(s)} is never ${listValues(s)} now${where(s)}`,
  "open-enum-value-added": (s) => `The open list ${name(s)} knows ${listValues(s)} as well${where(s)}`,
  "open-enum-value-removed": (s) => `The open list ${name(s)} no longer knows ${listValues(s)}${where(s)}`,
  "enum-dropped": (s) => `${name(s)} is no longer a list of values${where(s)}`,
  "enum-introduced": (s) => `${name(s)} is one of ${listValues(s)} now${where(s)}`,
  "open-enum-dropped": (s) => `${name(s)} was an open list of values and is none now${where(s)}`,
  "open-enum-introduced": (s) => `${name(s)} has known values now${where(s)}: ${listValues(s)}`,
  "enum-opened": (s) => `The list ${name(s)} is open now${where(s)}`,
  "enum-closed": (s) => `The list ${name(s)} is closed now${where(s)}`,
  "constraint-tightened": (s) => `${name(s)} is limited more${where(s)}: ${s.detail}`,
  "constraint-loosened": (s) => `${name(s)} is limited less${where(s)}: ${s.detail}`,
  "constraint-changed": (s) => `${name(s)} is limited in another way${where(s)}: ${s.detail}`,
  "format-changed": (s) => `${name(s)} has another format${where(s)}: ${s.detail}`,
  "default-changed": (s) => `${name(s)} has another default${where(s)}: ${s.detail}`,
  "access-changed": (s) => `${name(s)} may be read or written otherwise: ${s.detail}`,
  deprecated: (s) => `${name(s)} is deprecated now`,
  undeprecated: (s) => `${name(s)} is no longer deprecated`,
  "prose-changed": (s) => `The words about ${name(s)} changed in ${s.detail}`
}
