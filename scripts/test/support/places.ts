/** The places of a document, and copies of it in which one place is another. */
import { define, isArray, isObject, type Json, type JsonObject, type Path } from "@errand/codegen/json"

/** The paths of all values inside a value, its own first. */
export const placesIn = (value: Json, path: Path = []): ReadonlyArray<Path> => {
  const children = isArray(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : []
  return [path, ...children.flatMap(([key, item]) => placesIn(item, [...path, key]))]
}

/** A copy in which the value at a path is another one. */
export const withValue = (root: Json, path: Path, value: Json): Json => changed(root, path, (key) => [key, value])

/** A copy in which the key at the end of a path is another one. */
export const withKey = (root: Json, path: Path, next: string): Json => changed(root, path, (_, item) => [next, item])

const changed = (root: Json, path: Path, edit: (key: string, item: Json) => readonly [string, Json]): Json => {
  const [key, ...rest] = path
  const inside = (item: Json, name: string): readonly [string, Json] =>
    rest.length === 0 ? edit(name, item) : [name, changed(item, rest, edit)]
  if (isArray(root)) return root.map((item, index) => (index === key ? inside(item, "")[1] : item))
  const copy: JsonObject = {}
  if (isObject(root))
    for (const [name, item] of Object.entries(root))
      define(copy, ...(name === key ? inside(item, name) : ([name, item] as const)))
  return copy
}
