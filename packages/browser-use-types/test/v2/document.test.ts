import { assert, describe, it } from "vitest"
import { document } from "@errand/browser-use-types/v2/document"
import * as api from "@errand/browser-use-types/v2"

const references = (value: unknown): ReadonlyArray<string> => {
  if (typeof value !== "object" || value === null) return []
  return Object.entries(value).flatMap(([key, item]) =>
    key === "$ref" && typeof item === "string" ? [item] : references(item)
  )
}

describe("the document of Browser Use v2", () => {
  it("holds every operation of the table and every schema", () => {
    for (const value of Object.values(api)) {
      if ("method" in value) assert.property(document.paths[value.path], value.method.toLowerCase())
    }
    assert.lengthOf(Object.keys(document.components.schemas), 83)
  })

  it("refers only to schemas that it has", () => {
    for (const reference of new Set(references(document))) {
      const name = reference.replace("#/components/schemas/", "")
      assert.property(document.components.schemas, name)
    }
  })

  it("keeps facts and drops prose, also where a property is called like prose", () => {
    const { CreateSkillRequest, CreateTaskRequest } = document.components.schemas as Record<
      string,
      { properties: Record<string, object> }
    >
    assert.deepStrictEqual(CreateTaskRequest?.properties["task"], { maxLength: 50000, minLength: 1, type: "string" })
    assert.property(CreateSkillRequest?.properties, "title")
    assert.property(CreateSkillRequest?.properties, "description")
    assert.notProperty(CreateTaskRequest, "description")
  })
})
