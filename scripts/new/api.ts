/**
 * An API as its client sees it: where it answers, how it wants its key, and its methods by
 * resource.
 */
import { arrayOr, type JsonObject, objectOr, textOr } from "@errand/codegen/json"
import type { Model } from "@errand/codegen/model/model"
import type { Operation } from "@errand/codegen/model/operations"
import { type Key, keyOf } from "./guess/key.ts"
import { type Paging, pagingOf } from "./guess/paging.ts"
import { camel, singular, words } from "./names.ts"

export interface Method {
  readonly name: string
  readonly operation: Operation
  /** The method that gives the whole list as a stream. */
  readonly stream: { readonly name: string; readonly paging: Paging } | undefined
}

export interface Group {
  /** As in `jobs`. */
  readonly name: string
  /** As in `Jobs`. */
  readonly type: string
  readonly methods: ReadonlyArray<Method>
}

export interface Api {
  readonly model: Model
  readonly groups: ReadonlyArray<Group>
  readonly key: Key
  /** What about the key was guessed, if anything. */
  readonly doubt: string | undefined
}

export const apiOf = (model: Model): Api => {
  const { doubt, key } = keyOf(model.document)
  return { model, groups: groupsOf(model), key, doubt }
}

/** Operations by their first tag, else by where their path begins. */
const groupsOf = (model: Model): ReadonlyArray<Group> => {
  const groups = new Map<string, Array<Operation>>()
  for (const operation of model.operations) {
    const tag = textOr(arrayOr(operation.doc["tags"])[0])
    const segment = operation.path
      .split("/")
      .find((part) => part !== "" && !part.startsWith("{") && !/^v\d+$/.test(part))
    const name = groupName(tag ?? segment ?? "api")
    groups.set(name, [...(groups.get(name) ?? []), operation])
  }
  return [...groups].map(([name, operations]) => ({
    name,
    type: typeName(name),
    methods: methodsOf(model, name, operations)
  }))
}

/** Names of the package's own that a group would hide. */
const taken = new Set(["baseUrl", "call", "client", "options", "query", "item", "items"])

/**
 * Types that the sources of a package import, declare or use; a group of this name has another one.
 */
const takenTypes = new Set(
  "Api Call Client Config Connection Context Effect Extract Items Layer OperationTypes Options Pages Partial Stream".split(
    " "
  )
)

const typeName = (group: string): string => {
  const name = group.slice(0, 1).toUpperCase() + group.slice(1)
  return takenTypes.has(name) || /(?:Client|Error)$/.test(name) ? `${name}Group` : name
}

const groupName = (text: string): string => {
  const name = camel(words(text)).replace(/^(?=\d)/, "api")
  return name === "" ? "api" : taken.has(name) ? `${name}Api` : name
}

/** `listJobs` of `jobs` is `list`; where that would be ambiguous, the operation keeps its name. */
const methodsOf = (model: Model, group: string, operations: ReadonlyArray<Operation>): ReadonlyArray<Method> => {
  const nouns = new Set(words(group).map(singular))
  const short = (operation: Operation): string =>
    camel(words(operation.id).filter((word) => !nouns.has(singular(word))))
  const count = new Map<string, number>()
  for (const operation of operations) count.set(short(operation), (count.get(short(operation)) ?? 0) + 1)
  const used = new Set<string>()
  const named = operations.map((operation) => {
    const wanted = short(operation)
    const name = wanted === "" || count.get(wanted) !== 1 ? operation.id : wanted
    used.add(name)
    return { name, operation }
  })
  return named.map(({ name, operation }) => {
    const paging = pagingOf(model.document, operation)
    const wanted = name === "list" ? "stream" : `stream${name.slice(0, 1).toUpperCase()}${name.slice(1)}`
    return { name, operation, stream: paging && !used.has(wanted) ? { name: wanted, paging } : undefined }
  })
}

/**
 * Where the service answers: the first server that is an address, its variables by their defaults.
 */
export const baseUrlOf = (document: JsonObject, from: string): string | undefined => {
  for (const server of arrayOr(document["servers"]).map(objectOr)) {
    const variables = objectOr(server["variables"])
    const url = (textOr(server["url"]) ?? "").replaceAll(
      /\{(.+?)\}/g,
      (_, name: string) => textOr(objectOr(variables[name])["default"]) ?? ""
    )
    const whole = URL.canParse(url) ? url : URL.canParse(url, from) ? new URL(url, from).href : ""
    if (/^https?:/.test(whole)) return whole.replace(/\/+$/, "")
  }
  return undefined
}
