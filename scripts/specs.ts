/** `pnpm specs update | diff | check`: what providers publish, and what is to be done about it. */
import { join } from "node:path"
import { command } from "./specs/command.ts"

process.exitCode = await command(process.argv.slice(2), join(import.meta.dirname, ".."))
