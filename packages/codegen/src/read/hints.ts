/**
 * Checks the vendor hints. Unknown `x-errand-` keys are refused, because a misspelt hint would have
 * no effect.
 */
import { isObject, type Json, type JsonObject, objectOr, showValue, type Path } from "../json.ts"
import type { Fail } from "../problem.ts"

const hintChecks: Record<string, (value: Json) => boolean> = {
  "x-errand-name": (value) => typeof value === "string" && /^[a-z][A-Za-z0-9]*$/.test(value),
  "x-errand-safe": (value) => typeof value === "boolean",
  "x-errand-idempotent": (value) => typeof value === "boolean",
  "x-errand-pagination": isObject
}

/** @param parameters of the operation and of its path, references followed */
export const checkHints = (
  operation: JsonObject,
  parameters: ReadonlyArray<JsonObject>,
  path: Path,
  fail: Fail
): void => {
  for (const [key, value] of Object.entries(operation)) {
    if (!key.startsWith("x-errand-")) continue
    const fits = hintChecks[key]
    if (fits === undefined) fail([...path, key], `${key} is no hint that is known for an operation`)
    else if (!fits(value)) fail([...path, key], `${key} cannot be ${JSON.stringify(value)}`)
  }
  if (operation["x-errand-pagination"] === undefined) return
  const pagination = objectOr(operation["x-errand-pagination"])
  const here = [...path, "x-errand-pagination"]
  for (const key of ["page", "size", "items"])
    if (typeof pagination[key] !== "string") fail(here, `pagination needs ${key}`)
  for (const key of ["total", "pages"]) {
    if (pagination[key] !== undefined && typeof pagination[key] !== "string")
      fail(here, `pagination's ${key} has to be a property's name`)
  }
  if (typeof pagination["max"] !== "number") fail(here, "pagination needs max, the largest page")
  for (const key of Object.keys(pagination)) {
    if (!["page", "size", "max", "items", "total", "pages"].includes(key)) fail(here, `pagination knows no ${key}`)
  }
  for (const key of ["page", "size"]) {
    if (!parameters.some((parameter) => parameter["in"] === "query" && parameter["name"] === pagination[key])) {
      fail(here, `pagination's ${key} is ${showValue(pagination[key])}, which is no query parameter of the operation`)
    }
  }
}
