/** Reads, plans, writes, generates and formats; then says what is left to do. */
import { spawnSync } from "node:child_process"
import { existsSync } from "node:fs"
import { join, resolve } from "node:path"
import { fileURLToPath } from "node:url"
import { objectOr, textOr } from "@errand/codegen/json"
import { mark } from "@errand/codegen/read/marks"
import { parseArgs, usage, type Wanted } from "./args.ts"
import { generated, type Planned, plan } from "./providerFiles.ts"
import { writing } from "./files.ts"
import { read } from "./document.ts"
import { checkName, type Names, namesOf } from "./names.ts"
import { Refusal } from "./refusal.ts"
import { versionOf } from "./version.ts"

const here = fileURLToPath(new URL("../..", import.meta.url)).replace(/[/\\]$/, "")

/**
 * Runs the command, prints what it has to say, and gives the exit code: 1 for a refusal, 2 for a
 * wrong call.
 */
export const command = async (argv: ReadonlyArray<string>): Promise<number> => {
  const args = parseArgs(argv)
  if (args.kind === "help") {
    console.log(usage)
    return 0
  }
  if (args.kind === "wrong") {
    console.error(`new: ${args.message}\n\n${usage}`)
    return 2
  }
  try {
    for (const line of await make(args.wanted)) console.log(line)
    return 0
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    console.error(`new: ${error.message}\nnew: nothing was written`)
    return 1
  }
}

const make = async (wanted: Wanted): Promise<ReadonlyArray<string>> => {
  const root = resolve(wanted.root ?? here)
  if (!existsSync(join(root, "turbo.json"))) throw new Refusal(`${root} is no repository like this one: no turbo.json`)
  checkName(root, wanted.name)
  const document = await read(wanted.from)
  const title = textOr(objectOr(document["info"])["title"]) ?? ""
  const names = namesOf(wanted.name, title, wanted.version ?? versionOf(document))
  const planned = plan(root, names, document, wanted)
  writing(root, planned.files, (keep) => {
    for (const path of generated(names)) keep(path)
    run(root, "the types could not be generated", join(here, "scripts/codegen.mjs"), "--root", root)
    // With the repository's own formatter, so that what is new looks like all the rest.
    const paths = [...planned.files.keys()].filter((path) => /\.(?:ts|json)$/.test(path))
    run(root, "the new files could not be formatted", join(root, "node_modules/oxfmt/bin/oxfmt"), ...paths)
  })
  return report(planned, names)
}

const run = (cwd: string, complaint: string, program: string, ...args: ReadonlyArray<string>): void => {
  const { error, status, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd,
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe"]
  })
  if (status !== 0) throw new Refusal(`${complaint}: ${error?.message ?? stderr.trim()}`)
}

const report = ({ doubts, files, open }: Planned, { name, version }: Names): ReadonlyArray<string> => {
  const spec = `specs/${name}/${version}.yaml`
  const places = (files.get(spec) ?? "").split(mark).length - 1
  return [
    `new: packages/${name}-types, packages/${name} and ${spec} are there; ${files.size} files were written, and then the types`,
    ...doubts.map((doubt) => `new: ${doubt}`),
    "",
    "What is left to you:",
    `  1. packages/${name}/src/internal/translate.ts: ${open}`,
    `  2. ${spec}: a description of yours in ${places} places, wherever it says ${mark}; then pnpm codegen`,
    `  3. pnpm install, pnpm check, pnpm lint, pnpm boundaries, pnpm vitest run packages/${name}`
  ]
}
