/** A stable name for every operation, and the overlay that holds them. */
import { isObject, type JsonObject, objectOr, textOr } from "@errand/codegen/json"
import { onlyKey } from "@errand/codegen/read/cut"
import { methods } from "@errand/codegen/read/walk"
import { stringify } from "yaml"
import { stopVerbs } from "./guess/resource.ts"
import type { Names } from "./names.ts"
import { camel, singular, words } from "./names.ts"

/** By `get /jobs/{id}`. */
export type OperationNames = ReadonlyMap<string, string>

/**
 * The provider's own names, without what frameworks put around them. Where there is none, what the
 * operation does to what: `createJob` of `post /jobs`; else method and path.
 */
export const nameOperations = (document: JsonObject): OperationNames => {
  const names = new Map<string, string>()
  const taken = new Set<string>()
  for (const [path, item] of Object.entries(objectOr(document["paths"]))) {
    for (const method of methods) {
      const operation = objectOr(item)[method]
      if (!isObject(operation)) continue
      const made = camel([method, ...words(path).filter((word) => !/^v\d+$/.test(word))])
      const own = clean(textOr(operation["operationId"]) ?? "", method, path)
      const wanted = [...(own === "" ? usualNames(method, path) : [own]), made]
      const free = wanted.find((name) => !taken.has(name)) ?? numbered(wanted[0] ?? made, taken)
      taken.add(free)
      names.set(`${method} ${path}`, free)
    }
  }
  return names
}

/** What methods do to one thing, and to a list of things, by custom. */
const customs: Readonly<Record<string, { readonly one: string; readonly list: string } | undefined>> = {
  get: { one: "get", list: "list" },
  post: { one: "create", list: "create" },
  put: { one: "replace", list: "replace" },
  patch: { one: "update", list: "update" },
  delete: { one: "delete", list: "delete" }
}

/** Words of a path that say what is done. */
const doing = new Set(["run", "start", ...stopVerbs])

/**
 * Names by custom, the shortest first: `cancelJob` of `post /jobs/{id}/cancel`, `runTask` of
 * `post /run/tasks`, `listRuns` and then `listBotRuns` of `get /bots/{id}/runs`.
 */
const usualNames = (method: string, path: string): ReadonlyArray<string> => {
  const custom = customs[method]
  const all = path.split("/").filter((part) => part !== "" && !/^v\d+$/.test(part))
  const parts = all.filter((part) => !part.startsWith("{")).map(words)
  const last = parts.at(-1)
  if (custom === undefined || last === undefined || last.length === 0) return []
  const isOne = all.at(-1)?.startsWith("{") === true
  const isPlural = singular(last.at(-1) ?? "") !== last.at(-1)
  // What is done to one thing: the last part is no thing.
  const isDone = !isOne && method === "post" && all.length > parts.length && !isPlural
  const [first] = parts
  const isDoing = method === "post" && parts.length > 1 && first?.length === 1 && doing.has(first[0] ?? "")
  const verb = isDone ? last : isDoing ? first : [isOne || !isPlural ? custom.one : custom.list]
  const things = isDone ? parts.slice(0, -1) : isDoing ? parts.slice(1) : parts
  const listed = !isOne && !isDone && !isDoing && isPlural && method === "get"
  const named = things.map((thing, index) =>
    listed && index === things.length - 1 ? thing : [...thing.slice(0, -1), singular(thing.at(-1) ?? "")]
  )
  // What is asked of one thing, as in `getJobStatus`, is named after the thing.
  const least = !isOne && !isDone && !isPlural && all.length > parts.length ? 2 : 1
  return named.map((_, index) => camel([...verb, ...named.slice(named.length - 1 - index).flat()])).slice(least - 1)
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
        const [, method = "", path = ""] = /^(\S+) ([^]*)$/.exec(place) ?? []
        return {
          target: `$.paths['${path.replaceAll(/[\\']/g, "\\$&")}'].${method}`,
          update: { "x-errand-name": name }
        }
      })
    },
    { lineWidth: 120 }
  )
