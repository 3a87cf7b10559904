/** `update`: brings one specification up to what its provider publishes, and generates. */
import { writeFileSync } from "node:fs"
import { resolve } from "node:path"
import { parseArgs } from "node:util"
import { format } from "../diff/index.ts"
import { SpecProblem } from "../problem.ts"
import { listSites } from "../workspace/sites.ts"
import { readPublished } from "../read/published.ts"
import { diffUpdate, update } from "../update/update.ts"

export const usage = `Usage: update <specification> --from <file or address> [--files <folder>] [--only <pattern>…] [--check]

Carries the facts of the provider's document over into a specification that the generator knows. Descriptions of your
own, comments and order stay; operations, inputs and states that are new are marked, and codegen --check fails until they
are described. Corrections of the provider's document are read from <specification>.patch.yaml (OpenAPI Overlay 1.0,
each action with its description).
  --files <folder>  references of the provider's file may lead into this folder; its own unless given
  --only <pattern>  keeps the paths that a regular expression matches, and what they reach; may be given several times.
                    It is recorded in the hints of the specification, and every later run cuts in the same way
  --check           writes nothing, and fails where something would change`

/** Writes the specification; `generate` runs after it. */
export const run = async (
  argv: ReadonlyArray<string>,
  root: string,
  generate: () => Promise<number>
): Promise<number> => {
  const { positionals, values } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      from: { type: "string" },
      files: { type: "string" },
      only: { type: "string", multiple: true },
      check: { type: "boolean" },
      help: { type: "boolean", short: "h" }
    }
  })
  const [spec] = positionals
  if (values.help === true || spec === undefined || values.from === undefined || positionals.length > 1) {
    console.log(usage)
    return values.help === true ? 0 : 2
  }
  const site = listSites(root).find((each) => resolve(root, each.spec) === resolve(root, spec))
  if (site === undefined) throw new SpecProblem(spec, "", "is no specification that codegen knows; see init")
  const overlay = site.overlay === undefined ? undefined : resolve(root, site.overlay)
  const path = resolve(root, site.spec)
  if (values.only !== undefined && overlay === undefined)
    throw new SpecProblem(site.spec, "", "has no hints in which --only could be recorded; see init --overlay")
  const published = await readPublished(values.from, values.files === undefined ? undefined : resolve(values.files))
  const made = update({
    spec: path,
    overlay,
    files: site.files === undefined ? undefined : resolve(root, site.files),
    only: values.only,
    published,
    root
  })
  if (overlay !== undefined && made.hints !== undefined && values.check !== true) writeFileSync(overlay, made.hints)
  if (!made.changed) {
    console.log(`codegen: ${site.spec} is what ${values.from} says`)
    return 0
  }
  console.log(format(diffUpdate(made)))
  if (values.check === true) return 1
  writeFileSync(path, made.text)
  console.log(`codegen: wrote ${site.spec}`)
  for (const problem of made.lost) console.log(`codegen: ${problem.message}`)
  for (const { file, line } of made.reread) console.log(`codegen: ${file}:${line} describes what has changed`)
  return generate()
}
