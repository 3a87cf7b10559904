/**
 * A path whose parameters have other names is the same path: it is renamed, and keeps all that is
 * said of it.
 */
import { type Document, isMap, isScalar, isSeq, type Node, type ParsedNode, type YAMLMap } from "yaml"
import { type JsonObject, objectOr } from "../json.ts"
import { methods } from "../read/walk.ts"

/**
 * Renames the paths of our document in place; gives their new names by their old ones.
 *
 * @param theirs the provider's facts
 */
export const renamePaths = (ours: Document<ParsedNode>, theirs: JsonObject): ReadonlyMap<string, string> => {
  const renamed = new Map<string, string>()
  const paths: unknown = ours.get("paths")
  if (!isMap(paths)) return renamed
  const known = new Set(paths.items.map(({ key }) => (isScalar(key) ? key.value : key)))
  const come = Object.keys(objectOr(theirs["paths"])).filter((path) => !known.has(path))
  for (const { key, value } of paths.items) {
    if (!isScalar(key) || typeof key.value !== "string" || Object.hasOwn(objectOr(theirs["paths"]), key.value)) continue
    const old = key.value
    const index = come.findIndex((path) => withoutNames(path) === withoutNames(old))
    const [next] = index === -1 ? [] : come.splice(index, 1)
    if (next === undefined) continue
    key.value = next
    renamed.set(old, next)
    const [before, after] = [namesOf(old), namesOf(next)]
    const names = new Map(before.map((name, position) => [name, after[position] ?? name]))
    if (!isMap(value)) continue
    for (const holder of [value, ...methods.map((method) => value.get(method))])
      if (isMap(holder)) renameParameters(holder, names)
  }
  return renamed
}

const withoutNames = (path: string): string => path.replaceAll(/\{[^}]*\}/g, "{}")

const namesOf = (path: string): ReadonlyArray<string> => [...path.matchAll(/\{([^}]*)\}/g)].map(([, name = ""]) => name)

const renameParameters = (holder: YAMLMap, names: ReadonlyMap<string, string>): void => {
  const list: unknown = holder.get("parameters")
  if (!isSeq(list)) return
  for (const parameter of list.items as ReadonlyArray<Node>) {
    if (!isMap(parameter) || parameter.get("in") !== "path") continue
    const next = names.get(String(parameter.get("name")))
    if (next !== undefined) parameter.set("name", next)
  }
}

/** The text of an overlay with the renamed paths in its targets. */
export const renameTargets = (text: string, renamed: ReadonlyMap<string, string>): string =>
  text.replaceAll(/\[(['"])(\/.*?)\1\]/g, (whole, quote: string, path: string) => {
    const next = renamed.get(path)
    return next === undefined ? whole : `[${quote}${next}${quote}]`
  })
