/** From a published document to what is kept of it, and to what the generators work from. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { generate } from "@errand/codegen/generate"
import { type JsonObject, objectOr, sortKeys, textOr, toPointer } from "@errand/codegen/json"
import { makeTypesView } from "@errand/codegen/emit/typesView"
import { type Model, readModel } from "@errand/codegen/model/model"
import { SpecProblem } from "@errand/codegen/problem"
import { cutByHints } from "@errand/codegen/read/cut"
import { load, parse } from "@errand/codegen/read/load"
import { removeMarks } from "@errand/codegen/read/marks"
import { normalise } from "@errand/codegen/read/normalise"
import { applyOverlay } from "@errand/codegen/read/overlay"
import { readPublished, Unreachable } from "@errand/codegen/read/published"
import { validate } from "@errand/codegen/read/validate"
import { carryText } from "@errand/codegen/update/carryText"
import { applyHints, bundleWhole } from "@errand/codegen/update/update"
import type { Site } from "@errand/codegen/workspace/sites"
import { stringify } from "yaml"
import { Refusal } from "./refusal.ts"

/** A published document in one piece, known to be one that can be generated from. */
export const read = async (from: string): Promise<JsonObject> => {
  try {
    const document = await readPublished(from)
    validate(structuredClone(document), (path, message) => {
      throw new SpecProblem(from, toPointer(path), message)
    })
    return document
  } catch (error) {
    throw refusal(error)
  }
}

/** The specification as it is kept: the facts, and a mark wherever a description is demanded. */
export const specText = (document: JsonObject, file: string, version: string): string => {
  const { title, version: theirs } = objectOr(document["info"])
  const info = { title: textOr(title) ?? "", version: textOr(theirs) ?? "" }
  const begun =
    `# The provider's facts with descriptions of our own. Hints that are not the provider's are in ${version}.overlay.yaml.\n` +
    stringify({ openapi: "3.1.0", info, servers: [], security: [], paths: {}, components: {} })
  return carryText(begun, file, document).text
}

/**
 * What a specification says, in the words of the generators, under the names that an overlay gives.
 */
export const modelOf = (spec: string, overlay: string): Model =>
  modelFrom(applyOverlay(parse(spec, "the specification").root, parse(overlay, "its overlay")))

/** What a specification of the repository says, with the hints beside it. */
export const modelOfSite = (root: string, { overlay, spec }: Site): Model => {
  const path = join(root, spec)
  const whole = bundleWhole(load(path, spec), path, root)
  const hints = overlay === undefined ? undefined : load(join(root, overlay), overlay)
  const hinted = applyHints(whole, hints)
  removeMarks(hinted)
  return modelFrom(cutByHints(hinted, hints))
}

const modelFrom = (document: JsonObject): Model => {
  normalise(document)
  return readModel(makeTypesView(sortKeys(document) as JsonObject), "the document")
}

/**
 * Generates once, where nobody looks: a document that the generator refuses must leave nothing
 * behind.
 */
export const rehearse = (spec: string, overlay: string): void => {
  const root = mkdtempSync(join(tmpdir(), "errand-new-"))
  try {
    writeFileSync(join(root, "spec.yaml"), spec)
    writeFileSync(join(root, "overlay.yaml"), overlay)
    generate({ root, spec: join(root, "spec.yaml"), overlay: join(root, "overlay.yaml") })
  } catch (error) {
    throw refusal(error)
  } finally {
    rmSync(root, { recursive: true })
  }
}

const refusal = (error: unknown): unknown => {
  if (error instanceof Unreachable) return new Refusal(`${error.message}; save the document, and give --from the file`)
  return error instanceof SpecProblem ? new Refusal(error.message) : error
}
