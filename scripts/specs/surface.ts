/** What a client package shows of an API: every word that its sources say. */
import { globSync, readFileSync } from "node:fs"
import { join } from "node:path"
import type { Diff, Surface } from "@errand/codegen/diff"

/**
 * Operations and fields of the changes that the sources in a folder mention. By words, not by
 * types: a field that some other thing has as well counts, so it errs on the side of a release too
 * many.
 */
export const surfaceOf = (folder: string, { changes }: Diff): Surface => {
  const said = wordsOf(folder)
  const subjects = changes.map(({ subject }) => subject).filter((subject) => said.has(lastOf(subject)))
  return {
    operations: new Set(changes.flatMap(({ uses }) => uses.filter((use) => said.has(use)))),
    fields: new Set(subjects)
  }
}

/** Whether a source in a folder imports a module, or one below it. */
export const imports = (folder: string, module: string): boolean =>
  sourcesOf(folder).some((text) => text.includes(`"${module}"`) || text.includes(`"${module}/`))

/** `TaskView.steps[].duration` ends with `duration`. */
const lastOf = (subject: string): string => subject.split(/[^\w$-]+/).findLast((word) => word !== "") ?? ""

/** Words of the code; what stands in comments shows nothing. */
const wordsOf = (folder: string): ReadonlySet<string> =>
  new Set(sourcesOf(folder).flatMap((text) => text.replaceAll(/\/\*[^]*?\*\/|\/\/.*/g, " ").split(/[^\w$-]+/)))

const sourcesOf = (folder: string): ReadonlyArray<string> =>
  globSync("src/**/*.ts", { cwd: folder }).map((file) => readFileSync(join(folder, file), "utf8"))
