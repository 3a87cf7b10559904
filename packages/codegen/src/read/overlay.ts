/**
 * OpenAPI Overlay 1.0, as far as hints beside a specification need it: `update` and `remove` at
 * JSONPath targets.
 */
import {
  arrayOr,
  at,
  define,
  isArray,
  isObject,
  type Json,
  type JsonObject,
  type Path,
  textOr,
  toPointer
} from "../json.ts"
import { select } from "./jsonpath.ts"
import type { Loaded } from "./load.ts"
import { SpecProblem } from "../problem.ts"

/**
 * The document with every action applied, in order. An action that matches nothing is a problem:
 * its target has moved, and the hint would be lost without notice.
 *
 * @param lost is called with such a problem, and the action is skipped; without it the problem is
 *   thrown
 */
export const applyOverlay = (root: JsonObject, hints: Loaded, lost?: (problem: SpecProblem) => void): JsonObject => {
  const version = textOr(hints.root["overlay"])
  if (version === undefined || !/^1\.\d+\.\d+$/.test(version)) {
    throw new SpecProblem(
      hints.file,
      hints.place("#/overlay"),
      `overlay version ${version ?? "(none)"} is not supported, 1.0.0 is`
    )
  }
  const result: JsonObject = structuredClone(root)
  arrayOr(hints.root["actions"]).forEach((action, index) => {
    const pointer = toPointer(["actions", index])
    const fail = (message: string) => new SpecProblem(hints.file, hints.place(pointer), message)
    if (!isObject(action)) throw fail("an action has to be an object")
    const target = textOr(action["target"])
    if (target === undefined) throw fail("an action needs a target")
    const paths = select(result, target)
    if (paths === undefined) throw fail(`the target ${target} is not a JSONPath that is understood here`)
    if (paths.length === 0) {
      const problem = fail(`the target ${target} matches nothing`)
      if (lost === undefined) throw problem
      return lost(problem)
    }
    if (action["remove"] === true) for (const path of [...paths].reverse()) remove(result, path)
    else if (action["update"] !== undefined) for (const path of paths) update(result, path, action["update"], fail)
    else throw fail("an action needs update or remove")
  })
  return result
}

const remove = (root: JsonObject, path: Path): void => {
  const key = path.at(-1)
  const parent = at(root, path.slice(0, -1))
  if (isArray(parent)) (parent as Array<Json>).splice(Number(key), 1)
  else if (isObject(parent)) delete parent[String(key)]
}

const update = (root: JsonObject, path: Path, value: Json, fail: (message: string) => SpecProblem): void => {
  const target = at(root, path)
  if (isArray(target)) (target as Array<Json>).push(structuredClone(value))
  else if (isObject(target) && isObject(value)) merge(target, value)
  else throw fail(`${toPointer(path)} is a plain value, which an update cannot extend`)
}

const merge = (target: JsonObject, value: JsonObject): void => {
  for (const [key, next] of Object.entries(value)) {
    const present = Object.hasOwn(target, key) ? target[key] : undefined
    if (isObject(present) && isObject(next)) merge(present, next)
    else if (isArray(present) && isArray(next)) define(target, key, [...present, ...structuredClone(next)])
    else define(target, key, structuredClone(next))
  }
}
