/**
 * Types that contain themselves outside of a property: a JSON value is a list of JSON values. As a
 * property of `components` TypeScript refuses them, and as declared types it accepts them.
 */
import ts from "typescript"
import { findCircles, groupCircles } from "../circles.ts"
import { Names } from "../names.ts"
import { bare } from "./intersections.ts"

/** The name of a schema in `components["schemas"]["…"]`. */
export const referredSchema = (node: ts.Node): string | undefined => {
  if (!ts.isIndexedAccessTypeNode(node) || !ts.isIndexedAccessTypeNode(node.objectType)) return undefined
  const { indexType, objectType } = node.objectType
  const isSchemas = isText(indexType) && indexType.literal.text === "schemas"
  if (!isSchemas || !ts.isTypeReferenceNode(objectType) || !ts.isIdentifier(objectType.typeName)) return undefined
  return objectType.typeName.text === "components" && isText(node.indexType) ? node.indexType.literal.text : undefined
}

const isText = (node: ts.TypeNode): node is ts.LiteralTypeNode & { readonly literal: ts.StringLiteral } =>
  ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal)

/**
 * Takes `Omit` and `WithRequired` from around schemas of the same circle: TypeScript has to know
 * their properties then while it still finds out what they are. Only those of a plain object are
 * known at once, and only where nothing but plain objects stands beside it.
 */
export const unwrapCircles = (nodes: ReadonlyArray<ts.Node>): ReadonlyArray<ts.Node> => {
  const schemas = schemasOf(nodes)
  const reached = new Map([...schemas].map(([name, { type }]) => [name, referredIn(type)]))
  const replaced = new Map<ts.Node, ts.Node>()
  for (const group of groupCircles(reached)) {
    const isPlain = (name: string): boolean => {
      const type = schemas.get(name)?.type
      return type !== undefined && ts.isTypeLiteralNode(type)
    }
    const isKnown = (inner: ts.TypeNode, isBeside: boolean): boolean => {
      const found = [...referredIn(inner)].filter((name) => group.includes(name))
      return found.length === 0 || (!isBeside && found.every(isPlain) && referredSchema(inner) !== undefined)
    }
    const isPlainPart = (node: ts.TypeNode): boolean => {
      const type = bare(wrappedIn(node) ?? node)
      const name = referredSchema(type)
      return name === undefined ? ts.isTypeLiteralNode(type) : isPlain(name)
    }
    const unwrap = (node: ts.Node, isBeside = false): ts.Node => {
      const inner = wrappedIn(node)
      if (inner !== undefined && !isKnown(inner, isBeside)) return unwrap(inner)
      const isMixed = ts.isIntersectionTypeNode(node) && !node.types.every(isPlainPart)
      const isInside = ts.isParenthesizedTypeNode(node) && isBeside
      return ts.visitEachChild(node, (child) => unwrap(child, isMixed || isInside), undefined)
    }
    for (const name of group) {
      const type = schemas.get(name)?.type
      if (type !== undefined) replaced.set(type, unwrap(type))
    }
  }
  if (replaced.size === 0) return nodes
  const replace = (node: ts.Node): ts.Node => replaced.get(node) ?? ts.visitEachChild(node, replace, undefined)
  return nodes.map((node) => (isComponents(node) ? replace(node) : node))
}

/** The type whose properties an `Omit` or a `WithRequired` changes. */
const wrappedIn = (node: ts.Node): ts.TypeNode | undefined =>
  ts.isTypeReferenceNode(node) ? node.typeArguments?.[0] : undefined

/** The schemas that a type refers to, at any depth. */
const referredIn = (type: ts.Node | undefined): Set<string> => {
  const found = new Set<string>()
  const visit = (node: ts.Node): void => {
    const name = referredSchema(node)
    if (name !== undefined) found.add(name)
    ts.forEachChild(node, visit)
  }
  if (type !== undefined) visit(type)
  return found
}

/**
 * Gives a declaration of its own to every schema that contains itself; other nodes stay as they
 * are.
 */
export const declareRecursive = (nodes: ReadonlyArray<ts.Node>): ReadonlyArray<ts.Node> => {
  const schemas = schemasOf(nodes)
  const reached = new Map(
    [...schemas].map(([name, { type }]) => [name, type === undefined ? new Set<string>() : outside(type)])
  )
  const circles = findCircles(reached)
  if (circles.size === 0) return nodes
  const names = new Names("raw.ts")
  for (const taken of ["paths", "webhooks", "components", "operations", "$defs"]) names.take(taken, "", "")
  const declared = new Map([...circles].sort().map((name) => [name, names.schema(name)]))
  const byName = (node: ts.Node): ts.Node => {
    // Leaving out or requiring a property of a type that is being declared has no end.
    const inner = wrappedIn(node)
    if (inner !== undefined && [...outside(inner)].some((name) => declared.has(name))) return byName(inner)
    const alias = declared.get(referredSchema(node) ?? "")
    return alias === undefined ? ts.visitEachChild(node, byName, undefined) : ts.factory.createTypeReferenceNode(alias)
  }
  const own = new Map([...declared].map(([name, alias]) => [schemas.get(name), alias]))
  const replaceMember = (node: ts.Node): ts.Node => {
    const alias = own.get(node as ts.PropertySignature)
    if (alias === undefined || !ts.isPropertySignature(node)) return ts.visitEachChild(node, replaceMember, undefined)
    return ts.factory.updatePropertySignature(
      node,
      node.modifiers,
      node.name,
      node.questionToken,
      ts.factory.createTypeReferenceNode(alias)
    )
  }
  const declarations = [...declared].map(([name, alias]) =>
    ts.factory.createTypeAliasDeclaration(
      undefined,
      alias,
      undefined,
      ts.visitNode(schemas.get(name)?.type, byName) as ts.TypeNode
    )
  )
  return [...nodes.map((node) => (isComponents(node) ? replaceMember(node) : node)), ...declarations]
}

const isComponents = (node: ts.Node): node is ts.InterfaceDeclaration =>
  ts.isInterfaceDeclaration(node) && node.name.text === "components"

const schemasOf = (nodes: ReadonlyArray<ts.Node>): ReadonlyMap<string, ts.PropertySignature> => {
  const members = nodes.filter(isComponents).flatMap((node) => [...node.members])
  const schemas = members.find((member) => member.name !== undefined && propertyName(member.name) === "schemas")
  if (schemas === undefined || !ts.isPropertySignature(schemas)) return new Map()
  const type = schemas.type
  if (type === undefined || !ts.isTypeLiteralNode(type)) return new Map()
  return new Map(type.members.filter(ts.isPropertySignature).map((member) => [propertyName(member.name), member]))
}

export const propertyName = (name: ts.PropertyName): string =>
  ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name) ? name.text : ""

/** The schemas that a type contains outside of any property, where TypeScript looks at once. */
const outside = (type: ts.Node): Set<string> => {
  const found = new Set<string>()
  const visit = (node: ts.Node): void => {
    const name = referredSchema(node)
    if (name !== undefined) found.add(name)
    else if (!ts.isTypeLiteralNode(node)) ts.forEachChild(node, visit)
  }
  visit(type)
  return found
}
