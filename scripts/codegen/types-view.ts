/** The document as openapi-typescript should see it: a copy, with what it would get wrong said in other words. */
import type { JsonObject } from "./json.ts"
import { openField } from "./emit/raw.ts"
import { eachRootSchema, eachSchema } from "./walk.ts"

export const forTypes = (document: JsonObject): JsonObject => {
  const copy: JsonObject = structuredClone(document)
  eachRootSchema(copy, (root) => eachSchema(root, (schema) => { openEnum(schema) }))
  return copy
}

/** An open enum takes its known values and any other text. */
const openEnum = (schema: JsonObject): void => {
  if (schema["x-errand-open"] !== true || !Array.isArray(schema["enum"])) return
  const { enum: values = [], type = "string" } = schema
  delete schema["enum"]
  delete schema["type"]
  schema["anyOf"] = [{ type, enum: values }, { type: "string", format: openField }]
}
