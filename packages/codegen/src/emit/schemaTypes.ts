/**
 * Compiles schemas with openapi-typescript: the raw types of a document, and the type of each
 * schema in it.
 */
// oxlint-disable-next-line typescript/triple-slash-reference -- an ambient module cannot be imported
/// <reference path="./openapi-typescript.d.ts" />
import ts from "typescript"
import type { GlobalContext, OpenAPI3, SchemaObject } from "openapi-typescript"
import { astToString } from "openapi-typescript/dist/lib/ts.mjs"
import { resolveRef, scanDiscriminators } from "openapi-typescript/dist/lib/utils.mjs"
import transformSchema from "openapi-typescript/dist/transform/index.mjs"
import transformSchemaObject from "openapi-typescript/dist/transform/schema-object.mjs"
import { arrayOr, isArray, isObject, type Json, type JsonObject, objectOr, type Path } from "../json.ts"
import { resolveReference } from "../read/references.ts"
import { dataKeys } from "../read/walk.ts"
import { printHeader } from "./comment.ts"
import { findRecursive } from "./findRecursive.ts"
import { dropRepeated } from "./intersections.ts"
import { findOddNames } from "./oddNames.ts"
import { declareRecursive, propertyName, referredSchema, unwrapCircles } from "./recursion.ts"

/**
 * The compiler of one document. It patches the document that it is given, so it is given a copy.
 */
export interface Types {
  /** The text of raw.ts. */
  readonly raw: string
  /**
   * The type of a schema as text, on as many lines as it takes.
   *
   * @param nameOf the name under which the text calls a schema of the document
   */
  readonly of: (schema: Json | undefined, path: Path, nameOf: (schema: string) => string | undefined) => string
}

/** Requires properties of another schema; a name that it does not have changes nothing. */
export const withRequired = "type WithRequired<T, K extends PropertyKey> = T & { [P in K & keyof T]-?: T[P] }\n"

export const openField = "errand-open"

export const compileTypes = (copy: JsonObject, spec: string): Types => {
  if (!ts.version.startsWith("5.") && !ts.version.startsWith("6.")) {
    throw new Error(`openapi-typescript needs the compiler API of TypeScript 5 or 6, and found ${ts.version}`)
  }
  const odd = findOddNames(copy)
  const recursive = findRecursive(copy)
  const document = odd.encode(copy) as unknown as OpenAPI3
  const context = makeContext(document)
  const compiled = transformSchema(document, context)
  const simple = compiled.filter((node) => !isHelper(node)).map((node) => simplify(odd.decode(node), recursive))
  const nodes = declareRecursive(unwrapCircles(simple)) as typeof compiled
  const helper = compiled.some(isHelper) ? withRequired : ""
  const printer = ts.createPrinter({ newLine: ts.NewLineKind.LineFeed })
  const source = ts.createSourceFile("types.ts", "", ts.ScriptTarget.ESNext, false, ts.ScriptKind.TS)
  return {
    raw: `${printHeader(spec)}// The escape hatch: openapi-typescript's own types, which may change with its versions.\n\n${astToString(nodes)}${helper}`,
    of: (schema, path, nameOf) => {
      if (schema === undefined) return "unknown"
      const given = odd.encode(schema) as unknown as SchemaObject
      const type = simplify(
        odd.decode(transformSchemaObject(given, { path: odd.pointer(path), ctx: context })),
        recursive
      )
      return printer.printNode(ts.EmitHint.Unspecified, nameSchemas(type, nameOf), source)
    }
  }
}

/**
 * A tag is added to an object also where the object has it; the first of a name counts. Requiring a
 * property of a schema that is still being resolved has no end, so it is left out.
 */
const simplify = <A extends ts.Node>(node: A, recursive: ReadonlySet<string>): A => {
  const visit = (each: ts.Node): ts.Node => {
    const [inner] = ts.isTypeReferenceNode(each) ? (each.typeArguments ?? []) : []
    const requires =
      ts.isTypeReferenceNode(each) && ts.isIdentifier(each.typeName) && each.typeName.text === "WithRequired"
    if (inner !== undefined && requires && recursive.has(referredSchema(inner) ?? "")) return inner
    const visited = ts.visitEachChild(each, visit, undefined)
    if (!ts.isTypeLiteralNode(visited)) return dropRepeated(visited)
    const names = new Set<string>()
    const members = visited.members.filter((member) => {
      const name = member.name === undefined ? undefined : propertyName(member.name)
      const isFirst = name === undefined || !names.has(name)
      if (name !== undefined) names.add(name)
      return isFirst
    })
    return members.length === visited.members.length
      ? visited
      : ts.factory.updateTypeLiteralNode(visited, ts.factory.createNodeArray(members))
  }
  return ts.visitNode(node, visit) as A
}

const isHelper = (node: ts.Node): boolean => ts.isTypeAliasDeclaration(node) && node.name.text === "WithRequired"

/** A type in which schemas of the document are called by other names. */
const nameSchemas = (type: ts.TypeNode, nameOf: (schema: string) => string | undefined): ts.TypeNode => {
  const visit = (node: ts.Node): ts.Node => {
    const schema = referredSchema(node)
    const name = schema === undefined ? undefined : nameOf(schema)
    return name === undefined ? ts.visitEachChild(node, visit, undefined) : ts.factory.createTypeReferenceNode(name)
  }
  return ts.visitNode(type, visit) as ts.TypeNode
}

const makeContext = (document: OpenAPI3): GlobalContext => ({
  additionalProperties: false,
  alphabetize: false,
  arrayLength: false,
  conditionalEnums: false,
  dedupeEnums: false,
  defaultNonNullable: false,
  discriminators: readDiscriminators(document),
  emptyObjectsUnknown: false,
  enum: false,
  enumValues: false,
  excludeDeprecated: false,
  exportType: false,
  generatePathParams: false,
  immutable: false,
  injectFooter: [],
  makePathsEnum: false,
  pathParamsAsTypes: false,
  postTransform: undefined,
  propertiesRequiredByDefault: false,
  readWriteMarkers: false,
  // Only its own loading and linting, which are not used here, look at the configuration.
  redoc: undefined as never,
  resolve: <T>($ref: string) => resolveRef(document, $ref, { silent: true }) as T | undefined,
  rootTypes: false,
  rootTypesKeepCasing: false,
  rootTypesNoSchemaPrefix: false,
  silent: true,
  transform: (schema) => {
    const format = typeof schema === "object" && "format" in schema ? schema.format : undefined
    if (format === openField) return makeAnyString()
    return format === "binary" && schema.type === "string" ? makeBytes() : undefined
  },
  transformProperty: undefined
})

/**
 * The bases from which openapi-typescript leaves out the tag, so that a variant can narrow it.
 * Unions are not among them: without a tag the variants of a union could not be told apart.
 */
const readDiscriminators = (document: OpenAPI3): GlobalContext["discriminators"] => {
  const show = hideData(document as unknown as Json)
  const found = scanDiscriminators(document, { silent: true })
  show()
  const node = (ref: string) =>
    resolveRef<Partial<Record<"allOf" | "anyOf" | "oneOf", ReadonlyArray<{ $ref?: string }>>>>(document, ref, {
      silent: true
    })
  const unions = new Set(
    Object.keys(found.objects).filter((ref) => node(ref)?.oneOf !== undefined || node(ref)?.anyOf !== undefined)
  )
  for (let size = -1; size !== unions.size;) {
    size = unions.size
    for (const ref of Object.keys(found.objects)) {
      if (node(ref)?.allOf?.some((part) => part.$ref !== undefined && unions.has(part.$ref)) === true) unions.add(ref)
    }
  }
  const objects = Object.fromEntries(
    Object.entries(found.objects).filter(
      ([ref, { propertyName: tag }]) => !unions.has(ref) && isPlainTag(document, { $ref: ref }, tag)
    )
  )
  return { objects, refsHandled: found.refsHandled }
}

const structural = ["allOf", "anyOf", "oneOf", "properties", "items", "prefixItems", "additionalProperties"]

/**
 * Whether a base says no more of its tag than that it is a text or one of some values: leaving out
 * a property of any other type may have no end.
 */
const isPlainTag = (document: OpenAPI3, base: Json, tag: string, met = new Set<JsonObject>()): boolean => {
  const schema = resolveReference(document as unknown as JsonObject, base)
  if (met.has(schema)) return true
  met.add(schema)
  const property = objectOr(schema["properties"])[tag]
  const own = resolveReference(document as unknown as JsonObject, property)
  if (structural.some((keyword) => keyword in own)) return false
  const parts = ["allOf", "anyOf", "oneOf"].flatMap((keyword) => arrayOr(schema[keyword]))
  return parts.every((part) => isPlainTag(document, part, tag, met))
}

/**
 * Hides data, in which a key called `allOf` is no keyword, from a walk; gives what shows it again.
 */
const hideData = (document: Json): (() => void) => {
  const hidden: Array<() => void> = []
  const hide = (value: Json): void => {
    if (isArray(value)) for (const item of value) hide(item)
    if (!isObject(value)) return
    for (const [key, item] of Object.entries(value)) {
      const isData = dataKeys.has(key) || key.startsWith("x-")
      if (!isData || typeof item !== "object" || item === null) hide(item)
      else {
        Object.defineProperty(value, key, { enumerable: false })
        hidden.push(() => Object.defineProperty(value, key, { enumerable: true }))
      }
    }
  }
  hide(document)
  return () => {
    for (const show of hidden) show()
  }
}

/** `string & {}`: allows any text, and editors still complete the known values. */
const makeAnyString = (): ts.TypeNode =>
  ts.factory.createParenthesizedType(
    ts.factory.createIntersectionTypeNode([
      ts.factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
      ts.factory.createTypeLiteralNode([])
    ])
  )

const makeBytes = (): ts.TypeNode =>
  ts.factory.createUnionTypeNode([
    ts.factory.createTypeReferenceNode("Blob"),
    ts.factory.createTypeReferenceNode("Uint8Array")
  ])
