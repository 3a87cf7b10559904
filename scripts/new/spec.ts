/** The specification that a provider is made of: a published document's, or one that is here. */
import { existsSync } from "node:fs"
import { join } from "node:path"
import { type JsonObject, objectOr, textOr } from "@errand/codegen/json"
import type { Model } from "@errand/codegen/model/model"
import { cutDocument, toPatterns } from "@errand/codegen/read/cut"
import { baseUrlOf } from "./api.ts"
import type { Wanted } from "./args.ts"
import { modelOf, modelOfSite, rehearse, specText } from "./document.ts"
import { sourceEntry } from "./entries.ts"
import { corrected, keyCorrections } from "./guess/key.ts"
import { checkHints } from "./hints.ts"
import { type Names, namesOf } from "./names.ts"
import { nameOperations, overlayText } from "./operations.ts"
import { Refusal } from "./refusal.ts"
import type { First, Target } from "./target.ts"
import { versionOf } from "./version.ts"

/** A specification, and the files of it that are new. */
export interface Spec {
  readonly names: Names
  readonly model: Model
  readonly baseUrl: string
  readonly files: ReadonlyArray<readonly [path: string, text: string]>
  readonly notes: ReadonlyArray<string>
}

/** @param document the published document; `undefined` where the specification is here already */
export const specOf = (root: string, target: Target, document: JsonObject | undefined, wanted: Wanted): Spec =>
  document === undefined ? specHere(root, target, wanted) : specMade(root, target, document, wanted)

const beside = (first: First | undefined, baseUrl: string) =>
  first && { pascal: first.pascal, isSamePlace: first.baseUrl === baseUrl }

/** A specification made of a published document. */
const specMade = (root: string, { first, version: said }: Target, published: JsonObject, wanted: Wanted): Spec => {
  const { from = "", hints = {}, name, only = [] } = wanted
  const version = said ?? versionOf(published)
  const title = wanted.title ?? textOr(objectOr(published["info"])["title"]) ?? ""
  const baseUrl = wanted.baseUrl ?? baseUrlOf(published, from)
  if (baseUrl === undefined) throw new Refusal(`${from} does not say where the service answers: give --base-url <URL>`)
  const names = namesOf(name, title, version, beside(first, baseUrl))
  const fail = (message: string) => {
    throw new Refusal(`--only: ${message}`)
  }
  const cut = (document: JsonObject) =>
    only.length === 0 ? document : cutDocument(document, toPatterns(only, fail), fail)
  const corrections = keyCorrections(published, cut(published), version)
  const whole = corrections === undefined ? published : corrected(published, corrections.text)
  const document = cut(whole)
  const operations = nameOperations(document)
  if (operations.size === 0) throw new Refusal(`${from} has no operations`)
  checkHints(hints, document, whole)
  const path = `specs/${name}/${version}`
  for (const taken of [`${path}.yaml`, `packages/${name}-types/src/${version}`])
    if (existsSync(join(root, taken))) throw new Refusal(`${taken} exists already; nothing is written over`)
  const spec = specText(document, `${path}.yaml`, version)
  const overlay = overlayText(names, operations, only)
  rehearse(spec, overlay)
  return {
    names,
    baseUrl,
    model: modelOf(spec, overlay),
    files: [
      [`${path}.yaml`, spec],
      [`${path}.overlay.yaml`, overlay],
      ...(corrections === undefined ? [] : [[`${path}.patch.yaml`, corrections.text] as const]),
      ...sourceEntry(root, names, from)
    ],
    notes:
      corrections === undefined
        ? []
        : [`${corrections.header}, a parameter of the operations, is taken for the key; see ${path}.patch.yaml`]
  }
}

/** A specification that is here already. */
const specHere = (root: string, { first, site, version = "" }: Target, wanted: Wanted): Spec => {
  if (site === undefined) throw new Error("neither a document nor a specification")
  const model = modelOfSite(root, site)
  checkHints(wanted.hints ?? {}, model.document, model.document)
  const baseUrl = wanted.baseUrl ?? baseUrlOf(model.document, "")
  if (baseUrl === undefined)
    throw new Refusal(`${site.spec} does not say where the service answers: give --base-url <URL>`)
  const title = wanted.title ?? textOr(objectOr(model.document["info"])["title"]) ?? ""
  return { names: namesOf(wanted.name, title, version, beside(first, baseUrl)), baseUrl, model, files: [], notes: [] }
}
