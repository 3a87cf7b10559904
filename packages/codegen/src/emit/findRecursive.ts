/** Finds the component schemas that hold themselves, at any depth. */
import { findCircles } from "../circles.ts"
import { fromPointer, type JsonObject, objectOr } from "../json.ts"
import { visitSchemas } from "../read/walk.ts"

export const findRecursive = (document: JsonObject): ReadonlySet<string> => findCircles(referencesOf(document))

/** Which components each component refers to, at any depth. */
const referencesOf = (document: JsonObject): ReadonlyMap<string, ReadonlySet<string>> =>
  new Map(
    Object.entries(objectOr(objectOr(document["components"])["schemas"])).map(([name, schema]) => {
      const found = new Set<string>()
      visitSchemas(schema, ({ $ref }) => {
        if (typeof $ref === "string") found.add(fromPointer($ref).at(-1) ?? "")
      })
      return [name, found]
    })
  )
