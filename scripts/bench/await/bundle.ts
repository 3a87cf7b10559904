/**
 * One file of JavaScript for each contender, so that none pays for stripped types or for another's
 * code.
 */
import { build } from "esbuild"
import { join } from "node:path"
import { contenders } from "./contenders.ts"
import type { Name } from "./contenders.ts"

/** Gives the file, written into the folder. */
export const bundle = async (name: Name, folder: string): Promise<string> => {
  const outfile = join(folder, `${name}.cjs`)
  await build({
    stdin: {
      contents: `import { contender } from "./contenders/${contenders[name].file}.ts"
        import { serve } from "./contender.ts"
        serve(contender)`,
      resolveDir: import.meta.dirname,
      loader: "ts"
    },
    bundle: true,
    outfile,
    format: "cjs",
    platform: "node",
    mainFields: ["module", "main"],
    target: "node24",
    // What the official client loads when somebody pays by wallet.
    external: ["viem/accounts", "@x402/*"],
    logLevel: "silent"
  })
  return outfile
}
