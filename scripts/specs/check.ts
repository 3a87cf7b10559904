/** `specs check`: whether the published documents still say what `specs/` says. */
import { join } from "node:path"
import { format } from "@errand/codegen/diff"
import { SpecProblem } from "@errand/codegen/problem"
import { readPublished, Unreachable } from "@errand/codegen/read/published"
import { diffUpdate, update } from "@errand/codegen/update/update"
import { type Source, sources } from "./sources.ts"

type Found = "same" | "drift" | "unreachable" | "unread" | "unknown"

/**
 * Looks at every document, whatever became of those before it. Drift counts before what could not
 * be fetched.
 */
export const check = async (root: string, names: ReadonlyArray<string>): Promise<number> => {
  const found: Array<Found> = []
  for (const source of sources(root, names)) found.push(await look(root, source))
  if (found.includes("drift")) {
    console.log("\nspecs: `pnpm specs update` carries the changes over")
    return 1
  }
  return found.includes("unread") ? 1 : found.includes("unreachable") ? 3 : 0
}

const look = async (root: string, { address, name, overlay, spec }: Source): Promise<Found> => {
  if (address === undefined) {
    console.log(`specs: no address of ${name} is known, it was not compared`)
    return "unknown"
  }
  try {
    const made = update({
      spec: join(root, spec),
      overlay: overlay === undefined ? undefined : join(root, overlay),
      published: await readPublished(address),
      root
    })
    console.log(`specs: ${name} ${made.changed ? "has drifted" : "is what is published"}`)
    if (made.changed) console.log(format(diffUpdate(made)))
    return made.changed ? "drift" : "same"
  } catch (error) {
    if (!(error instanceof Unreachable || error instanceof SpecProblem)) throw error
    console.error(`specs: ${name} was not compared: ${error.message}`)
    return error instanceof Unreachable ? "unreachable" : "unread"
  }
}
