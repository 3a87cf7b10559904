/** Reads what a client sent as text in a path or query as the type that its schema wants. */
import { child } from "./json.ts"

/** The JSON types that a schema allows, through references and alternatives. */
export const typesOf = (
  schema: unknown,
  schemaAt: (...path: ReadonlyArray<string>) => unknown
): ReadonlySet<string> => {
  const reference = child(schema, "$ref")
  if (typeof reference === "string") return typesOf(schemaAt(...reference.slice(2).split("/")), schemaAt)
  const alternatives = child(schema, "anyOf") ?? child(schema, "oneOf")
  if (Array.isArray(alternatives)) return new Set(alternatives.flatMap((one) => [...typesOf(one, schemaAt)]))
  return new Set([child(schema, "type")].flat().filter((type) => typeof type === "string"))
}

/** The text as one of these types; unchanged where it can be none of them. */
export const readAs = (sent: string, types: ReadonlySet<string>): unknown => {
  if (types.has("string")) return sent
  if (types.has("integer") && /^[+-]?\d+$/.test(sent)) return Number(sent)
  if (types.has("number") && sent.trim() !== "" && Number.isFinite(Number(sent))) return Number(sent)
  if (types.has("boolean") && /^(true|1|yes|on)$/i.test(sent)) return true
  if (types.has("boolean") && /^(false|0|no|off)$/i.test(sent)) return false
  return sent
}
