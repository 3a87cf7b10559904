/** The operations of a generated module, and which of them a request means. */

/** As much of a generated operation as routing and validation need. */
export interface Operation {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly parameters: ReadonlyArray<{ readonly name: string; readonly in: string; readonly required?: true }>
  readonly request?: { readonly required: boolean; readonly media: ReadonlyArray<string> }
  readonly ok: { readonly [status: string]: ReadonlyArray<string> }
}

/** Finds operations by method and path. */
export interface Router {
  /** The operation of a method and path below the service's base, with the values of its path. */
  readonly route: (
    method: string,
    path: string
  ) => { readonly operation: Operation; readonly path: { [name: string]: string } } | undefined
  /** Whether any method has this path. */
  readonly allows: (path: string) => boolean
}

/** The operations among the exports of a generated module. */
export const operations = (module: { readonly [name: string]: unknown }): ReadonlyArray<Operation> =>
  Object.values(module).filter(
    (one): one is Operation =>
      typeof one === "object" && one !== null && "method" in one && "path" in one && "ok" in one
  )

/** A router for these operations. A path without a placeholder comes before one with. */
export const router = (operations: ReadonlyArray<Operation>): Router => {
  const routes = new Map<string, Array<Route>>()
  for (const route of operations.map(compile).toSorted((a, b) => a.names.length - b.names.length)) {
    const key = shape(route.operation.method, route.operation.path)
    routes.set(key, [...(routes.get(key) ?? []), route])
  }
  return {
    route: (method, path) => {
      for (const route of routes.get(shape(method, path)) ?? []) {
        const found = route.expression.exec(path)
        if (found === null) continue
        const values = route.names.map((name, index) => [name, decode(found[index + 1] ?? "")] as const)
        return { operation: route.operation, path: Object.fromEntries(values) }
      }
      return undefined
    },
    allows: (path) => [...routes.values()].some((some) => some.some(({ expression }) => expression.test(path)))
  }
}

interface Route {
  readonly operation: Operation
  readonly names: ReadonlyArray<string>
  readonly expression: RegExp
}

/**
 * Method and number of segments: operations are looked up by these before any expression is tried.
 */
const shape = (method: string, path: string): string => `${method} ${path.split("/").length}`

const compile = (operation: Operation): Route => {
  const names: Array<string> = []
  const source = operation.path
    .split("/")
    .map((part) => {
      const name = /^\{(.+)\}$/.exec(part)?.[1]
      if (name === undefined) return part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")
      names.push(name)
      return "([^/]+)"
    })
    .join("/")
  return { operation, names, expression: new RegExp(`^${source}$`) }
}

const decode = (part: string): string => {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
