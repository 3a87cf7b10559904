/** Reduces a provider's document to its facts. */
import { modernise } from "../read/dialect.ts"
import { type JsonObject, showValue } from "../json.ts"
import { withoutProse } from "../read/withoutProse.ts"

/**
 * A copy without prose and extensions, with sorted keys, and rewritten from 3.0 to 3.1 where `ours`
 * is 3.1.
 */
export const extractFacts = (document: JsonObject, ours: JsonObject): JsonObject => {
  const copy = structuredClone(document)
  if (showValue(ours["openapi"]).startsWith("3.1")) {
    modernise(copy)
    // The patch version of OpenAPI 3.1 changes no meaning.
    if (showValue(copy["openapi"]).startsWith("3.1")) copy["openapi"] = ours["openapi"] ?? "3.1.0"
  }
  return withoutProse(copy, "keywords") as JsonObject
}
