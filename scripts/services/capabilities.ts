/** What each service can do, as the compiler answers it from the types of the providers. */
import { join } from "node:path"
import ts from "typescript"

/** The rows of the table: a part of the port, and for each service what it has of it. */
export interface Capabilities {
  readonly services: ReadonlyArray<string>
  readonly rows: ReadonlyArray<readonly [part: string, ...answers: ReadonlyArray<string>]>
}

/** Reads `Table` of `shapes.ts`. Throws where the compiler cannot read it. */
export const readCapabilities = (): Capabilities => {
  const root = join(import.meta.dirname, "..")
  const shapes = join(import.meta.dirname, "shapes.ts")
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), (path) => ts.sys.readFile(path)) as {
    config: object
  }
  const { options } = ts.parseJsonConfigFileContent(
    { ...config, include: [], files: [shapes], references: [] },
    ts.sys,
    root
  )
  const program = ts.createProgram([shapes], options)
  const source = program.getSourceFile(shapes)
  if (source === undefined) throw new Error(`${shapes} cannot be read`)
  const found = program.getSemanticDiagnostics(source)[0]
  if (found !== undefined) throw new Error(ts.flattenDiagnosticMessageText(found.messageText, "\n"))
  const checker = program.getTypeChecker()
  const declared = source.statements.find((one) => ts.isTypeAliasDeclaration(one) && one.name.text === "Table")
  if (declared === undefined) throw new Error(`${shapes} declares no Table`)
  const propertiesOf = (type: ts.Type) =>
    type.getProperties().map((one) => [one.name, checker.getTypeOfSymbolAtLocation(one, declared)] as const)
  const services = propertiesOf(checker.getTypeAtLocation(declared))
  const columns = services.map(([, parts]) =>
    propertiesOf(parts).map(([part, answer]) => [part, answer.isStringLiteral() ? answer.value : "?"] as const)
  )
  return {
    services: services.map(([name]) => name),
    rows: (columns[0] ?? []).map(([part], row) => [part, ...columns.map((column) => column[row]?.[1] ?? "?")])
  }
}

/** The rows as a table of a Markdown document. */
export const toMarkdown = ({ rows, services }: Capabilities): string =>
  [["", ...services], ["---", ...services.map(() => "---")], ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n")
