/**
 * Stand-ins for names that openapi-typescript loses when it takes a pointer apart: names with `%`
 * or `#`, and the empty one. It gets the stand-ins, and its types get the names back.
 */
import ts from "typescript"
import { define, fromPointer, isArray, isObject, type Json, type JsonObject, type Path, toPointer } from "../json.ts"
import { quote } from "../names.ts"
import { dataKeys } from "../read/walk.ts"

export interface OddNames {
  /** A value with stand-ins, and the value itself where no name is odd. */
  readonly encode: <A extends Json>(value: A) => A
  /** A pointer with stand-ins. */
  readonly pointer: (path: Path) => string
  /** The node with the names of the document. */
  readonly decode: <A extends ts.Node>(node: A) => A
}

const isOdd = (name: string): boolean => name === "" || /[%#]/.test(name)

/** Finds the odd names of a document. */
export const findOddNames = (document: JsonObject): OddNames => {
  const names = new Set<string>()
  collect(document, names)
  if (names.size === 0) return { encode: (value) => value, pointer: toPointer, decode: (node) => node }
  const text = JSON.stringify(document)
  let stem = "oddName"
  while (text.includes(stem)) stem += "_"
  const standIns = new Map([...names].sort().map((name, index) => [name, `${stem}${index}_`]))
  const originals = new Map([...standIns].map(([name, standIn]) => [standIn, name]))
  const pattern = new RegExp(`${stem}\\d+_`, "g")
  const decode = (found: string): string => found.replace(pattern, (standIn) => originals.get(standIn) ?? standIn)
  return {
    encode: (value) => encode(value, standIns) as never,
    pointer: (path) => toPointer(path.map((key) => standIns.get(String(key)) ?? key)),
    decode: (node) => restore(node, decode)
  }
}

/** Keys are odd, and so are the names in pointers and the values that name a property. */
const collect = (value: Json, names: Set<string>): void => {
  if (isArray(value)) for (const item of value) collect(item, names)
  if (!isObject(value)) return
  for (const [key, item] of Object.entries(value)) {
    if (isOdd(key)) names.add(key)
    if (dataKeys.has(key)) continue
    if (key === "name" || key === "operationId" || key === "propertyName") addOdd(item, names)
    else if (key === "required" && isArray(item)) for (const each of item) addOdd(each, names)
    else collect(item, names)
  }
}

const addOdd = (value: Json, names: Set<string>): void => {
  if (typeof value === "string" && isOdd(value)) names.add(value)
  else if (typeof value === "object") collect(value, names)
}

const encode = (value: Json, standIns: ReadonlyMap<string, string>): Json => {
  const name = (each: Json): Json => (typeof each === "string" ? (standIns.get(each) ?? each) : encode(each, standIns))
  if (isArray(value)) return value.map((item) => encode(item, standIns))
  if (!isObject(value)) return value
  const copy: JsonObject = Object.create(Object.getPrototypeOf(value) as object | null) as JsonObject
  for (const [key, item] of Object.entries(value)) {
    const own = standIns.get(key) ?? key
    if (dataKeys.has(key)) define(copy, own, item)
    else if (key === "$ref" && typeof item === "string") define(copy, own, encodePointer(item, standIns))
    else if (key === "mapping" && isObject(item)) define(copy, own, encodeMapping(item, standIns))
    else if (key === "name" || key === "operationId" || key === "propertyName") define(copy, own, name(item))
    else if (key === "required" && isArray(item)) define(copy, own, item.map(name))
    else define(copy, own, encode(item, standIns))
  }
  return copy
}

const encodeMapping = (mapping: JsonObject, standIns: ReadonlyMap<string, string>): JsonObject => {
  const copy: JsonObject = {}
  for (const [value, target] of Object.entries(mapping))
    define(copy, standIns.get(value) ?? value, typeof target === "string" ? encodePointer(target, standIns) : target)
  return copy
}

const encodePointer = (pointer: string, standIns: ReadonlyMap<string, string>): string =>
  pointer.startsWith("#/")
    ? toPointer(fromPointer(pointer).map((name) => standIns.get(name) ?? name))
    : (standIns.get(pointer) ?? pointer)

const restore = <A extends ts.Node>(node: A, decode: (text: string) => string): A => {
  const visit = (each: ts.Node): ts.Node => {
    if (ts.isStringLiteral(each)) {
      const text = decode(each.text)
      return text === each.text ? each : ts.factory.createStringLiteral(text)
    }
    if (ts.isIdentifier(each)) {
      const text = decode(each.text)
      if (text === each.text) return each
      // A literal type of openapi-typescript's is an identifier that holds the quotes as well.
      return each.text.startsWith(`"`)
        ? ts.factory.createIdentifier(quote(decode(JSON.parse(each.text) as string)))
        : ts.factory.createStringLiteral(text)
    }
    return ts.visitEachChild(each, visit, undefined)
  }
  return ts.visitNode(node, visit) as A
}
