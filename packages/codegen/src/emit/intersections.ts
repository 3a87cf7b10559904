/**
 * Intersections that say a part twice. openapi-typescript writes the parts of an object that may be
 * null beside the object and once more in it; nested, such types double with every level until
 * TypeScript gives up.
 */
import ts from "typescript"

/** `(A & B | null) & B` as `(A | null) & B`, which is the same type; other nodes as they are. */
export const dropRepeated = (node: ts.Node): ts.Node => {
  if (!ts.isIntersectionTypeNode(node) || !node.types.some(isUnionOfIntersections)) return node
  const types = node.types.map((member) => {
    if (!isUnionOfIntersections(member)) return member
    const beside = new Set(
      node.types
        .filter((other) => other !== member)
        .flatMap(partsOf)
        .map(print)
    )
    const union = bare(member) as ts.UnionTypeNode
    const options = union.types.map((option) => without(option, beside))
    return ts.factory.createParenthesizedType(ts.factory.createUnionTypeNode(options))
  })
  return ts.factory.createIntersectionTypeNode(types)
}

/** A type without the parentheses around it. */
export const bare = (node: ts.TypeNode): ts.TypeNode => (ts.isParenthesizedTypeNode(node) ? bare(node.type) : node)

const isUnionOfIntersections = (node: ts.TypeNode): boolean => {
  const union = bare(node)
  return ts.isUnionTypeNode(union) && union.types.some((option) => ts.isIntersectionTypeNode(bare(option)))
}

/** The members of an intersection, those of nested ones included; of any other type itself. */
const partsOf = (node: ts.TypeNode): ReadonlyArray<ts.TypeNode> => {
  const type = bare(node)
  return ts.isIntersectionTypeNode(type) ? type.types.flatMap(partsOf) : [type]
}

/** An intersection without the parts that stand beside it; one part always stays. */
const without = (option: ts.TypeNode, beside: ReadonlySet<string>): ts.TypeNode => {
  const parts = partsOf(option)
  const kept = parts.filter((part) => !beside.has(print(part)))
  const [first] = kept.length === 0 ? parts : kept
  if (first === undefined || kept.length === parts.length) return option
  return ts.factory.createParenthesizedType(
    kept.length > 1 ? ts.factory.createIntersectionTypeNode(kept.map(parenthesize)) : parenthesize(first)
  )
}

const parenthesize = (type: ts.TypeNode): ts.TypeNode =>
  ts.isUnionTypeNode(type) ? ts.factory.createParenthesizedType(type) : type

const printer = ts.createPrinter({ newLine: ts.NewLineKind.LineFeed })
const source = ts.createSourceFile("types.ts", "", ts.ScriptTarget.ESNext, false, ts.ScriptKind.TS)
const print = (node: ts.TypeNode): string => printer.printNode(ts.EmitHint.Unspecified, node, source)
