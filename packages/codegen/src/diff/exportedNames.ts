/**
 * The names under which a package exports schemas, which operations and other schemas may take
 * over.
 */
import { SpecProblem } from "../problem.ts"
import { toPascal, toValueName } from "../names.ts"
import { takeNames } from "../model/model.ts"
import type { Operation } from "./readOperations.ts"

/** The name of the type of each schema; none for a document in which two things share one. */
export const exportedNames = (
  operations: ReadonlyArray<Operation>,
  schemas: ReadonlyArray<string>
): ReadonlyMap<string, string> => {
  try {
    const named = operations.map(({ method, name, path }) => ({
      method,
      path,
      type: toPascal(name),
      value: toValueName(name)
    }))
    const { types } = takeNames(named, "")
    return new Map(schemas.map((schema) => [schema, types.schema(schema)]))
  } catch (error) {
    if (error instanceof SpecProblem) return new Map()
    throw error
  }
}
