import { mkdirSync, writeFileSync } from "node:fs"
import { generate } from "./codegen/generate.ts"
import { sites } from "./codegen/sites.ts"
const root = new URL("..", import.meta.url).pathname
for (const site of sites(root)) {
  for (const [name, text] of generate(root, site.spec, site.overlay)) {
    mkdirSync(`${root}/${site.out}`, { recursive: true })
    writeFileSync(`${root}/${site.out}/${name}`, text)
  }
}
