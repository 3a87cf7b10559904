/** The operations of a document, with all that is sent and all that comes back. */
import { arrayOr, isObject, type Json, type JsonObject, objectOr, sortedKeys, textOr } from "../json.ts"
import { SpecProblem } from "../problem.ts"
import { methods, withoutFragment } from "../read/walk.ts"
import { resolveReference } from "../read/references.ts"
import { type Media, readMedia } from "./content.ts"
import { readEncoding } from "./encoding.ts"
import { toCamel, toPascal, toValueName } from "../names.ts"

export interface Parameter {
  readonly name: string
  readonly in: "path" | "query" | "header" | "cookie"
  readonly required: boolean
  readonly style: string | undefined
  readonly explode: boolean | undefined
  /** Characters that separate parts of an address are sent as they are. */
  readonly allowReserved: boolean
  /** The media type of a parameter that is sent as a document of its own. */
  readonly content: string | undefined
  readonly schema: Json | undefined
  readonly doc: JsonObject
}

export interface Response {
  readonly status: string
  readonly media: ReadonlyArray<Media>
}

export interface Operation {
  readonly id: string
  /** The name of the constant: the id, unless that is a reserved word. */
  readonly value: string
  /** The stem of the type names. */
  readonly type: string
  readonly method: string
  readonly path: string
  readonly doc: JsonObject
  readonly parameters: ReadonlyArray<Parameter>
  readonly request:
    | {
        readonly required: boolean
        readonly media: ReadonlyArray<Media>
        /** How the parts of a form are written, by their names. */
        readonly encoding: JsonObject | undefined
        readonly doc: JsonObject
      }
    | undefined
  readonly ok: ReadonlyArray<Response>
  readonly errors: ReadonlyArray<Response>
  readonly safe: boolean
  readonly idempotent: boolean
  readonly pagination: JsonObject | undefined
}

export const readOperations = (document: JsonObject, file: string): ReadonlyArray<Operation> => {
  const paths = objectOr(document["paths"])
  return sortedKeys(paths).flatMap((path) => {
    const item = resolveReference(document, paths[path] ?? null)
    return methods.flatMap((method) => {
      const operation = item[method]
      return isObject(operation) ? [readOperation(document, path, method, item, operation, file)] : []
    })
  })
}

const readOperation = (
  document: JsonObject,
  path: string,
  method: string,
  item: JsonObject,
  operation: JsonObject,
  file: string
): Operation => {
  const id = toCamel(textOr(operation["x-errand-name"]) ?? textOr(operation["operationId"]) ?? "")
  if (id === "_")
    throw new SpecProblem(
      file,
      "",
      `${method.toUpperCase()} ${path} has an operationId without a letter in it; give it an x-errand-name`
    )
  const safe = operation["x-errand-safe"] ?? ["get", "head", "options", "trace"].includes(method)
  const idempotent = operation["x-errand-idempotent"] ?? (safe === true || ["put", "delete"].includes(method))
  const request =
    operation["requestBody"] === undefined ? undefined : resolveReference(document, operation["requestBody"])
  const sent = readMedia(request?.["content"])
  const responses = objectOr(operation["responses"])
  const statuses = sortedKeys(responses).filter((status) => /^([1-5]\d\d|[1-5]XX|default)$/i.test(status))
  const read = (status: string): Response => ({
    status: status === "default" ? status : status.toUpperCase(),
    media: method === "head" ? [] : readMedia(resolveReference(document, responses[status])["content"])
  })
  const succeeds = statuses.filter((status) => status.startsWith("2"))
  const ok = succeeds.length > 0 ? succeeds : statuses.filter((status) => status === "default")
  return {
    id,
    value: toValueName(id),
    type: toPascal(id),
    method: method.toUpperCase(),
    path: withoutFragment(path),
    doc: operation,
    parameters: readParameters(document, item, operation),
    request: request && {
      required: request["required"] === true,
      media: sent,
      encoding: readEncoding(sent),
      doc: request
    },
    ok: ok.map(read),
    errors: statuses.filter((status) => /^[3-5d]/.test(status)).map(read),
    safe: safe === true,
    idempotent: idempotent === true,
    pagination: isObject(operation["x-errand-pagination"]) ? operation["x-errand-pagination"] : undefined
  }
}

/**
 * The operation's own parameters stand over those of its path; headers that HTTP itself owns are
 * left out.
 */
const readParameters = (document: JsonObject, item: JsonObject, operation: JsonObject): ReadonlyArray<Parameter> => {
  const found = new Map<string, Parameter>()
  for (const each of [...arrayOr(item["parameters"]), ...arrayOr(operation["parameters"])]) {
    const parameter = resolveReference(document, each)
    const name = textOr(parameter["name"]) ?? ""
    const where = parameter["in"] as Parameter["in"]
    if (where === "header" && ["accept", "authorization", "content-type"].includes(name.toLowerCase())) continue
    const [content] = Object.keys(objectOr(parameter["content"]))
    const style = textOr(parameter["style"]) ?? (where === "query" || where === "cookie" ? "form" : "simple")
    const explode = parameter["explode"] ?? style === "form"
    found.set(`${where} ${name}`, {
      name,
      in: where,
      required: parameter["required"] === true || where === "path",
      style: style === (where === "query" || where === "cookie" ? "form" : "simple") ? undefined : style,
      explode: explode === (style === "form") ? undefined : explode === true,
      content,
      allowReserved: where === "query" && parameter["allowReserved"] === true,
      schema: content === undefined ? parameter["schema"] : objectOr(objectOr(parameter["content"])[content])["schema"],
      doc: parameter
    })
  }
  return [...found.values()]
}
