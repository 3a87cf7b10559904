/** A stable name for every operation, and the overlay that holds them. */
import { isObject, type JsonObject, objectOr, textOr } from "@errand/codegen/json"
import { onlyKey } from "@errand/codegen/read/cut"
import { methods } from "@errand/codegen/read/walk"
import { stringify } from "yaml"
import type { Names } from "./names.ts"
import { camel, words } from "./names.ts"

/** By `get /jobs/{id}`. */
export type OperationNames = ReadonlyMap<string, string>

/**
 * The provider's own names, without what frameworks put around them; made of method and path where
 * there is none.
 */
export const nameOperations = (document: JsonObject): OperationNames => {
  const names = new Map<string, string>()
  const taken = new Set<string>()
  for (const [path, item] of Object.entries(objectOr(document["paths"]))) {
    for (const method of methods) {
      const operation = objectOr(item)[method]
      if (!isObject(operation)) continue
      const made = camel([method, ...words(path).filter((word) => !/^v\d+$/.test(word))])
      const wanted = clean(textOr(operation["operationId"]) ?? "", method, path) || made
      const free = [wanted, made].find((name) => !taken.has(name)) ?? numbered(wanted, taken)
      taken.add(free)
      names.set(`${method} ${path}`, free)
    }
  }
  return names
}

/** FastAPI writes `create_job_jobs_post`, others `JobsController_create`. */
const clean = (id: string, method: string, path: string): string => {
  const all = words(id)
  const tail = [...words(path), method]
  const isTail = all.length > tail.length && tail.join(" ") === all.slice(-tail.length).join(" ")
  const name = camel((isTail ? all.slice(0, -tail.length) : all).filter((word) => word !== "controller"))
  return /^[a-z][A-Za-z0-9]*$/.test(name) ? name : ""
}

const numbered = (name: string, taken: ReadonlySet<string>): string => {
  for (let count = 2; ; count++) if (!taken.has(`${name}${count}`)) return `${name}${count}`
}

/** The overlay beside the specification. */
export const overlayText = (
  { title, version }: Names,
  names: OperationNames,
  only: ReadonlyArray<string> = []
): string =>
  `# Names that stay when the provider renames. Say here, too, what a repeat does: x-errand-safe, x-errand-idempotent.\n` +
  stringify(
    {
      overlay: "1.0.0",
      info: { title: `Vendor hints for ${title} ${version}`, version: "1.0.0" },
      extends: `./${version}.yaml`,
      ...(only.length > 0 && { [onlyKey]: only }),
      actions: [...names].map(([place, name]) => {
        const [method = "", path = ""] = place.split(" ")
        return { target: `$.paths['${path.replaceAll("'", "\\'")}'].${method}`, update: { "x-errand-name": name } }
      })
    },
    { lineWidth: 120 }
  )
