/**
 * `node scripts/tarballs.ts FOLDER`: the tarballs of all public packages, as the release publishes
 * them.
 */
import { join } from "node:path"
import { pack } from "./pack/tarballs.ts"

const [, , target] = process.argv
if (target === undefined) {
  console.error("Usage: node scripts/tarballs.ts FOLDER")
  process.exitCode = 2
} else {
  for (const { name, tarball } of await pack(join(import.meta.dirname, ".."), target)) console.log(name, tarball)
}
