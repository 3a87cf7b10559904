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
import type { Json, JsonObject } from "../json.ts"
import { printHeader } from "./comment.ts"
import { findOddNames } from "./oddNames.ts"
import { declareRecursive, referredSchema } from "./recursion.ts"

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
  readonly of: (schema: Json | undefined, pointer: string, nameOf: (schema: string) => string | undefined) => string
}

/**
 * Requires properties of another schema. What is no object stays, so that a schema that may be null
 * may still be null.
 */
export const withRequired =
  "type WithRequired<T, K extends PropertyKey> = T extends object ? T & { [P in K & keyof T]-?: T[P] } : T\n"

export const openField = "errand-open"

export const compileTypes = (copy: JsonObject, spec: string): Types => {
  if (!ts.version.startsWith("5.") && !ts.version.startsWith("6.")) {
    throw new Error(`openapi-typescript needs the compiler API of TypeScript 5 or 6, and found ${ts.version}`)
  }
  const odd = findOddNames(copy)
  const document = odd.encode(copy) as unknown as OpenAPI3
  const context = makeContext(document)
  const compiled = transformSchema(document, context)
  const nodes = declareRecursive(compiled.filter((node) => !isHelper(node)).map(odd.decode)) as typeof compiled
  const helper = compiled.some(isHelper) ? withRequired : ""
  const printer = ts.createPrinter({ newLine: ts.NewLineKind.LineFeed })
  const source = ts.createSourceFile("types.ts", "", ts.ScriptTarget.ESNext, false, ts.ScriptKind.TS)
  return {
    raw: `${printHeader(spec)}// The escape hatch: openapi-typescript's own types, which may change with its versions.\n\n${astToString(nodes)}${helper}`,
    of: (schema, pointer, nameOf) => {
      if (schema === undefined) return "unknown"
      const given = odd.encode(schema) as unknown as SchemaObject
      const type = odd.decode(transformSchemaObject(given, { path: pointer, ctx: context }))
      return printer.printNode(ts.EmitHint.Unspecified, nameSchemas(type, nameOf), source)
    }
  }
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
  const found = scanDiscriminators(document, { silent: true })
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
  const objects = Object.fromEntries(Object.entries(found.objects).filter(([ref]) => !unions.has(ref)))
  return { objects, refsHandled: found.refsHandled }
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
