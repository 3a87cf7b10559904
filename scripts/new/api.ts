/**
 * An API as its client sees it: where it answers, how it wants its key, and its methods by
 * resource.
 */
import { arrayOr, at, fromPointer, isObject, type Json, type JsonObject, objectOr, textOr } from "@errand/codegen/json"
import type { Model } from "@errand/codegen/model/model"
import type { Operation } from "@errand/codegen/model/operations"
import { camel, singular, words } from "./names.ts"

/** How a list goes on, in the words of `@errand/http/Pages`. */
export type Paging =
  | { readonly kind: "cursor"; readonly cursor: string; readonly next: string; readonly items: string }
  | {
      readonly kind: "number"
      readonly page: string
      readonly size: string
      readonly max: number
      readonly items: string
    }

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

export interface Key {
  readonly header: string
  readonly scheme: string | undefined
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

const cursors = /^(?:cursor|after|page_?token|next_?token|starting_?after|continuation(?:_?token)?)$/i
const nexts =
  /^(?:next|next_?cursor|next_?page_?token|next_?token|next_?page|cursor|end_?cursor|continuation(?:_?token)?)$/i
const pages = /^(?:page|page_?number|page_?no|page_?index)$/i
const sizes = /^(?:limit|size|per_?page|page_?size|count)$/i

const pagingOf = (document: JsonObject, operation: Operation): Paging | undefined => {
  if (operation.method !== "GET") return undefined
  const properties = propertiesOf(document, successSchema(operation))
  const arrays = Object.keys(properties).filter((name) => typesOf(document, properties[name]).includes("array"))
  const [items, ...others] = arrays
  if (items === undefined || others.length > 0) return undefined
  const query = operation.parameters.filter((parameter) => parameter.in === "query")
  const cursor = query.find(({ name }) => cursors.test(name))?.name
  const texts = Object.keys(properties).filter((name) => typesOf(document, properties[name]).includes("string"))
  const next = texts.find((name) => nexts.test(name))
  if (cursor !== undefined && next !== undefined) return { kind: "cursor", cursor, next, items }
  const page = query.find(({ name }) => pages.test(name))?.name
  const size = query.find(({ name }) => sizes.test(name))
  if (page === undefined || size === undefined) return undefined
  const maximum = objectOr(resolved(document, size.schema))["maximum"]
  return { kind: "number", page, size: size.name, max: typeof maximum === "number" ? maximum : 100, items }
}

/** The schema of the first success that has one. */
export const successSchema = (operation: Operation): Json | undefined =>
  operation.ok.flatMap(({ media }) => media.map(({ schema }) => schema)).find((schema) => schema !== undefined)

/** A schema with its references followed, and `null` taken off. */
export const resolved = (document: JsonObject, schema: Json | undefined, hops = 0): JsonObject => {
  const found = objectOr(schema)
  if (hops > 16) return found
  if (typeof found["$ref"] === "string") return resolved(document, at(document, fromPointer(found["$ref"])), hops + 1)
  const parts = [...arrayOr(found["anyOf"]), ...arrayOr(found["oneOf"])].filter(
    (part) => objectOr(part)["type"] !== "null"
  )
  const [only, ...more] = [
    ...parts,
    ...(parts.length === 0 && found["properties"] === undefined ? arrayOr(found["allOf"]) : [])
  ]
  return only !== undefined && more.length === 0 ? resolved(document, only, hops + 1) : found
}

/** The properties of a schema, those of its parts included. */
export const propertiesOf = (document: JsonObject, schema: Json | undefined): JsonObject => {
  const found = resolved(document, schema)
  const parts = arrayOr(found["allOf"]).map((part) => propertiesOf(document, part))
  return Object.assign({}, ...parts, objectOr(found["properties"])) as JsonObject
}

/** The JSON types of a schema, without `null`. */
export const typesOf = (document: JsonObject, schema: Json | undefined): ReadonlyArray<string> => {
  const { type } = resolved(document, schema)
  return [type].flat().filter((each): each is string => typeof each === "string" && each !== "null")
}

const keyOf = (document: JsonObject): { readonly key: Key; readonly doubt?: string } => {
  const schemes = objectOr(at(document, ["components", "securitySchemes"]))
  const asked = arrayOr(document["security"]).flatMap((one) => Object.keys(objectOr(one)))
  const all = [...asked, ...Object.keys(schemes)].map((name) => objectOr(schemes[name]))
  const bearer: Key = { header: "authorization", scheme: "Bearer" }
  for (const scheme of all) {
    const [type, where, name] = [scheme["type"], scheme["in"], textOr(scheme["name"])]
    if (type === "apiKey" && where === "header" && name !== undefined)
      return { key: { header: name, scheme: undefined } }
    const http = textOr(scheme["scheme"])?.toLowerCase()
    if (type === "http" && http === "bearer") return { key: bearer }
    if (type === "oauth2" || type === "openIdConnect") return { key: bearer }
    if (type === "http" && http === "basic") return { key: { header: "authorization", scheme: "Basic" } }
  }
  const found = all.some(isObject)
    ? "the document's security is none that goes in a header"
    : "the document names no key"
  return { key: bearer, doubt: `${found}: \`key\` in src/Client.ts is a guess` }
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
