/** What a program weighs in a bundle. */
import { build } from "esbuild"
import { gzipSync } from "node:zlib"

export interface Weight {
  readonly min: number
  readonly gzip: number
}

/**
 * Bundles and minifies a program whose imports resolve from the folder. `external` names what is
 * not counted.
 */
export const weigh = async (program: string, folder: string, external: ReadonlyArray<string> = []): Promise<Weight> => {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: folder, loader: "ts" },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    target: "es2022",
    external: [...external],
    legalComments: "none",
    logLevel: "silent"
  })
  const { contents } = outputFiles[0]!
  return { min: contents.length, gzip: gzipSync(contents, { level: 9 }).length }
}

/** All of core and all of Browser Use, nothing shaken off. */
export const ours = `export * from "@errand/core"; export * from "@errand/browser-use"`

/** A program that runs one task: what a bundler leaves of it. */
export const oneTask = `
import * as BrowserUse from "@errand/browser-use/BrowserUse"
import * as Task from "@errand/core/Task"
export const run = (apiKey: string, task: string) => Task.run(BrowserUse.make({ apiKey }), { task })`

/** The official client, for the same purpose. */
export const official = `export * from "browser-use-sdk"`
export const withoutEffect = ["effect", "effect/*"]
