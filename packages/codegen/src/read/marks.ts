/** Marks where a description is still to be written. */
import { isArray, isObject, type Json, shown, toPointer, type Path } from "../json.ts"

/** Stands in place of a description; `codegen --check` fails until all of them are written. */
export const mark = "TODO(describe)"

/** Where marks stand in a document, as pointers to what is to be described. */
export const marks = (value: Json, path: Path = []): ReadonlyArray<string> => {
  if (isArray(value)) return value.flatMap((item, index) => marks(item, [...path, index]))
  if (!isObject(value)) return []
  return Object.keys(value).flatMap((key) =>
    isMark(key, value[key]) ? [toPointer([...path, key])] : marks(value[key] ?? null, [...path, key])
  )
}

/** Takes the marks out, in place: generated code has no use for them. */
export const unmark = (value: Json): void => {
  if (isArray(value)) for (const item of value) unmark(item)
  if (!isObject(value)) return
  for (const key of Object.keys(value)) {
    if (isMark(key, value[key])) delete value[key]
    else unmark(value[key] ?? null)
  }
}

const isMark = (key: string, value: Json | undefined): boolean =>
  (key === "description" || key === "summary") && shown(value) === mark
