/** Which documents are understood at all. */
import type { Loaded } from "./load.ts"
import { showValue } from "../json.ts"
import { SpecProblem } from "../problem.ts"

/** Refuses what is not OpenAPI 3.0 or 3.1. */
export const checkVersion = (loaded: Loaded): void => {
  const { openapi, swagger } = loaded.root
  const fail = (pointer: string, message: string) => new SpecProblem(loaded.file, loaded.place(pointer), message)
  if (swagger !== undefined) {
    throw fail(
      "#/swagger",
      `Swagger ${showValue(swagger)} is not supported, OpenAPI 3.0 and 3.1 are; swagger2openapi converts it`
    )
  }
  if (openapi === undefined) throw fail("#", "not an OpenAPI document: there is no openapi: 3.0.x or 3.1.x")
  if (typeof openapi !== "string" || !/^3\.[01](?:\.\d+)?(?:-.*)?$/.test(openapi)) {
    throw fail(
      "#/openapi",
      `OpenAPI ${showValue(openapi)} is not supported, 3.0 and 3.1 are${showValue(openapi).startsWith("3.2") ? "; a document that uses nothing new may say openapi: 3.1.1" : ""}${typeof openapi === "number" ? " (as text: quote it)" : ""}`
    )
  }
}
