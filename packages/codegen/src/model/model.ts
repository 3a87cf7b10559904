/** A document read as what the emitters work from: operations, schemas and events. */
import { at, type JsonObject, objectOr, sortedKeys } from "../json.ts"
import { type Enum, readEnums } from "./enums.ts"
import { type Event, readEvents } from "./events.ts"
import { Names } from "../names.ts"
import { type Operation, readOperations } from "./operations.ts"

export interface Schema {
  readonly name: string
  readonly alias: string
  readonly schema: JsonObject
  readonly enums: ReadonlyArray<Enum>
}

export interface Model {
  readonly document: JsonObject
  readonly operations: ReadonlyArray<Operation>
  readonly schemas: ReadonlyArray<Schema>
  readonly events: ReadonlyArray<Event>
}

/** The declarations that every index opens with. */
const fixedNames = ["Operation", "OperationTypes", "Pagination", "Parameter", "components"]

/** What of an operation needs a name. */
export type Named = Pick<Operation, "method" | "path" | "type" | "value">

/** The names of a package that operations take before schemas do. */
export const takeNames = (
  operations: ReadonlyArray<Named>,
  file: string
): { readonly types: Names; readonly values: Names } => {
  const types = new Names(file)
  const values = new Names(file)
  for (const name of fixedNames) types.take(name, "a declaration of every package", "")
  const hint = "give one of them an x-errand-name in the overlay"
  for (const operation of operations) {
    const what = `${operation.method} ${operation.path}`
    values.take(operation.value, what, hint)
    for (const suffix of ["Operation", "Input", "Success", "Error"])
      types.take(`${operation.type}${suffix}`, what, hint)
  }
  return { types, values }
}

/** Reads a normalised document. `file` is for messages. */
export const readModel = (document: JsonObject, file: string): Model => {
  const operations = readOperations(document, file)
  const { types, values } = takeNames(operations, file)
  const components = objectOr(at(document, ["components", "schemas"]))
  const schemas = sortedKeys(components).map((name): Schema => {
    const schema = components[name] ?? null
    const alias = types.schema(name)
    return { name, alias, schema: objectOr(schema), enums: readEnums(schema, alias) }
  })
  const enums = nameEnums(schemas, values)
  const events = readEvents(document, operations)
  for (const event of events) types.take(event.type, event.what, "rename one of them")
  return { document, operations, schemas: enums, events }
}

/**
 * Names the lists of schemas first; the list of a property whose name is then taken gets `Property`
 * into its own.
 */
const nameEnums = (schemas: ReadonlyArray<Schema>, taken: Names): ReadonlyArray<Schema> => {
  const own = new Set(schemas.flatMap(({ alias, enums }) => enums.filter(({ of }) => of === `{@link ${alias}}`)))
  for (const each of own) taken.take(each.name, `the values of ${each.of}`, "rename one of the schemas")
  return schemas.map((schema) => ({
    ...schema,
    enums: schema.enums.map((each) => {
      if (own.has(each)) return each
      const names = [each.name, each.name.replace(/Values$/, "PropertyValues")]
      const name = names.find((wanted) => !taken.has(wanted)) ?? each.name
      return { ...each, name: taken.take(name, `the values of ${each.of}`, "rename one of the schemas") }
    })
  }))
}
