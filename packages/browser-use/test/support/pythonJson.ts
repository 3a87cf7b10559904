import * as fc from "fast-check"

export const parsed = (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(bytes))

/**
 * A JSON document that knows the digits of its numbers, the order of its members, and the space
 * between its tokens.
 */
export type Node =
  | { readonly kind: "scalar"; readonly lexeme: string }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "list"; readonly items: ReadonlyArray<Node> }
  | { readonly kind: "object"; readonly members: ReadonlyArray<readonly [string, Node]> }

export const scalar = fc
  .oneof(
    fc.constantFrom("true", "false", "null", "-0.0", "1.0", "1e+22", "1E5", "12345678901234567890"),
    fc.bigInt().map(String),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value))
  )
  .map((lexeme): Node => ({ kind: "scalar", lexeme }))
export const words = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({
    unit: fc.constantFrom("a", '"', "\\", "\n", "\u007f", "é", "\u2028", "\uffff", "😀", "/", "}", ",", ":")
  })
)
export const names = fc.oneof(fc.constantFrom("a", "A", "10", "9", "__proto__", "", "\uffff", "😀"), words)
export const { document } = fc.letrec<{ document: Node }>((tie) => ({
  document: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    scalar,
    words.map((value): Node => ({ kind: "text", value })),
    fc.array(tie("document"), { maxLength: 5 }).map((items): Node => ({ kind: "list", items })),
    fc.array(fc.tuple(names, tie("document")), { maxLength: 6 }).map((members): Node => ({ kind: "object", members }))
  )
}))

/** As some sender would print it: unsorted, with its doubles and its spaces. */
export const sent = (node: Node): string => {
  switch (node.kind) {
    case "scalar":
      return node.lexeme
    case "text":
      return JSON.stringify(node.value)
    case "list":
      return `[ ${node.items.map(sent).join("\t,")}]`
    case "object":
      return `{${node.members.map(([name, value]) => `${JSON.stringify(name)} :\n${sent(value)}`).join(", ")} }`
  }
}

/**
 * As Python signs it. Written anew and slowly, by code points: nothing here is shared with what is
 * tested.
 */
export const python = (node: Node): string => {
  switch (node.kind) {
    case "scalar":
      return node.lexeme
    case "text":
      return pythonText(node.value)
    case "list":
      return "[" + node.items.map(python).join(",") + "]"
    case "object": {
      const last = new Map(node.members)
      const sorted = [...last].sort(([a], [b]) => (hex(a) < hex(b) ? -1 : 1))
      return "{" + sorted.map(([name, value]) => pythonText(name) + ":" + python(value)).join(",") + "}"
    }
  }
}
export const hex = (text: string) =>
  [...text].map((sign) => (sign.codePointAt(0) ?? 0).toString(16).padStart(6, "0")).join("")
export const short: Record<string, string> = {
  '"': '\\"',
  "\\": "\\\\",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t"
}
export const pythonText = (text: string) =>
  `"${text
    .split("")
    .map((unit) => {
      const code = unit.charCodeAt(0)
      return short[unit] ?? (code >= 0x20 && code <= 0x7e ? unit : "\\u" + code.toString(16).padStart(4, "0"))
    })
    .join("")}"`
