/** Writes the README's table of what each service can do anew: `node scripts/services.ts`. */
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { readCapabilities, toMarkdown } from "./services/capabilities.ts"
import { replaceSection } from "./services/section.ts"

const readme = join(import.meta.dirname, "../README.md")
writeFileSync(readme, replaceSection(readFileSync(readme, "utf8"), "services", toMarkdown(readCapabilities())))
