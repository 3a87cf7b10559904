/**
 * `specs update`: one command from what a provider publishes to the list of what a person must
 * decide.
 */
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { runCommand } from "@errand/codegen/cli/main"
import { format } from "@errand/codegen/diff"
import { hashFile, readLock } from "@errand/codegen/workspace/lock"
import { readPublished, Unreachable } from "@errand/codegen/read/published"
import * as Update from "@errand/codegen/update/update"
import { type Release, releasesOf, write } from "./changesets.ts"
import { type Decision, decisionsOf, listed } from "./decisions.ts"
import { type Source, sources } from "./sources.ts"
import { typeErrors } from "./types.ts"

/** Something is left for a person to decide. */
const undecided = 4

/**
 * Everything is read before anything is written.
 *
 * @param names none are all whose address is known; of those, one that cannot be fetched does not
 * keep the others back
 * @param only patterns of the paths that are wanted from now on; without them those of the overlay
 */
export const update = async (
  root: string,
  names: ReadonlyArray<string>,
  from: string | undefined,
  only?: ReadonlyArray<string>
): Promise<number> => {
  const made: Array<{ readonly source: Source; readonly updated: Update.Updated }> = []
  let unreachable = 0
  for (const source of sources(root, names)) {
    const place = from ?? source.address
    if (place === undefined) {
      console.log(`specs: no address of ${source.name} is known; give --from`)
      if (names.length > 0) return 2
      continue
    }
    const overlay = source.overlay === undefined ? undefined : join(root, source.overlay)
    try {
      const said = await readPublished(place)
      made.push({
        source,
        updated: Update.update({ spec: join(root, source.spec), overlay, published: said, only, root })
      })
    } catch (error) {
      if (names.length > 0 || !(error instanceof Unreachable)) throw error
      console.error(`specs: ${source.name} was not compared: ${error.message}`)
      unreachable += 1
    }
  }
  for (const { source, updated } of made) {
    console.log(`specs: ${source.spec} ${updated.changed ? "has changed" : "is what the provider says"}`)
    if (updated.hints !== undefined) writeFileSync(join(root, overlayOf(source)), updated.hints)
    if (!updated.changed) continue
    console.log(format(Update.diffUpdate(updated)))
    writeFileSync(join(root, source.spec), updated.text)
  }
  if (made.length === 0) return unreachable > 0 ? 3 : 0
  const before = outputs(root)
  const generated = (await runCommand([], root)) === 0
  const after = outputs(root)
  const releases = made.flatMap(({ source, updated }) =>
    updated.changed
      ? releasesOf(root, source, updated, !generated || before.get(source.spec) !== after.get(source.spec))
      : []
  )
  announce(releases, await write(root, releases))
  const open = made.flatMap(({ source, updated }) => decisionsOf(root, source, updated))
  return conclude([...open, ...(generated ? await typeErrors(root) : [])], generated)
}

/** The overlay beside a specification, whether there is one yet or not. */
const overlayOf = ({ overlay, spec }: Source): string => overlay ?? spec.replace(/\.\w+$/, ".overlay.yaml")

/** A hash of what is generated from each specification. */
const outputs = (root: string): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(readLock(root)?.specs ?? {}).map(([spec, entry]) => [
      spec,
      Object.keys(entry.outputs)
        .map((file) => hashFile(join(root, file)))
        .join()
    ])
  )

const announce = (releases: ReadonlyArray<Release>, files: ReadonlyArray<string>): void => {
  for (const [index, { bump, name, sentence }] of releases.entries())
    console.log(`specs: ${name} ${bump}: ${sentence} (${files[index]})`)
}

const conclude = (decisions: ReadonlyArray<Decision>, generated: boolean): number => {
  const lines = listed(decisions)
  if (!generated) console.log("\nspecs: nothing could be generated; what is said above comes first")
  if (lines.length === 0) return generated ? 0 : undecided
  console.log(`\nTo decide:\n${lines.map((line) => `  ${line}`).join("\n")}`)
  return undecided
}
