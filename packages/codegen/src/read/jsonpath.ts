/**
 * The part of JSONPath that overlays are written in: names, indices, wildcards and descendants; no
 * filters.
 */
import { isArray, isObject, type Json, type Path } from "../json.ts"

interface Step {
  readonly deep: boolean
  /** `undefined` is the wildcard. */
  readonly key: string | number | undefined
}

/**
 * The places that an expression selects, in document order; `undefined` where the expression is not
 * understood.
 */
export const select = (root: Json, expression: string): ReadonlyArray<Path> | undefined => {
  const steps = parse(expression)
  if (steps === undefined) return undefined
  let found: ReadonlyArray<{ readonly path: Path; readonly value: Json }> = [{ path: [], value: root }]
  for (const step of steps) {
    const from = step.deep ? found.flatMap((node) => descendants(node.path, node.value)) : found
    found = from.flatMap((node) =>
      children(node.path, node.value).filter((child) => step.key === undefined || child.path.at(-1) === step.key)
    )
  }
  return found.map((node) => node.path)
}

const parse = (expression: string): ReadonlyArray<Step> | undefined => {
  if (!expression.startsWith("$")) return undefined
  const steps: Array<Step> = []
  const token = /(\.\.?)(?:(\*)|([A-Za-z_$][\w$-]*))|(\.\.)?\[(?:(\*)|(\d+)|'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\]/y
  token.lastIndex = 1
  while (token.lastIndex < expression.length) {
    const match = token.exec(expression)
    if (match === null) return undefined
    const [, dots, , name, deep, , index, single, double] = match
    const key = name ?? (index === undefined ? (single ?? double)?.replace(/\\(.)/g, "$1") : Number(index))
    steps.push({ deep: dots === ".." || deep === "..", key })
  }
  return steps
}

const children = (path: Path, value: Json): ReadonlyArray<{ readonly path: Path; readonly value: Json }> => {
  if (isArray(value)) return value.map((item, index) => ({ path: [...path, index], value: item }))
  if (isObject(value)) return Object.entries(value).map(([key, item]) => ({ path: [...path, key], value: item }))
  return []
}

const descendants = (path: Path, value: Json): ReadonlyArray<{ readonly path: Path; readonly value: Json }> => [
  { path, value },
  ...children(path, value).flatMap((child) => descendants(child.path, child.value))
]
