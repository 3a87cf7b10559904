/** Bundles a program of this folder with the packages a consumer has installed. */
import { build } from "esbuild"
import { cpSync } from "node:fs"
import { join } from "node:path"

/**
 * Gives the bundle's code. The sources are copied first, so that imports resolve to the installed
 * tarballs.
 */
export const bundle = async (consumer: string, name: string, conditions: ReadonlyArray<string>): Promise<string> => {
  const folder = join(consumer, "edge")
  cpSync(import.meta.dirname, folder, { recursive: true })
  const { outputFiles } = await build({
    entryPoints: [join(folder, `${name}.ts`)],
    bundle: true,
    write: false,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    target: "es2022",
    conditions: [...conditions],
    logLevel: "silent"
  })
  return outputFiles[0]!.text
}
