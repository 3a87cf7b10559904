/** Prints `document.ts`: the facts of a specification as a value, for validating against it. */
import { isArray, isObject, type Json, type JsonObject } from "../json.ts"
import { printHeader } from "./comment.ts"
import { printLiteral } from "./literal.ts"

export const printDocument = (document: JsonObject, spec: string): string => `${printHeader(spec)}
/** An OpenAPI document, as much of it as everybody has to know. */
export interface OpenApiDocument {
  readonly openapi: string
  readonly paths: { readonly [path: string]: { readonly [method: string]: unknown } }
  readonly components: {
    readonly schemas: { readonly [name: string]: unknown }
    readonly [kind: string]: { readonly [name: string]: unknown }
  }
  readonly webhooks?: { readonly [name: string]: unknown }
}

/** The whole specification without its prose; references are kept as \`#/components/schemas/…\`. */
export const document: OpenApiDocument = ${printLiteral(selectFacts(document))}
`

const selectFacts = (document: JsonObject): JsonObject => {
  const bare = withoutProse(document, false)
  const { components, openapi, paths, webhooks } = isObject(bare) ? bare : {}
  const { schemas, ...others } = isObject(components) ? components : {}
  return {
    openapi: openapi ?? "3.1.0",
    paths: paths ?? {},
    ...(webhooks !== undefined && { webhooks }),
    components: { schemas: schemas ?? {}, ...others }
  }
}

/** Keywords that do not change what is valid. */
const proseKeys = new Set([
  "deprecated",
  "description",
  "example",
  "examples",
  "externalDocs",
  "summary",
  "tags",
  "title",
  "xml"
])

/** Keywords whose value is a map of names chosen by the author: a name there is never a keyword. */
const namedMapKeys = new Set([
  "$defs",
  "callbacks",
  "content",
  "dependentSchemas",
  "encoding",
  "headers",
  "mapping",
  "parameters",
  "pathItems",
  "paths",
  "patternProperties",
  "properties",
  "requestBodies",
  "responses",
  "schemas",
  "scopes",
  "securitySchemes",
  "webhooks"
])

/** Keywords whose value is data. */
const dataKeys = new Set(["const", "default", "enum", "required", "dependentRequired"])

const withoutProse = (value: Json, names: boolean): Json => {
  if (isArray(value)) return value.map((item) => withoutProse(item, false))
  if (!isObject(value)) return value
  const kept: JsonObject = {}
  for (const [key, item] of Object.entries(value)) {
    if (!names && (proseKeys.has(key) || key.startsWith("x-"))) continue
    kept[key] =
      !names && dataKeys.has(key) ? item : withoutProse(item, !names && namedMapKeys.has(key) && isObject(item))
  }
  return kept
}
