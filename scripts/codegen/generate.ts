/** One specification in, the files of its package out: no disk is written here. */
import { relative, resolve } from "node:path"
import { requireAnswered } from "./direction.ts"
import { documentModule } from "./emit/document.ts"
import { index } from "./emit/index.ts"
import { types } from "./emit/raw.ts"
import { type JsonObject, sortKeys } from "./json.ts"
import { load } from "./load.ts"
import { model } from "./model.ts"
import { overlay } from "./overlay.ts"
import { forTypes } from "./types-view.ts"

/** File name to text. */
export type Generated = ReadonlyMap<string, string>

/** @param root the folder that paths in messages and headers are relative to */
export const generate = (root: string, spec: string, hints: string | undefined): Generated => {
  const shown = relative(root, resolve(root, spec)).replaceAll("\\", "/")
  const loaded = load(resolve(root, spec), shown)
  const hinted = hints === undefined ? loaded.root : overlay(loaded.root, load(resolve(root, hints), hints))
  const document = sortKeys(hinted) as JsonObject
  const read = model(document, shown)
  const view = forTypes(document)
  requireAnswered(view)
  const compiled = types(view, shown)
  return new Map([
    ["document.ts", documentModule(document, shown)],
    ["index.ts", index(read, compiled, shown)],
    ["raw.ts", compiled.raw]
  ])
}
