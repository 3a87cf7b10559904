#!/usr/bin/env node
/** `errand-codegen`: the generator on the repository that it is called in. */
import * as module from "node:module"

// From Node 22 on: what was compiled once is not compiled again.
module.enableCompileCache?.()
const { runCommand } = await import("./cli/main.ts")
process.exitCode = await runCommand(process.argv.slice(2))
