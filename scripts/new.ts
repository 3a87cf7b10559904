/**
 * `pnpm new provider <name> --from <file or URL>`: the packages of a new provider, from its OpenAPI
 * document.
 */
import { command } from "./new/newCommand.ts"

process.exitCode = await command(process.argv.slice(2))
