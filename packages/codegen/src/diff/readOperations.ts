/**
 * The operations of a document with the places of their parts, under the names that the generator
 * gives them.
 */
import { arrayOr, isArray, isObject, type Json, type JsonObject, objectOr, textOr } from "../json.ts"
import { toCamel } from "../names.ts"
import { methods } from "../read/walk.ts"
import { isForm, isJson, isMultipart, isText } from "../model/content.ts"
import { child, children, down, type Place, type References } from "./place.ts"
import type { Schema } from "./shape.ts"

export interface Parameter {
  readonly name: string
  readonly in: string
  readonly at: Place
  readonly required: boolean
  /** How it is written: style, explode, or the media type of a parameter that is a document. */
  readonly style: string
  readonly schema: Schema
}

/** How the generator treats a body. */
export type MediaKind = "json" | "multipart" | "form" | "text" | "file"

/** A body of one media type; without a type where a status has no body. */
export interface Media {
  readonly status: string
  readonly type: string | undefined
  readonly kind: MediaKind | "none"
  readonly at: Place
  readonly schema: Schema
}

export interface Operation {
  readonly name: string
  /** The description's own id; `undefined` where the generator makes one up. */
  readonly id: string | undefined
  readonly method: string
  readonly path: string
  readonly at: Place
  readonly item: Place
  readonly parameters: ReadonlyArray<Parameter>
  readonly body: { readonly at: Place; readonly required: boolean; readonly media: ReadonlyArray<Media> } | undefined
  readonly success: ReadonlyArray<Media>
  readonly errors: ReadonlyArray<Media>
  readonly headers: ReadonlyArray<{ readonly status: string; readonly at: Place }>
}

export const readOperations = (root: Place, references: References): ReadonlyArray<Operation> => {
  const taken = new Set<string>()
  const found: Array<{ readonly item: Place; readonly at: Place; readonly path: string }> = []
  for (const entry of children(child(root, "paths"))) {
    if (String(entry.key).startsWith("x-")) continue
    const item = references.follow(entry)
    for (const method of methods) {
      const at = child(item, method)
      if (!isObject(at.value)) continue
      found.push({ item, at, path: String(entry.key) })
      for (const key of ["operationId", "x-errand-name"]) {
        const name = textOr(at.value[key])
        if (name !== undefined && name !== "") taken.add(toCamel(name))
      }
    }
  }
  const ids = new Set<string>()
  return found.map(({ at, item, path }) => {
    const operation = objectOr(at.value)
    const id = textOr(operation["operationId"]) || undefined
    const hint = textOr(operation["x-errand-name"])
    // As in the generator: one path item under several paths gives its name to the first of them.
    const isSecond = id !== undefined && ids.has(id)
    if (id !== undefined) ids.add(id)
    const name = hint ?? (isSecond ? undefined : id)
    return readOperation(
      references,
      item,
      at,
      path,
      id,
      name === undefined ? freeName(`${at.key} ${path}`, taken) : toCamel(name)
    )
  })
}

/** The name of a nameless operation, as the generator makes it up. */
const freeName = (text: string, taken: Set<string>): string => {
  const name = toCamel(text)
  let wanted = name
  for (let count = 2; taken.has(wanted); count++) wanted = `${name}${count}`
  taken.add(wanted)
  return wanted
}

const readOperation = (
  references: References,
  item: Place,
  at: Place,
  path: string,
  id: string | undefined,
  name: string
): Operation => {
  const body = references.follow(child(at, "requestBody"))
  const responses = children(child(at, "responses"))
    .filter(({ key }) => /^(?:[1-5]\d\d|[1-5]XX|default)$/i.test(String(key)))
    .map((each) => ({
      status: String(each.key).startsWith("d") ? "default" : String(each.key).toUpperCase(),
      at: references.follow(each)
    }))
  const answers = responses.map(({ at: place, status }) => ({
    status,
    media: readMedia(place, status, at.key === "head")
  }))
  const succeeds = answers.filter(({ status }) => status.startsWith("2"))
  const ok = succeeds.length > 0 ? succeeds : answers.filter(({ status }) => status === "default")
  return {
    name,
    id,
    method: String(at.key).toUpperCase(),
    path,
    at,
    item,
    parameters: readParameters(references, item, at),
    body: isObject(body.value)
      ? {
          at: body,
          required: body.value["required"] === true,
          media: readMedia(body, "").filter(({ kind }) => kind !== "none")
        }
      : undefined,
    success: ok.flatMap(({ media }) => media),
    errors: answers.filter(({ status }) => /^[3-5d]/.test(status)).flatMap(({ media }) => media),
    headers: responses.flatMap(({ at: response, status }) =>
      children(child(response, "headers")).map((each) => ({ status, at: each }))
    )
  }
}

/**
 * The operation's own parameters stand over those of its path; headers that HTTP itself owns are
 * left out.
 */
const readParameters = (references: References, item: Place, at: Place): ReadonlyArray<Parameter> => {
  const found = new Map<string, Parameter>()
  for (const each of [...children(child(item, "parameters")), ...children(child(at, "parameters"))]) {
    const place = references.follow(each)
    const value = objectOr(place.value)
    const name = textOr(value["name"]) ?? ""
    const where = textOr(value["in"]) ?? ""
    if (where === "header" && ["accept", "authorization", "content-type"].includes(name.toLowerCase())) continue
    const [content] = children(child(place, "content"))
    const usual = where === "query" || where === "cookie" ? "form" : "simple"
    const style = textOr(value["style"]) ?? usual
    const explode = value["explode"] ?? style === "form"
    found.set(`${where} ${name}`, {
      name,
      in: where,
      at: place,
      required: value["required"] === true || where === "path",
      style: content === undefined ? `${style}${explode === true ? ", exploded" : ""}` : String(content.key),
      schema: [child(content ?? place, "schema")]
    })
  }
  return [...found.values()]
}

/** The media types below `content`, or one entry without any. */
export const readMedia = (at: Place, status: string, isBodiless = false): ReadonlyArray<Media> => {
  const entries = isBodiless ? [] : children(child(at, "content"))
  if (entries.length === 0) return [{ status, type: undefined, kind: "none", at, schema: [] }]
  return entries.map((entry) => {
    const type = String(entry.key)
    return { status, type, kind: kindOf(type, status !== ""), at: entry, schema: [child(entry, "schema")] }
  })
}

/** @param received a form that comes back is bytes like any other */
const kindOf = (type: string, received: boolean): MediaKind => {
  if (isJson(type) || type === "*/*") return "json"
  if (received) return /^text\//i.test(type) ? "text" : "file"
  if (isMultipart(type)) return "multipart"
  if (isForm(type)) return "form"
  return isText(type) ? "text" : "file"
}

/** The hints for the generator and the transport, and their defaults. */
export const hintsOf = ({ at, method }: Operation): JsonObject => {
  const operation = objectOr(at.value)
  const safe = operation["x-errand-safe"] ?? ["GET", "HEAD", "OPTIONS", "TRACE"].includes(method)
  return {
    safe,
    idempotent: operation["x-errand-idempotent"] ?? (safe === true || ["PUT", "DELETE"].includes(method)),
    pagination: operation["x-errand-pagination"] ?? null
  }
}

export interface Event {
  readonly name: string
  readonly media: ReadonlyArray<Media>
  readonly at: Place
}

/** What the service sends by itself: webhooks, and the callbacks of operations. */
export const readEvents = (
  root: Place,
  references: References,
  operations: ReadonlyArray<Operation>
): ReadonlyArray<Event> => {
  const bodies = (item: Place): ReadonlyArray<Media> =>
    methods.flatMap((method) => {
      const body = references.follow(down(item, method, "requestBody"))
      return isObject(body.value) ? readMedia(body, "event").filter(({ kind }) => kind !== "none") : []
    })
  const webhooks = children(child(root, "webhooks")).map((entry) => ({
    name: String(entry.key),
    media: bodies(references.follow(entry)),
    at: entry
  }))
  const callbacks = operations.flatMap((operation) =>
    children(child(operation.at, "callbacks")).map((entry) => ({
      name: `${operation.name}.${entry.key}`,
      media: children(references.follow(entry)).flatMap((item) => bodies(references.follow(item))),
      at: entry
    }))
  )
  return [...webhooks, ...callbacks].filter(({ media }) => media.length > 0)
}

/**
 * The ways to authorise, each as the list of its schemes, by definition and not by name. An empty
 * list needs nothing.
 */
export const securityOf = (root: Place, operation: Operation): ReadonlyArray<ReadonlyArray<Json>> => {
  const own = objectOr(operation.at.value)["security"]
  const value = own ?? objectOr(root.value)["security"]
  if (!isArray(value) || value.length === 0) return [[]]
  const schemes = down(root, "components", "securitySchemes")
  return arrayOr(value).map((alternative) =>
    children({ ...root, value: alternative }).map(({ key, value: scopes }) => {
      const scheme = objectOr(child(schemes, key).value)
      const { type, scheme: how = null, name = null, in: where = null } = scheme
      return { type: type ?? key, how, name, where, scopes: [...arrayOr(scopes)].map(String).sort() }
    })
  )
}
