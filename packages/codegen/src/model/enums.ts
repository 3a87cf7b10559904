/** The closed lists in a schema: its own, and those of its properties. */
import { arrayOr, isArray, isObject, type Json, objectOr, sortedKeys } from "../json.ts"
import { toPascal } from "../names.ts"

export interface Enum {
  /** The name of the tuple. */
  readonly name: string
  /** The schema or property that has these values, as comments name it. */
  readonly of: string
  readonly open: boolean
  readonly values: ReadonlyArray<string | number>
}

/** @param alias the name of the schema's type */
export const readEnums = (schema: Json, alias: string): ReadonlyArray<Enum> => {
  if (!isObject(schema)) return []
  const properties = objectOr(schema["properties"])
  return [
    ...readList(schema, `${alias}Values`, `{@link ${alias}}`),
    ...sortedKeys(properties).flatMap((name) =>
      readList(properties[name] ?? null, `${alias}${toPascal(name)}Values`, `\`${name}\` in {@link ${alias}}`)
    )
  ]
}

/** Lists of text or numbers only, without their null. */
const readList = (schema: Json, name: string, of: string): ReadonlyArray<Enum> => {
  if (!isObject(schema)) return []
  const open = schema["x-errand-open"] === true
  const listed = open ? objectOr(arrayOr(schema["anyOf"])[0])["enum"] : schema["enum"]
  if (!isArray(listed)) return []
  const values = listed.filter((value) => value !== null)
  const plain = values.filter(
    (value): value is string | number => typeof value === "string" || typeof value === "number"
  )
  return plain.length === values.length && plain.length > 0 ? [{ name, of, open, values: plain }] : []
}
