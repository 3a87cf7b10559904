/**
 * The part of JSONPath that overlays are written in: names, indices, wildcards, descendants, and of
 * the filters the one that compares a property with a text, as in `[?@.name == 'page']`.
 */
import { isArray, isObject, type Json, objectOr, type Path } from "../json.ts"

interface Step {
  readonly deep: boolean
  /** `undefined` is the wildcard. */
  readonly key: string | number | undefined
  /** The text that a property of a child has to be. */
  readonly where?: { readonly property: string; readonly text: string }
}

interface Node {
  readonly path: Path
  readonly value: Json
}

/**
 * The places that an expression selects, in document order; `undefined` where the expression is not
 * understood.
 */
export const select = (root: Json, expression: string): ReadonlyArray<Path> | undefined => {
  const steps = parse(expression)
  if (steps === undefined) return undefined
  let found: ReadonlyArray<Node> = [{ path: [], value: root }]
  for (const step of steps) {
    const from = step.deep ? found.flatMap((node) => descendants(node.path, node.value)) : found
    found = from.flatMap((node) => children(node.path, node.value).filter((child) => isMeant(step, child)))
  }
  return found.map((node) => node.path)
}

const isMeant = ({ key, where }: Step, { path, value }: Node): boolean =>
  (key === undefined || path.at(-1) === key) &&
  (where === undefined ||
    (Object.hasOwn(objectOr(value), where.property) && objectOr(value)[where.property] === where.text))

const parse = (expression: string): ReadonlyArray<Step> | undefined => {
  if (!expression.startsWith("$")) return undefined
  const steps: Array<Step> = []
  const filter = /(\.\.)?\[\?\s*(?:\(\s*)?@\.([A-Za-z_$][\w$-]*)\s*==\s*'((?:[^'\\]|\\.)*)'\s*\)?\s*\]/y
  const token = /(\.\.?)(?:(\*)|([A-Za-z_$][\w$-]*))|(\.\.)?\[(?:(\*)|(\d+)|'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\]/y
  token.lastIndex = 1
  while (token.lastIndex < expression.length) {
    filter.lastIndex = token.lastIndex
    const filtered = filter.exec(expression)
    if (filtered !== null) {
      const [, dots, property = "", text = ""] = filtered
      steps.push({ deep: dots === "..", key: undefined, where: { property, text: text.replace(/\\(.)/g, "$1") } })
      token.lastIndex = filter.lastIndex
      continue
    }
    const match = token.exec(expression)
    if (match === null) return undefined
    const [, dots, , name, deep, , index, single, double] = match
    const key = name ?? (index === undefined ? (single ?? double)?.replace(/\\(.)/g, "$1") : Number(index))
    steps.push({ deep: dots === ".." || deep === "..", key })
  }
  return steps
}

const children = (path: Path, value: Json): ReadonlyArray<Node> => {
  if (isArray(value)) return value.map((item, index) => ({ path: [...path, index], value: item }))
  if (isObject(value)) return Object.entries(value).map(([key, item]) => ({ path: [...path, key], value: item }))
  return []
}

const descendants = (path: Path, value: Json): ReadonlyArray<Node> => [
  { path, value },
  ...children(path, value).flatMap((child) => descendants(child.path, child.value))
]
