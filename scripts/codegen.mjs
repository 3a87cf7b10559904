// Starts the generator. `codegen.ts` is a link to this file, so that either name runs what needs no
// type stripping: Node's stripper costs more than all that a run does when nothing has changed, and
// with a compile cache it is needed once.
import { enableCompileCache, registerHooks } from "node:module"
import { fileURLToPath } from "node:url"

enableCompileCache(fileURLToPath(new URL("node_modules/.cache/codegen", import.meta.url)))
// TypeScript's package does not say that it is CommonJS, and Node would parse all of it once more
// to find out.
registerHooks({
  resolve: (name, context, next) =>
    name === "typescript" ? { ...next(name, context), format: "commonjs" } : next(name, context)
})
const { runCommand } = await import("@errand/codegen/cli/main")
process.exitCode = await runCommand(
  process.argv.slice(2),
  fileURLToPath(new URL("..", import.meta.url)).replace(/[/\\]$/, "")
)
