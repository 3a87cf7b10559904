/**
 * How a service wants its key. Some documents have it as a header parameter of every operation and
 * not as a security scheme: then it would be an input of every call.
 */
import { arrayOr, at, fromPointer, isObject, type Json, type JsonObject, objectOr, textOr } from "@errand/codegen/json"
import { parse } from "@errand/codegen/read/load"
import { methods } from "@errand/codegen/read/walk"
import { applyCorrections } from "@errand/codegen/update/corrections"
import { stringify } from "yaml"
import { words } from "../names.ts"

export interface Key {
  readonly header: string
  readonly scheme: string | undefined
}

/** The key of a document, and what was guessed about it, if anything. */
export const keyOf = (document: JsonObject): { readonly key: Key; readonly doubt: string | undefined } => {
  const schemes = objectOr(at(document, ["components", "securitySchemes"]))
  const asked = arrayOr(document["security"]).flatMap((one) => Object.keys(objectOr(one)))
  const all = [...asked, ...Object.keys(schemes)].map((name) => objectOr(schemes[name]))
  const bearer: Key = { header: "authorization", scheme: "Bearer" }
  for (const scheme of all) {
    const [type, where, name] = [scheme["type"], scheme["in"], textOr(scheme["name"])]
    if (type === "apiKey" && where === "header" && name !== undefined)
      return { key: { header: name, scheme: undefined }, doubt: undefined }
    const http = textOr(scheme["scheme"])?.toLowerCase()
    if (type === "http" && http === "bearer") return { key: bearer, doubt: undefined }
    if (type === "oauth2" || type === "openIdConnect") return { key: bearer, doubt: undefined }
    if (type === "http" && http === "basic")
      return { key: { header: "authorization", scheme: "Basic" }, doubt: undefined }
  }
  const found = all.some(isObject)
    ? "the document's security is none that goes in a header"
    : "the document names no key"
  return { key: bearer, doubt: `${found}: \`key\` in src/Client.ts is a guess` }
}

/** Where a header parameter stands: in an operation, or in a path for all its operations. */
interface Place {
  readonly target: "$.paths.*.*" | "$.paths.*"
  /** The component that it refers to, where it is one. */
  readonly reference: string | undefined
}

/** Of ten operations nine have the key: a few, such as one that tells the health, need none. */
const leastShare = 0.9

/**
 * Corrections of a document that has its key as a header parameter of its operations: the
 * parameter is removed, and the key becomes a security scheme. `undefined` for any other document.
 *
 * @param kept the part of it that is wanted
 */
export const keyCorrections = (
  document: JsonObject,
  kept: JsonObject,
  version: string
): { readonly header: string; readonly text: string } | undefined => {
  if (Object.keys(objectOr(at(document, ["components", "securitySchemes"]))).length > 0) return undefined
  const paths = Object.values(objectOr(document["paths"])).map(objectOr)
  const operations = operationsOf(kept)
  const headersOf = (holder: JsonObject) =>
    arrayOr(holder["parameters"]).flatMap((each) => {
      const found = parameterOf(document, each)
      return found["in"] === "header" ? [{ name: textOr(found["name"]) ?? "", reference: referenceOf(each) }] : []
    })
  const counts = new Map<string, number>()
  for (const { item, operation } of operations)
    for (const name of new Set([...headersOf(item), ...headersOf(operation)].map((each) => each.name)))
      counts.set(name, (counts.get(name) ?? 0) + 1)
  const [header] = [...counts].flatMap(([name, count]) =>
    isKey(name) && count >= operations.length * leastShare ? [name] : []
  )
  if (header === undefined) return undefined
  const places = new Map<string, Place>()
  const note = (target: Place["target"], holder: JsonObject) => {
    for (const { name, reference } of headersOf(holder))
      if (name === header) places.set(`${target} ${reference ?? ""}`, { target, reference })
  }
  for (const item of paths) note("$.paths.*", item)
  for (const { operation } of operationsOf(document)) note("$.paths.*.*", operation)
  const text = correctionsText(header, [...places.values()], version)
  return { header, text }
}

/** A document with corrections as they are kept beside its specification. */
export const corrected = (document: JsonObject, text: string): JsonObject =>
  applyCorrections(document, parse(text, "the corrections"))

const operationsOf = (document: JsonObject) =>
  Object.values(objectOr(document["paths"])).flatMap((path) => {
    const item = objectOr(path)
    return methods.flatMap((method) => {
      const operation = item[method]
      return isObject(operation) ? [{ item, operation }] : []
    })
  })

const isKey = (name: string): boolean => {
  const all = words(name)
  return ["key", "apikey", "token", "authorization"].includes(all.at(-1) ?? "")
}

const referenceOf = (parameter: Json): string | undefined => textOr(objectOr(parameter)["$ref"])

const parameterOf = (document: JsonObject, parameter: Json): JsonObject => {
  const reference = referenceOf(parameter)
  if (reference === undefined) return objectOr(parameter)
  return objectOr(at(document, fromPointer(reference)))
}

const quoted = (text: string): string => text.replaceAll(/[\\']/g, "\\$&")

/** What goes into this header is by custom a bearer token. */
const schemeOf = (header: string): JsonObject =>
  header.toLowerCase() === "authorization"
    ? { type: "http", scheme: "bearer" }
    : { type: "apiKey", in: "header", name: header }

const correctionsText = (header: string, places: ReadonlyArray<Place>, version: string): string =>
  stringify(
    {
      overlay: "1.0.0",
      info: { title: "Corrections of the document", version: "1.0.0" },
      extends: `./${version}.yaml`,
      actions: [
        ...places.map(({ reference, target }) => ({
          target:
            reference === undefined
              ? `${target}.parameters[?@.name == '${quoted(header)}']`
              : `${target}.parameters[?@.$ref == '${quoted(reference)}']`,
          description:
            "The key is declared as a header parameter of the operations. So it would be an input of each call. " +
            "It is a security scheme, as the next actions say.",
          remove: true
        })),
        {
          target: "$",
          description: `No security is declared, while every call needs the key in the header ${header}.`,
          update: {
            security: [{ ApiKey: [] }],
            components: { securitySchemes: { ApiKey: schemeOf(header) } }
          }
        }
      ]
    },
    { lineWidth: 120 }
  )
