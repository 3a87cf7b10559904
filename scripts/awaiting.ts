/** Draws the pictures of docs/awaiting.md anew: `node scripts/awaiting.ts`. */
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { pictures } from "./awaiting/pictures.ts"

const folder = join(import.meta.dirname, "../docs/awaiting")
mkdirSync(folder, { recursive: true })
for (const [name, draw] of Object.entries(pictures)) {
  writeFileSync(join(folder, name), draw())
  console.log(`docs/awaiting/${name}`)
}
