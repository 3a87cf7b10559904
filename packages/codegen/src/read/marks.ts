/** Marks where a description is still to be written. */
import { isArray, isObject, type Json, showValue, toPointer, type Path } from "../json.ts"

/**
 * Stands in place of a description; `codegen --check` fails until those that are demanded are
 * written.
 */
export const mark = "TODO(describe)"

/** Where marks stand in a document, as pointers to what is to be described. */
export const findMarks = (value: Json, path: Path = []): ReadonlyArray<string> => {
  if (isArray(value)) return value.flatMap((item, index) => findMarks(item, [...path, index]))
  if (!isObject(value)) return []
  return Object.keys(value).flatMap((key) =>
    isMark(key, value[key]) ? [toPointer([...path, key])] : findMarks(value[key] ?? null, [...path, key])
  )
}

/** Removes the marks in place, so that they do not reach generated code. */
export const removeMarks = (value: Json): void => {
  if (isArray(value)) for (const item of value) removeMarks(item)
  if (!isObject(value)) return
  for (const key of Object.keys(value)) {
    if (isMark(key, value[key])) delete value[key]
    else removeMarks(value[key] ?? null)
  }
}

const isMark = (key: string, value: Json | undefined): boolean =>
  (key === "description" || key === "summary") && showValue(value) === mark
