/** Why a request does not fit its operation, in the words of FastAPI. */
import type { ErrorObject } from "ajv/dist/2020.js"
import { child, text } from "./json.ts"

/** One problem of a request, as FastAPI lists it. */
export interface Issue {
  readonly loc: ReadonlyArray<string | number>
  readonly msg: string
  readonly type: string
}

/** Something that is required was not sent. */
export const missing = (loc: ReadonlyArray<string>): Issue => ({ loc, msg: "Field required", type: "missing" })

/**
 * The errors of a schema as issues. Of alternatives, the errors within them are listed, not that
 * none fits.
 */
export const issuesOf = (
  place: ReadonlyArray<string>,
  errors: ReadonlyArray<ErrorObject> | null | undefined
): ReadonlyArray<Issue> => {
  const all = errors ?? []
  const inner = all.filter((error) => error.keyword !== "anyOf" && !isNull(error))
  return (inner.length === 0 ? all : inner).map((error) => {
    const at = error.instancePath
      .split("/")
      .slice(1)
      .map((part) => (/^\d+$/.test(part) ? Number(part) : part.replaceAll("~1", "/").replaceAll("~0", "~")))
    if (error.keyword === "required")
      return missing([...place, ...at.map(String), text(child(error.params, "missingProperty"))])
    return { loc: [...place, ...at], msg: sentence(error), type: types[error.keyword] ?? typeOfError(error) }
  })
}

const isNull = (error: ErrorObject): boolean => error.keyword === "type" && child(error.params, "type") === "null"

const types: { readonly [keyword: string]: string } = {
  minLength: "string_too_short",
  maxLength: "string_too_long",
  minimum: "greater_than_equal",
  maximum: "less_than_equal",
  enum: "enum",
  const: "literal_error",
  pattern: "string_pattern_mismatch",
  minItems: "too_short",
  maxItems: "too_long"
}

const typeOfError = (error: ErrorObject): string => {
  if (error.keyword === "format") return `${text(child(error.params, "format")).replaceAll("-", "_")}_parsing`
  const type = text(child(error.params, "type"))
  if (type === "integer") return "int_parsing"
  return type === "" ? "value_error" : `${type}_type`
}

const sentence = (error: ErrorObject): string => {
  const allowed = child(error.params, "allowedValues")
  const values = Array.isArray(allowed) ? `: ${allowed.slice(0, 20).map(String).join(", ")}` : ""
  return `Input ${error.message ?? "is not valid"}${values}`
}
