/** What the scaffold would write of a document, without writing it. */
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { generate } from "@errand/codegen/generate"
import type { Json } from "@errand/codegen/json"
import { read } from "../../new/document.ts"
import { plan } from "../../new/providerFiles.ts"
import { Refusal } from "../../new/refusal.ts"
import { repository } from "./workspace.ts"

/**
 * All files of a provider by path, those of the types included; `undefined` where the document is
 * refused with a message.
 *
 * @param folder where the document is written
 */
export const planFiles = async (folder: string, document: Json): Promise<ReadonlyMap<string, string> | undefined> => {
  const from = join(folder, "document.json")
  writeFileSync(from, JSON.stringify(document))
  try {
    const published = await read(from)
    const target = { site: undefined, version: undefined, first: undefined }
    const { files } = plan(repository, target, published, { kind: "provider", name: "acme", from })
    const [spec = "", overlay = ""] = [/^specs\/acme\/[^.]+\.yaml$/, /\.overlay\.yaml$/].map(
      (pattern) => [...files].find(([path]) => pattern.test(path))?.[1]
    )
    const [specPath, overlayPath] = [join(folder, "spec.yaml"), join(folder, "overlay.yaml")]
    writeFileSync(specPath, spec)
    writeFileSync(overlayPath, overlay)
    const types = generate({ root: folder, spec: specPath, overlay: overlayPath }).files
    return new Map([...files, ...[...types].map(([name, text]) => [`types/${name}`, text] as const)])
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}
