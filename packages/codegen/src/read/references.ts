/** Follows references. */
import { at, fromPointer, type Json, type JsonObject, objectOr } from "../json.ts"

/**
 * Follows references to their end. The document has been validated, so each reference has a target.
 */
export const resolveReference = (document: JsonObject, value: Json | undefined): JsonObject => {
  let found = objectOr(value)
  for (let hops = 0; typeof found["$ref"] === "string" && hops < 100; hops++) {
    const { $ref, ...beside } = found
    found = { ...objectOr(at(document, fromPointer($ref))), ...beside }
  }
  return found
}
